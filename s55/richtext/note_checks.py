"""Check the notes of a text: each has its words and one place that leads to it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from s55.problems import Problem, error
from s55.records import dataclass

_LINE_BREAKS = ("softbreak", "hardbreak")
_NOTE_IN_LINK = re.compile(r"(?<!\\)\[[^\[\]]*\[\^([^\s\]]+)\][^\[\]]*(?<!\\)\]\(")
"""Markdown takes it for no link at all."""
_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Reference:
    """A place that leads to a note: its label, its line, and what it wrongly is in, or ''."""

    label: str
    line: int
    wrongly_in: str


def note_problems(tokens: Sequence[Token]) -> Iterator[Problem]:
    """Report notes that Markdown would leave out, print as typed, or that no document can hold.

    Yields:
        T214 a place that leads to no note, T215 a note that would be left out, T216 a note to which
        several places lead, T217 a note in a heading, a link or a note, and a heading in a note.
    """
    references = list(_references(tokens))
    definitions = _definitions(tokens)
    places: dict[str, list[int]] = defaultdict(list)
    for reference in references:
        places[reference.label].append(reference.line)
        if reference.wrongly_in:
            yield _misplaced(reference)
        if reference.label not in definitions:
            yield error(
                "T214",
                f"[^{reference.label}] leads to no note",
                f"Write the note on a line of its own: [^{reference.label}]: its words. "
                "For a plain [ write \\[.",
                line=reference.line,
            )
    for label, lines in definitions.items():
        yield from _left_out(label, lines, used=label in places)
        for line in places[label][1:]:
            yield error(
                "T216",
                f"a second place leads to the note [^{label}]",
                "A note has one place. Write a second note ([^2]: As note 1.).",
                line=line,
            )
    yield from _empty_or_with_heading(tokens)


def _misplaced(reference: _Reference) -> Problem:
    hints = {
        "a heading": "Put it at the end of a sentence below the heading.",
        "a link": "Put it after the link.",
        "a note": "Write its words in the note around it.",
    }
    where = reference.wrongly_in
    message = f"{where} leads to a note ([^{reference.label}]), which no document can hold"
    return error("T217", message, hints[where], line=reference.line)


def _left_out(label: str, lines: Sequence[int], *, used: bool) -> Iterator[Problem]:
    if not used:
        yield error(
            "T215",
            f"the note [^{label}] would be left out: no place in the text leads to it",
            f"Write [^{label}] where it belongs, or delete the note.",
            line=lines[0],
        )
    for line in lines[:-1]:
        yield error(
            "T215",
            f"this note would be left out: another one is labelled [^{label}] too",
            "Give each note a label of its own.",
            line=line,
        )


def _definitions(tokens: Sequence[Token]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for token in tokens:
        if token.type == "footnote_reference_open":
            found[token.meta["label"]].append(_line(token))
    return found


def _references(tokens: Sequence[Token]) -> Iterator[_Reference]:
    in_heading = in_note = False
    for token in tokens:
        match token.type:
            case "heading_open" | "heading_close":
                in_heading = token.nesting == 1
            case "footnote_reference_open" | "footnote_reference_close":
                in_note = token.nesting == 1
            case "inline":
                yield from _in_line(token, "a heading" if in_heading else "a note" * in_note)


def _in_line(token: Token, around: str) -> Iterator[_Reference]:
    line = _line(token)
    content = _CODE_SPAN.sub("", token.content)  # what stands in code leads to no note
    in_link = {found[1] for found in _NOTE_IN_LINK.finditer(content)}
    for child in token.children or ():
        line += child.type in _LINE_BREAKS
        if child.type == "footnote_ref":
            label = child.meta["label"]
            yield _Reference(label, line, "a link" if label in in_link else around)


def _empty_or_with_heading(tokens: Sequence[Token]) -> Iterator[Problem]:
    label = ""
    line = words = 0
    for token in tokens:
        match token.type:
            case "footnote_reference_open":
                label, line, words = token.meta["label"], _line(token), 0
            case "footnote_reference_close":
                if not words:
                    message = f"the note [^{label}] has no words"
                    hint = "Write them after the colon, or delete the note and what leads to it."
                    yield error("T215", message, hint, line=line)
                label = ""
            case "heading_open" if label:
                message = f"the note [^{label}] holds a heading, which no document can hold"
                yield error("T217", message, "Write it as a paragraph.", line=_line(token))
            case _:
                words += bool(token.content.strip())


def _line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 1
