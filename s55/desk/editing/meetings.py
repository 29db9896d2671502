"""The texts of the panel's meetings, and of all papers, in the text editor."""

from __future__ import annotations

from urllib.parse import quote

from starlette.requests import Request

from s55.desk.answers import Desk
from s55.desk.editing.edited import TextAtDesk, TextsAtDesk
from s55.office.panel_facts import PanelGroup, is_point, panel_groups, panel_text_at
from s55.pipeline.keeping.office_settings import panel_text, record_panel_text
from s55.richtext.checks import problems_of
from s55.sources.seen import TextChange

_BASE = "/meetings"


def _named(at: str) -> tuple[PanelGroup, str]:
    """Read what names a text: its path, and the day of its meeting as the person saw it."""
    path, _, day = at.partition("~")
    group = path.partition(".")[0]
    return PanelGroup(group if "." in path else "panel", day), path


def _found(desk: Desk, request: Request, at: str) -> TextAtDesk | None:
    """Find a text of the panel's file.

    Raises:
        S55Error: when the file cannot be read.
    """
    del request
    text = panel_text(desk.workspace)
    seen, path = _named(at)
    group = next((one for one in panel_groups(text) if one.path == seen.path), None)
    fact = panel_text_at(text, seen.path, path)
    if group is None or fact is None or group.about != seen.day:
        return None
    return TextAtDesk(
        at=at,
        title=fact.title,
        group=group.title,
        name="",
        text=fact.value,
        problems=tuple(problems_of(fact.value)),
        base=_BASE,
        after=f"{_BASE}?saved={quote(group.path, safe='')}",
        back=(f"{_BASE}#{group.path}", "Meetings of the panel"),
        removal=f"{_BASE}/remove?of={quote(at, safe='')}" if is_point(fact) and fact.value else "",
        menu="/papers",
    )


def _write(desk: Desk, request: Request, change: TextChange, goes_on: bool) -> None:
    del request
    seen, path = _named(change.path)
    wanted = TextChange(path, change.seen, change.text)
    record_panel_text(desk.workspace, seen, wanted, goes_on=goes_on)


TEXTS = TextsAtDesk(_found, _write)
