"""Write the items of a report as lines for a terminal: the name of each, and its status."""

from __future__ import annotations

from collections.abc import Iterator

from s55.model.dates import in_words
from s55.office.cases import Case
from s55.office.items import TrackedItem, tracked_items
from s55.richtext.markdown import blocks_of
from s55.views.plain_text import in_a_line

_SHOWN = 60
"""Characters of an item's text in its line."""


def lines_of_items(case: Case) -> list[str]:
    """Write a line for each item: its reference, its status, and how it begins."""
    items = tracked_items(case)
    if not items:
        return ["  no items"]
    standings = [_standing(item) for item in items]
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
        f"  {item.reference}  {item.name.in_words}, {_standing(item)}",
        f"  {in_a_line(blocks_of(item.item.text), len(item.item.text) * 2)}",
        *(
            "    " + ", ".join(filter(None, (in_words(entry.date), entry.status.value, entry.note)))
            for entry in item.history
        ),
    ]


def _called(item: TrackedItem) -> str:
    """Write what tells an item without a number apart, before its text."""
    name = item.name
    own = f"our number {name.office_number}" if name.office_number else ""
    called = ", ".join(filter(None, (own, "" if name.number else name.under)))
    return f"{called}: " if called else ""


def _standing(item: TrackedItem) -> str:
    if not item.applies:
        return "does not apply"
    return ", ".join(_parts(item))


def _parts(item: TrackedItem) -> Iterator[str]:
    latest = item.latest
    yield item.status.value if item.status else "no status"
    if latest and latest.status is item.status:
        yield f"updated {in_words(latest.date)}"
    if item.due and item.is_open:
        late = item.days_overdue
        days = "1 day" if late == 1 else f"{late} days"
        yield f"due {in_words(item.due)}" + (f" ({days} overdue)" if late else "")
