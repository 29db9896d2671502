"""Record that a response was published or sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from s55.desk.answers import Desk, answer_with, lead_on, missing
from s55.desk.filling_in import NOTHING, AtField, FormFields, ShownForm
from s55.desk.forms import Fields, FormReading, day_of, day_or_none, line_of, unchosen
from s55.desk.one_response import draft_at_desk, lacking_in
from s55.desk.putting_right import DraftAtDesk, PutRight
from s55.desk.records.lacking import ANYWAY, refuse_unseen
from s55.drafts.dispatches import Record, seen_of
from s55.drafts.load import Draft, load
from s55.errors import S55Error, problems_told
from s55.model.distribution import (
    STANDARD_RECIPIENTS,
    WEBSITE,
    Dispatch,
    DispatchEvent,
    event_at,
)
from s55.pipeline.recording.dispatches import Publishing, correct_dispatch, record_dispatch
from s55.pipeline.rendering.limited import FILE_SECONDS
from s55.problems import Problem
from s55.records import dataclass
from s55.sources.files import read_text
from s55.workspace import shown

_FIELDS = FormFields(
    ("recipient", "day", "how", "reference", "by", ANYWAY),
    {
        "D109": AtField("recipient"),
        "D113": AtField("day", "Correct the day."),
        "D114": AtField("day", "Correct the day: record only what has happened."),
        "D116": AtField("recipient"),
        "D150": AtField("day", "Correct the day."),
    },
    within="distribution.",
)

_FIRST = (DispatchEvent.PUBLISHED, DispatchEvent.SENT)
"""What the name of a recipient says already."""
_RECIPIENTS = {
    "website": "Published on our website",
    "inspectorate": "Sent to the inspectorate",
    "inspectorate_portal": "Entered in the inspectorate’s portal",
    "secretary_of_state": "Sent to the Secretary of State",
    "chief_officer": "Sent to the chief officer",
    "panel": "Sent to the Police and Crime Panel",
}


@dataclass(frozen=True, slots=True)
class ShownRecord:
    """What is recorded last of a recipient, as the page shows it.

    Attributes:
        recipient: the recipient.
        title: what happened, in words.
        record: the record.
    """

    recipient: str
    title: str
    record: Dispatch

    @property
    def fields(self) -> Fields:
        """Give what stands in the form by which it is corrected."""
        on, record = self.record.on, self.record
        parts = (on.day, on.month, on.year) if on else ("", "", "")
        days = dict(zip(("day", "month", "year"), map(str, parts), strict=True))
        texts = {"how": record.how, "reference": record.reference, "by": record.by}
        return {**days, **{name: text or "" for name, text in texts.items()}}


def record(desk: Desk, request: Request) -> Response:
    """Show the form by which a publication or a dispatch is recorded, or a record corrected.

    Raises:
        S55Error: K107 when nothing is recorded of the recipient whose record is to be corrected.
    """
    recipient = request.query_params.get("of")
    if recipient is not None:
        return _correction(desk, desk.path(request), recipient, None, ())
    return _form(desk, desk.path(request), _FIELDS.shown(NOTHING))


def recorded(desk: Desk, request: Request, fields: Fields) -> Response:
    """Record a publication or a dispatch; if that cannot be done, show the form again."""
    if "of" in fields:
        return _corrected(desk, desk.path(request), fields)
    path, reading = desk.path(request), FormReading()
    recipient = reading.of(lambda: _recipient(fields), "")
    day = reading.of(lambda: day_of(fields), desk.today())
    how, reference, by = (line_of(fields, name) for name in ("how", "reference", "by"))
    publishing = Publishing() if recipient == WEBSITE else None
    try:
        if publishing:
            reading.of(lambda: refuse_unseen(_lacking(desk, path)[1], fields), None)
        reading.refuse()
        made = Record(recipient, day, how, reference, by)
        make = partial(record_dispatch, desk.workspace, path, made, desk.today())
        if publishing is None:
            make()
        else:
            publish = partial(make, publishing=publishing)
            desk.limited.made(publish, "making the files to publish", FILE_SECONDS)
    except (S55Error, OSError) as failure:
        return _form(desk, path, _FIELDS.shown(fields, problems_told(failure), draft_at_desk(path)))
    return lead_on(path.stem, f"done={'published' if publishing else 'recorded'}")


def _corrected(desk: Desk, path: Path, fields: Fields) -> Response:
    """Put the latest record of a recipient right; if that cannot be done, show the form again."""
    recipient, reading = fields["of"], FormReading()
    day = reading.of(lambda: day_or_none(fields, ""), None)
    how, reference, by = (line_of(fields, name) for name in ("how", "reference", "by"))
    try:
        reading.refuse()
        made, seen = Record(recipient, day, how, reference, by), fields.get("seen", "")
        correct_dispatch(desk.workspace, path, made, desk.today(), seen)
    except (S55Error, OSError) as failure:
        return _correction(desk, path, recipient, fields, problems_told(failure))
    return lead_on(path.stem, "done=record-corrected")


def _correction(
    desk: Desk, path: Path, recipient: str, typed: Fields | None, problems: Sequence[Problem]
) -> Response:
    """Show the form by which the latest record of a recipient is corrected."""
    text = read_text(path, shown(path))
    draft, _ = load(text, "")
    one = next((one for one in _records(desk, draft) if one.recipient == recipient), None)
    if one is None:
        raise missing()
    is_overtaken = any(problem.code == "K101" for problem in problems)
    now = seen_of(one.record)
    at_desk = DraftAtDesk.of(path.stem, text, draft)
    form = _FIELDS.shown(typed or one.fields, problems, at_desk)
    return answer_with(
        "correct_record",
        form.status,
        name=path.stem,
        one=one,
        form=form,
        seen=now if typed is None or is_overtaken else typed.get("seen", ""),
        is_overtaken=is_overtaken,
    )


def _records(desk: Desk, draft: Draft | None) -> Iterator[ShownRecord]:
    """List what is recorded last of each recipient; nothing of a draft that cannot be read."""
    names = _recipients(desk)
    for key, records in draft.response.distribution.items() if draft else ():
        event = event_at(records, len(records) - 1, key)
        again = "" if event in _FIRST else f" ({event.value})"
        yield ShownRecord(key, f"{names.get(key, _sent_to(key))}{again}", records[-1])


def _recipient(fields: Fields) -> str:
    if recipient := fields.get("recipient"):
        return recipient
    raise unchosen("recipient", "Choose where the response was published, or to whom it was sent.")


def _form(desk: Desk, path: Path, form: ShownForm) -> Response:
    draft, lacking = _lacking(desk, path)
    return answer_with(
        "record",
        form.status,
        name=path.stem,
        form=form,
        recipients=_recipients(desk),
        records=list(_records(desk, draft)),
        lacking=lacking,
    )


def _lacking(desk: Desk, path: Path) -> tuple[Draft | None, list[PutRight]]:
    """List what is missing before the response is first published; give the draft too."""
    text = read_text(path, shown(path))
    draft, lacking = lacking_in(desk.workspace, path, text, desk.today())
    is_published = draft is not None and draft.response.first_publication is not None
    return draft, [] if is_published else lacking


def _recipients(desk: Desk) -> dict[str, str]:
    """Say what happens for each recipient that can be recorded."""
    added = desk.workspace.settings().added_recipients
    return {key: _RECIPIENTS.get(key, _sent_to(key)) for key in (*STANDARD_RECIPIENTS, *added)}


def _sent_to(recipient: str) -> str:
    return f"Sent to {recipient.replace('_', ' ')}"
