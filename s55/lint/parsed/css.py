"""Read a stylesheet as a list of declarations with their lines, by the library tinycss2."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import tinycss2

from s55.records import dataclass
from s55.render.html.safety import TOO_DEEP, is_too_deep

_NESTED = frozenset({"media", "supports", "layer", "container"})


@dataclass(frozen=True, slots=True)
class Declaration:
    """One declaration.

    Attributes:
        file: the stylesheet.
        selector: the rule that holds it, for example ``h1``, or ``@page``.
        medium: the conditions around it, for example ``print``; '' for none.
        name: the property, in small letters.
        value: its value as it is written.
        line: its line, counted from 1.
        column: its column, counted from 1.
    """

    file: Path
    selector: str
    medium: str
    name: str
    value: str
    line: int
    column: int

    @property
    def what(self) -> tuple[str, str, str]:
        """Name the medium, the selector and the property."""
        return self.medium, self.selector, self.name


@dataclass(frozen=True, slots=True)
class CssFault:
    """A piece of a stylesheet that cannot be read.

    Attributes:
        file: the stylesheet.
        message: the parser's message.
        line: its line.
        column: its column.
        hint: what to do; '' where it is not known.
    """

    file: Path
    message: str
    line: int
    column: int
    hint: str = ""


def read_declarations(data: bytes, file: Path) -> list[Declaration | CssFault]:
    """List what a stylesheet declares, or the one fault that it is not text in UTF-8."""
    try:
        source = data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as failure:
        line = data.count(b"\n", 0, failure.start) + 1
        return [CssFault(file, "it is not UTF-8", line, 1, "Save it as UTF-8.")]
    return declarations(source, file)


def declarations(source: str, file: Path) -> list[Declaration | CssFault]:
    """List every declaration of a stylesheet and everything that cannot be read, in order."""
    if is_too_deep(source):
        return [CssFault(file, TOO_DEEP, 1, 1, "Take them out.")]
    nodes = tinycss2.parse_stylesheet(source, skip_comments=True, skip_whitespace=True)
    return list(_rules(nodes, "", file))


def _rules(nodes: list[Any], medium: str, file: Path) -> Iterator[Declaration | CssFault]:
    for node in nodes:
        if node.type == "error":
            yield CssFault(file, node.message, node.source_line, node.source_column)
        elif node.type == "qualified-rule":
            yield from _declared(node, tinycss2.serialize(node.prelude).strip(), medium, file)
        elif node.type == "at-rule" and node.content is not None:
            prelude = tinycss2.serialize(node.prelude).strip()
            if node.lower_at_keyword in _NESTED:
                inner = tinycss2.parse_rule_list(
                    node.content, skip_comments=True, skip_whitespace=True
                )
                yield from _rules(inner, f"{medium} {prelude}".strip(), file)
            else:
                selector = f"@{node.lower_at_keyword} {prelude}".strip()
                yield from _declared(node, selector, medium, file)


def declared_in(
    attribute: str, selector: str, file: Path, line: int, column: int
) -> list[Declaration | CssFault]:
    """List the declarations of an attribute ``style``, and what of it cannot be read.

    Args:
        attribute: its value.
        selector: what is to stand for the selector.
        file: the layout.
        line: the line of the element.
        column: the column of the element.
    """
    if is_too_deep(attribute):
        return [CssFault(file, TOO_DEEP, line, column, "Take them out.")]
    contents = tinycss2.parse_blocks_contents(attribute, skip_comments=True, skip_whitespace=True)
    found: list[Declaration | CssFault] = []
    for one in contents:
        if one.type == "error":
            found.append(CssFault(file, one.message, line, column))
        elif one.type == "declaration":
            value = tinycss2.serialize(one.value).strip()
            found.append(Declaration(file, selector, "", one.lower_name, value, line, column))
    return found


def _declared(
    node: Any, selector: str, medium: str, file: Path
) -> Iterator[Declaration | CssFault]:
    contents = tinycss2.parse_blocks_contents(
        node.content, skip_comments=True, skip_whitespace=True
    )
    for one in contents:
        if one.type == "error":
            yield CssFault(file, one.message, one.source_line, one.source_column)
        elif one.type == "declaration":
            value = tinycss2.serialize(one.value).strip()
            line, column = one.source_line, one.source_column
            yield Declaration(file, selector, medium, one.lower_name, value, line, column)
        elif one.type in {"at-rule", "qualified-rule"}:
            inner = tinycss2.serialize(one.prelude).strip()
            if one.type == "qualified-rule" and "&" not in inner:
                words = f"'{inner}' begins within the rule '{selector}'"
                yield CssFault(file, words, one.source_line, one.source_column)
            yield from _rules([one], medium, file)
