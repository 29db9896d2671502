"""Headings in branches and loops: a gap is one where no draft can fill it."""

from __future__ import annotations

import pytest

from s55.lint.levels import LayoutHeading, Statement, gaps, statements_in


def _events(words: str) -> list[LayoutHeading | Statement]:
    events: list[LayoutHeading | Statement] = []
    number = 0
    for word in words.split():
        if word.isdigit():
            events.append(LayoutHeading(int(word), number))
            number += 1
        else:
            events.append(Statement(word))
    return events


@pytest.mark.parametrize(
    "layout",
    [
        "1 2 3 2 3 4",
        "1 for 2 for 3 endfor endfor",
        "1 2 for if 4 else 3 endif endfor",  # a 4 comes after the 3 of the round before
        "1 if 2 endif 2",
        "1 if 2 else 2 endif 3",
        "1 2 if 3 elif 3 else 2 endif 4",
        "1 endif 2",
    ],
)
def test_no_gap(layout: str) -> None:
    assert gaps(_events(layout)) == []


@pytest.mark.parametrize(
    ("layout", "found"),
    [
        ("2", [(2, 0)]),
        ("1 3", [(3, 1)]),
        ("1 2 4 4", [(4, 2)]),
        ("1 for 3 endfor", [(3, 1)]),
        ("1 2 if 4 else 2 endif", [(4, 2)]),
        ("1 if 2 endif 4", [(4, 2)]),
        ("1 2 for if 5 else 3 endif endfor", [(5, 3)]),
    ],
)
def test_gaps(layout: str, found: list[tuple[int, int]]) -> None:
    assert [(gap.heading.level, gap.before) for gap in gaps(_events(layout))] == found


def test_the_tags_that_make_blocks() -> None:
    source = (
        "{%p if a %}{%tr for x in y %}{%- else -%}{% endfor %}{{ if }}{% set x = 1 %}{%p endif %}"
    )
    assert [one.word for one in statements_in(source)] == ["if", "for", "else", "endfor", "endif"]


def test_loops_in_each_other_come_to_an_end() -> None:
    """Each is gone through twice, and not each time for every loop around it."""
    for inside in ("for 2 if 3 else 2 endif ", "for 2 for 3 "):
        ends = "endfor " * (40 * inside.count("for "))
        assert gaps(_events(f"1 {inside * 40}{ends}")) == []
    assert [gap.heading.level for gap in gaps(_events(f"1 {'for ' * 40}3 {'endfor ' * 40}"))] == [3]
