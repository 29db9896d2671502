"""Write the items of a report as lines for a terminal: the name of each, and its status."""

from __future__ import annotations

from collections.abc import Iterator

from s55.model.dates import in_words
from s55.model.progress import ItemStatus, Progress
from s55.office.cases import Case
from s55.office.items import Pace, TrackedItem, tracked_items
from s55.richtext.markdown import blocks_of
from s55.templating.list_words import StatusWords
from s55.templating.wording import Wording
from s55.views.lists import ProgressWording
from s55.views.plain_text import in_a_line

_PROGRESS = ProgressWording(
    StatusWords(
        **{status.name.lower(): status.value for status in ItemStatus},
        superseded_by="superseded by {{ item }}",
        reopened_on="reopened on {{ date }}",
    ),
    Wording({}, "").fill,
    "en-GB",
)
"""The words of the terminal."""

_SHOWN = 60
"""Characters of an item's text in its line."""


def lines_of_items(case: Case) -> list[str]:
    """Write a line for each item: its reference, its status, and how it begins."""
    items = tracked_items(case)
    if not items:
        return ["  no items"]
    standings = [standing_in_words(item) for item in items]
    width = max(len(item.reference) for item in items)
    wide = max(map(len, standings))
    return [
        f"  {item.reference:{width}}  {standing:{wide}}  {_called(item)}{in_a_line(blocks, _SHOWN)}"
        for item, standing in zip(items, standings, strict=True)
        for blocks in (blocks_of(item.item.text),)
    ]


def lines_of_item(item: TrackedItem) -> list[str]:
    """Write one item: its status, its whole text, and its history by date."""
    return [
        f"  {item.reference}  {item.name.in_words}, {standing_in_words(item)}",
        f"  {in_a_line(blocks_of(item.item.text), len(item.item.text) * 2)}",
        *(f"    {entry_in_words(entry)}" for entry in item.history),
    ]


def _called(item: TrackedItem) -> str:
    """Write what tells an item without a number apart, before its text."""
    name = item.name
    own = f"our number {name.office_number}" if name.office_number else ""
    called = ", ".join(filter(None, (own, "" if name.number else name.under)))
    return f"{called}: " if called else ""


def standing_in_words(item: TrackedItem) -> str:
    """Say how far the force is with an item, since when, and by when it is due."""
    if not item.applies:
        return "does not apply"
    return ", ".join(_parts(item))


def _parts(item: TrackedItem) -> Iterator[str]:
    latest = item.latest
    standing = _PROGRESS.of(item) or "no status"
    yield standing
    if item.mark:
        yield f"marked {item.mark.value}"
    if latest and latest.status is item.status and in_words(latest.date) not in standing:
        yield f"updated {in_words(latest.date)}"
    if item.pace is Pace.WITHDRAWN:
        yield item.pace.value
    elif item.due and item.is_open:
        yield f"due {in_words(item.due)}{_nearness(item)}"


def _nearness(item: TrackedItem) -> str:
    """Say how an open item compares with its day, unless that is far away."""
    if item.due is None or item.pace not in (Pace.LATE, Pace.SOON):
        return ""
    if item.due == item.case.today:
        return " (today)"
    days = abs((item.due - item.case.today).days)
    count = "1 day" if days == 1 else f"{days} days"
    return f" ({count} overdue)" if item.pace is Pace.LATE else f" (in {count})"


def entry_in_words(entry: Progress) -> str:
    """Write an entry of a history, without what is for the office alone."""
    parts = (
        in_words(entry.date),
        entry.force,
        f"superseded by {entry.superseded_by}" if entry.superseded_by else entry.status.value,
        f"owner {entry.owner}" if entry.owner else None,
        f"due {in_words(entry.due)}" if entry.due else None,
        f"marked {entry.mark.value}" if entry.mark else None,
        entry.note,
    )
    return ", ".join(filter(None, parts))
