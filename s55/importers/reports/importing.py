"""Make a draft of an inspection report, with a summary for the screen."""

from __future__ import annotations

import re
import shlex
from collections import Counter
from collections.abc import Iterator

from s55.importers.imported import DocumentKind, ImportedDraft, Unplaced
from s55.importers.reports.draft import Origin, draft_of
from s55.importers.reports.facts.dates import MONTH_ONLY
from s55.importers.reports.facts.forces import ALL_FORCES
from s55.importers.reports.findings import Certainty, Findings, FoundItem, FoundStatus
from s55.importers.reports.reading import read_report
from s55.importers.source import Source
from s55.model.dates import with_weekday
from s55.model.forces import force_named, same_force
from s55.model.office import Settings
from s55.problems import Problem, warning
from s55.richtext.nodes import Emphasis, Hyperlink, Inline, Strong

_PUBLICATION = re.compile(
    r"https?://[\w.]*justiceinspectorates\.gov\.uk/[\w./-]*(?:publication|peel)[\w./-]+", re.I
)
_TOLD = 3
"""Items that another reading has, or has not, as many of which are quoted."""
_QUOTED = 90
"""Characters of an item that the summary quotes."""


def import_report(
    source: Source, name: str, settings: Settings | None, form: str = ""
) -> ImportedDraft:
    """Read a report, and make its draft.

    Args:
        source: the report as read.
        name: the file as the user named it.
        settings: the office's settings, if there are any.
        form: the key of the form to read it by; '' for the reading that fits best.
    """
    findings = read_report(source, settings.inspectorate if settings else (), form)
    force = settings.force.name if settings else ""
    return draft_of_report(findings, Origin(name, address_of(source), force))


def draft_of_report(findings: Findings, origin: Origin) -> ImportedDraft:
    """Make the draft of what a report says."""
    return ImportedDraft(
        kind=DocumentKind.REPORT,
        text=draft_of(findings, origin),
        summary=tuple(_summary(findings)),
        problems=(*_problems(findings, origin.force), *_other_readings(findings, origin.file)),
        unplaced=tuple(Unplaced(left.text, left.why, left.place) for left in findings.left_out),
        data=findings.as_data(),
        findings=findings,
    )


def address_of(source: Source) -> str:
    """Find the report's address on the inspectorate's site, where the file names it."""
    for block in source.blocks[:200]:
        for address in _addresses(block.inlines):
            if _PUBLICATION.fullmatch(address):
                return address
    text = "\n".join(block.text for block in source.blocks[:60])
    found = _PUBLICATION.search(text)
    return found[0].rstrip(".") if found else ""


def _addresses(inlines: tuple[Inline, ...]) -> Iterator[str]:
    for inline in inlines:
        if isinstance(inline, Hyperlink):
            yield inline.address
        if isinstance(inline, Hyperlink | Strong | Emphasis):
            yield from _addresses(inline.children)


# --- the summary --------------------------------------------------------------


def _summary(findings: Findings) -> Iterator[str]:
    yield f"An inspection report: {findings.title or 'without a title'}"
    yield f"Read as: {findings.form}."
    found = findings.published
    if found:
        yield f"Published: {found.words} ({found.what}, {found.place})."
    yield from (
        f"  another date: {other.words} ({other.what}, {other.place})"
        for other in findings.other_dates[:8]
    )
    yield f"Inspectorate: {findings.inspectorate or 'not named'}."
    yield f"Forces: {', '.join(findings.forces) or 'none named'}."
    yield from _bodies(findings)
    if findings.grades:
        yield f"Graded judgments: {len(findings.grades)}."
    kinds = Counter(item.kind for item in findings.items)
    counted = ", ".join(f"{count} × {kind.words}" for kind, count in kinds.items())
    yield f"Items: {counted or 'none'}."
    yield from (_item_line(item) for item in findings.items)
    if findings.statuses:
        yield f"Items of an earlier report: {len(findings.statuses)}."
        yield from (_status_line(status) for status in findings.statuses)
        yield "  To record them with its response: s55 update NAME --from FILE --dry-run"


def _status_line(found: FoundStatus) -> str:
    named = f"{found.kind.words} {found.number}".strip()
    status = found.status.value if found.status else "not plain how far it is"
    return f"  {found.place}: {named}: {status}: {_shortened(found.words or found.text)}"


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _QUOTED else line[: _QUOTED - 1].rstrip() + "…"


def _bodies(findings: Findings) -> Iterator[str]:
    """Name who held each force to account on the day of publication, where the table knows it."""
    day = findings.published.date if findings.published else None
    for name in findings.forces:
        force = force_named(name)
        if day and force and (body := force.body_on(day)):
            yield f"  {name}: held to account on {with_weekday(day)} by the {body}"


def _item_line(item: FoundItem) -> str:
    number = f" {item.number}" if item.number else ""
    sure = "" if item.certainty is Certainty.CERTAIN else f" [{item.certainty.value}]"
    quoted = _shortened(item.text)
    others = " (not for the force)" if item.for_others else ""
    return f"  {item.place}: {item.kind.words}{number}{sure}{others}: {quoted}"


def _other_readings(findings: Findings, name: str) -> Iterator[Problem]:
    """Tell what else the report could mean (I212), and how to have it so."""
    mine = {" ".join(item.text.split()) for item in findings.items}
    for other in findings.others:
        theirs = [" ".join(item.text.split()) for item in other.items]
        here, there = (
            [text for text in texts if text not in those]
            for texts, those in ((dict.fromkeys(theirs), mine), (sorted(mine), set(theirs)))
        )
        said = [f"with '{_shortened(text)}'" for text in here[:_TOLD]]
        said += [f"without '{_shortened(text)}'" for text in there[:_TOLD]]
        count = f"{len(theirs)} item{'' if len(theirs) == 1 else 's'}"
        yield warning(
            "I212",
            f"read as '{other.form}', the report has {count}: {'; '.join(said)}",
            f"If that is right: s55 import {shlex.quote(name)} --as {other.key}",
        )


def _months(findings: Findings) -> str:
    """Name the month that a report shows in place of a day."""
    months = [found.words for found in findings.other_dates if found.what == MONTH_ONLY]
    return f" (the report shows {months[0]})" if months else ""


def _problems(findings: Findings, force: str) -> Iterator[Problem]:
    if not findings.published:
        yield warning(
            "I201",
            f"no day of publication was found{_months(findings)}, and the 56 days begin with it",
            "Write it beside 'published:' in the draft; until then the draft has one error.",
            path="inspection.published",
        )
    if not findings.items and not findings.statuses:
        yield warning(
            "I202",
            "no cause of concern, recommendation or area for improvement was found",
            "Look at what was left out; a report may say that it has none.",
        )
    for doubt in findings.doubts:
        yield warning("I203", doubt, "Look at this in the draft, and confirm it.")
    concerns = ALL_FORCES in findings.forces or any(same_force(force, f) for f in findings.forces)
    if force and findings.forces and not concerns:
        named = ", ".join(findings.forces)
        yield warning(
            "I204",
            f"the report is about {named}, and the settings name {force}",
            "Check that it is the right report.",
        )
    others = [item for item in findings.items if item.for_others]
    if others:
        numbers = ", ".join(item.number or str(item.place) for item in others)
        yield warning(
            "I205",
            f"recommendations to others are in the draft with 'applies: no': {numbers}",
            "Decide for each whether it applies to the force.",
        )
