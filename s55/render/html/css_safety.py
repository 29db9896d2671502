"""What in CSS reaches outside a page, or would never end; read by a CSS parser, escapes and all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

import tinycss2

MAX_DEPTH = 40
"""Brackets inside each other."""
MAX_NUMBER = 100_000
"""Of anything: pixels, points, steps."""
MAX_COLUMNS = 200
"""Columns of text, repetitions in a grid, and numbers that are multiplied."""
MAX_EXPANDED = 10_000
"""Values that a variable stands for when all variables in it are filled in."""

_FETCHING = frozenset(
    "url src image image-set -webkit-image-set cross-fade -webkit-cross-fade element -moz-element "
    "expression".split()
)
_COUNTED = frozenset({"columns", "column-count"})


def outside_in(css: str) -> str | None:
    """What reaches outside, in CSS that stands in a page; None where nothing does."""
    tokens = tinycss2.parse_component_value_list(css)
    for token, depth in _walked(tokens):
        if depth > MAX_DEPTH:
            return "brackets in brackets without end"
        words = _fetching(token)
        if words is not None:
            return words
    return None


def _fetching(token: Any) -> str | None:
    if token.type == "url" and not token.value.startswith(("data:", "#")):
        return f"url({token.value[:40]})"
    if token.type == "function" and token.lower_name in _FETCHING:
        (address, *_) = [t for t in token.arguments if t.type != "whitespace"] or [None]
        inside = getattr(address, "value", "") if token.lower_name == "url" else ""
        if not str(inside).startswith(("data:", "#")):
            return f"{token.lower_name}("
    if token.type == "at-keyword" and token.lower_value == "import":
        return "@import"
    return None


@lru_cache(maxsize=16)  # each document of a batch asks this of the same stylesheets
def endless_in(css: str) -> str | None:
    """What in a stylesheet would take without end to lay out; None where nothing does."""
    tokens = tinycss2.parse_component_value_list(css, skip_comments=True)
    if any(depth > MAX_DEPTH for _, depth in _walked(tokens)):
        return "brackets in brackets without end"
    return _large_number(tokens) or _growing(_variables(tokens))


def _large_number(tokens: Sequence[Any]) -> str | None:
    property_name = ""
    for token, _ in _walked(tokens):
        if token.type == "ident":
            property_name = token.lower_value
        if token.type in {"number", "dimension", "percentage"}:
            if abs(token.value) > MAX_NUMBER:
                return f"the number {token.representation[:20]}"
            if property_name in _COUNTED and abs(token.value) > MAX_COLUMNS:
                return f"{property_name}: {token.representation[:20]}"
        if token.type == "function" and token.lower_name in {"repeat", "calc"}:
            for inner, _ in _walked(token.arguments):
                if inner.type == "number" and abs(inner.value) > MAX_COLUMNS:
                    return f"{token.lower_name}({inner.representation[:20]}"
    return None


def _walked(tokens: Sequence[Any]) -> Iterator[tuple[Any, int]]:
    """All tokens with their depth, in order."""
    waiting = [(token, 0) for token in reversed(tokens)]
    while waiting:
        token, depth = waiting.pop()
        yield token, depth
        inside = getattr(token, "content", None) or getattr(token, "arguments", None) or ()
        if not isinstance(inside, str):
            waiting.extend((one, depth + 1) for one in reversed(inside))


def _variables(tokens: Sequence[Any]) -> dict[str, list[list[Any]]]:
    """Every variable of a stylesheet with all the values that its blocks give it."""
    found: dict[str, list[list[Any]]] = {}
    for token, _ in _walked(tokens):
        if token.type == "{} block":
            for declared in tinycss2.parse_blocks_contents(token.content):
                if declared.type == "declaration" and declared.name.startswith("--"):
                    found.setdefault(declared.name, []).append(declared.value)
    return found


def _growing(variables: dict[str, list[list[Any]]]) -> str | None:
    """A variable whose values hold so many others that nobody could fill them all in."""
    sizes: dict[str, int] = {}

    def size(name: str, above: tuple[str, ...]) -> int:
        if name in above or len(above) > MAX_DEPTH:
            return MAX_EXPANDED + 1
        if name not in sizes:
            sizes[name] = max(
                (_expanded(value, (*above, name)) for value in variables.get(name, [])), default=1
            )
        return sizes[name]

    def _expanded(value: list[Any], above: tuple[str, ...]) -> int:
        count = 0
        for token, _ in _walked(value):
            count += 1
            if token.type == "function" and token.lower_name == "var":
                names = [one.value for one in token.arguments if one.type == "ident"]
                count += size(names[0], above) if names else 0
            if count > MAX_EXPANDED:
                break
        return count

    for name in variables:
        if size(name, ()) > MAX_EXPANDED:
            return f"the variable {name[:40]}, which holds others without end"
    return None
