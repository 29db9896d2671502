"""Let Fontconfig see the fonts of a template set, and no others, while a PDF is made.

With the fonts of the machine, a document would look different on another one, or show boxes; and
reading them takes seconds on the first run.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from s55.disk.writing import working_folder, write_working_file
from s55.errors import S55Error
from s55.records import dataclass
from s55.render.font_files import refuse_font, unusable_font
from s55.sources.files import contents_of
from s55.templating.manifest import FontFile, PrintedManifest
from s55.templating.sets import AnySet, PrintedSet

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
    """Let Fontconfig see the fonts of the set's manifest and no others.

    Raises:
        S55Error: L102, L103 when a font lies outside the set or is missing, L104 when it cannot
            be used.
    """
    files = [template.path(font.file) for font in template.manifest.fonts]
    for file in files:
        try:
            refuse_font(contents_of(file), file.name)
        except S55Error as failure:
            raise _located(failure, file) from None
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
    return _located(unusable_font(path.name), path)


def _located(failure: S55Error, path: Path) -> S55Error:
    return S55Error([one.in_file(str(path)) for one in failure.problems], failure.exit_code)


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
