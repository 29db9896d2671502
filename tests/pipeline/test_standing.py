"""What a response waits for on a day."""

from __future__ import annotations

from datetime import date

import pytest

from s55.pipeline.response import check
from s55.pipeline.standing import Standing, standing_of
from s55.views.overview import overview
from tests.drafts_for_tests import FILE, FINISHED, HEAD, manifest_of, settings_of

INVITED = "chief_officer:\n  invited: {date: 2024-04-03, reply_by: 2024-04-26}\n"
COMMENTED = "chief_officer:\n  comments: Fair.\n"
ANSWERED = COMMENTED + "policing_body:\n  opening: We agree.\n"
OPEN_ITEM = "recommendations:\n  items:\n    - number: 2\n      text: Count the boats.\n"
SIGNED = "sign_off: {name: Robin Sample, date: 2024-05-02}\n"
SENT = "  inspectorate_portal: {date: unknown}\n  chief_officer: {date: unknown}\n"


def _standing(text: str, today: date = date(2024, 5, 6)) -> Standing:
    settings, manifest = settings_of(), manifest_of()
    checked = check(text, FILE, settings, today, lambda _: None, final=False)
    assert checked.draft is not None
    response = checked.draft.response
    return standing_of(
        "harbour", response, checked.problems, settings, manifest, today, lambda _: None
    )


@pytest.mark.parametrize(
    ("text", "waits_for"),
    [
        ("", "chief officer not invited to comment"),
        ("chief_officer:\n  invited: {date: 2024-04-03}\n", "waiting for comments, no day set"),
        (INVITED, "comments were due Friday 26 April 2024"),
        (INVITED.replace("04-26", "05-06"), "comments due Monday 6 May 2024"),
        (COMMENTED, "own comments not written"),
        (OPEN_ITEM + ANSWERED, "1 recommendation not answered"),
        (ANSWERED, "not signed off"),
        (ANSWERED + SIGNED, "to be published"),
        (
            ANSWERED + SIGNED + "distribution:\n  nobody: {date: 2024-05-03}\n",
            "1 error to put right",
        ),
    ],
)
def test_an_open_response_waits_for_its_next_step(text: str, waits_for: str) -> None:
    """From the invitation to publication, one step at a time."""
    standing = _standing(HEAD + text)
    assert standing.waits_for == waits_for
    assert not standing.as_row().is_done


@pytest.mark.parametrize(
    ("text", "waits_for"),
    [
        ("", "to be sent to the portal and 2 more"),
        (SENT, "to be sent to the panel"),
        (SENT + "  panel: {date: 2024-05-06}\n", ""),
    ],
)
def test_a_published_response_waits_for_its_copies(text: str, waits_for: str) -> None:
    """The recipients of section 55(6) and those of the checklist."""
    standing = _standing(FINISHED + text)
    assert standing.waits_for == waits_for
    assert standing.as_row().is_done is not bool(waits_for)


def test_copies_of_the_act_come_first() -> None:
    """Section 55(6) before the office's own list."""
    website = FINISHED[: FINISHED.index("  inspectorate:")]
    assert _standing(website).waits_for == "to be sent to the inspectorate and 4 more"
    assert _standing(website).as_data()["waits_for"] == "to be sent to the inspectorate and 4 more"


REVISED = (
    FINISHED.replace(
        "website: {date: 2024-05-03}",
        "website: [{date: 2024-05-03}, {date: 2024-06-10, what: Three boats.}]",
    )
    + SENT
    + "  panel: {date: 2024-05-06}\n"
)
WITHDRAWN = REVISED.replace(
    "what: Three boats.}",
    "what: Three boats.}, {event: withdrawn, date: 2024-06-20, why: Twice., replaced_by: two}",
)


def test_a_corrected_response_waits_for_copies_to_be_sent_again() -> None:
    """To those of section 55(6) and the chief officer; that it was in time stays so."""
    standing = _standing(REVISED, date(2024, 6, 30))
    assert standing.waits_for == "to be sent again to the inspectorate and 2 more"
    assert standing.days_late == 0
    assert standing.as_data()["corrections"] == [{"date": "2024-06-10", "what": "Three boats."}]
    assert not standing.is_withdrawn
    lines = standing.as_text().splitlines()
    assert lines[4:6] == [
        "  response            published Friday 3 May 2024, on day 32; the period is 56 days: in "
        "time",
        "  corrected           Monday 10 June 2024: Three boats.",
    ]


def test_a_withdrawn_response_says_so_and_stays_published_in_time() -> None:
    """Never overdue."""
    standing = _standing(WITHDRAWN, date(2024, 6, 30))
    assert (standing.is_published, standing.is_withdrawn, standing.days_late) == (True, True, 0)
    assert standing.as_data()["withdrawn"] == "2024-06-20"
    assert "  withdrawn           Thursday 20 June 2024: Twice. (replaced by two)" in (
        standing.as_text().splitlines()
    )
    row = overview([standing.as_row()])
    assert "harbour  3 May 2024, withdrawn  to be sent again to the inspectorate and 2 more" in row
