"""Find what was read of a report by its address, and put what follows of a decision there."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from s55.desk.answers import HEADERS, Desk, missing
from s55.desk.forms import Fields, number_of
from s55.desk.start.reading import ReviewedReport
from s55.desk.uploads import gone
from s55.errors import S55Error
from s55.problems import Problem, error


def reading_of(desk: Desk, request: Request) -> ReviewedReport:
    """Find what was read.

    Raises:
        S55Error: K110 when the file is not kept any more.
    """
    reading = desk.reports.get(key_of(request))
    if reading is None:
        raise gone()
    return reading


def key_of(request: Request) -> str:
    """Give the key of what was read, from the address."""
    return str(request.path_params["key"])


def position_of(number: str, many: int) -> int:
    """Read the number of an item, counted from 1, as its position.

    Raises:
        S55Error: K107 when there is none.
    """
    found = number_of(number) or 0
    if not 0 < found <= many:
        raise missing()
    return found - 1


def refuse_old(reading: ReviewedReport, fields: Fields) -> None:
    """Refuse a form of a page that is out of date.

    Raises:
        S55Error: K114.
    """
    if fields.get("seen") != str(reading.number):
        raise _overtaken()


def _overtaken() -> S55Error:
    problem = error(
        "K114",
        "what was read has been changed in another window; nothing was changed by this form",
        "Below is how it is now. Look at it, and decide again.",
    )
    return S55Error([problem])


class StepTaken(NamedTuple):
    """What follows of a step.

    Attributes:
        reading: what is read now.
        at: the place of the page to go on from: 'item-3', 'items', 'start'; '' for its top.
        said: what was done, as it is told there.
    """

    reading: ReviewedReport
    at: str
    said: str


def go_on(desk: Desk, key: str, old: ReviewedReport, taken: StepTaken) -> Response:
    """Keep what follows of a step, and lead to the place of its page where that is told.

    Raises:
        S55Error: K114 when another step was taken meanwhile.
    """
    if not desk.reports.replace(key, old, replace(taken.reading, said=taken.said)):
        raise _overtaken()
    return lead_to_read(key, taken.at)


def lead_to_read(key: str, at: str | None = None) -> Response:
    """Lead to the page of what was read; after a step, to the place where it is told."""
    query = "" if at is None else f"?at={at}"
    return RedirectResponse(f"/start/{quote(key, safe='')}{query}", 303, HEADERS)


_FIELDS = {
    "title": "title",
    "published": "published",
    "forces": "forces",
    "address": "address",
    "number": "number",
    "under": "under",
    "text": "text",
    "addressed_to": "addressee",
    "complete_by": "due_words",
    "due": "due-day",
    "reason_not_applicable": "for_others",
}
"""The fields of the forms by the fields of a draft that they fill in."""
_FIELD_OF_DRAFT = re.compile(r"(\w+)(?:\[\d+\])?$")


def sound(new: ReviewedReport, old: ReviewedReport) -> ReviewedReport:
    """Refuse a step by which the draft could not be understood any more.

    Raises:
        S55Error: every problem that there was not before, each at the field of the form.
    """
    before = {(one.code, one.path, one.message) for one in old.errors()}
    found = [one for one in new.errors() if (one.code, one.path, one.message) not in before]
    if found:
        # The draft is not written yet, so that its lines say nothing to anybody.
        raise S55Error([replace(_at_field(one), line=None, column=None) for one in found])
    return new


def _at_field(problem: Problem) -> Problem:
    named = _FIELD_OF_DRAFT.search(problem.path)
    field = _FIELDS.get(named[1], "") if named else ""
    # Who fills in a form sees its fields, and not the places of a draft.
    said = problem.message.replace(f"'{problem.path}'", "what is filled in") if field else None
    return replace(problem, path=field, message=said or problem.message)
