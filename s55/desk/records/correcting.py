"""Take the forms by which a published response is corrected or withdrawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from s55.desk.answers import Desk, answer_with, lead_on
from s55.desk.filling_in import NOTHING, AtField, FormFields, ShownForm
from s55.desk.forms import Fields, FormReading, day_of, line_of, needed_line
from s55.desk.one_response import draft_at_desk, lacking_in, titles_of
from s55.desk.putting_right import PutRight
from s55.desk.records.lacking import ANYWAY, refuse_unseen
from s55.drafts.dispatches import Record
from s55.errors import S55Error, problems_told
from s55.model.distribution import WEBSITE
from s55.pipeline.publications.comparing import SincePublished, since_published
from s55.pipeline.publications.correcting import record_correction, record_withdrawal
from s55.pipeline.recording.dispatches import Publishing
from s55.pipeline.rendering.limited import FILE_SECONDS
from s55.problems import Problem
from s55.rules.signed import CHANGED_SINCE
from s55.sources.files import read_text
from s55.workspace import shown, with_shown_files

_PRINTED = "Write it in a line: it is printed at the head of the response."
_DAYS = {
    "D113": AtField("day", "Correct the day."),
    "D114": AtField("day", "Correct the day: record only what has happened."),
    "D150": AtField("day", "Correct the day."),
}
_CORRECTION = FormFields(
    ("what", "day", "reference", ANYWAY), {**_DAYS, "D116": AtField("what")}, within="distribution."
)
_WITHDRAWAL = FormFields(
    ("why", "day", "replaced_by"),
    {**_DAYS, "D172": AtField("replaced_by", "Write the name of another draft, or nothing.")},
    within="distribution.",
)


def correct(desk: Desk, request: Request) -> Response:
    """Show the form by which a correction is recorded."""
    return _correction(desk, desk.path(request), _CORRECTION.shown(NOTHING))


def corrected(desk: Desk, request: Request, fields: Fields) -> Response:
    """Record that a response was corrected; if that cannot be done, show the form again."""
    path = desk.path(request)
    reading = FormReading()
    what = reading.of(
        lambda: needed_line(fields, "what", "what was corrected is missing", _PRINTED), ""
    )
    day = reading.of(lambda: day_of(fields), desk.today())
    try:
        reading.of(lambda: refuse_unseen(_passed_over(_lacking(desk, path)), fields), None)
        reading.refuse()
        record = Record(WEBSITE, day, reference=line_of(fields, "reference"), what=what)
        _record(desk, path, partial(record_correction, record=record))
    except (S55Error, OSError) as failure:
        return _correction(
            desk, path, _CORRECTION.shown(fields, problems_told(failure), draft_at_desk(path))
        )
    return lead_on(path.stem, "done=corrected")


def _record(desk: Desk, path: Path, record: Callable[..., str]) -> None:
    """Record what has happened, and keep what is published by that."""
    given = {"today": desk.today(), "anyway": False, "publishing": Publishing()}
    make = partial(record, desk.workspace, path, **given)
    desk.limited.made(make, "making the files to publish", FILE_SECONDS)


def _correction(desk: Desk, path: Path, form: ShownForm) -> Response:
    """Show the form of a correction, below what is missing and what changed since publication.

    What is missing is told once: where the form was refused for it, by the problems.
    """
    name = path.stem
    since: SincePublished | None = None
    unread: list[Problem] = []
    try:
        since = since_published(desk.workspace, name, desk.workspace.settings(), desk.today())
    except S55Error as failure:
        unread = list(with_shown_files(failure.problems))
    lines = _lines(since) if since else []
    lacking, told = _lacking(desk, path), {one.code for one in form.problems}
    return answer_with(
        "correct",
        form.status,
        name=name,
        form=form,
        since=since,
        lines=lines,
        unread=unread,
        lacking=[one for one in lacking if one.problem.code not in told],
        can_pass_over=bool(_passed_over(lacking)),
    )


def _passed_over(lacking: Sequence[PutRight]) -> list[PutRight]:
    """List what may be missing all the same: what is not as approved is not published again."""
    return [one for one in lacking if one.problem.code not in CHANGED_SINCE]


def _lacking(desk: Desk, path: Path) -> list[PutRight]:
    text = read_text(path, shown(path))
    return lacking_in(desk.workspace, path, text, desk.today())[1]


def _lines(since: SincePublished) -> list[str]:
    """Say what changed beside the texts, by the names that the desk's pages give the fields."""
    titles = titles_of(since.draft)
    named = (replace(one, name=titles.get(one.path, one.name)) for one in since.fields)
    return [line for change in named for line in change.as_lines()]


def withdraw(desk: Desk, request: Request) -> Response:
    """Show the form by which a withdrawal is recorded."""
    return _withdrawal(desk.path(request).stem, _WITHDRAWAL.shown(NOTHING))


def withdrawn(desk: Desk, request: Request, fields: Fields) -> Response:
    """Record that a response was withdrawn; if that cannot be done, show the form again."""
    path = desk.path(request)
    reading = FormReading()
    why = reading.of(lambda: needed_line(fields, "why", "the reason is missing", _PRINTED), "")
    day = reading.of(lambda: day_of(fields), desk.today())
    try:
        reading.refuse()
        record = Record(WEBSITE, day, why=why, replaced_by=line_of(fields, "replaced_by"))
        _record(desk, path, partial(record_withdrawal, record=record))
    except (S55Error, OSError) as failure:
        return _withdrawal(
            path.stem, _WITHDRAWAL.shown(fields, problems_told(failure), draft_at_desk(path))
        )
    return lead_on(path.stem, "done=withdrawn")


def _withdrawal(name: str, form: ShownForm) -> Response:
    return answer_with("withdraw", form.status, name=name, form=form)
