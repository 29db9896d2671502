"""The characters that no document can hold."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from s55.richtext.characters import character_problems, is_forbidden


@pytest.mark.parametrize("character", "aé’“–—…ŵŷ✓☑£\n\t \u00a0\u2011\u00ad\u200d\u0301\U0001f693漢")
def test_letters_and_signs_are_allowed(character: str) -> None:
    """No-break spaces and hyphens, soft hyphens, joiners and combining marks among them."""
    assert not is_forbidden(character)


@pytest.mark.parametrize(
    "code",
    [
        *(0x00, 0x07, 0x0B, 0x0C, 0x0D, 0x1B, 0x7F, 0x85, 0x9F),  # controls
        *(0xD800, 0xDFFF),  # surrogates
        *(0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF, 0xFDD0, 0xFDEF),  # noncharacters
        *(0xE000, 0xF0B7, 0xF8FF, 0xF0000),  # private use
        *(0x2028, 0x2029, 0xFEFF),  # ends of lines in YAML alone; the byte order mark
    ],
    ids=hex,
)
def test_what_no_document_can_hold(code: int) -> None:
    """One of each kind, and the ends of each range."""
    assert is_forbidden(chr(code))


def test_the_neighbours_of_the_noncharacters_are_allowed() -> None:
    """The ranges end where they should."""
    for code in (0xFDCF, 0xFDF0, 0xFFFD, 0x1FFFD):
        assert not is_forbidden(chr(code))


def test_what_is_allowed_can_stand_in_xml() -> None:
    """All of Unicode, against the definition of a character in XML 1.0."""
    for code in range(sys.maxunicode + 1):
        character = chr(code)
        in_xml = code in (0x9, 0xA, 0xD) or code >= 0x20
        in_xml = in_xml and not 0xD800 <= code <= 0xDFFF and code not in (0xFFFE, 0xFFFF)
        assert is_forbidden(character) or in_xml
        if unicodedata.category(character)[0] in "LNPSM":
            assert not is_forbidden(character)


def test_each_is_told_at_its_line_and_column() -> None:
    """With its number, which is all there is to see of it."""
    told = [
        (p.code, p.line, p.column, p.message) for p in character_problems("a\x07b\n\n é\uf0b7\x00")
    ]
    message = "the text holds a character that cannot be printed"
    assert told == [
        ("T203", 1, 2, f"{message} (U+0007)"),
        ("T203", 3, 3, f"{message} (U+F0B7)"),
        ("T203", 3, 4, f"{message} (U+0000)"),
    ]


def test_a_line_may_end_as_on_windows() -> None:
    """Only there is a carriage return no problem."""
    assert list(character_problems("a\r\nb\r\n")) == []
    assert [p.column for p in character_problems("a\rb\r\n")] == [2]


@given(st.text())
def test_every_forbidden_character_is_told_and_no_other(text: str) -> None:
    """Whatever the text."""
    told = list(character_problems(text))
    assert len(told) == sum(map(is_forbidden, text.replace("\r\n", "\n").removesuffix("\r")))


def test_what_python_can_print_is_never_forbidden() -> None:
    """So lines that Python can print need no second look; every character is tried."""
    assert not any(chr(code).isprintable() and is_forbidden(chr(code)) for code in range(0x110000))
