"""What fonts say of themselves is not believed."""

from __future__ import annotations

import struct
import subprocess
import sys

import pytest

from s55.errors import S55Error
from s55.render.font_files import NO_FONT, flaw_of_font, refuse_font
from tests.attacks.in_files import font_with_ranges
from tests.command import ROOT

SOUND = (ROOT / "templates/opccn-2023/fonts/LiberationSans-Regular.ttf").read_bytes()
CLAIMS = "says that it has more characters than there are"


@pytest.mark.parametrize(
    ("data", "flaw"),
    [
        (SOUND, None),
        (SOUND[:-1], NO_FONT),
        (b"", NO_FONT),
        (b"no font at all", NO_FONT),
        (b"wOFF" + SOUND[4:], "is a font for web pages, or a collection of fonts"),
        (b"wOF2" + SOUND[4:], "is a font for web pages, or a collection of fonts"),
        (b"ttcf" + SOUND[4:], "is a font for web pages, or a collection of fonts"),
        (font_with_ranges(12, (32, 126), (0x1F600, 0x1F64F)), None),
        (font_with_ranges(12, (0, 0x10FFFF)), None),
        (font_with_ranges(12, (0, 0x110000)), CLAIMS),
        (font_with_ranges(13, (0, 0xFFFFFFFE)), CLAIMS),
        (font_with_ranges(12, *[(0, 0x1FFFF)] * 9), CLAIMS),
        (font_with_ranges(12, (9, 0), (32, 126)), None),
        (font_with_ranges(4, (0, 0xFFFFFFFE)), None),
    ],
)
def test_the_flaw_of_a_font(data: bytes, flaw: str | None) -> None:
    assert flaw_of_font(data) == flaw


def test_a_font_is_refused_by_its_name() -> None:
    refuse_font(SOUND, "Sound.ttf")
    with pytest.raises(S55Error, match=r"the file 'Odd\.ttf' is not a font, or it is damaged"):
        refuse_font(b"odd", "Odd.ttf")


def test_a_font_with_maps_without_end() -> None:
    """Each of them would be looked into."""
    entries = b"".join(b"\0\3\0\12" + (4 + 8 * 200 + at).to_bytes(4) for at in range(200))
    table = (200).to_bytes(4) + entries + bytes(300)
    head = b"\0\1\0\0\0\1" + bytes(6) + b"cmap" + bytes(4)
    font = head + (28).to_bytes(4) + len(table).to_bytes(4) + table
    assert flaw_of_font(font) == "has 200 maps of its characters"


def test_what_font_tools_says_of_a_font_is_not_on_the_screen() -> None:
    overlapping = font_with_ranges(12, (32, 200), (100, 300))
    table = overlapping[overlapping.index(b"cmap") + 16 :]
    entry = SOUND.index(b"cmap") + 8
    place = struct.pack(">LL", len(SOUND), len(table))
    font = SOUND[:entry] + place + SOUND[entry + 8 :] + table
    assert flaw_of_font(font) is None
    program = (
        "import io, sys; from s55.render.font_files import opened_font\n"
        "print(len(opened_font(io.BytesIO(sys.stdin.buffer.read())).getBestCmap()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], input=font, capture_output=True, check=True
    )
    assert (int(done.stdout), done.stderr) == (169, b"")
