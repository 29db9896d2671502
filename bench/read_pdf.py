"""The PDF reader against PDFium's own plain text of the same file, paired: A B A B, and the ratio.

Run from the top of the repository: python bench/read_pdf.py [FILE] [RUNS]
Without a file it reads an invented report of 150 pages, with headings, lists, boxes and tables.
"""

from __future__ import annotations

import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pypdfium2
from weasyprint import HTML

from s55.importers.readers import read_source

PAGES = 150
RUNS = 7
STYLE = """
@page { size: A4; margin: 24mm 22mm; @top-left { content: "An invented report" }
        @bottom-right { content: counter(page) } }
body { font: 11pt/1.4 "DejaVu Sans" }
section { border: 1pt solid #333; padding: 8pt } section + p { break-after: page }
table { border-collapse: collapse; width: 100% } td, th { border: 0.6pt solid #555; padding: 3pt }
"""
SENTENCE = (
    "Supervisors should look at every investigation at least once in twenty-eight days, and write "
    "down what they decide where their colleagues can find it. "
)


def report(pages: int) -> bytes:
    """An invented report of so many pages, each with what the pages of real ones have."""
    page = (
        "<h2>What page {n} found</h2><p>In <b>most</b> forces {s}{s}{s}</p><p>{s}{s}{s}</p>"
        "<ul><li>{s}</li><li>Short.</li><li>{s}</li></ul>"
        "<table><tr><th>Area</th><th>Judgment</th></tr><tr><td>Preventing crime</td>"
        "<td>Good</td></tr><tr><td>{s}</td><td>Adequate</td></tr></table><p>{s}{s}</p>"
        "<section><h3>Recommendation {n}</h3><p>By January 2027, the force should do this. {s}</p>"
        "</section><p>{s}</p>"
    )
    body = "".join(page.format(n=number, s=SENTENCE) for number in range(1, pages + 1))
    text = f'<html lang="en-GB"><title>A report</title><style>{STYLE}</style>{body}</html>'
    return bytes(HTML(string=text).write_pdf() or b"")


def plain_text(data: bytes) -> None:
    """What PDFium extracts by itself, page by page."""
    document = pypdfium2.PdfDocument(data)
    for page in document:
        text = page.get_textpage()
        text.get_text_range()
        text.close()
        page.close()
    document.close()


def seconds(function: Callable[[bytes], object], data: bytes) -> float:
    """How long a function takes."""
    start = time.perf_counter()
    function(data)
    return time.perf_counter() - start


def ours(data: bytes) -> object:
    """The blocks of the file."""
    return read_source(data, "report.pdf")


def main(data: bytes, runs: int) -> None:
    """Print the medians, the ratio of each pair, and the most memory Python held."""
    seconds(plain_text, data)
    seconds(ours, data)
    pairs = [(seconds(ours, data), seconds(plain_text, data)) for _ in range(runs)]
    ratios = [own / plain for own, plain in pairs]
    tracemalloc.start()
    ours(data)
    _, peak = tracemalloc.get_traced_memory()
    pages = len(pypdfium2.PdfDocument(data))
    print(
        f"{pages} pages: {statistics.median(own for own, _ in pairs):.3f} s against "
        f"{statistics.median(plain for _, plain in pairs):.3f} s of plain text; ratio "
        f"{statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f}); "
        f"{peak / 1e6:.1f} MB at most"
    )


if __name__ == "__main__":
    main(
        Path(sys.argv[1]).read_bytes() if sys.argv[1:] else report(PAGES),
        int(sys.argv[2]) if sys.argv[2:] else RUNS,
    )
