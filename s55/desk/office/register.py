"""The open items of all responses as a table to fill in, and as files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from s55.desk.answers import Desk, answer_with, download, lead_to, missing
from s55.desk.filling_in import NOTHING, FormFields, ShownForm
from s55.desk.forms import Fields, number_of, typed_day
from s55.errors import S55Error, problems_told
from s55.model.dates import with_weekday
from s55.office.items import Pace
from s55.pipeline.cases import read_cases
from s55.pipeline.register import RegisterFormat, made_register
from s55.pipeline.rendering.limited import ALL_SECONDS
from s55.pipeline.tracking.choosing import (
    NO_STATUS,
    STATUSES,
    ItemChoice,
    forces_among,
    owners_among,
)
from s55.pipeline.tracking.updating import (
    SheetUpdate,
    row_of,
    update_of,
    write_update,
)
from s55.problems import Problem
from s55.records import dataclass
from s55.returns.sheets.typed import TypedRow, typed_sheet
from s55.templating.register_manifest import RegisterManifest
from s55.templating.registry import find_set_of
from s55.views.progress_sheet import (
    OF_MARKS,
    STATE_KEYS,
    SheetItem,
    SheetPlace,
    mark_words,
    sheet_places,
    sheet_rows,
    shown_of,
    status_words,
)

SET = "register"
"""The template set of the register, with its words."""
ROWS = 25
"""How many items a page of the table shows."""
_FILTERS = ("force", "owner", "status", "overdue")
_TYPED = {
    "status": "new_status",
    "mark": "new_mark",
    "day": "new_day",
    "note": "new_note",
    "evidence": "new_evidence",
}
"""The fields of a row, and the columns of the sheet that they stand for."""
_HEADINGS = {
    "new_status": "New status",
    "new_mark": "New mark",
    "new_day": "As at",
    "new_note": "What happened (public)",
    "new_evidence": "Evidence (office only)",
}
"""What the columns are called, by their keys."""
_WITHOUT_MARKS = {key: words for key, words in _HEADINGS.items() if key not in OF_MARKS}
"""Those of an office that does not mark items."""
_CELLS = {key: name for name, key in _TYPED.items()} | {"date": "day", "note": "note"}
"""The fields in which problems are told, by their paths: a column, or the field of an entry."""
_HINTS = {"R150": "Fill in the day here, or one for all such rows below the table."}
"""What is to be done in the table, in place of hints that name the options of the command."""
_SHOWN = ("text", *STATE_KEYS)
"""What a row sends back of what it showed."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of the table.

    Attributes:
        number: its number, from 1.
        item: the item.
        heading: what the item is called.
        status: how far it is, in the words of the template set, or those of the filter for none.
        due: by when it is to be done, in words; '' for no day.
        tag: whether it is late or due soon; '' for neither.
        seen: what it shows of the item, by which it is known whether that was changed meanwhile.
        typed: what stands in its fields.
        is_wrong: whether something is wrong with it.
    """

    number: int
    item: SheetItem
    heading: str
    status: str
    due: str
    tag: str
    seen: Mapping[str, str]
    typed: Mapping[str, str]
    is_wrong: bool


def register(desk: Desk, request: Request) -> Response:
    """Show the open items, those that the filters choose."""
    return _table(desk, dict(request.query_params), None, ())


def recorded(desk: Desk, request: Request, fields: Fields) -> Response:
    """Record what was filled into the rows, all of it or nothing."""
    del request
    try:
        update = _filled_in(desk, fields)
        if update.problems:
            return _table(desk, fields, fields, [one.as_error() for one in update.problems])
        if update.entries:
            write_update(update)
    except (S55Error, OSError) as failure:
        return _table(desk, fields, fields, problems_told(failure))
    asked = {key: fields[key] for key in (*_FILTERS, "page") if fields.get(key)}
    return lead_to(f"/register?{urlencode({**asked, 'recorded': update.entries})}")


def _filled_in(desk: Desk, fields: Fields) -> SheetUpdate:
    rows = [
        TypedRow(
            number,
            identity,
            {key: fields.get(f"{number}-{name}", "") for name, key in _TYPED.items()},
            {key: fields.get(f"{number}-{key}", "") for key in _SHOWN},
        )
        for number in range(1, ROWS + 1)
        if (identity := fields.get(f"{number}-id"))
    ]
    manifest = _manifest(desk)
    sheet = typed_sheet(rows, _HEADINGS, manifest)
    return update_of(desk.workspace, sheet, manifest, "", typed_day(fields, "on"), desk.today())


def _manifest(desk: Desk) -> RegisterManifest:
    return find_set_of(RegisterManifest, SET, desk.workspace.places_of_sets).manifest


def _table(
    desk: Desk, asked: Mapping[str, str], typed: Fields | None, problems: Sequence[Problem]
) -> Response:
    """Show a page of the table; if something could not be recorded, the rows that were sent."""
    settings, today = desk.workspace.settings(), desk.today()
    cases, unread = read_cases(desk.workspace, [], settings, today, desk.known.cases)
    places = sheet_places(one.case for one in cases)
    owner, force, status = (asked.get(key) or None for key in ("owner", "force", "status"))
    choice = ItemChoice(owner, force, status, asked.get("overdue") == "yes")
    chosen = [one for one in places if choice.takes(one, settings)]
    pages = max(1, -(-len(chosen) // ROWS))
    page = min(max(number_of(asked.get("page", "")) or 1, 1), pages)
    manifest = _manifest(desk)
    if typed is None:
        rows = sheet_rows(chosen[(page - 1) * ROWS : page * ROWS], manifest)
    else:
        rows = _sent(places, typed, manifest)
    sent = {_number_of(one, typed): at for at, one in enumerate(rows, 1)} if typed else {}
    names = tuple(f"{at}-{name}" for at in sent.values() for name in _TYPED)
    told = [_in_cell(one, sent) for one in problems]
    form = FormFields(("on", *names)).shown(typed or NOTHING, told)
    is_marked = any(one.tracked.mark for one in places)
    return answer_with(
        "register",
        200 if typed is None else 422,
        rows=[_row(at, one, typed, form, today) for at, one in enumerate(rows, 1)],
        headings=_HEADINGS if is_marked else _WITHOUT_MARKS,
        marks={"": "As it is", **{word: word for word in mark_words(manifest)}},
        statuses={"": "As it is", **{word: word for word in status_words(manifest)}},
        choices={
            "force": ["", *forces_among(places)],
            "owner": ["", *owners_among(places)],
            "status": ["", *STATUSES],
        },
        asked=asked,
        filters=ShownForm(asked),
        on=typed.get("on", "") if typed is not None else f"{today:%d/%m/%Y}",
        found=len(chosen),
        page=page,
        pages=pages,
        query=lambda at: urlencode({**_filters(asked), "page": at}),
        recorded=asked.get("recorded", "") if typed is None else "",
        form=form,
        unread=unread,
    )


def _filters(asked: Mapping[str, str]) -> dict[str, str]:
    return {key: asked[key] for key in _FILTERS if asked.get(key)}


def _sent(
    places: Sequence[SheetPlace], typed: Fields, manifest: RegisterManifest
) -> list[SheetItem]:
    """Find the rows that a form has sent, those that are there still, in their order."""
    names = [typed.get(f"{number}-id", "") for number in range(1, ROWS + 1)]
    sent = [one for one in places if one.identity in set(names)]
    rows = {one.identity: one for one in sheet_rows(sent, manifest)}
    return [rows[name] for name in names if name in rows]


def _row(
    number: int,
    item: SheetItem,
    typed: Fields | None,
    form: ShownForm,
    today: date,
) -> TableRow:
    sent = _number_of(item, typed) if typed is not None else 0
    shown = shown_of(item)
    tracked = item.tracked
    pace = tracked.pace
    tag = {Pace.LATE: "Late", Pace.SOON: "Due soon"}.get(pace, "") if pace else ""
    due = f"{with_weekday(tracked.due)}" if tracked.due else ""
    if tracked.days_overdue:
        days = "1 day" if tracked.days_overdue == 1 else f"{tracked.days_overdue} days"
        due = f"{due}, {days} ago"
    elif tracked.due == today:
        due = f"{due}, today"
    return TableRow(
        number,
        item,
        tracked.name.in_words,
        _status(item),
        due,
        tag,
        {key: shown[key] for key in _SHOWN},
        {name: (typed or {}).get(f"{sent}-{name}", "") for name in _TYPED},
        any(form.at(f"{number}-{name}") for name in _TYPED),
    )


def _status(item: SheetItem) -> str:
    """Say how far an item is; that nothing is recorded is said as the filter says it."""
    if item.tracked.status_of(item.force) is None:
        return NO_STATUS.capitalize()
    return str(item.values["status"])


def _in_cell(problem: Problem, sent: Mapping[int, int]) -> Problem:
    """Name the field of the table that a problem is about.

    Args:
        problem: the problem.
        sent: the numbers that the rows have now, by those that they were sent with.
    """
    number = sent.get(row_of(problem))
    name = _CELLS.get(problem.path, "status")
    hint = _HINTS.get(problem.code, problem.hint)
    return replace(problem, path=f"{number}-{name}", hint=hint) if number else problem


def _number_of(item: SheetItem, typed: Fields) -> int:
    """Find the number that a row had in the form that was sent."""
    numbers = range(1, ROWS + 1)
    return next((at for at in numbers if typed.get(f"{at}-id") == item.identity), 0)


def file(desk: Desk, request: Request) -> Response:
    """Make the register in one format, as it is now.

    Raises:
        S55Error: K107 for another format, and every error in the drafts.
    """
    kind = request.path_params["kind"]
    if kind not in set(RegisterFormat):
        raise missing()
    make = partial(made_register, desk.workspace, [], [RegisterFormat(kind)], SET, desk.today())
    name = f"register.{kind}"
    made = desk.limited.made(make, "making the register", ALL_SECONDS)
    return download(name, made.files[name])
