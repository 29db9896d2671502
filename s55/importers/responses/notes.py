"""Note what has no field in the draft, and what a person should look at, while reading."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Sequence
from dataclasses import field

from s55.importers.imported import Unplaced
from s55.importers.responses.blocks import nodes_from
from s55.importers.source import SourceBlock
from s55.office.import_roles import Role
from s55.problems import Problem, warning
from s55.records import dataclass
from s55.richtext.markdown_writer import markdown_of
from s55.richtext.nodes import Block, Emphasis, Heading, Paragraph, Text

NOT_PLACED = "Not placed by the import"
"""The heading in the office's notes above everything that has no field."""


@dataclass
class Notes:
    """Collects notes in the order of the document.

    Attributes:
        file: the file as the user named it.
        unplaced: for the report.
        problems: for the report.
    """

    file: str = "FILE"
    unplaced: list[Unplaced] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    _kept: list[Block] = field(default_factory=list)

    def keep(self, blocks: Sequence[SourceBlock], why: str) -> None:
        """Keep blocks in the office's notes, and report them with their place."""
        if not blocks:
            return
        text = "\n".join(block.text for block in blocks)
        self.unplaced.append(Unplaced(text, why, blocks[0].place))
        self._kept.append(Paragraph((Emphasis((Text(f"{blocks[0].place}: {why}"),)),)))
        self._kept.extend(nodes_from(blocks))

    def left_out(self, blocks: Iterable[SourceBlock], why: str) -> None:
        """Report blocks that are the form's own and so in no draft."""
        self.unplaced.extend(Unplaced(block.text, why, block.place) for block in blocks)

    def doubt(self, code: str, message: str, hint: str, path: str) -> None:
        """Note something that a person should look at."""
        self.problems.append(warning(code, message, hint, path=path))

    def lesson(self, words: str, role: Role) -> str:
        """Write the command that teaches what words mean, and reads the file again."""
        return f"s55 import {_quoted(self.file)} --teach {_quoted(f'{words}={role.value}')}"

    @property
    def office_notes(self) -> str | None:
        """What has no field, as the text of the draft's notes."""
        if not self._kept:
            return None
        return markdown_of((Heading(2, (Text(NOT_PLACED),)), *self._kept))


def _quoted(text: str) -> str:
    """Quote an argument so that a shell takes it as it is: also that of Windows where it can."""
    if re.fullmatch(r"[\w./-]+", text):
        return text
    return shlex.quote(text) if re.search(r'["$`\\!]', text) else f'"{text}"'
