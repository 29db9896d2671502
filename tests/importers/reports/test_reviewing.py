"""What a person decides of what was read: no step loses a word."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from s55.drafts.load import load, response_of
from s55.importers.importing import with_account
from s55.importers.readers import read_source
from s55.importers.reports import reviewing
from s55.importers.reports.draft import Origin, draft_of, markdown_of_item
from s55.importers.reports.findings import Certainty, Findings, ReportItemKind
from s55.importers.reports.importing import draft_of_report
from s55.importers.reports.merging import merge
from s55.importers.reports.reading import read_report
from s55.importers.reports.reviewing import ItemAsWritten
from s55.importers.source import SourcePosition

REPORT = """\
# The harbour at night: an inspection of Norfolk Constabulary

Published on 8 June 2026

## Cause of concern

The constabulary does not know which of its boats can put to sea.

### Recommendations

By 30 September 2026, the constabulary should:

- count its boats; and
- test each of them in rough water.

## Area for improvement

The force should keep its **piers** lit. Lamps that are broken should be replaced within a week.

## Other matters

The force should also think about its sails, and recommendations of 2019 were followed.
"""
SOURCE = read_source(REPORT.encode(), "report.md")
LAMPS = "Lamps that are broken should be replaced within a week."
CAUSE = "causes_of_concern[0]"
DAY = date(2026, 12, 31)
ORIGIN = Origin("report.md", "https://www.example.org/harbour", confirmed=True)


@pytest.fixture(scope="module")
def found() -> Findings:
    findings = read_report(SOURCE)
    kinds = [one.kind.words for one in findings.items]
    assert kinds == ["cause of concern", "recommendation", "area for improvement"]
    return reviewing.dated(findings, date(2026, 6, 8))


def text_of(findings: Findings) -> str:
    text = draft_of(findings, ORIGIN)
    assert [one for one in load(text, "")[1] if one.severity.value == "error"] == []
    return text


def paths(findings: Findings) -> list[str]:
    """Where the items of the draft are, the sections without their names' ends."""
    return [path.replace(".items", "") for path, _ in response_of(text_of(findings)).all_items()]


def counted(findings: Findings) -> tuple[int, int]:
    """The words of the file in the draft or left out, and those in all."""
    account = with_account(draft_of_report(findings, ORIGIN), SOURCE).account
    assert account is not None
    kinds = account.kinds
    return kinds["in the draft"].words + kinds["left out (listed)"].words, account.words


def texts(findings: Findings) -> list[str]:
    return [" ".join(markdown_of_item(one).split()) for one in findings.items]


def test_no_step_loses_a_word(found: Findings) -> None:
    held, everything = counted(found)
    written = ItemAsWritten.of(found.items[2])
    steps = {
        "drop": reviewing.dropped(found, 2),
        "drop the cause": reviewing.dropped(found, 0),
        "join": reviewing.joined(found, 1),
        "split": reviewing.split(found, 1, 0),
        "change": reviewing.changed(found, 2, replace(written, text="Light the piers.")),
        "take": reviewing.taken(found, 0),
    }
    for name, after in steps.items():
        now, all_of_them = counted(after)
        assert all_of_them == everything, name
        assert now >= held, name
        text_of(after)


def test_what_was_dropped_comes_back_as_it_was(found: Findings) -> None:
    gone = reviewing.dropped(found, 1)
    at = next(n for n, one in enumerate(gone.left_out) if one.item)
    assert gone.left_out[at].why == reviewing.DROPPED
    assert "test each of them" in gone.left_out[at].text
    assert reviewing.taken(gone, at) == found


def test_an_item_is_split_where_a_sentence_or_a_list_item_begins(found: Findings) -> None:
    ways = [second.split("\n")[0] for _, second in reviewing.parts_of(found.items[1])]
    assert ways == ["- count its boats; and", "- test each of them in rough water."]
    after = reviewing.split(found, 1, 1)
    assert texts(after)[1:3] == [
        "By 30 September 2026, the constabulary should: - count its boats; and",
        "- test each of them in rough water.",
    ]
    # Both were made because of the cause of concern, and each is in the draft once.
    assert paths(after)[:3] == [CAUSE, f"{CAUSE}.recommendations[0]", f"{CAUSE}.recommendations[1]"]
    bold = reviewing.parts_of(found.items[2])
    assert [second for _, second in bold] == [LAMPS]


def test_a_cause_that_is_split_keeps_its_recommendations_once(found: Findings) -> None:
    long = replace(ItemAsWritten.of(found.items[0]), text="It counts nothing. It knows nothing.")
    after = reviewing.split(reviewing.changed(found, 0, long), 0, 0)
    others = ["areas_for_improvement[0]"]
    recommendation = f"{CAUSE}.recommendations[0]"
    assert paths(after) == [CAUSE, recommendation, "causes_of_concern[1]", *others]
    assert paths(reviewing.joined(after, 0)) == [CAUSE, recommendation, *others]
    assert paths(reviewing.dropped(found, 0)) == ["recommendations[0]", *others]


def test_words_that_a_person_replaced_are_left_out(found: Findings) -> None:
    written = replace(
        ItemAsWritten.of(found.items[2]), text="The force should light its piers. " + LAMPS, due=DAY
    )
    after = reviewing.changed(found, 2, written)
    (gone,) = [one for one in after.left_out if one.why == reviewing.REWORDED]
    assert gone.text.startswith("The force should keep its piers lit.")
    _, item = list(response_of(text_of(after)).all_items())[-1]
    assert (item.text, item.due) == (f"The force should light its piers. {LAMPS}\n", DAY)
    # A later copy of the report does not replace what a person wrote.
    later = draft_of(found, ORIGIN)
    assert merge(text_of(after), later).text == text_of(after)


def test_a_passage_becomes_an_item_at_its_place(found: Findings) -> None:
    at = next(n for n, one in enumerate(found.left_out) if "sails" in one.text)
    after = reviewing.taken(found, at)
    assert len(after.left_out) == len(found.left_out) - 1
    assert "sails" in texts(after)[-1]
    assert reviewing.to_confirm(after.items[-1])
    assert not any(map(reviewing.to_confirm, reviewing.all_accepted(after).items))
    mine = ItemAsWritten(ReportItemKind.RECOMMENDATION, "7", "", "Buy oars.", "", "", "", None, "")
    assert "Buy oars." in texts(reviewing.added(found, mine, found.items[0].place))


def test_a_confirmed_report_asks_for_nothing_more(found: Findings) -> None:
    text = text_of(reviewing.accepted(found, 1))
    assert "CONFIRM" not in text
    assert "  published: 2026-06-08  # confirmed; day 1 of the 56 days\n" in text
    assert f"; {Certainty.CONFIRMED.value} [" in text
    other = reviewing.dated(found, date(2026, 6, 9))
    assert other.other_dates[0].date == date(2026, 6, 8)
    assert "  published: 2026-06-09  # confirmed" in text_of(other)


def test_a_cause_of_concern_that_was_added_has_no_recommendations_but_its_own(
    found: Findings,
) -> None:
    cause = replace(ItemAsWritten.of(found.items[0]), text="The piers are **dark**.", under="")
    alone = replace(ItemAsWritten.of(found.items[1]), text="Buy oars.", parent="")
    end = SourcePosition(line=99)
    after = reviewing.added(reviewing.added(found, cause, SourcePosition()), alone, end)
    assert paths(after) == [
        "causes_of_concern[0]",
        "causes_of_concern[1]",
        "causes_of_concern[1].recommendations[0]",
        "recommendations[0]",
        "areas_for_improvement[0]",
    ]
    # What was made because of the second is the first one's when they are joined.
    joined = reviewing.joined(after, 0)
    assert joined.items[1].parent == joined.items[0].text == "The piers are dark."
    assert paths(joined)[:2] == [CAUSE, f"{CAUSE}.recommendations[0]"]
