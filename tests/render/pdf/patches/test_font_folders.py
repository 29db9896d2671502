"""The folder with the fonts of a style sheet goes with what it is for, and no later."""

from __future__ import annotations

import gc
import shutil
import subprocess
import sys
from pathlib import Path

from s55.render.pdf.loading import weasyprint as native
from tests.command import ROOT

FONT = (ROOT / "templates/opccn-2023/fonts/LiberationSans-Bold.ttf").as_uri()
PAGE = (
    f"<style>@font-face {{ font-family: Own; src: url({FONT}) }}"
    "p { font-family: Own }</style><p>a</p>"
)
PATCHED = (
    "from s55.render.pdf.loading import weasyprint as native; parts = native.weasyprint();"
    "FontConfiguration = parts.FontConfiguration"
)
PLAIN = "import weasyprint as parts; from weasyprint.text.fonts import FontConfiguration"
KEPT = f"""
import gc
fonts = FontConfiguration()
parts.HTML(string={PAGE!r}).render(font_config=fonts)
print(fonts._folder, *fonts._folder.iterdir())
gc.freeze()
"""
"""Fonts that are kept for all documents are there when the command ends."""


def _ended(program: str) -> tuple[Path, str]:
    """Run a program to its end, and give the folder that it named, and what it said of faults."""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True
    )
    folder, *files = map(Path, done.stdout.split())
    assert files
    return folder, done.stderr


def test_it_goes_when_nobody_needs_the_fonts_any_more() -> None:
    parts = native.weasyprint()
    fonts = parts.FontConfiguration()
    parts.HTML(string=PAGE).render(font_config=fonts)
    folder: Path = fonts._folder
    assert list(folder.iterdir())
    del fonts
    gc.collect()
    assert not folder.exists()


def test_it_goes_with_the_command_without_a_word() -> None:
    folder, said = _ended(PATCHED + KEPT)
    assert not folder.exists()
    assert said == ""


def test_still_needed() -> None:
    """Plain WeasyPrint leaves the folder."""
    folder, _ = _ended(PLAIN + KEPT)
    assert folder.exists()
    shutil.rmtree(folder)
