"""Read what a revisit says of earlier items: how far each is, and that it is no new item.

A revisit letter quotes what was asked and then says how far the force has come. The same is in the
appendix of a custody report, and in tables with a column for the progress.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import takewhile

from s55.importers.reports import words
from s55.importers.reports.findings import (
    FoundItem,
    FoundStatus,
    LeftOut,
    ReportItemKind,
    is_bullet,
    own_number,
)
from s55.importers.reports.forms import tables
from s55.importers.reports.outline import Part, Report, Zone, after, folded
from s55.importers.source import BlockKind, SourceBlock
from s55.importers.wording import ITEM_NAME, SENTENCES
from s55.model.progress import ItemStatus

FOLLOWED_UP = "an earlier item, of which this report says how far it is"

_REVISIT = re.compile(
    r"\b(?:revisit\w*|re-?inspect\w*|follow(?:ed|ing)?[ -]?up|"
    r"progress\s+(?:on|against|since|towards?|with|made|report|review|letter))\b",
    re.IGNORECASE,
)
_CAME_BACK = re.compile(
    r"\b(?:we|inspectors?|our\s+(?:team|inspectors?))\s+(?:have\s+|then\s+)?(?:returned|revisited|went\s+back|"
    r"came\s+back|re-?inspected)\b",
    re.IGNORECASE,
)


def is_revisit(report: Report) -> bool:
    """Tell whether a report is about what an earlier one asked for."""
    if _REVISIT.search(folded(report.title)):
        return True
    return report.is_letter and bool(_CAME_BACK.search(report.opening))


def followed_up(
    report: Report, items: Sequence[FoundItem], day: date | None
) -> tuple[list[FoundStatus], list[FoundItem], list[LeftOut]]:
    """Find the earlier items that a report follows up.

    Args:
        report: the report.
        items: what was found to be asked for.
        day: the day of the report, if it is known; what was due before is no new item.

    Returns:
        the statuses in the report's order, the items that are new, and what was no new item.
    """
    statuses = [*_labelled(report), *_by_lines(report), *_in_tables(report)]
    if not is_revisit(report):
        statuses += _closed(items)
    else:
        statuses += [*_in_regions(report), *_recounted(report), *_under_quotations(report, items)]
        statuses += _of_cause(report, statuses, items)
    places = {_place(one) for one in statuses}
    texts = {_folded(one.text) for one in statuses if one.text}
    only_said = {(one.kind, _folded(one.words)) for one in statuses if not one.text}
    new: list[FoundItem] = []
    left: list[LeftOut] = []
    for item in items:
        known = any(
            str(block.place) in places and _folded(block.text) in texts for block in item.blocks
        )
        known = known or (item.kind, _folded(item.whole)) in only_said
        past = is_revisit(report) and bool(item.due and day and item.due < day)
        if not (known or past):
            new.append(item)
            continue
        if not known:
            statuses.append(FoundStatus(item.kind, item.number, item.whole, None, "", item.place))
        left.append(LeftOut(item.whole, FOLLOWED_UP, item.place))
    return report.in_order(statuses), new, left


def _place(status: FoundStatus) -> str:
    return str(status.place)


def _folded(text: str) -> str:
    return " ".join(text.split()).lower()


# --- what a sentence says ------------------------------------------------------------

_SUBJECT = re.compile(
    rf"\b(?:{ITEM_NAME}|areas?\s+of\s+concern|what\s+we\s+(?:asked|recommended))\b",
    re.IGNORECASE,
)
_WORDS: tuple[tuple[re.Pattern[str], ItemStatus], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), status)
    for pattern, status in (
        (r"\bre-?opened\b", ItemStatus.REOPENED),
        (
            r"\b(?:not\s+(?:yet\s+)?(?:begun|started)|no\s+(?:real\s+)?progress|yet\s+to\s+(?:begin|start)|no\s+work\b|"
            r"done\s+nothing)\b",
            ItemStatus.NOT_STARTED,
        ),
        (
            r"(?:\bnot|n[’']t)\s+(?:(?:yet|been|be|fully|now)\s+)*(?:met|complete[d]?|achieved|implemented|"
            r"discharg(?:ed|ing)|clos(?:e|ed|ing)|lift(?:ed|ing)|satisfied|addressed|done)\b|\bpart(?:ly|ially)\b|\bremains?\b|\bstays?\b|"
            r"\bmore\s+(?:work\s+)?(?:is|needs|remains|to\s+do)\b|\bsome\s+progress\b|\bongoing\b|"
            r"\bprogress\s+(?:has\s+been|is\s+being)\s+made\b|\bin\s+progress\b|\bunder\s+way\b|\buntil\b|"
            r"\bfurther\s+(?:work|progress)\b|\bstill\b|\b(?:keep|kept|left|leave)\b.{0,40}\bopen\b|"
            r"\byet\s+to\b|\bcontinues?\b|\bon\s+track\b",
            ItemStatus.IN_PROGRESS,
        ),
        (
            r"\b(?:closed|closing|close|discharged|lifted|removed|signed\s+off)\b|"
            r"\bno\s+longer\s+a\s+cause\b",
            ItemStatus.CLOSED,
        ),
        (
            r"\b(?:complete[d]?|met|achieved|implemented|fulfilled|addressed|satisfied|"
            r"done\s+(?:so|this|what))\b",
            ItemStatus.COMPLETE,
        ),
    )
)
_LABEL = re.compile(r"(?:(?:current\s+)?(?:status|progress|position|assessment)\s*[:–-]\s*)?", re.I)
_LABEL_WORDS = 6


def status_in(text: str) -> ItemStatus | None:
    """Read a status from words such as 'Partially achieved' or 'has been met'; None if none."""
    return next((status for pattern, status in _WORDS if pattern.search(text)), None)


def _decided(texts: Sequence[str], kind: ReportItemKind) -> tuple[ItemStatus, str] | None:
    """Find the last sentence that says how far an item is, and what it says.

    It names the recommendation, or is a label by itself. What is said of the cause of concern
    that it belongs to counts if nothing else does. An item that stays open and of which it says
    that nothing has been done is not begun.
    """
    sentences = [one for text in texts for one in SENTENCES.split(" ".join(text.split()))]
    of_cause = [one for one in sentences if _CAUSE.search(one)]
    if kind is ReportItemKind.CAUSE_OF_CONCERN:
        return _last_said(sentences)
    own = [one for one in sentences if one not in of_cause or _SUBJECT.search(_CAUSE.sub("", one))]
    said = _last_said(own)
    if said is not None and _STAYS_OPEN.search(said[1]):
        before = _last_said(own[: own.index(said[1])])
        said = before if before is not None and before[0] is ItemStatus.NOT_STARTED else said
    return said or _last_said(of_cause)


_CAUSE = re.compile(r"\bcauses?\s+of\s+concern\b", re.IGNORECASE)
_STAYS_OPEN = re.compile(
    r"\b(?:remains?|stays?|(?:keep|kept|left|leave)\b.{0,40})\s+open\b", re.IGNORECASE
)


def _last_said(sentences: Sequence[str]) -> tuple[ItemStatus, str] | None:
    for sentence in reversed(sentences):
        is_label = len(sentence.split()) <= _LABEL_WORDS and not words.MODAL.search(sentence)
        asks = words.MODAL.search(sentence) and not _SUBJECT.search(sentence)
        if asks or not (_SUBJECT.search(sentence) or is_label):
            continue
        if (status := status_in(_LABEL.sub("", sentence, count=1))) is not None:
            return status, sentence
    return None


# --- where it is said -----------------------------------------------------------------

_PROGRESS_HEADING = re.compile(
    r"(?:(?:[^:]{2,60}:\s+)?re-?(?:inspection|visit)\s+|our\s+)?"
    r"(?:progress|findings?|what\s+we\s+found|update|assessment|view|judgment|status|evidence)\b",
    re.IGNORECASE,
)


def _in_regions(report: Report) -> Iterator[FoundStatus]:
    """Read each section 'Recommendation 1': what was asked, then how far the force is."""
    for part in report.parts:
        heading = _heading_of(part)
        if heading is None:
            continue
        region = list(_region(report.parts, part))
        if not region:
            continue
        quotes = words.asks(region[0].text)
        asked = [region[0], *_bullets(region)] if quotes else []
        rest = [one.text for one in region if one not in asked]
        after = SENTENCES.split(region[0].text)[1:] if asked else []
        found = _decided(rest, heading.kind) or _decided(after, heading.kind)
        if found:
            status, said = found
            text = " ".join(one.text for one in asked)
            yield FoundStatus(
                heading.kind, heading.number, text, status, said, region[0].block.place
            )


def _heading_of(part: Part) -> words.ItemHeading | None:
    """Read the heading of an earlier item; 'New recommendation' is none."""
    return None if words.calls_new(part.text) else words.item_heading(_WHICH.sub("", part.text))


_WHICH = re.compile(
    r"^(?:our\s+)?(?:(?:19|20)\d\d(?:/\d\d)?|earlier|previous|original)\s+(?=\w+\s)", re.IGNORECASE
)
"""What a heading calls an item of an earlier report: '2020 recommendation 1'."""


def _region(parts: Sequence[Part], heading: Part) -> Iterator[Part]:
    """Yield the parts under a heading, up to the next that is not about the same item."""
    for part in parts[heading.index + 1 :]:
        if part.block.kind is BlockKind.HEADING or words.item_heading(part.text):
            if not _PROGRESS_HEADING.match(folded(part.text)):
                return
            continue
        yield part


def _bullets(region: Sequence[Part]) -> Iterator[Part]:
    for part in region[1:]:
        if not is_bullet(part.block):
            return
        yield part


def _under_quotations(report: Report, items: Sequence[FoundItem]) -> Iterator[FoundStatus]:
    """Read sections whose headings repeat what was asked, an item or an entry of its list."""
    quoted = [(item.kind, block) for item in items for block in item.blocks]
    quoted += [(ReportItemKind.RECOMMENDATION, block) for block in _listed_as_asked(report)]
    asked = {_without_end(block.text): (kind, block) for kind, block in reversed(quoted)}
    for part in report.parts:
        if part.block.kind is not BlockKind.HEADING or _without_end(part.text) not in asked:
            continue
        kind, block = asked[_without_end(part.text)]
        found = _decided([one.text for one in _region(report.parts, part)], kind)
        if found and block is not part.block:
            yield FoundStatus(kind, own_number(block), block.text, *found, block.place)


def _listed_as_asked(report: Report) -> Iterator[SourceBlock]:
    """Yield the entries of lists below 'We recommended that the force should:'."""
    for part in report.parts:
        if words.tells_of_request(part.text) and part.text.rstrip().endswith(":"):
            listed = takewhile(lambda one: is_bullet(one.block), after(report.parts, part.index))
            yield from (one.block for one in listed)


_END = re.compile(r"[;,.:]?(?:\s+and)?$")
"""How an entry of a list ends: 'train its officers; and'."""


def _without_end(text: str) -> str:
    return _END.sub("", _folded(text))


_RECOUNTED = re.compile(
    r"^(?:in\s+[^,]{3,60},\s*)?(?:we|HMIC(?:FRS)?)\s+(?:also\s+)?(?:recommended|asked|said)\s+(?:that\s+)?",
    re.IGNORECASE,
)


def _recounted(report: Report) -> Iterator[FoundStatus]:
    """Read paragraphs such as 'We recommended that ... It has done so; it is closed.'."""
    for part in report.parts:
        told = _RECOUNTED.match(part.text) if part.block.kind is not BlockKind.HEADING else None
        if not told:
            continue
        first, *rest = SENTENCES.split(" ".join(part.text[told.end() :].split()))
        kind = ReportItemKind.RECOMMENDATION
        if found := _decided(rest, kind):
            yield FoundStatus(kind, "", first, *found, part.block.place)


def _of_cause(
    report: Report, known: Sequence[FoundStatus], items: Sequence[FoundItem]
) -> list[FoundStatus]:
    """Read what the running text says last of the cause of concern itself.

    Where the report sets out one cause, and does not call it new, it is that one; of several, each
    in whose section it is said.
    """
    if any(one.kind is ReportItemKind.CAUSE_OF_CONCERN for one in known):
        return []
    causes = [
        item
        for item in items
        if item.kind is ReportItemKind.CAUSE_OF_CONCERN and not _is_called_new(item, report)
    ]
    found: list[FoundStatus] = []
    for cause in causes:
        parts = report.parts if len(causes) == 1 else list(_about(cause, report))
        if said := _said_of_cause(parts):
            found.append(replace(said, number=cause.number, text=cause.text, place=cause.place))
    alone = None if found else _said_of_cause(report.parts)
    return [alone] if alone else found


def _about(cause: FoundItem, report: Report) -> Iterator[Part]:
    """Yield the parts from a cause up to the next, or to a heading that names no item."""
    begun = False
    for part in report.parts:
        if part.block is cause.blocks[0]:
            begun = True
        elif begun and part.block.kind is BlockKind.HEADING:
            heading = words.item_heading(part.text)
            other = heading is not None and heading.kind is cause.kind
            if other or not (heading or _PROGRESS_HEADING.match(folded(part.text))):
                return
        if begun:
            yield part


def _said_of_cause(parts: Sequence[Part]) -> FoundStatus | None:
    """Read what parts of the running text say last of a cause of concern."""
    kind = ReportItemKind.CAUSE_OF_CONCERN
    for part in reversed(parts):
        for sentence in reversed(SENTENCES.split(" ".join(part.text.split()))):
            status = status_in(sentence) if _CAUSE.search(sentence) else None
            if status is not None and not words.recounts(sentence):
                return FoundStatus(kind, "", "", status, sentence, part.block.place)
    return None


_IS_CLOSED = re.compile(
    r"\bcause\s+of\s+concern\s+(?:is|has\s+(?:now\s+)?been)\s+(?:now\s+|therefore\s+)?"
    r"(?:closed|discharged|lifted|removed)\b",
    re.IGNORECASE,
)


def _closed(items: Sequence[FoundItem]) -> Iterator[FoundStatus]:
    """Read the causes of concern of which their own text says that they are closed."""
    for item in items:
        sentences = SENTENCES.split(" ".join(item.whole.split()))
        said = next((one for one in sentences if _IS_CLOSED.search(one)), "")
        if said and item.kind is ReportItemKind.CAUSE_OF_CONCERN:
            yield FoundStatus(
                item.kind, item.number, item.text, ItemStatus.CLOSED, said, item.place
            )


def _is_called_new(item: FoundItem, report: Report) -> bool:
    """Whether the heading above an item calls it new: 'A new cause of concern'."""
    blocks = [part.block for part in report.parts]
    at = next((at for at, block in enumerate(blocks) if block is item.blocks[0]), 0)
    heading = next((b for b in reversed(blocks[:at]) if words.item_heading(b.text)), None)
    return heading is not None and words.calls_new(heading.text)


_ACHIEVED = re.compile(
    r"(?P<text>.{10,}?[.?!])\s*(?:\((?P<number>\d{1,2}\.\d{1,3})\)\s*\.?\s*)?"
    r"(?P<label>(?:not|part(?:ly|ially))?\s*(?:achieved|met|implemented)|no\s+longer\s+relevant|superseded)\.?",
    re.IGNORECASE | re.DOTALL,
)


def _labelled(report: Report) -> Iterator[FoundStatus]:
    """Read lists of earlier recommendations that end in a label: '... (4.12) Achieved'."""
    for part in report.parts:
        found = _ACHIEVED.fullmatch(part.text.strip()) if part.zone is Zone.EARLIER else None
        if found and words.MODAL.search(found["text"]):
            yield FoundStatus(
                ReportItemKind.RECOMMENDATION,
                found["number"] or "",
                found["text"],
                status_in(found["label"]),
                " ".join(found["label"].split()),
                part.block.place,
            )


_LABEL_LINE = re.compile(
    r"(?:(?:not|part(?:ly|ially))\s+)?(?:achieved|met|implemented)|no\s+longer\s+relevant|superseded",
    re.IGNORECASE,
)


def _by_lines(report: Report) -> Iterator[FoundStatus]:
    """Read lists of earlier recommendations with labels on lines of their own: 'Achieved'.

    A label is over those below it, or below each, as the first of them is.
    """
    parts = [part for part in report.parts if part.zone is Zone.EARLIER and not part.block.cells]
    label: Part | None = None
    asked: list[Part] = []
    for part in parts:
        if _LABEL_LINE.fullmatch(part.text.strip(" .")):
            if label is None and asked:
                yield _labelled_by(asked[-1], part)
                asked = []
            else:
                label = part
        elif part.block.kind is BlockKind.HEADING:
            label, asked = None, []
        elif words.MODAL.search(part.text):
            if label is not None:
                yield _labelled_by(part, label)
            else:
                asked.append(part)


def _labelled_by(asked: Part, label: Part) -> FoundStatus:
    said = label.text.strip()
    kind = ReportItemKind.RECOMMENDATION
    number = own_number(asked.block)
    return FoundStatus(kind, number, asked.text, status_in(said), said, asked.block.place)


def _in_tables(report: Report) -> Iterator[FoundStatus]:
    """Read tables with a column for how far each item is.

    In a report that is no revisit, those below a heading about what was asked for earlier, and
    those whose own heads say so.
    """
    revisit = is_revisit(report)
    earlier = replace(
        report,
        parts=[
            replace(part, zone=Zone.BODY) if part.zone is Zone.EARLIER else part
            for part in report.parts
            if revisit or part.zone is Zone.EARLIER
        ],
    )
    own = [] if revisit else [one for one in tables.item_tables(report) if one.of_earlier]
    for table in [*own, *tables.item_tables(earlier)]:
        if table.has_status:
            for item, said in zip(table.items, table.statuses, strict=True):
                yield FoundStatus(
                    item.kind, item.number, item.whole, status_in(said), said, item.place
                )
