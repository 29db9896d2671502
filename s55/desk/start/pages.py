"""Show what was read of a report, and take what a person decides about each item of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from s55.desk.answers import (
    HEADERS,
    Desk,
    answer_with,
    lead_on,
    lead_to,
    missing,
    root_of,
)
from s55.desk.filling_in import FILE, NOTHING, AtField, FormFields
from s55.desk.forms import Fields, line_of, unchosen
from s55.desk.start.facts import days_of, facts_of, name_offered, with_facts
from s55.desk.start.items import name_of_item, shown_item
from s55.desk.start.reading import ReviewedReport, read_file
from s55.desk.start.steps import (
    StepTaken,
    go_on,
    key_of,
    lead_to_read,
    position_of,
    reading_of,
    refuse_old,
)
from s55.desk.start.under_way import ReadingUnderWay
from s55.desk.uploads import Upload, gone
from s55.errors import S55Error, problems_told
from s55.importers.ocr import is_installed
from s55.importers.reports import reviewing
from s55.importers.reports.findings import Findings
from s55.pipeline.importing import target_of
from s55.pipeline.starting import write_draft
from s55.problems import Problem, error, in_order
from s55.workspace import shown

_FIELDS = FormFields(
    ("published", "other-day", "title", "forces", "address", "way", "name", "seen-all"),
    {"U102": AtField("name"), "U104": AtField("name"), "U124": AtField("name")},
)
_Step = Callable[[Findings, int], Findings]
_STEPS: Mapping[str, _Step] = {
    "accept": reviewing.accepted,
    "drop": reviewing.dropped,
    "join": reviewing.joined,
    "take": reviewing.taken,
}
_SAID = {
    "accept": "{} is accepted.",
    "drop": "{} is dropped. It is among what was left out.",
    "join": "{} is joined with the one that followed.",
    "take": "{} is taken.",
}
"""What the steps did with an item."""
_AT_ONCE = 2.0
"""Seconds that reading may take without a page that says how far it is."""
_LOOK_AGAIN = 2
"""Seconds after which that page looks again."""
_LOOK_AGAIN_AT_SCAN = 5
"""The same while text is recognised, which takes some seconds for each page."""
_UNDONE = "The last step is undone."


# --- the file ---------------------------------------------------------------------


def start(desk: Desk, request: Request, problems: Sequence[Problem]) -> Response:
    """Show the form to which a report is given."""
    del request
    form = FILE.shown(NOTHING, problems)
    under_way = {_waiting_at(key): one for key, one in desk.under_way.all().items()}
    return answer_with(
        "start",
        form.status,
        form=form,
        can_recognise=is_installed(),
        under_way=under_way,
    )


def report(desk: Desk, request: Request, upload: Upload) -> Response:
    """Read a report once, and lead on to what was read.

    Raises:
        S55Error: K119 when too many reports are being read; why it cannot be read.
    """
    is_scanned = request.query_params.get("scanned") == "yes"
    read_it = partial(
        read_file, desk.workspace, upload, limited=desk.limited, is_scanned=is_scanned
    )
    reading = ReadingUnderWay(upload.name, read_it, is_scanned=is_scanned)
    key = desk.under_way.begin(reading)
    if reading.has_ended(_AT_ONCE):
        desk.under_way.forget(key)
        return lead_to_read(desk.reports.keep(reading.given()))
    return lead_to(_waiting_at(key))


# --- while a report is read -------------------------------------------------------


def waiting(desk: Desk, request: Request) -> Response:
    """Show how far the reading is, or lead on to what was read.

    Raises:
        S55Error: K110 when it is not waited for any more.
    """
    key = key_of(request)
    reading = desk.under_way.get(key)
    if reading is None:
        raise gone()
    if reading.has_ended():
        desk.under_way.forget(key)
        try:
            return lead_to_read(desk.reports.keep(reading.given()))
        except (S55Error, OSError) as failure:
            return start(desk, request, problems_told(failure))
    address = _waiting_at(key)
    seconds = _LOOK_AGAIN_AT_SCAN if reading.is_scanned else _LOOK_AGAIN
    headers = {**HEADERS, "Refresh": f"{seconds}; url={root_of(request)}{address}"}
    return answer_with("waiting", 200, headers, one=reading, address=address, seconds=seconds)


def given_up(desk: Desk, request: Request, fields: Fields) -> Response:
    """End the reading, and lead back to the form."""
    del fields
    key = key_of(request)
    if reading := desk.under_way.get(key):
        reading.give_up()
        desk.under_way.forget(key)
    return lead_to("/start")


def _waiting_at(key: str) -> str:
    return f"/start/{key}/waiting"


# --- what was read ----------------------------------------------------------------


def read(desk: Desk, request: Request) -> Response:
    """Show what was read, item by item.

    Raises:
        S55Error: K110 when the file is not kept any more.
    """
    at = request.query_params.get("at")
    return _page(reading_of(desk, request), key_of(request), NOTHING, (), at)


def stepped(desk: Desk, request: Request, fields: Fields) -> Response:
    """Take a decision, and show what follows of it; one that cannot be taken is told.

    Raises:
        S55Error: K110 when the file is not kept any more, K107 for a step that there is not.
    """
    reading, key = reading_of(desk, request), key_of(request)
    what, _, number = fields.get("do", "").partition(":")
    try:
        refuse_old(reading, fields)
        if what == "start":
            return _started(desk, key, reading, fields)
        return go_on(desk, key, reading, _after(desk, reading, what, number, fields))
    except (S55Error, OSError) as failure:
        problems = problems_told(failure)
        if any(one.code == "K107" for one in problems):
            raise
        return _page(reading_of(desk, request), key, fields, problems)


def _after(
    desk: Desk, reading: ReviewedReport, what: str, number: str, fields: Fields
) -> StepTaken:
    """Take a step."""
    if what == "undo":
        return StepTaken(reading.undone(), "items" if reading.is_report else "", _UNDONE)
    if what == "way":
        if fields.get("way", "-") not in {key for key, _, _ in reading.ways}:
            raise unchosen("way", "Choose how the file is to be read.")
        return StepTaken(
            reading.read_as(fields["way"], desk.limited), "", "The file was read in another way."
        )
    if not reading.is_report:
        raise missing()
    if what == "facts":
        said = "The report is confirmed. Now look at each item."
        return StepTaken(with_facts(reading, fields), "items", said)
    findings = reading.findings
    if what == "accept-all":
        new = reading.stepped(reviewing.all_accepted(findings))
        return StepTaken(new, "start", "All items are accepted.")
    return _item_step(reading, what, number)


def _item_step(reading: ReviewedReport, what: str, number: str) -> StepTaken:
    """Take a step with one item; go on from the next one, or from where it is now."""
    step, findings = _STEPS.get(what), reading.findings
    items = findings.left_out if what == "take" else findings.items
    at = position_of(number, len(items) - (what == "join"))
    if step is None:
        raise missing()
    new = reading.stepped(step(findings, at))
    now = new.findings
    if what == "take":
        at = next(
            n for n, one in enumerate(now.items) if all(one is not old for old in findings.items)
        )
    said = _SAID[what].format(name_of_item(now if what == "take" else findings, at))
    if what == "accept":
        at += 1  # to the next one
    place = f"item-{min(at, len(now.items) - 1) + 1}" if now.items else "items"
    return StepTaken(new, place, said)


def _page(
    reading: ReviewedReport,
    key: str,
    fields: Fields,
    problems: Sequence[Problem],
    at: str | None = None,
) -> Response:
    """Show what was read; after a step ``at`` is the place where it is told what it did."""
    name = fields.get("name") or name_offered(reading)
    many = len(reading.findings.items) if reading.is_report else 0
    told = (one.in_file(one.file or reading.upload.name) for one in reading.problems())
    shown_fields = {
        **(facts_of(reading) if reading.is_report else {}),
        "way": reading.way,
        **fields,
        "name": name,
    }
    form = _FIELDS.shown(shown_fields, problems)
    return answer_with(
        "read",
        form.status,
        key=key,
        reading=reading,
        items=[shown_item(reading, at) for at in range(many)],
        form=form,
        days=days_of(reading.findings) if reading.is_report else {},
        ways={key: words for key, words, _ in reading.ways},
        told=in_order(told),
        said_at=at if reading.said else None,
    )


# --- the draft --------------------------------------------------------------------


def _started(desk: Desk, key: str, reading: ReviewedReport, fields: Fields) -> Response:
    """Write the draft, if everything is confirmed that has to be.

    Raises:
        S55Error: K115 when something is to be confirmed yet, U102, U104 or U124 for a name that
            cannot be used, and what writing raises.
    """
    is_ready = reading.is_ready()
    if not is_ready or (reading.to_see() and "seen-all" not in fields):
        problem = error(
            "K115",
            "the draft cannot be started yet: something is still to be confirmed",
            "It is listed at the end of the page.",
            path="seen-all" if is_ready else "",
        )
        raise S55Error([problem])
    name = line_of(fields, "name") or name_offered(reading)
    target = target_of(desk.workspace, name, Path(reading.upload.name))
    if target.exists():
        hint = "Give the draft another name, or write into the one that is there."
        message = f"there is a draft of this name: {shown(target)}"
        raise S55Error([error("U104", message, hint, path="name")])
    write_draft(target, reading.imported.text, "import")
    desk.reports.forget(key)
    return lead_on(target.stem, "done=started")
