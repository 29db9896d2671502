"""Pages of a PDF that are set in two columns: lists, tables and grades in one of them."""

from __future__ import annotations

import re
from itertools import groupby

import pytest
import weasyprint

from s55.importers.readers import read_source
from s55.importers.source import BlockKind, SourceBlock

CSS = (
    "@page { size: A4; margin: 20mm } body { font: 10pt/1.4 'Liberation Sans' } "
    ".two { columns: 2; column-gap: 8mm } td { padding: 3pt 14pt 3pt 6pt } "
    ".grade { background: #263; color: white; width: 24mm; text-align: center }"
)
TEXT = (
    "The force has moved its counters into libraries, where people may wait in the warm and "
    "read until an officer is free to listen to what they have to say about the town."
)


def _read(body: str) -> tuple[SourceBlock, ...]:
    page = f"<html lang='en'><style>{CSS}</style><body>{body}</body></html>"
    return read_source(weasyprint.HTML(string=page).write_pdf(), "report.pdf").blocks


def test_a_short_list_goes_on_in_the_next_column_at_the_same_depth() -> None:
    """Between full lines, with as few lines as a list of five has."""
    items = [
        "How well partners understand the needs of babies who are not yet born, and their mothers.",
        "The speed with which officers send notices about children to those who work with them.",
        "The quality of supervision in the services that work with the men who are violent.",
        "The part that schools play in meetings about children, in particular out of term.",
        "The use that officers make of what is known before they say where somebody may live.",
    ]
    listed = "".join(f"<li>{item}</li>" for item in items)
    body = (
        f"<h2>Areas for improvement</h2><p>{TEXT}</p><div class='two'><ul>{listed}</ul></div>"
        f"<h2>Main findings</h2><p>{TEXT}</p><div class='two'>{f'<p>{TEXT}</p>' * 4}</div>"
    )
    found = [block for block in _read(body) if block.kind is BlockKind.LIST_ITEM]
    assert [(block.level, block.text) for block in found] == [(1, item) for item in items]


def test_a_table_in_one_column_has_nothing_of_the_other_in_it() -> None:
    rows = "".join(f"<tr><td>{place}<td>{count}</tr>" for place, count in (("Ash", 12), ("Elm", 9)))
    body = (
        f"<div class='two'>{f'<p>{TEXT}</p>' * 7}<table>{rows}</table>{f'<p>{TEXT}</p>' * 6}</div>"
    )
    found = _read(body)
    assert [block.text for block in found if block.cells] == ["Ash | 12", "Elm | 9"]
    assert {block.text for block in found if not block.cells} == {TEXT}


def test_a_grade_on_a_tile_comes_after_the_question_beside_it() -> None:
    question = (
        "How effective is the force at protecting those who are at risk, and at helping them?"
    )
    body = (
        f"<div class='two'>{f'<p>{TEXT}</p>' * 5}<table><tr><td>{question}"
        f"<td class='grade'>Requires improvement</tr></table>{f'<p>{TEXT}</p>' * 7}</div>"
    )
    texts = [block.text for block in _read(body)]
    assert texts[texts.index(question) + 1] == "Requires improvement"


def test_few_lines_on_the_last_page_are_in_the_columns_of_the_pages_before() -> None:
    names = ("Ash", "Elm")
    last = "".join(f"<p>{name}: {TEXT}</p>" for name in names)
    body = (
        f"<div class='two'>{f'<p>{TEXT}</p>' * 30}</div>"
        f"<div class='two' style='break-before: page'>{last}</div>"
    )
    found = [block.text for block in _read(body) if block.place.page == 3]
    assert found == [f"{name}: {TEXT}" for name in names]


def test_the_left_column_may_go_on_below_the_end_of_the_right() -> None:
    """With a heading that has nothing beside it; not where text over both columns follows."""
    left, right = ("position: absolute; width: 80mm", "position: absolute; left: 90mm; width: 80mm")
    first, second = f"<p>{TEXT}</p>" * 5, f"<p>Right: {TEXT}</p>" * 4
    heading = "<h3>What should be done</h3>"
    below = f"<p style='position: absolute; top: 150mm'>{TEXT * 3}</p>"
    for more, after in (("", False), (below, True)):
        body = (
            f"<div style='{left}'>{first}{heading}<p>{TEXT}</p></div>"
            f"<div style='{right}'>{second}</div>{more}"
        )
        texts = [block.text for block in _read(body)]
        last_right = max(at for at, text in enumerate(texts) if text.startswith("Right"))
        assert (texts.index("What should be done") > last_right) is after


@pytest.mark.parametrize("side", [0, 1], ids=["on the left", "on the right"])
def test_a_column_of_headings_and_short_lines_is_a_column(side: int) -> None:
    """Its lines stand beside no lines of the other; labels of rows begin where their text does."""
    names = ("Dogs", "Vans", "Keys", "Cells", "Boats", "Bikes")
    short = f"<p>{TEXT}</p>" + "".join(f"<h3>{name}</h3><p>They are few.</p>" for name in names)
    prose = "".join(f"<p>{name}: {TEXT}</p>" for name in names)
    headed = [TEXT, *(text for name in names for text in (name, "They are few."))]
    columns = [(short, headed), (prose, [f"{name}: {TEXT}" for name in names])]
    (left, first), (right, second) = (columns[side], columns[1 - side])
    body = (
        f"<div style='position: absolute; width: 80mm'>{left}</div>"
        f"<div style='position: absolute; left: 90mm; top: 3pt; width: 80mm'>{right}</div>"
    )
    assert [block.text for block in _read(body)] == [*first, *second]


def test_a_table_with_level_rules_alone_may_look_like_two_columns_of_prose() -> None:
    """Its cells begin on the same lines, and the page has rules between them."""
    rows = "".join(f"<tr><td>{TEXT}<td>{TEXT} Twice.</tr>" for _ in range(3))
    table = f"<table><tr><th>What we found<th>What should follow</tr>{rows}</table>"
    style = "table { border-collapse: collapse } tr { border-bottom: 1px solid black }"
    found = _read(f"<style>{style}</style>{table}")
    assert [block.text for block in found] == [
        "What we found | What should follow",
        *[f"{TEXT} | {TEXT} Twice."] * 3,
    ]


def test_paragraphs_that_begin_side_by_side_below_one_rule_are_prose() -> None:
    """The rule is that of the page's head; a table has one below each row."""
    names = ("Ash", "Elm", "Fir", "Oak", "Yew", "Bay")
    prose = "".join(f"<p>{name}: {TEXT}</p>" for name in names)
    found = _read(
        f"<hr style='border: 0; border-top: 1px solid black'><div class='two'>{prose}</div>"
    )
    assert [block.text for block in found] == [f"{name}: {TEXT}" for name in names]


@pytest.mark.parametrize(
    ("heads", "gap"),
    [("<tr><th>No.<th>What we ask<th>Para<th>Lead</tr>", 18), ("", 70)],
    ids=["below a head", "far from the next cell"],
)
def test_numbers_in_a_column_of_a_table_without_rules_are_cells(heads: str, gap: int) -> None:
    """They are no numbers of the text on their right, and the heads are in the table."""
    asked = ("Count the cells again.", "Mend the doors.", "Write to all who waited.")
    rows = [
        ("1", asked[0], "2.4", "Chief"),
        ("2", asked[1], "2.7", "Deputy"),
        ("3", asked[2], "3.1", "Clerk"),
    ]
    cells = "".join(f"<tr>{''.join(f'<td>{cell}' for cell in row)}</tr>" for row in rows)
    style = f"<style>th {{ text-align: left }} td, th {{ padding: 4pt {gap}pt 4pt 0 }}</style>"
    found = [block.text for block in _read(f"{style}<table>{heads}{cells}</table>") if block.cells]
    head = ["No. | What we ask | Para | Lead"] if heads else []
    assert found == [*head, *(" | ".join(row) for row in rows)]


@pytest.mark.parametrize(
    ("bar", "boxed"),
    [
        pytest.param("left: 20pt; width: 2pt", True, id="a rule"),
        pytest.param("left: 16pt; width: 6pt", True, id="a bar"),
        pytest.param("left: -10pt; width: 2pt", False, id="in the margin"),
        pytest.param("left: 60mm; width: 2pt", False, id="in the words"),
    ],
)
def test_an_upright_rule_beside_text_that_is_set_in_is_a_box(bar: str, boxed: bool) -> None:
    """As browsers print a quotation: a filled rectangle that touches nothing."""
    rule = f"<div style='position: absolute; top: 0; height: 100%; {bar}; background: #446'></div>"
    quoted = f"<div style='position: relative; padding-left: 30pt'>{rule}<p>{TEXT}</p></div>"
    before, said, after = _read(f"<p>{TEXT}</p>{quoted}<p>{TEXT}</p>")
    assert [bool(block.boxed) for block in (before, said, after)] == [False, boxed, False]
    assert said.text == TEXT


FRAME = "<style>.frame { border: 1pt solid; padding: 3mm 4mm; margin: 3mm 0 }</style>"


def test_a_box_goes_on_at_the_top_of_the_next_column() -> None:
    """Also over the page, where the column is another; a whole box at the top is the next."""
    inside = "".join(f"<p>{name}: {TEXT}</p>" for name in ("Ash", "Elm", "Fir", "Oak"))
    body = (
        f"{FRAME}<div class='two'>{f'<p>{TEXT}</p>' * 9}<div class='frame'>{inside}</div>"
        f"{f'<p>{TEXT}</p>' * 6}<div class='frame'>{inside}</div><div class='frame'>{TEXT}</div>"
        f"{f'<p>{TEXT}</p>' * 20}</div>"
    )
    found = [(block.boxed, block.text.split()[0]) for block in _read(body) if block.boxed]
    frame = ["Ash:", "Elm:", "Fir:", "Oak:"]
    assert found == [*((1, name) for name in frame), *((2, name) for name in frame), (3, "The")]


@pytest.mark.parametrize(
    ("left", "right", "order"),
    [
        (
            f"<div class='frame'><p>Ash: {TEXT}</p></div>",
            "<div style='height: 3mm'></div>",
            "Ash left right",
        ),
        (
            f"<div class='frame'>Ash</div><p>Elm: {TEXT}</p>",
            f"<div class='frame'><p>Fir: {TEXT}</p></div>",
            "Ash Elm left Fir right",
        ),
    ],
)
def test_a_box_at_the_top_of_a_column_comes_before_what_is_below_it(
    left: str, right: str, order: str
) -> None:
    """Its frame begins above the text beside it; or the box beside it ends further down."""
    sides = f"{left}{f'<p>left: {TEXT}</p>' * 8}", f"{right}{f'<p>right: {TEXT}</p>' * 8}"
    columns = "".join(
        f"<div style='position: absolute; top: 0; left: {x}mm; width: 80mm'>{side}</div>"
        for x, side in zip((0, 90), sides, strict=True)
    )
    words = [re.split("\\W", block.text)[0] for block in _read(FRAME + columns)]
    assert " ".join(word for word, _ in groupby(words)) == order


def test_a_table_goes_on_at_the_top_of_the_next_column() -> None:
    """Where its head is repeated, that is no row; a table with other columns is another one."""
    style = "<style>td, th { border: 1pt solid }</style>"
    rows = [f"<tr><td>{place}<td>{TEXT}</tr>" for place in ("Ash", "Elm", "Fir")]
    table = f"<table><thead><tr><th>Town<th>Text</tr></thead>{''.join(rows)}</table>"
    other = "<table><tr><td>Oak<td>is a<td>tree</tr></table>"
    body = f"{style}<div class='two'>{f'<p>{TEXT}</p>' * 9}{table}<p>{TEXT}</p>{other}"
    found = [
        (block.table, block.text) for block in _read(f"{body}{f'<p>{TEXT}</p>' * 8}") if block.cells
    ]
    places = [(1, f"{place} | {TEXT}") for place in ("Ash", "Elm", "Fir")]
    assert found == [(1, "Town | Text"), *places, (2, "Oak | is a | tree")]


def _side_by_side(left: str, right: str, lower: float = 0.0) -> str:
    """Two columns; the right one begins so many points lower."""
    places = ("top: 0; left: 0", f"top: {lower}pt; left: 90mm")
    return "".join(
        f"<div style='position: absolute; {place}; width: 80mm'>{side}</div>"
        for place, side in zip(places, (left, right), strict=True)
    )


LISTED = "".join(f"<ul><li>{name}:<ul><li>{TEXT}</li></ul></li></ul>" for name in ("Ash", "Elm"))
SHORT = "<p>Yes.</p>"


def test_a_column_of_lists_begins_where_its_headings_do() -> None:
    """Though most of its lines are set in, and its short lines end before these begin.

    The head of the page ends there too.
    """
    right = f"<h4>What to do</h4>{LISTED}{SHORT}{LISTED}"
    style = "position: absolute; top: -12mm; width: 94mm; text-align: right"
    body = _side_by_side(f"<p>{TEXT}</p>" * 7, right)
    texts = [block.text for block in _read(f"<p style='{style}'>Head</p>{body}")]
    assert texts.pop(0) == "Head"
    listed = ["Ash:", TEXT, "Elm:", TEXT]
    assert texts == [*[TEXT] * 7, "What to do", *listed, "Yes.", *listed]


def test_a_left_column_may_begin_above_the_right_one() -> None:
    """One line, as at the top of a page where a heading stands beside it; here in a list."""
    right = f"{f'<p>{TEXT}</p>' * 6}<ul><li>Ash:<ul><li>Is tall.</li></ul></li></ul>"
    rest = "<ul style='margin: 0; list-style: none'><li><ul><li>Is old.</li><li>Is ill.</li></ul>"
    pages = [_side_by_side(f"<p>{TEXT}</p>" * 8, right)]
    pages.append(_side_by_side(f"{rest}</ul>{f'<p>{TEXT}</p>' * 7}", f"<p>{TEXT}</p>" * 7, 6))
    body = "<div style='break-before: page'></div>".join(
        f"<div style='position: relative; height: 200mm'>{page}</div>" for page in pages
    )
    found = [(block.level, block.text) for block in _read(body) if block.level]
    assert found == [(1, "Ash:"), (2, "Is tall."), (2, "Is old."), (2, "Is ill.")]


def test_a_bold_line_beside_the_space_between_two_paragraphs_is_of_its_column() -> None:
    """There is no room for a heading over both."""
    words = f"<p style='margin: 0'><b>Ash</b></p><p style='margin: 0 0 0 20pt'>{TEXT}</p>"
    left = f"<p>{TEXT}</p>{words * 4}<p>{TEXT}</p>"
    right = f"<p style='margin: 0 0 18pt'>Right: {TEXT}</p>" * 5
    texts = [block.text for block in _read(_side_by_side(left, right, lower=20))]
    assert texts == [TEXT, *["Ash", TEXT] * 4, TEXT, *[f"Right: {TEXT}"] * 5]


@pytest.mark.parametrize("lower", [0, 4])
def test_the_end_of_a_text_in_columns_may_be_short(lower: int) -> None:
    """Other pages show where the columns are; and a heading at the foot is over the next one."""
    left = f"<p>Ash: {TEXT}</p><h3>Elm</h3>" if lower else "<p>Yes.</p><p>No.</p>"
    end = _side_by_side(left, f"<p>Fir: {TEXT}</p>", lower)
    page = f"<div class='two'>{f'<p>{TEXT}</p>' * 20}</div>"
    body = f"{page}<div style='break-before: page; position: relative'>{end}</div>"
    found = [block.text for block in _read(body) if block.place.page == 2]
    first = [f"Ash: {TEXT}", "Elm"] if lower else ["Yes.", "No."]
    assert found == [*first, f"Fir: {TEXT}"]


def test_a_box_goes_on_from_a_column_that_ends_in_the_middle_of_the_page() -> None:
    inside = "".join(f"<p>{name}: {TEXT}</p>" for name in ("Ash", "Elm", "Fir", "Oak"))
    body = f"{f'<p>{TEXT}</p>' * 3}<div class='frame'>{inside}</div>{f'<p>{TEXT}</p>' * 3}"
    found = _read(f"{FRAME}<div class='two'>{body}</div>")
    assert [block.boxed for block in found] == [0, 0, 0, 1, 1, 1, 1, 0, 0, 0]


def test_a_page_that_begins_with_a_label_begins_a_paragraph() -> None:
    """Though the last line of the page before is full, and ends with a sentence."""
    line = "They wait in the warm until an officer is free to listen to all of them."
    style = "<style>p { margin: 0; width: max-content; break-after: page }</style>"
    body = f"<p>{'<br>'.join([line] * 40)}</p><p><b>Item 2:</b> {line}</p>"
    assert [block.text for block in _read(style + body)] == [
        " ".join([line] * 40),
        f"Item 2: {line}",
    ]


@pytest.mark.parametrize(("place", "boxed"), [(6, [0, 1, 0]), (14, [0, 0, 0])])
def test_a_rule_right_beside_text_that_is_not_set_in_is_a_box(place: int, boxed: list[int]) -> None:
    """As word processors draw a border on the left; further out it marks a change."""
    style = f"position: absolute; top: 0; height: 100%; left: -{place}pt; width: 2pt"
    rule = f"<div style='{style}; background: #446'></div>"
    framed = f"<div style='position: relative'>{rule}<p>{TEXT}</p></div>"
    found = _read(f"<p>{TEXT}</p>{framed}<p>{TEXT}</p>")
    assert [block.boxed for block in found] == boxed


def test_paragraphs_side_by_side_are_prose_where_one_column_has_a_ruled_table() -> None:
    """Its rules are not those of a table over both."""
    left, right = (
        "".join(f"<p>{name}: {TEXT}</p>" for name in names)
        for names in (("Ash", "Elm", "Fir", "Oak"), ("Yew", "Bay", "Box", "Gum"))
    )
    table = "<style>.ruled td { border: 1pt solid }</style><table class='ruled'>"
    rows = "".join(f"<tr><td>{name}<td>tree</tr>" for name in ("Fig", "Nut", "Ivy"))
    found = _read(_side_by_side(f"{left}{table}{rows}</table>", right))
    names = [block.text.split(":")[0] for block in found]
    trees = ["Fig | tree", "Nut | tree", "Ivy | tree"]
    assert names == ["Ash", "Elm", "Fir", "Oak", *trees, "Yew", "Bay", "Box", "Gum"]
