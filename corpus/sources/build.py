"""Makes every document of the corpus anew from truth/ and the layouts beside this file.

The Markdown in truth/ is the one description of a paper: it is what a conversion should write, and it is read here to
typeset the paper. So a document and its truth cannot drift apart. What only the print has (running heads, page numbers,
the box with dates, line numbers, stamps) stands in the layout, NAME.typ.

Needs: pip install typst==0.15.0 pillow==13.0.0 numpy==2.4.6 pikepdf==10.17.0 lxml==6.1.3 pyyaml==6.0.3
       apt-get install fonts-texgyre fonts-liberation poppler-utils qpdf
"""

import io
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import lxml.html
import numpy
import pikepdf
import typst
import yaml
from PIL import Image, ImageDraw, ImageFilter

SOURCES = Path(__file__).resolve().parent
CORPUS = SOURCES.parent
FONTS = ["/usr/share/texmf/fonts/opentype/public/tex-gyre", "/usr/share/fonts/truetype/liberation"]
# Seconds since 1970; without a fixed time typst writes that of the build into the file.
STAMP = 1700000000
# Journals rarely write a structure tree; one document of the corpus has one, so that both cases are there.
TAGGED = {"methods-article"}
# Written page by page, each with its fonts, so that truncated.pdf still has the whole of its first page.
PAGE_BY_PAGE = {"case-report"}


# ---- Markdown to typst -----------------------------------------------------------------------------------------------

INLINE = re.compile(
    r"\\(?P<escaped>[^\w\s])"
    r"|<(?P<script>sup|sub)>(?P<raised>.*?)</(?P=script)>"
    r"|\*\*(?P<bold>(?:\\.|[^\\])+?)\*\*"
    r"|\*(?P<italic>(?:\\.|[^*\\])+?)\*"
    r"|\[\^(?P<note>\w+)\]"
    r"|\[(?P<label>[^\]]+)\]\((?P<target>[^)]+)\)"
)


def literal(text):
    return "#" + json.dumps(text, ensure_ascii=False) + ";" if text else ""


def inline(text, notes=None):
    """One paragraph of Markdown as typst markup. Plain text becomes string literals, so that typst reads no syntax in it."""
    out, end = [], 0
    for match in INLINE.finditer(text):
        out.append(literal(text[end : match.start()]))
        end = match.end()
        part = match.groupdict()
        if part["escaped"]:
            out.append(literal(part["escaped"]))
        elif part["script"]:
            out.append(f"#{'super' if part['script'] == 'sup' else 'sub'}[{inline(part['raised'])}];")
        elif part["bold"]:
            out.append(f"#strong[{inline(part['bold'])}];")
        elif part["italic"]:
            out.append(f"#emph[{inline(part['italic'])}];")
        elif part["note"]:
            out.append(f"#footnote[{inline(notes[part['note']])}];")
        else:
            out.append(f"#link({json.dumps(part['target'])})[{inline(part['label'])}];")
    out.append(literal(text[end:]))
    return "".join(out)


def grid_of(block):
    """A GFM or HTML table as rows of (Markdown, colspan, rowspan), and the number of header rows."""
    if block.startswith("<table"):
        table = lxml.html.fromstring(block)
        rows = []
        for row in table.iter("tr"):
            cells = []
            for cell in row.iter("td", "th"):
                inner = lxml.html.tostring(cell, encoding="unicode", with_tail=False)
                inner = re.sub(r"^<t[dh][^>]*>|</t[dh]>$", "", inner)
                inner = re.sub(r"</?em>", "*", inner).replace("&lt;", "<").replace("&amp;", "&")
                cells.append((inner, int(cell.get("colspan", 1)), int(cell.get("rowspan", 1))))
            rows.append(cells)
        return rows, len(table.findall(".//thead/tr"))
    rows = [
        [(cell.strip(), 1, 1) for cell in line.strip().strip("|").split("|")]
        for line in block.splitlines()
        if not re.fullmatch(r"[|:\- ]+", line)
    ]
    return rows, 1


def table_call(caption, block, notes):
    rows, heads = grid_of(block)
    columns = sum(span for _, span, _ in rows[0])
    number = re.match(r"\*\*Table (\w+)\.\*\*", caption).group(1)

    def cells(chosen):
        return "".join(
            f"table.cell(colspan: {colspan}, rowspan: {rowspan})[{inline(text)}],"
            for row in chosen
            for text, colspan, rowspan in row
        )

    noted = "".join(f"[{inline(note)}]," for note in notes)
    return (
        f'#tbl("{number}", [{inline(caption)}], {columns}, ({cells(rows[:heads])}), ({cells(rows[heads:])}), ({noted}))'
    )


def list_call(block, notes):
    ordered = bool(re.match(r"\d+\. ", block))
    items = [re.sub(r"^(- |\d+\. )", "", line) for line in block.splitlines()]
    return f"#{'enum' if ordered else 'list'}(" + "".join(f"[{inline(item, notes)}]," for item in items) + ")"


TABLE_NOTE = re.compile(r"<sup>([a-z]|†|‡)</sup>|Abbreviations:|Values ")


def content_of(markdown):
    """What the layouts import: title, byline, affiliations, correspondence, abstract, keywords and the body."""
    front, text = re.match(r"---\n(.*?)\n---\n(.*)", markdown, re.S).groups()
    meta = yaml.safe_load(front)
    blocks = [block for block in re.split(r"\n\n+", text.strip())]
    notes = dict(re.match(r"\[\^(\w+)\]: (.*)", block).groups() for block in blocks if block.startswith("[^"))
    blocks = [block for block in blocks if not block.startswith("[^")]

    title = blocks.pop(0).removeprefix("# ")
    head = []
    while blocks and not blocks[0].startswith("## "):
        head.append(blocks.pop(0))
    byline, affiliations = head[0], [block for block in head[1:] if block.startswith("<sup>")]
    correspondence = [block for block in head[1:] if not block.startswith("<sup>")]

    abstract, keywords, label = [], "", ""
    if blocks[0] == "## Abstract":
        blocks.pop(0)
        while not blocks[0].startswith("## "):
            block = blocks.pop(0)
            if block.startswith("### "):
                label = block[4:]
            elif block.startswith("**Keywords:**"):
                keywords = block.removeprefix("**Keywords:** ")
            else:
                abstract.append((label, block))
                label = ""
        said = "\n\n".join(f"{label}: {block}" if label else block for label, block in abstract)
        assert meta["abstract"].strip() == said, f"front matter and abstract differ:\n{said}"
        assert meta["keywords"] == re.split(r"; |, ", keywords), keywords

    body, sections, index = [], [], 0
    while index < len(blocks):
        block = blocks[index]
        index += 1
        if match := re.match(r"(#+) (.*)", block):
            level = len(match.group(1)) - 1
            if level == 1:
                sections.append((inline(match.group(2)), len(body) + 1))
            body.append(f"#heading(level: {level})[{inline(match.group(2))}]")
            if match.group(2) == "References":
                items = re.sub(r"(?m)^(\d+\. |- )", "", blocks[index]).splitlines()
                body.append("#references((" + "".join(f"[{inline(item)}]," for item in items) + "))")
                index += 1
        elif block.startswith("**Table "):
            table, index = blocks[index], index + 1
            under = []
            while index < len(blocks) and TABLE_NOTE.match(blocks[index]):
                under.append(blocks[index])
                index += 1
            body.append(table_call(block, table, under))
        elif match := re.match(r"\*\*Figure (\d+)\.\*\*", block):
            body.append(f'#fig("{match.group(1)}", [{inline(block)}])')
        elif match := re.fullmatch(r"(?!\d+\. |- ).* \((A?\d)\)", block):
            body.append(f'#formula("{match.group(1)}")')
        elif re.match(r"- |\d+\. ", block):
            body.append(list_call(block, notes))
        else:
            body.append(inline(block, notes))

    def array(items):
        return "(" + "".join(items) + ")"

    ends = [start - 1 for _, start in sections[1:]] + [len(body)]
    panels = "".join(
        f"([{name}], [{chr(10) * 2}{(chr(10) * 2).join(body[start:end])}]),"
        for (name, start), end in zip(sections, ends)
    )
    plain = re.sub(r"</?su[bp]>|(?<!\\)\*|\\(?=[^\w\s])", "", title)
    names = [author["name"] for author in meta["author"]]
    return "\n".join(
        [
            f"#let plain-title = {json.dumps(plain, ensure_ascii=False)}",
            f"#let names = {array(json.dumps(name, ensure_ascii=False) + ',' for name in names)}",
            f"#let keys = {array(json.dumps(key, ensure_ascii=False) + ',' for key in meta.get('keywords', []))}",
            f"#let title = [{inline(title)}]",
            f"#let byline = [{inline(byline)}]",
            f"#let affiliations = {array(f'[{inline(item)}],' for item in affiliations)}",
            f"#let correspondence = {array(f'[{inline(item)}],' for item in correspondence)}",
            f"#let abstract = {array(f'({json.dumps(label)}, [{inline(block)}]),' for label, block in abstract)}",
            f"#let keywords = [{inline(keywords)}]",
            "#let body(fig, tbl, formula, references) = [",
            "\n\n".join(body),
            "]",
            # A poster sets each section in a box of its own, so it gets them one by one.
            f"#let sections(fig, tbl, formula, references) = ({panels})",
        ]
    )


# ---- Pictures --------------------------------------------------------------------------------------------------------


def smear():
    """A made-up marrow smear: the raster figure of the case report."""
    random = numpy.random.default_rng(7)
    image = Image.new("RGB", (720, 480), (243, 229, 236))
    draw = ImageDraw.Draw(image)
    for _ in range(150):
        x, y, radius = random.integers(0, 720), random.integers(0, 480), random.integers(13, 18)
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=(226, 178, 190), outline=(206, 150, 166))
        inner = radius // 3
        draw.ellipse((x - inner, y - inner, x + inner, y + inner), fill=(238, 208, 216))
    for _ in range(16):
        x, y, radius = random.integers(40, 680), random.integers(40, 440), random.integers(26, 38)
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=(198, 176, 214), outline=(160, 130, 186))
        for _ in range(3):
            dx, dy, lobe = *random.integers(-11, 12, 2), random.integers(10, 15)
            draw.ellipse((x + dx - lobe, y + dy - lobe, x + dx + lobe, y + dy + lobe), fill=(98, 58, 138))
    image = image.filter(ImageFilter.GaussianBlur(1.4))
    grain = random.normal(0, 4, (480, 720, 1))
    image = Image.fromarray(numpy.clip(numpy.asarray(image) + grain, 0, 255).astype("uint8"))
    image.save(out := io.BytesIO(), "JPEG", quality=80)
    return out.getvalue()


PICTURES = {"case-report": {"smear.jpg": smear}}


# ---- Documents -------------------------------------------------------------------------------------------------------


def typeset(name, content=""):
    with tempfile.TemporaryDirectory() as place:
        place = Path(place)
        (place / "main.typ").write_bytes((SOURCES / f"{name}.typ").read_bytes())
        (place / "content.typ").write_text(content)
        for file, draw in PICTURES.get(name, {}).items():
            (place / file).write_bytes(draw())
        made = typst.compile(
            str(place / "main.typ"),
            root=str(place),
            font_paths=FONTS,
            ignore_system_fonts=True,
            timestamp=STAMP,
        )
    if name in TAGGED:
        return made
    pdf = pikepdf.open(io.BytesIO(made))
    for key in ("/StructTreeRoot", "/MarkInfo"):
        if key in pdf.Root:
            del pdf.Root[key]
    for page in pdf.pages:
        # Marked content goes too: typst says in it which hyphens are soft, and most journals do not.
        drawn = [part for part in pikepdf.parse_content_stream(page) if str(part.operator) not in ("BDC", "BMC", "EMC")]
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(drawn))
    for font in pdf.objects:
        if isinstance(font, pikepdf.Dictionary) and "/ToUnicode" in font:
            font.ToUnicode.write(font.ToUnicode.read_bytes().replace(b"<00AD>", b"<002D>"))
    if name in PAGE_BY_PAGE:
        pdf.save(out := io.BytesIO(), object_stream_mode=pikepdf.ObjectStreamMode.disable)
        return page_by_page(pikepdf.open(out))
    pdf.save(out := io.BytesIO(), deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def page_by_page(pdf):
    """The file with every object right after the first one that needs it, and a plain cross-reference table at the end."""
    order = {}

    def visit(item):
        if item.is_indirect:
            if item.objgen[0] in order:
                return
            order[item.objgen[0]] = item
        if isinstance(item, (pikepdf.Dictionary, pikepdf.Stream)):
            # /Pages stands before what else the catalog names.
            for key in sorted(item.keys(), key=lambda key: (key != "/Pages", key)):
                if isinstance(item[key], pikepdf.Object):
                    visit(item[key])
        elif isinstance(item, pikepdf.Array):
            for part in item:
                if isinstance(part, pikepdf.Object):
                    visit(part)

    visit(pdf.Root)
    visit(pdf.trailer.Info)
    out, places = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), {}
    for number, item in order.items():
        places[number] = len(out)
        out += b"%d 0 obj\n" % number
        if isinstance(item, pikepdf.Stream):
            data = item.read_raw_bytes()
            entries = pikepdf.Dictionary({key: item[key] for key in item.keys()})
            entries.Length = len(data)
            out += entries.unparse() + b"\nstream\n" + data + b"\nendstream"
        else:
            out += item.unparse(resolved=True)
        out += b"\nendobj\n"
    start, size = len(out), max(places) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 00000 f \n"
    root, info = pdf.Root.objgen[0], pdf.trailer.Info.objgen[0]
    out += b"trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, root, info, start)
    return bytes(out)


def paper(name):
    return typeset(name, content_of((CORPUS / "truth" / f"{name}.md").read_text()))


def scanned():
    """The pixels of a letter as a flatbed scanner sees it: grey, askew, noisy."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as letter:
        letter.write(typeset("scan"))
        letter.flush()
        png = subprocess.run(
            ["pdftoppm", "-r", "150", "-gray", "-singlefile", letter.name], check=True, capture_output=True
        ).stdout
    page = Image.open(io.BytesIO(png)).convert("L")
    page = page.rotate(0.8, Image.Resampling.BICUBIC, fillcolor=255).filter(ImageFilter.GaussianBlur(0.6))
    random = numpy.random.default_rng(11)
    height, width = page.height, page.width
    shade = 236 - 14 * numpy.linspace(0, 1, width)[None, :] ** 4
    grey = numpy.asarray(page) / 255 * (shade - 30) + 30 + random.normal(0, 5, (height, width))
    page = Image.fromarray(numpy.clip(grey, 0, 255).astype("uint8"))
    draw = ImageDraw.Draw(page)
    for _ in range(70):
        x, y = int(random.integers(0, width)), int(random.integers(0, height))
        draw.ellipse((x, y, x + int(random.integers(0, 3)), y + int(random.integers(0, 3))), fill=90)
    return page


def photo():
    """The letter as a camera that was held upright stores it: lying on its side, with a tag that says so."""
    exif = Image.Exif()
    exif[0x0112] = 6
    scanned().rotate(90, expand=True).save(jpeg := io.BytesIO(), "JPEG", quality=42, exif=exif)
    return jpeg.getvalue()


def scan():
    """The letter in a PDF without a text layer."""
    page = scanned()
    width, height = page.size
    page.save(jpeg := io.BytesIO(), "JPEG", quality=42)

    pdf = pikepdf.new()
    image = pdf.make_stream(
        jpeg.getvalue(),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=width,
        Height=height,
        ColorSpace=pikepdf.Name.DeviceGray,
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )
    size = (width * 72 / 150, height * 72 / 150)
    pdf.add_blank_page(page_size=size)
    pdf.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Scan=image))
    pdf.pages[0].Contents = pdf.make_stream(b"q %.2f 0 0 %.2f 0 0 cm /Scan Do Q" % size)
    pdf.save(out := io.BytesIO(), deterministic_id=True)
    return out.getvalue()


def encrypted():
    """AES-128, since AES-256 draws its key and salts anew at each build and the file would never be the same twice."""
    with tempfile.TemporaryDirectory() as place:
        plain, locked = Path(place) / "plain.pdf", Path(place) / "locked.pdf"
        plain.write_bytes(typeset("encrypted"))
        subprocess.run(
            ["qpdf", "--static-id", "--static-aes-iv", "--allow-weak-crypto"]
            + ["--encrypt", "offprint", "offprint-owner", "128", "--use-aes=y", "--", str(plain), str(locked)],
            check=True,
        )
        return locked.read_bytes()


def truncated():
    whole = paper("case-report")
    return whole[: len(whole) * 6 // 10]


DOCUMENTS = {
    "case-report": lambda: paper("case-report"),
    "methods-article": lambda: paper("methods-article"),
    "preprint": lambda: paper("preprint"),
    "poster": lambda: paper("poster"),
    "scan": scan,
    "photo.jpg": photo,
    "encrypted": encrypted,
    "truncated": truncated,
    "empty": lambda: b"",
}

if __name__ == "__main__":
    for name in sys.argv[1:] or DOCUMENTS:
        (CORPUS / (name if "." in name else f"{name}.pdf")).write_bytes(DOCUMENTS[name]())
