#!/usr/bin/env python3
"""Makes the images of README.md from corpus/: a page, its Markdown as rendered, a drawing; and the report as the tests
of tests/browser/ see it, where OFFPRINT_SHOTS names the folder of their pictures.

    pip install markdown-it-py mdit-py-plugins weasyprint pillow
    apt-get install poppler-utils librsvg2-bin
    cargo build --release && python docs/images/build.py
"""
import os
import pathlib
import re
import subprocess
import tempfile

from markdown_it import MarkdownIt
from PIL import Image
from weasyprint import HTML

HERE = pathlib.Path(__file__).parent
ROOT = HERE.parent.parent
OFFPRINT = ROOT / "target/release/offprint"
PAPER = ROOT / "corpus/case-report.pdf"
WIDTH = 520
STYLE = """
@page { size: 165mm 233mm; margin: 9mm 10mm }
body { font: 8.6pt/1.38 'DejaVu Sans', sans-serif; color: #1f2328 }
h1 { font-size: 15pt; line-height: 1.2; margin: 0 0 6pt; border-bottom: 0.5pt solid #d1d9e0; padding-bottom: 4pt }
h2 { font-size: 12pt; margin: 9pt 0 5pt; border-bottom: 0.5pt solid #d1d9e0; padding-bottom: 2pt }
h3 { font-size: 10pt; margin: 8pt 0 4pt }
p { margin: 0 0 6pt }
sup, sub { font-size: 70%; line-height: 0 }
table { border-collapse: collapse; margin: 0 0 6pt; font-size: 7.6pt }
td, th { border: 0.5pt solid #d1d9e0; padding: 1.5pt 5pt; text-align: left }
"""


def run(*command):
    return subprocess.run([str(part) for part in command], check=True, capture_output=True).stdout


def save(source, name, colors=32, width=WIDTH):
    """A PNG as wide as it is shown and with few colours."""
    image = Image.open(source).convert("RGB")
    height = round(image.height * width / image.width)
    image = image.resize((width, height), Image.Resampling.LANCZOS)
    image.quantize(colors).save(HERE / name, optimize=True)


def first_page(pdf, folder, name):
    stem = folder / name
    run("pdftoppm", "-png", "-r", "150", "-singlefile", "-f", "1", "-l", "1", pdf, stem)
    save(stem.with_suffix(".png"), f"{name}.png")


def main():
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        first_page(PAPER, folder, "page")
        markdown = run(OFFPRINT, "convert", PAPER, "--front-matter", "none").decode()
        html = MarkdownIt("commonmark", {"html": True}).enable("table").render(markdown)
        HTML(string=f"<style>{STYLE}</style>{html}").write_pdf(folder / "markdown.pdf")
        first_page(folder / "markdown.pdf", folder, "markdown")
        svg = run(OFFPRINT, "dump", "order", PAPER, "--page", "2", "--svg").decode()
        (folder / "order.svg").write_text(svg)
        run("rsvg-convert", folder / "order.svg", "-o", folder / "order.png")
        save(folder / "order.png", "order.png", 96)
    if shots := os.environ.get("OFFPRINT_SHOTS"):
        save(pathlib.Path(shots) / "report.png", "report.png", 128, 1000)


if __name__ == "__main__":
    main()
