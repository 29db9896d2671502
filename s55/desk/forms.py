"""Read the forms of the desk's own pages, within limits."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from urllib.parse import parse_qsl

from starlette.requests import Request

from s55.errors import S55Error
from s55.model.base import YEARS
from s55.problems import error

MAX_BYTES = 2_000_000
"""More than the longest text of a response, in the three characters that a form writes for one."""
MAX_FIELDS = 50


async def form_of(request: Request) -> dict[str, str]:
    """Read the fields of a form; of two of one name, the last.

    Raises:
        S55Error: K104 when it is longer than any form of the desk.
    """
    parts: list[bytes] = []
    length = 0
    async for part in request.stream():
        length += len(part)
        if length > MAX_BYTES:
            raise _too_long()
        parts.append(part)
    try:
        fields = parse_qsl(
            b"".join(parts).decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=MAX_FIELDS,
        )
    except ValueError:
        raise _too_long() from None
    return dict(fields)


def day_of(fields: Mapping[str, str]) -> date:
    """Read a day that was given as three numbers.

    Raises:
        S55Error: K105 when they are not a day.
    """
    try:
        year, month, day = (int(fields.get(part, "").strip()) for part in ("year", "month", "day"))
        found = date(year, month, day)
    except (ValueError, OverflowError):
        found = None
    if found is None or found.year not in YEARS:
        hint = "Give the day in three numbers, for example 27 3 2026."
        raise S55Error([error("K105", "this is not a day", hint, path="day")])
    return found


def _too_long() -> S55Error:
    problem = error(
        "K104",
        "s55 cannot take this form: it is too long, or not as a browser sends it",
        "Nothing was written. A text of this length: write it into the draft with an editor.",
    )
    return S55Error([problem])
