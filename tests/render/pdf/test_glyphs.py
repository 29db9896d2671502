"""Characters without a glyph are found before they become empty boxes."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from s55.errors import S55Error
from s55.render.pdf import glyphs
from s55.render.pdf.glyphs import described, missing_characters, words_around
from tests.render.sets_for_tests import STANDARD_SETS, standard_set

SIGNS = "☐☑☒✓✔✗✘✅❌→←↑↓⇒➔●■▪◦•★☆⚠①⑩➊Ⓐ▶◆♥"


@pytest.mark.parametrize("name", STANDARD_SETS)
def test_signs_of_british_documents_are_there(name: str) -> None:
    """Welsh letters, ticks, boxes, arrows and the many spaces can be drawn."""
    text = (
        "ŵŷŴŶâêîôûẁẃẅỳ £€½¼¾×÷°§¶†‡…–—‘’“”«»™©® \u00a0\u2009\u202f\u2011\u00ad\u200b\u2060\ufeff"
        f"{SIGNS} ✔\ufe0f ☎ ✉ Ωπ Жя"
    )
    assert missing_characters(text, standard_set(name)) == ()


def test_missing_characters_in_order() -> None:
    """What no font of the set has, once each, in the order of the code points."""
    assert missing_characters("a 😀 b 漢 c 😀 字", standard_set()) == ("字", "漢", "😀")


def test_composed_letters() -> None:
    """A letter written as base and accent is drawn as the one letter it is."""
    assert missing_characters("w\u0302 y\u0302", standard_set()) == ()


def test_plain_text_opens_no_font(monkeypatch: pytest.MonkeyPatch) -> None:
    """Letters that every text font has are not looked up."""

    def refuse(_: Path) -> set[str]:
        raise AssertionError("a font was opened")

    monkeypatch.setattr(glyphs, "_characters", refuse)
    assert missing_characters("Tŷ’r Cyngor – “£5”… •\u00a0x\n", standard_set()) == ()


def test_signs_open_the_font_of_signs_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The boxes of the checklist cost one font and not six."""
    opened = []
    read = glyphs._characters

    def counted(font: Path) -> set[str]:
        opened.append(font.name)
        return read(font)

    monkeypatch.setattr(glyphs, "_characters", counted)
    assert missing_characters("☐ ☑", standard_set()) == ()
    assert opened == ["NotoSansSymbols2-Regular.ttf"]


def test_harfbuzz_and_font_tools_tell_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of every font; where HarfBuzz is not found, or finds nothing, fontTools is asked."""
    template = standard_set()
    fonts = [template.path(font.file) for font in template.manifest.fonts]
    for font in fonts:
        assert glyphs.told_by_harfbuzz(font) == glyphs.told_by_font_tools(font)
    damaged = tmp_path / "damaged.ttf"
    damaged.write_bytes(fonts[0].read_bytes()[:2_000])
    with pytest.raises(S55Error, match="not a font"):
        glyphs._characters(damaged)
    monkeypatch.setattr(glyphs, "_HARFBUZZ", "libnowhere.so")
    assert glyphs.told_by_harfbuzz(fonts[0]) == set()
    assert "a" in glyphs._characters(fonts[0])


def test_what_is_taken_for_granted_is_there() -> None:
    """The letters that are not looked up are in every face of the main font."""
    template = standard_set()
    for font in template.manifest.fonts[:4]:
        assert font.family == "Liberation Sans"
        has = {chr(code) for code in TTFont(template.path(font.file)).getBestCmap()}
        assert glyphs._SURELY_DRAWN - has - set("\t\n\r") == set()


def test_words_for_a_message() -> None:
    """A message names the character and shows where it stands."""
    assert described("😀") == "'😀' (U+1F600 GRINNING FACE)"
    assert described("\ue000") == "'\ue000' (U+E000 without a name)"
    assert words_around("X", "one two  three X four five six seven", 10) == "three X four five"
    assert words_around("X", "a X b") == "a X b"
    assert words_around("X", "none") == ""


@pytest.mark.parametrize("name", STANDARD_SETS)
def test_sets_carry_what_their_manifest_names(name: str) -> None:
    """Each font has the family of the manifest, may be embedded, and has its licence beside it."""
    template = standard_set(name)
    for font in template.manifest.fonts:
        opened = TTFont(template.path(font.file))
        assert opened["name"].getDebugName(1) == font.family
        assert "Open Font License" in opened["name"].getDebugName(13)
        assert opened["OS/2"].fsType == 0
    assert "SIL OPEN FONT LICENSE Version 1.1" in template.read("fonts/OFL.txt").decode()
    assert template.path("fonts/NotoSansSymbols2-Regular.ttf").stat().st_size < 250_000
