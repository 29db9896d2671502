"""Record a dispatch, the invitation, or the progress of an item in the text of a draft."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from s55.drafts.load import load
from s55.errors import S55Error
from s55.model.dates import with_weekday
from s55.model.distribution import STANDARD_RECIPIENTS
from s55.model.response import ItemStatus, Progress, Response
from s55.office.items import path_of_item, references_of
from s55.problems import Problem, error, has_errors
from s55.sources.editing import BYTE_ORDER_MARK, YamlEdit


@dataclass(frozen=True, slots=True)
class Record:
    """One publication or dispatch."""

    recipient: str
    day: date
    how: str | None = None
    reference: str | None = None
    by: str | None = None

    def entries(self) -> dict[str, str | date]:
        """Return what the draft will hold, without what is not known."""
        return _known(date=self.day, how=self.how, reference=self.reference, by=self.by)


@dataclass(frozen=True, slots=True)
class Invited:
    """The invitation to comment: its day, when comments are asked by, and how it went."""

    day: date
    reply_by: date
    how: str | None = None

    def entries(self) -> dict[str, str | date]:
        """Return what the draft will hold, without what is not known."""
        return _known(date=self.day, reply_by=self.reply_by, how=self.how)


def _known(**given: str | date | None) -> dict[str, str | date]:
    return {key: value for key, value in given.items() if value is not None}


def marked(text: str, record: Record, more_recipients: Iterable[str], *, again: bool) -> str:
    """Record a dispatch in the distribution of a draft, leaving all else as it was.

    Args:
        text: the text of the draft.
        record: what to record.
        more_recipients: recipients that the settings add.
        again: whether to replace what is recorded for the recipient.

    Raises:
        S55Error: D109 an unknown recipient, D116 already recorded, D117 the place cannot be
            edited, and the problems of a draft that cannot be understood.
    """
    response = _response_of(text)
    refused = _refused(response, record, {*STANDARD_RECIPIENTS, *more_recipients}, again)
    if refused:
        raise S55Error([refused])
    path = f"distribution.{record.recipient}"
    return YamlEdit(text, Response).set(path, record.entries()).text


def marked_as_invited(text: str, invited: Invited, name: str, *, again: bool) -> str:
    """Record the invitation in a draft, leaving all else as it was.

    Args:
        text: the text of the draft.
        invited: what to record.
        name: the name of the draft, for the command that a message suggests.
        again: whether to replace an invitation that is recorded.

    Raises:
        S55Error: D120 already recorded, D117 the place cannot be edited, and the problems of a
            draft that cannot be understood.
    """
    chief = _response_of(text).chief_officer
    if chief is not None and chief.invited is not None and not again:
        problem = error(
            "D120",
            f"the draft records an invitation of {with_weekday(chief.invited.date)} already",
            f"To replace it: s55 invite {name} --again.",
            path="chief_officer.invited",
        )
        raise S55Error([problem])
    return YamlEdit(text, Response).set("chief_officer.invited", invited.entries()).text


@dataclass(frozen=True, slots=True)
class Updated:
    """The text of a draft with an entry in the history of an item.

    Attributes:
        text: the text.
        reference: the item's short name.
        path: its path.
        status: how far the force is with it by now.
        latest: the day of its latest entry.
        applies: whether the draft says that it applies to the force.
    """

    text: str
    reference: str
    path: str
    status: ItemStatus | None
    latest: date
    applies: bool = True


def updated(text: str, name: str, progress: Progress, today: date) -> Updated:
    """Add ``progress`` to the history of an item in a draft, leaving all else as it was.

    The entry is added at the end of the history. The item's ``status`` becomes the entry's, unless
    the history holds a later day: then it stays as it is.

    Args:
        text: the text of the draft.
        name: the item, as :func:`s55.office.items.path_of_item` takes it.
        progress: the entry.
        today: the current day in Europe/London.

    Raises:
        S55Error: D113, D114 a day before the report or in the future, D117 the place cannot be
            edited, D131, D132 no such item, or several, D133 the entry is there already, and the
            problems of a draft that cannot be understood.
    """
    response = _response_of(text)
    path = path_of_item(name, response)
    item = dict(response.all_items())[path]
    reference = references_of(response)[path]
    refused = _out_of_range(progress.date, response.inspection.published, today)
    if progress in item.history:
        refused = _recorded_already(reference, progress)
    if refused:
        raise S55Error([refused])
    status = item.current_status
    latest = max(progress.date, item.latest.date) if item.latest else progress.date
    edit = YamlEdit(text, Response)
    if progress.date == latest:
        status = progress.status
        edit.set(f"{path}.status", status.value)
    edit.append(
        f"{path}.history",
        _known(
            date=progress.date,
            status=progress.status.value,
            note=progress.note,
            evidence=progress.evidence,
        ),
    )
    return Updated(edit.text, reference, path, status, latest, item.applies)


def _out_of_range(day: date, published: date, today: date) -> Problem | None:
    if day > today:
        return error(
            "D114",
            f"the day of the entry, {with_weekday(day)}, is in the future "
            f"(today is {with_weekday(today)})",
            "Correct --on: record only what has happened.",
        )
    if day < published:
        return error(
            "D113",
            f"the day of the entry, {with_weekday(day)}, is before the report was published "
            f"({with_weekday(published)})",
            "Check both dates, and correct --on.",
        )
    return None


def _recorded_already(reference: str, progress: Progress) -> Problem:
    return error(
        "D133",
        f"the history of {reference} already has this entry: {progress.status.value} on "
        f"{with_weekday(progress.date)}",
        "Nothing was changed. If there is something new to say, add it with --note.",
    )


def _response_of(text: str) -> Response:
    draft, problems = load(text.removeprefix(BYTE_ORDER_MARK), "")
    if draft is None or has_errors(problems):
        raise S55Error(problems)
    return draft.response


def _refused(response: Response, record: Record, known: set[str], again: bool) -> Problem | None:
    if record.recipient not in known:
        close = difflib.get_close_matches(record.recipient, known, n=1)
        hint = (
            f"Did you mean '{close[0]}'?" if close else f"Use one of: {', '.join(sorted(known))}."
        )
        return error("D109", f"s55 knows no recipient '{record.recipient}'", hint)
    earlier = response.distribution.get(record.recipient)
    if earlier is not None and not again:
        when = with_weekday(earlier.on) if earlier.on else "unknown"
        return error(
            "D116",
            f"'{record.recipient}' is recorded already, with the date {when}",
            "To replace what is recorded, run the command again with --again.",
        )
    return None
