#!/usr/bin/env python3
"""Counts what gave each decision, over all corpora, and how often it was right where there is an answer.

    reasons.py OUT_DIR CORPORA_DIR [--reasons FILE] [--json FILE] [--table] [--misses REASON [--verdict wrong|right|open]]

OUT_DIR holds a folder for each of journals, journals2, pages, posters and posters2 with the NAME.json that `offprint
convert --format json` wrote; CORPORA_DIR the answers, with the scorers that read them in ../bench. FILE of --reasons is
what `offprint reasons` prints, a line for each reason: name, subject, sentence. Without it, reasons that never fire are
not listed, and the subject of the others is guessed from where they stand (a cut is then taken for a role).

A reason fires once for each decision that names it; a reason to hide fires once for each glyph. Each decision is judged
by itself; one without an answer counts as fired but not as judged. Words are compared in the canonical form of the
scorers, without case. A text is held by texts of the answer if half of its sequences of five words stand in them, or the
whole of it where it is shorter.

role, by the kind of the text:
- title: right if it is like the title to 90 of 100, else wrong.
- byline: right if names of authors are a fifth of its letters, one of them a family name, else wrong.
- affiliation, keywords: right if six in ten of its words are words of affiliations, or of keywords, else wrong.
- heading: right if a section title that no earlier heading took is the same, as score.py compares them; no answer if it
  is one that score.py leaves free, or a part of a structured abstract, or if a paragraph of the XML begins with it and
  goes on with the text below, or the paper has no section titles; else wrong.
- reference: right if an entry has six in ten of its words, or it has 85 in a hundred of an entry's; no answer if the
  paper has no entries; else wrong.
- paragraph, list item: right if paragraphs hold it or it has a whole one in it, wrong if titles, captions, entries,
  cells, notes of tables, affiliations or keywords hold more of it. One of our abstract is right if the abstract holds
  it, wrong if other texts do.
- footnote, note of the first page, note of a table, text of a figure, formula: judged from four words on, and wrong if
  title, abstract, paragraphs, captions, entries or cells hold it, right if they do not or notes do; no answer if it is
  of a section of statements (funding, interests and the like), which are set here and there.
furniture: judged from four words on, and wrong if title, abstract, paragraphs, captions, entries or cells hold eight
  tenths of it and our other texts do not, once for all of the same words; else right. On pages: right if a test wants it
  absent, wrong if it is in a passage that a test wants read and not in our other texts.
caption: right if the caption of that label begins so or is alike to 70 of 100, or any caption begins so; wrong if not
  and the answer has a caption of that label, or other texts that hold it.
join: right if the five words before it and the five behind stand together in one text of the answer; wrong if one text
  ends with the first five and another begins with the others, or if both stand in the answer at one place each, and
  those not near each other. One without a place is right if all line ends of the text are, wrong if one is.
cut: wrong if the last five words of the text of its kind before it, or of any text but a heading right before it, and
  the first five of this one stand together in one text of the answer; right if one begins with these, or with a section
  title and these, or ends with those, or if both stand there at one place each, and those not near each other.
table: right if a table of the answer has two neighbouring cells in common with it, or tables hold its words; else
  wrong, but as many as the answer has images of tables have no answer.
hidden, figure: only counted.

Joints are compared by letters alone, so that hyphens, raised numbers and brackets make no difference. Five words count
where they are three at least, with ten letters, or a whole text. In a reference list, where an answer may have the parts
of an entry in another order, both sides of a joint are else looked up by their words: right together if the entry that
has most of them is the same. Affiliations and keywords never begin or end, since where they are divided is in the answer
only; cells and notes of tables, which are one text there, never stand together. Posters are judged by their
transcriptions, whose captions and reference lists are told by their first words and headings.

Printed are all reasons, by subject and how often they fire; then those that fire in only one of the papers of journals
and journals2, and those that are right less than nine times in ten. Needs lxml, rapidfuzz and pyyaml.
"""
import argparse
import collections
import json
import pathlib
import sys

PAPERS = ("journals", "journals2")
CORPORA = (*PAPERS, "pages", "posters", "posters2")
SUBJECTS = ("role", "furniture", "hidden", "join", "cut", "caption", "table", "figure")
# Kinds that go on one another.
RUNNING = ("paragraph", "list-item", "formula")
DOUBTFUL_SHARE, DOUBTFUL_JUDGED = 0.9, 10
EXCERPT = 60
# Words on either side of a joint: more than are compared, since some have no letters.
NEAR = 20

Decision = collections.namedtuple("Decision", "reason subject verdict count excerpt")


def joints(content, words):
    """Each joint of a text: its reason, the words before and those behind, an excerpt."""
    text = content.get("original", content["text"])
    decisions = [decision for decision in content.get("decisions", []) if "at" in decision]
    places = sorted({decision["at"] for decision in decisions})
    parts = [words(text[start:end]) for start, end in zip([0, *places], [*places, len(text)])]
    said = [word for part in parts for word in part]
    starts, total = {}, 0
    for place, part in zip(places, parts):
        total += len(part)
        starts[place] = total
    for decision in decisions:
        at, start = decision["at"], starts[decision["at"]]
        excerpt = f"{text[max(0, at - EXCERPT):at]} ⟨⟩ {text[at:at + EXCERPT]}"
        yield decision["reason"], said[max(0, start - NEAR):start], said[start:start + NEAR], excerpt


def printed_lines(content):
    """The lines of a text as they are printed."""
    text, starts = content.get("original", content["text"]), [0, *content.get("lines", [])]
    return [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)])]


def whole(content):
    """The reasons for what a text is as a whole."""
    return [decision["reason"] for decision in content.get("decisions", []) if "at" not in decision]


class Reader:
    """The decisions of a document, judged where there is an answer."""

    def __init__(self, document, corpus, name, corpora, subjects):
        import answer
        import judge

        self.judge, self.words = judge, answer.words
        self.document, self.subjects = document, subjects
        self.texts = judge.Texts(document)
        self.answer = None
        paper, poster = corpora / corpus / f"{name}.json", corpora / corpus / f"{name}.gold.md"
        if corpus in PAPERS and paper.exists():
            self.answer = answer.read_paper(paper)
        elif poster.exists():
            self.answer = answer.read_poster(poster)
        self.headings = judge.judge_headings(self.answer, self.texts) if self.answer else {}
        self.tables = judge.judge_tables(self.answer, document["body"]) if self.answer else {}

    def subject(self, reason, otherwise):
        return self.subjects.get(reason, otherwise)

    def body(self):
        last, previous = {}, None
        for text in self.texts.found:
            group = "running" if text.kind in RUNNING else text.kind
            before = last.get(group)
            for reason in whole(text.content):
                subject = self.subject(reason, "caption" if text.kind == "caption" else "role")
                tail = f"{before.content['text'][-EXCERPT:]} ⟨⟩ " if before and subject == "cut" else ""
                excerpt = f"[{text.kind}] {text.label} {tail}{text.content['text']}"
                verdict = self.verdict(subject, text, before, previous) if self.answer else None
                yield Decision(reason, subject, verdict, 1, excerpt)
            yield from self.joins(text.content, text.kind, self.answer)
            last[group] = previous = text

    def verdict(self, subject, text, before, previous):
        if subject == "role":
            return self.judge.judge_role(self.answer, text, self.texts, self.headings)
        if subject == "caption" and text.kind == "caption":
            return self.judge.judge_caption(self.answer, text)
        if subject == "cut":
            return self.judge.judge_cut(self.answer, text, before, previous)
        if subject == "join":
            lines = [self.words(line) for line in printed_lines(text.content)]
            return self.judge.judge_lines(self.answer, text.kind, lines)
        return None

    def joins(self, content, kind, answer):
        for reason, before, behind, excerpt in joints(content, self.words):
            verdict = self.judge.judge_join(answer, kind, before, behind) if answer else None
            yield Decision(reason, self.subject(reason, "join"), verdict, 1, f"[{kind}] {excerpt}")

    def shown(self):
        """Tables and figures."""
        for at, node in enumerate(self.document["body"]):
            cells = " | ".join(cell["content"]["text"] for cell in node.get("cells", [])[:12])
            excerpt = f"[{node['type']}] {(node.get('caption') or {}).get('label', '')} {cells}"
            for reason in [*node.get("reasons", []), *filter(None, [node.get("reason")])]:
                yield Decision(reason, self.subject(reason, node["type"]), self.tables.get(at), 1, excerpt)

    def hidden(self):
        for page in self.document["accounts"]:
            for reason, count in page.get("hidden", {}).items():
                yield Decision(reason, self.subject(reason, "hidden"), None, count, f"page {page['page']}: {count} glyphs")

    def furniture(self, tests):
        if self.answer:
            judge = self.judge.furniture_judge(self.answer, self.texts)
        else:
            judge = self.judge.furniture_judge_by_tests(tests, self.texts)
        for item in self.document["furniture"]:
            content, reasons = item["content"], whole(item["content"])
            verdict = judge(content["text"]) if reasons else None
            for reason in reasons:
                subject, excerpt = self.subject(reason, "furniture"), f"[{item['kind']}] {content['text']}"
                yield Decision(reason, subject, verdict if subject == "furniture" else None, 1, excerpt)
            yield from self.joins(content, item["kind"], None)


def read_tests(path):
    tests = collections.defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        test = json.loads(line)
        tests[test["pdf"].removesuffix(".pdf")].append(test)
    return tests


def decisions(out, corpora, subjects):
    """(corpus, name, decision) of all documents."""
    tests = read_tests(corpora / "pages" / "tests.jsonl")
    for corpus in CORPORA:
        for path in sorted((out / corpus).glob("*.json")):
            if not path.name.endswith(".csl.json"):
                reader = Reader(json.loads(path.read_text(encoding="utf-8")), corpus, path.stem, corpora, subjects)
                for found in (reader.body(), reader.shown(), reader.hidden(), reader.furniture(tests[path.stem])):
                    yield from ((corpus, path.stem, decision) for decision in found)


class Count:
    """How often a reason fires, and how often it is right."""

    def __init__(self, subject):
        self.subject = subject
        self.fired, self.judged, self.right = 0, 0, 0
        self.documents, self.papers = set(), set()

    def add(self, corpus, name, decision):
        self.fired += decision.count
        self.documents.add((corpus, name))
        if corpus in PAPERS:
            self.papers.add((corpus, name))
        self.judged += decision.verdict is not None
        self.right += decision.verdict is True

    def share(self):
        return self.right / self.judged if self.judged else None

    def figures(self):
        fired = [f"{figure:,}" for figure in (self.fired, len(self.documents), len(self.papers))]
        return fired + ([f"{self.judged:,}", f"{self.right:,}", f"{self.share():.3f}"] if self.judged else ["", "", ""])


def ordered(counts):
    return sorted(counts.items(), key=lambda pair: (SUBJECTS.index(pair[1].subject), -pair[1].fired, pair[0]))


def show(counts, table):
    head = ["subject", "reason", "fired", "documents", "papers", "judged", "right", "share"]
    if table:
        print("| " + " | ".join(head) + " |\n| --- | --- |" + " ---: |" * 6)
    else:
        print(f"{head[0]:10s}{head[1]:40s}" + "".join(f"{name:>10s}" for name in head[2:]))
    for name, count in ordered(counts):
        if table:
            print("| " + " | ".join([count.subject, f"`{name}`", *count.figures()]) + " |")
        else:
            print((f"{count.subject:10s}{name:40s}" + "".join(f"{figure:>10s}" for figure in count.figures())).rstrip())


def summed(counts):
    """The two lists, and figures by subject."""
    lonely = [name for name, count in ordered(counts) if len(count.papers) == 1]
    doubtful = [name for name, count in ordered(counts) if count.judged >= DOUBTFUL_JUDGED and count.share() < DOUBTFUL_SHARE]
    total = {}
    for subject in SUBJECTS:
        judged = [count for count in counts.values() if count.subject == subject and count.judged]
        if judged:
            total[subject] = sum(count.right for count in judged) / sum(count.judged for count in judged)
    return lonely, doubtful, total | {"reasons": len(counts), "of_one_paper": len(lonely), "in_doubt": len(doubtful)}


def as_json(total, counts):
    reasons = {name: {"subject": count.subject, "fired": count.fired, "documents": len(count.documents),
                      "papers": len(count.papers), "judged": count.judged, "right": count.right}
               for name, count in ordered(counts)}
    return json.dumps({"total": total, "reasons": reasons}, indent=1) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("corpora", type=pathlib.Path)
    parser.add_argument("--reasons", type=pathlib.Path, metavar="FILE", help="what `offprint reasons` prints")
    parser.add_argument("--json", type=pathlib.Path, metavar="FILE")
    parser.add_argument("--table", action="store_true", help="print the table in Markdown")
    parser.add_argument("--misses", metavar="REASON", help="print the decisions that a reason, or `all`, got wrong")
    parser.add_argument("--verdict", choices=["wrong", "right", "open"], default="wrong", help="which decisions --misses prints")
    arguments = parser.parse_args()
    # The scorers are beside the corpora, not in the checkout.
    sys.path.insert(0, str(arguments.corpora.resolve().parent / "bench"))
    lines = arguments.reasons.read_text(encoding="utf-8").splitlines() if arguments.reasons else []
    subjects = dict(line.split("\t")[:2] for line in lines)
    counts = {name: Count(subject) for name, subject in subjects.items()}
    verdict = {"wrong": False, "right": True, "open": None}[arguments.verdict]
    for corpus, name, decision in decisions(arguments.out, arguments.corpora, subjects):
        counts.setdefault(decision.reason, Count(decision.subject)).add(corpus, name, decision)
        if arguments.misses in (decision.reason, "all") and decision.verdict is verdict:
            print(f"{corpus}/{name} {decision.reason} {' '.join(decision.excerpt.split())[:4 * EXCERPT]}")
    if arguments.misses:
        return
    lonely, doubtful, total = summed(counts)
    show(counts, arguments.table)
    in_doubt = [f"{name} ({counts[name].share():.2f} of {counts[name].judged})" for name in doubtful]
    print("\nfires in one document only, of the papers:", ", ".join(lonely) or "none")
    print("\nright less than nine times in ten:", ", ".join(in_doubt) or "none")
    if arguments.json:
        arguments.json.write_text(as_json(total, counts), encoding="utf-8")


if __name__ == "__main__":
    main()
