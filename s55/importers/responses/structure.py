"""A past response read by its structure: the form's headings and labels, lists and boxes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from s55.importers.responses.blocks import markdown_from
from s55.importers.responses.checklist import read_checklist
from s55.importers.responses.comments import CommentReader, Comments
from s55.importers.responses.findings import Notes
from s55.importers.responses.form import Forms
from s55.importers.responses.header import read_header
from s55.importers.responses.items import KIND_OF, Found, ItemPart, ItemSection, read_items
from s55.importers.responses.judgments import take_judgments
from s55.importers.responses.parts import Parts, parts_of
from s55.importers.responses.recognition import layout_of
from s55.importers.responses.text import date_in, lost_links
from s55.importers.source import Source, SourceBlock

DEFAULT_LAYOUT = "opccn-2023"


def read_structure(source: Source, forms: Forms, notes: Notes) -> dict[str, Any]:
    """The response as data for the model; what has no field goes to the notes."""
    _note_lost_links(source, notes)
    parts = parts_of(source.blocks, forms)
    default = forms.settings.template if forms.settings else DEFAULT_LAYOUT
    data: dict[str, Any] = {
        "format": 1,
        "template": layout_of(source, forms, default),
        "inspection": read_header(parts.header, forms, notes),
    }
    items: list[Found] = []
    sections = {
        section: _items(section, parts, items, forms, notes)
        for section in cast("Sequence[ItemSection]", tuple(KIND_OF))
    }
    chief = _comments("chief_officer", parts, items, forms, notes)
    body = _comments("policing_body", parts, items, forms, notes)
    data |= _key_findings(parts, forms)
    data |= {section: part.as_data() for section, part in sections.items() if part is not None}
    data |= _chief_officer(chief, forms)
    data |= _policing_body(body, forms)
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


def _items(
    section: ItemSection, parts: Parts, items: list[Found], forms: Forms, notes: Notes
) -> ItemPart | None:
    if section not in parts.sections:
        return None
    part = read_items(section, parts.sections[section], forms, notes)
    for item in part.items:
        items.extend((item, *item.nested))
    return part


def _comments(
    key: str, parts: Parts, items: Sequence[Found], forms: Forms, notes: Notes
) -> Comments | None:
    blocks = parts.sections.get("chief_officer" if key == "chief_officer" else "policing_body")
    return None if blocks is None else CommentReader(key, items, forms, notes).read(blocks)


def _key_findings(parts: Parts, forms: Forms) -> dict[str, Any]:
    blocks = parts.sections.get("key_findings", ())
    judgments, rest = take_judgments(blocks, forms)
    text = markdown_from(_without_notice(rest, forms, "no_key_findings"))
    return ({"key_findings": text} if text else {}) | (
        {"judgments": judgments} if judgments else {}
    )


def _chief_officer(comments: Comments | None, forms: Forms) -> dict[str, Any]:
    if comments is None:
        return {}
    chief: dict[str, Any] = {}
    rest = _without_notice(comments.whole, forms, "chief_officer_not_invited")
    for block in rest[:1]:
        if (found := forms.says(block.text, "chief_officer_invited")) and (
            day := date_in(found[1])
        ):
            chief["invited"] = {"date": day}
            rest = rest[1:]
    if text := markdown_from(rest):
        chief["comments"] = text
    return {"chief_officer": chief} if chief else {}


def _policing_body(comments: Comments | None, forms: Forms) -> dict[str, Any]:
    if comments is None:
        return {}
    rest = _without_notice(comments.whole, forms, "no_policing_body")
    body = {"opening": markdown_from(rest), "closing": markdown_from(comments.closing)}
    body = {key: text for key, text in body.items() if text}
    return {"policing_body": body} if body else {}


def _without_notice(
    blocks: Sequence[SourceBlock], forms: Forms, name: str
) -> Sequence[SourceBlock]:
    """The blocks without the form's sentence for what is still missing."""
    return blocks[1:] if blocks and forms.is_label(blocks[0].text, name) else blocks
