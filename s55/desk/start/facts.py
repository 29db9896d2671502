"""Fill in the form for the facts of a report, and take what a person confirms."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date
from pathlib import Path

from s55.desk.answers import missing
from s55.desk.forms import Fields, FormReading, day_of, line_of
from s55.desk.start.reading import ReviewedReport
from s55.desk.start.steps import sound
from s55.errors import S55Error
from s55.importers.reports import reviewing
from s55.importers.reports.draft import PUBLICATIONS, made_title
from s55.importers.reports.findings import Findings
from s55.importers.source import SourcePosition
from s55.model.dates import with_weekday
from s55.pipeline.importing import name_of
from s55.problems import error

_SAYS_LITTLE = frozenset(
    "a an and are as at by constabulary for from how in inspection into is it its of on or police "
    "report responds that the their to well with".split()
)
"""Words that nearly every title has: they tell no draft from another."""
_MOST_WORDS = 4


def with_facts(reading: ReviewedReport, fields: Fields) -> ReviewedReport:
    """Confirm the day, the title, the forces and the address as they are in the form.

    Raises:
        S55Error: K105, K106 or K116, and what the draft cannot hold.
    """
    title, forces = line_of(fields, "title"), fields.get("forces", "").split("\n")
    forces = [line for one in forces if (line := " ".join(one.split()))]
    address = line_of(fields, "address")
    lacking = [
        error("K116", f"{what} is missing", "Fill it in.", path=path)
        for path, what, said in (
            ("title", "the title of the report", title),
            ("forces", "the force that was inspected", forces),
            ("address", "the address of the report on the web", address),
        )
        if not said
    ]
    if address == PUBLICATIONS:
        message = "this is the address of all reports, and not yet that of this one"
        lacking.append(error("K116", message, "Add the rest of its own.", path="address"))
    read = FormReading(lacking)
    day = read.of(lambda: _day(fields), date.min)
    read.refuse()
    findings = reviewing.dated(reading.findings, day)
    findings = replace(findings, title=title or "", forces=tuple(forces))
    return sound(reading.stepped(findings, address=address or "", confirmed=True), reading)


def _day(fields: Fields) -> date:
    chosen = fields.get("published")
    if not chosen:
        hint = "Choose the day on which the report was published: the 56 days begin with it."
        raise S55Error([error("K106", "no day is chosen", hint, path="published")])
    if chosen == "other":
        return day_of(fields, "other-")
    try:
        return date.fromisoformat(chosen)
    except ValueError:
        raise missing() from None


def facts_of(reading: ReviewedReport) -> dict[str, str]:
    """Fill in the form for the facts."""
    findings = reading.findings
    settings = reading.workspace.settings_or_none()
    forces = findings.forces or ((settings.force.name,) if settings else ())
    day = findings.published.date if findings.published else None
    return {
        "title": findings.title or made_title(findings),
        "forces": "\n".join(forces),
        "address": reading.address or PUBLICATIONS,
        "published": day.isoformat() if day and reading.confirmed else "",
    }


def days_of(findings: Findings) -> dict[str, str]:
    """List the days that may be the day of publication, by their ISO dates, in words."""
    days: dict[str, str] = {}
    for found in (findings.published, *findings.other_dates):
        if found and found.date:
            place = "" if found.place == SourcePosition() else f", {found.place}"
            said = f"{with_weekday(found.date)}: {found.what}{place}"
            days.setdefault(found.date.isoformat(), said)
    return days


def name_offered(reading: ReviewedReport) -> str:
    """Offer a name for the draft that no other draft has.

    It is made from the title and the year of a report. Files are often called 'report.pdf' or
    'download (1).pdf': their names are taken where there is no title.
    """
    taken = {path.stem for path in reading.workspace.drafts()}
    file = name_of(Path(reading.upload.name))
    return _free(_named(reading.findings) or file if reading.is_report else file, taken)


def _named(findings: Findings) -> str:
    """Make a draft's name from what tells this report from others; '' if its title has nothing."""
    of_forces = {word for force in findings.forces for word in _words(force)}
    telling = [one for one in _words(findings.title) if one not in _SAYS_LITTLE | of_forces]
    chosen = telling[:_MOST_WORDS]
    day = findings.published.date if findings.published else None
    if chosen and day and not any(re.fullmatch("20[0-9]{2}", one) for one in chosen):
        chosen.append(str(day.year))
    return "-".join(chosen)


def _words(text: str) -> list[str]:
    return re.findall("[a-z0-9]+", re.sub("[\N{RIGHT SINGLE QUOTATION MARK}']", "", text.lower()))


def _free(name: str, taken: AbstractSet[str]) -> str:
    """Give the name, with the first number behind it that makes it nobody else's."""
    number, free = 2, name
    while free in taken:
        number, free = number + 1, f"{name}-{number}"
    return free
