"""A report as read to what it says: the one path through the small modules beside this one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from s55.importers.reports.facts.addressees import addressee_of, agency_of, for_others
from s55.importers.reports.facts.dates import dates_of
from s55.importers.reports.facts.due import due_of
from s55.importers.reports.facts.forces import forces_of
from s55.importers.reports.facts.grades import grades_every_question, grades_of
from s55.importers.reports.facts.kinds import kind_of
from s55.importers.reports.facts.particulars import inspectorate_of, isbn_of, title_of
from s55.importers.reports.findings import (
    Certainty,
    Findings,
    FoundGrade,
    FoundItem,
    ItemKind,
    LeftOut,
)
from s55.importers.reports.forms.form import SAYS_NONE, Layout
from s55.importers.reports.forms.generic import Generic
from s55.importers.reports.forms.headline import PeelHeadlines
from s55.importers.reports.forms.joint import JointFirst, JointSecond
from s55.importers.reports.forms.letter import ConcernLetter
from s55.importers.reports.forms.national import NationalNumbered
from s55.importers.reports.forms.peel import PeelBullets
from s55.importers.reports.mentions import mentions
from s55.importers.reports.outline import outline
from s55.importers.reports.report import Report
from s55.importers.reports.words import is_question
from s55.importers.source import Source
from s55.model.office import Inspectorate

LAYOUTS: tuple[Layout, ...] = (
    JointSecond(),
    JointFirst(),
    ConcernLetter(),
    NationalNumbered(),
    PeelHeadlines(),
    PeelBullets(),
    Generic(),
)
"""Every layout with rules, and the one without, which fits everything a little."""


def read_report(source: Source, inspectorates: Sequence[Inspectorate] = ()) -> Findings:
    """What a report says.

    Args:
        source: the file as read.
        inspectorates: the inspectorate's names with their dates, from the settings.
    """
    grades = grades_of(source.blocks)
    title = title_of(source)
    forces = forces_of(title, source.blocks)
    parts = outline(source, _areas(source, grades))
    report = Report(source, parts, title, forces)
    layout, items, left = _items(report)
    items = [_completed(item, forces) for item in items]
    published, others = dates_of(report)
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
        left_out=_in_order(report, [*left, *mentions(parts, items)]),
        layout=layout.name,
    )
    return replace(findings, doubts=tuple(_doubts(findings, supposed=supposed)))


def _areas(source: Source, grades: Sequence[FoundGrade]) -> list[str]:
    """What items can stand under: the graded areas, and every question where not all are graded."""
    areas = [grade.area for grade in grades]
    if not grades_every_question(source.blocks):
        areas += [block.text for block in source.blocks if is_question(block)]
    return areas


def _items(report: Report) -> tuple[Layout, list[FoundItem], list[LeftOut]]:
    """The items by the layout that fits best; by structure where its rules find none."""
    layout = max(LAYOUTS, key=lambda candidate: candidate.applies(report))
    items, left = layout.items(report)
    says_none = any(one.why == SAYS_NONE for one in left)
    if not items and not says_none and not isinstance(layout, Generic):
        generic = Generic()
        found, more = generic.items(report)
        if found:
            return generic, found, more
    return layout, items, left


def _completed(item: FoundItem, forces: Sequence[str]) -> FoundItem:
    """The item with whom it asks, by when, and whether that is somebody else than the force."""
    words, due = due_of(item.text)
    asks = item.kind is not ItemKind.CAUSE_OF_CONCERN
    addressee = item.addressee or (addressee_of(item.text) if asks else "")
    if not addressee and item.kind is ItemKind.AREA_FOR_IMPROVEMENT:
        addressee = agency_of(item.under)
    why = for_others(addressee, forces) if item.kind is ItemKind.RECOMMENDATION else ""
    return replace(
        item,
        addressee=addressee,
        due_words=item.due_words or (words if asks else ""),
        due=item.due or (due if asks else None),
        for_others=why,
    )


def _in_order(report: Report, left: Sequence[LeftOut]) -> tuple[LeftOut, ...]:
    places = {part.block.place: part.index for part in reversed(report.parts)}
    kept: dict[tuple[str, str], LeftOut] = {}
    for one in sorted(left, key=lambda found: places.get(found.place, 0)):
        kept.setdefault((one.text, str(one.place)), one)
    return tuple(kept.values())


def _doubts(findings: Findings, *, supposed: bool) -> list[str]:
    """What a person should confirm or decide."""
    doubts = []
    if not findings.title:
        doubts.append("the file has no title; give the report's")
    if findings.published is None:
        doubts.append("no day of publication was found; give it, because the 56 days begin with it")
    elif findings.other_dates:
        doubts.append(
            f"{findings.published.words} was taken for the day of publication "
            f"({findings.published.what}); other dates stand beside it"
        )
    if supposed:
        doubts.append(f"the report has only an abbreviation for '{findings.inspectorate}'")
    if not findings.forces:
        doubts.append("no force is named")
    unsure = [item for item in findings.items if item.certainty is not Certainty.CERTAIN]
    if unsure:
        doubts.append(f"{len(unsure)} of {len(findings.items)} items are less than certain")
    return doubts
