"""Graded judgments are added to a draft, or removed, and nothing else changes."""

from __future__ import annotations

import pytest

from s55.drafts.items.grades import AreaGrade, grades_in, with_grade, without_grade
from s55.errors import S55Error
from tests.drafts_for_tests import FINISHED

FIRST, SECOND = AreaGrade("Preventing crime", "good"), AreaGrade("Managing boats", "adequate")


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_what_was_added_is_removed_and_the_draft_is_as_it_was(mark: str) -> None:
    draft = f"{mark}{FINISHED}"
    one = with_grade(draft, FIRST)
    two = with_grade(one, SECOND)
    assert (grades_in(draft), grades_in(two)) == ((), (FIRST, SECOND))
    assert without_grade(two, 1, SECOND) == one
    assert grades_in(without_grade(two, 0, FIRST)) == (SECOND,)
    assert without_grade(one, 0, FIRST) == draft


@pytest.mark.parametrize(("at", "seen"), [(0, SECOND), (1, FIRST), (2, SECOND)])
def test_another_judgment_at_the_place_is_noticed(at: int, seen: AreaGrade) -> None:
    text = with_grade(with_grade(FINISHED, FIRST), SECOND)
    with pytest.raises(S55Error) as refused:
        without_grade(text, at, seen)
    assert [one.code for one in refused.value.problems] == ["K102"]
