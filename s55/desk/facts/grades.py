"""Add a graded judgment to a response, or remove one."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from s55.desk.answers import Desk, answer_with, lead_to
from s55.desk.filling_in import NOTHING, FormFields, ShownForm
from s55.desk.forms import Fields, FormReading, needed_line, number_of, unchosen
from s55.drafts.items.grades import AreaGrade, grades_in
from s55.errors import S55Error, problems_told
from s55.model.inspection import Grade
from s55.pipeline.recording.edits import record_grade, record_grade_removal
from s55.sources.files import read_text
from s55.workspace import shown

_FIELDS = FormFields(("area", "grade", "remove"), within="new.")
_GRADES = {one.value: one.value.capitalize() for one in Grade}


def grades(desk: Desk, request: Request) -> Response:
    """Show the forms by which a graded judgment is added or removed."""
    return _form(desk, request, _FIELDS.shown(NOTHING))


def graded(desk: Desk, request: Request, fields: Fields) -> Response:
    """Add or remove a graded judgment; if that cannot be done, show the forms again."""
    path = desk.path(request)
    try:
        if fields.get("do") == "remove":
            at, seen = _removed(fields, grades_in(read_text(path, shown(path))))
            record_grade_removal(path, at, seen)
        else:
            record_grade(path, _new(fields))
    except (S55Error, OSError) as failure:
        return _form(desk, request, _FIELDS.shown(fields, problems_told(failure)))
    return lead_to(f"/response/{quote(path.stem, safe='')}/facts?saved=judgments")


def _new(fields: Fields) -> AreaGrade:
    """Read the judgment that is added.

    Raises:
        S55Error: K112 without its area, K106 without its grade.
    """
    reading = FormReading()
    hint = "Write the area or the question, as the report has it."
    area = reading.of(lambda: needed_line(fields, "area", "the area is missing", hint), "")
    grade = reading.of(lambda: _grade(fields), "")
    reading.refuse()
    return AreaGrade(area, grade)


def _grade(fields: Fields) -> str:
    if fields.get("grade") not in _GRADES:
        raise unchosen("grade", "Choose the grade that the inspectorate gave.")
    return fields["grade"]


def _removed(fields: Fields, there: Sequence[AreaGrade]) -> tuple[int, AreaGrade]:
    """Read which judgment is removed: its place, and what the person saw there.

    Raises:
        S55Error: K106 when none is chosen.
    """
    number, _, said = fields.get("remove", "").partition(" ")
    at = number_of(number)
    if at is None:
        raise unchosen("remove", "Choose the grade that is to be removed.")
    now = there[at] if at < len(there) else None
    is_seen = now is not None and _words(now) == said
    return at, now if now and is_seen else AreaGrade("", said)


def _words(one: AreaGrade) -> str:
    return f"{one.area}: {one.grade}"


def _form(desk: Desk, request: Request, form: ShownForm) -> Response:
    path = desk.path(request)
    there = grades_in(read_text(path, shown(path)))
    return answer_with(
        "grades",
        form.status,
        name=path.stem,
        grades=_GRADES,
        there={f"{at} {_words(one)}": _words(one) for at, one in enumerate(there)},
        form=form,
    )
