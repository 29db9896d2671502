"""Read what a report says: its facts, its items by the form that fits best, what is left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from s55.importers.reports.facts.addressees import (
    addressed_to,
    addressee_of,
    agency_of,
    for_others,
)
from s55.importers.reports.facts.dates import dates_of, due_of, time_of
from s55.importers.reports.facts.forces import forces_of
from s55.importers.reports.facts.grades import grades_every_question, grades_of
from s55.importers.reports.facts.particulars import (
    inspectorate_of,
    isbn_of,
    kind_of,
    title_of,
)
from s55.importers.reports.findings import (
    Certainty,
    Findings,
    FoundGrade,
    FoundItem,
    LeftOut,
    OtherReading,
    ReportItemKind,
)
from s55.importers.reports.forms.form import ReportForm
from s55.importers.reports.forms.generic import GenericForm
from s55.importers.reports.forms.letters import ConcernLetter, JointLetter
from s55.importers.reports.forms.national import NationalNumbered
from s55.importers.reports.forms.peel import PeelReport
from s55.importers.reports.mentions import mentions
from s55.importers.reports.outline import Report, outline
from s55.importers.reports.revisit import followed_up
from s55.importers.reports.stacked import with_rows
from s55.importers.reports.weighing import Choice, ReportReading, chosen, clues_of
from s55.importers.reports.words import is_question
from s55.importers.source import Source
from s55.model.office import Inspectorate
from s55.model.verdict import Aside

_MARGINS = {Aside.RUNNING_HEAD, Aside.RUNNING_FOOT}
REPORT_FORMS: tuple[ReportForm, ...] = (
    JointLetter(),
    ConcernLetter(),
    PeelReport(),
    NationalNumbered(),
    GenericForm(),
)
"""Every form with rules, and the one without, which fits every report a little."""


def read_report(
    source: Source, inspectorates: Sequence[Inspectorate] = (), form: str = ""
) -> Findings:
    """Read what a report says.

    Args:
        source: the file as read.
        inspectorates: the inspectorate's names with their dates, from the settings.
        form: the key of the form that a person asks for; '' for the reading that fits best.
    """
    if source.format == "text":
        source = replace(source, blocks=with_rows(source.blocks))
    grades = grades_of(source.blocks)
    title = title_of(source)
    margins = [one.text for one in source.set_aside if one.why in _MARGINS]
    forces = forces_of(title, source.blocks, margins)
    parts = outline(source, _areas(source, grades))
    report = Report(source, parts, title, forces)
    choice = chosen(_readings(report, form), clues_of(report))
    items = [completed(item, forces) for item in choice.reading.items]
    left = choice.reading.left
    published, others = dates_of(report)
    statuses, items, earlier = followed_up(report, items, published.date if published else None)
    day = published.date if published else None
    name, supposed = inspectorate_of(source, day, inspectorates)
    kind, types = kind_of(report)
    findings = Findings(
        kind=kind,
        types=types,
        title=title,
        published=published,
        other_dates=others,
        inspectorate=name,
        forces=forces,
        isbn=isbn_of(source),
        grades=grades,
        items=tuple(items),
        left_out=_each_once(report.in_order([*left, *earlier, *mentions(report, items)])),
        form=choice.reading.form.name,
        statuses=tuple(statuses),
        others=_others(choice, followed=bool(statuses)),
    )
    return replace(findings, doubts=tuple(_doubts(findings, supposed=supposed)))


def _areas(source: Source, grades: Sequence[FoundGrade]) -> list[str]:
    """List what items can be under: graded areas, and all questions unless each is graded."""
    areas = [grade.area for grade in grades]
    if not grades_every_question(source.blocks):
        areas += [block.text for block in source.blocks if is_question(block)]
    return areas


def _readings(report: Report, asked: str) -> list[ReportReading]:
    """Read a report by every form that it could be in, or by the one that is asked for."""
    rated = [(form, form.fits(report)) for form in REPORT_FORMS if asked in {"", form.key}]
    return [
        ReportReading(form, fits, tuple(items), tuple(left))
        for form, fits in rated
        if fits or asked
        for items, left in [form.items(report)]
    ]


def _others(choice: Choice, *, followed: bool) -> tuple[OtherReading, ...]:
    """List the other readings; of a report that is followed up, items are statuses in each."""
    others = () if followed else choice.others
    return tuple(OtherReading(one.form.key, one.form.name, one.items) for one in others)


def completed(item: FoundItem, forces: Sequence[str]) -> FoundItem:
    """Add whom the item asks, by when, and whether that is somebody other than the force."""
    alone = len(item.blocks) == _WITH_ITS_BULLET and item.text.rstrip().endswith(":")
    due_words, due = due_of(item.whole if alone else item.text)
    if not due_words and _IS_TIME.match(item.under):
        due_words, due = time_of(item.under)  # the heading above: 'By 31 December 2026'
    asks = item.kind is not ReportItemKind.CAUSE_OF_CONCERN
    addressee = item.addressee or (addressee_of(item.text) if asks else "")
    addressee = addressee or addressed_to(item.under)
    if not addressee and item.kind is ReportItemKind.AREA_FOR_IMPROVEMENT:
        addressee = agency_of(item.under)
    why = for_others(addressee, forces) if item.kind is ReportItemKind.RECOMMENDATION else ""
    return replace(
        item,
        addressee=addressee,
        due_words=item.due_words or (due_words if asks else ""),
        due=item.due or (due if asks else None),
        for_others=why,
    )


_WITH_ITS_BULLET = 2
"""The blocks of an item that is a lead, 'The Home Office should:', and one bullet."""
_IS_TIME = re.compile(
    r"(?:by|before|within|not?\s+later\s+than|immediately|with\s+immediate)\b", re.IGNORECASE
)


def _each_once(left: Sequence[LeftOut]) -> tuple[LeftOut, ...]:
    kept: dict[tuple[str, str], LeftOut] = {}
    for one in left:
        kept.setdefault((one.text, str(one.place)), one)
    return tuple(kept.values())


def _doubts(findings: Findings, *, supposed: bool) -> list[str]:
    """List what a person should confirm or decide."""
    doubts = []
    if not findings.title:
        doubts.append("the file has no title; the draft has one made from the kind and the force")
    if findings.published and findings.other_dates:
        doubts.append(
            f"{findings.published.words} was taken as the day of publication "
            f"({findings.published.what}); the report shows other dates too"
        )
    if supposed:
        doubts.append(
            f"the report only abbreviates '{findings.inspectorate}'; the name is from the settings"
        )
    if not findings.forces:
        doubts.append("no force is named")
    unsure = [item for item in findings.items if item.certainty is not Certainty.CERTAIN]
    if unsure:
        doubts.append(
            f"{len(unsure)} of {len(findings.items)} items are marked as likely or uncertain"
        )
    return doubts
