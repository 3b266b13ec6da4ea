#!/usr/bin/env python3
"""Reads back what offprint wrote, with the programs that others read it with.

    formats.py DIR [--dtd FOLDER] [--show N]

DIR holds what `offprint convert ... --format markdown,jats,bioc,docling,html` wrote. For each format the last line says how
many files its reader takes, and how many have every word that NAME.md has; the exit code is 1 where one of them is not.

jats      lxml, valid by the DTD in FOLDER (schema/1.3 of the npm package @jats4r/dtds), without it well-formed only
bioc      the package bioc: read, validated, and written again
docling   the package docling-core: read, its tree validated, exported as Markdown
html      the package html5lib: no error of the parser; no program, no address but http, https, mailto and places in it

Needs Python 3 with lxml, bioc, docling-core, html5lib."""
import argparse
import collections
import os
import re
import sys

DTD = "JATS-archivearticle1-3-mathml3.dtd"


def words(text):
    """How often each word stands in a text: letters and digits between blanks, whatever signs are among them."""
    found = ("".join(c for c in token if c.isalnum()) for token in text.lower().split())
    return collections.Counter(word for word in found if word)


def markdown_words(path):
    text = open(path, encoding="utf-8").read()
    if text.startswith("---\n"):
        text = text.split("\n---\n", 1)[1]
    text = re.sub(r"^!\[.*\]\(.*\)$", "", text, flags=re.M)
    text = re.sub(r"^\[\^[^\]]*\]: ", "", text, flags=re.M)
    # A callout of a note has the name of the note: its mark, and a number where several have the same.
    text = re.sub(r"\[\^([^\]-]*)(?:-\d+)?\]", r"\1", text)
    text = re.sub(r"\]\(<?(?:https?:|mailto:)[^\s)]*\)", "]", text)
    text = re.sub(r"<https://doi\.org/([^>]*)>", "", text)
    text = re.sub(r"^\s*(?:> )?\d{1,3}[.)] ", "", text, flags=re.M)
    text = re.sub(r"</?(?:sup|sub|i|b|a)(?: [^>]*)?>", "", text)
    text = re.sub(r"</?(?:table|thead|tbody|tr|th|td)(?: [^>]*)?>", " ", text)
    text = re.sub(r"^\*\*Keywords:\*\* ", "", text, flags=re.M)
    # In tables of HTML; elsewhere a backslash stands before what the paper has printed so.
    text = re.sub(r"(?<!\\)&(?:lt|gt|amp);", "", text)
    return words(text)


# Elements that stand apart from what is before and behind them, and those whose children do.
APART = {"p", "td", "th", "li", "h1", "h2", "h3", "h4", "h5", "h6", "title", "label", "article-title", "alt-title", "kwd", "aff", "corresp",
         "meta-value", "meta-name", "subject", "mixed-citation", "disp-formula", "figcaption", "div", "aside", "blockquote"}
PARTED = {"contrib", "name", "award-group", "journal-meta", "article-meta", "permissions"}


def text_of(root):
    """The text under an element, with a blank around what stands apart. A title in an entry of a list is part of its line."""
    out = []

    def walk(element, parent):
        name = element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""
        blank = " " if (name in APART or parent in PARTED) and parent != "mixed-citation" else ""
        out.append(blank + (element.text or ""))
        for child in element:
            walk(child, name)
            out.append(child.tail or "")
        out.append(blank)

    walk(root, "")
    return "".join(out)


def read_jats(path, options):
    from lxml import etree
    root = etree.parse(path, etree.XMLParser(load_dtd=False, no_network=True, resolve_entities=False)).getroot()
    if options.dtd and not options.dtd.validate(root):
        raise ValueError(str(options.dtd.error_log[0]))
    return text_of(root)


def read_bioc(path, _):
    from bioc import biocjson, validator
    with open(path, encoding="utf-8") as file:
        collection = biocjson.load(file)
    validator.validate(collection)
    biocjson.dumps(collection)
    passages = [passage for document in collection.documents for passage in document.passages]
    labels = [passage.infons.get("label", "") + " " + passage.infons.get("number", "") for passage in passages]
    return "\n".join([passage.text for passage in passages] + labels)


def read_docling(path, _):
    from docling_core.types.doc import DoclingDocument
    document = DoclingDocument.load_from_json(path)
    document.validate_tree(document.body, raise_on_error=True)
    if document.body.children and not document.export_to_markdown().strip():
        raise ValueError("its Markdown is empty")
    # Runs of a text stand apart in the Markdown; `orig` is the text as a whole.
    runs = {child.cref for group in document.groups if group.label == "inline" for child in group.children}
    own = [text for text in document.texts if text.self_ref not in runs and text.content_layer == "body"]
    texts = [getattr(text, "marker", "") + " " + text.orig for text in own]
    cells = [cell.text for table in document.tables for cell in table.data.table_cells]
    for text in document.texts:
        if not text.text and text.orig:
            own = [child.resolve(document) for group in text.children for child in group.resolve(document).children]
            joined = "".join(run.text for run in own)
            if words(joined) != words(text.orig):
                raise ValueError(f"the runs of {text.self_ref} are not its text")
    return "\n".join(texts + cells)


def read_html(path, _):
    import html5lib
    with open(path, encoding="utf-8") as file:
        root = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(file)
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    if len(ids) != len(set(ids)):
        raise ValueError("an id stands twice")
    for element in root.iter():
        if element.tag in ("script", "iframe", "object", "embed", "form", "base") or any(name.startswith("on") for name in element.keys()):
            raise ValueError(f"<{element.tag}> with {element.keys()}")
        target = element.get("href")
        if target is not None and not (target[1:] in ids if target[:1] == "#" else re.match(r"https?://|mailto:", target)):
            raise ValueError(f"a link to {target}")
    return text_of(root.find("body"))


READERS = [("jats", "jats.xml", read_jats), ("bioc", "bioc.json", read_bioc), ("docling", "docling.json", read_docling),
           ("html", "html", read_html)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--dtd")
    parser.add_argument("--show", type=int, default=5, help="how many faults of a format are shown")
    options = parser.parse_args()
    if options.dtd:
        from lxml import etree
        options.dtd = etree.DTD(os.path.join(options.dtd, DTD))
    names = sorted(name[:-3] for name in os.listdir(options.folder) if name.endswith(".md"))
    expected = {name: markdown_words(os.path.join(options.folder, name + ".md")) for name in names}
    failed = not names
    for kind, extension, read in READERS:
        taken = whole = shown = 0
        for name in names:
            try:
                text = read(os.path.join(options.folder, f"{name}.{extension}"), options)
            except Exception as error:  # whatever a reader throws is a fault of the file
                faults = f"{type(error).__name__}: {str(error)[:300]}"
            else:
                taken += 1
                lost = expected[name] - words(text)
                whole += not lost
                faults = f"lacks {sum(lost.values())} words: {' '.join(list(lost)[:12])}" if lost else ""
            if faults and shown < options.show:
                shown += 1
                print(f"   {name}.{extension}: {faults}")
        print(f"{kind}: {taken} of {len(names)} read, {whole} with every word")
        failed |= taken < len(names) or whole < len(names)
    sys.exit(failed)


if __name__ == "__main__":
    main()
