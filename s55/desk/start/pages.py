"""Show what was read of a report, and take what a person decides about each item of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from s55.desk.answers import HEADERS, Desk, answer_with, lead_on, missing
from s55.desk.forms import Fields, day_of, day_or_none, line_of
from s55.desk.start.pictures import page_picture
from s55.desk.start.reading import ReviewedReport, read_file
from s55.desk.uploads import Upload, gone
from s55.errors import S55Error, problems_told
from s55.importers.reports import reviewing
from s55.importers.reports.draft import PUBLICATIONS, made_title, markdown_of_item
from s55.importers.reports.findings import Findings, FoundItem, ReportItemKind
from s55.importers.reports.reviewing import ItemAsWritten
from s55.importers.source import SourcePosition
from s55.model.base import shows_nothing
from s55.model.dates import with_weekday
from s55.model.names import as_number
from s55.pipeline.importing import name_of, target_of
from s55.pipeline.starting import write_draft
from s55.problems import Problem, error, errors_of, in_order
from s55.richtext.checks import problems_of
from s55.workspace import shown, with_shown_files

_AROUND = 2
"""Paragraphs before and after an item that show where it is, in files without pages."""

_QUOTED = 90
"""Characters of an item that are quoted where it can be split."""
_Step = Callable[[Findings, int], Findings]
_STEPS: Mapping[str, _Step] = {
    "accept": reviewing.accepted,
    "drop": reviewing.dropped,
    "join": reviewing.joined,
    "take": reviewing.taken,
}


# --- the file ---------------------------------------------------------------------


def start(desk: Desk, request: Request) -> Response:
    """Show the form to which a report is given."""
    del desk, request
    return answer_with("start", problems=())


def report(desk: Desk, request: Request, upload: Upload) -> Response:
    """Read a report once, and lead on to what was read."""
    del request
    try:
        reading = read_file(desk.workspace, upload)
    except (S55Error, OSError) as failure:
        problems = [one.in_file(one.file or upload.name) for one in problems_told(failure)]
        return answer_with("start", 422, problems=problems)
    return _lead_to(desk.reports.keep(reading))


def nothing(desk: Desk, request: Request, fields: Fields) -> Response:
    """Show the form again that was sent without a file."""
    del desk, request, fields
    problem = error("K108", "no file is chosen", "Choose a file.", path="file")
    return answer_with("start", 422, problems=[problem])


# --- what was read ----------------------------------------------------------------


def read(desk: Desk, request: Request) -> Response:
    """Show what was read, item by item.

    Raises:
        S55Error: K110 when the file is not kept any more.
    """
    return _page(_reading(desk, request), _key(request), {}, ())


def stepped(desk: Desk, request: Request, fields: Fields) -> Response:
    """Take a decision, and show what follows of it; one that cannot be taken is told.

    Raises:
        S55Error: K110 when the file is not kept any more, K107 for a step that there is not.
    """
    reading, key = _reading(desk, request), _key(request)
    what, _, number = fields.get("do", "").partition(":")
    try:
        _same(reading, fields)
        if what == "start":
            return _started(desk, key, reading, fields)
        new, anchor = _after(reading, what, number, fields)
        return _kept(desk, key, reading, new, anchor)
    except (S55Error, OSError) as failure:
        problems = problems_told(failure)
        if any(one.code == "K107" for one in problems):
            raise
        return _page(_reading(desk, request), key, fields, problems)


def _after(
    reading: ReviewedReport, what: str, number: str, fields: Fields
) -> tuple[ReviewedReport, str]:
    """Give what is read after a step, and the place of the page to go on from."""
    if what == "undo":
        return reading.undone(), "items"
    if what == "way":
        if fields.get("way", "-") not in {key for key, _, _ in reading.ways}:
            raise _unchosen("way", "Choose how the file is to be read.")
        return reading.read_as(fields["way"]), ""
    if not reading.is_report:
        raise missing()
    if what == "facts":
        return _with_facts(reading, fields), "items"
    findings = reading.findings
    if what == "accept-all":
        return reading.stepped(reviewing.all_accepted(findings)), "start"
    step = _STEPS.get(what)
    items = findings.left_out if what == "take" else findings.items
    at = _position(number, len(items) - (what == "join"))
    if step is None:
        raise missing()
    new = reading.stepped(step(findings, at))
    now = new.findings.items
    if what == "take":
        at = next(n for n, one in enumerate(now) if all(one is not old for old in findings.items))
    if what == "accept":
        at += 1  # to the next one
    return new, f"item-{min(at, len(now) - 1) + 1}" if now else "items"


def _position(number: str, many: int) -> int:
    """Read the number of an item, counted from 1, as its position.

    Raises:
        S55Error: K107 when there is none.
    """
    if not number.isascii() or not number.isdecimal() or not 0 < int(number[:9]) <= many:
        raise missing()
    return int(number) - 1


def _same(reading: ReviewedReport, fields: Fields) -> None:
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


def _kept(desk: Desk, key: str, old: ReviewedReport, new: ReviewedReport, anchor: str) -> Response:
    if not desk.reports.replace(key, old, new):
        raise _overtaken()
    return _lead_to(key, anchor)


def _lead_to(key: str, anchor: str = "") -> Response:
    address = f"/start/{quote(key, safe='')}{'#' if anchor else ''}{anchor}"
    return RedirectResponse(address, 303, HEADERS)


def _reading(desk: Desk, request: Request) -> ReviewedReport:
    reading = desk.reports.get(_key(request))
    if reading is None:
        raise gone()
    return reading


def _key(request: Request) -> str:
    return str(request.path_params["key"])


def _unchosen(path: str, hint: str) -> S55Error:
    return S55Error([error("K106", "nothing is chosen", hint, path=path)])


# --- the facts --------------------------------------------------------------------


def _with_facts(reading: ReviewedReport, fields: Fields) -> ReviewedReport:
    """Confirm the day, the title, the forces and the address as they are in the form.

    Raises:
        S55Error: K105, K106 or K116, and what the draft cannot hold.
    """
    title, forces = line_of(fields, "title"), fields.get("forces", "").split("\n")
    forces = [line for one in forces if (line := " ".join(one.split()))]
    address = line_of(fields, "address")
    lacking = [
        error("K116", f"{what} is missing", "Fill it in.", path=path)
        for path, what, said in (
            ("title", "the title of the report", title),
            ("forces", "the force that was inspected", forces),
            ("address", "the address of the report on the web", address),
        )
        if not said
    ]
    if not fields.get("published"):
        hint = "Choose the day on which the report was published: the 56 days begin with it."
        lacking.append(error("K106", "no day is chosen", hint, path="published"))
    if lacking:
        raise S55Error(lacking)
    findings = reviewing.dated(reading.findings, _day(fields))
    findings = replace(findings, title=title or "", forces=tuple(forces))
    return _sound(reading.stepped(findings, address=address or "", confirmed=True), reading)


def _day(fields: Fields) -> date:
    if fields["published"] == "other":
        return day_of(fields, "other-")
    try:
        return date.fromisoformat(fields["published"])
    except ValueError:
        raise missing() from None


def _sound(new: ReviewedReport, old: ReviewedReport) -> ReviewedReport:
    """Refuse a step by which the draft could not be understood any more.

    Raises:
        S55Error: every problem that there was not before.
    """
    before = {(one.code, one.path, one.message) for one in old.errors()}
    found = [one for one in new.errors() if (one.code, one.path, one.message) not in before]
    if found:
        raise S55Error([replace(one, line=None, column=None, path="") for one in found])
    return new


def _facts(reading: ReviewedReport) -> dict[str, str]:
    """Fill in the form for the facts."""
    findings = reading.findings
    settings = reading.workspace.settings_or_none()
    forces = findings.forces or ((settings.force.name,) if settings else ())
    day = findings.published.date if findings.published else None
    return {
        "title": findings.title or made_title(findings),
        "forces": "\n".join(forces),
        "address": reading.address or PUBLICATIONS,
        "published": day.isoformat() if day and reading.confirmed else "",
    }


def _days(findings: Findings) -> dict[str, str]:
    """List the days that may be the day of publication, by their ISO dates, in words."""
    days: dict[str, str] = {}
    for found in (findings.published, *findings.other_dates):
        if found and found.date:
            place = "" if found.place == SourcePosition() else f", {found.place}"
            said = f"{with_weekday(found.date)}: {found.what}{place}"
            days.setdefault(found.date.isoformat(), said)
    return days


# --- the page ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ShownItem:
    """An item as the page shows it.

    Attributes:
        number: counts the items from 1.
        item: the item.
        name: its kind and its number, or which item it is.
        text: its words in Markdown.
        is_open: whether a person has to look at it.
        page: the page of a PDF that it is on, or None.
        around: of other files, the paragraphs about its place, each with whether it is the item's.
    """

    number: int
    item: FoundItem
    name: str
    text: str
    is_open: bool
    page: int | None
    around: tuple[tuple[str, bool], ...]


def _shown(reading: ReviewedReport) -> Iterator[ShownItem]:
    is_pdf = reading.source.format == "pdf"
    for number, item in enumerate(reading.findings.items, 1):
        kind = item.kind.words
        yield ShownItem(
            number,
            item,
            f"{kind[:1].upper()}{kind[1:]} {item.number or f'(item {number})'}",
            markdown_of_item(item),
            reviewing.to_confirm(item),
            item.place.page if is_pdf else None,
            () if is_pdf else tuple(_around(reading, item)),
        )


def _around(reading: ReviewedReport, item: FoundItem) -> Iterator[tuple[str, bool]]:
    """Yield the paragraphs about the place of an item, each with whether it is the item's."""
    mine = {block.place for block in item.blocks}
    blocks = reading.source.blocks
    at = next((at for at, block in enumerate(blocks) if block.place == item.place), None)
    if at is not None:
        for block in blocks[max(at - _AROUND, 0) : at + len(mine) + _AROUND]:
            yield block.text, block.place in mine


def _page(
    reading: ReviewedReport, key: str, fields: Fields, problems: Sequence[Problem]
) -> Response:
    name = fields.get("name") or name_of(Path(reading.upload.name))
    told = (one.in_file(one.file or reading.upload.name) for one in reading.problems())
    return answer_with(
        "read",
        422 if problems else 200,
        key=key,
        reading=reading,
        items=list(_shown(reading)) if reading.is_report else (),
        fields={**(_facts(reading) if reading.is_report else {}), **fields, "name": name},
        days=_days(reading.findings) if reading.is_report else {},
        told=in_order(told),
        problems=list(with_shown_files(problems)),
    )


# --- one item ---------------------------------------------------------------------


def item(desk: Desk, request: Request) -> Response:
    """Show the form for an item, or for one that was not found."""
    reading = _reading(desk, request)
    at = _at(request, reading)
    written = _blank() if at is None else ItemAsWritten.of(reading.findings.items[at])
    due = written.due
    fields = {
        "kind": written.kind.value,
        "number": written.number,
        "under": written.under,
        "text": written.text,
        "parent": written.parent,
        "addressee": written.addressee,
        "due_words": written.due_words,
        "for_others": written.for_others,
        **({"due-day": str(due.day), "due-month": str(due.month)} if due else {}),
        **({"due-year": str(due.year)} if due else {}),
    }
    return _item_page(reading, request, at, fields, ())


def item_written(desk: Desk, request: Request, fields: Fields) -> Response:
    """Take an item as it is in the form; if that cannot be done, show the form again."""
    reading, key = _reading(desk, request), _key(request)
    at = _at(request, reading)
    try:
        _same(reading, fields)
        written = _written(fields)
        if at is None:
            findings = reviewing.added(reading.findings, written, SourcePosition())
            at = len(findings.items) - 1
        else:
            findings = reviewing.changed(reading.findings, at, written)
        new = _sound(reading.stepped(findings), reading)
        return _kept(desk, key, reading, new, f"item-{at + 1}")
    except S55Error as failure:
        now = _reading(desk, request)
        return _item_page(now, request, _at(request, now), fields, failure.problems)


def _at(request: Request, reading: ReviewedReport) -> int | None:
    """Find the item that an address names; None for a new one."""
    number = request.path_params["number"]
    if not reading.is_report:
        raise missing()
    return None if number == "new" else _position(number, len(reading.findings.items))


def _blank() -> ItemAsWritten:
    return ItemAsWritten(ReportItemKind.RECOMMENDATION, "", "", "", "", "", "", None, "")


def _written(fields: Fields) -> ItemAsWritten:
    """Read the form for an item.

    Raises:
        S55Error: K103 without a text, K105 for what is no day, K106 without a kind, and what a
            text cannot hold.
    """
    kind, text = fields.get("kind", ""), fields.get("text", "").replace("\r\n", "\n").strip()
    if kind not in set(ReportItemKind):
        raise _unchosen("kind", "Choose what the report calls it.")
    if shows_nothing(text):
        hint = "Write what the report says, or go back and drop the item."
        raise S55Error([error("K103", "the words of the item are missing", hint, path="text")])
    if wrong := errors_of(problems_of(text)):
        raise S55Error([replace(one, path="text") for one in wrong])
    lines = {name: line_of(fields, name) or "" for name in _LINES}
    return ItemAsWritten(
        ReportItemKind(kind),
        as_number(lines["number"]),
        lines["under"],
        text,
        fields.get("parent", "") if kind == ReportItemKind.RECOMMENDATION else "",
        lines["addressee"],
        lines["due_words"],
        day_or_none(fields, "due-"),
        lines["for_others"],
    )


_LINES = ("number", "under", "addressee", "due_words", "for_others")


def _item_page(
    reading: ReviewedReport,
    request: Request,
    at: int | None,
    fields: Fields,
    problems: Sequence[Problem],
) -> Response:
    causes = [
        one.text for one in reading.findings.items if one.kind is ReportItemKind.CAUSE_OF_CONCERN
    ]
    shown_items = list(_shown(reading))
    return answer_with(
        "item",
        422 if problems else 200,
        key=_key(request),
        reading=reading,
        one=None if at is None else shown_items[at],
        number=request.path_params["number"],
        fields=fields,
        kinds={one.value: f"{one.words[:1].upper()}{one.words[1:]}" for one in ReportItemKind},
        causes={"": "None", **{one: one for one in causes}} if causes else {},
        problems=list(problems),
    )


def parts(desk: Desk, request: Request) -> Response:
    """Show the places at which an item can be split in two."""
    reading = _reading(desk, request)
    return _parts_page(reading, request, ())


def split(desk: Desk, request: Request, fields: Fields) -> Response:
    """Split an item in two; if that cannot be done, show the form again."""
    reading, key = _reading(desk, request), _key(request)
    try:
        _same(reading, fields)
        at = _at(request, reading)
        if at is None:
            raise missing()
        if not fields.get("way"):
            raise _unchosen("way", "Choose where the second item begins.")
        ways = reviewing.parts_of(reading.findings.items[at])
        way = _position(fields["way"], len(ways))
        new = _sound(reading.stepped(reviewing.split(reading.findings, at, way)), reading)
        return _kept(desk, key, reading, new, f"item-{at + 1}")
    except S55Error as failure:
        return _parts_page(_reading(desk, request), request, failure.problems)


def _parts_page(reading: ReviewedReport, request: Request, problems: Sequence[Problem]) -> Response:
    at = _at(request, reading)
    if at is None:
        raise missing()
    one = list(_shown(reading))[at]
    ways = {
        str(number): f"“{_shortened(second)}”"
        for number, (_, second) in enumerate(reviewing.parts_of(one.item), 1)
    }
    status = 422 if problems else 200
    return answer_with(
        "split",
        status,
        key=_key(request),
        reading=reading,
        one=one,
        ways=ways,
        problems=list(problems),
    )


def _shortened(text: str) -> str:
    line = reviewing.plain_words(text)
    return line if len(line) <= _QUOTED else f"{line[: _QUOTED - 1].rstrip()}…"


def picture(desk: Desk, request: Request) -> Response:
    """Draw the page from which an item comes, with its words marked.

    Raises:
        S55Error: K107 when there is none.
    """
    reading = _reading(desk, request)
    at = _at(request, reading)
    found = None if at is None else reading.findings.items[at]
    png = None
    if found and found.place.page is not None and reading.source.format == "pdf":
        png = page_picture(reading.upload.data, found.place.page, found.whole)
    if png is None:
        raise missing()
    return Response(png, headers=HEADERS, media_type="image/png")


# --- the draft --------------------------------------------------------------------


def _started(desk: Desk, key: str, reading: ReviewedReport, fields: Fields) -> Response:
    """Write the draft, if everything is confirmed that has to be.

    Raises:
        S55Error: K115 when something is to be confirmed yet, U102, U104 or U124 for a name that
            cannot be used, and what writing raises.
    """
    if not reading.is_ready() or (reading.to_see() and "seen-all" not in fields):
        problem = error(
            "K115",
            "the draft cannot be started yet: something is still to be confirmed",
            "It is listed at the end of the page.",
            path="start",
        )
        raise S55Error([problem])
    target = target_of(desk.workspace, line_of(fields, "name"), Path(reading.upload.name))
    if target.exists():
        hint = "Give the draft another name, or write into the one that is there."
        message = f"there is a draft of this name: {shown(target)}"
        raise S55Error([error("U104", message, hint, path="name")])
    write_draft(target, reading.imported.text, "import")
    desk.reports.forget(key)
    return lead_on(target.stem, "done=started")
