#!/usr/bin/env python3
"""Holds scores against floors.toml, and manifests against what may fail.

    floors.py check FLOORS SCORES_DIR     prints a table; fails where a score is below its floor or above its ceiling
    floors.py raise FLOORS SCORES_DIR     moves the floors up, and the ceilings down, towards the scores
    floors.py papers TSV SCORES ...       prints which papers got better or worse against TSV
    floors.py record TSV SCORES ...       writes TSV anew
    floors.py cases LOG                   counts the cases that LOG says passed, in the form of scores
    floors.py manifest MANIFEST           counts statuses and reasons; fails where a file failed by a fault of the tool

SCORES_DIR holds NAME.json as the scorers write it with --json, or NAME.txt with lines of a name and a figure.
SCORES is the NAME.json of papers; LOG is what `cases/check.py` printed.
A floor only rises: a change that makes a figure worse is not merged by lowering its floor.
"""
import collections
import json
import math
import pathlib
import re
import sys
import tomllib

# A file fails for one of these reasons because of what it is. Any other reason is a fault of the tool.
REASONS_OF_THE_FILE = {"empty", "not-a-pdf", "damaged", "encrypted", "unsupported-encryption", "no-pages", "no-such-page", "damaged-image", "image-too-large",
                       "unsupported-image", "no-page-read"}
DIGITS = 3
PAPER_FIGURES = ["words", "paragraphs", "order", "headings", "captions", "tables", "references", "scripts", "symbols",
                 "quantities"]
# How far a bound stays away from the score, as a share of it: a change may trade a hair of one figure for much
# of another.
SLACK = 0.005


def scores(folder):
    """All figures: {corpus: {name: figure}}."""
    found = {}
    for path in sorted(pathlib.Path(folder).iterdir()):
        if path.suffix == ".json":
            found[path.stem] = json.loads(path.read_text(encoding="utf-8"))["total"]
        elif path.suffix == ".txt":
            lines = path.read_text(encoding="utf-8").splitlines()
            pairs = [re.match(r"(\S.*?)\s+(\d+\.\d+)(?:\s|$)", line) for line in lines]
            found[path.stem] = {re.sub(r"\W+", "-", m[1]).strip("-").lower(): float(m[2]) for m in pairs if m}
    return found


def bounds(floors):
    """Every bound as (corpus, name, which, bound)."""
    for corpus, kinds in floors.items():
        for which in ("floor", "ceiling"):
            for name, bound in kinds.get(which, {}).items():
                yield corpus, name, which, bound


def check(floors, found):
    """Prints the table and returns the number of figures that are out of bounds."""
    bad = 0
    held = {(corpus, name): (which, bound) for corpus, name, which, bound in bounds(floors)}
    print(f"{'corpus':10s} {'figure':24s} {'score':>8s}  bound")
    for corpus, figures in found.items():
        for name, figure in figures.items():
            which, bound = held.pop((corpus, name), (None, None))
            verdict = ""
            if which:
                broken = figure < bound if which == "floor" else figure > bound
                bad += broken
                verdict = f"{which} {bound:.{DIGITS}f}{'  OUT OF BOUNDS' if broken else ''}"
            print(f"{corpus:10s} {name:24s} {figure:8.4f}  {verdict}".rstrip())
    for corpus, name in held:
        bad += 1
        print(f"{corpus:10s} {name:24s} {'missing':>8s}  OUT OF BOUNDS")
    print(f"{bad} out of bounds")
    return bad


def tightened(which, bound, figure):
    """The bound moved towards the figure, never the other way."""
    scale = 10**DIGITS
    if which == "floor":
        return max(bound, math.floor(figure * (1 - SLACK) * scale) / scale)
    return min(bound, math.ceil(figure * (1 + SLACK) * scale) / scale)


def raise_floors(path, floors, found):
    """Writes the file again with its comment and tighter bounds."""
    text = path.read_text(encoding="utf-8")
    head = "".join(line for line in text.splitlines(keepends=True) if line.startswith("#"))
    parts = [head]
    for corpus, kinds in floors.items():
        for which, names in kinds.items():
            parts.append(f"\n[{corpus}.{which}]\n")
            for name, bound in names.items():
                figure = found.get(corpus, {}).get(name)
                new = bound if figure is None else tightened(which, bound, figure)
                parts.append(f"{name} = {new:.{DIGITS}f}\n")
                if new != bound:
                    print(f"{corpus} {name}: {bound:.{DIGITS}f} -> {new:.{DIGITS}f}")
    path.write_text("".join(parts), encoding="utf-8")


def manifest(path):
    """Counts what became of the files and returns the number of faults."""
    counts = collections.Counter()
    faults = 0
    for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        reason = record.get("reason")
        counts[record["status"], reason or ""] += 1
        if record["status"] == "failed" and reason not in REASONS_OF_THE_FILE:
            faults += 1
            print(f"{record['input']}: {reason}")
    for (status, reason), count in sorted(counts.items()):
        print(f"{count:5d} {status} {reason}".rstrip())
    return faults


def cases(log):
    """Prints how many cases passed and how many there are."""
    verdicts = re.findall(r"^(pass|fail) ", pathlib.Path(log).read_text(encoding="utf-8"), re.M)
    print(f"passed  {verdicts.count('pass'):.3f}")
    print(f"all     {len(verdicts):.3f}")


def papers(scores_files):
    """The ten figures of `overall` for each paper, as lines of a table."""
    documents = {}
    for path in scores_files:
        documents |= json.loads(pathlib.Path(path).read_text(encoding="utf-8"))["documents"]
    lines = ["\t".join(["paper", *PAPER_FIGURES])]
    for name, figures in sorted(documents.items()):
        cells = [figures.get(figure) for figure in PAPER_FIGURES]
        lines.append("\t".join([name, *("" if cell is None else f"{cell:.3f}" for cell in cells)]))
    return lines


def compare_papers(recorded, scores_files):
    """Prints every figure of a paper that differs from the recorded one. It is no fault: the floors are."""
    def rows(lines):
        return {line.split("\t")[0]: line.rstrip("\n").split("\t")[1:] for line in lines}

    old = rows(pathlib.Path(recorded).read_text(encoding="utf-8").splitlines())
    better = worse = 0
    for name, cells in rows(papers(scores_files)).items():
        for figure, before, now in zip(PAPER_FIGURES, old.get(name, []), cells):
            if before != now and name != "paper":
                up = float(now or 0) > float(before or 0)
                better, worse = better + up, worse + (not up)
                print(f"{'better' if up else 'worse ':6s} {name:24s} {figure:12s} {before or '-'} -> {now or '-'}")
    print(f"{better} figures of papers are better and {worse} worse than in {recorded}")


def main(arguments):
    match arguments:
        case ["papers", recorded, *scores_files]:
            return compare_papers(recorded, scores_files)
        case ["record", recorded, *scores_files]:
            pathlib.Path(recorded).write_text("\n".join(papers(scores_files)) + "\n", encoding="utf-8")
            return 0
        case ["cases", log]:
            return cases(log)
        case ["manifest", path]:
            return manifest(path) > 0
        case [("check" | "raise") as what, path, folder]:
            path = pathlib.Path(path)
            floors = tomllib.loads(path.read_text(encoding="utf-8"))
            if what == "raise":
                return raise_floors(path, floors, scores(folder))
            return check(floors, scores(folder)) > 0
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
