"""The fonts of a set, and only those: what Fontconfig is told while a PDF is made.

Fontconfig would otherwise read the fonts of the machine, so that a document looked different,
or held boxes, on another one; and reading them takes seconds on the first run.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from s55.templating.sets import PrintedSet

_VARIABLE = "FONTCONFIG_FILE"

_METRIC_TWINS = {
    "Arial": "Liberation Sans",
    "Helvetica": "Liberation Sans",
    "Courier New": "Liberation Mono",
    "Times New Roman": "Liberation Serif",
}
"""Fonts of Windows and macOS, and the open fonts whose letters have the same widths."""


@contextlib.contextmanager
def only_fonts_of(template: PrintedSet) -> Iterator[None]:
    """While it lasts, Fontconfig sees the fonts of the set's manifest and no others.

    Raises:
        S55Error: L102, L103 when a font lies outside the set or is not there.
    """
    files = [template.path(font.file) for font in template.manifest.fonts]
    folders = list(dict.fromkeys(str(file.parent) for file in files))
    before = os.environ.get(_VARIABLE)
    # Fontconfig reads its file while a configuration is made, never afterwards.
    with tempfile.TemporaryDirectory(prefix="s55-") as folder:
        path = Path(folder) / "fonts.conf"
        path.write_text(_configuration(template, folders, folder), encoding="utf-8")
        os.environ[_VARIABLE] = str(path)
        try:
            yield
        finally:
            if before is None:
                del os.environ[_VARIABLE]
            else:
                os.environ[_VARIABLE] = before


def font_stamp(template: PrintedSet) -> tuple[int, ...]:
    """A number for each font of the set, which changes when the file does.

    Raises:
        S55Error: as :func:`only_fonts_of`.
    """
    return tuple(template.path(font.file).stat().st_mtime_ns for font in template.manifest.fonts)


def _configuration(template: PrintedSet, folders: list[str], cache: str) -> str:
    """The text of a fonts.conf."""
    families = list(dict.fromkeys(font.family for font in template.manifest.fonts))
    aliases = {"sans-serif": families[0], "serif": families[0]}
    if fixed := [family for family in families if "Mono" in family]:
        aliases["monospace"] = fixed[0]
    aliases |= {name: twin for name, twin in _METRIC_TWINS.items() if twin in families}
    lines = [
        '<?xml version="1.0"?>',
        '<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">',
        "<fontconfig>",
        *(f"<dir>{escape(folder)}</dir>" for folder in folders),
        f"<cachedir>{escape(cache)}</cachedir>",
        *(
            f'<alias binding="same"><family>{escape(name)}</family>'
            f"<prefer><family>{escape(family)}</family></prefer></alias>"
            for name, family in aliases.items()
        ),
        "</fontconfig>",
    ]
    return "\n".join(lines)
