"""Tell a person what a reader left out of the text or wrote in another way, kind by kind.

Running heads, page numbers and the like are counted by the account of the words and have no line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from s55.importers.source import SetAside, Source, SourcePosition
from s55.model.verdict import Aside
from s55.problems import Problem, warning

_MOST_PLACES = 5
_ENOUGH = 40
"""As many letters at the end of a block are enough to find it in the draft."""
_MOST_SHOWN = 200
"""Characters of a text in a message."""


class _Told(NamedTuple):
    """How a person is told of one kind.

    Attributes:
        imported: the code for a file that is imported.
        returned: the code for a file that comes back; '' where that is told in another way.
        what: the beginning of the message.
        hint: what to do.
    """

    imported: str
    returned: str
    what: str
    hint: str


_STRUCK = _Told(
    "I110", "R130", "crossed-out text was left out", "If it should stay, write it into the draft."
)
_HIDDEN = _Told(
    "I111", "R131", "hidden text was left out", "If it should be read, write it into the draft."
)
_DELETED = _Told(
    "I112",
    "R132",
    "tracked changes were read as if they were accepted, so this was left out",
    "If it is not the final text, ask the person who sent it.",
)
_NOTE = _Told(
    "I113",
    "R133",
    "a footnote or endnote is not in the text",
    "If it belongs to the text, write it there.",
)
_EQUATION = _Told(
    "I114",
    "R134",
    "an equation was written in one line, or could not be",
    "Compare it with the file.",
)
_PICTURE = _Told(
    "I115", "", "a picture or drawing was left out", "If it says something, say it in words."
)
_DRAWING = _PICTURE._replace(returned="R135")
_OBJECT = _Told(
    "I116",
    "R136",
    "a chart, diagram, form field or embedded file was left out",
    "If it says something, say it in words or in a table.",
)
_FILE = _Told(
    "I117",
    "R137",
    "the file shows text of another file, or links to one",
    "Check that it is there and up to date, and read the other file too.",
)
_CELL = _Told(
    "I118",
    "R138",
    "a list, several paragraphs or a table in a table cell were written one after the other",
    "Compare the cell with the file.",
)
_COMMENT = _Told("I119", "", "a comment in the margin was left out", "Read it in the file.")
_STRANGE = _Told(
    "I120",
    "R139",
    "the file holds something that s55 does not know",
    "Look in the file whether it says something, and write it into the draft.",
)

_LINES: Mapping[str, _Told] = {
    Aside.CROSSED_OUT: _STRUCK,
    Aside.HIDDEN: _HIDDEN,
    Aside.DELETED: _DELETED,
    Aside.MOVED: _DELETED,
    Aside.FOOTNOTE: _NOTE,
    Aside.ENDNOTE: _NOTE,
    Aside.EQUATION: _EQUATION,
    Aside.EQUATION_LINE: _EQUATION,
    Aside.PICTURE: _PICTURE,
    Aside.DRAWING: _DRAWING,
    Aside.OBJECT: _OBJECT,
    Aside.CHART: _OBJECT,
    Aside.DIAGRAM: _OBJECT,
    Aside.FORM_FIELD: _OBJECT,
    Aside.OTHER_FILE: _FILE,
    Aside.FILE_LINK: _FILE,
    Aside.CELL_PARAGRAPHS: _CELL,
    Aside.CELL_LIST: _CELL,
    Aside.CELL_TABLE: _CELL,
    Aside.COMMENT: _COMMENT,
    Aside.PHONETIC: _STRANGE,
    Aside.AUTOMATIC: _STRANGE,
    Aside.UNKNOWN: _STRANGE,
    Aside.UNKNOWN_FORMAT: _STRANGE,
    Aside.UNKNOWN_PART: _STRANGE,
}


def told(asides: Iterable[SetAside]) -> Iterator[Problem]:
    """Yield a warning (I110 to I120) for each kind of what was left out of an imported file."""
    for line, found in _by_line(asides, "imported"):
        places = [
            shown if one.place == SourcePosition() else f"{one.place}: {shown}"
            for one, shown in zip(found, _shown(found), strict=True)
        ]
        yield warning(line.imported, f"{line.what}: {_listed(places)}", line.hint)


def lost_notes(source: Source, draft: str) -> Iterator[SetAside]:
    """Yield the notes that are not in the draft though the text that leads to them is."""
    whole = _letters(draft)
    for block in source.blocks if any(block.notes for block in source.blocks) else ():
        if _letters(block.text)[-_ENOUGH:] not in whole:
            continue
        for note in block.notes:
            words = " ".join(note.words())
            if _letters(words) not in whole:
                yield SetAside(words, Aside.FOOTNOTE, block.place)


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def told_of_field(asides: Iterable[SetAside], where: str, path: str) -> Iterator[Problem]:
    """Yield a warning (R130 to R139) for each kind of what was left out of a place that came back.

    Args:
        asides: what was left out.
        where: the place, for a person: a field, or where outside of all fields it is.
        path: the field, '' outside of all.
    """
    for line, found in _by_line(asides, "returned"):
        message = f"in {where}, {line.what}: {_listed(_shown(found))}"
        yield warning(line.returned, message, line.hint, path=path)


def _by_line(asides: Iterable[SetAside], command: str) -> Iterator[tuple[_Told, list[SetAside]]]:
    """Yield each line that a command has, in the order of their codes, with what it tells of."""
    found: dict[str, tuple[_Told, list[SetAside]]] = {}
    for one in asides:
        line = _LINES.get(one.why)
        code = getattr(line, command) if line else ""
        if line and code:
            found.setdefault(code, (line, []))[1].append(one)
    yield from (found[code] for code in sorted(found))


def _shown(asides: Sequence[SetAside]) -> list[str]:
    """Quote what was left out, with its kind where the line is about several."""
    alike = len({one.why for one in asides}) == 1
    return [_quoted(one.text, "" if alike and one.text else one.why) for one in asides]


def _quoted(text: str, why: str) -> str:
    text = " ".join(text.split())
    if len(text) > _MOST_SHOWN:
        text = f"{text[: _MOST_SHOWN - 1]}…"
    return ": ".join(filter(None, (why, text and f"'{text}'")))


def _listed(places: Sequence[str]) -> str:
    """List places, the first ones by name; equal ones once."""
    counted = list(dict.fromkeys(places))
    more = len(counted) - _MOST_PLACES
    shown = "; ".join(counted[:_MOST_PLACES])
    return f"{shown}; and {more} more" if more > 0 else shown
