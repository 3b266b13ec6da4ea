#!/usr/bin/env python3
"""Scores callouts, the places in a text that name references, figures and tables, against JATS files.

    citations.py JOURNALS_DIR OUT_DIR [--json FILE] [--per-doc] [--misses references|displays]

JOURNALS_DIR holds NAME.xml, OUT_DIR what `offprint convert --format json` wrote, NAME.json. A callout is a pair of a
target and the words before it: it is right where the JATS file has an xref to the same entry of the reference list
(paired by what the entries say), figure or table (by their labels) after the same words. Of the words, the last
letters up to the end of the callout are compared, so that brackets, raised numbers and dashes make no difference.
Two xrefs with a dash between them name all entries from one to the other. Xrefs whose target the JATS file does not
hold have no answer, and neither has a document without any xref of a kind. References: all of the article but the reference list. Displays: figures and tables with a
label. Needs lxml and rapidfuzz.
"""
import argparse
import collections
import json
import pathlib
import re

from lxml import etree
from rapidfuzz import fuzz

from fields import flat, pairs, ratios

# Letters that are compared, and how like they have to be, in percent.
CONTEXT = 24
ALIKE = 70
SKIPPED = ("ref-list", "contrib-group", "aff", "author-notes", "table-wrap-foot-label", "label")


def letters(text):
    return "".join(c for c in text.lower() if c.isalpha())[-CONTEXT:]


def label_key(label):
    """`f1` for Figure 1, `ts2` for Table S2."""
    label = label.strip().rstrip(".:").lower()
    number = re.search(r"([a-z]?\d+[a-z]?|[ivx]+)$", label)
    return ("t" if "tab" in label else "f") + number[1] if number else None


def gold_callouts(root):
    """(kind, targets by id, letters) of each xref, and which ids are displays."""
    order = [ref.get("id") for ref in root.iter("ref")]
    place = {own: at for at, own in enumerate(order)}
    displays = {}
    for node in root.iter("fig", "table-wrap"):
        label = node.find("label")
        if node.get("id") and label is not None and label_key(flat(label)):
            displays[node.get("id")] = label_key(flat(label))
    found = []

    def walk(node, before):
        """Adds the xrefs below `node`; returns the text before what follows it."""
        if not isinstance(node.tag, str) or node.tag in SKIPPED:
            return before
        if node.tag in ("p", "td", "th", "title", "caption", "fn", "sec"):
            before = ""
        start = before
        before += node.text or ""
        for child in node:
            before = walk(child, before) + (child.tail or "")
        if node.tag == "xref":
            for target in (node.get("rid") or "").split():
                text = start + flat(node)
                if node.get("ref-type") == "bibr" and target in place:
                    previous = found[-1] if found else None
                    between = start[len(previous[2]):] if previous and start.startswith(previous[2]) else None
                    if between is not None and re.fullmatch(r"\s*[-–—‐‑−]\s*", between) and previous[0] == "references":
                        for skipped in order[place[previous[1]] + 1:place[target]]:
                            found.append(("references", skipped, text))
                    found.append(("references", target, text))
                elif target in displays and node.get("ref-type") in ("fig", "table"):
                    found.append(("displays", displays[target], text))
        return before

    for part in root.iter("abstract", "body", "back", "floats-group"):
        walk(part, "")
    return [(kind, target, letters(text)) for kind, target, text in found], order


def read_callouts(document):
    """The same of a document of ours; targets of references are places in the list."""
    body = document["body"]
    places = {}
    for at, node in enumerate(body):
        if node["type"] == "reference":
            places[f"/body/{at}"] = len(places)
    found = []
    for callout in document.get("callouts", []):
        passage = document
        for key in callout["passage"].split("/")[1:]:
            passage = passage[int(key)] if isinstance(passage, list) else passage[key]
        for item in callout["items"]:
            text = letters(passage["text"][:item["range"]["end"]])
            for target in item["targets"]:
                if callout["form"] == "note":
                    continue
                if target in places:
                    found.append(("references", places[target], text))
                else:
                    label = body[int(target.split("/")[-1])]["caption"]["label"]
                    found.append(("displays", label_key(label), text))
    entries = [node["content"]["text"] for node in body if node["type"] == "reference"]
    return found, entries


def entry(text):
    return {"authors": "", "title": text, "source": "", "year": "", "volume": "", "page": ""}


def matched(gold, read):
    """Pairs of equal target and like words, each callout once; returns what is left of both, too."""
    count, missed, more = 0, [], []
    by_target = collections.defaultdict(lambda: ([], []))
    for target, text in gold:
        by_target[target][0].append(text)
    for target, text in read:
        by_target[target][1].append(text)
    for target, (wanted, got) in by_target.items():
        scored = sorted(((fuzz.ratio(a, b) if a or b else 100, -abs(i - j), i, j)
                         for i, a in enumerate(wanted) for j, b in enumerate(got)), reverse=True)
        left, right = set(), set()
        for score, _, i, j in scored:
            if score >= ALIKE and i not in left and j not in right:
                left.add(i)
                right.add(j)
        count += len(left)
        missed += [(target, text) for i, text in enumerate(wanted) if i not in left]
        more += [(target, text) for j, text in enumerate(got) if j not in right]
    return count, missed, more


def score(xml, document):
    """kind -> (right, wanted, got, missed, more)."""
    root = etree.parse(str(xml), etree.XMLParser(load_dtd=False, resolve_entities=False)).getroot()
    gold, order = gold_callouts(root)
    read, entries = read_callouts(document)
    # Parts of an entry may have nothing between them.
    texts = {ref.get("id"): " ".join(ref.itertext()) for ref in root.iter("ref")}
    found = pairs([entry(texts[own]) for own in order], [entry(text) for text in entries])
    place = {own: found.get(at, f"no entry {own}") for at, own in enumerate(order)}
    results = {}
    for kind in ("references", "displays"):
        wanted = [(place[target] if kind == "references" else target, text) for own, target, text in gold if own == kind]
        got = [(target, text) for own, target, text in read if own == kind]
        count, missed, more = matched(wanted, got)
        results[kind] = (count, len(wanted), len(got), missed, more)
    return results


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("journals", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--json", type=pathlib.Path)
    parser.add_argument("--per-doc", action="store_true")
    parser.add_argument("--misses", choices=["references", "displays"])
    arguments = parser.parse_args()
    total = {kind: [0, 0, 0] for kind in ("references", "displays")}
    for path in sorted(arguments.journals.glob("*.xml")):
        made = arguments.out / f"{path.stem}.json"
        document = json.loads(made.read_text(encoding="utf-8")) if made.exists() else {"body": []}
        results = score(path, document)
        for kind, (count, wanted, got, missed, more) in results.items():
            if not wanted:
                continue
            total[kind] = [a + b for a, b in zip(total[kind], (count, wanted, got))]
            if arguments.misses == kind:
                for name, rows in (("missed", missed), ("more", more)):
                    for target, text in rows:
                        print(f"{path.stem} {name} {target} …{text}")
        if arguments.per_doc:
            row = "  ".join(f"{kind} {ratios(*own[:3])[2]:.3f} of {own[1]} and {own[2]}" for kind, own in results.items())
            print(f"{path.stem:14s} {row}")
    report = {}
    print(f"{'':12s}{'precision':>10s}{'recall':>8s}{'F1':>8s}")
    for kind, counts in total.items():
        precision, recall, f1 = ratios(*counts)
        print(f"{kind:12s}{precision:10.4f}{recall:8.4f}{f1:8.4f}")
        report[kind] = f1
    if arguments.json:
        arguments.json.write_text(json.dumps({"total": report}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
