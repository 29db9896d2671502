"""A template set on disk: its manifest and its files, and nothing outside its folder."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from s55.errors import ExitCode, S55Error
from s55.problems import error
from s55.templating.manifest import Manifest, PrintedManifest, SetManifest

MAX_FILE_BYTES = 20_000_000
MAX_SOURCE_BYTES = 1_000_000
"""Of a layout or a stylesheet, which people write; those of the standard sets have some 5 kB."""


M_co = TypeVar("M_co", bound=SetManifest, covariant=True)


@dataclass(frozen=True, slots=True)
class AnySet(Generic[M_co]):
    """A template set of any kind: a folder with a manifest, layouts, a stylesheet and fonts."""

    folder: Path
    # The folder tells sets apart; a manifest can hold what has no hash.
    manifest: M_co = field(hash=False)

    @property
    def name(self) -> str:
        """The name of the set."""
        return self.manifest.name

    def path(self, name: str) -> Path:
        """The file ``name`` of the set.

        Raises:
            S55Error: L102 when it lies outside the set's folder, L103 when it is not there.
        """
        root = self.folder.resolve()
        path = (root / name).resolve()
        if not path.is_relative_to(root):
            raise S55Error(
                [
                    error(
                        "L102",
                        f"template set '{self.name}' names '{name}', outside its own folder",
                        "Copy the file into the set and name it there.",
                    ).in_file(str(self.folder))
                ],
                ExitCode.SETTINGS,
            )
        if not path.is_file():
            raise S55Error(
                [
                    error(
                        "L103",
                        f"template set '{self.name}' lacks the file '{name}'",
                        "Put the file back, or change its name in the manifest.",
                    ).in_file(str(self.folder))
                ],
                ExitCode.SETTINGS,
            )
        return path

    def read_source(self, name: str) -> bytes:
        """The bytes of a layout or a stylesheet of the set: as :meth:`read`, with a lower limit."""
        return self.read(name, MAX_SOURCE_BYTES)

    def read(self, name: str, limit: int | None = None) -> bytes:
        """The bytes of the file ``name`` of the set.

        Raises:
            S55Error: as :meth:`path`, and L104 when it is too large or cannot be read.
        """
        path = self.path(name)
        limit = MAX_FILE_BYTES if limit is None else limit
        try:
            if path.stat().st_size <= limit:
                return path.read_bytes()
            why = f"is larger than {limit // 1_000_000} MB"
        except OSError as failure:
            why = f"cannot be read ({failure.strerror})"
        raise S55Error(
            [error("L104", f"the file '{name}' {why}", "Replace the file.").in_file(str(path))],
            ExitCode.SETTINGS,
        )


PrintedSet = AnySet[PrintedManifest]
"""A template set whose documents are Word files, PDFs and pages."""

TemplateSet = AnySet[Manifest]
"""A template set for responses."""
