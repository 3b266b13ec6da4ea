#!/usr/bin/env python3
"""Measures how far the source map leads from the Markdown to the words of the page.

    source_map.py CORPUS_DIR OUT_DIR [--misses words|boxes] [--json FILE]

CORPUS_DIR holds NAME.pdf, OUT_DIR what `offprint convert --source-map` wrote of it, NAME.md and NAME.md.map.json. Two
shares, over all ranges of all maps together:

- words: ranges whose Markdown, without its notation, has the letters and digits of `exact`. The name of a note in
  `[^1]` stands for what is printed there, whatever that is.
- boxes: words of `exact` (of two letters or digits at least) that `pdftotext -bbox` on the crop box finds in the box:
  all of them in what it reads there, without blanks and hyphens. A word is there whose box has half of its height in
  common with the box.

pdftotext is the reading of another program, so that it may have read a word otherwise. Pages that are turned (`rotation`)
are left out of the boxes, since pdftotext has no crop box for them. Needs pdftotext (poppler).
"""
import argparse
import html
import json
import pathlib
import re
import subprocess
import unicodedata
import xml.etree.ElementTree as tree

# By how many points a box may be narrower than what is printed in it.
SLACK = 1.0
WORDS, BOXES = "words", "boxes"


def letters(text):
    """Letters and digits without accents, in lower case."""
    flat = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).replace("ﬁ", "fi"))
    return "".join(c for c in flat.casefold() if c.isalnum())


def plain(markdown):
    """The words of a stretch of Markdown."""
    text = re.sub(r"\]\((?:<[^>]*>|[^()\s]*)\)", "]", markdown)
    text = re.sub(r"</?(?:sup|sub|i|b|a|td|th|tr)\b[^<>]*>", "", text)
    # Cells in HTML have these; an ampersand that is escaped begins none.
    text = re.sub(r"(?<!\\)&(?:amp|lt|gt|quot);", lambda found: html.unescape(found[0]), text)
    return re.sub(r"\\([!-/:-@\[-`{-~])", lambda found: found[1], text)


def gives_words(markdown, exact):
    parts = [re.escape(letters(plain(part))) for part in re.split(r"\[\^[^\]]+\]", markdown)]
    return re.fullmatch(".{0,12}".join(parts), letters(exact)) is not None


def read_pages(pdf):
    """Words with their boxes, page by page, as pdftotext reads them on the crop box."""
    done = subprocess.run(["pdftotext", "-bbox", "-cropbox", str(pdf), "-"], capture_output=True, check=True)
    text = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", done.stdout.decode("utf-8", "replace"))
    pages = []
    for page in tree.fromstring(text).iter("{http://www.w3.org/1999/xhtml}page"):
        words = []
        for word in page:
            box = [float(word.get(edge)) for edge in ("xMin", "yMin", "xMax", "yMax")]
            words.append((box, word.text or ""))
        pages.append((float(page.get("width")), float(page.get("height")), words))
    return pages


def in_box(words, box):
    """Letters of the words in a box, in the order in which they are read."""
    left, top, right, bottom = box[0] - SLACK, box[1] - SLACK, box[2] + SLACK, box[3] + SLACK
    inside = []
    for (x0, y0, x1, y1), text in words:
        # Fonts state heights that are not theirs, and a word that is read as one with its neighbour reaches over the edge.
        shared = min(y1, bottom) - max(y0, top)
        if 2 * shared >= min(y1 - y0, bottom - top) and min(x1, right) - max(x0, left) > 2 * SLACK:
            inside.append(text)
    return letters("".join(inside))


def shifts(frames, pages):
    """Whether the pages are as large as pdftotext has them, by number."""
    sizes = {}
    for frame in frames:
        width, height, _ = pages[frame["number"] - 1] if frame["number"] <= len(pages) else (0, 0, [])
        same = abs(width - frame["width"]) < 1 and abs(height - frame["height"]) < 1
        sizes[frame["number"]] = same and frame["rotation"] == 0
    return sizes


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--misses", choices=[WORDS, BOXES])
    parser.add_argument("--json", type=pathlib.Path)
    arguments = parser.parse_args()
    right, all_of, files, left_out = {WORDS: 0, BOXES: 0}, {WORDS: 0, BOXES: 0}, 0, 0
    for path in sorted(arguments.out.glob("*.md.map.json")):
        name = path.name.removesuffix(".md.map.json")
        pdf = arguments.corpus / f"{name}.pdf"
        if not pdf.exists():
            continue
        files += 1
        markdown = path.with_name(f"{name}.md").read_bytes()
        source_map = json.loads(path.read_text(encoding="utf-8"))
        pages = read_pages(pdf)
        readable = shifts(source_map["pages"], pages)
        for own in source_map["ranges"]:
            stretch = markdown[own["bytes"]["start"]:own["bytes"]["end"]].decode("utf-8")
            good = gives_words(stretch, own["exact"])
            right[WORDS] += good
            all_of[WORDS] += 1
            if not good and arguments.misses == WORDS:
                print(f"{name} {own['id']}\n  {stretch}\n  {own['exact']}")
            if not readable.get(own["page"]):
                left_out += 1
                continue
            inside = in_box(pages[own["page"] - 1][2], own["bbox"])
            wanted = [letters(word) for word in own["exact"].split()]
            missing = [word for word in wanted if len(word) > 1 and word not in inside]
            count = sum(len(word) > 1 for word in wanted)
            all_of[BOXES] += count
            right[BOXES] += count - len(missing)
            if missing and arguments.misses == BOXES:
                print(f"{name} {own['id']} page {own['page']} {own['bbox']}: {' '.join(missing)}\n  {inside[:200]}")
    report = {}
    for kind in (WORDS, BOXES):
        report[kind] = right[kind] / max(1, all_of[kind])
        print(f"{kind:8s}{right[kind]:10d} of {all_of[kind]:10d}  {report[kind]:.5f}")
    print(f"{files} files, {left_out} ranges on pages that are turned or of another size are not compared")
    if arguments.json:
        arguments.json.write_text(json.dumps({"total": report}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
