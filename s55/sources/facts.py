"""Change single facts of a file that people write: a line, a day, a choice, a list of names.

A change names what the person saw. If the file says something else by now, nothing is written: what
somebody else wrote is never replaced unseen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from enum import StrEnum

from pydantic import BaseModel

from s55.errors import S55Error
from s55.model.dates import with_weekday
from s55.problems import Problem, error
from s55.records import dataclass
from s55.sources.editing import YamlEdit
from s55.sources.files import BYTE_ORDER_MARK
from s55.sources.reading import read_tree
from s55.sources.seen import plain_text
from s55.sources.tree import Items, Node, Scalar, parse_path, value_at
from s55.sources.validation import validated
from s55.sources.writing import Value

_WHITE_SPACE = re.compile(r"[ \t\r\n]+")
"""What the models fold in a line; a no-break space stays."""
_NO_NUMBERS = "none"
"""How a list without numbers is filled in."""
_YES = frozenset({"yes", "true", "on", "y", "t", "1"})
_NO = frozenset({"no", "false", "off", "n", "f", "0"})


class FactKind(StrEnum):
    """How a fact is written and asked for; a text is Markdown.

    Numbers are a list that may be empty, which is another thing than none that is given.
    """

    LINE = "line"
    NUMBER = "number"
    NUMBERS = "numbers"
    LINES = "lines"
    TEXT = "text"
    DAY = "day"
    YES_NO = "yes or no"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact that a file holds, or could hold.

    Attributes:
        path: its path in the file, for example ``inspection.published``.
        title: what it is.
        kind: how it is written.
        hint: what helps to fill it in; '' for nothing.
        choices: the words for each value to choose from, the absent one, '', among them.
        others: what is asked for beside the choices, where the file may hold a name of the office's
            own too; '' where the choices are all.
        is_needed: whether the file cannot be without it.
        value: what the file says: a day as 2026-11-20, a list line by line; '' for nothing.
    """

    path: str
    title: str
    kind: FactKind = FactKind.LINE
    hint: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    others: str = ""
    is_needed: bool = False
    value: str = ""

    @property
    def said(self) -> str:
        """Give what the file says in words: a choice and a day as people read them."""
        if self.kind is FactKind.DAY:
            try:
                return with_weekday(date.fromisoformat(self.value))
            except ValueError:
                return self.value
        if self.others:
            return "\n".join(self.choices.get(one, one) for one in self.value.split("\n"))
        return self.choices.get(self.value, self.value)

    def of_its_own(self, value: str) -> list[str]:
        """List what a value names that is none of the choices."""
        return [one for one in value.split("\n") if one and one not in self.choices]

    @property
    def options(self) -> Mapping[str, str]:
        """Give the choices once each: of two with the same words the one that the file has."""
        now = self.choices.get(self.value)
        by_words = {words: value for value, words in reversed(list(self.choices.items()))}
        return {
            self.value if words == now else by_words[words]: words
            for words in dict.fromkeys(self.choices.values())
        }


@dataclass(frozen=True, slots=True)
class FactGroup:
    """Facts that are shown and changed together.

    Attributes:
        path: the path of what they are about, with which their own paths begin.
        title: names what they are about.
        facts: the facts, in the order of the file.
        about: the text by which people know it from its neighbours; '' for what has none.
    """

    path: str
    title: str
    facts: tuple[Fact, ...]
    about: str = ""

    def key(self, fact: Fact) -> str:
        """Name a fact within the group."""
        return fact.path.removeprefix(f"{self.path}.")


@dataclass(frozen=True, slots=True)
class FactChange:
    """What a person filled in.

    Attributes:
        path: the path of the fact.
        seen: what the person saw there, as :attr:`Fact.value` has it.
        value: what it is to be.
    """

    path: str
    seen: str
    value: str


def with_values(root: Node, facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Fill in what a file says of each fact."""
    return tuple(
        replace(one, value=_held(value_at(root, parse_path(one.path)), one)) for one in facts
    )


def with_facts(
    text: str,
    model: type[BaseModel],
    facts: Iterable[Fact],
    changes: Sequence[FactChange],
    *,
    in_order: bool = True,
) -> str:
    """Write what people filled in, all of it or nothing, and leave every other byte as it was.

    A fact that is filled in as the file has it already, or as the person saw it, changes nothing.
    What was wrong with the file before does not stop a change that makes nothing else wrong.

    Args:
        text: the text of the file, with a byte order mark or without.
        model: what it has to hold.
        facts: those that can be changed.
        changes: what was filled in.
        in_order: whether a new key goes where the model has it; else it goes after the others.

    Raises:
        S55Error: K101 for each fact that is not as the person saw it, K102 for one that the file
            cannot have, K103 for one that it cannot be without, and what of D101 to D111 would be
            wrong with the file; D117 when a place cannot be edited.
    """
    known = {one.path: one for one in facts}
    edit = YamlEdit(text, model if in_order else None)
    wanted = list(_wanted(edit, known, changes))
    before = wrong_in(edit.text, model)
    for fact, value in wanted:
        if value:
            _write(edit, fact, value)
    for fact, value in reversed(wanted):  # so that the entries of a list keep their numbers
        if not value and edit.held(fact.path) is not None:
            edit.remove(fact.path)
    was = {(one.code, one.path) for one in before}
    if new := [one for one in wrong_in(edit.text, model) if (one.code, one.path) not in was]:
        raise S55Error([replace(one, line=None, column=None) for one in new])
    return edit.text


def new_entry(group: FactGroup, changes: Sequence[FactChange]) -> dict[str, Value]:
    """Put together what is added to a list, from what was filled in.

    Args:
        group: the facts of an entry.
        changes: what was filled in.

    Raises:
        S55Error: K103 for each fact that the entry cannot be without.
    """
    said = {one.path: one.value for one in changes}
    values = [(one, _plain(said.get(one.path, ""), one)) for one in group.facts]
    if lacking := [_empty(one) for one, value in values if one.is_needed and not value]:
        raise S55Error(lacking)
    return {group.key(one): _as_written(one, value) for one, value in values if value}


def says(fact: Fact, value: str) -> bool:
    """Say whether a fact has a value already, in whatever form a person wrote it."""
    return _plain(fact.value, fact) == _plain(value, fact)


def _write(edit: YamlEdit, fact: Fact, value: str) -> None:
    """Write a fact; an entry that its list does not have yet comes last."""
    loc = parse_path(fact.path)
    if isinstance(loc[-1], int) and edit.held(loc) is None:
        edit.append(loc[:-1], _as_written(fact, value))
    else:
        edit.set(loc, _as_written(fact, value))


def _wanted(
    edit: YamlEdit, known: Mapping[str, Fact], changes: Sequence[FactChange]
) -> Iterator[tuple[Fact, str]]:
    """Give the facts that are to be changed, each with what it is to be; refuse all, or none."""
    wanted: list[tuple[Fact, str]] = []
    problems: list[Problem] = []
    for change in changes:
        fact = known.get(change.path)
        if fact is None:
            problems.append(_no_such_fact(change.path))
            continue
        now = _held(edit.held(fact.path), fact)
        value, seen = _plain(change.value, fact), _plain(change.seen, fact)
        if value in {now, seen}:  # what nobody touched stays as somebody else has it by now
            continue
        if seen != now:
            problems.append(overtaken(fact, now))
        elif not value and fact.is_needed:
            problems.append(_empty(fact))
        elif fact.choices and not fact.others and value not in fact.choices:
            problems.append(_no_such_fact(change.path))
        else:
            wanted.append((fact, value))
    if problems:
        raise S55Error(problems)
    yield from wanted


def _held(node: Node | None, fact: Fact) -> str:
    """Read what a file says of a fact."""
    match node:
        case Scalar():
            return "" if node.is_null else _plain(node.text, fact)
        case Items([]) if fact.kind is FactKind.NUMBERS:
            return _NO_NUMBERS
        case Items(items) if fact.kind in {FactKind.LINES, FactKind.NUMBERS}:
            return _plain("\n".join(one.text for one in items if isinstance(one, Scalar)), fact)
        case _:
            return ""


def _plain(text: str, fact: Fact) -> str:
    """Bring a value into the form in which it is compared."""
    if fact.kind is FactKind.TEXT:
        return plain_text(text)
    if fact.kind is FactKind.LINES:
        lines = (_WHITE_SPACE.sub(" ", one).strip(" ") for one in text.splitlines())
        return "\n".join(filter(None, lines))
    line = _WHITE_SPACE.sub(" ", text).strip(" ")
    if fact.kind is FactKind.NUMBERS:
        return ", ".join(filter(None, re.split(r" and |[, ]+", line.lower())))
    if fact.kind is FactKind.YES_NO:
        word = line.lower()
        return "yes" if word in _YES else "no" if word in _NO else line
    return line.lower() if fact.kind is FactKind.CHOICE else line


def _as_written(fact: Fact, value: str) -> Value:
    match fact.kind:
        case FactKind.LINES:
            return value.split("\n")
        case FactKind.TEXT:
            return f"{value}\n"
        case FactKind.DAY:
            try:
                return date.fromisoformat(value)
            except ValueError:
                return value
        case FactKind.YES_NO if value in {"yes", "no"}:
            return value == "yes"
        case FactKind.NUMBERS:
            return [] if value == _NO_NUMBERS else [*map(as_number_or_text, value.split(", "))]
        case FactKind.NUMBER:
            return as_number_or_text(value)
        case _:
            return value


def as_number_or_text(text: str) -> int | str:
    """Give what is a whole number as one, so that it is written without quotes: 3, and '3a'."""
    is_number = text.isascii() and text.isdecimal() and len(text) < 10 and str(int(text)) == text
    return int(text) if is_number else text


def of_the_new(problem: Problem, path: str) -> Problem:
    """Name the field of a form in a problem of what is added by it: ``new`` in place of its path.

    Args:
        problem: the problem, as the file would have it.
        path: the path that what is added would have.
    """
    said = problem.message.replace(path, "new"), problem.path.replace(path, "new")
    return replace(problem, message=said[0], path=said[1], file=None, line=None, column=None)


def wrong_in(text: str, model: type[BaseModel]) -> Sequence[Problem]:
    """Give what is wrong with the values of a file; nothing if it cannot be read at all.

    Args:
        text: its text, with a byte order mark or without.
        model: what the values are.

    Returns:
        D101 to D111.
    """
    root, _ = read_tree(text.removeprefix(BYTE_ORDER_MARK))
    return validated(root, model)[1] if root is not None else ()


def overtaken(fact: Fact, now: str) -> Problem:
    """Say that somebody else has changed a fact meanwhile (K101)."""
    said = ", ".join(now.split("\n")) or "nothing"
    return error(
        "K101",
        f"somebody else has changed '{fact.title}' meanwhile: the file says '{said}' now; "
        "nothing was written",
        "Decide which is right, and save again.",
        path=fact.path,
    )


def _no_such_fact(path: str) -> Problem:
    return error(
        "K102",
        "the file no longer has this place; nothing was written",
        "Go back, and choose the place again.",
        path=path,
    )


def _empty(fact: Fact) -> Problem:
    return error(
        "K103",
        f"'{fact.title}' cannot be empty; nothing was written",
        "Fill it in.",
        path=fact.path,
    )
