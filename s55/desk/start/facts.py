"""Fill in the form for the facts of a report, and take what a person confirms."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

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
from s55.problems import error


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
