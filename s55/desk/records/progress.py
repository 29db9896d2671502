"""Record how far the force is with the items of a response."""

from __future__ import annotations

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from s55.desk.answers import Desk, answer_with, lead_to, missing
from s55.desk.filling_in import AtField, FormFields, ShownForm
from s55.desk.forms import Fields, FormReading, day_of, day_or_none, line_of, unchosen
from s55.desk.one_response import draft_at_desk
from s55.errors import S55Error, problems_told
from s55.model.progress import ItemMark, ItemStatus, Progress
from s55.office.items import TrackedItem, tracked_items
from s55.pipeline.cases import case_of_draft
from s55.pipeline.recording.progress import record_progress
from s55.problems import error
from s55.records import dataclass
from s55.richtext.markdown import blocks_of
from s55.views.plain_text import in_a_line
from s55.views.tracker import entry_in_words, standing_in_words

_FIELDS = FormFields(
    ("status", "day", "note", "evidence", "owner", "due-day", "mark", "superseded_by"),
    {
        "D113": AtField("day", "Check both days, and correct this one."),
        "D114": AtField("day", "Correct the day: record only what has happened."),
        "D154": AtField("superseded_by", "Write it with the draft that it is in: peel-2025 R3."),
        "D133": AtField("note", "If there is something new to say, write it here."),
    },
)


_IN_SHORT = 150
"""As many characters of an item the list of all items shows."""


def progress(desk: Desk, request: Request) -> Response:
    """Show the items with how far the force is, and the form for one of them."""
    return _form(desk, request, _FIELDS.shown(dict(request.query_params)))


def progressed(desk: Desk, request: Request, fields: Fields) -> Response:
    """Record how far the force is with an item; if that cannot be done, show the form again."""
    path, reading = desk.path(request), FormReading()
    status = reading.of(lambda: _status_of(fields), ItemStatus.NOT_STARTED)
    day = reading.of(lambda: day_of(fields), desk.today())
    due = reading.of(lambda: day_or_none(fields, "due-"), None)
    mark = reading.of(lambda: _mark_of(fields), None)
    try:
        reading.refuse()
        entry = Progress(
            date=day,
            status=status,
            superseded_by=line_of(fields, "superseded_by"),
            owner=line_of(fields, "owner"),
            due=due,
            note=line_of(fields, "note"),
            evidence=line_of(fields, "evidence"),
            mark=mark,
        )
        record_progress(path, fields.get("item", ""), entry, desk.today())
    except (S55Error, OSError) as failure:
        return _form(
            desk, request, _FIELDS.shown(fields, problems_told(failure), draft_at_desk(path))
        )
    item = quote(fields.get("item", ""), safe="")
    return lead_to(f"/response/{quote(path.stem, safe='')}/progress?recorded={item}")


def _status_of(fields: Fields) -> ItemStatus:
    """Read how far the force is.

    Raises:
        S55Error: K106 when it is not chosen.
    """
    if fields.get("status") not in set(ItemStatus):
        raise unchosen("status", "Choose how far the force is with the item.")
    return ItemStatus(fields["status"])


def _mark_of(fields: Fields) -> ItemMark | None:
    """Read how the policing body judges the progress; None where nothing was chosen."""
    chosen = fields.get("mark", "")
    if chosen and chosen not in set(ItemMark):
        hint = "Choose one of the marks, or none."
        raise S55Error([error("K106", "this is no mark", hint, path="mark")])
    return ItemMark(chosen) if chosen else None


@dataclass(frozen=True, slots=True)
class ItemOfDesk:
    """An item as the page of the force's progress shows it.

    Attributes:
        reference: its short name, for example 'R2'.
        name: its name in words.
        standing: how far the force is.
        text: what the report says.
        in_short: how it begins, in a line.
        history: what was recorded, entry by entry, the latest last.
        applies: whether it applies to the force.
    """

    reference: str
    name: str
    standing: str
    text: str
    in_short: str
    history: tuple[str, ...]
    applies: bool

    @classmethod
    def of(cls, item: TrackedItem) -> ItemOfDesk:
        """Describe an item."""
        history = tuple(map(entry_in_words, item.history))
        name, standing = item.name.in_words, standing_in_words(item)
        text = item.item.text
        in_short = in_a_line(blocks_of(text), _IN_SHORT)
        return cls(item.reference, name, standing, text, in_short, history, item.applies)


def _form(desk: Desk, request: Request, form: ShownForm) -> Response:
    path = desk.path(request)
    case = case_of_draft(desk.workspace, path, desk.today())
    items = [ItemOfDesk.of(one) for one in tracked_items(case)]
    chosen = next((one for one in items if one.reference == form.fields.get("item")), None)
    if form.fields.get("item") and chosen is None:
        raise missing()
    recorded = request.query_params.get("recorded")
    return answer_with(
        "progress",
        form.status,
        name=path.stem,
        items=items,
        chosen=chosen,
        recorded=next((one for one in items if one.reference == recorded), None),
        form=form,
        statuses={one.value: one.value.capitalize() for one in ItemStatus},
        marks={"": "No new mark", **{one.value: one.value.capitalize() for one in ItemMark}},
    )
