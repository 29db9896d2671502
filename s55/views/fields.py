"""Define the fields that a layout shows: pieces of the draft with their paths, for any format.

A layout writes ``{{ inspection.title }}`` or ``{{ section.body }}``; each renderer decides how such
a field looks: HTML elements, or Word runs and paragraphs in a content control that has the field's
path as its tag.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from s55.model.languages.naming import own_name
from s55.records import dataclass
from s55.richtext.headings import below
from s55.richtext.markdown import blocks_of, inlines_of
from s55.richtext.nodes import (
    Block,
    Control,
    Hyperlink,
    Inline,
    Table,
    Text,
    all_within,
    plain,
)
from s55.views.plain_text import in_a_line, in_lines

SECTION_LEVEL = 2
"""The heading level of a section; the title line of the form is level 1."""
LONGEST_TITLE = 64
"""The longest title that Word allows for a content control."""


@dataclass(frozen=True, slots=True)
class DayPicked:
    """A day, which Word lets people change by a calendar; the calendar's language is BCP 47."""

    day: date
    language: str


@dataclass(frozen=True, slots=True)
class OneOf:
    """A choice, which Word lets people change by a list.

    Attributes:
        value: what is chosen, as the draft writes it.
        choices: every value with its words.
    """

    value: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class InlineField:
    """A field of one line, which may hold a link.

    Attributes:
        path: its path in the draft, for example ``inspection.title``; never over 64 characters,
            the limit of a Word content control's tag. '' for what is shown and not to be edited.
        title: its name for people, for example 'Inspection title'.
        inlines: what it shows.
        picked: the day or the choice behind its words; None for other text.
        language: of its words (BCP 47), where it is not the document's.
    """

    path: str
    title: str
    inlines: tuple[Inline, ...]
    picked: DayPicked | OneOf | None = None
    language: str = ""

    def __str__(self) -> str:
        return plain(self.inlines)


@dataclass(frozen=True, slots=True)
class BlockField:
    """A field of paragraphs, lists and tables, alone in its paragraph of a layout.

    Attributes:
        blocks: what it shows. Text of the draft is in a :class:`~s55.richtext.nodes.Control`
            with its path, so one BlockField can show several fields (a list of items).
    """

    blocks: tuple[Block, ...]

    def __bool__(self) -> bool:
        """Whether it shows anything, for a layout to ask."""
        return bool(self.blocks)

    @property
    def has_table(self) -> bool:
        """Whether there is a table in it, for which a column may be too narrow."""
        return any(isinstance(block, Table) for block in all_within(self.blocks))

    @property
    def lines(self) -> str:
        """The same as plain text: a line for each paragraph and bullet."""
        return in_lines(self.blocks)

    @property
    def beginning(self) -> str:
        """The same in one line of plain text; only the beginning of a long one."""
        return in_a_line(self.blocks)


@dataclass(frozen=True, slots=True)
class CheckField:
    """A check box of the office-use checklist.

    Attributes:
        path: the field of the draft that it shows, for example ``distribution.website``.
        title: its name for people.
        checked: whether it is ticked.
    """

    path: str
    title: str
    checked: bool

    def __str__(self) -> str:
        return "\N{BALLOT BOX WITH CHECK}" if self.checked else "\N{BALLOT BOX}"


class PlaceKind(StrEnum):
    """What a place in a form takes."""

    TEXT = "text"
    LINE = "line"
    DATE = "date"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class PlaceField:
    """A place in a form, for somebody else to fill in.

    A place for text is alone in its paragraph of a layout, as a :class:`BlockField` is.

    Attributes:
        path: the field of the draft that it is for.
        title: its name for people, which is unique in the form.
        kind: what it takes.
        label: the words before it.
        prompt: what a Word file shows in it as long as it is empty.
        base: what the draft holds there, as the draft writes it; '' for nothing.
        words: the same as the form shows it, for all but text.
        blocks: the same for text.
        day: the same for a date.
        choices: the values that can be chosen and the words for each.
        language: the language of its date (BCP 47).
        written_in: the language of the text in it (BCP 47), where it is not the document's.
    """

    path: str
    title: str
    kind: PlaceKind
    label: str
    prompt: str
    base: str = ""
    words: str = ""
    blocks: tuple[Block, ...] = ()
    day: date | None = None
    choices: tuple[tuple[str, str], ...] = ()
    language: str = "en-GB"
    written_in: str = ""

    def __str__(self) -> str:
        return self.words


Field = InlineField | BlockField | CheckField | PlaceField


def places_as_sent(places: Iterable[PlaceField]) -> dict[str, dict[str, str]]:
    """Write what a form carries of its places, by their paths: what each held, and its prompt.

    The prompts, since a word processor may forget that they are not answers.
    """
    sent = list(places)
    return {
        "base": {place.path: place.base for place in sent},
        "prompts": {place.path: place.prompt for place in sent},
    }


def inline_field(path: str, title: str, text: str) -> InlineField:
    """Make a field of one line of plain text."""
    return InlineField(path, title, inlines_of(text))


def language_link(language: str, address: str) -> InlineField:
    """Make the link to a document in a language, in that language's own name.

    Args:
        language: its tag (BCP 47).
        address: where the document is; '' for the name alone.
    """
    name = own_name(language)
    words: Inline = Text(name)
    link = Hyperlink(address, (words,), language=language) if address else words
    return InlineField("", name, (link,), language=language)


def control(path: str, title: str, text: str, level: int) -> Control:
    """Parse Markdown as the blocks of one field, with its headings below ``level``."""
    return Control(path, title, below(blocks_of(text), level))


def block_field(
    path: str, title: str, text: str | None, level: int = SECTION_LEVEL
) -> BlockField | None:
    """Make a field of Markdown; None where the text is missing or blank."""
    if text is None or not text.strip():
        return None
    blocks: tuple[Block, ...] = (control(path, title, text, level),)
    return BlockField(blocks)
