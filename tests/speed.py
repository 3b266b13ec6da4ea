#!/usr/bin/env python3
"""Times programs that read PDFs over a folder, in one run, and prints a table for README.md.

    speed.py OFFPRINT_BINARY DIR [--rounds N] [--at-most RATIO]

Each file is read by a process of its own of pdftotext and mutool, which take one file at a time, and all of them by one
run of offprint with one job. What counts is processor time of all processes, the best of N rounds (3), and the most
memory that one of them held. With --at-most it is an error where offprint takes more than RATIO times the time of
pdftotext. Programs that are not installed are left out. Pages are those that pdfinfo counts.
"""
import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

OFFPRINT, PDFTOTEXT = "offprint convert", "pdftotext -layout"


def run(command):
    """Seconds of processor time and kilobytes of memory of a command and all that it started."""
    with open(os.devnull, "w") as null:
        process = subprocess.Popen(command, stdout=null, stderr=null)
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss


def total(commands):
    spent = [run(command) for command in commands]
    return sum(seconds for seconds, _ in spent), max(memory for _, memory in spent)


def pages(file):
    said = subprocess.run(["pdfinfo", file], capture_output=True, text=True, check=False).stdout
    found = re.search(r"^Pages:\s*(\d+)", said, re.M)
    return int(found[1]) if found else 0


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("binary")
    arguments.add_argument("folder", type=pathlib.Path)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--at-most", type=float, metavar="RATIO")
    chosen = arguments.parse_args()
    files = sorted(map(str, chosen.folder.glob("*.pdf")))
    if not files:
        sys.exit(f"{chosen.folder}: no PDF there")
    with tempfile.TemporaryDirectory() as out:
        text = os.path.join(out, "text")
        convert = [chosen.binary, "convert", str(chosen.folder), "-o", out, "--force", "--quiet", "--jobs", "1"]
        programs = {
            OFFPRINT: [convert],
            PDFTOTEXT: [["pdftotext", "-layout", file, text] for file in files],
            "mutool draw -F txt": [["mutool", "draw", "-F", "txt", "-o", text, file] for file in files],
        }
        programs = {name: all_ for name, all_ in programs.items() if shutil.which(all_[0][0])}
        best = {}
        for _ in range(chosen.rounds):
            for name, commands in programs.items():
                seconds, memory = total(commands)
                before = best.get(name, (seconds, memory))
                best[name] = min(seconds, before[0]), max(memory, before[1])
    count = sum(map(pages, files))
    print(f"{len(files)} files, {count} pages\n")
    print("| Program | Pages a second | Most memory of a process |")
    print("| --- | --- | --- |")
    for name, (seconds, memory) in best.items():
        print(f"| `{name}` | {count / seconds:.0f} | {memory / 1024:.0f} MiB |")
    if chosen.at_most is not None:
        ratio = best[OFFPRINT][0] / best[PDFTOTEXT][0]
        print(f"\n{OFFPRINT} takes {ratio:.2f} times the time of {PDFTOTEXT}")
        if ratio > chosen.at_most:
            sys.exit(f"more than {chosen.at_most}")


if __name__ == "__main__":
    main()
