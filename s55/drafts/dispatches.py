"""Record in the text of a draft that the response was published, sent or withdrawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from s55.drafts.load import response_of
from s55.errors import S55Error
from s55.model.dates import with_weekday
from s55.model.distribution import (
    STANDARD_RECIPIENTS,
    WEBSITE,
    Dispatch,
    DispatchEvent,
    event_at,
)
from s55.model.response import Response
from s55.problems import Problem, error
from s55.records import dataclass
from s55.rules.consistency import unknown_recipient
from s55.sources.editing import YamlEdit
from s55.sources.seen import digest_of
from s55.sources.tree import Mapping


@dataclass(frozen=True, slots=True)
class Record:
    """What is recorded of one event; None for what is not named.

    Attributes:
        recipient: the recipient or place of publication.
        day: the day of the event.
        how: how it was sent.
        reference: a web address or a message number.
        by: who did it.
        event: what happened; None for the publication or dispatch, or the next one.
        what: what a correction has changed.
        why: why the response was withdrawn.
        replaced_by: the name of the draft of the response that replaces it.
    """

    recipient: str
    day: date | None = None
    how: str | None = None
    reference: str | None = None
    by: str | None = None
    event: DispatchEvent | None = None
    what: str | None = None
    why: str | None = None
    replaced_by: str | None = None

    def entries(self) -> dict[str, str | date]:
        """Return what the draft will hold, without what is not known."""
        given = {
            "event": self.event.value if self.event else None,
            "date": self.day,
            "how": self.how,
            "reference": self.reference,
            "by": self.by,
            "what": self.what,
            "why": self.why,
            "replaced_by": self.replaced_by,
        }
        return {key: value for key, value in given.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Marked:
    """The text of a draft with an event recorded, and what the event is."""

    text: str
    event: DispatchEvent


def marked(
    text: str, record: Record, more_recipients: Iterable[str], today: date, *, anyway: bool
) -> Marked:
    """Add an event to the distribution of a draft, leaving all else as it was.

    Args:
        text: the text of the draft.
        record: what to record.
        more_recipients: recipients that the settings add.
        today: the current day in Europe/London.
        anyway: whether to record a day that cannot be right.

    Raises:
        S55Error: D109 an unknown recipient, D113, D114, D150 a day before the report, in the
            future or before an earlier event, D116 already recorded, D117 the place cannot be
            edited, and the problems of a draft that cannot be understood.
    """
    response = response_of(text)
    recipient = record.recipient
    refused = [*_unknown(recipient, more_recipients), *_already(response, record)]
    if not refused and not anyway:
        refused += _unlikely(response, record, today, response.distribution.get(recipient, ()))
    if refused:
        raise S55Error(refused)
    entries = response.distribution.get(recipient, ())
    event = record.event or _next_event(recipient, len(entries))
    edit = _as_list(YamlEdit(text, Response), f"distribution.{recipient}")
    edit.append(f"distribution.{recipient}", {"event": event.value, **record.entries()})
    return Marked(edit.text, event)


def put_right(
    text: str,
    record: Record,
    more_recipients: Iterable[str],
    today: date,
    *,
    anyway: bool,
    seen: str = "",
) -> Marked:
    """Put the latest record of a recipient right; what the record does not name stays.

    Args:
        text: the text of the draft.
        record: what to change.
        more_recipients: recipients that the settings add.
        today: the current day in Europe/London.
        anyway: whether to record a day that cannot be right.
        seen: the fingerprint (:func:`seen_of`) of the record that the person saw; '' where nobody
            has looked.

    Raises:
        S55Error: as :func:`marked`, D151 when nothing is recorded for the recipient, K101 when the
            latest record is another by now.
    """
    response = response_of(text)
    recipient = record.recipient
    refused = list(_unknown(recipient, more_recipients))
    entries = response.distribution.get(recipient, ())
    if not refused and not entries:
        refused.append(
            error(
                "D151",
                f"nothing is recorded for '{recipient}' that could be replaced",
                "Record it without --replace.",
                path="distribution",
            )
        )
    if not refused and seen and seen_of(entries[-1]) != seen and not _says(entries[-1], record):
        hint = "Below is what is recorded now. Look at it, and correct it again."
        refused.append(error("K101", "somebody else has changed this record meanwhile", hint))
    if not refused and not anyway:
        refused += _unlikely(response, record, today, entries[:-1])
    if refused:
        raise S55Error(refused)
    edit = YamlEdit(text, Response)
    path = f"distribution.{recipient}"
    if not isinstance(edit.held(path), Mapping):
        path = f"{path}[{len(entries) - 1}]"
    for key, value in record.entries().items():
        edit.set(f"{path}.{key}", value)
    return Marked(edit.text, event_at(entries, len(entries) - 1, recipient))


def _says(recorded: Dispatch, record: Record) -> bool:
    """Whether a record holds all that is to be recorded already, as when a form is sent twice."""
    said = Record("", recorded.on, recorded.how, recorded.reference, recorded.by).entries()
    return record.entries().items() <= said.items()


def seen_of(record: Dispatch) -> str:
    """Return a fingerprint of a record, by which a later change is noticed."""
    return digest_of(record.model_dump_json())


def _as_list(edit: YamlEdit, path: str) -> YamlEdit:
    held = edit.held(path)
    return edit.enlist(path) if isinstance(held, Mapping) and held.entries else edit


def _next_event(recipient: str, earlier: int) -> DispatchEvent:
    if recipient == WEBSITE:
        return DispatchEvent.PUBLISHED
    return DispatchEvent.SENT_AGAIN if earlier else DispatchEvent.SENT


def _unknown(recipient: str, more: Iterable[str]) -> Iterator[Problem]:
    known = [*STANDARD_RECIPIENTS, *sorted(set(more) - {*STANDARD_RECIPIENTS})]
    if recipient not in known:
        yield replace(unknown_recipient(recipient, known), path="")


def _already(response: Response, record: Record) -> Iterator[Problem]:
    """Refuse a second first publication, and the same event on the same day."""
    events = response.events_at(record.recipient)
    if not events:
        return
    event, last = events[-1]
    when = with_weekday(last.on) if last.on else "with an unknown date"
    hint = "To put the record right, add --replace."
    if record.event:
        hint = "If something in it is wrong, put it right in the draft."
    elif record.recipient == WEBSITE:
        hint = f"{hint} To publish a corrected text: s55 correct."
    problem = error(
        "D116",
        f"'{record.recipient}' is recorded already: {event.value}, {when}",
        hint,
        path=f"distribution.{record.recipient}",
    )
    published_again = record.recipient == WEBSITE and record.event is None
    same = record.event in (None, event) and record.what in (None, last.what)
    if published_again or (same and record.day == last.on):
        yield problem


def _unlikely(
    response: Response, record: Record, today: date, earlier: Sequence[Dispatch]
) -> Iterator[Problem]:
    """Refuse a day in the future, before the report, or before an earlier event."""
    day = record.day
    if day is None:
        return
    known = [entry.on for entry in earlier if entry.on is not None]
    if day > today:
        code, what = "D114", f"is in the future (today is {with_weekday(today)})"
    elif day < response.inspection.published:
        published = with_weekday(response.inspection.published)
        code, what = "D113", f"is before the report was published ({published})"
    elif known and day < max(known):
        code, what = "D150", f"is before an earlier event ({with_weekday(max(known))})"
    else:
        return
    yield error(
        code,
        f"the day, {with_weekday(day)}, {what}",
        "Correct --on: record only what has happened. If it is right, add --anyway.",
        path=f"distribution.{record.recipient}",
    )
