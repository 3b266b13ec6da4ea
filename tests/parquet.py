#!/usr/bin/env python3
"""Reads back the tables that offprint wrote, with DuckDB and Polars, and compares them with the JSON.

    parquet.py OUT_DIR TABLES_DIR

OUT_DIR holds what `offprint convert ... -o OUT_DIR --parquet TABLES_DIR` wrote. Both programs read every table, with the same rows and
columns; DuckDB joins them; what is counted in each is what NAME.json holds, and the offsets of passages, callouts and
entities are those of their words. The exit code is 1 where something differs.

Needs Python 3 with duckdb and polars."""
import argparse
import collections
import json
import pathlib
import sys

import duckdb
import polars

TABLES = ("documents authors affiliations passages references callouts figures tables cells quantities identifiers statements entities "
          "abbreviations").split()

# Rows whose id leads nowhere: the table, its column, and the table and column that it leads to.
JOINS = [(name, "document_id", "documents", "document_id") for name in TABLES[1:]] + [
    ("cells", "table_id", "tables", "table_id"),
    ("references", "reference_id", "passages", "passage_id"),
    ("callouts", "passage_id", "passages", "passage_id"),
    ("quantities", "passage_id", "passages", "passage_id"),
    ("identifiers", "passage_id", "passages", "passage_id"),
    ("entities", "passage_id", "passages", "passage_id"),
]

# What a callout of a form leads to.
TARGETS = [
    ("figure", "figures", "figure_id"),
    ("table", "tables", "table_id"),
    ("note", "passages", "passage_id"),
    ("number", "references", "reference_id"),
    ("name-in-brackets", "references", "reference_id"),
    ("name-in-sentence", "references", "reference_id"),
]


def counts_of(paper):
    """Rows of a paper by table, as far as its JSON tells."""
    types = collections.Counter(block["type"] for block in paper["body"])
    metadata = paper["metadata"]
    items = (len(item["targets"]) for own in paper.get("callouts", []) for item in own["items"])
    return collections.Counter({
        "documents": 1,
        "authors": len(metadata.get("authors", [])),
        "affiliations": len(metadata.get("affiliations", [])),
        "references": types["reference"],
        "callouts": sum(items),
        "figures": types["figure"],
        "tables": types["table"],
        "cells": sum(len(block["cells"]) for block in paper["body"] if block["type"] == "table"),
        **{name: len(paper.get(name, [])) for name in ("identifiers", "statements", "entities", "abbreviations")},
    })


def letters(text):
    return "".join(c for c in text if c.isalnum())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("tables", type=pathlib.Path)
    arguments = parser.parse_args()
    database = duckdb.connect()
    wrong = []

    def count(query):
        return database.execute(query).fetchone()[0]

    rows, frames = {}, {}
    for name in TABLES:
        path = arguments.tables / f"{name}.parquet"
        database.execute(f"CREATE VIEW \"{name}\" AS SELECT * FROM read_parquet('{path}')")
        table = database.execute(f'SELECT * FROM "{name}"')
        columns = [column[0] for column in table.description]
        rows[name] = len(table.fetchall())
        frame = frames[name] = polars.read_parquet(path)
        if (frame.columns, frame.height) != (columns, rows[name]):
            wrong.append(f"{name}: Polars and DuckDB read something else")

    for name, column, other, key in JOINS:
        on = f'b.document_id = a.document_id AND b."{key}" = a."{column}"'
        lost = count(f'SELECT count(*) FROM "{name}" a ANTI JOIN "{other}" b ON {on} WHERE a."{column}" IS NOT NULL')
        if lost:
            wrong.append(f"{name}.{column}: {lost} lead to none of {other}")
    for form, other, key in TARGETS:
        lost = count(f"SELECT count(*) FROM callouts a ANTI JOIN \"{other}\" b ON b.document_id = a.document_id AND b.{key} = a.target "
                     f"WHERE a.form = '{form}'")
        if lost:
            wrong.append(f"callouts of the form {form}: {lost} lead to none of {other}")
    joined = frames["entities"].join(frames["passages"], on=["document_id", "passage_id"], how="anti").drop_nulls("passage_id")
    if joined.height:
        wrong.append(f"entities: {joined.height} are in no passage, says Polars")

    expected, stems = collections.Counter(), []
    manifest = [json.loads(line) for line in (arguments.out / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]
    for (document_id, status), record in zip(database.execute("SELECT document_id, status FROM documents").fetchall(), manifest):
        if status != record["status"]:
            wrong.append(f"{document_id}: {status}, and the manifest has {record['status']}")
        if status == "failed":
            expected["documents"] += 1
            continue
        paper = json.loads((arguments.out / f"{document_id}.json").read_text(encoding="utf-8"))
        expected += counts_of(paper)
        stems.append(document_id)
    for name in TABLES:
        if name not in ("passages", "quantities") and rows[name] != expected[name]:
            wrong.append(f"{name}: {rows[name]} rows, and the JSON has {expected[name]}")
    if rows["documents"] != len(manifest):
        wrong.append(f"documents: {rows['documents']} rows, and the manifest has {len(manifest)}")

    for name in ("callouts", "entities"):
        words = database.execute(f"SELECT a.text, substring(b.text, a.text_start + 1, a.text_end - a.text_start) FROM {name} a "
                                 "JOIN passages b USING (document_id, passage_id)").fetchall()
        other = [own for own in words if letters(own[0]) != letters(own[1])]
        if other:
            wrong.append(f"{name}: {len(other)} of {len(words)} have other words at their place, such as {other[0]}")

    print(", ".join(f"{name} {rows[name]}" for name in TABLES))
    size = sum((arguments.tables / f"{name}.parquet").stat().st_size for name in TABLES)
    print(f"{len(stems)} papers, {size / 1e6:.2f} MB, {len(wrong)} faults")
    for line in wrong[:20]:
        print(line)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
