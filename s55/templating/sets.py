"""Read the manifest and the files of a template set, and nothing outside its folder.

A set can be based on another; it then has the files of that set too, unless it has its own.
"""

from __future__ import annotations

import filecmp
from collections.abc import Iterator
from dataclasses import field
from pathlib import Path
from typing import Generic, TypeVar

from s55.errors import ExitCode, S55Error, reason_of
from s55.problems import error
from s55.records import dataclass
from s55.sources.files import contents_of, resolved
from s55.templating.manifest import Manifest, PrintedManifest, SetManifest, WordManifest

MAX_FILE_BYTES = 20_000_000
MAX_SOURCE_BYTES = 1_000_000
"""The largest layout or stylesheet; those of the standard sets have some 5 kB."""


M_co = TypeVar("M_co", bound=SetManifest, covariant=True)
N = TypeVar("N", bound=SetManifest)


@dataclass(frozen=True, slots=True)
class AnySet(Generic[M_co]):
    """A template set of any kind: a folder with a manifest, layouts, a stylesheet and fonts.

    Attributes:
        folder: the folder of its own files.
        manifest: its manifest, with what it takes from its base.
        base: the set that it is based on.
    """

    folder: Path
    # The folder tells sets apart; a manifest can hold what has no hash.
    manifest: M_co = field(hash=False)
    base: AnySet[SetManifest] | None = field(default=None, hash=False)

    @property
    def name(self) -> str:
        """Give the name of the set."""
        return self.manifest.name

    def with_manifest(self, manifest: N) -> AnySet[N]:
        """Make a set of the same files with another manifest."""
        return AnySet(self.folder, manifest, self.base)

    def path(self, name: str) -> Path:
        """Find the file ``name`` in the set, or in the set that it is based on.

        Raises:
            S55Error: L102 when it is outside the set's folder, L103 when it is not there.
        """
        holders = list(self._holders(name))
        for holder in holders:
            path = holder._inside(name)
            if path.is_file():
                return path
        bases = "".join(f", and so does its base '{holder.name}'" for holder in holders[1:])
        raise _refused(
            "L103",
            f"template set '{self.name}' lacks the file '{name}'{bases}",
            "Put the file back, or change its name in the manifest.",
            self.folder,
        )

    def place(self, name: str) -> Path:
        """Give the path of ``name``, a path in this set if there is no such file."""
        try:
            return self.path(name)
        except S55Error:
            return self.folder / name

    def stylesheets(self, name: str) -> list[tuple[Path, bytes]]:
        """Find the stylesheet ``name`` and those of the bases that it changes, bases first.

        Raises:
            S55Error: as :meth:`read_source`.
        """
        found = [self.path(name)]
        for holder in self._holders(name):
            path = holder._inside(name)
            if path.is_file() and path not in found:
                found.append(path)
        return [(path, read_file(path, name, MAX_SOURCE_BYTES)) for path in reversed(found)]

    def read_source(self, name: str) -> bytes:
        """Read a layout or a stylesheet of the set: as :meth:`read`, with a lower limit."""
        return self.read(name, MAX_SOURCE_BYTES)

    def read(self, name: str, limit: int | None = None) -> bytes:
        """Read the file ``name`` of the set.

        Raises:
            S55Error: as :meth:`path`, and L104 when it is too large or cannot be read.
        """
        return read_file(self.path(name), name, MAX_FILE_BYTES if limit is None else limit)

    def layouts_differ_from(self, standard: Path) -> bool:
        """Say whether the set or one of its bases has a layout that s55 does not bring.

        Args:
            standard: the folder of the sets that s55 brings.
        """
        found = (path for path in self.folder.glob("*") if path.suffix in (".docx", ".html"))
        if any(not _are_alike(path, standard / self.name / path.name) for path in found):
            return True
        return self.base is not None and self.base.layouts_differ_from(standard)

    def _holders(self, name: str) -> Iterator[AnySet[SetManifest]]:
        """List this set, and the bases that can give it the file ``name``.

        A base of another kind gives only its fonts.
        """
        yield self
        base = self.base
        if base is not None and (
            base.manifest.kind == self.manifest.kind
            or (
                isinstance(base.manifest, PrintedManifest)
                and name in {font.file for font in base.manifest.fonts}
            )
        ):
            yield from base._holders(name)

    def _inside(self, name: str) -> Path:
        """Give the path of ``name`` in this set's own folder.

        Raises:
            S55Error: L102 when that is outside the folder.
        """
        root = resolved(self.folder)
        path = resolved(root / name)
        if not path.is_relative_to(root):
            raise _refused(
                "L102",
                f"template set '{self.name}' names '{name}', outside its own folder",
                "Copy the file into the set and name it there.",
                self.folder,
            )
        return path


def _are_alike(path: Path, other: Path) -> bool:
    """Say whether two files hold the same; those that cannot be read are reported elsewhere."""
    try:
        return filecmp.cmp(path, other, shallow=False)
    except OSError:
        return False


def read_file(path: Path, name: str, limit: int) -> bytes:
    """Read a file of a set; messages call it ``name``.

    Raises:
        S55Error: L104 when it has more than ``limit`` bytes or cannot be read.
    """
    try:
        if path.stat().st_size <= limit:
            return contents_of(path)
        why = f"is larger than {limit // 1_000_000} MB"
    except OSError as failure:
        why = f"cannot be read ({reason_of(failure)})"
    raise _refused("L104", f"the file '{name}' {why}", "Replace the file.", path)


def _refused(code: str, message: str, hint: str, file: Path) -> S55Error:
    return S55Error([error(code, message, hint).in_file(str(file))], ExitCode.SETTINGS)


WordSet = AnySet[WordManifest]
"""A template set that makes Word files."""

PrintedSet = AnySet[PrintedManifest]
"""A template set whose documents are Word files, PDFs and pages."""

TemplateSet = AnySet[Manifest]
"""A template set for responses."""
