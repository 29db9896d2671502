"""How a document names an item and says what it asks for."""

from __future__ import annotations

from tests.importers.grown.responses.axes import Axes
from tests.importers.grown.responses.blocks import (
    Block,
    Entries,
    Framed,
    Heading,
    Passage,
    Run,
)
from tests.importers.grown.responses.contents import Asked, Kind
from tests.importers.grown.responses.telling import marks

_SHORT = {Kind.CAUSE: "Cause of concern", Kind.RECOMMENDATION: "Rec", Kind.AREA: "AFI"}


def reference(item: Asked, axes: Axes) -> str:
    """How an item is referred to: 'Recommendation 2'."""
    kind = _SHORT[item.kind] if axes.reference == "short" else item.kind.said
    if axes.reference == "bare":
        return f"{item.number}."
    return f"{kind} {item.number}".strip()


def named(item: Asked, axes: Axes, level: int) -> tuple[list[Block], str]:
    """The blocks that name an item, and its words among them."""
    name, text = reference(item, axes), _whole(item)
    parts = _parts(item)
    colon = name if name.endswith(".") else f"{name}:"
    simple: dict[str, tuple[list[Block], str]] = {
        "heading and text": ([Heading(name, level), _plain(item.text), *parts], text),
        "heading": ([Heading(f"{colon} {item.text}", level), *parts], text),
        "run-in": ([_run_in(colon, item.text), *parts], text),
        "box": ([Framed((_run_in(colon, item.text), *parts))], text),
        "number only": ([Heading(name, level)], ""),
        "number and title": ([Heading(_titled(name, item), level)], item.topic.title),
    }
    return simple.get(axes.naming) or _quoted(item, axes, colon, level)


def _whole(item: Asked) -> str:
    return " ".join((item.text, *item.parts))


def _plain(text: str) -> Passage:
    return Passage((Run(text),))


def _run_in(name: str, text: str) -> Passage:
    return Passage((Run(f"{name} ", bold=True), Run(text)))


def _parts(item: Asked, *, italic: bool = False) -> list[Block]:
    if not item.parts:
        return []
    return [Entries(tuple((Run(part, italic=italic),) for part in item.parts))]


def _titled(name: str, item: Asked) -> str:
    return f"{name} {item.topic.title}" if name.endswith(".") else f"{name} – {item.topic.title}"


def _quoted(item: Asked, axes: Axes, colon: str, level: int) -> tuple[list[Block], str]:
    opens, closes = marks(axes.quotes)
    if axes.naming == "italic":
        head = Passage((Run(f"{colon} ", bold=True), Run(item.text, italic=True)))
        return [head, *_parts(item, italic=True)], _whole(item)
    if axes.naming == "quoted in part" and len(item.text.split()) > 9:
        text = " ".join(item.text.split()[:8]) + " …"
        return [_run_in(colon, f"{opens}{text}{closes}")], text
    if item.parts:
        (listed,) = _parts(item)
        assert isinstance(listed, Entries)
        last = (*listed.entries[-1], Run(closes))
        listed = Entries((*listed.entries[:-1], last))
        return [_run_in(colon, f"{opens}{item.text}"), listed], _whole(item)
    return [_run_in(colon, f"{opens}{item.text}{closes}")], _whole(item)
