"""The one record every check returns, and the error that carries it."""

from __future__ import annotations

import pytest

from s55.errors import ExitCode, S55Error
from s55.problems import Problem, Severity, error, has_errors, in_order, warning


@pytest.mark.parametrize(
    ("file", "line", "column", "place"),
    [
        ("a.yaml", 3, 5, "a.yaml:3:5"),
        ("a.yaml", 3, None, "a.yaml:3"),
        ("a.yaml", None, 5, "a.yaml"),
        (None, None, None, ""),
    ],
)
def test_a_place_as_far_as_it_is_known(
    file: str | None, line: int | None, column: int | None, place: str
) -> None:
    """A column without a line says nothing."""
    problem = Problem("X1", Severity.ERROR, "m", file=file, line=line, column=column)
    assert problem.place == place


def test_errors_stop_and_warnings_do_not() -> None:
    """One error among warnings is enough."""
    assert not has_errors([])
    assert not has_errors([warning("X1", "m"), warning("X2", "m")])
    assert has_errors([warning("X1", "m"), error("X2", "m")])
    assert has_errors([warning("X1", "m").as_error()])


def test_problems_stand_in_the_order_of_reading() -> None:
    """By file, line, column, then code."""
    found = [
        error("X2", "m", line=2, column=1).in_file("b"),
        error("X2", "m", line=10, column=1).in_file("a"),
        error("X2", "m", line=2, column=7).in_file("a"),
        error("X1", "m", line=2, column=7).in_file("a"),
        warning("X9", "m").in_file("a"),
        error("X9", "m"),
    ]
    assert [(p.file, p.line, p.column, p.code) for p in in_order(found)] == [
        (None, None, None, "X9"),
        ("a", None, None, "X9"),
        ("a", 2, 7, "X1"),
        ("a", 2, 7, "X2"),
        ("a", 10, 1, "X2"),
        ("b", 2, 1, "X2"),
    ]


def test_an_error_carries_its_problems_and_its_exit_status() -> None:
    """And reads as their messages."""
    failure = S55Error([error("X1", "one"), error("X2", "two")], ExitCode.OUTPUT)
    assert [problem.code for problem in failure.problems] == ["X1", "X2"]
    assert failure.exit_code == 4
    assert str(failure) == "one; two"
    assert S55Error([error("X1", "one")]).exit_code == 1


def test_the_exit_statuses_are_those_of_the_documentation() -> None:
    """They are promised to scripts."""
    assert {code.name: code.value for code in ExitCode} == {
        "OK": 0,
        "PROBLEMS": 1,
        "USAGE": 2,
        "SETTINGS": 3,
        "OUTPUT": 4,
        "MISSING_LIBRARY": 5,
        "SAME_WORDS": 10,
        "OTHER_WORDS": 11,
        "NOT_PUBLISHED": 12,
        "INTERNAL": 70,
        "INTERRUPTED": 130,
    }
