"""Corrections and withdrawals recorded in the text of a draft."""

from __future__ import annotations

from datetime import date

import pytest

from s55.drafts.corrections import corrected, withdrawn
from s55.drafts.dispatches import Record
from s55.drafts.load import response_of
from s55.errors import S55Error
from s55.model.distribution import DispatchEvent
from tests.drafts_for_tests import FINISHED, HEAD

TODAY = date(2024, 6, 30)
FIX = Record("website", date(2024, 6, 10), what="Three boats were counted, not two.")
GONE = Record("website", date(2024, 6, 20), why="Asked twice.", replaced_by="harbour-2")


def _codes(change: str, text: str, record: Record) -> list[str]:
    with pytest.raises(S55Error) as caught:
        {"correct": corrected, "withdraw": withdrawn}[change](
            text, "harbour", record, TODAY, anyway=False
        )
    return [problem.code for problem in caught.value.problems]


def test_a_correction_and_a_withdrawal_are_events_of_the_website() -> None:
    """The first publication stays, and so does everything else."""
    fixed = corrected(FINISHED, "harbour", FIX, TODAY, anyway=False).text
    gone = withdrawn(fixed, "harbour", GONE, TODAY, anyway=False).text
    assert gone == FINISHED.replace(
        "  website: {date: 2024-05-03}\n",
        '  website: [{date: 2024-05-03}, {event: "republished", date: 2024-06-10, '
        'what: "Three boats were counted, not two."}, '
        '{event: "withdrawn", date: 2024-06-20, why: "Asked twice.", replaced_by: "harbour-2"}]\n',
    )
    response = response_of(gone)
    assert response.first_publication is not None
    assert response.first_publication.on == date(2024, 5, 3)
    assert response.revised == (DispatchEvent.WITHDRAWN, date(2024, 6, 20))
    assert response_of(fixed).revised == (DispatchEvent.REPUBLISHED, date(2024, 6, 10))
    assert response_of(FINISHED).revised is None


def test_a_withdrawn_response_is_published_again_by_a_correction() -> None:
    """And can then be withdrawn again."""
    gone = withdrawn(FINISHED, "harbour", GONE, TODAY, anyway=False).text
    assert _codes("withdraw", gone, GONE) == ["D171"]
    back = Record("website", date(2024, 6, 22), what="Two.")
    again = corrected(gone, "harbour", back, TODAY, anyway=False).text
    assert response_of(again).withdrawal is None
    last = Record("website", date(2024, 6, 25), why="Still wrong.")
    twice = response_of(withdrawn(again, "harbour", last, TODAY, anyway=False).text)
    assert twice.withdrawal is not None
    assert twice.withdrawal.why == "Still wrong."


def test_what_was_never_published_is_neither_corrected_nor_withdrawn() -> None:
    """Until then the draft is only a draft."""
    assert _codes("correct", HEAD, FIX) == _codes("withdraw", HEAD, GONE) == ["D170"]


def test_a_correction_is_not_recorded_twice_and_its_day_must_be_likely() -> None:
    """Two corrections on one day are two if they say different things."""
    fixed = corrected(FINISHED, "harbour", FIX, TODAY, anyway=False).text
    assert _codes("correct", fixed, FIX) == ["D116"]
    other = Record("website", FIX.day, what="The date of the count.")
    both = response_of(corrected(fixed, "harbour", other, TODAY, anyway=False).text)
    assert [one.what for one in both.corrections] == [FIX.what, other.what]
    assert _codes("correct", FINISHED, Record("website", date(2024, 5, 2), what="a")) == ["D150"]
    assert _codes("withdraw", FINISHED, Record("website", date(2024, 7, 1), why="a")) == ["D114"]


def test_an_empty_reason_is_refused() -> None:
    """It is what readers are told."""
    assert _codes("correct", FINISHED, Record("website", FIX.day, what="  ")) == ["D103"]
    assert _codes("withdraw", FINISHED, Record("website", FIX.day, why="")) == ["D103"]
