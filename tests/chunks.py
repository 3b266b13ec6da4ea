#!/usr/bin/env python3
"""Checks the chunks of many papers against their Markdown.

    chunks.py OUT_DIR CHUNKS MAX_WORDS

OUT_DIR holds the NAME.md and NAME.json that `offprint convert --format markdown,json` wrote, CHUNKS what `offprint chunks
--max-words MAX_WORDS OUT_DIR/*.json` printed. Counted are chunks that are too long; shorter than a third of the limit though
another chunk of the same section follows; without headings; not the stretch of the Markdown that they say; and words of
the Markdown (but for front matter, title and headings) that are in no chunk or in two. The exit code is 1 where there is any.
"""
import argparse
import collections
import json
import pathlib
import re
import sys


def words(text):
    """Words as they are counted: tags are none, and those of tables part words."""
    text = re.sub(r"<(?:/?t[a-z]*\b[^<>]*|!--.*?--)>", " ", text)
    text = re.sub(r"</?(?:sup|sub|i|b|a)\b[^<>]*>", "", text)
    # Scripts without blanks are cut between any two letters.
    text = re.sub("([\u0e00-\u10ff\u2e80-\uffdc])", r" \1 ", text)
    return [word for word in ("".join(c for c in own if c.isalnum()) for own in text.split()) if word]


def headings_of(body):
    return [word for block in body if block["type"] in ("title", "heading") for word in words(block["content"]["text"])]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("chunks", type=pathlib.Path)
    parser.add_argument("max_words", type=int)
    arguments = parser.parse_args()
    by_paper = collections.defaultdict(list)
    for line in arguments.chunks.read_text(encoding="utf-8").splitlines():
        chunk = json.loads(line)
        by_paper[chunk["doc"]].append(chunk)
    wrong, total, cut_tables = collections.Counter(), 0, 0
    for doc, chunks in sorted(by_paper.items()):
        paper = json.loads((arguments.out / f"{doc}.json").read_text(encoding="utf-8"))
        markdown = (arguments.out / f"{doc}.md").read_text(encoding="utf-8")
        place = {block["id"]: at for at, block in enumerate(paper["body"])}
        body = markdown.split("\n---\n", 1)[1] if markdown.startswith("---\n") else markdown
        held = []
        for at, chunk in enumerate(chunks):
            total += 1
            cut_tables += "repeated" in chunk
            wrong["too long"] += chunk["size"] > arguments.max_words
            wrong["without headings"] += not any(heading.strip() for heading in chunk["headings"])
            stretch = markdown[chunk["md_start"]:chunk["md_end"]]
            wrong["not the stretch"] += stretch not in chunk["text"]
            own = words(chunk["text"][chunk.get("repeated", 0):])
            held += own
            if at + 1 < len(chunks) and chunk["size"] * 3 < arguments.max_words:
                between = paper["body"][place[chunk["passages"][-1]]:place[chunks[at + 1]["passages"][0]] + 1]
                short = not any(block["type"] in ("heading", "title") for block in between)
                wrong["too short"] += short
                if short:
                    print(f"{doc} {chunk['id']} has {chunk['size']} words: {chunk['text'][:80]!r}")
        # What the chunks hold is what the Markdown holds but for its headings.
        left = collections.Counter(words(body))
        left.subtract(held)
        left.subtract(headings_of(paper["body"]))
        lost, doubled = sum(left[own] for own in left if left[own] > 0), -sum(left[own] for own in left if left[own] < 0)
        headings = len(headings_of(paper["body"]))
        # A heading below which nothing stands is a passage.
        passages = {own for chunk in chunks for own in chunk["passages"]}
        alone = len(headings_of([paper["body"][place[own]] for own in passages]))
        wrong["words lost"] += lost
        wrong["words doubled"] += max(0, doubled - alone)
        if lost or doubled > alone:
            some = [own for own in left if left[own]][:8]
            print(f"{doc}: {lost} words lost, {doubled - alone} doubled, of {len(held)} and {headings} in headings: {some}")
    print(f"{len(by_paper)} papers, {total} chunks, {cut_tables} of them go on with a table")
    for name, count in wrong.items():
        print(f"{name:18s}{count}")
    sys.exit(1 if any(wrong.values()) else 0)


if __name__ == "__main__":
    main()
