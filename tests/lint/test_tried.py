"""The sample is made once for all rules that look at what a set makes of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from s55.lint import tried
from s55.templating.registry import standard_sets
from tests.lint.sets import problems_in


def test_each_document_of_a_check_is_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made: Counter[str] = Counter()

    def counted(make: Callable[..., object], what: str) -> Callable[..., object]:
        def counting(*given: object, **named: object) -> object:
            made[what] += 1
            return make(*given, **named)

        return counting

    for name in ("to_docx", "to_html"):
        monkeypatch.setattr(tried, name, counted(getattr(tried, name), name))
    assert problems_in(standard_sets() / "opccn-2023") == []
    assert made == {"to_docx": 3, "to_html": 2}, "response, invitation and, in Word, translation"
