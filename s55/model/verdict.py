"""Say what a reader does with each thing that a file can contain, alike for all formats.

Each format has one closed table from its elements to readings, which drives its reader. What is not
in the table is told.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Verdict(StrEnum):
    """What a reader does with an element, a format or a part of a file.

    TAKEN: its words are in the text, or it changes how they are read.
    TOLD: it is left out of the text, and a person is told so, with its words and place.
    HARMLESS: it holds no words, and the words around it mean the same without it.
    """

    TAKEN = "taken"
    TOLD = "told"
    HARMLESS = "harmless"


class Aside(StrEnum):
    """The kinds of what is left out of the text, as people are told of them."""

    RUNNING_HEAD = "running head"
    RUNNING_FOOT = "running foot"
    PAGE_NUMBER = "page number"
    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"
    FOOTNOTE_MARKER = "footnote marker"
    CROSSED_OUT = "crossed out"
    HIDDEN = "hidden text"
    DELETED = "deleted in tracked changes"
    MOVED = "moved away in tracked changes"
    COMMENT = "comment"
    PICTURE = "picture"
    PICTURE_PAGE = "page without text: a picture"
    DRAWING = "drawing"
    TEXT_BOX = "text box"
    EQUATION = "equation"
    EQUATION_LINE = "equation, written in one line"
    CELL_PARAGRAPHS = "paragraphs in a table cell, written one after the other"
    CELL_LIST = "list in a table cell, written as lines"
    CELL_TABLE = "table in a table cell, written as lines"
    OBJECT = "embedded object"
    CHART = "chart"
    DIAGRAM = "diagram"
    SCRIPT = "script"
    FORM_FIELD = "form field"
    OTHER_FILE = "text of another file"
    FILE_LINK = "link to a file"
    PHONETIC = "phonetic guide"
    AUTOMATIC = "text that the program works out"
    AROUND = "around the content"
    ANGLE = "text at an angle"
    UNKNOWN = "unknown element"
    UNKNOWN_FORMAT = "unknown format"
    UNKNOWN_PART = "unknown part of the file"


class Reading(NamedTuple):
    """A line of a format's table.

    Attributes:
        verdict: what the reader does.
        why: for TOLD, the kind under which a person is told.
    """

    verdict: Verdict
    why: str = ""


TAKEN = Reading(Verdict.TAKEN)
HARMLESS = Reading(Verdict.HARMLESS)


def told(why: str) -> Reading:
    """Make the line of an element that is left out and told under the kind ``why``."""
    return Reading(Verdict.TOLD, why)
