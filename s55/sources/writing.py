"""Write values as YAML that every reader takes for what they are."""

from __future__ import annotations

import re
from collections import abc
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import TypeAlias

import yaml
from pydantic import BaseModel

from s55.records import dataclass
from s55.richtext.characters import is_forbidden
from s55.sources.texts import is_markdown
from s55.sources.tree import Loc
from s55.sources.validation import annotation_of

STEP = 2
"""How much deeper a new block is indented than its key, in spaces."""

_FLOW_MARKS = frozenset(",[]{}")


@dataclass(frozen=True, slots=True)
class Written:
    """An entry of a list that is already YAML, comments above it included.

    Attributes:
        lines: its lines, without the indentation that they share.
        data: what they say.
    """

    lines: tuple[str, ...]
    data: object


Value: TypeAlias = "str | int | date | Written | abc.Mapping[str, Value] | Sequence[Value] | None"
"""What is written; None leaves a key with nothing beside it."""


@lru_cache(maxsize=1024, typed=True)
def scalar(value: str | int | date) -> str:
    """Write a value on one line: plain where that is safe, else in quotes."""
    if isinstance(value, bool):
        return _yes_or_no(value)
    dumped = yaml.safe_dump(value, allow_unicode=True, width=2**31, default_flow_style=True)
    written = dumped.removesuffix("\n").removesuffix("\n...").rstrip("\n")
    if isinstance(value, str) and ("\n" in written or yaml.safe_load(written) != value):
        return _quoted(value)
    return written


def _yes_or_no(value: bool) -> str:  # the value is what is written
    """Write a truth value in the words that people use in these files."""
    return "yes" if value else "no"


def _quoted(text: str) -> str:
    return yaml.safe_dump(text, allow_unicode=True, width=2**31, default_style='"').strip()


def block_lines(text: str, indent: str) -> list[str]:
    """Write a long text: '|' and its lines, or one line in quotes where a block cannot hold it.

    Args:
        text: the text.
        indent: the spaces before each of its lines.

    Returns:
        what is written beside the key, and the lines below it.
    """
    if not _fits_a_block(text):
        return [_quoted(text)]
    body = text.removesuffix("\n")
    ending = "" if text.endswith("\n") and body else "-"
    kept = "+" if body.endswith("\n") else ending
    lines = (text if kept == "+" else body).split("\n")
    if kept == "+":
        lines.pop()
    # A text that begins with a space has to say how deep the block is indented.
    depth = str(STEP) if body.startswith((" ", "\n")) else ""
    return [f"|{depth}{kept}", *(indent + line if line else "" for line in lines)]


def _fits_a_block(text: str) -> bool:
    if not text.strip() or "\r" in text or "\x85" in text or "\t" in text:
        return False
    if text.endswith("\n\n") or re.search(r"(?m)^[ ]+$", text):
        return False
    return not any(is_forbidden(character) for character in text)


def data_of_value(value: Value) -> object:
    """Return the data that is read back from a value as it is written."""
    match value:
        case date():
            return value.isoformat()
        case bool():
            return _yes_or_no(value)
        case int():
            return str(value)
        case str() | None:
            return value
        case Written():
            return value.data
        case abc.Mapping():
            return {key: data_of_value(part) for key, part in value.items()}
        case _:
            return [data_of_value(part) for part in value]


# --- on one line, in braces and brackets ------------------------------------------


def flow(value: Value) -> str:
    """Write a value as it is written in braces or brackets, on one line."""
    match value:
        case None:
            return "null"
        case date():
            return value.isoformat()
        case bool():
            return _yes_or_no(value)
        case int():
            return str(value)
        case str():
            return _quoted(value)
        case Written():
            return flow(value.data)  # type: ignore[arg-type]  # data of a tree: texts, lists, dicts
        case abc.Mapping():
            return f"{{{', '.join(f'{plain(k)}: {flow(part)}' for k, part in value.items())}}}"
        case _:
            parts = (plain(part) if isinstance(part, str) else flow(part) for part in value)
            return f"[{', '.join(parts)}]"


def plain(text: str) -> str:
    """Write a key, or an entry of a list in brackets: plain where that is safe, else in quotes."""
    written = scalar(text)
    return _quoted(text) if _FLOW_MARKS.intersection(written) else written


# --- on lines ----------------------------------------------------------------------


class ValueWriter:
    """Writes values on lines, the Markdown fields of a model below a '|'."""

    def __init__(self, model: type[BaseModel] | None) -> None:
        self._model = model

    def entry(self, key: str, value: Value, loc: Loc, indent: int) -> list[str]:
        """Write a key at ``indent`` with its value, which has the path ``loc``, as lines."""
        first, *body = self.value(value, loc, indent)
        return [f"{' ' * indent}{plain(key)}: {first}".rstrip(" "), *body]

    def value(self, value: Value, loc: Loc, indent: int) -> list[str]:
        """Write a value: what goes beside a key or a dash at ``indent``, and the lines below it."""
        match value:
            case None:
                return [""]
            case str() if "\n" in value or self._is_markdown(loc):
                return block_lines(value, " " * (indent + STEP))
            case str() | int() | date():
                return [scalar(value)]
            case abc.Mapping() if value:
                return ["", *self.keys(value, loc, indent + STEP)]
            case abc.Sequence() if value:
                return ["", *self.dashes(value, loc, indent + STEP)]
            case _:
                return [flow(value)]

    def keys(self, record: abc.Mapping[str, Value], loc: Loc, indent: int) -> Iterator[str]:
        """Write a group of keys as lines."""
        for key, part in record.items():
            yield from self.entry(key, part, (*loc, key), indent)

    def dashes(
        self, entries: Sequence[Value], loc: Loc, indent: int, gap: int = STEP
    ) -> Iterator[str]:
        """Write a list as lines, its dashes at ``indent`` and its keys ``gap`` deeper."""
        for entry in entries:
            dash = f"{' ' * indent}-"
            if isinstance(entry, Written):
                yield from (f"{' ' * indent}{line}" if line else "" for line in entry.lines)
            elif isinstance(entry, abc.Mapping) and entry:
                first, *rest = self.keys(entry, (*loc, 0), indent + gap)
                yield dash + " " * (gap - 1) + first.lstrip(" ")
                yield from rest
            elif isinstance(entry, str | int | date | None):
                first, *rest = self.value(entry, (*loc, 0), indent)
                yield f"{dash} {first}".rstrip(" ")
                yield from rest
            else:
                yield f"{dash} {flow(entry)}"

    def _is_markdown(self, loc: Loc) -> bool:
        annotation: object = self._model
        for part in loc:
            annotation = annotation_of(annotation, part)
        return is_markdown(annotation)
