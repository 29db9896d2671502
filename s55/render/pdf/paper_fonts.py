"""The fonts of a document in which several template sets stand: those of all of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from s55.templating.manifest import FontFile, PrintedManifest
from s55.templating.sets import AnySet, PrintedSet


@dataclass(frozen=True, slots=True)
class _Together(AnySet[PrintedManifest]):
    """A set whose fonts may lie in the folders of others."""

    found: tuple[tuple[str, Path], ...] = ()

    def path(self, name: str) -> Path:
        """The file: a font of one of the sets, or else one of the set itself."""
        for known, path in self.found:
            if known == name:
                return path
        return AnySet.path(self, name)


def with_fonts_of(template: PrintedSet, others: Iterable[PrintedSet]) -> PrintedSet:
    """The set with the fonts of others after its own; the same font is taken once.

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
    return _Together(template.folder, manifest, template.base, tuple(found))
