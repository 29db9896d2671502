"""Record in the text of a draft that its published response was corrected or withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from s55.drafts.dispatches import Marked, Record, marked
from s55.drafts.load import response_of
from s55.errors import S55Error
from s55.model.dates import with_weekday
from s55.model.distribution import WEBSITE, DispatchEvent
from s55.model.response import Response
from s55.problems import Problem, error


def corrected(text: str, name: str, record: Record, today: date, *, anyway: bool) -> Marked:
    """Record that the response was published again after a correction; all else stays as it was.

    A withdrawn response is published again by it.

    Args:
        text: the text of the draft.
        name: its name, for the commands that messages suggest.
        record: the day, what was corrected, and where it is.
        today: the current day in Europe/London.
        anyway: whether to record a day that cannot be right.

    Raises:
        S55Error: D170 when the response is not published, D103 when ``what`` is empty, and what
            :func:`s55.drafts.dispatches.marked` raises.
    """
    refused = list(_not_published(response_of(text), name))
    return _recorded(text, record, DispatchEvent.REPUBLISHED, refused, today, anyway=anyway)


def withdrawn(text: str, name: str, record: Record, today: date, *, anyway: bool) -> Marked:
    """Record that the response was withdrawn; all else stays as it was.

    Args:
        text: the text of the draft.
        name: its name, for the commands that messages suggest.
        record: the day, why, and the draft of the response that replaces it.
        today: the current day in Europe/London.
        anyway: whether to record a day that cannot be right.

    Raises:
        S55Error: D170 when the response is not published, D171 when it is withdrawn already, D103
            when ``why`` is empty, and what :func:`s55.drafts.dispatches.marked` raises.
    """
    response = response_of(text)
    refused = [*_not_published(response, name), *_withdrawn_already(response, name)]
    return _recorded(text, record, DispatchEvent.WITHDRAWN, refused, today, anyway=anyway)


def _recorded(
    text: str,
    record: Record,
    event: DispatchEvent,
    refused: list[Problem],
    today: date,
    *,
    anyway: bool,
) -> Marked:
    if refused:
        raise S55Error(refused)
    made = marked(text, replace(record, event=event), (), today, anyway=anyway)
    response_of(made.text)  # What it says of the event may be empty.
    return made


def _not_published(response: Response, name: str) -> Iterator[Problem]:
    if response.first_publication is None:
        yield error(
            "D170",
            "the response is not recorded as published, so it can be neither corrected nor "
            "withdrawn",
            "Until it is published, change the draft as you like. If it is on the website, record "
            f"that first: s55 mark {name} website --on DATE.",
            path="distribution",
        )


def _withdrawn_already(response: Response, name: str) -> Iterator[Problem]:
    withdrawal = response.withdrawal
    if withdrawal is not None:
        when = f"on {with_weekday(withdrawal.on)}" if withdrawal.on else "already"
        yield error(
            "D171",
            f"the response was withdrawn {when}",
            "If something in the record is wrong, put it right in the draft. To publish the "
            f"response again: s55 correct {name} --on DATE --what TEXT.",
            path=f"distribution.{WEBSITE}",
        )
