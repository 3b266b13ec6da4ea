#!/usr/bin/env python3
"""Scores the fields of reference lists against the JATS files beside the PDFs.

    fields.py JOURNALS_DIR OUT_DIR [--json FILE] [--per-doc] [--misses FIELD]

JOURNALS_DIR holds NAME.xml, OUT_DIR what `offprint convert --format csl` wrote, NAME.csl.json. Entries are paired
by what they say, fields compared as GROBID's end-to-end evaluation compares them: `strict` as they are, `soft`
without case, punctuation and blanks; a title and a source also count as right in `near` where their Levenshtein
ratio is .8 or more. All family names of an entry are one field: one wrong name makes it wrong. A field that is
only in one of both counts against precision or recall. An entry for which the JATS file has none of the fields
has no answer: it is left out with its counterpart. The title of a book, a report or a page is in a JATS file its
source, or its article title where it has no source: it is compared with the one that is there.
Needs lxml and rapidfuzz.
"""
import argparse
import collections
import json
import pathlib
import re
import unicodedata

from lxml import etree
from rapidfuzz.distance import Levenshtein

FIELDS = ["authors", "title", "source", "year", "volume", "page"]
NEAR = 0.8
NEAR_FIELDS = {"title", "source"}
# Entries with less in common than this are not the same entry. In shares of what the shorter one says.
SAME = 0.3
# What entries at the same place of their lists have in common by that: less than words, enough to part ties.
SAME_PLACE = 0.2
CITATIONS = ("mixed-citation", "element-citation", "citation", "nlm-citation")
WORK_TITLES = ("article-title", "chapter-title", "part-title", "data-title")


def flat(node):
    return " ".join("".join(node.itertext()).split()) if node is not None else ""


def first_page(pages):
    """What stands in front of the dash: some JATS files have both pages as the first one."""
    return re.split(r"[-–—]", pages)[0]


def gold_entry(citation):
    """The fields of a citation of a JATS file."""
    groups = [group for group in citation.findall("person-group") if group.get("person-group-type") != "editor"]
    people = groups or [citation]
    names = [flat(name) for group in people for name in group.xpath(".//surname")
             if groups or not name.xpath("ancestor::person-group")]
    title = next((flat(citation.find(f".//{tag}")) for tag in WORK_TITLES if citation.find(f".//{tag}") is not None), "")
    page = citation.find(".//fpage")
    page = page if page is not None else citation.find(".//elocation-id")
    year = re.search(r"\d{4}", flat(citation.find(".//year")))
    return {"authors": names, "title": title, "source": flat(citation.find(".//source")),
            "year": year[0] if year else "", "volume": flat(citation.find(".//volume")), "page": first_page(flat(page))}


def gold_entries(path):
    entries = []
    for ref in etree.parse(str(path), etree.XMLParser(load_dtd=False, resolve_entities=False)).iter("ref"):
        citation = next(ref.iter(*CITATIONS), None)
        if citation is not None:
            entries.append(gold_entry(citation))
    return entries


def read_entry(item):
    """The fields of a CSL item."""
    names = [name for name in item.get("author", []) if "family" in name]
    family = [" ".join(filter(None, [name.get("non-dropping-particle"), name["family"]])) for name in names]
    parts = item.get("issued", {}).get("date-parts", [[""]])
    return {"authors": family, "title": item.get("title", ""), "source": item.get("container-title", ""),
            "year": str(parts[0][0]), "volume": item.get("volume", ""),
            "page": first_page(item.get("page", ""))}


def soft(value):
    value = "".join(value) if isinstance(value, list) else value
    return "".join(c for c in unicodedata.normalize("NFKD", value).lower() if c.isalnum())


def strict(value):
    return " ".join((", ".join(value) if isinstance(value, list) else value).split())


def words(entry):
    found = collections.Counter(re.findall(r"\w+", " ".join(strict(entry[field]) for field in FIELDS).lower()))
    return found


def pairs(gold, read):
    """Each entry of `gold` with the one of `read` that says the same, or with none."""
    said, heard = [words(entry) for entry in gold], [words(entry) for entry in read]
    scored = []
    for i, own in enumerate(said):
        for j, other in enumerate(heard):
            common = sum((own & other).values()) / max(1, min(sum(own.values()), sum(other.values())))
            common += SAME_PLACE * (i == j and len(gold) == len(read))
            if common >= SAME or (i == j and not own):
                scored.append((common, -abs(i - j), i, j))
    found, taken = {}, set()
    for _, _, i, j in sorted(scored, reverse=True):
        if i not in found and j not in taken:
            found[i] = j
            taken.add(j)
    # What neighbours on both sides leave over belongs together.
    for i in range(len(gold)):
        if i not in found:
            j = found[i - 1] + 1 if i - 1 in found else i
            if j < len(read) and j not in taken and len(gold) == len(read):
                found[i] = j
                taken.add(j)
    return found


def book_like(gold, read):
    """Compares the title of what is no part of something else with what the JATS file calls it."""
    if read["title"] and not read["source"] and gold["source"] and not gold["title"]:
        return {**read, "source": read["title"], "title": ""}
    return read


def right(field, how, wanted, got):
    if how == "strict":
        return strict(wanted) == strict(got)
    a, b = soft(wanted), soft(got)
    if how == "near" and field in NEAR_FIELDS:
        return Levenshtein.normalized_similarity(a, b) >= NEAR
    return a == b


def count(gold, read):
    """(field, how) -> [right, wanted, got], and the misses."""
    counts = collections.defaultdict(lambda: [0, 0, 0])
    misses = []
    found = pairs(gold, read)
    empty = {field: "" for field in FIELDS}
    rows = [(entry, book_like(entry, read[found[i]]) if i in found else empty) for i, entry in enumerate(gold)]
    rows = [(wanted, got) for wanted, got in rows if any(wanted.values())]
    rows += [(empty, got) for j, got in enumerate(read) if j not in found.values()]
    for wanted, got in rows:
        for field in FIELDS:
            for how in ("strict", "soft", "near"):
                ok = bool(wanted[field]) and bool(got[field]) and right(field, how, wanted[field], got[field])
                cell = counts[field, how]
                cell[0] += ok
                cell[1] += bool(wanted[field])
                cell[2] += bool(got[field])
                if how == "soft" and not ok and (wanted[field] or got[field]):
                    misses.append((field, wanted[field], got[field]))
    return counts, misses


def ratios(right, wanted, got):
    """Precision, recall and F1."""
    precision, recall = right / max(1, got), right / max(1, wanted)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def figures(counts, fields, how):
    """Micro precision, recall and F1 over these fields."""
    return ratios(*(sum(counts[field, how][k] for field in fields) for k in range(3)))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("journals", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--json", type=pathlib.Path)
    parser.add_argument("--per-doc", action="store_true")
    parser.add_argument("--misses", metavar="FIELD", help="print the misses of a field, or of `all`")
    arguments = parser.parse_args()
    total = collections.defaultdict(lambda: [0, 0, 0])
    for path in sorted(arguments.journals.glob("*.xml")):
        made = arguments.out / f"{path.stem}.csl.json"
        read = json.loads(made.read_text(encoding="utf-8")) if made.exists() else []
        counts, misses = count(gold_entries(path), [read_entry(item) for item in read])
        for key, cell in counts.items():
            total[key] = [a + b for a, b in zip(total[key], cell)]
        if arguments.per_doc:
            by_field = " ".join(f"{field} {figures(counts, [field], 'soft')[2]:.3f}" for field in FIELDS)
            print(f"{path.stem:14s} {figures(counts, FIELDS, 'soft')[2]:.3f}  {by_field}")
        for field, wanted, got in misses:
            if arguments.misses in (field, "all"):
                print(f"{path.stem} {field}\n    wanted {wanted}\n    got    {got}")
    report = {}
    print(f"{'':14s}{'strict F1':>10s}{'precision':>10s}{'recall':>8s}{'soft F1':>9s}{'near F1':>9s}")
    for name, fields in [*((field, [field]) for field in FIELDS), ("fields", FIELDS)]:
        precision, recall, f1 = figures(total, fields, "soft")
        near = figures(total, fields, "near")[2]
        print(f"{name:14s}{figures(total, fields, 'strict')[2]:10.4f}{precision:10.4f}{recall:8.4f}{f1:9.4f}{near:9.4f}")
        report[name] = f1
        report[f"{name}_near"] = near
    if arguments.json:
        arguments.json.write_text(json.dumps({"total": report}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
