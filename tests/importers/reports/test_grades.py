"""The ways in which reports show their grades: tiles, lists, labels, tables of two inspections."""

from __future__ import annotations

import pytest
import weasyprint

from s55.importers.readers import read_source
from s55.importers.reports.facts.grades import grades_of

AREAS = (
    ("Preventing crime", "Good"),
    ("Responding to the public", "Inadequate"),
    ("Investigating crime", "Requires improvement"),
    ("Managing offenders", "Adequate"),
    ("Leadership and force management", "Good"),
)
GRADES = ("Outstanding", "Good", "Adequate", "Requires improvement", "Inadequate")
TEXT = "<p>The force does this in most of its stations, and could do it in all of them.</p>"
BELOW = {grade: [area for area, own in AREAS if own == grade] for grade in GRADES}


def _grid() -> str:
    """A row of grades, and the areas of each grade below it."""
    rows = ["".join(f"<th>{grade}</th>" for grade in GRADES)]
    for at in range(2):
        cells = ((BELOW[grade] + ["", ""])[at] for grade in GRADES)
        rows.append("".join(f"<td>{cell}</td>" for cell in cells))
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def _each(form: str) -> str:
    return "".join(form.format(area=area, grade=grade, small=area.lower()) for area, grade in AREAS)


STACKS = "".join(
    f"<div><p>{grade}</p>{''.join(f'<p>{area}</p>' for area in BELOW[grade])}</div>"
    for grade in GRADES
)
LISTED = {
    "below each other": _each("<p>{area}<br><strong>{grade}</strong></p>"),
    "grade first": _each("<div><p><b>{grade}</b></p><p>{area}</p></div>"),
    "areas below their grade": STACKS,
    "in brackets": _each("<p>{area} ({grade})</p>"),
    "at the end of the heading": _each(f"<h3>{{area}} <span>{{grade}}</span></h3>{TEXT}"),
    "after a dash in the heading": _each(f"<h3>{{area}} – {{grade}}</h3>{TEXT}"),
    "with a label": _each(f"<h3>{{area}}</h3><p>Our judgment: {{grade}}</p>{TEXT}"),
    "as a list": f"<ul>{_each('<li>{grade} at {small};</li>')}</ul>",
    "beside the last grade": "<table><tr><th>Area<th>Last inspection<th>This inspection</tr>"
    + _each("<tr><td>{area}<td>Good<td>{grade}</tr>")
    + "</table>",
    "beside the grade of an earlier year": "<table><tr><th>Area<th>2021/22<th>2025</tr>"
    + _each("<tr><td>{area}<td>Good<td>{grade}</tr>")
    + "</table>",
}
TILE = "background: #dde; padding: 6pt; font-size: 9pt;"
TILES = {
    "touching": (f"td, th {{ {TILE} }} table {{ border-collapse: collapse }}", _grid()),
    "apart, the empty ones not painted": (
        f"th, td:not(:empty) {{ {TILE} }} table {{ border-spacing: 6pt }}",
        _grid(),
    ),
    "each with its grade": (
        f"div {{ {TILE} }} section {{ display: grid; gap: 8pt; grid-template-columns: 1fr 1fr }}",
        f"<section>{_each('<div>{area}<br><b>{grade}</b></div>')}</section>",
    ),
    "in stacks": (
        f"section p {{ {TILE} margin: 0 0 5pt }} section {{ display: grid; gap: 6pt; "
        "grid-template-columns: repeat(5, 1fr) }",
        f"<section>{STACKS}</section>",
    ),
    "only of the grades": (
        f"td.grade {{ {TILE} text-align: center }} table {{ border-spacing: 3pt }}",
        f"<table>{_each('<tr><td>{area}<td class=grade>{grade}</tr>')}</table>",
    ),
}


def _found(data: bytes, name: str) -> dict[str, str]:
    grades = grades_of(read_source(data, name).blocks)
    return {grade.area.lower(): grade.grade for grade in grades}


def _page(body: str, css: str = "") -> str:
    return (
        f"<!doctype html><html lang='en'><title>PEEL 2025</title><style>{css}</style><body>"
        "<h1>PEEL 2025</h1><h2>Overall summary</h2><p>We looked at five areas of policing, and "
        f"these are our judgments of them.</p>{body}{TEXT}</body></html>"
    )


RIGHT = {area.lower(): grade.lower() for area, grade in AREAS}


@pytest.mark.parametrize("way", LISTED)
def test_grades_are_read_however_a_page_shows_them(way: str) -> None:
    assert _found(_page(LISTED[way]).encode(), "report.html") == RIGHT


@pytest.mark.parametrize("way", TILES)
def test_grades_on_tiles_are_read_from_a_pdf_without_tags(way: str) -> None:
    css, body = TILES[way]
    assert _found(weasyprint.HTML(string=_page(body, css)).write_pdf(), "report.pdf") == RIGHT


def test_an_overall_grade_is_of_no_area() -> None:
    page = _page(
        f"<h2>Overview</h2><p>Good</p>{TEXT}{_each(f'<h2>{{area}}</h2><p>{{grade}}</p>{TEXT}')}"
    )
    assert _found(page.encode(), "report.html") == RIGHT


def test_one_heading_that_ends_with_a_grade_grades_nothing() -> None:
    page = _page(f"<h2>What makes a good force Good</h2>{TEXT}<h2>Next steps</h2>{TEXT}")
    assert _found(page.encode(), "report.html") == {}


def test_boxes_of_text_side_by_side_are_no_tiles() -> None:
    """Each is read by itself, as a box."""
    text = "The force should keep its cells clean. " * 4
    box = f"<div><p><b>Area for improvement</b></p><p>{text}</p></div>"
    css = f"div {{ {TILE} }} section {{ display: grid; gap: 8pt; grid-template-columns: 1fr 1fr }}"
    data = weasyprint.HTML(string=_page(f"<section>{box * 4}</section>", css)).write_pdf()
    blocks = read_source(data, "report.pdf").blocks
    assert not any(block.cells for block in blocks)
    assert max(block.boxed for block in blocks) > 1


def _paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def _summarised(*texts: str, head: str = "<h2>Overall summary</h2>") -> dict[str, str]:
    page = f"<!doctype html><html lang='en'><body>{head}{_paragraphs(*texts)}{TEXT}</body></html>"
    return _found(page.encode(), "report.html")


def test_areas_below_a_row_of_all_grades_have_none() -> None:
    """The table has lost its shape: nothing shows which area was under which grade."""
    areas = ("Preventing crime", "Managing offenders")
    assert _summarised(*GRADES, *areas) == {}
    assert _summarised(*GRADES, *areas, *GRADES) == {}
    assert _summarised("Good", "Preventing crime", "Inadequate", "Managing offenders") == {
        "preventing crime": "good",
        "managing offenders": "inadequate",
    }


def test_two_grades_below_each_other_are_of_no_area() -> None:
    assert _summarised("Good<br>Adequate") == {}


def test_two_areas_before_two_grades_are_of_two_columns() -> None:
    """Below a long sentence that leads to them."""
    lead = "We make graded judgments in these areas of policing, which are as follows:"
    areas = ("Preventing crime", "Managing offenders")
    assert _summarised(lead, *areas, "Good", "Adequate") == {
        "preventing crime": "good",
        "managing offenders": "adequate",
    }


def test_questions_before_as_many_grades_are_of_two_columns() -> None:
    """However the heading above them is called."""
    asked = ("To what extent is the force efficient?", "How well is it run, day by day?")
    head = "<h2>Summary</h2>"
    grades = ("Good", "Inadequate")
    assert _summarised(*asked, *grades, head=head) == {
        asked[0].lower(): "good",
        asked[1].lower(): "inadequate",
    }
    assert asked[0].lower() not in _summarised(*asked, *grades, "Good", head=head)


def test_an_overall_judgment_is_of_the_question_above_it() -> None:
    question = "How effective is the force at keeping people safe?"
    head = f"<h2>Overview – {question}</h2><h3>Overall judgment</h3>"
    assert _summarised("Good", "Preventing crime", "Adequate", head=head) == {
        question.lower(): "good",
        "preventing crime": "adequate",
    }


def test_chapters_that_ran_together_in_a_cell_are_areas_of_their_own() -> None:
    cells = "<td><td>Preventing crime Managing offenders<td><td>Supporting victims<td>"
    heads = "".join(f"<th>{grade}</th>" for grade in GRADES)
    page = _page(f"<table><tr>{heads}</tr><tr>{cells}</tr></table>")
    assert _found(page.encode(), "report.html") == {
        "preventing crime": "good",
        "managing offenders": "good",
        "supporting victims": "requires improvement",
    }


def test_a_row_of_grades_below_a_row_of_areas() -> None:
    rows = ("Preventing crime | Managing offenders", "Good | Requires improve ment")
    text = "# A\n\n| | |\n|---|---|\n" + "".join(f"| {row} |\n" for row in rows)
    found = grades_of(read_source(text.encode(), "a.md").blocks)
    assert [(one.area, one.grade) for one in found] == [
        ("Preventing crime", "good"),
        ("Managing offenders", "requires improvement"),
    ]


def test_areas_below_two_grades_in_the_first_row_of_a_table() -> None:
    rows = ("Good | Inadequate", "Preventing crime | Managing offenders", "Cold cases |  ")
    head, *others = (f"| {row} |\n" for row in rows)
    text = f"# A\n\n{head}|---|---|\n{''.join(others)}"
    found = grades_of(read_source(text.encode(), "a.md").blocks)
    assert [(one.area, one.grade) for one in found] == [
        ("Preventing crime", "good"),
        ("Managing offenders", "inadequate"),
        ("Cold cases", "good"),
    ]


def test_what_explains_a_grade_in_its_cell_is_no_part_of_the_area() -> None:
    cells = "".join(f"<td><p>{area}</p><p>{grade}</p>{TEXT}</td>" for area, grade in AREAS[:2])
    page = f"<html><body><h1>A</h1><table><tr>{cells}</tr></table></body></html>"
    found = grades_of(read_source(page.encode(), "a.html").blocks)
    assert [(one.area, one.grade) for one in found] == [
        (area, grade.lower()) for area, grade in AREAS[:2]
    ]


def test_an_overall_judgment_comes_before_those_of_a_table() -> None:
    text = (
        "# A\n\n## Overview – How efficient is the force?\n\n### Overall judgment\n\nGood\n\n"
        "| Preventing crime | Good |\n|---|---|\n| Managing offenders | Inadequate |\n"
    )
    found = grades_of(read_source(text.encode(), "a.md").blocks)
    assert [(one.area, one.grade) for one in found] == [
        ("How efficient is the force?", "good"),
        ("Preventing crime", "good"),
        ("Managing offenders", "inadequate"),
    ]


def test_an_overall_judgment_comes_before_those_of_chapters() -> None:
    chapters = "".join(f"<h2>{area}</h2><p>{grade}</p>{TEXT}" for area, grade in AREAS[:2])
    head = "<h2>Overview – How efficient is the force?</h2><h3>Overall judgment</h3><p>Good</p>"
    page = f"<html><body><h1>A</h1>{head}{TEXT}{chapters}</body></html>"
    found = grades_of(read_source(page.encode(), "a.html").blocks)
    assert [(one.area, one.grade) for one in found] == [
        ("How efficient is the force?", "good"),
        *((area, grade.lower()) for area, grade in AREAS[:2]),
    ]


def test_a_table_of_grades_that_lost_its_shape_gives_way_to_the_grades_of_the_chapters() -> None:
    """Copied, its heads and its areas stand in any order below its heading."""
    copied = (
        "Our judgments", "Outstanding", "Good", "Adequate", "Preventing crime",
        "Requires improvement", "Inadequate", "Responding to", "the public", "Managing",
    )  # fmt: skip
    lines = "".join(f"<p>{line}</p>" for line in copied)
    chapters = "".join(f"<p>{area}</p><h2>{grade}</h2>{TEXT}" for area, grade in AREAS)
    page = f"<h1>PEEL 2023</h1>{lines}<h2>Changes to PEEL</h2>{TEXT}{chapters}"
    found = grades_of(read_source(page.encode(), "report.html").blocks)
    assert [(one.area, one.grade.capitalize()) for one in found] == list(AREAS)


def test_the_grades_at_the_head_of_a_typed_table_are_over_no_table_below_the_next_heading() -> None:
    """Rows of plain text have no number that says of which table they are."""
    said = (
        "Our judgments\n\nGood\tAdequate\nPreventing crime\tManaging offenders\n\n"
        "Terms\n\nVetting\tChecks of staff\nCustody\tCells and vans\n\n"
        "These terms are used in all of our reports.\n"
    )
    assert _found(said.encode(), "a.txt") == {
        "preventing crime": "good",
        "managing offenders": "adequate",
    }


@pytest.mark.parametrize("ending", ["html", "pdf"])
def test_areas_below_the_only_grade_of_a_table_that_has_one_column(ending: str) -> None:
    """In a PDF without tags each row is a box; the grade over them is of no heading above it."""
    areas = ("Preventing crime", "Managing offenders")
    rows = "".join(f"<tr><td>{area}</td></tr>" for area in areas)
    css = "table { border-collapse: collapse; width: 100% } td, th { border: 1pt solid }"
    page = _page(f"<h2>Our judgments</h2><table><tr><th>Good</th></tr>{rows}</table>{TEXT}", css)
    data = weasyprint.HTML(string=page).write_pdf() if ending == "pdf" else page.encode()
    assert _found(data, f"report.{ending}") == {
        "preventing crime": "good",
        "managing offenders": "good",
    }
