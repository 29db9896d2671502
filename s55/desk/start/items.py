"""Show one item of a report: its form, where it can be split, and where it is in the report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from s55.desk.answers import HEADERS, Desk, answer_with, missing
from s55.desk.filling_in import NOTHING, FormFields
from s55.desk.forms import Fields, FormReading, day_or_none, line_of, unchosen
from s55.desk.start.pictures import page_picture
from s55.desk.start.reading import ReviewedReport
from s55.desk.start.steps import (
    StepTaken,
    go_on,
    key_of,
    position_of,
    reading_of,
    refuse_old,
    sound,
)
from s55.errors import S55Error
from s55.importers.reports import reviewing
from s55.importers.reports.draft import markdown_of_item
from s55.importers.reports.findings import Findings, FoundItem, ReportItemKind
from s55.importers.reports.reviewing import ItemAsWritten
from s55.importers.source import SourcePosition
from s55.model.names import as_number
from s55.pipeline.rendering.limited import PAGE_SECONDS
from s55.problems import Problem, error, errors_of
from s55.records import dataclass
from s55.richtext.characters import shows_nothing
from s55.richtext.checks import problems_of

_AROUND = 2
"""Paragraphs before and after an item that show where it is, in files without pages."""
_QUOTED = 90
"""Characters of an item that are quoted where it can be split."""
_ITEM = FormFields(
    ("kind", "number", "under", "text", "parent", "addressee", "due_words", "due-day", "for_others")
)
_SPLIT = FormFields(("way",))
_LINES = ("number", "under", "addressee", "due_words", "for_others")
"""The fields of an item's form that are one line."""


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


def name_of_item(findings: Findings, at: int) -> str:
    """Name the item at a position by its kind and its number, or as which item it is."""
    item = findings.items[at]
    kind = item.kind.words
    return f"{kind[:1].upper()}{kind[1:]} {item.number or f'(item {at + 1})'}"


def shown_item(reading: ReviewedReport, at: int) -> ShownItem:
    """Put together what the page shows of the item at a position."""
    item, is_pdf = reading.findings.items[at], reading.source.format == "pdf"
    return ShownItem(
        at + 1,
        item,
        name_of_item(reading.findings, at),
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


def item(desk: Desk, request: Request) -> Response:
    """Show the form for an item, or for one that was not found."""
    reading = reading_of(desk, request)
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
    reading, key = reading_of(desk, request), key_of(request)
    at = _at(request, reading)
    try:
        refuse_old(reading, fields)
        written = _written(fields)
        if at is None:
            findings = reviewing.added(reading.findings, written, SourcePosition())
            at, done = len(findings.items) - 1, "added"
        else:
            findings, done = reviewing.changed(reading.findings, at, written), "changed"
        new = sound(reading.stepped(findings), reading)
        said = f"{name_of_item(findings, at)} is {done}."
        return go_on(desk, key, reading, StepTaken(new, f"item-{at + 1}", said))
    except S55Error as failure:
        now = reading_of(desk, request)
        return _item_page(now, request, _at(request, now), fields, failure.problems)


def _at(request: Request, reading: ReviewedReport) -> int | None:
    """Find the item that an address names; None for a new one."""
    number = request.path_params["number"]
    if not reading.is_report:
        raise missing()
    return None if number == "new" else position_of(number, len(reading.findings.items))


def _blank() -> ItemAsWritten:
    return ItemAsWritten(ReportItemKind.RECOMMENDATION, "", "", "", "", "", "", None, "")


def _written(fields: Fields) -> ItemAsWritten:
    """Read the form for an item.

    Raises:
        S55Error: K103 without a text, K105 for what is no day, K106 without a kind, and what a
            text cannot hold.
    """
    reading = FormReading()
    kind = reading.of(lambda: _kind_of(fields), ReportItemKind.RECOMMENDATION)
    text = reading.of(lambda: _text_of(fields), "")
    due = reading.of(lambda: day_or_none(fields, "due-"), None)
    reading.refuse()
    lines = {name: line_of(fields, name) or "" for name in _LINES}
    return ItemAsWritten(
        kind,
        as_number(lines["number"]),
        lines["under"],
        text,
        fields.get("parent", "") if kind is ReportItemKind.RECOMMENDATION else "",
        lines["addressee"],
        lines["due_words"],
        due,
        lines["for_others"],
    )


def _kind_of(fields: Fields) -> ReportItemKind:
    kind = fields.get("kind", "")
    if kind not in set(ReportItemKind):
        raise unchosen("kind", "Choose what the report calls it.")
    return ReportItemKind(kind)


def _text_of(fields: Fields) -> str:
    text = fields.get("text", "").replace("\r\n", "\n").strip()
    if shows_nothing(text):
        hint = "Write what the report says, or go back and drop the item."
        raise S55Error([error("K103", "the words of the item are missing", hint, path="text")])
    if wrong := errors_of(problems_of(text)):
        raise S55Error([replace(one, path="text") for one in wrong])
    return text


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
    form = _ITEM.shown(fields, problems)
    return answer_with(
        "item",
        form.status,
        form=form,
        key=key_of(request),
        reading=reading,
        one=None if at is None else shown_item(reading, at),
        number=request.path_params["number"],
        kinds={one.value: f"{one.words[:1].upper()}{one.words[1:]}" for one in ReportItemKind},
        causes={"": "None", **{one: one for one in causes}} if causes else {},
    )


def parts(desk: Desk, request: Request) -> Response:
    """Show the places at which an item can be split in two."""
    reading = reading_of(desk, request)
    return _parts_page(reading, request, ())


def split(desk: Desk, request: Request, fields: Fields) -> Response:
    """Split an item in two; if that cannot be done, show the form again."""
    reading, key = reading_of(desk, request), key_of(request)
    try:
        refuse_old(reading, fields)
        at = _at(request, reading)
        if at is None:
            raise missing()
        if not fields.get("way"):
            raise unchosen("way", "Choose where the second item begins.")
        ways = reviewing.parts_of(reading.findings.items[at])
        way = position_of(fields["way"], len(ways))
        new = sound(reading.stepped(reviewing.split(reading.findings, at, way)), reading)
        said = f"{name_of_item(reading.findings, at)} is split in two."
        return go_on(desk, key, reading, StepTaken(new, f"item-{at + 1}", said))
    except S55Error as failure:
        return _parts_page(reading_of(desk, request), request, failure.problems)


def _parts_page(reading: ReviewedReport, request: Request, problems: Sequence[Problem]) -> Response:
    at = _at(request, reading)
    if at is None:
        raise missing()
    one = shown_item(reading, at)
    ways = {
        str(number): f"“{_shortened(second)}”"
        for number, (_, second) in enumerate(reviewing.parts_of(one.item), 1)
    }
    form = _SPLIT.shown(NOTHING, problems)
    return answer_with(
        "split",
        form.status,
        form=form,
        key=key_of(request),
        reading=reading,
        one=one,
        ways=ways,
    )


def _shortened(text: str) -> str:
    line = reviewing.plain_words(text)
    return line if len(line) <= _QUOTED else f"{line[: _QUOTED - 1].rstrip()}…"


def picture(desk: Desk, request: Request) -> Response:
    """Draw the page from which an item comes, with its words marked.

    Raises:
        S55Error: K107 when there is none.
    """
    reading = reading_of(desk, request)
    at = _at(request, reading)
    found = None if at is None else reading.findings.items[at]
    png = None
    if found and found.place.page is not None and reading.source.format == "pdf":
        draw = partial(page_picture, reading.upload.data, found.place.page, found.whole)
        png = desk.limited.made(draw, "drawing the page", PAGE_SECONDS)
    if png is None:
        raise missing()
    return Response(png, headers=HEADERS, media_type="image/png")
