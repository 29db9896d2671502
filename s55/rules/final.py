"""Find what keeps a response from being final: what is not written, not confirmed or not known.

A response that is rendered with ``--final`` is published or filed under somebody's name. What the
Act asks for is in :mod:`s55.rules.statute`; this is the rest of what nobody would want to sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import Enum
from typing import TYPE_CHECKING

from pydantic import BaseModel

from s55.model.base import OfficeOnly, is_marked
from s55.model.response import Item, Response
from s55.problems import Problem, error, warning
from s55.rules.statute import as_final

if TYPE_CHECKING:
    from s55.sources.comments import Comment

CONFIRM = "CONFIRM"
"""The word with which an imported draft marks what a person has to confirm."""

UNCONFIRMED = frozenset({"D142", "D143"})
"""The codes of what somebody still has to confirm or to find out."""

_NOTE_IN_TEXT = re.compile(rf"#\s*{CONFIRM}\b")
_ENTITY = re.compile(r"&#?\w+;")
_STANDS_FOR_NOTHING = re.compile(
    r"(unknown|not (yet )?known|t\.?b\.?[acd]\.?|to (be (added|agreed|confirmed|written)|follow))"
    r"\W*",
    re.IGNORECASE,
)


def unconfirmed_problems(response: Response, comments: Iterable[Comment]) -> list[Problem]:
    """Warn of each line that somebody still has to confirm (D142).

    An imported draft marks so what its report leaves open.

    Args:
        response: the response.
        comments: the comments of its draft.
    """
    return [*_notes_in_texts(response), *_not_confirmed(comments)]


def final_problems(response: Response, found: list[Problem]) -> list[Problem]:
    """Turn what must not be in a final response into errors (D108, D114, D115, D141 to D143, S55).

    Args:
        response: the response.
        found: the problems that it has as a working draft.
    """
    return [
        *as_final(found),
        *_not_written(response),
        *_without_words(response),
        *_dates_not_known(response),
    ]


def _not_written(response: Response) -> Iterator[Problem]:
    if not (response.key_findings or "").strip():
        yield error(
            "D141",
            "the key findings are empty, and the document would say that they are not written yet",
            "Write them under key_findings.",
            path="key_findings",
        )
    chief = response.chief_officer
    if chief and chief.date and not response.has_chief_officers_comments:
        yield error(
            "D141",
            "the chief officer's comments have a date, but are empty, and the document would say "
            "that there are none",
            "Write them under 'chief_officer: comments:' or with the items, or delete the date.",
            path="chief_officer.date",
        )


def _without_words(response: Response) -> Iterator[Problem]:
    """Find texts that hold a sign or a word in place of what is to be written (D141, D143)."""
    for path, text in printed_texts(response):
        if text.strip() and not any(map(str.isalnum, _ENTITY.sub("", text))):
            yield error(
                "D141",
                f"'{path}' has no words, only '{text.strip()[:20]}'",
                "Write the text, or delete the key.",
                path=path,
            )
        elif _STANDS_FOR_NOTHING.fullmatch(text.strip()):
            yield error(
                "D143",
                f"'{path}' says '{text.strip()}', in place of something that is not known",
                "Find it out and write it down, or delete the key.",
                path=path,
            )


def _notes_in_texts(response: Response) -> Iterator[Problem]:
    for path, text in printed_texts(response):
        if _NOTE_IN_TEXT.search(text):
            yield warning(
                "D142",
                f"'{path}' holds a note that asks to confirm something, and would be printed with "
                "it",
                f"Compare it with the report, and delete the {CONFIRM} note.",
                path=path,
            )


def printed_texts(response: Response) -> Iterator[tuple[str, str]]:
    """Yield each text that leaves the office, with its path; a date is none."""
    return _texts(response, "")


def _texts(record: BaseModel, path: str) -> Iterator[tuple[str, str]]:
    for name, field in type(record).model_fields.items():
        if name != "date" and not is_marked(field, OfficeOnly):
            yield from _texts_in(getattr(record, name), f"{path}.{name}".removeprefix("."))


def _texts_in(value: object, path: str) -> Iterator[tuple[str, str]]:
    match value:
        case Item(applies=False) | Enum():
            return
        case str():
            yield path, value
        case BaseModel():
            yield from _texts(value, path)
        case tuple():
            for index, one in enumerate(value):
                yield from _texts_in(one, f"{path}[{index}]")
        case dict():
            for key, one in value.items():
                yield from _texts_in(one, f"{path}.{key}")


def _not_confirmed(comments: Iterable[Comment]) -> Iterator[Problem]:
    for comment in comments:
        before, word, what = comment.words.partition(CONFIRM)
        if word and not before.strip("# \t"):
            yield warning(
                "D142",
                f"a note asks to confirm this line: '{what.strip(' :') or word}'",
                f"Compare it with the report, correct it if need be, and delete the {word} note.",
                line=comment.line,
                column=comment.column,
            )


def address_problems(response: Response) -> Iterator[Problem]:
    """Warn of an address that stands for one that is not known (D143)."""
    parts = response.inspection.link.parts
    if parts is None or (parts.hostname or "").endswith(".invalid"):
        yield warning(
            "D143",
            f"the address of the report, {response.inspection.link.address}, stands for one that "
            "is not known",
            "Write the address at which the report is published.",
            path="inspection.link.address",
        )


def _dates_not_known(response: Response) -> Iterator[Problem]:
    unknown = (
        (recipient, f"distribution.{recipient}[{at}].date")
        for recipient, entries in response.distribution.items()
        for at, dispatch in enumerate(entries)
        if dispatch.on is None
    )
    for recipient, path in unknown:
        yield error(
            "D143",
            f"the date recorded for '{recipient}' is not known",
            "Find out the day. An old response can be rendered without --final.",
            path=path,
        )
