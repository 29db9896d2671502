"""Read a past response by its structure: the form's headings and labels, lists and boxes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from s55.importers.responses.blocks import markdown_from
from s55.importers.responses.checklist import read_checklist
from s55.importers.responses.comments import CommentReader, Comments
from s55.importers.responses.form import Forms
from s55.importers.responses.header import fields_among, read_header
from s55.importers.responses.items import KIND_OF, read_items
from s55.importers.responses.notes import Notes
from s55.importers.responses.text import date_in, lost_links, text_of
from s55.importers.source import BlockKind, Source, SourceBlock
from s55.model.base import DRAFT_FORMAT
from s55.model.inspection import Grade
from s55.records import dataclass
from s55.templating.manifest import SectionKey

DEFAULT_SET = "opccn-2023"
_COMMENTED: tuple[SectionKey, SectionKey] = ("chief_officer", "policing_body")
_GRADES = {grade.value for grade in Grade}
_LONGEST_HEADING = 160
_FEWEST_FIELDS = 3
"""The header of a standard form has as many labels at least."""


def is_standard(source: Source, forms: Forms) -> bool:
    """Whether a response is in the form of a standard template set.

    Its header has the labels, and what each of the two says comes below all of the items.
    """
    starts = _starts(source.blocks, forms)
    if "checklist" in starts:
        return True
    items = [starts[section] for section in KIND_OF if section in starts]
    said = [starts[section] for section in _COMMENTED if section in starts]
    if not items or not said or min(said) < max(items):
        return False
    head = source.blocks[: min(starts.values(), default=len(source.blocks))]
    return fields_among(head, forms) >= _FEWEST_FIELDS


def read_structure(source: Source, forms: Forms, notes: Notes) -> dict[str, Any]:
    """Read the response as data for the model; what has no field goes to the notes."""
    _note_lost_links(source, notes)
    parts = _parts_of(source.blocks, forms)
    data: dict[str, Any] = {
        "format": DRAFT_FORMAT,
        "template": _template_set(source, forms),
        "inspection": read_header(parts.header, forms, notes),
    }
    sections = {
        section: read_items(section, parts.sections[section], forms, notes)
        for section in KIND_OF
        if section in parts.sections
    }
    items = [
        one for part in sections.values() for item in part.items for one in (item, *item.nested)
    ]
    comments = {
        key: CommentReader(key, items, forms, notes).read(parts.sections[key])
        for key in _COMMENTED
        if key in parts.sections
    }
    data |= _key_findings(parts.sections.get("key_findings", ()), forms)
    data |= {section: part.as_data() for section, part in sections.items()}
    if "chief_officer" in comments:
        data |= _chief_officer(comments["chief_officer"], forms)
    if "policing_body" in comments:
        data |= _policing_body(comments["policing_body"], forms)
    if "checklist" in parts.sections:
        data["distribution"] = read_checklist(parts.sections["checklist"], forms, notes)
    if notes.office_notes:
        data["office_notes"] = notes.office_notes
    return data


def _note_lost_links(source: Source, notes: Notes) -> None:
    for block in source.blocks:
        for inlines in (block.inlines, *block.cells):
            for shown in lost_links(inlines):
                notes.doubt(
                    "I232",
                    f"the link '{shown}' ({block.place}) leads nowhere: its address was lost",
                    "Its words were kept; write [words](https://...) to link them again.",
                    "",
                )


def _template_set(source: Source, forms: Forms) -> str:
    """Find the template set with most of its labels and headings in the file.

    Capitals count too: the set of 2022 prints capitals where that of 2023 does not.
    """
    texts = {" ".join(block.text.split()) for block in source.blocks}
    texts |= {block.text.split("|")[0].strip() for block in source.blocks if block.cells}
    texts |= {text.partition(":")[0] + ":" for text in texts}
    found: Counter[str] = Counter()
    for form in forms.filled:
        own = {*form.header.values(), *form.headings.values()}
        own |= {words for _, words in form.checklist}
        score = sum(words in texts for words in own)
        found[form.manifest.name] = max(found[form.manifest.name], score)
    best = found.most_common(2)
    if not best or not best[0][1] or (len(best) > 1 and best[0][1] == best[1][1]):
        return forms.settings.template if forms.settings else DEFAULT_SET
    return best[0][0]


# --- the header and the sections -------------------------------------------------


@dataclass(frozen=True, slots=True)
class Parts:
    """The header and the sections of a response, each without its heading.

    Attributes:
        header: what comes before the first section.
        sections: what comes below each heading.
    """

    header: tuple[SourceBlock, ...]
    sections: Mapping[SectionKey, tuple[SourceBlock, ...]]


def _parts_of(blocks: Sequence[SourceBlock], forms: Forms) -> Parts:
    """Cut the blocks of a response at the headings of its sections."""
    starts = _starts(blocks, forms)
    order = sorted(starts.values())
    ends = dict(pairwise([*order, len(blocks)]))
    return Parts(
        tuple(blocks[: order[0]] if order else blocks),
        {key: tuple(blocks[start + 1 : ends[start]]) for key, start in starts.items()},
    )


def _starts(blocks: Sequence[SourceBlock], forms: Forms) -> dict[SectionKey, int]:
    """Find where each section begins: at the highest of the headings that could begin it."""
    found: dict[SectionKey, list[int]] = {}
    for index, block in enumerate(blocks):
        if _could_be_heading(block) and (key := forms.section(block.text)):
            found.setdefault(key, []).append(index)
    return {key: min(indexes, key=lambda i: _rank(blocks[i], i)) for key, indexes in found.items()}


def _could_be_heading(block: SourceBlock) -> bool:
    return (
        block.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH)
        and len(block.text) <= _LONGEST_HEADING
    ) or (block.kind is BlockKind.TABLE_ROW and len(block.cells) == 1)


def _rank(block: SourceBlock, index: int) -> tuple[int, int]:
    """Rank real headings before looks, high before low, early before late."""
    if block.kind is BlockKind.HEADING and block.level:
        return block.level, index
    return (7 if block.kind is BlockKind.HEADING or block.bold else 8), index


# --- key findings and graded judgments -------------------------------------------


def _key_findings(blocks: Sequence[SourceBlock], forms: Forms) -> dict[str, Any]:
    judgments, rest = _judgments(blocks, forms)
    text = markdown_from(_without_notice(rest, forms, "no_key_findings"))
    return ({"key_findings": text} if text else {}) | (
        {"judgments": judgments} if judgments else {}
    )


def _judgments(
    blocks: Sequence[SourceBlock], forms: Forms
) -> tuple[dict[str, Any] | None, Sequence[SourceBlock]]:
    """Separate the judgments from the key findings.

    A table with text after it stays in the text: the form prints its own table after the text.
    """
    start = next((i for i in range(len(blocks)) if _begins_judgments(blocks, i)), None)
    if start is None:
        return None, blocks
    end = start
    while end < len(blocks) and blocks[end].table == blocks[start].table:
        end += 1
    rows = [
        {"area": text_of(block.cells[0]), "grade": grade}
        for block in blocks[start:end]
        if (grade := _grade(block))
    ]
    judgments: dict[str, Any] = {"items": rows}
    if end < len(blocks):
        return judgments | {"shown": False}, blocks
    captioned = start and forms.is_label(blocks[start - 1].text, "judgments_caption")
    return judgments, blocks[: start - 1 if captioned else start]


def _begins_judgments(blocks: Sequence[SourceBlock], index: int) -> bool:
    """Whether a table of areas and grades begins here."""
    first = blocks[index]
    if first.kind is not BlockKind.TABLE_ROW or len(first.cells) != 2:
        return False
    if index and blocks[index - 1].table == first.table:
        return False
    graded = [bool(_grade(row)) for row in blocks[index:] if row.table == first.table]
    return all(graded[1:]) and any(graded)


def _grade(block: SourceBlock) -> str:
    text = text_of(block.cells[-1]).lower() if len(block.cells) == 2 else ""
    return text if text in _GRADES else ""


# --- comments on the report as a whole -------------------------------------------


def _chief_officer(comments: Comments, forms: Forms) -> dict[str, Any]:
    chief: dict[str, Any] = {}
    rest = _without_notice(comments.whole, forms, "chief_officer_not_invited")
    invited = forms.says(rest[0].text, "chief_officer_invited") if rest else None
    if invited and (day := date_in(invited[1])):
        chief["invited"] = {"date": day}
        rest = rest[1:]
    if text := markdown_from(rest):
        chief["comments"] = text
    return {"chief_officer": chief} if chief else {}


def _policing_body(comments: Comments, forms: Forms) -> dict[str, Any]:
    rest = _without_notice(comments.whole, forms, "no_policing_body")
    body = {"opening": markdown_from(rest), "closing": markdown_from(comments.closing)}
    body = {key: text for key, text in body.items() if text}
    return {"policing_body": body} if body else {}


def _without_notice(
    blocks: Sequence[SourceBlock], forms: Forms, name: str
) -> Sequence[SourceBlock]:
    """Remove the form's sentence for what is still missing."""
    return blocks[1:] if blocks and forms.is_label(blocks[0].text, name) else blocks
