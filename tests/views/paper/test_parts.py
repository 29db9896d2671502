"""The names of the files of a paper in parts, and how the covering report speaks of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from lxml import html

from s55.errors import S55Error
from s55.model.panel import PanelSettings, PartFiles
from s55.office.cases import Period
from s55.office.holders import holders_at
from s55.render.html.document import to_html
from s55.views.paper.build import PaperContents, panel_view
from s55.views.paper.parts import MOST_BYTES, PartNames, file_name, letter_of
from tests.drafts_for_tests import settings_of
from tests.office.cases_for_tests import LAST_DAY, TODAY, case, recommendations
from tests.views.paper.paper_for_tests import MEETING, PAPERS_OUT, SIGNED, panel_set, section_of

NAMES = PartNames(PartFiles(), "7", MEETING, "Saltmarsh Panel")


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("PEEL 2021/22: How “well”?", "PEEL 2021-22 - How “well”"),
        ('a\\b*c?"d<e>f|g#h%i', "abcdefghi"),
        ("  two\t lines\nof  it... ", "two lines of it"),
        ("right\u202eto left\x00", "rightto left"),
        ("e\u0301", "\u00e9"),
        ("nul", "_nul"),
        ("COM1.pdf", "_COM1.pdf"),
        ("Contact", "Contact"),
        ("..", ""),
        ("word " * 40, ("word " * 23 + "word")),
        ("\u0175" * 100, "\u0175" * 60),
    ],
)
def test_a_name_is_one_that_every_computer_takes(words: str, name: str) -> None:
    """What cannot be in one is written in another way, or left out."""
    assert file_name(words) == name
    assert len(name.encode()) <= MOST_BYTES


def test_letters_go_on_after_z() -> None:
    """As the columns of a spreadsheet do."""
    assert [letter_of(number) for number in (1, 2, 26, 27, 52, 53, 703)] == [
        "A", "B", "Z", "AA", "AZ", "BA", "AAA",
    ]  # fmt: skip


def test_the_names_without_a_word_of_the_clerk() -> None:
    """The item of the agenda is in them where it is known."""
    assert NAMES.report() == "Item 7 - Section 55 responses"
    title = "Harbours: an inspection"
    assert (
        NAMES.appendix("Appendix 1", 1, title, "harbours")
        == "Item 7 Appendix 1 - Harbours - an inspection"
    )
    bare = replace(NAMES, item="")
    assert bare.report() == "Section 55 responses"
    assert bare.appendix("Appendix 1", 1, "H", "h") == "Appendix 1 - H"


def test_the_clerk_gives_the_names() -> None:
    """With all that they can name."""
    files = PartFiles(
        report="{{ date }} {{ panel }} {{ item }}", appendix="{{ letter }}{{ number }} {{ draft }}"
    )
    given = replace(NAMES, files=files)
    assert given.report() == "2026-12-08 Saltmarsh Panel 7"
    assert given.appendix("Appendix 2", 2, "Title", "harbours") == "B2 harbours"
    wrong = replace(NAMES, files=PartFiles(report="{{ itme }}"))
    with pytest.raises(S55Error) as failure:
        wrong.report()
    (problem,) = failure.value.problems
    assert (problem.code, problem.file) == ("L105", "panel.yaml")


def test_the_covering_report_points_to_the_files_in_words() -> None:
    """In the contents list, the table and above the items; no link leads to what is not there."""
    found = case(answered=LAST_DAY, **SIGNED, **recommendations({"number": 1}))
    settings = settings_of()
    paper = PaperContents(
        MEETING, Period(None, TODAY), (found,), (), TODAY, PAPERS_OUT, parts=NAMES
    )
    holders = holders_at(date(2026, 12, 8), settings)
    view = panel_view(paper, settings, PanelSettings(), panel_set().manifest, holders)
    page: Any = html.document_fromstring(to_html(view, panel_set()))
    file = "Item 7 Appendix 1 - Title of report"
    assert page.xpath("//nav/ul/li")[0].text_content() == (
        f"Appendix 1: Title of report (in a file of its own: {file})"
    )
    assert (
        "Appendix 1"
        in page.xpath("//table[@class='reports cards']//th[@scope='row']")[0].text_content()
    )
    (table,) = section_of(view, "items").tables
    assert table.appendix is not None
    assert page.xpath("//h3[1]/following-sibling::p[1]")[0].text_content() == (
        "1 item: 1 open, of these 0 late. Appendix 1"
    )
    ids = {f"#{one}" for one in page.xpath("//@id")}
    assert {str(one) for one in page.xpath("//@href") if str(one)[0] == "#"} <= ids
    assert view.appendices[0].notice == (
        "Appendix 1 to “Responses to inspections of Saltmarsh Police”, Police and Crime Panel, "
        "8 December 2026"
    )
