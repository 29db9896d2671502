"""Write the overview of all responses: one line for each, what is open first.

Every line fits into a window of 100 characters, whatever a draft is called.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from s55.model.dates import in_words, with_weekday
from s55.records import dataclass

WIDTH = 100
"""The characters that a line has at most."""
_MOST_OF_A_NAME = 28
_GAP = "  "


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """One response on a day.

    Attributes:
        name: the name of the draft.
        is_published: whether publication of the response is recorded.
        statutory: the last day of the statutory period.
        days_left: from today to that day; negative when it has passed.
        published: the day of publication, where known.
        days_late: the days from the statutory day to publication; 0 when in time.
        waits_for: what is to be done next, in a few words; '' when nothing is.
        is_withdrawn: whether it was withdrawn after that.
        replaces: whether it replaces a withdrawn response, by which the report was answered first.
    """

    name: str
    is_published: bool
    statutory: date
    days_left: int
    published: date | None
    days_late: int
    waits_for: str
    is_withdrawn: bool = False
    replaces: bool = False

    @property
    def is_done(self) -> bool:
        """Say whether the response is published and nothing is left to be done."""
        return self.is_published and not self.waits_for

    @property
    def is_late(self) -> bool:
        """Say whether it was published too late, or is not published and should be."""
        if self.is_published or self.replaces:
            return self.days_late > 0
        return self.days_left < 0

    @property
    def day(self) -> str:
        """Name the day that counts, and how far it is, or was: "13 December 2026, 15 days left"."""
        if self.is_published:
            day = in_words(self.published) if self.published else "date not recorded"
            late = f", {_days(self.days_late)} late" if self.days_late else ""
            return f"{day}{late}{', withdrawn' if self.is_withdrawn else ''}"
        if self.replaces:
            return "replaces a withdrawn one"
        left = f"{_days(-self.days_left)} late" if self.is_late else f"{_days(self.days_left)} left"
        return f"{in_words(self.statutory)}, {left if self.days_left else 'today'}"


def overview(rows: Iterable[OverviewRow], *, still_open: bool = False) -> str:
    """Write a line of totals, then a line for each response.

    The open ones come first, the next statutory day on top; then those published, first the ones
    with something left to do, then the latest.

    Args:
        rows: the responses in any order; the totals count all of them.
        still_open: whether to leave out the lines of those with nothing left to do.
    """
    found = list(rows)
    still = sorted(
        (row for row in found if not row.is_published), key=lambda row: (row.statutory, row.name)
    )
    done = sorted((row for row in found if row.is_published), key=_place_of_a_published_one)
    parts = [_totals(still, done)]
    shown = [row for row in found if not (still_open and row.is_done)]
    for heading, day, group in (("Open", "Statutory last day", still), ("Published", "On", done)):
        if lines := [row for row in group if row in shown]:
            parts.append(_table((heading, day, "Waits for"), lines, shown))
    return "\n\n".join(parts)


def _place_of_a_published_one(row: OverviewRow) -> tuple[bool, int, str]:
    return not row.waits_for, -(row.published or date.min).toordinal(), row.name


def _totals(still: Sequence[OverviewRow], done: Sequence[OverviewRow]) -> str:
    counts = f"{_with_late(still, 'open')}, {_with_late(done, 'published')}."
    ahead = next((row for row in still if row.days_left >= 0 and not row.replaces), None)
    if ahead is None:
        return counts
    when = f"in {_days(ahead.days_left)}" if ahead.days_left else "today"
    return f"{counts}\nNext statutory day: {with_weekday(ahead.statutory)}, {when}."


def _with_late(rows: Sequence[OverviewRow], what: str) -> str:
    late = sum(row.is_late for row in rows)
    return f"{len(rows)} {what}{f' ({late} late)' if late else ''}"


def _table(
    headings: tuple[str, str, str], rows: Sequence[OverviewRow], all_rows: Sequence[OverviewRow]
) -> str:
    """Align the columns, in both tables alike; what does not fit is cut, never wrapped."""
    lines = [headings, *((row.name, row.day, row.waits_for or "nothing") for row in rows)]
    first = min(_MOST_OF_A_NAME, max(len(row.name) for row in all_rows))
    second = max(len("Statutory last day"), *(len(row.day) for row in all_rows))
    return "\n".join(
        _cut(f"{_cut(name, first):<{first}}{_GAP}{day:<{second}}{_GAP}{waits}", WIDTH)
        for name, day, waits in lines
    )


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"
