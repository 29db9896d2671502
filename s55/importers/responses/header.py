"""Read the header of a response, table or not: its labels and the values beside or below them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field
from datetime import date, timedelta
from typing import Any

from s55.importers.cells import after
from s55.importers.responses.form import Forms
from s55.importers.responses.notes import Notes
from s55.importers.responses.text import (
    date_in,
    first_link,
    folded,
    likeness,
    sound,
    text_of,
    web_address_in,
    words,
)
from s55.importers.source import BlockKind, SourceBlock
from s55.model.dates import with_weekday
from s55.records import dataclass
from s55.richtext.nodes import Inline, plain
from s55.templating.manifest import HeaderField

PRINTED_DAYS = 56
"""What the standard template adds to the day of publication."""
UNKNOWN_DATE = date(2099, 12, 31)
UNKNOWN_ADDRESS = "https://unknown.invalid/"
UNKNOWN_TEXT = "\N{REPLACEMENT CHARACTER}"
"""Stand in for required values that the file lacks, until the draft's text is written."""

_WHOLE = ("police effectiveness, efficiency and legitimacy", "efficiency and legitimacy")
_LONG: frozenset[HeaderField | None] = frozenset(("title", "publication_types", "forces", "link"))
_LABEL = re.compile(r"^([^:\t]{2,60})[:\t]\s*")
_FORCES = re.compile(
    r"(?<=Police)(?:,\s+|\s+and\s+|,\s+and\s+|\s*;\s*)|"
    r"(?<=Constabulary)(?:,\s+|\s+and\s+|,\s+and\s+|\s*;\s*)|"
    r"(?<=Service)(?:,\s+|\s+and\s+|,\s+and\s+|\s*;\s*)"
)
_FIXED = (
    r"^section 55 of the police act",
    r"response to inspections? of",
    r"^draft not signed off",
)


@dataclass
class _Row:
    """A label's field, and the values beside or below it."""

    name: HeaderField | None
    label: SourceBlock
    values: list[tuple[Inline, ...]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join(filter(None, map(text_of, self.values)))


@dataclass(frozen=True, slots=True)
class Guesses:
    """What the text says of the report, for where no label does.

    Attributes:
        title: its title, or ''.
        published: the day on which it was published, or None.
        types: of publication.
        forces: that it is about.
        address: on the web, or ''.
    """

    title: str = ""
    published: date | None = None
    types: tuple[str, ...] = ()
    forces: tuple[str, ...] = ()
    address: str = ""


NO_GUESSES = Guesses()


def read_header(
    blocks: Sequence[SourceBlock], forms: Forms, notes: Notes, guesses: Guesses = NO_GUESSES
) -> dict[str, Any]:
    """Read the inspection's particulars, as data for the model.

    Args:
        blocks: the header.
        forms: the form's own words.
        notes: where doubts are noted.
        guesses: what the rest of the text says, for what the header does not.
    """
    rows = _rows(blocks, forms, notes)
    found = {row.name: row for row in rows if row.name is not None}
    inspection: dict[str, Any] = {
        "title": _required(found.get("title"), "title", notes, guesses.title),
        "published": _published(
            found.get("published"), found.get("deadline"), notes, guesses.published
        ),
        "publication_types": _types(
            _required(
                found.get("publication_types"), "publication_types", notes, ", ".join(guesses.types)
            )
        ),
        "forces": _forces(
            _required(found.get("forces"), "forces", notes, "; ".join(guesses.forces))
        ),
        "link": _link(found.get("link"), notes, guesses.address),
    }
    if (isbn := found.get("isbn")) and isbn.text:
        inspection["isbn"] = isbn.text
    return inspection


# --- labels and what belongs to them -------------------------------------------


def _rows(blocks: Sequence[SourceBlock], forms: Forms, notes: Notes) -> list[_Row]:
    rows: list[_Row] = []
    above: list[tuple[Inline, ...]] = []
    for block in blocks:
        started = _row(block, forms)
        if started is not None:
            if started.name == "link":
                started.values[:0] = above
                above = []
            rows.append(started)
        elif block.cells and rows and not text_of(block.cells[0]):
            values = [tuple(sound(cell)) for cell in block.cells[1:]]
            if text_of(values[0] if values else ()).startswith("http"):
                above.extend(values)  # a label in the middle of two lines comes after the first
            else:
                rows[-1].values.extend(values)
        elif is_fixed(block, forms):
            _note_differences(block, forms, notes)
        elif block.cells or not rows or not _continues(block, rows[-1]):
            notes.keep([block], "stands in the header and is none of its fields")
        else:
            rows[-1].values.append(tuple(sound(block.inlines)))
    if above:
        rows[-1].values.extend(above)
    return rows


def _continues(block: SourceBlock, row: _Row) -> bool:
    """Whether a paragraph belongs to the value before it, or is that value.

    A value that wraps in its cell can come out of a PDF as a separate paragraph.
    """
    text = plain(block.inlines).strip()
    if block.kind is not BlockKind.PARAGRAPH or text.endswith((".", ":")):
        return False
    return not row.text or (row.name in _LONG and not _LABEL.match(text))


def is_label_row(block: SourceBlock, forms: Forms) -> bool:
    """Whether a block is a row of the header: a label of the form with its value."""
    row = _row(block, forms)
    return row is not None and bool(row.text)


def is_label_over(block: SourceBlock, below: SourceBlock | None, forms: Forms) -> bool:
    """Whether a line is a label of the header alone, and the line below it is its value."""
    row = None if block.kind is not BlockKind.PARAGRAPH else _row(block, forms)
    if row is None or row.text or below is None or _row(below, forms) is not None:
        return False
    fits = row.name != "published" or date_in(below.text) is not None
    return fits and _continues(below, row)


def fields_among(blocks: Sequence[SourceBlock], forms: Forms) -> int:
    """Count the fields of a header that blocks have labels for."""
    rows = (_row(block, forms) for block in blocks)
    return len({row.name for row in rows if row is not None and row.name is not None})


def _row(block: SourceBlock, forms: Forms) -> _Row | None:
    """Find the row that a block begins: a table's, or a label with or without its value."""
    if block.kind is BlockKind.TABLE_ROW:
        name = forms.header_field(text_of(block.cells[0])) if block.cells else None
        values = [tuple(sound(cell)) for cell in block.cells[1:]]
        return _Row(name, block, values) if name else None
    if name := forms.header_field(block.text):
        return _Row(name, block)
    found = _LABEL.match(plain(block.inlines))
    if found and (name := forms.header_field(found[1])):
        return _Row(name, block, [tuple(sound(after(block.inlines, found.end(), marks=True)))])
    return None


def is_fixed(block: SourceBlock, forms: Forms) -> bool:
    """Whether a block is the form's title, its line about section 55, or a notice of a draft."""
    known = folded(block.text)
    return any(re.search(pattern, known) for pattern in _FIXED) or any(
        folded(form.labels["draft_notice"]) == known for form in forms.filled
    )


def _note_differences(block: SourceBlock, forms: Forms, notes: Notes) -> None:
    """Report where the file's fixed words differ from those of the office's form."""
    own = words(block.text)
    known = [
        words(form.labels[name])
        for form in forms.filled
        for name in ("title", "statutory_line", "draft_notice")
    ]
    best = max(known, key=lambda other: likeness(own, other), default=own)
    if own != best:
        odd = ", ".join(f"'{word}'" for word in own if word not in best) or "words are missing"
        notes.left_out([block], f"the form's own words, which differ from the template: {odd}")


# --- values -------------------------------------------------------------------


def _required(row: _Row | None, name: str, notes: Notes, guess: str) -> str:
    if row is not None and row.text:
        return row.text
    if guess:
        return guess
    shown = name.replace("_", " ")
    notes.doubt(
        "I221", f"the header has no {shown}", "Write it in the draft.", f"inspection.{name}"
    )
    return UNKNOWN_TEXT


def _published(row: _Row | None, deadline: _Row | None, notes: Notes, guess: date | None) -> date:
    day = (date_in(row.text) if row else None) or guess
    last = date_in(deadline.text) if deadline else None
    if day and last and last - day != timedelta(PRINTED_DAYS):
        notes.doubt(
            "I222",
            f"the printed deadline, {with_weekday(last)}, is not {PRINTED_DAYS} days after the "
            f"publication, {with_weekday(day)}",
            "Check the day of publication: s55 works out the deadline from it.",
            "inspection.published",
        )
    if day:
        return day
    if last:
        notes.doubt(
            "I222",
            "no day of publication was found; it was worked out from the printed deadline",
            "Look at this in the draft, and confirm it.",
            "inspection.published",
        )
        return last - timedelta(PRINTED_DAYS)
    notes.doubt(
        "I201",
        "no day of publication was found, and the 56 days begin with it",
        "Write it beside 'published:' in the draft; until then the draft has one error.",
        "inspection.published",
    )
    return UNKNOWN_DATE


def _types(text: str) -> list[str]:
    """Split a list such as 'A, B and C' into entries; a known phrase stays whole."""
    held = text
    for number, phrase in enumerate(_WHOLE):
        held = re.sub(re.escape(phrase), f"\x01{number}\x02", held, flags=re.IGNORECASE)
    entries = re.split(r"\s*[,;]\s*(?:and\s+)?|\s+and\s+", held)
    return [_restored(entry, text) for entry in entries if entry.strip()] or [text]


def _restored(entry: str, text: str) -> str:
    def phrase(found: re.Match[str]) -> str:
        start = text.lower().index(_WHOLE[int(found[1])])
        return text[start : start + len(_WHOLE[int(found[1])])]

    return re.sub("\x01(\\d)\x02", phrase, entry).strip()


def _forces(text: str) -> list[str]:
    return [part.strip() for part in _FORCES.split(text) if part.strip()] or [text]


def _unbroken(text: str) -> str:
    """Join an address that was broken where a line ended."""
    is_broken = re.match(r"http\S*[/\-?=_]\s+\S", text.lstrip())
    return "".join(text.split()) if is_broken else text


def _link(row: _Row | None, notes: Notes, guess: str) -> dict[str, str]:
    inlines = [inline for value in row.values for inline in value] if row else []
    text = _unbroken(row.text if row else "")
    link = first_link(inlines)
    address = link.address if link and link.address.startswith("http") else web_address_in(text)
    address = address or guess
    if not address:
        notes.doubt(
            "I221",
            "the header has no address of the report",
            "Write it beside 'address:' in the draft.",
            "inspection.link.address",
        )
        address = UNKNOWN_ADDRESS
    if text.startswith(address) and " " not in text:
        address = text
    shown = text.replace(f"({address})", "").strip()
    if folded(shown).replace(" ", "") == folded(address).replace(" ", ""):
        shown = ""  # the address itself, perhaps broken where a line ended
    return {"address": address} | ({"text": shown} if shown else {})
