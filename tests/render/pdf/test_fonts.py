"""Fontconfig sees the fonts of a set and no others, and only while it must."""

from __future__ import annotations

import os
from pathlib import Path
from xml.etree import ElementTree

import pytest

from s55.errors import S55Error
from s55.render.pdf.fonts import font_stamp, only_fonts_of
from tests.render.sets_for_tests import copied_set, only_problem, standard_set


def test_only_the_folder_of_the_set() -> None:
    """The configuration names the set's folder, its own families, and no system file."""
    template = standard_set()
    with only_fonts_of(template):
        root = ElementTree.parse(os.environ["FONTCONFIG_FILE"]).getroot()  # noqa: S314  # our own
    assert [folder.text for folder in root.iter("dir")] == [
        str(template.path("fonts/OFL.txt").parent)
    ]
    assert list(root.iter("include")) == []
    aliases = {
        alias.findtext("family"): alias.findtext("prefer/family") for alias in root.iter("alias")
    }
    assert aliases == {
        "sans-serif": "Liberation Sans",
        "serif": "Liberation Sans",
        "monospace": "Liberation Mono",
        "Arial": "Liberation Sans",
        "Helvetica": "Liberation Sans",
        "Courier New": "Liberation Mono",
    }


@pytest.mark.parametrize("before", [None, "/etc/fonts/fonts.conf"])
def test_the_environment_is_put_back(monkeypatch: pytest.MonkeyPatch, before: str | None) -> None:
    """Afterwards the variable is as it was, and the temporary file is gone, also after an error."""
    if before is None:
        monkeypatch.delenv("FONTCONFIG_FILE", raising=False)
    else:
        monkeypatch.setenv("FONTCONFIG_FILE", before)
    inside = ""

    def fail() -> None:
        nonlocal inside
        with only_fonts_of(standard_set()):
            inside = os.environ["FONTCONFIG_FILE"]
            assert Path(inside).is_file()
            raise InterruptedError

    with pytest.raises(InterruptedError):
        fail()
    assert os.environ.get("FONTCONFIG_FILE") == before
    assert not Path(inside).exists()


def test_folder_with_signs_of_xml(tmp_path: Path) -> None:
    """A folder may be called what it likes."""
    folder = tmp_path / "Tŷ & <Co>"
    folder.mkdir()
    template = copied_set(folder)
    with only_fonts_of(template):
        root = ElementTree.parse(os.environ["FONTCONFIG_FILE"]).getroot()  # noqa: S314  # our own
    assert root.findtext("dir") == str(template.folder.resolve() / "fonts")


def test_missing_font(tmp_path: Path) -> None:
    """A font that is not there is a problem of the set."""
    template = copied_set(tmp_path)
    (template.folder / "fonts" / "LiberationSans-Bold.ttf").unlink()
    for use in (font_stamp, lambda template: only_fonts_of(template).__enter__()):
        with pytest.raises(S55Error) as caught:
            use(template)
        assert only_problem(caught.value).code == "L103"
