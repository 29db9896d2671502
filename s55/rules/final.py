"""Find what keeps a response from being final: what is not written, not confirmed or not known.

A response that is rendered with ``--final`` is published or filed under somebody's name. What the
Act asks for is in :mod:`s55.rules.statute`; this is the rest of what nobody would want to sign.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from s55.model.response import Response
from s55.problems import Problem, error
from s55.rules.statute import as_final

if TYPE_CHECKING:
    from s55.sources.editing import Comment

CONFIRM = "CONFIRM"
"""The word with which an imported draft marks what a person has to confirm."""


def final_problems(
    response: Response, comments: Iterable[Comment], found: list[Problem]
) -> list[Problem]:
    """Turn what must not be in a final response into errors (D114, D115, D141 to D143, S55).

    Args:
        response: the response.
        comments: the comments of its draft.
        found: the problems that it has as a working draft.
    """
    return [
        *as_final(found),
        *_not_written(response),
        *_not_confirmed(comments),
        *_not_known(response),
    ]


def _not_written(response: Response) -> Iterator[Problem]:
    if not (response.key_findings or "").strip():
        yield error(
            "D141",
            "the key findings are empty, and the document would say that they are not written yet",
            "Write them under key_findings.",
            path="key_findings",
        )


def _not_confirmed(comments: Iterable[Comment]) -> Iterator[Problem]:
    for comment in comments:
        before, word, what = comment.words.partition(CONFIRM)
        if word and not before.strip("# \t"):
            yield error(
                "D142",
                f"a note asks to confirm this line: '{what.strip(' :') or word}'",
                f"Compare it with the report, correct it if need be, and delete the {word} note.",
                line=comment.line,
                column=comment.column,
            )


def _not_known(response: Response) -> Iterator[Problem]:
    parts = response.inspection.link.parts
    if parts is None or (parts.hostname or "").endswith(".invalid"):
        yield error(
            "D143",
            f"the address of the report, {response.inspection.link.address}, stands for one that "
            "is not known",
            "Write the address at which the report is published.",
            path="inspection.link.address",
        )
    for recipient, dispatch in response.distribution.items():
        if dispatch.on is None:
            yield error(
                "D143",
                f"the date recorded for '{recipient}' is not known",
                "Find out the day. An old response can be rendered without --final.",
                path=f"distribution.{recipient}.date",
            )
