"""Read a response in a form of the office's own, as data for the model."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise, takewhile
from typing import Any

from s55.importers.cells import lines_of
from s55.importers.responses.blocks import markdown_from
from s55.importers.responses.checklist import read_checklist
from s55.importers.responses.form import Forms
from s55.importers.responses.header import Guesses, is_label_over, is_label_row, read_header
from s55.importers.responses.items import KIND_OF, ItemPart, ResponseItem
from s55.importers.responses.notes import Notes
from s55.importers.responses.other.cutting import without
from s55.importers.responses.other.facts import guesses, is_of_page, title_in
from s55.importers.responses.other.heads import divisions, letter_divisions, local_labels
from s55.importers.responses.other.letter import Letter, chief_officers_signature, read_letter
from s55.importers.responses.other.roles import Meaning, Roles
from s55.importers.responses.other.tables import read_table
from s55.importers.responses.other.walk import Walk
from s55.importers.responses.text import text_of
from s55.importers.source import BlockKind, Source, SourceBlock
from s55.model.base import DRAFT_FORMAT
from s55.office.import_roles import Role

_HEAD = 40
"""Labels of the header stand among so many blocks."""
_LONGEST_LINE = 200
_LONGEST_VALUE = 100
_NOTICES = 20
"""A notice that the response was corrected or withdrawn stands among so many blocks."""
_RESPONSE = re.compile(r"\brespon.{0,60}\b(?:HMIC|inspect)", re.IGNORECASE)


def read_other(source: Source, forms: Forms, roles: Roles, notes: Notes) -> dict[str, Any]:
    """Read the response; what has no field goes to the notes.

    Args:
        source: the file as read.
        forms: the words of the standard forms, for a header and an office-use list.
        roles: what headings and columns mean.
        notes: where doubts and what has no field are noted.
    """
    revisions, said = _without_revisions(source.blocks, forms)
    said, foot = _without_foot([part for block in said for part in _in_lines(block, forms)])
    notes.keep(foot, "the foot of a web page or an e-mail")
    notes.keep(revisions, "says that the response was corrected or withdrawn")
    letter = read_letter(said)
    for blocks, why in letter.around:
        notes.keep(blocks, why)
    text, checklist = _without_checklist(letter.text, forms)
    text, ticks = _without_ticks(text)
    notes.keep(ticks, "lists where the response went")
    header, found, text = _without_head(text, letter, forms, roles, notes)
    walk = Walk(roles, forms, notes)
    walk.read(letter_divisions(text, letter.chiefs, roles))
    data: dict[str, Any] = {
        "format": DRAFT_FORMAT,
        "template": forms.settings.template if forms.settings else "letter",
        "inspection": read_header(header, forms, notes, found),
    }
    data["inspection"]["title"] = title_in(data["inspection"]["title"])
    data |= _comments(walk) | _items(walk)
    if checklist:
        data["distribution"] = read_checklist(checklist, forms, notes)
    if notes.office_notes:
        data["office_notes"] = notes.office_notes
    return data


def _without_head(
    ordered: Sequence[SourceBlock], letter: Letter, forms: Forms, roles: Roles, notes: Notes
) -> tuple[list[SourceBlock], Guesses, list[SourceBlock]]:
    """Separate the lines of the header, what the head says of the report, and the text."""
    of_page = [block for block in ordered[:_HEAD] if is_of_page(block)]
    notes.keep(of_page, "says when the page was put on the site")
    ordered = without(ordered, of_page)
    head = list(takewhile(lambda block: not _names_item(block, roles), ordered[:_HEAD]))
    items = _rows_of_items(ordered[:_HEAD], roles)
    lines = {id(block) for block in head if is_label_row(block, forms)} - items
    pairs = [pair for pair in pairwise(head) if is_label_over(*pair, forms)]
    lines |= {id(block) for pair in pairs for block in pair}
    header = [block for block in head if id(block) in lines]
    text = without(ordered, header)
    tables = {block.table for block in header if block.cells}
    beside = [block for block in text if block.cells and block.table in tables]
    if len(beside) > len(header):  # a table with the text of the response too
        beside = []
    notes.keep(beside, "stands in the header, and has no field")
    text = without(text, beside)
    around = [block for blocks, _ in letter.around for block in blocks]
    found, taken = guesses(text, letter.subject, forms.settings, around, header)
    over = _over_title(text, taken)
    notes.keep(over, "stands above the title")
    text = text[len(over) :]
    unknown = without(_beside_header(ordered, [*header, *taken], roles), beside)
    notes.keep(unknown, "stands in the header, and has no field")
    text = without(text, (*taken, *unknown))
    above = _lines_above(text, roles)
    notes.keep(text[:above], "stands above the text of the response")
    return header, found, text[above:]


def _rows_of_items(blocks: Sequence[SourceBlock], roles: Roles) -> set[int]:
    """List, by their identity, the rows of tables of items: “Theme” is no line of the header."""
    rows = [block for block in blocks if block.cells]
    found: set[int] = set()
    for _, group in groupby(rows, key=lambda row: row.table):
        own = list(group)
        if (read := read_table(own, roles)) is not None:
            found |= set(map(id, own[len(read.before) :]))
    return found


def _without_revisions(
    blocks: Sequence[SourceBlock], forms: Forms
) -> tuple[list[SourceBlock], list[SourceBlock]]:
    """Separate the notices at the head, which the draft's events make again."""
    head = [block for block in blocks[:_NOTICES] if forms.is_revision(block.text)]
    return head, without(blocks, head)


_FIRST_PERSON = re.compile(r"\b(?:I|my|me|we|our|us)\b")


def _over_title(
    blocks: Sequence[SourceBlock], taken: Sequence[SourceBlock]
) -> Sequence[SourceBlock]:
    """Select what stands above the heading with the report's title: a site's menu, what it is for.

    Where those who respond speak there, it is part of what they say.
    """
    at = next((k for k, block in enumerate(blocks[:_HEAD]) if any(block is t for t in taken)), 0)
    sentences = (block.text for block in blocks[:at] if block.text.rstrip().endswith((".", ":")))
    speaks = any(_FIRST_PERSON.search(text) for text in sentences)
    return [] if speaks else blocks[:at]


def _in_lines(block: SourceBlock, forms: Forms) -> list[SourceBlock]:
    """Take the lines of a header apart, where they are one paragraph."""
    if block.kind is not BlockKind.PARAGRAPH or "\n" not in block.text:
        return [block]
    lines = [replace(block, inlines=line) for line in lines_of(block.inlines)]
    known = [is_label_row(line, forms) for line in lines]
    return lines if all(known) or (known[0] and all(map(_is_labelled, lines))) else [block]


_FOOT = re.compile(
    r"(?:(?:was|is)\s+this\s+(?:page|information)\s+(?:useful|helpful)|accessibility|privacy|cookies?\b|terms\s+(?:and|of)\b|"
    r"©|copyright|all\s+rights\s+reserved|(?:share|print)\s+this\s+page|back\s+to\s+(?:the\s+)?top|"
    r"(?:contact|tel(?:ephone)?|e-?mail|web(?:site)?)\s*:|"
    r"(?:(?:facebook|twitter|x|linkedin|whatsapp|instagram|e-?mail|print)\b\W*)+$|"
    r"(?:(?:for\s+)?(?:further|more)\s+(?:information|details)\b[^.:]{0,40}:)|"
    r"follow\s+us|share\s+this\b|tell\s+us\s+what\s+you\s+think|(?:[^.]{0,60}\.\s+)?(?:page\s+)?last\s+(?:updated|reviewed|modified)|sign\s+up\s+(?:for|to)|freedom\s+of\s+information)",
    re.IGNORECASE,
)


_DISCLAIMER = re.compile(
    r"(?:this|the\s+information\s+in\s+this)\s+(?:e-?mail|message|communication)\b[^.]{0,200}\b"
    r"(?:confidential|intended|privileged)\b",
    re.IGNORECASE,
)
_MORE_OF_SITE = re.compile(
    r"(?:latest|related|recent|more|other)\s+(?:news|pages|stories|articles|content|links)|"
    r"(?:also\s+)?in\s+this\s+section|quick\s+links|you\s+may\s+also\b.*|"
    r"contact(?:\s+(?:us|details|information))?",
    re.IGNORECASE,
)
"""A heading over a list of a site's other pages, or over an address."""
_OF_FOOT = (BlockKind.LIST_ITEM, BlockKind.PARAGRAPH)


def _without_foot(blocks: Sequence[SourceBlock]) -> tuple[list[SourceBlock], list[SourceBlock]]:
    """Separate the lines at the end that belong to the web site or e-mail, not to the response."""
    end = at = len(blocks)
    while at and (
        len(blocks[at - 1].text) <= _LONGEST_LINE or _DISCLAIMER.match(blocks[at - 1].text)
    ):
        at -= 1
        text = blocks[at].text.strip()
        if _DISCLAIMER.match(text) or _FOOT.match(text) or _MORE_OF_SITE.fullmatch(text):
            end = at
        elif blocks[at].kind not in _OF_FOOT or text.endswith((".", ";", "?", "!")):
            break
    return list(blocks[:end]), list(blocks[end:])


def _beside_header(
    blocks: Sequence[SourceBlock], taken: Sequence[SourceBlock], roles: Roles
) -> list[SourceBlock]:
    """List what stands right below the lines of the header with a label too: 'Date of response'."""
    found: list[SourceBlock] = []
    goes_on = False
    for block in blocks[:_HEAD]:
        if any(block is one for one in taken):
            goes_on = True
        elif goes_on and _has_label(block, roles):
            found.append(block)
        else:
            goes_on = False
    return found


_LABEL_LINE = re.compile(r"(?P<label>[A-Z][^:.\n]{2,40}):\s+(?P<value>\S[^\n]{0,100})")


def _is_labelled(line: SourceBlock) -> bool:
    return _LABEL_LINE.fullmatch(line.text.strip()) is not None


def _has_label(block: SourceBlock, roles: Roles) -> bool:
    """Whether a line is a label, which begins no comments, and a few words beside it."""
    if len(block.cells) == 2:
        label, value = (text_of(cell) for cell in block.cells)
    elif block.kind is BlockKind.PARAGRAPH and (line := _LABEL_LINE.fullmatch(block.text.strip())):
        label, value = line["label"], line["value"]
    else:
        return False
    meaning = roles.heading(label)
    short = 0 < len(value) <= _LONGEST_VALUE and not value.rstrip().endswith((".", ":", "?", "!"))
    return short and (meaning is None or meaning.bare)


def comments_by_item(source: Source, roles: Roles) -> bool:
    """Whether the comments stand with each item: below labels that come back, or in a table."""
    if local_labels(divisions(source.blocks, roles), sure=True):
        return True
    rows = [block for block in source.blocks if block.cells]
    tables = (list(group) for _, group in groupby(rows, key=lambda row: row.table))
    return any(read_table(table, roles) is not None for table in tables)


def _lines_above(blocks: Sequence[SourceBlock], roles: Roles) -> int:
    """Count the lines above the text: names, a second title, no sentence and no heading of it."""
    for index, block in enumerate(blocks):
        text = block.text.strip()
        if (
            block.kind not in (BlockKind.HEADING, BlockKind.PARAGRAPH)
            or len(text) > _LONGEST_LINE
            or text.endswith((".", ":", "?", "!", ";"))
            or _begins(roles.heading(text), text, first=index == 0)
            or roles.run_in(text)
            or _names_item(block, roles)
        ):
            return index
    return 0


def _names_item(block: SourceBlock, roles: Roles) -> bool:
    """Whether a block is the heading of items, below which labels say who answers them."""
    if block.cells:
        return False
    looks = block.bold or block.kind is BlockKind.HEADING
    meaning = roles.heading(block.text) or (roles.with_topic(block.text) if looks else None)
    return meaning is not None and (meaning.is_item or (meaning.several and looks))


def _begins(meaning: Meaning | None, text: str, *, first: bool) -> bool:
    """Whether a line is a heading of the text, and neither a name nor its title."""
    return meaning is not None and not (first and (meaning.bare or _RESPONSE.search(text)))


_SENT = re.compile(
    r"\b(?:sent|cop(?:y|ies|ied)|publish\w*|publication|distribut\w+|circulat\w+)\b", re.IGNORECASE
)
_TICKS = "☐☑☒✓✔✗✘"
_FEWEST_TICKS = 2


def _without_ticks(
    blocks: list[SourceBlock],
) -> tuple[list[SourceBlock], list[SourceBlock]]:
    """Separate the office's own list at the end of where the response went, with its heading."""
    at = len(blocks)
    while at and (blocks[at - 1].marker or blocks[at - 1].text.strip())[:1] in (*_TICKS,):
        at -= 1
    head = blocks[at - 1] if 0 < at <= len(blocks) - _FEWEST_TICKS else None
    if head is None or head.cells or head.text.endswith(".") or not _SENT.search(head.text):
        return blocks, []
    return blocks[: at - 1], blocks[at - 1 :]


def _without_checklist(
    blocks: Sequence[SourceBlock], forms: Forms
) -> tuple[list[SourceBlock], list[SourceBlock]]:
    """Separate the office-use list at the end, without its heading."""
    for index, block in enumerate(blocks):
        if block.kind is not BlockKind.TABLE_ROW and forms.section(block.text) == "checklist":
            return list(blocks[:index]), list(blocks[index + 1 :])
    return list(blocks), []


def _comments(walk: Walk) -> dict[str, Any]:
    """Write the comments on the whole report, and the findings."""
    chief: dict[str, Any] = {}
    if text := markdown_from(walk.whole[Role.CHIEF_OFFICER]):
        chief["comments"] = text
        chief |= chief_officers_signature(walk.signature) if walk.signature else {}
    body = {
        "opening": markdown_from(walk.whole[Role.POLICING_BODY]),
        "closing": markdown_from(walk.closing),
    }
    body = {key: text for key, text in body.items() if text}
    findings = markdown_from(walk.whole[Role.KEY_FINDINGS])
    return (
        ({"key_findings": findings} if findings else {})
        | ({"chief_officer": chief} if chief else {})
        | ({"policing_body": body} if body else {})
    )


def _items(walk: Walk) -> dict[str, Any]:
    data: dict[str, Any] = {}
    nested = {id(inner) for item in walk.items for inner in item.nested}
    for section, kind in KIND_OF.items():
        own: list[ResponseItem] = [
            item for item in walk.items if item.kind == kind and id(item) not in nested
        ]
        introduction = walk.introductions.get(kind, [])
        part = ItemPart(own, introduction, walk.none.get(kind, False))
        if own or introduction or part.none:
            data[section] = part.as_data()
    return data
