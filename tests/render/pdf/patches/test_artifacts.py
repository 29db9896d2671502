"""What helps to find one's way on paper is no part of what is read out."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from s55.render.pdf.patches.artifacts import mark_artifacts, name_first_heads
from s55.render.pdf.patches.parts import join_parts
from s55.render.pdf.patches.structure import elements, kids
from tests.render.pdf.patches.plain import plain_pdf

pytestmark = pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)

ROWS = "".join(f"<tr><td>Row {number}</td><td>{number}</td></tr>" for number in range(9))
PAGE = (
    "<style>@page { size: 8cm 8cm; margin: 1.5cm; @top-left { content: 'Running' }"
    " @bottom-right { content: counter(page) } }"
    "</style><table><caption>Rows</caption><thead><tr><th>Name</th>"
    '<th><a href="https://example.org">Value</a></th></tr></thead>'
    f"<tbody>{ROWS}</tbody></table>"
)
PAGINATION = {"Type": "/Pagination"}
HEADER, FOOTER = ({**PAGINATION, "Subtype": subtype} for subtype in ("/Header", "/Footer"))


def artifacts(pdf: Any) -> list[list[dict[str, str]]]:
    """What is said of the artifacts of each page that say anything."""
    streams = [thing.stream for thing in pdf.objects if hasattr(thing, "stream")]
    return [
        [dict(said) for tag, said in pairwise(page) if tag == "/Artifact" and said != b"BMC"]
        for page in streams
        if b"BDC" in page
    ]


def test_still_needed() -> None:
    """Plain WeasyPrint tags both margins, and the head of the table on each page."""
    pdf = plain_pdf(PAGE)
    assert artifacts(pdf) == [[], []]
    assert len(elements(pdf, "/THead")) == 2


def test_margins_and_repeated_heads_are_artifacts() -> None:
    """Page by page; the first head is read, and is the head of the cells of both pages."""
    cells: list[Any] = []
    pdf = plain_pdf(PAGE, before=lambda document: cells.extend(mark_artifacts(document)))
    name_first_heads(pdf, cells)
    join_parts(pdf)
    assert artifacts(pdf) == [[HEADER, FOOTER], [PAGINATION, PAGINATION, HEADER, FOOTER]]
    (table,), (link,) = elements(pdf, "/Table"), elements(pdf, "/Link")
    assert [kid["S"] for kid in kids(pdf, table)] == ["/Caption", "/THead", "/TBody"]
    assert len(elements(pdf, "/TR")) == 10
    assert len([kid for kid in kids(pdf, link) if kid.get("Type") == "/OBJR"]) == 1
    name, value = (cell["ID"] for cell in elements(pdf, "/TH"))
    headers = [cell["A"]["Headers"] for cell in elements(pdf, "/TD")]
    assert headers == [[name], [value]] * 9
