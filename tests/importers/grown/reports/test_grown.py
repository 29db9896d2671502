"""A grown report is the same each time, and shows every item as its label has it."""

from __future__ import annotations

import pytest

from tests.importers.grown.reports.axes import FORMATS, KINDS
from tests.importers.grown.reports.making import grown
from tests.importers.grown.reports.measuring import Score, measure, plain

SEEDS = range(900, 912)


@pytest.mark.parametrize("form", ["html", "docx", "txt", "md"])
def test_the_same_seed_makes_the_same_report(form: str) -> None:
    assert form in FORMATS
    first, again = grown(SEEDS[:2], form), grown(SEEDS[:2], form)
    assert [one.contents for one in first] == [one.contents for one in again]
    if form != "docx":  # in which the hour stands at which it was packed
        assert [one.data for one in first] == [one.data for one in again]


def test_every_item_is_in_the_text_as_its_label_has_it() -> None:
    for one in grown(SEEDS, "txt"):
        text = plain(one.data.decode())
        assert one.contents.items
        for item in one.contents.items:
            assert plain(item.text) in text
            assert not item.number or item.number in one.data.decode()


def test_a_share_of_grown_reports_is_read() -> None:
    """Precision and recall of all items are 0.9 at least, and no letter is lost."""
    reports = [one for form in ("html", "docx", "md") for one in grown(range(12), form)]
    account = measure(reports)
    items = Score()
    for kind in KINDS:
        score = account.kinds[kind]
        items.add(score.expected, score.found, score.right)
    assert (account.lost, account.refused) == (0, {})
    assert items.precision >= 0.9
    assert items.recall >= 0.9
