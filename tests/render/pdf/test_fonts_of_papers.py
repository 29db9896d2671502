"""The fonts of several sets together."""

from __future__ import annotations

from pathlib import Path

from s55.render.pdf.fonts import font_stamp, only_fonts_of, with_fonts_of
from s55.render.pdf.glyphs import missing_characters
from tests.render.sets_for_tests import copied_set, standard_set
from tests.views.paper.paper_for_tests import panel_set


def test_the_same_fonts_are_taken_once() -> None:
    """Sets that carry the fonts of the panel's add nothing."""
    template = panel_set()
    assert with_fonts_of(template, [standard_set(), standard_set("opccn-2022")]) is template


def test_a_font_of_another_set_is_found_in_its_folder(tmp_path: Path) -> None:
    """Its characters count, its folder is shown to the layout engine."""
    other = copied_set(tmp_path)
    font = tmp_path / "opccn-2023/fonts/LiberationSans-Regular.ttf"
    font.write_bytes(font.read_bytes() + b"\0")
    template = with_fonts_of(panel_set(), [other, other])
    assert len(template.manifest.fonts) == len(panel_set().manifest.fonts) + 1
    assert template.path(template.manifest.fonts[-1].file) == font
    assert template.path("layout.html") == panel_set().path("layout.html")
    assert len(font_stamp(template)) == len(template.manifest.fonts)
    assert missing_characters("abc \N{BALLOT BOX WITH CHECK}", template) == ()
    with only_fonts_of(template):
        import os

        assert str(font.parent) in Path(os.environ["FONTCONFIG_FILE"]).read_text(encoding="utf-8")
