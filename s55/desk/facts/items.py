"""Add an item to a response, move one within its list, or remove one."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from s55.desk.answers import Desk, answer_with, lead_on, lead_to, missing
from s55.desk.filling_in import NOTHING, FormFields, ShownForm
from s55.desk.forms import Fields, number_of, unchosen
from s55.drafts.facts import fact_groups
from s55.drafts.items.adding import NewItem, places_for_items
from s55.drafts.items.arranging import SeenItem
from s55.errors import S55Error, problems_told
from s55.pipeline.recording.edits import record_item, record_move, record_removal
from s55.records import dataclass
from s55.sources.facts import FactGroup
from s55.sources.files import read_text
from s55.sources.seen import digest_of
from s55.workspace import shown

_ITEM = FormFields(("place", "number", "text"), within="new.")
_MOVE = FormFields(("to",))


def item(desk: Desk, request: Request) -> Response:
    """Show the form by which an item is added."""
    return _item_form(desk, request, _ITEM.shown(NOTHING))


def item_added(desk: Desk, request: Request, fields: Fields) -> Response:
    """Add an item at the end of its list; if that cannot be done, show the form again."""
    path = desk.path(request)
    try:
        if not fields.get("place"):
            raise unchosen("place", "Choose what the item is.")
        new = NewItem(*(fields.get(name, "") for name in ("place", "number", "text")))
        added = record_item(path, new)
    except (S55Error, OSError) as failure:
        return _item_form(desk, request, _ITEM.shown(fields, problems_told(failure)))
    return lead_to(f"/response/{quote(path.stem, safe='')}/facts?saved={quote(added, safe='')}")


def _item_form(desk: Desk, request: Request, form: ShownForm) -> Response:
    path = desk.path(request)
    return answer_with(
        "new_item",
        form.status,
        name=path.stem,
        places=places_for_items(read_text(path, shown(path))),
        form=form,
    )


# --- moving and removing ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ArrangedItem:
    """An item with its neighbours in the list.

    Attributes:
        group: the item.
        place: its place in the list, from 0.
        places: the places that it can be moved to, each with its words, by their numbers from 0.
    """

    group: FactGroup
    place: int
    places: dict[str, str]


def arrange(desk: Desk, request: Request) -> Response:
    """Show where an item can be moved to, and what goes if it is removed.

    Raises:
        S55Error: K107 when the draft has no such item.
    """
    return _arrange_form(desk, request, request.query_params.get("of", ""), _MOVE.shown(NOTHING))


def arranged(desk: Desk, request: Request, fields: Fields) -> Response:
    """Move an item or remove it; if that cannot be done, show the form again.

    Raises:
        S55Error: K107 when the draft has no such item any more.
    """
    path, of = desk.path(request), fields.get("of", "")
    item = SeenItem(of, fields.get("about", ""))
    try:
        if fields.get("do") == "remove":
            record_removal(path, item)
            return lead_on(path.stem, "done=removed")
        to = number_of(fields.get("to", ""))
        if to is None:
            raise unchosen("to", "Choose where the item is to be.")
        record_move(path, item, to)
    except (S55Error, OSError) as failure:
        return _arrange_form(desk, request, of, _MOVE.shown(fields, problems_told(failure)))
    name, moved = quote(path.stem, safe=""), f"{of.rpartition('[')[0]}[{to}]"
    return lead_to(f"/response/{name}/facts?saved={quote(moved, safe='')}")


def _arrange_form(desk: Desk, request: Request, of: str, form: ShownForm) -> Response:
    path = desk.path(request)
    item = _arranged_item(fact_groups(read_text(path, shown(path))), of)
    return answer_with(
        "arrange",
        form.status,
        name=path.stem,
        item=item,
        about=digest_of(item.group.about),
        form=form,
    )


def _arranged_item(groups: Sequence[FactGroup], of: str) -> ArrangedItem:
    """Find an item and its neighbours.

    Raises:
        S55Error: K107 when there is no such item.
    """
    inside = [one for one in groups if one.path.rpartition("[")[0] == of.rpartition("[")[0]]
    place = next((at for at, one in enumerate(inside) if one.path == of), None)
    if place is None or not of.endswith("]"):
        raise missing()
    others = [one for one in inside if one.path != of]
    places = {
        str(to): "First" if to == 0 else f"After {others[to - 1].title}"
        for to in range(len(inside))
        if to != place
    }
    return ArrangedItem(inside[place], place, places)
