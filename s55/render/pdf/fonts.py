"""Let Fontconfig see the fonts of a template set, and no others, while a PDF is made.

With the fonts of the machine, a document would look different on another one, or show boxes; and
reading them takes seconds on the first run.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from s55.disk.writing import working_folder, write_working_file
from s55.errors import ExitCode, S55Error
from s55.problems import error
from s55.templating.manifest import FontFile, PrintedManifest
from s55.templating.sets import AnySet, PrintedSet

_VARIABLE = "FONTCONFIG_FILE"

_PLAIN = (b"\0\1\0\0", b"OTTO", b"true")
_PACKED = (b"ttcf", b"wOFF", b"wOF2")
"""Collections, and fonts for the web, which have their tables elsewhere."""
_HEAD, _ENTRY = 12, 16
"""Bytes of the head of a font, and of the entry for each table."""

_METRIC_TWINS = {
    "Arial": "Liberation Sans",
    "Helvetica": "Liberation Sans",
    "Courier New": "Liberation Mono",
    "Times New Roman": "Liberation Serif",
}
"""Fonts of Windows and macOS, and the open fonts whose letters have the same widths."""


@contextlib.contextmanager
def only_fonts_of(template: PrintedSet) -> Iterator[None]:
    """Let Fontconfig see the fonts of the set's manifest and no others.

    Raises:
        S55Error: L102, L103 when a font lies outside the set or is missing, L104 when it is not a
            font.
    """
    files = [template.path(font.file) for font in template.manifest.fonts]
    for file in files:
        _refuse_damaged_font(file)
    folders = list(dict.fromkeys(str(file.parent) for file in files))
    before = os.environ.get(_VARIABLE)
    # Fontconfig reads its file while a configuration is made, never afterwards.
    with working_folder("fonts") as folder:
        path = folder / "fonts.conf"
        write_working_file(path, _configuration(template, folders, str(folder)).encode())
        os.environ[_VARIABLE] = str(path)
        try:
            yield
        finally:
            if before is None:
                del os.environ[_VARIABLE]
            else:
                os.environ[_VARIABLE] = before


def no_font(path: Path) -> S55Error:
    """Report (L104) a file of the set that is not a font, or damaged."""
    problem = error(
        "L104",
        f"the file '{path.name}' is not a font, or it is damaged",
        "Put the font back, or take it out of the manifest.",
    )
    return S55Error([problem.in_file(str(path))], ExitCode.SETTINGS)


def _refuse_damaged_font(path: Path) -> None:
    """Refuse a file that does not hold the tables that its head names.

    Fontconfig would pass it over in silence, and the document would be drawn with other letters.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
        if head[:4] in _PACKED:
            return
        count = int.from_bytes(head[4:6], "big")
        tables = file.read(count * _ENTRY)
    ends = [
        int.from_bytes(tables[at + 8 : at + 12], "big")
        + int.from_bytes(tables[at + 12 : at + 16], "big")
        for at in range(0, len(tables), _ENTRY)
    ]
    whole = len(tables) == count * _ENTRY and max(ends, default=0) <= path.stat().st_size
    if head[:4] not in _PLAIN or not count or not whole:
        raise no_font(path)


def font_stamp(template: PrintedSet) -> tuple[int, ...]:
    """Give a number for each font of the set, which changes when the file does.

    Raises:
        S55Error: as :func:`only_fonts_of`.
    """
    return tuple(template.path(font.file).stat().st_mtime_ns for font in template.manifest.fonts)


def _configuration(template: PrintedSet, folders: list[str], cache: str) -> str:
    """Write the text of a fonts.conf."""
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


@dataclass(frozen=True, slots=True)
class _SharedFontsSet(AnySet[PrintedManifest]):
    """A set with fonts that may be in the folders of other sets."""

    found: tuple[tuple[str, Path], ...] = ()

    def path(self, name: str) -> Path:
        """Find a font of one of the sets, or else a file of the set itself."""
        for known, path in self.found:
            if known == name:
                return path
        return AnySet.path(self, name)


def with_fonts_of(template: PrintedSet, others: Iterable[PrintedSet]) -> PrintedSet:
    """Add the fonts of other sets to those of a set; the same font is taken once.

    Raises:
        S55Error: L102 to L104 when a font of a set cannot be read.
    """
    seen = {template.read(font.file) for font in template.manifest.fonts}
    found: list[tuple[str, Path]] = []
    more: list[FontFile] = []
    for other in others:
        for font in other.manifest.fonts:
            data = other.read(font.file)
            if data not in seen:
                seen.add(data)
                name = f"{other.name}: {font.file}"
                found.append((name, other.path(font.file)))
                more.append(FontFile(family=font.family, file=name))
    if not more:
        return template
    fonts = (*template.manifest.fonts, *more)
    manifest = template.manifest.model_copy(update={"fonts": fonts})
    return _SharedFontsSet(template.folder, manifest, template.base, tuple(found))
