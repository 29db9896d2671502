"""Hold what an inspection report says: particulars, grades, items, and what was left out."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from s55.importers.source import BlockKind, SourceBlock, SourcePosition
from s55.records import dataclass

if TYPE_CHECKING:
    from s55.model.progress import ItemStatus


class ReportItemKind(StrEnum):
    """What a report asks for."""

    CAUSE_OF_CONCERN = "cause_of_concern"
    RECOMMENDATION = "recommendation"
    AREA_FOR_IMPROVEMENT = "area_for_improvement"
    AREA_FOR_PRIORITY_ACTION = "area_for_priority_action"

    @property
    def words(self) -> str:
        """The kind in words for people."""
        return self.value.replace("_", " ")


class Certainty(StrEnum):
    """How sure the reader is of something."""

    CERTAIN = "certain"
    """Set out as this form of report sets out its items."""
    LIKELY = "likely"
    """Set out as an item, but it is unclear where it ends or what it belongs to."""
    UNCERTAIN = "uncertain"
    """Recognised by its words and its position alone; a person should look."""
    CONFIRMED = "confirmed"
    """A person has looked at it, and agreed or corrected it."""


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date of the report, with the words beside it.

    Attributes:
        date: the day, None where only a month is named.
        words: the date as printed.
        what: what the report says it is, for example 'first published'.
        place: its position in the file.
    """

    date: date | None
    words: str
    what: str
    place: SourcePosition

    def as_data(self) -> dict[str, Any]:
        """Write the date as data for programs."""
        return {
            "date": self.date.isoformat() if self.date else None,
            "words": self.words,
            "what": self.what,
            "place": str(self.place),
        }


@dataclass(frozen=True, slots=True)
class FoundGrade:
    """A graded judgment: the area or question, and the grade in small letters."""

    area: str
    grade: str
    place: SourcePosition

    def as_data(self) -> dict[str, Any]:
        """Write the judgment as data for programs."""
        return {"area": self.area, "grade": self.grade}


@dataclass(frozen=True, slots=True)
class FoundItem:
    """Something the report asks for.

    Attributes:
        kind: what it is.
        blocks: its words as the file sets them, the headline first.
        number: its number as printed, or ''.
        under: the heading above it, or ''.
        parent: the first words of the cause of concern it was made because of, or ''.
        addressee: whom it asks, or ''.
        due_words: by when, as printed, or ''.
        due: the last day of that time, where the words name one.
        for_others: why it is not for the force, or ''.
        certainty: how sure the reader is.
        written: its words in Markdown as a person wrote them in place of the blocks, or ''.
    """

    kind: ReportItemKind
    blocks: tuple[SourceBlock, ...]
    number: str = ""
    under: str = ""
    parent: str = ""
    addressee: str = ""
    due_words: str = ""
    due: date | None = None
    for_others: str = ""
    certainty: Certainty = Certainty.CERTAIN
    written: str = ""

    @property
    def place(self) -> SourcePosition:
        """Where it begins."""
        return self.blocks[0].place

    @property
    def text(self) -> str:
        """The item without its nested bullets and the paragraphs under its headline."""
        return self.blocks[0].text

    @property
    def sub(self) -> tuple[str, ...]:
        """The nested bullets; one that is nested deeper is a line of the one above it."""
        found: list[str] = []
        top: int | None = None
        for block in self.blocks[1:]:
            if not is_bullet(block):
                continue
            top = block.level if top is None else top
            line = f"{own_marker(block)}{block.text}"
            if block.level > top and found:
                found[-1] += f"\n- {line}"
            else:
                found.append(line)
        return tuple(found)

    @property
    def detail(self) -> str:
        """The paragraphs under the headline, a blank line between them."""
        return "\n\n".join(block.text for block in self.blocks[1:] if not is_bullet(block))

    @property
    def whole(self) -> str:
        """Every word of it, in order."""
        return "\n".join(block.text for block in self.blocks)

    def as_data(self) -> dict[str, Any]:
        """Write the item as data for programs."""
        return {
            "kind": self.kind.value,
            "number": self.number or None,
            "text": self.text,
            "detail": self.detail or None,
            "sub": list(self.sub),
            "under": self.under or None,
            "parent": self.parent or None,
            "addressee": self.addressee or None,
            "due": self.due.isoformat() if self.due else self.due_words or None,
            "place": str(self.place),
            "certainty": self.certainty.value,
        }


@dataclass(frozen=True, slots=True)
class FoundStatus:
    """What a report says of an item of an earlier report.

    Attributes:
        kind: what the item is.
        number: its number as printed, or ''.
        text: the item as the report quotes it, or ''.
        status: how far it is; None where the words do not tell.
        words: the words that say it, or ''.
        place: where the report says so.
    """

    kind: ReportItemKind
    number: str
    text: str
    status: ItemStatus | None
    words: str
    place: SourcePosition

    def as_data(self) -> dict[str, Any]:
        """Write the status as data for programs."""
        return {
            "kind": self.kind.value,
            "number": self.number or None,
            "text": self.text or None,
            "status": self.status.value if self.status else None,
            "words": self.words or None,
            "place": str(self.place),
        }


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Text that looks like an item and was not taken for one.

    Attributes:
        text: the words.
        why: why it was left out.
        place: where it is in the file.
        item: the item that it was until a person dropped it; None for all else.
    """

    text: str
    why: str
    place: SourcePosition
    item: FoundItem | None = None

    def as_data(self) -> dict[str, Any]:
        """Write the text as data for programs."""
        return {"text": self.text, "why": self.why, "place": str(self.place)}


@dataclass(frozen=True, slots=True)
class OtherReading:
    """What else the report could mean.

    Attributes:
        key: the form that reads it so, for ``--as``.
        form: the form in a few words.
        items: the items that it has.
    """

    key: str
    form: str
    items: tuple[FoundItem, ...]


@dataclass(frozen=True, slots=True)
class Findings:
    """What a report says.

    Attributes:
        kind: the kind of publication, for example 'PEEL'.
        types: the publication types or themes for the draft, the kind among them.
        title: its title, or '' where the file has none.
        published: the day of publication as far as the file tells, or None.
        other_dates: every date found beside it, for a person to compare.
        inspectorate: the inspectorate as named at the time, or ''.
        forces: the forces inspected.
        isbn: the ISBN, or ''.
        grades: the graded judgments in the order of the report.
        items: in the order of the document.
        statuses: how far items of an earlier report are, in the order of the document.
        others: other readings, nearly as good, the best first.
        left_out: what looked like an item and was left out.
        form: the name of the report form that it was read by.
        doubts: what a person should decide or confirm, one sentence each.
    """

    kind: str
    types: tuple[str, ...]
    title: str
    published: FoundDate | None
    other_dates: tuple[FoundDate, ...]
    inspectorate: str
    forces: tuple[str, ...]
    isbn: str
    grades: tuple[FoundGrade, ...]
    items: tuple[FoundItem, ...]
    left_out: tuple[LeftOut, ...]
    form: str
    doubts: tuple[str, ...] = ()
    statuses: tuple[FoundStatus, ...] = ()
    others: tuple[OtherReading, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """Write the findings as one object for programs."""
        day = self.published.date if self.published else None
        return {
            "kind": self.kind,
            "title": self.title or None,
            "published": day.isoformat() if day else None,
            "other_dates": [found.as_data() for found in self.other_dates],
            "inspectorate": self.inspectorate or None,
            "forces": list(self.forces),
            "isbn": self.isbn or None,
            "grades": [grade.as_data() for grade in self.grades],
            "items": [item.as_data() for item in self.items],
            "statuses": [status.as_data() for status in self.statuses],
            "left_out": [left.as_data() for left in self.left_out],
        }


def is_bullet(block: SourceBlock) -> bool:
    """Tell an item of a list from a further paragraph of one."""
    return block.kind is BlockKind.LIST_ITEM and bool(block.marker)


def own_marker(block: SourceBlock) -> str:
    """Return the number or letter of a list item with a space after it; '' for a bullet."""
    return f"{block.marker} " if any(map(str.isalnum, block.marker)) else ""


def own_number(block: SourceBlock) -> str:
    """Return the number, or capital letter, of a list item without brackets and dot; '' for others.

    The paragraphs of a summary (S4) say again what the chapters say: their number is no item's.
    Small letters count what an item consists of.
    """
    is_number = any(map(str.isdigit, block.marker)) and not block.marker.startswith("S")
    is_number = is_number or bool(_LETTER.fullmatch(block.marker))
    return block.marker.strip("().") if is_number else ""


_LETTER = re.compile(r"\(?[A-Z][.)]")
