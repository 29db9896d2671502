"""A report on its way to findings: the file, its parts, and what is known before its items."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from s55.importers.reports.outline import Part, folded
from s55.importers.source import BlockKind, Source, SourceBlock

FIRST_BLOCKS = 60
"""A report says what it is among its first blocks: title page, or the head of a letter."""


@dataclass(frozen=True, slots=True)
class Report:
    """A report as read, in parts.

    Attributes:
        source: the file as read.
        parts: its blocks with their headings and zones.
        title: its title, or ''.
        forces: the forces it is about.
    """

    source: Source
    parts: Sequence[Part]
    title: str
    forces: tuple[str, ...]

    @property
    def opening(self) -> str:
        """The title and the first blocks, in small letters with plain quotes."""
        blocks = [self.title, self.source.title]
        blocks += [part.text for part in self.parts[:FIRST_BLOCKS]]
        return folded("\n".join(blocks))

    @property
    def is_letter(self) -> bool:
        """Whether the report is a letter."""
        opening = self.parts[:FIRST_BLOCKS]
        return any(part.text.strip().lower().startswith("dear ") for part in opening)


def text_blocks(source: Source) -> Sequence[SourceBlock]:
    """The blocks that are no table rows."""
    return [block for block in source.blocks if block.kind is not BlockKind.TABLE_ROW]
