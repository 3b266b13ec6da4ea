#!/usr/bin/env python3
"""Scores which author belongs to which institution against the JATS files beside the PDFs.

    affiliations.py JOURNALS_DIR OUT_DIR [--json FILE] [--per-doc] [--misses]

JOURNALS_DIR holds NAME.xml, OUT_DIR the NAME.md of the same papers, whose front matter names authors and
affiliations. What is counted are links, each a person with one institution, over all papers together:

- Wanted are the links of every `contrib` of the article's own groups that is an author or says nothing else, and has a
  name (a group that signs the paper has no family name and is left out): its `xref`s to an `aff`, the `aff`s inside of
  it. Where no author of the paper has either, all work at the only `aff` of the paper; where it has several of them, the
  file has no answer, and the paper is left out. An `xref` that leads nowhere is none.
- Got are the links of the front matter.
- A wanted author is the first of the authors got, not yet taken, whose family name is the same without case, accents
  and punctuation; else one whose whole name ends or begins with that family name, since `given` and `family` have a
  score of their own. Authors without a counterpart lose their links.
- Institutions are the same where their letters and digits have a Levenshtein ratio of .8 or more, or where all words of
  one stand in the other in the same order and are at least half of its letters: XML files leave out streets, countries
  and codes of cities, or have more of them than the page. Marks, e-mail addresses and identifiers of institutions are
  taken off before, case and accents do not count.
- Each link counts once, on both sides.

Needs lxml, rapidfuzz and pyyaml.
"""
import argparse
import copy
import json
import pathlib
import re
import unicodedata

import yaml
from lxml import etree
from rapidfuzz.distance import Levenshtein

from fields import ratios

SAME = 0.8
# What one name has of the other, as a share of it, where it is a part of it.
PART = 0.5
NOT_THE_NAME = ("label", "institution-id", "email", "ext-link", "xref")


def flat(node):
    return " ".join(" ".join(node.itertext()).split()) if node is not None else ""


def institution(aff):
    """Name and address of an `aff` without its mark and identifiers."""
    own = copy.deepcopy(aff)
    for part in own.iter(*NOT_THE_NAME):
        part.text, tail = None, part.tail
        for child in list(part):
            part.remove(child)
        part.tail = tail
    return flat(own)


def gold(path):
    """[(family name, [institution])] of the authors."""
    root = etree.parse(str(path), etree.XMLParser(load_dtd=False, resolve_entities=False)).getroot()
    meta = root.find("./front/article-meta")
    if meta is None:
        return []
    by_id = {aff.get("id"): institution(aff) for aff in meta.iter("aff") if aff.get("id")}
    by_id |= {group.get("id"): institution(group.find("aff")) for group in meta.iter("aff-alternatives")
              if group.get("id") and group.find("aff") is not None}
    authors = []
    for group in meta.findall("contrib-group"):
        shared = [institution(aff) for aff in [*group.findall("aff"), *meta.findall("aff")]]
        for contrib in group.findall("contrib"):
            name = contrib.find(".//surname")
            if name is None or contrib.get("contrib-type", "author") != "author":
                continue
            ids = [rid for xref in contrib.findall("xref") if xref.get("ref-type") == "aff"
                   for rid in xref.get("rid", "").split()]
            own = [by_id[rid] for rid in ids if rid in by_id] + [institution(aff) for aff in contrib.findall("aff")]
            authors.append((flat(name), own, shared))
    if any(own for _, own, _ in authors):
        return [(name, own) for name, own, _ in authors]
    return [(name, shared if len(shared) == 1 else []) for name, _, shared in authors]


def read(path):
    """[(name, family name, [institution])] of the authors in the front matter."""
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    found = re.match(r"---\n(.*?)\n---\n", text, re.S)
    front = (yaml.safe_load(found[1]) or {}) if found else {}
    by_id = {str(aff["id"]): aff["name"] for aff in front.get("affiliations", [])}
    return [(author["name"], author.get("family", author["name"]),
             [by_id[str(own)] for own in author.get("affiliations", [])]) for author in front.get("author", [])]


def words(value):
    value = unicodedata.normalize("NFKD", re.sub(r"\S+@\S+", "", value)).lower()
    return re.findall(r"\w+", "".join(c for c in value if not unicodedata.combining(c)))


def soft(value):
    return "".join(words(value))


def same_institution(a, b):
    short, long = sorted((words(a), words(b)), key=lambda own: len("".join(own)))
    if not short:
        return False
    rest = iter(long)
    part = all(word in rest for word in short)
    a, b = "".join(short), "".join(long)
    return part and len(a) >= PART * len(b) or Levenshtein.normalized_similarity(a, b) >= SAME


def counterpart(family, got, taken):
    """The index of the author who has this family name, or None."""
    own = soft(family)
    whole = [(soft(other), soft(name)) for name, other, _ in got]
    free = [at for at in range(len(got)) if at not in taken]
    same = (at for at in free if whole[at][0] == own)
    part = (at for at in free if whole[at][1].startswith(own) or whole[at][1].endswith(own))
    return next(same, next(part, None))


def count(wanted, got):
    """Links that are right, wanted and got, and the misses."""
    right, taken, misses = 0, set(), []
    for family, institutions in wanted:
        at = counterpart(family, got, taken)
        taken |= {at}
        left = list(got[at][2]) if at is not None else []
        for name in institutions:
            match = next((other for other in left if same_institution(name, other)), None)
            if match is None:
                misses.append(f"missed {family}{'' if at is not None else ' (no such author)'}: {name}")
            else:
                right += 1
                left.remove(match)
        misses.extend(f"more   {family}: {other}" for other in left)
    for at, (name, _, institutions) in enumerate(got):
        if at not in taken:
            misses.extend(f"more   {name} (no such author): {other}" for other in institutions)
    return right, sum(len(own) for _, own in wanted), sum(len(own) for _, _, own in got), misses


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("journals", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--json", type=pathlib.Path)
    parser.add_argument("--per-doc", action="store_true")
    parser.add_argument("--misses", action="store_true", help="print the links that are missed or too many")
    arguments = parser.parse_args()
    total = [0, 0, 0]
    papers = 0
    for path in sorted(arguments.journals.glob("*.xml")):
        *counts, misses = count(gold(path), read(arguments.out / f"{path.stem}.md"))
        if not counts[1]:
            continue
        papers += 1
        total = [a + b for a, b in zip(total, counts)]
        if arguments.per_doc:
            print(f"{path.stem:14s} {ratios(*counts)[2]:.3f}  {counts[0]} right, {counts[1]} wanted, {counts[2]} got")
        if arguments.misses and misses:
            print(path.stem, *misses, sep="\n    ")
    precision, recall, f1 = ratios(*total)
    print(f"{papers} papers: {total[0]} right, {total[1]} wanted, {total[2]} got")
    print(f"links precision {precision:.4f} recall {recall:.4f} F1 {f1:.4f}")
    if arguments.json:
        report = {"links": f1, "links_precision": precision, "links_recall": recall}
        arguments.json.write_text(json.dumps({"total": report}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
