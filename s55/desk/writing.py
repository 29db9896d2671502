"""Show the form for a text of a draft, and write what was typed into it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from s55.desk.answers import Desk, answer_with, lead_on, missing
from s55.desk.forms import Fields
from s55.desk.one_response import OneResponse
from s55.drafts.texts import TextChange, digest_of
from s55.errors import S55Error, problems_told
from s55.pipeline.recording import record_texts
from s55.problems import Problem


def write(desk: Desk, request: Request) -> Response:
    """Show the form for one text, with what is to be put right in it.

    Raises:
        S55Error: K107 when the draft has no such text.
    """
    one, at = desk.one(request), request.query_params.get("at", "")
    place, problems = one.place(at) or (None, ())
    if place is None:
        raise missing()
    return _form(one, TextChange(at, digest_of(place.text), place.text), problems)


def written(desk: Desk, request: Request, fields: Fields) -> Response:
    """Write a text into the draft; if it cannot be written, show it again.

    Raises:
        S55Error: why it cannot be written, where the draft has no such text.
    """
    path = desk.path(request)
    change = TextChange(fields.get("at", ""), fields.get("seen", ""), fields.get("text", ""))
    try:
        record_texts(path, [change])
    except (S55Error, OSError) as failure:
        one = desk.one(request)
        if one.place(change.path) is None:
            raise
        return _form(one, change, problems_told(failure), 422)
    return lead_on(path.stem, f"saved={quote(change.path)}")


def _form(
    one: OneResponse, typed: TextChange, problems: Sequence[Problem], status: int = 200
) -> Response:
    """Show a text in its form; if somebody else has changed it, with what the draft says now."""
    place, _ = one.place(typed.path) or (None, ())
    if place is None:
        raise missing()
    is_overtaken = any(problem.code == "K101" for problem in problems)
    item = one.place(f"{place.item}.text") if place.item else None
    return answer_with(
        "write",
        status,
        one=one,
        place=place,
        text=typed.text,
        seen=digest_of(place.text) if is_overtaken else typed.seen,
        now=place.text if is_overtaken else None,
        item=item[0].text if item and item[0] is not place else "",
        problems=[replace(problem, file=None) for problem in problems],
    )
