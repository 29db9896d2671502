"""Take the forms by which a published response is corrected or withdrawn."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response

from s55.desk.answers import Desk, answer_with, lead_on
from s55.desk.forms import Fields, day_of, line_of
from s55.drafts.dispatches import Record
from s55.errors import S55Error, problems_told
from s55.model.distribution import WEBSITE
from s55.pipeline.publications.correcting import record_correction, record_withdrawal
from s55.pipeline.recording import Publishing
from s55.problems import Problem, error
from s55.workspace import with_shown_files


def correct(desk: Desk, request: Request) -> Response:
    """Show the form by which a correction is recorded."""
    return _form("correct", desk.path(request).stem, {}, ())


def corrected(desk: Desk, request: Request, fields: Fields) -> Response:
    """Record that a response was corrected; if that cannot be done, show the form again."""
    path = desk.path(request)
    try:
        what = _line(fields, "what", "what was corrected is missing")
        reference = line_of(fields, "reference")
        record = Record(WEBSITE, day_of(fields), reference=reference, what=what)
        record_correction(
            desk.workspace, path, record, desk.today(), anyway=False, publishing=Publishing()
        )
    except (S55Error, OSError) as failure:
        return _form("correct", path.stem, fields, problems_told(failure), 422)
    return lead_on(path.stem, "done=corrected")


def withdraw(desk: Desk, request: Request) -> Response:
    """Show the form by which a withdrawal is recorded."""
    return _form("withdraw", desk.path(request).stem, {}, ())


def withdrawn(desk: Desk, request: Request, fields: Fields) -> Response:
    """Record that a response was withdrawn; if that cannot be done, show the form again."""
    path = desk.path(request)
    try:
        why = _line(fields, "why", "the reason is missing")
        other = line_of(fields, "replaced_by")
        record = Record(WEBSITE, day_of(fields), why=why, replaced_by=other)
        record_withdrawal(
            desk.workspace, path, record, desk.today(), anyway=False, publishing=Publishing()
        )
    except (S55Error, OSError) as failure:
        return _form("withdraw", path.stem, fields, problems_told(failure), 422)
    return lead_on(path.stem, "done=withdrawn")


def _line(fields: Fields, name: str, lacking: str) -> str:
    """Read a line that has to be there.

    Args:
        fields: the form.
        name: the name of the field.
        lacking: what is said where nothing was typed.

    Raises:
        S55Error: K112 when nothing was typed.
    """
    given = line_of(fields, name)
    if given is None:
        hint = "Write it in a line: it is printed at the head of the response."
        raise S55Error([error("K112", lacking, hint, path=name)])
    return given


def _form(
    which: str, name: str, fields: Fields, problems: Sequence[Problem], status: int = 200
) -> Response:
    problems = list(with_shown_files(problems))
    return answer_with(which, status, name=name, fields=fields, problems=problems)
