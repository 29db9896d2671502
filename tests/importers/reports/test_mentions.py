"""What asks for something and is in no item is told, with its place, wherever it stands."""

from __future__ import annotations

import pytest

from s55.importers.readers import read_source
from s55.importers.reports.findings import FoundItem, LeftOut, ReportItemKind
from s55.importers.reports.mentions import BELOW_AN_ITEM, mentions
from s55.importers.reports.outline import Report, outline
from s55.importers.reports.reading import read_report
from s55.importers.source import Source
from s55.model.verdict import Aside
from tests.importers.silence import Silence


def report_of(text: str) -> Report:
    """A report in Markdown."""
    source = read_source(text.encode(), "a.md")
    return Report(source, outline(source, []), "", ())


def item_of(report: Report, first: str, blocks: int = 1) -> FoundItem:
    """The item that begins with the block of this text and has so many."""
    start = next(at for at, one in enumerate(report.source.blocks) if one.text == first)
    own = report.source.blocks[start : start + blocks]
    return FoundItem(ReportItemKind.RECOMMENDATION, own)


def told(found: list[LeftOut]) -> list[tuple[str, str, int | None]]:
    """The words, the reason and the line of each."""
    return [(one.text, one.why, one.place.line) for one in found]


ADVICE = "advice in the running text, not set out as an item"
LEAD, FIRST, SECOND = "The head of crime must:", "count the boats;", "mend the nets."


@pytest.mark.parametrize(
    "asking",
    [
        "The custody lead needs to review its demand.",
        "By 3 May 2026, the force should count its boats.",
        "The force should mend its nets.",
        "We are concerned that calls wait too long.",
    ],
)
def test_a_sentence_that_asks_is_told_without_those_around_it(asking: str) -> None:
    report = report_of(f"# T\n\nIt was calm. {asking} They sail at night.\n")
    assert told(mentions(report, [])) == [(asking, ADVICE, 3)]


def test_a_sentence_that_asks_nobody_is_not_told() -> None:
    report = report_of("# T\n\nVictims told us what should happen. The plan, they say, is new.\n")
    assert mentions(report, []) == []


def test_a_request_is_told_with_the_list_that_it_leads_to() -> None:
    """Also where what leads to it is in an item in the same words, which has another list."""
    other = f"{LEAD}\n\n- sail at dawn.\n\nIt was calm.\n\n"
    report = report_of(f"# T\n\n{other}{LEAD}\n\n- {FIRST}\n- {SECOND}\n")
    found = mentions(report, [item_of(report, LEAD, 2)])
    assert told(found) == [(f"{LEAD} {FIRST} {SECOND}", ADVICE, 9)]


def test_the_rest_of_the_list_of_an_item_is_told() -> None:
    report = report_of(f"# T\n\n{LEAD}\n\n- {FIRST}\n- {SECOND}\n")
    found = mentions(report, [item_of(report, LEAD, 2)])
    assert told(found) == [(SECOND, BELOW_AN_ITEM, 6)]
    assert mentions(report, [item_of(report, LEAD, 3)]) == []


def test_a_plain_request_is_told_where_terms_are_explained() -> None:
    text = "By 3 May 2026, the force should count its boats."
    report = report_of(f"# T\n\n## Glossary\n\nA boat should float.\n\n{text}\n")
    assert [one.text for one in mentions(report, [])] == [text]


def test_a_request_beside_the_main_part_of_a_page_is_told() -> None:
    main = "<p>Words of the report. </p>" * 20
    asks = "By 3 May 2026, the force should count its boats."
    page = f"<main><h1>T</h1>{main}</main><div>Follow us. {asks}</div>"
    source = read_source(page.encode(), "a.html")
    (one,) = read_report(source).left_out
    assert (one.text, one.why, one.place.line) == (asks, Aside.AROUND, 1)


def test_the_row_of_an_item_is_not_told_again() -> None:
    asks = "By 3 May 2026, the force should count its boats and all of its nets."
    report = report_of(f"# T\n\n| A | B |\n|---|---|\n| 1 | {asks} |\n\n{asks}\n")
    assert mentions(report, [item_of(report, asks)]) == []
    assert len(mentions(report, [])) == 2


def test_silence_counts_what_is_told_of_items_that_were_missed() -> None:
    text = "# T\n\n## Recommendation 1\n\nBy 3 May 2026, the force should count its boats.\n"
    source: Source = read_source(text.encode(), "a.md")
    silence = Silence()
    labels = ["By 3 May 2026, the force should count its boats.", "All of this is said nowhere."]
    silence.add("a", source, read_report(source), labels)
    assert dict(silence.told) == {"in an item": 1, "nothing": 1}
    assert silence.silent == [("a", labels[1])]
