"""Define what an importer returns: the text of a new draft, and what a person should know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from s55.importers.source import SourcePosition
from s55.problems import Problem
from s55.records import dataclass

if TYPE_CHECKING:
    from s55.importers.account import Account
    from s55.importers.reports.findings import Findings


class DocumentKind(StrEnum):
    """What a file is."""

    REPORT = "report"
    RESPONSE = "response"


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Text of the file that has no field in a draft, or was left out of one.

    Attributes:
        text: the whole text.
        why: why it was left out or not placed.
        place: where it is in the file.
    """

    text: str
    why: str
    place: SourcePosition


@dataclass(frozen=True, slots=True)
class ImportedDraft:
    """A draft made from a file.

    Attributes:
        kind: what the file was read as.
        text: the draft as YAML, comments included.
        summary: what was found, one line each, for the screen.
        problems: what a person should look at; I2xx codes.
        unplaced: what has no field, or looked like an item and was left out.
        form_words: headings, labels and the like of a past response that became fields: they are in
            no text of the draft, and nothing that the file says is missing without them.
        data: the same for programs, as ``--format json`` prints it.
        account: where each word of the file is now; None before it was made.
        findings: what a report says; None for a past response.
    """

    kind: DocumentKind
    text: str
    summary: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    form_words: tuple[Unplaced, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict)
    account: Account | None = None
    findings: Findings | None = None
