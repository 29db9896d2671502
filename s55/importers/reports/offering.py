"""Match what a revisit says of earlier items with the items of the response to that report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from s55.importers.reports.comparing import alike, pairs
from s55.importers.reports.findings import Findings, FoundStatus, ReportItemKind
from s55.model.dates import with_weekday
from s55.model.names import ItemKind, kind_of
from s55.model.progress import Progress
from s55.model.response import Item, Response
from s55.office.items import references_of
from s55.problems import Problem, warning
from s55.records import dataclass

_RELATED = 0.6
"""Texts at least so much alike are of one item, though a word was changed in the quotation."""
_OTHER = 0.25
"""Texts less alike than this are of two items, though they have one number."""
_KINDS = {
    ReportItemKind.CAUSE_OF_CONCERN: {ItemKind.CAUSE_OF_CONCERN},
    ReportItemKind.RECOMMENDATION: {ItemKind.RECOMMENDATION},
    ReportItemKind.AREA_FOR_IMPROVEMENT: {
        ItemKind.AREA_FOR_IMPROVEMENT,
        ItemKind.AREA_FOR_PRIORITY_ACTION,
    },
    ReportItemKind.AREA_FOR_PRIORITY_ACTION: {
        ItemKind.AREA_FOR_IMPROVEMENT,
        ItemKind.AREA_FOR_PRIORITY_ACTION,
    },
}
_QUOTED = 240


@dataclass(frozen=True, slots=True)
class OfferedStatus:
    """A status that a report gives, for an item of a response.

    Attributes:
        reference: the item's short name.
        progress: the entry for its history.
        found: what the report says.
    """

    reference: str
    progress: Progress
    found: FoundStatus

    def __str__(self) -> str:
        """Write it on one line, with the words of the report."""
        said = f"{self.progress.status.value}, {with_weekday(self.progress.date)}"
        return f"{self.reference}  {said} ({self.found.place}: {_quoted(self.found.words)})"


def _quoted(text: str) -> str:
    """Quote a text on one line, shortened."""
    line = " ".join(text.split())
    return line if len(line) <= _QUOTED else line[: _QUOTED - 1].rstrip() + "…"


def offered(
    response: Response, findings: Findings, day: date
) -> tuple[list[OfferedStatus], list[Problem]]:
    """Match what a report says of earlier items with the items of a response.

    By number and kind, where the words agree or are not quoted; else by the words. A cause of
    concern that is not quoted is the only one there is.

    Returns:
        the entries, and a warning for each status that cannot be one: I252 no item is meant, I253
        it is unclear how far it is.
    """
    offers: list[OfferedStatus] = []
    problems: list[Problem] = []
    for found in findings.statuses:
        reference = _item_of(found, response)
        named = f"{found.kind.words} {found.number}".strip()
        if reference is None:
            hint = "Compare it with the items: s55 update NAME"
            quoted = _quoted(found.text or found.words)
            message = f"{found.place}: no item of the response is this {named}: {quoted}"
            problems.append(warning("I252", message, hint))
        elif found.status is None:
            message = f"{found.place}: the report does not say plainly how far {named} is"
            hint = f"Read it, and record it: s55 update NAME {reference} --status STATUS --on DATE"
            problems.append(warning("I253", message, hint))
        else:
            entry = Progress(date=day, status=found.status, evidence=_evidence(findings, found))
            offers.append(OfferedStatus(reference, entry, found))
    return offers, problems


def _evidence(findings: Findings, found: FoundStatus) -> str:
    """Say where it stands, for the office alone; what the public reads is the office's to write."""
    parts = (findings.title or findings.kind, str(found.place), _quoted(found.words))
    return ", ".join(filter(None, parts))


def _item_of(found: FoundStatus, response: Response) -> str | None:
    """Find the short name of the item that is meant; None when none is, or several could be."""
    references = references_of(response)
    items = [
        (path, item) for path, item in response.all_items() if kind_of(item) in _KINDS[found.kind]
    ]
    numbered = [
        path
        for path, item in items
        if found.number
        and item.number == found.number
        and (not found.text or alike(item.text, found.text) >= _OTHER)
    ]
    if len(numbered) == 1:
        return references[numbered[0]]
    if found.text and (by_text := list(_by_text(found.text, items))):
        return references[by_text[0]]
    only = len(items) == 1 and found.kind is ReportItemKind.CAUSE_OF_CONCERN
    return references[items[0][0]] if only else None


def _by_text(text: str, items: Sequence[tuple[str, Item]]) -> Iterator[str]:
    said = [item.text for _, item in items]
    yield from (items[j][0] for _, j, _ in pairs([text], said, _RELATED))
