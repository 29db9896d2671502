"""Read the forms of the desk's own pages, within limits."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import date
from typing import TypeAlias, TypeVar
from urllib.parse import parse_qsl

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from s55.desk.uploads import Upload
from s55.errors import S55Error
from s55.model.base import YEARS
from s55.problems import Problem, error
from s55.records import dataclass
from s55.returns.dates import day_of as read_day

T = TypeVar("T")

_LINE_ENDS = re.compile(r"[\r\n]+")

Fields: TypeAlias = Mapping[str, str]
"""The fields of a form by their names."""

MAX_BYTES = 2_000_000
"""More than the longest text of a response, in the three characters that a form writes for one."""
MAX_FIELDS = 2_000
"""More than a response has places."""
MAX_FILE_BYTES = 100_000_000
"""As much as the commands read of a file."""
_MOST_DIGITS = 18
"""Python refuses to read numbers of thousands of digits."""


async def form_of(request: Request) -> Fields:
    """Read the fields of a form; of two of one name, the last.

    Raises:
        S55Error: K104 when it is longer than any form of the desk.
    """
    parts: list[bytes] = []
    length = 0
    async for part in request.stream():
        length += len(part)
        if length > MAX_BYTES:
            raise _not_taken()
        parts.append(part)
    try:
        fields = parse_qsl(
            b"".join(parts).decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=MAX_FIELDS,
        )
    except ValueError:
        raise _not_taken() from None
    return dict(fields)


def has_file(request: Request) -> bool:
    """Say whether a form brings a file."""
    return request.headers.get("content-type", "").startswith("multipart/form-data")


async def file_of(request: Request) -> Upload:
    """Read the file that a form brings.

    Raises:
        S55Error: K108 when none was chosen, K109 when it is too large, K104 when the form is not as
            a browser sends it.
    """
    length = number_of(request.headers.get("content-length", ""))
    if length is None:
        raise _not_taken()
    if length > MAX_FILE_BYTES:
        hint = "Pictures make a file large: save it without them, or with smaller ones."
        most = f"{MAX_FILE_BYTES / 1e6:.0f} MB"
        raise S55Error([error("K109", f"the file has more than {most}", hint, path="file")])
    try:
        async with request.form(max_files=1, max_fields=MAX_FIELDS) as form:
            found = form.get("file")
            if not isinstance(found, UploadFile) or not found.filename:
                raise no_file()
            return Upload.of(found.filename, await found.read())
    except HTTPException:  # what starlette raises for a form that is no form
        raise _not_taken() from None


def no_file() -> S55Error:
    """Say that a form brings no file (K108)."""
    hint = "Choose a file, and send the form again."
    return S55Error([error("K108", "no file is chosen", hint, path="file")])


def number_of(text: str) -> int | None:
    """Read a whole number of at most 18 digits; None where it is none."""
    return int(text) if text.isdecimal() and len(text) <= _MOST_DIGITS else None


def day_of(fields: Fields, prefix: str = "") -> date:
    """Read a day that was given as three numbers.

    Args:
        fields: the form.
        prefix: what stands before ``day``, ``month`` and ``year`` in the names of its fields.

    Raises:
        S55Error: K105 when they are missing, or not a day.
    """
    parts = [fields.get(f"{prefix}{part}", "").strip() for part in ("year", "month", "day")]
    hint = "Give the day in three numbers, for example 27 3 2026."
    if not any(parts):
        raise S55Error([error("K105", "the day is missing", hint, path=f"{prefix}day")])
    try:
        year, month, day = map(int, parts)
        found = date(year, month, day)
    except (ValueError, OverflowError):
        found = None
    if found is None or found.year not in YEARS:
        raise S55Error([error("K105", "this is not a day", hint, path=f"{prefix}day")])
    return found


def day_or_none(fields: Fields, prefix: str) -> date | None:
    """Read a day that may be left out; None where nothing was typed.

    Raises:
        S55Error: K105 when what was typed is not a day.
    """
    is_given = any(line_of(fields, f"{prefix}{part}") for part in ("day", "month", "year"))
    return day_of(fields, prefix) if is_given else None


def typed_day(fields: Fields, name: str) -> date | None:
    """Read a day that was typed in one field; None where nothing was typed.

    Raises:
        S55Error: K105 when what was typed is not a day.
    """
    typed = fields.get(name, "").strip()
    found = read_day(typed) if typed else None
    if typed and (found is None or found.year not in YEARS):
        hint = "Write it like 27/3/2026."
        raise S55Error([error("K105", f"'{typed}' is not a day", hint, path=name)])
    return found


def line_of(fields: Fields, name: str) -> str | None:
    """Read a line; None where nothing was typed. Browsers send no line ends, other programs may."""
    return _LINE_ENDS.sub(" ", fields.get(name, "")).strip() or None


def needed_line(fields: Fields, name: str, lacking: str, hint: str) -> str:
    """Read a line that has to be there.

    Args:
        fields: the form.
        name: the name of the field.
        lacking: what is said where nothing was typed.
        hint: what to do about it.

    Raises:
        S55Error: K112 when nothing was typed.
    """
    given = line_of(fields, name)
    if given is None:
        raise S55Error([error("K112", lacking, hint, path=name)])
    return given


def unchosen(name: str, hint: str) -> S55Error:
    """Say that nothing is chosen in a field (K106)."""
    return S55Error([error("K106", "nothing is chosen", hint, path=name)])


@dataclass(slots=True)
class FormReading:
    """Reads the fields of a form one after the other, and tells all that is wrong at once.

    Attributes:
        problems: what is wrong so far.
    """

    problems: list[Problem] = field(default_factory=list)

    def of(self, read: Callable[[], T], otherwise: T) -> T:
        """Read a field; where that fails, give ``otherwise``, which nobody sees."""
        try:
            return read()
        except S55Error as failure:
            self.problems += failure.problems
            return otherwise

    def refuse(self) -> None:
        """End here if anything is wrong.

        Raises:
            S55Error: all that is wrong.
        """
        if self.problems:
            raise S55Error(self.problems)


def _not_taken() -> S55Error:
    problem = error(
        "K104",
        "s55 cannot take this form: it is too long, or not as a browser sends it",
        "Nothing was written. A text of this length: write it into the draft with an editor.",
    )
    return S55Error([problem])
