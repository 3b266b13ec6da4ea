#!/usr/bin/env python3
"""Says how well the quality figure orders papers as the scores do.

    quality.py OUT_DIR SCORES [--worst N] [--evidence]

OUT_DIR holds the NAME.md that `offprint convert` wrote, and manifest.jsonl if it is still there; SCORES is what `score.py
--json` wrote of them. The figure of a paper is `quality.figure` of its line in the manifest, else `quality` of the front
matter. Its score is the mean of words, paragraphs, order and headings, as far as it has them.

Printed are the rank correlation of the two (Spearman, ties shared); which share of the N papers of the lowest scores (ten)
is among the N of the lowest figures, where papers of one figure share the places there are; and from the manifest the
number of torn lines. With --evidence, each count of `quality` alone against the score: what a term is worth. Needs
nothing but Python.
"""
import argparse
import json
import pathlib
import re
import statistics

MEASURES = ("words", "paragraphs", "order", "headings")


def figures(folder):
    """The quality of each paper by its name: a dictionary with `figure` and, from the manifest, counts."""
    found = {}
    for path in sorted(folder.glob("*.md")):
        match = re.search(r"^\s*quality: ([\d.]+)$", path.read_text(encoding="utf-8"), re.M)
        if match:
            found[path.stem] = {"figure": float(match.group(1))}
    manifest = folder / "manifest.jsonl"
    if manifest.exists():
        for line in manifest.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            if record.get("quality"):
                found[pathlib.PurePosixPath(record["input"]).stem] = record["quality"]
    return found


def scores(path):
    """The mean of the measures of each paper by its name."""
    documents = json.loads(path.read_text(encoding="utf-8"))["documents"]
    means = {}
    for name, own in documents.items():
        values = [own[measure] for measure in MEASURES if own.get(measure) is not None]
        if values:
            means[name] = statistics.mean(values)
    return means


def ranks(values):
    """Ranks from 0, equal values sharing the mean of theirs."""
    order = sorted(range(len(values)), key=lambda at: values[at])
    ranked = [0.0] * len(values)
    start = 0
    while start < len(order):
        end = start
        while end + 1 < len(order) and values[order[end + 1]] == values[order[start]]:
            end += 1
        for at in order[start:end + 1]:
            ranked[at] = (start + end) / 2
        start = end + 1
    return ranked


def spearman(first, second):
    """The rank correlation; 0 where either is constant."""
    a, b = ranks(first), ranks(second)
    mean_a, mean_b = statistics.mean(a), statistics.mean(b)
    both = sum((x - mean_a) * (y - mean_b) for x, y in zip(a, b))
    own = sum((x - mean_a) ** 2 for x in a) * sum((y - mean_b) ** 2 for y in b)
    return both / own ** 0.5 if own else 0.0


def among_lowest(quality, score, worst):
    """How many of the lowest scores are among the lowest figures; a tie at the border counts by its share."""
    low = sorted(range(len(score)), key=lambda at: score[at])[:worst]
    border = sorted(quality)[min(worst, len(quality)) - 1]
    below = sum(value < border for value in quality)
    share = (worst - below) / max(1, sum(value == border for value in quality))
    return sum(1 if quality[at] < border else share if quality[at] == border else 0 for at in low)


def count(value):
    return len(value) if isinstance(value, list) else value


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("scores", type=pathlib.Path)
    parser.add_argument("--worst", type=int, default=10)
    parser.add_argument("--evidence", action="store_true")
    args = parser.parse_args()
    known, means = figures(args.out), scores(args.scores)
    names = sorted(known.keys() & means.keys())
    if len(names) < 2:
        parser.error("fewer than two papers have a figure and a score")
    score = [means[name] for name in names]
    quality = [known[name]["figure"] for name in names]
    found = among_lowest(quality, score, args.worst)
    torn = sum(known[name].get("torn_lines", 0) for name in names)
    print(f"spearman    {spearman(quality, score):.3f}  of {len(names)} papers")
    print(f"worst       {found / args.worst:.3f}  {found:.1f} of the {args.worst} of lowest scores are among the "
          f"{args.worst} of lowest quality")
    print(f"torn lines  {torn:.1f}")
    if args.evidence:
        terms = sorted({term for name in names for term in known[name]} - {"figure"})
        for term in terms:
            values = [count(known[name].get(term, 0)) for name in names]
            print(f"{term:26} {spearman(values, score):6.2f}  in {sum(value > 0 for value in values)} papers")


if __name__ == "__main__":
    main()
