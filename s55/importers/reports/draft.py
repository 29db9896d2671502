"""Write a draft of what a report says, with comments on where each item comes from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from s55.drafts.new import WHAT_COMES_LATER
from s55.importers.reports.findings import (
    Findings,
    FoundItem,
    ReportItemKind,
    is_bullet,
    own_marker,
)
from s55.importers.source import BlockKind, SourceBlock
from s55.model.names import as_number
from s55.records import dataclass
from s55.richtext.characters import is_forbidden, shows_nothing
from s55.richtext.checks import problems_of
from s55.richtext.markdown_writer import markdown_of
from s55.richtext.nodes import Block, BulletList, Inline, ListItem, Paragraph, Text, plain
from s55.rules.final import CONFIRM
from s55.sources.writing import scalar

PUBLICATIONS = "https://hmicfrs.justiceinspectorates.gov.uk/publications/"
"""Where reports are published, until somebody fills in the address of this one."""

_HEAD = """\
# yaml-language-server: $schema=draft.schema.json
# A Section 55 response, begun from the inspection report in {file}
# ({form}).
# Lines that begin with # are notes for you: they are never printed. {first}
# Beside each item stands where it comes from and how sure the reader was. The letters in brackets
# let 's55 import --update' tell whether you changed the text; leave them as they are.
format: 2{template}
"""

_TO_CONFIRM = f"""\
Look for {CONFIRM} first, then
# see what is missing with: s55 check"""
_CONFIRMED = """\
What it says of the
# report was confirmed. See what is missing with: s55 check"""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a draft comes from.

    Attributes:
        file: the report's file as the user named it.
        address: its address on the web, or ''.
        force: the force of the settings, for a report that names none; or ''.
        template: the template set of the draft, or ''.
        confirmed: whether a person has confirmed what the draft would ask to be confirmed.
    """

    file: str
    address: str = ""
    force: str = ""
    template: str = ""
    confirmed: bool = False

    def note(self, what: str) -> str:
        """Write the comment that asks a person to confirm a field; '' where that was done."""
        return "" if self.confirmed else f"  # {CONFIRM}: {what}"


def draft_of(findings: Findings, origin: Origin) -> str:
    """Write the draft of what a report says; valid, unless the report shows no date."""
    template = f"\ntemplate: {scalar(origin.template)}" if origin.template else ""
    first = _CONFIRMED if origin.confirmed else _TO_CONFIRM
    file = _comment(origin.file)
    lines = [_HEAD.format(file=file, form=findings.form, template=template, first=first)]
    lines += ["inspection:", *_inspection(findings, origin), ""]
    lines += ["# What the report found, in the office's words.", "key_findings: |", ""]
    lines += _judgments(findings)
    lines += _causes(findings)
    lines += _list(findings, "recommendations", "Recommendations, with the report's own numbers.")
    lines += _list(
        findings, "areas_for_improvement", "Areas for improvement (AFIs), as the report has them."
    )
    return "\n".join(lines) + WHAT_COMES_LATER


def _items_for(findings: Findings, section: str) -> list[FoundItem]:
    """Select the items of a report that belong in a section of a draft.

    Areas for priority action go with the areas for improvement, marked with 'priority': the draft
    format, like the standard template, has no other section for them.
    """
    kinds = {
        "causes_of_concern": {ReportItemKind.CAUSE_OF_CONCERN},
        "recommendations": {ReportItemKind.RECOMMENDATION},
        "areas_for_improvement": {
            ReportItemKind.AREA_FOR_PRIORITY_ACTION,
            ReportItemKind.AREA_FOR_IMPROVEMENT,
        },
    }[section]
    causes = {item.text for item in findings.items if item.kind is ReportItemKind.CAUSE_OF_CONCERN}
    return [
        item
        for item in findings.items
        if item.kind in kinds
        and not (item.kind is ReportItemKind.RECOMMENDATION and item.parent in causes)
    ]


def fingerprint(text: str) -> str:
    """Hash the words of a text, for the comment that shows whether somebody changed them."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:10]


# --- the inspection -----------------------------------------------------------


def _inspection(findings: Findings, origin: Origin) -> Iterator[str]:
    yield from _title(findings, origin)
    yield from _published(findings, origin)
    yield "  publication_types:"
    yield from (f"    - {scalar(clean(kind))}" for kind in findings.types)
    yield "  forces:"
    forces = findings.forces or (origin.force or "the force",)
    note = "" if findings.forces else origin.note("the report names no force")
    yield from (f"    - {scalar(clean(force))}{note}" for force in forces)
    yield "  link:"
    note = "" if origin.address else origin.note("the address of this report")
    yield f"    address: {scalar(origin.address or PUBLICATIONS)}{note}"
    if findings.isbn:
        yield f"  isbn: {scalar(findings.isbn)}"
    if findings.inspectorate:
        yield f"  # The report names the inspectorate: {_comment(findings.inspectorate)}"


def _title(findings: Findings, origin: Origin) -> Iterator[str]:
    title = clean(findings.title)[:2000]
    note = "" if title else origin.note("the file has no title")
    yield f"  title: {scalar(title or made_title(findings))}{note}"


def made_title(findings: Findings) -> str:
    """Make a title for a report whose file has none: of its kind and its forces."""
    return " – ".join([findings.kind, *findings.forces])


def _published(findings: Findings, origin: Origin) -> Iterator[str]:
    found = findings.published
    if found and found.date:
        what = _comment(f"{found.what}, {found.place}")
        note = origin.note(f"{what}; day 1 of the 56 days") or "  # confirmed; day 1 of the 56 days"
        yield f"  published: {found.date.isoformat()}{note}"
    else:
        yield f"  published:  # {CONFIRM}: no day was found; the 56 days begin with it"
    if findings.other_dates:
        yield "  # Other dates in the report:"
        for other in findings.other_dates[:12]:
            yield f"  #   {_comment(other.words)}: {_comment(other.what)} ({other.place})"


# --- judgments and items --------------------------------------------------------


def _judgments(findings: Findings) -> list[str]:
    if not findings.grades:
        return []
    marks = fingerprint(judgments_text([(g.area, g.grade) for g in findings.grades]))
    lines = ["# The graded judgments of the report.", f"judgments:  # as imported [{marks}]"]
    lines.append("  items:")
    for grade in findings.grades:
        lines.append(f"    - area: {scalar(clean(grade.area)[:2000])}")
        lines.append(f"      grade: {grade.grade}")
    return [*lines, ""]


def judgments_text(pairs: Sequence[tuple[str, str]]) -> str:
    """Join judgments as one text, for a fingerprint."""
    return "\n".join(f"{clean(area)}: {grade}" for area, grade in pairs)


def _causes(findings: Findings) -> list[str]:
    causes = _items_for(findings, "causes_of_concern")
    if not causes:
        return []
    lines = ["# Causes of concern, each with the recommendations made because of it."]
    lines += ["causes_of_concern:", "  items:"]
    for cause in causes:
        lines += _item_lines(cause, 4)
        recommendations = [
            item
            for item in findings.items
            if item.kind is ReportItemKind.RECOMMENDATION and item.parent == cause.text
        ]
        if recommendations:
            lines.append("      recommendations:")
        for item in recommendations:
            lines += _item_lines(item, 8)
    return [*lines, ""]


def _list(findings: Findings, section: str, heading: str) -> list[str]:
    items = _items_for(findings, section)
    lines = [f"# {heading}", f"{section}:"]
    if not items:
        return [f"# {heading} None were found; if there are none: none: yes", *lines[1:],
                "  items: []", ""]  # fmt: skip
    lines.append("  items:")
    for item in items:
        lines += _item_lines(item, 4)
    return [*lines, ""]


def _item_lines(item: FoundItem, indent: int) -> list[str]:
    """Write an item as lines of a draft, below a comment that says where it comes from."""
    text = markdown_of_item(item)
    pad = " " * indent
    given = dict(_entries(item))
    # What a person wrote is not what the report said: a later copy does not replace it.
    said = ("", "") if item.written else (text, report_fields(given))
    marks = " ".join(map(fingerprint, said))
    lines = [f"{pad}# from {item.place}; {item.certainty.value} [{marks}]"]
    entries = [f"{key}: {value}" for key, value in given.items()]
    body: list[str] = []
    if not shows_nothing(text):
        entries.append("text: |")
        body += [f"  {line}" if line else "" for line in text.rstrip("\n").split("\n")]
    else:
        entries.append(f"text: …  # {CONFIRM}: the file has no words for this item")
    if item.kind is not ReportItemKind.CAUSE_OF_CONCERN:
        body += ["chief_officer: |", "policing_body: |"]
    if item.kind is ReportItemKind.RECOMMENDATION:
        body.append("action:  # taken, proposed or none")
        body.append("action_details: |")
    first, *rest = [*entries, *body]
    lines.append(f"{pad}- {first}")
    return lines + [f"{pad}  {line}" if line else "" for line in rest]


_MAX_LINE = 1900
"""Characters of a heading or a name that are taken over; the format allows 2000."""

REPORT_FIELDS = ("number", "priority", "under", "addressed_to", "complete_by", "due")
"""The fields of an item, besides its text, that repeat what the report says."""


def report_fields(given: Mapping[str, object]) -> str:
    """Join what an item's fields say of the report as one text, for a fingerprint."""
    return "\n".join(f"{key}: {_unquoted(given[key])}" for key in REPORT_FIELDS if given.get(key))


def _unquoted(value: object) -> str:
    text = str(value)
    quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "'\""
    return text[1:-1].replace("''", "'") if quoted else text


def _entries(item: FoundItem) -> Iterator[tuple[str, str]]:
    if number := as_number(item.number)[:20]:
        yield "number", scalar(number)
    if item.kind is ReportItemKind.AREA_FOR_PRIORITY_ACTION:
        yield "priority", "yes"
    if under := clean(item.under)[:_MAX_LINE]:
        yield "under", scalar(under)
    if addressee := clean(item.addressee or "")[:_MAX_LINE]:
        yield "addressed_to", scalar(addressee)
    if due_words := clean(item.due_words or "")[:_MAX_LINE]:
        yield "complete_by", scalar(due_words)
    if item.due:
        yield "due", item.due.isoformat()
    if item.for_others:
        yield "applies", "no  # yours to decide"
        yield "reason_not_applicable", scalar(clean(item.for_others))


def _comment(text: str) -> str:
    return clean(text)[:300]


# --- the words of an item as Markdown -------------------------------------------


def clean(text: str) -> str:
    """Put a text on one line, without characters that no document can hold; '' if none shows."""
    line = " ".join("".join(c for c in text if c.isspace() or not is_forbidden(c)).split())
    return "" if shows_nothing(line) else line


def markdown_of_item(item: FoundItem) -> str:
    """Write an item as Markdown, or its plain words where a response cannot hold its marks."""
    if item.written:
        return item.written
    # The first block is a paragraph, however it was set: bullet, heading or cell.
    first = replace(item.blocks[0], kind=BlockKind.PARAGRAPH, marker="", level=0, cells=())
    blocks = [first, *item.blocks[1:]]
    text = markdown_of(_nodes_of(blocks))
    if not problems_of(text):
        return text
    bare = [replace(block, inlines=(Text(clean(block.text)),), cells=()) for block in blocks]
    return markdown_of(_nodes_of(bare))


def _nodes_of(blocks: Sequence[SourceBlock]) -> list[Block]:
    """Convert blocks of a file to neutral blocks: list items become lists, nested by depth."""
    nodes: list[Block] = []
    position = 0
    while position < len(blocks):
        block = blocks[position]
        if not is_bullet(block):
            nodes.append(Paragraph(_inlines(block)))
            position += 1
            continue
        end = position
        while end < len(blocks) and blocks[end].kind is BlockKind.LIST_ITEM:
            end += 1
        nodes.append(_bullets(blocks[position:end]))
        position = end
    return nodes


def _bullets(blocks: Sequence[SourceBlock]) -> BulletList:
    """Make a list of list items: a deeper item goes inside the one before it."""
    top = min(block.level for block in blocks if is_bullet(block))
    items: list[list[SourceBlock]] = []
    for block in blocks:
        if is_bullet(block) and block.level <= top:
            items.append([block])
        elif items:
            items[-1].append(block)
    return BulletList(tuple(ListItem(_item_blocks(item)) for item in items))


def _item_blocks(blocks: Sequence[SourceBlock]) -> tuple[Block, ...]:
    first, *rest = blocks
    marker = own_marker(first)
    lead: tuple[Inline, ...] = (Text(marker),) if marker else ()
    return (Paragraph((*lead, *_inlines(first))), *_nodes_of(rest))


def _inlines(block: SourceBlock) -> tuple[Inline, ...]:
    if any(is_forbidden(character) for character in plain(block.inlines)):
        return (Text(clean(block.text)),)
    return block.inlines
