"""The answers of the corpora, and where in them a text stands.

`canon`, `mdread` and `score` are the scorers beside the corpora; whoever imports this has them on the path.
"""
import collections
import functools
import json
import re

import canon
import mdread
import score

# Words in the sequences by which a text is found, and on either side of a joint.
CONTEXT = 5
# Less than this says nothing: it may stand anywhere.
FIRM_WORDS, FIRM_LETTERS = 3, 10
# Letters between two sequences that the print may leave out or have more.
NEAR = 100
# The share of the words of a text that an entry has to hold.
HOLDS_WORDS = 0.6
# Several texts that an answer has as one, and texts that it has apart though they are printed in one.
MERGED, LISTED = ("foot", "cells"), ("affiliation", "keywords")
LABEL = r"(?:fig|tab|abb|figur|cuadro|tabl|scheme|box|chart|graph)[a-z]*\.?\s*[a-z]?\d+[a-z]?"
# Sections of what is printed as a note as often as at the end.
STATEMENTS = re.compile(
    r"acknowledg|fund|financ|grant|support|interest|conflict|competing|disclosure|declaration|statement|contribution|"
    r"authorship|availab|supplement|additional|appendix|ethic|consent|approval|abbreviation|note|correspond|peer review|"
    r"open access|licen[cs]e", re.I)


@functools.cache
def spelled(token):
    return tuple(word.lower() for word in canon.words(canon.canonical(token)))


def words(text):
    return [word for token in text.split() for word in spelled(token)]


@functools.cache
def lettered(word):
    return "".join(c for c in word if c.isalpha())


def letters(said):
    """The words that have letters, without what is none in them."""
    return [only for word in said if (only := lettered(word))]


def flat(text):
    return canon.plain(canon.canonical(text)).lower()


def firm(said):
    return len(said) >= FIRM_WORDS and sum(map(len, said)) >= FIRM_LETTERS


def telling(said):
    """The words but initials, which answers set together."""
    return [word for word in said if len(word) > 1]


def label_key(label):
    """`fig1` for Figure 1, `tabs2` for Table S2."""
    found = re.match(r"\W*([a-z]{3})\w*\W*(.*?)\W*$", label.lower())
    return found[1] + re.sub(r"\W", "", found[2]) if found else None


class Answer:
    """The texts of an answer, found by their words."""

    def __init__(self, authors, titles, captions, tables, optional=(), entries=(), transcribed=False):
        self.authors = authors
        self.titles = titles
        self.captions = captions
        self.tables = tables
        self.optional = optional
        # The words that an entry of the reference list has in print.
        self.printed = entries
        # A person has seen what is set as a heading.
        self.transcribed = transcribed
        self.texts = []
        self.headings = []

    def add(self, kind, text, section=""):
        said = words(text)
        if said:
            self.texts.append((kind, said, section))
            if kind == "heading":
                self.headings.append(score.norm_heading(text))

    def indexed(self):
        """Call once after the last text was added."""
        self.spaced = collections.defaultdict(str)
        self.kinds = collections.defaultdict(set)
        self.bags = collections.defaultdict(set)
        for kind, said, section in self.texts:
            self.spaced[kind] += "\n " + " ".join(said) + " \n"
            self.bags[kind].update(said)
            self.note(said, kind)
            if kind == "paragraph" and STATEMENTS.search(section):
                self.note(said, "statement")
        self.entries = [collections.Counter(telling(said)) for kind, said, _ in self.texts if kind == "reference"]
        self.entries_with = collections.defaultdict(list)
        for at, entry in enumerate(self.entries):
            for word in entry:
                self.entries_with[word].append(at)
        parts = [(kind, "".join(letters(said))) for kind, said, _ in self.texts if kind not in MERGED]
        # Where a list is divided is known to the answer only, so that nothing begins or ends there.
        self.joined = "\n" + "".join(f"\r{part}\r" if kind in LISTED else f"\n{part}\n" for kind, part in parts) + "\n"
        heads = [said for kind, said, _ in self.texts if kind == "heading"] + [words(text) for text in self.optional]
        self.heads = sorted({tuple(letters(said)) for said in heads} - {()})
        return self

    def note(self, said, kind):
        for at in range(len(said) - CONTEXT + 1):
            self.kinds[" ".join(said[at:at + CONTEXT])].add(kind)

    def holds(self, said, kinds):
        """The share of a text that stands in answers of these kinds."""
        if len(said) < CONTEXT:
            frame = " {} " if len(said) >= FIRM_WORDS else "\n {} \n"
            text = frame.format(" ".join(said))
            return float(any(text in self.spaced[kind] for kind in kinds)) if said else 0.0
        found = [self.kinds.get(" ".join(said[at:at + CONTEXT]), ()) for at in range(len(said) - CONTEXT + 1)]
        return sum(not here.isdisjoint(kinds) for here in found if here) / len(found)

    def is_whole(self, said, kinds):
        text = "\n " + " ".join(said) + " \n"
        return any(text in self.spaced[kind] for kind in kinds)

    def together(self, before, behind):
        before, behind = letters(before)[-CONTEXT:], letters(behind)[:CONTEXT]
        return bool(before and behind) and firm(before + behind) and "".join(before + behind) in self.joined

    def begins(self, said):
        """Whether a text begins so, or a section title and the text below it."""
        said = letters(said)
        if not firm(said[:CONTEXT]):
            return bool(said) and "\n" + "".join(said) + "\n" in self.joined
        rests = [said, *(said[len(head):] for head in self.heads if tuple(said[:len(head)]) == head)]
        return any(firm(rest[:CONTEXT]) and "\n" + "".join(rest[:CONTEXT]) in self.joined for rest in rests)

    def ends(self, said):
        said = letters(said)
        if not firm(said[-CONTEXT:]):
            return bool(said) and "\n" + "".join(said) + "\n" in self.joined
        return "".join(said[-CONTEXT:]) + "\n" in self.joined

    def apart(self, before, behind):
        """Whether both sides stand in the answer, at one place each and those not near each other."""
        before, behind = letters(before)[-CONTEXT:], letters(behind)[:CONTEXT]
        if len(before) < CONTEXT or len(behind) < CONTEXT or not firm(before) or not firm(behind):
            return False
        before, behind = "".join(before), "".join(behind)
        first, second = self.joined.find(before), self.joined.find(behind)
        if min(first, second) < 0 or self.joined.count(before) > 1 or self.joined.count(behind) > 1:
            return False
        return not 0 <= second - first - len(before) <= NEAR

    def entries_like(self, said):
        """The entries that hold most of these words, those that hold the most of them."""
        count = collections.Counter(telling(said))
        held = collections.Counter()
        for word, times in count.items():
            for at in self.entries_with.get(word, ()):
                held[at] += min(times, self.entries[at][word])
        most = max(held.values(), default=0)
        return {at for at, found in held.items() if found == most and found >= HOLDS_WORDS * count.total()}


def labelled(label, caption):
    """Label and caption; some answers have the label in the caption."""
    found = None if label else re.match(LABEL, caption, re.I)
    return (found[0], caption[found.end():]) if found else (label, caption)


def printed(reference):
    """What an entry says, without identifiers that are not printed."""
    parts = [*reference["surnames"][:3], *(reference[key] for key in ("title", "source", "year", "volume", "fpage"))]
    return telling(words(" ".join(parts))) or telling(words(reference["text"]))


def read_paper(path):
    gold = json.loads(path.read_text(encoding="utf-8"))
    captions = [labelled(shown["label"], shown["caption"]) for shown in gold["figures"] + gold["tables"]]
    authors = [(author["family"], author["given"]) for author in gold["authors"]]
    answer = Answer(authors, [gold["title"]], captions, gold["tables"], gold["optional_headings"],
                    [printed(reference) for reference in gold["references"]])
    answer.add("title", gold["title"])
    section = ""
    for block in gold["blocks"]:
        section = block["text"] if block["kind"] == "heading" else section
        answer.add({"p": "paragraph", "list-item": "paragraph"}.get(block["kind"], block["kind"]), block["text"], section)
    for label, caption in captions:
        answer.add("caption", f"{label} {caption}")
        answer.add("caption", caption)
    for table in gold["tables"]:
        answer.add("cells", " ".join(cell[0] for row in table["rows"] for cell in row))
        answer.add("foot", table["foot"])
        for row in table["rows"]:
            for cell in row:
                answer.add("cell", cell[0])
    for kind, texts in (("affiliation", gold["affiliations"]), ("keywords", gold["keywords"]),
                        ("reference", [entry["text"] for entry in gold["references"]])):
        for text in texts:
            answer.add(kind, text)
    return answer.indexed()


def creators(facts):
    """(family name, given name) of the people who made a poster."""
    people = [person for person in facts.get("creators", []) if person.get("nameType", "Personal") == "Personal"]
    parts = [(person, person.get("name", "").split(",")) for person in people]
    return [(person.get("familyName") or name[0], person.get("givenName") or name[-1]) for person, name in parts]


def kind_on_poster(block, section, front):
    if re.match(LABEL, block["text"], re.I):
        return "caption"
    if block["kind"] in ("heading", "table"):
        return {"heading": "heading", "table": "cells"}[block["kind"]]
    if front:
        return "affiliation"
    return "reference" if re.search(r"reference|literatur", section, re.I) else "paragraph"


def read_poster(path):
    transcription = path.read_text(encoding="utf-8")
    parsed = mdread.parse(transcription)
    beside = path.with_name(path.name.removesuffix(".md") + ".json")
    facts = json.loads(beside.read_text(encoding="utf-8")) if beside.exists() else {}
    titles = [title["title"] for title in facts.get("titles", [])][:1] or [text for _, text in parsed["headings"]][:1]
    lines = [re.sub(r"^[\W_]+", "", line) for line in transcription.splitlines()]
    captions = [labelled("", canon.inline_markdown(line)) for line in lines if re.match(LABEL, line, re.I)]
    tables = [{"label": "", "caption": "", "rows": table["rows"]} for table in parsed["tables"]]
    answer = Answer(creators(facts), titles, captions, tables, transcribed=True)
    section, front = "", True
    for block in parsed["blocks"]:
        if block["kind"] == "heading" and any(score.same(block["text"].lower(), flat(title), 80) for title in titles):
            answer.add("title", block["text"])
            continue
        if block["kind"] == "heading":
            section, front = block["text"], False
        answer.add(kind_on_poster(block, section, front), block["text"], section)
    return answer.indexed()
