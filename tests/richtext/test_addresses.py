"""Links that give a login away, or read as another address than theirs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from s55.richtext.addresses import address_warnings
from s55.richtext.checks import problems_of


def _codes(words: str, address: str) -> list[str]:
    return [problem.code for problem in address_warnings(address, words, 1)]


@pytest.mark.parametrize(
    ("address", "codes"),
    [
        ("https://name:secret@example.org/report", ["T230"]),
        ("https://name@example.org/report", ["T230"]),
        ("https://example.org/people/@name", []),
        ("https://example.org/?mail=a@example.org", []),
        ("mailto:office@example.org", []),
        ("https://[::1", []),
    ],
)
def test_an_address_that_holds_a_login(address: str, codes: list[str]) -> None:
    assert _codes("the report", address) == codes


def test_the_message_does_not_repeat_the_password() -> None:
    (found,) = address_warnings("https://name:secret@example.org/", "the report", 7)
    assert found.line == 7
    assert "secret" not in found.message + found.hint


@pytest.mark.parametrize(
    ("words", "address", "differs"),
    [
        ("www.example.org", "https://example.org/", False),
        ("www.example.org", "https://example.com/", True),
        ("example.gov.uk", "https://www.example.gov.uk/page", False),
        ("example.gov.uk", "https://example.gov.uk.example.org/", True),
        ("https://example.org/a", "https://example.org/a/", False),
        ("https://example.org/a", "http://example.org/a#part", False),
        ("https://example.org/a", "https://example.org/b", True),
        ("https://example.org/a…", "https://example.org/a/long/way", False),
        ("EXAMPLE.ORG", "https://example.org", False),
        ("office@example.org", "mailto:office@example.org", False),
        ("office@example.org", "mailto:Office@Example.org?subject=x", False),
        ("office@example.org", "mailto:other@example.org", True),
        ("office@example.org", "https://example.org", True),
        ("example.org", "mailto:office@example.org", True),
        ("mailto:office@example.org", "mailto:office@example.org", False),
        ("mailto:office@example.org", "mailto:other@example.org", True),
        ("https://example.org/?q=1", "https://example.org/?q=1", False),
        ("report.pdf", "https://example.org/files/1", False),
        ("Recommendation 1.10", "https://example.org", False),
        ("the report on example.org", "https://elsewhere.example", False),
    ],
)
def test_words_that_name_another_address(words: str, address: str, *, differs: bool) -> None:
    assert _codes(words, address) == (["T231"] if differs else [])


def test_a_link_of_a_text_is_warned_of_at_its_line() -> None:
    text = "One.\n\nSee [www.example.org](https://elsewhere.example/), and\n[this](https://a@b.uk)."
    assert [(one.code, one.line) for one in problems_of(text)] == [("T231", 3), ("T230", 4)]


_MARKS = st.sampled_from(
    [
        *("\r", "\n", "\r\n", "\u2028", "\x0b", "\x85", " ", "a", "`", "~~~", "> ", "- ", "|"),
        *("---", "| a | b |", "\n|---|---|\n", "[a]: b", "[a]("),
    ]
)


@given(st.lists(_MARKS, max_size=14).map("".join))
def test_the_checks_of_a_text_never_raise(text: str) -> None:
    """A lone carriage return ends a line for Markdown, and not for Python's 'split'."""
    for problem in problems_of(text):
        assert problem.line is not None
        assert 1 <= problem.line <= len(text.splitlines()) + 1


def test_a_row_with_too_many_cells_is_found_below_a_lone_carriage_return() -> None:
    found = problems_of("a\r\r| a | b |\r|---|---|\r| 1 | 2 | 3 |")
    assert ("T207", 5) in [(one.code, one.line) for one in found]
