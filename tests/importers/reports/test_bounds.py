"""Where items end: in lists of terms, behind bars, in rows of one column, in counted lists."""

from __future__ import annotations

import pytest

from s55.importers.reports import words
from s55.importers.reports.findings import ReportItemKind
from s55.importers.reports.reading import read_report
from s55.importers.source import BlockKind, Source, SourceBlock, SourcePosition
from s55.richtext.nodes import Text
from tests.importers.reports.test_structure import AREA, ASKED, CONCERN, findings, said

SAW = "We saw officers feed horses."


def items_in_page(body: str, style: str = "") -> list[tuple[ReportItemKind, str, str]]:
    """The items of a page."""
    page = f"<html><head><style>{style}</style></head><body><h1>Horses in Westshire</h1>{body}"
    return said(findings(page, name="report.html"))


@pytest.mark.parametrize("entry", ["{}", "<div>{}</div>"])
def test_an_entry_in_a_list_of_terms_holds_all_of_its_item(entry: str) -> None:
    first = f"<dt>Recommendation 1</dt><dd><p>The force should buy hay.</p><p>{SAW}</p></dd>"
    second = "<dt>Recommendation 2</dt><dd><p>The force should sell carts.</p><p>So it is.</p></dd>"
    page = f"<dl>{entry.format(first)}{entry.format(second)}</dl><p>People like to work here.</p>"
    assert items_in_page(page) == [
        (ASKED, "1", f"The force should buy hay. {SAW}"),
        (ASKED, "2", "The force should sell carts. So it is."),
    ]


def test_a_bar_at_the_left_shows_where_an_item_ends() -> None:
    asked = f"<h3>Area for improvement</h3><p>The force should buy hay.</p><p>{SAW}</p>"
    box = f"<div class=x>{asked}</div>"
    style = ".x { border-left: 4pt solid navy }"
    assert items_in_page(f"{box}<p>It works.</p>", style) == [
        (AREA, "", f"The force should buy hay. {SAW}")
    ]


@pytest.mark.parametrize(
    ("above", "head"),
    [
        ("Causes of concern", "Text"),
        ("Causes of concern", "What needs to be done"),
        ("Annex A", "Cause of concern"),
        ("Annex A", "Causes of concern"),
    ],
)
def test_each_row_of_a_table_of_one_column_is_an_item(above: str, head: str) -> None:
    asked = ("The force keeps horses longer than it has to.", "The force has too little hay.")
    rows = "".join(f"<tr><td><p>{one}</p><p>{SAW}</p></td></tr>" for one in asked)
    table = f"<h2>{above}</h2><table><tr><th>{head}</th></tr>{rows}</table><h2>Stables</h2>"
    expected = [(CONCERN, "", f"{one} {SAW}") for one in asked]
    assert items_in_page(table) == expected
    lines = "\n".join(f"| {one} {SAW} |" for one in asked)
    found = findings("# Horses", f"## {above}", f"| {head} |\n| --- |\n{lines}", "## Stables")
    assert said(found) == expected


@pytest.mark.parametrize("name", ["Cause of concern", "Causes of concern"])
@pytest.mark.parametrize("head", ["Text", "What needs to be done"])
def test_plain_text_below_the_head_of_a_column_is_in_rows(name: str, head: str) -> None:
    asked = ["The force keeps horses longer than it has to.", "The force has too little hay."]
    plain = findings("Horses", name, head, *asked, "Stables", "It works.", name="report.txt")
    texts = asked if name.startswith("Causes") else asked[:1]
    assert said(plain) == [(CONCERN, "", text) for text in texts]


def test_a_frame_with_a_head_and_a_list_is_no_table_of_one_item() -> None:
    page = (
        "<table><tr><th>Areas for improvement</th></tr><tr><td><ul>"
        "<li>The force should buy hay.</li><li>The force should sell carts.</li></ul></td></tr>"
        "</table><h2>Stables</h2>"
    )
    assert [text for _, _, text in items_in_page(page)] == [
        "The force should buy hay.",
        "The force should sell carts.",
    ]


NAMED = ("Recommendation 1: The force should buy hay.", "Recommendation 2: It should sell carts.")
GOES_ON = ("The force should at once:", "buy hay for all horses; and", "sell all of its carts.")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (NAMED, [(ASKED, "1", "The force should buy hay."), (ASKED, "2", "It should sell carts.")]),
        (GOES_ON, [(ASKED, "", " ".join(GOES_ON))]),
    ],
)
def test_rows_that_name_items_or_go_on_with_one_are_lines_of_a_frame(
    rows: tuple[str, ...], expected: list[tuple[ReportItemKind, str, str]]
) -> None:
    below = "".join(f"<tr><td>{row}</td></tr>" for row in rows)
    table = f"<table><tr><th>Recommendations</th></tr>{below}</table>"
    assert items_in_page(f"<h2>Annex A</h2>{table}<h2>Stables</h2>") == expected


def test_lists_of_areas_count_on_after_what_introduces_them() -> None:
    heads = ("## Areas for improvement", "We make 2 areas for improvement.")
    found = findings(
        "# Horses in Westshire",
        "## Stables",
        *heads,
        "The chief constable should:",
        "1. buy hay for all horses; and\n2. sell the carts.",
        "## Vans",
        "### Area for improvement",
        "The head of crime should:",
        "3. paint the vans.",
        "## About the data",
    )
    assert [(item.number, item.whole, item.addressee) for item in found.items] == [
        ("1", "buy hay for all horses; and", "the chief constable"),
        ("2", "sell the carts.", "the chief constable"),
        ("3", "paint the vans.", "the head of crime"),
    ]


def test_what_somebody_is_compared_with_is_asked_of_nobody() -> None:
    for text in ("It keeps horses longer than it needs to.", "They do not count as they should."):
        assert not words.asks(text)
    assert words.asks("It needs to count horses.")


def test_an_item_in_a_cell_is_whole_where_a_summary_has_its_beginning() -> None:
    page = (
        "<h2>Recommendations</h2><p><b>Recommendation 1:</b> The force should buy hay at once.</p>"
        f"<h2>Stables</h2><table><tr><td>Recommendation 1</td><td><p>The force should buy hay at"
        f" once.</p><p>{SAW}</p></td></tr></table>"
    )
    assert items_in_page(page) == [(ASKED, "1", f"The force should buy hay at once. {SAW}")]


@pytest.mark.parametrize("page", [1, 2])
def test_the_frame_of_a_named_item_goes_on_on_the_next_page_alone(page: int) -> None:
    def block(text: str, kind: BlockKind, frame: int = 0, page: int = 1) -> SourceBlock:
        level = int(kind is BlockKind.HEADING)
        return SourceBlock(kind, (Text(text),), SourcePosition(page), level, boxed=frame)

    asked = "The force should buy hay."
    blocks = (
        block("Horses in Westshire", BlockKind.HEADING),
        block("Recommendation 1", BlockKind.PARAGRAPH, 1),
        block(asked, BlockKind.PARAGRAPH, 1),
        block(SAW, BlockKind.PARAGRAPH, 2, page),
        block("Stables", BlockKind.HEADING, page=page),
    )
    whole = asked if page == 1 else f"{asked} {SAW}"
    assert said(read_report(Source("pdf", "", blocks, pages=2))) == [(ASKED, "1", whole)]
