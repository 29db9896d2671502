"""Check a font file before libraries read it that trust what it says about itself."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any, BinaryIO

from s55.errors import ExitCode, S55Error
from s55.problems import error

_PLAIN = (b"\0\1\0\0", b"OTTO", b"true")
_PACKED = (b"ttcf", b"wOFF", b"wOF2")
_HEAD, _ENTRY = 12, 16
"""Bytes of the head of a font, and of the entry for each table."""
_RANGES = {8: 8204, 12: 12, 13: 12}
"""Where the ranges of characters begin in the formats of a character map that have them: with
their number, of four bytes (OpenType 1.9, cmap)."""
_RANGE = struct.Struct(">LLL")
_MOST_MAPS = 100
"""Character maps of a font; real ones have up to ten."""
MOST_CHARACTERS = 0x110000
"""Characters of a map, as many as Unicode has room for."""

NO_FONT = "is not a font, or it is damaged"


def unusable_font(name: str, flaw: str = NO_FONT) -> S55Error:
    """Report (L104) a font that cannot be used; ``flaw`` says why."""
    hint = "Put a sound TrueType or OpenType font in its place, or take it out."
    return S55Error([error("L104", f"the file '{name}' {flaw}", hint)], ExitCode.SETTINGS)


def refuse_font(data: bytes, name: str) -> None:
    """Refuse a font to which :func:`flaw_of_font` objects.

    Raises:
        S55Error: L104.
    """
    if (flaw := flaw_of_font(data)) is not None:
        raise unusable_font(name, flaw)


def flaw_of_font(data: bytes) -> str | None:
    """Say what is wrong with a font, in words that follow its name; None if nothing is.

    Whether every table is sound is left to the libraries. This finds what they would pass over in
    silence, so that a document is drawn with other letters, and what they would work at for ever.

    Args:
        data: the file.
    """
    if data[:4] in _PACKED:
        return "is a font for web pages, or a collection of fonts"
    tables = _tables_of(data)
    if not tables:
        return NO_FONT
    start, end = tables.get(b"cmap", (0, 0))
    return _flaw_of_maps(data[start:end])


def _tables_of(data: bytes) -> dict[bytes, tuple[int, int]]:
    """Give where each table of a font is; nothing if it does not hold those that it names."""
    count = int.from_bytes(data[4:6])
    entries = data[_HEAD : _HEAD + count * _ENTRY]
    if data[:4] not in _PLAIN or len(entries) != count * _ENTRY:
        return {}
    tables = {
        tag: (start, start + length)
        for tag, _, start, length in struct.iter_unpack(">4sLLL", entries)
    }
    return tables if all(end <= len(data) for _, end in tables.values()) else {}


def _flaw_of_maps(table: bytes) -> str | None:
    """Find a character map of which libraries would go through too many characters."""
    count = int.from_bytes(table[2:4])
    starts = {int.from_bytes(table[at + 4 : at + 8]) for at in range(4, 4 + 8 * count, 8)}
    if len(starts) > _MOST_MAPS:
        return f"has {len(starts):,} maps of its characters"
    for start in starts:
        ranges = _RANGES.get(int.from_bytes(table[start : start + 2]))
        if ranges is not None and _characters(table[start + ranges :]) > MOST_CHARACTERS:
            return "says that it has more characters than there are"
    return None


def _characters(ranges: bytes) -> int:
    """Count the characters of ranges."""
    count = min(int.from_bytes(ranges[:4]), (len(ranges) - 4) // _RANGE.size)
    held = ranges[4 : 4 + count * _RANGE.size]
    return sum(max(0, last - first + 1) for first, last, _ in _RANGE.iter_unpack(held))


def opened_font(file: Path | BinaryIO) -> Any:
    """Open a font with fontTools, and keep its remarks off the screen.

    Raises:
        TTLibError: it is no font.
        OSError: it cannot be read.
    """
    import logging

    from fontTools.ttLib import TTFont  # slow

    logging.getLogger("fontTools").setLevel(logging.CRITICAL)
    return TTFont(file, lazy=True)
