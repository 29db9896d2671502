"""Make the places of a form in Word: content controls to fill in, the only ones to change.

An empty place shows its prompt, which Word does not take for an answer. A screen reader reads out
each place's title, and in Word nothing but the places can be changed by a slip.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy, deepcopy
from dataclasses import replace
from datetime import date

from lxml import etree

from s55.render.word.blocks import BlockWriter, Nesting
from s55.views.fields import PlaceField, PlaceKind
from s55.word.controls import BLOCKS, PLAIN_TEXT, Controls
from s55.word.xml import RUN, SDT, add, add_run, element, put, w

_DATE_FORMAT = "d MMMM yyyy"


def block_place(writer: BlockWriter, place: PlaceField, room: int | None) -> list[etree._Element]:
    """Make a place for paragraphs, as children of a body, a table cell or a content control.

    Args:
        writer: writes them.
        place: the place.
        room: twips that a table can take, in a cell; None for the text's width.
    """
    nodes, content = writer.controls.control(
        place.path, place.title, BLOCKS, locked=True, shows_prompt=not place.blocks
    )
    inside = copy(writer)
    names = writer.runs.names
    inside.runs = replace(
        writer.runs,
        names=names.model_copy(update={"paragraph": names.form_text}),
        language=place.written_in,
    )
    if place.blocks:
        inside.blocks(content, place.blocks, Nesting(room=room))
    else:
        paragraph = inside.paragraph(content, names.form_text, Nesting())
        add_run(paragraph, place.prompt, _prompt_properties(writer))
    return nodes


def inline_place(
    writer: BlockWriter, place: PlaceField, properties: etree._Element | None
) -> list[etree._Element]:
    """Make a place of one line: text, a date picker or a list to choose from.

    Args:
        writer: for the document's controls and styles.
        place: the place.
        properties: the run properties of the text around it; they are not changed.
    """
    nodes, content = writer.controls.control(
        place.path, place.title, locked=True, shows_prompt=not place.words
    )
    described = next(node for node in nodes if node.tag == SDT)[0]
    match place.kind:
        case PlaceKind.DATE:
            date_picker(described, place.day, place.language)
        case PlaceKind.CHOICE:
            drop_down(described, place.base, place.choices)
        case _:
            # LibreOffice (7.4) makes an input field of it; its prompt has the text's own colour.
            add(described, PLAIN_TEXT)
    if place.words:
        own = None if properties is None else deepcopy(properties)
        add_run(content, place.words, own)
    else:
        add_run(content, place.prompt, _prompt_properties(writer, properties))
    return nodes


def date_picker(described: etree._Element, day: date | None, language: str) -> None:
    """Let a content control be filled from a calendar.

    Args:
        described: its properties.
        day: the day that it holds, or None.
        language: the language of the date (BCP 47).
    """
    picker = add(described, "date")
    if day is not None:
        picker.set(w("fullDate"), f"{day.isoformat()}T00:00:00Z")
    add(picker, "dateFormat", val=_DATE_FORMAT)
    add(picker, "lid", val=language)
    add(picker, "storeMappedDataAs", val="dateTime")
    add(picker, "calendar", val="gregorian")


def drop_down(described: etree._Element, chosen: str, choices: Iterable[tuple[str, str]]) -> None:
    """Let a content control be filled from a list.

    Args:
        described: its properties.
        chosen: the value that it holds; '' for none.
        choices: every value with its words.
    """
    offered = add(described, "dropDownList")
    if chosen:
        offered.set(w("lastValue"), chosen)
    for value, words in choices:
        add(offered, "listItem", displayText=words, value=value)


def _prompt_properties(writer: BlockWriter, around: etree._Element | None = None) -> etree._Element:
    made = element("rPr") if around is None else deepcopy(around)
    style = writer.runs.styles.style_id("character", writer.runs.names.placeholder)
    put(made, element("rStyle", val=style), RUN)
    return made


def lock_around_places(body: etree._Element, controls: Controls) -> None:
    """Put all that the body holds into one group, in which only the places can be changed.

    That is what 'Group' does in Word; 'Ungroup' lifts it. Word's protection of forms would also
    lock out lists, tables and bold from the places, and LibreOffice (7.4) then allows no writing
    in them.
    """
    held = [child for child in body if child.tag != w("sectPr")]
    group = element("sdt")
    properties = add(group, "sdtPr")
    add(properties, "id", val=str(controls.new_id("")))
    add(properties, "lock", val="contentLocked")
    add(properties, "group")
    add(group, "sdtContent").extend(held)
    body.insert(0, group)
