"""The texts of a draft in the text editor."""

from __future__ import annotations

from urllib.parse import quote

from starlette.requests import Request

from s55.desk.answers import Desk
from s55.desk.editing.edited import TextAtDesk, TextsAtDesk
from s55.pipeline.recording.edits import record_texts, text_with
from s55.sources.seen import TextChange


def _found(desk: Desk, request: Request, at: str) -> TextAtDesk | None:
    """Find a text of a draft.

    Raises:
        S55Error: every problem of the settings, and when the draft cannot be read.
    """
    one = desk.one(request)
    place, problems = one.place(at) or (None, ())
    if place is None:
        return None
    item = one.place(f"{place.item}.text") if place.item else None
    base = f"/response/{quote(one.name, safe='')}"
    return TextAtDesk(
        at=place.at,
        title=place.title,
        group=place.group,
        name=one.name,
        text=place.text,
        problems=problems,
        base=base,
        after=f"{base}?saved={quote(place.path, safe='')}",
        back=(f"{base}#{place.path}", "Back to the response"),
        about=item[0].text if item and item[0] is not place else "",
        about_title="The report says",
        is_choice=bool(place.choices),
    )


def _write(desk: Desk, request: Request, change: TextChange, goes_on: bool) -> None:
    record_texts(desk.path(request), [change], goes_on=goes_on)


def _typed(desk: Desk, request: Request, change: TextChange) -> str:
    return text_with(desk.path(request), [change])


TEXTS = TextsAtDesk(_found, _write, typed=_typed)
