"""Whether a decision is right by an answer: True, False, or None where the answer does not say.

The rules are told by `reasons.py`.
"""
import collections
import unicodedata

import canon
import score
from rapidfuzz import fuzz

from answer import CONTEXT, FIRM_WORDS, HOLDS_WORDS, flat, label_key, lettered, letters, telling, words

# Shares of the sequences of a text, of the words of an entry, of the letters of a byline.
HOLDS, HOLDS_ASIDE, HOLDS_ENTRY, NAMES = 0.5, 0.8, 0.85, 0.2
ALIKE, TITLE_ALIKE = 70, 90
ASIDE_WORDS = 4
# Words of a title that some answers have as the beginning of a paragraph.
TITLE_WORDS = 10
RUNNING = ("paragraph", "abstract", "note")
APART = ("title", "heading", "caption", "reference", "cells", "foot", "affiliation", "keywords")
# What a reader misses where it is not in the body.
CONTENT = ("title", "abstract", "paragraph", "caption", "reference", "cells")
ASIDES = ("footnote", "front-note", "table-note", "figure-text", "formula")

# A text of ours; `label` is that of a caption, `at` the place of its node in the body.
Text = collections.namedtuple("Text", "kind label content at said")


class Texts:
    """The texts of a document of ours in their order, but furniture."""

    def __init__(self, document):
        self.body = document["body"]
        self.abstract = " " + " ".join(words(" ".join(document["metadata"].get("abstract", [])))) + " "
        nodes = enumerate(self.body)
        self.found = [Text(*found, words(found[2]["text"])) for at, node in nodes for found in self.of_node(node, at)]
        self.spaced = "\n".join(" " + " ".join(text.said) + " " for text in self.found)

    @staticmethod
    def of_node(node, at):
        if "content" in node:
            yield node["type"], "", node["content"], at
        caption = node.get("caption") or {}
        if "content" in caption:
            yield "caption", caption.get("label", ""), caption["content"], at
        yield from (("figure-text", "", content, at) for content in node.get("texts", []))
        yield from (("cell", "", cell["content"], at) for cell in node.get("cells", []))
        yield from (("table-note", "", content, at) for content in node.get("notes", []))

    def has(self, said):
        """Whether most of a text stands here, too: more may stand behind it, as where a caption is continued."""
        parts = [said[at:at + CONTEXT] for at in range(max(1, len(said) - CONTEXT + 1))]
        return sum(" " + " ".join(part) + " " in self.spaced for part in parts) >= HOLDS_ASIDE * len(parts)

    def of_abstract(self, text):
        return len(text.said) >= CONTEXT and " " + " ".join(text.said) + " " in self.abstract


def judge_title(answer, text):
    title = flat(text.content["text"])
    return any(score.same(title, flat(other), TITLE_ALIKE) for other in answer.titles) if answer.titles else None


def judge_byline(answer, text):
    """By letters, since marks and blanks are lost between names; without accents, since some are."""
    bare = lambda line: "".join(c for c in unicodedata.normalize("NFKD", line).lower() if c.isalpha())
    line = text.content["text"]
    for span in reversed(text.content.get("spans", [])):
        if span["style"] == "superscript":
            line = line[:span["range"]["start"]] + " " + line[span["range"]["end"]:]
    line = bare(line)
    if not answer.authors or not line:
        return None
    families = {bare(family) for family, _ in answer.authors}
    given = {bare(name) for _, names in answer.authors for name in names.split()}
    rest = line
    for name in sorted(families | given, key=lambda name: (-len(name), name)):
        rest = rest.replace(name, " ") if len(name) > 1 else rest
    named = 1 - len(rest.replace(" ", "")) / len(line)
    return named >= NAMES and any(family in line for family in families if len(family) > 1)


def judge_list(answer, text):
    """Affiliations and keywords."""
    bag, said = answer.bags[text.kind], [word for word in text.said if lettered(word)]
    return sum(word in bag for word in said) >= HOLDS_WORDS * len(said) if bag and said else None


def judge_reference(answer, text):
    count = collections.Counter(telling(text.said))
    if not answer.entries or not count:
        return None
    whole = (entry and (count & collections.Counter(entry)).total() >= HOLDS_ENTRY * len(entry) for entry in answer.printed)
    return bool(answer.entries_like(text.said)) or any(whole)


def judge_paragraph(answer, text, of_abstract):
    said = text.said
    running, apart = answer.holds(said, RUNNING), answer.holds(said, APART)
    if of_abstract and answer.bags["abstract"]:
        right = answer.holds(said, ["abstract"]) >= HOLDS
        return right or (False if max(running, apart) >= HOLDS else None)
    # A few words that are a section title stand in paragraphs, too.
    if len(said) < CONTEXT and answer.is_whole(said, APART):
        return False
    if max(running, apart) >= HOLDS:
        return running >= apart
    spaced = " " + " ".join(said) + " "
    paragraphs = (other for kind, other, _ in answer.texts if kind in RUNNING and len(other) >= CONTEXT)
    return True if any(" " + " ".join(other) + " " in spaced for other in paragraphs) else None


def judge_note(answer, text):
    if len(text.said) < ASIDE_WORDS or answer.holds(text.said, ["statement"]) >= HOLDS:
        return None
    places = ["foot", "note", "caption"] if text.kind == "table-note" else ["foot", "note", "affiliation"]
    return answer.holds(text.said, CONTENT) < HOLDS or answer.holds(text.said, places) >= HOLDS


JUDGES = {"title": judge_title, "byline": judge_byline, "affiliation": judge_list, "keywords": judge_list,
          "reference": judge_reference, **dict.fromkeys(ASIDES, judge_note)}


def begins_paragraph(answer, heading, below):
    """Whether the answer has a few words as a paragraph, or as the beginning of the one that goes on below them."""
    said, rest = letters(heading.said), letters(below.said if below else [])[:FIRM_WORDS]
    if not said or answer.transcribed or len(heading.said) > TITLE_WORDS:
        return False
    begin = "".join(said)
    paragraphs = ("".join(letters(other)) for kind, other, _ in answer.texts if kind in RUNNING)
    return any(other == begin or (rest and other.startswith(begin + "".join(rest))) for other in paragraphs)


def judge_headings(answer, texts):
    """Verdicts by the place in the body: each section title is taken once."""
    verdicts, taken, abstract = {}, set(), None
    optional = [score.norm_heading(other) for other in answer.optional]
    for text, below in zip(texts.found, [*texts.found[1:], None]):
        if text.kind != "heading" or not answer.headings:
            continue
        level, heading = texts.body[text.at]["level"], score.norm_heading(canon.canonical(text.content["text"]))
        part = any(score.same(heading, other) for other in optional)
        free = part or heading in score.FREE_HEADINGS or any(score.same(heading, flat(title), 85) for title in answer.titles)
        if abstract is not None and level <= abstract:
            abstract = None
        if heading in ("abstract", "summary"):
            abstract = level
        # The parts of a structured abstract bear the names of sections.
        inside = (abstract is not None and level > abstract) or (below is not None and texts.of_abstract(below))
        part = part or " " + " ".join(text.said) + " " in answer.spaced["abstract"]
        same = next((at for at, other in enumerate(answer.headings) if at not in taken and score.same(other, heading)), None)
        if inside and part:
            verdicts[text.at] = None
        elif same is not None:
            taken.add(same)
            verdicts[text.at] = True
        else:
            verdicts[text.at] = None if free or begins_paragraph(answer, text, below) else False
    return verdicts


def judge_role(answer, text, texts, headings):
    if not text.said:
        return None
    if text.kind == "heading":
        return headings.get(text.at)
    if text.kind in ("paragraph", "list-item"):
        return judge_paragraph(answer, text, texts.of_abstract(text))
    judge = JUDGES.get(text.kind)
    return judge(answer, text) if judge else None


def judge_caption(answer, text):
    said = letters(text.said)
    if not said or said[0].startswith("cont"):
        return None
    key, begin = label_key(text.label), said[:CONTEXT]
    captions = [(label_key(label), words(caption)) for label, caption in answer.captions if caption]
    same = [caption for other, caption in captions if key and other == key]
    # The answer may have dropped a word at the start.
    near = any(set(begin) <= set(letters(caption)[:2 * CONTEXT]) for caption in same)
    alike = any(fuzz.ratio(" ".join(caption), " ".join(text.said)) >= ALIKE for caption in same)
    if near or alike or any(letters(caption)[:CONTEXT] == begin for _, caption in captions):
        return True
    return False if same or answer.holds(text.said, RUNNING + APART) >= HOLDS else None


def of_one_entry(answer, before, behind):
    """Whether both sides are of one entry, which may have its parts in another order than the print."""
    before, behind = before[-2 * CONTEXT:], behind[:2 * CONTEXT]
    if len(telling(before)) < CONTEXT or len(telling(behind)) < CONTEXT:
        return None
    first, second = answer.entries_like(before), answer.entries_like(behind)
    if not first or not second:
        return None
    # The same people wrote several.
    return True if first & second else None if answer.entries_like(before + behind) else False


def belong_together(answer, kind, before, behind, either):
    """`either`: a beginning or an end is enough to tell that they do not."""
    if answer.together(before, behind):
        return True
    begins, ends = answer.begins(behind), answer.ends(before)
    if (begins and ends) or (either and (begins or ends)):
        return False
    one = of_one_entry(answer, before, behind) if kind == "reference" else None
    return False if one is None and answer.apart(before, behind) else one


def judge_join(answer, kind, before, behind):
    return belong_together(answer, kind, before, behind, either=False)


def judge_cut(answer, text, last, previous):
    """`last` is the last text of its kind, `previous` the one right before it, or None."""
    # Section titles may run in: there, the print tells whether what follows is apart.
    if previous and previous.kind != "heading" and answer.together(previous.said, text.said):
        return False
    if last is None:
        return answer.begins(text.said) or None
    one = belong_together(answer, text.kind, last.said, text.said, either=True)
    return None if one is None else not one


def judge_lines(answer, kind, lines):
    """All lines of a text joined into one."""
    joints = [judge_join(answer, kind, sum(lines[:at], []), sum(lines[at:], [])) for at in range(1, len(lines))]
    if False in joints:
        return False
    return None if None in joints or not joints else True


def rows(table):
    """The cells of a table node as the scorers have them, with the empty ones."""
    filled, found = set(), [{} for _ in range(table["rows"])]
    for cell in table["cells"]:
        down, over = cell.get("row_span", 1), cell.get("column_span", 1)
        filled |= {(cell["row"] + r, cell["column"] + c) for r in range(down) for c in range(over)}
        found[cell["row"]][cell["column"]] = [canon.canonical(cell["content"]["text"]), down, over, cell.get("header", False)]
    for r, row in enumerate(found):
        row |= {c: ["", 1, 1, False] for c in range(table["columns"]) if (r, c) not in filled}
    return [[row[c] for c in sorted(row)] for row in found]


def judge_tables(answer, body):
    """Verdicts by the place in the body."""
    labels = {label_key(table["label"]) for table in answer.tables}
    wanted = [(label_key(table["label"]), score.adjacency(table["rows"])) for table in answer.tables]
    images = [label for label, relations in wanted if not relations]
    shown = [label_key(label) for label, _ in answer.captions]
    images += [label for label in shown if label and label.startswith("tab") and label not in labels]
    verdicts, false = {}, []
    for at, node in enumerate(body):
        if node["type"] != "table":
            continue
        label = label_key((node.get("caption") or {}).get("label", ""))
        said = [word for cell in node["cells"] for word in words(cell["content"]["text"])]
        relations = score.adjacency(rows(node))
        verdicts[at] = any((relations & other).total() for _, other in wanted) or answer.holds(said, ["cells"]) >= HOLDS
        if not verdicts[at]:
            false.append((label, at))
    for label, at in sorted(false, key=lambda pair: (pair[0] not in images, pair[1])):
        if images:
            images.remove(label if label in images else images[0])
            verdicts[at] = None
    return verdicts


def furniture_judge(answer, texts):
    missed = set()

    def judge(text):
        said = words(text)
        if len(said) < ASIDE_WORDS:
            return None
        # What is repeated is missed once.
        if answer.holds(said, CONTENT) < HOLDS_ASIDE or texts.has(said) or tuple(said) in missed:
            return True
        missed.add(tuple(said))
        return False

    return judge


def furniture_judge_by_tests(tests, texts):
    """Of single pages, which have no other answer."""
    absent = {tuple(words(test["text"])) for test in tests if test["type"] == "absent"}
    passages = [words(test[side]) for test in tests if test["type"] == "order" for side in ("before", "after")]
    wanted = "\n".join(" " + " ".join(passage) + " " for passage in passages)

    def judge(text):
        said = words(text)
        if said and tuple(said) in absent:
            return True
        missed = len(said) >= ASIDE_WORDS and " " + " ".join(said) + " " in wanted and not texts.has(said)
        return False if missed else None

    return judge
