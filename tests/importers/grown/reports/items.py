"""How the items of a kind are set, in every way in which they can begin."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from types import MappingProxyType

from tests.importers.grown.reports.axes import UNLABELLED, Shape
from tests.importers.grown.reports.contents import Item, written
from tests.importers.grown.reports.pieces import (
    Fold,
    Frame,
    Grid,
    Heading,
    Line,
    Piece,
    Points,
    Terms,
    bullets,
)

NAMES = MappingProxyType(
    {
        "cause_of_concern": ("Cause of concern", "Causes of concern"),
        "recommendation": ("Recommendation", "Recommendations"),
        "area_for_improvement": ("Area for improvement", "Areas for improvement"),
    }
)
SMALL = frozenset("of for the and in to a how".split())
HEADS = (
    ("No.", "{kind}", "Owner", "By when"),
    ("Ref", "What needs to be done", "Responsible", "Timescale"),
    ("Number", "{kind}", "For", "Due date"),
    ("#", "Text", "Lead", "Deadline"),
    ("Reference", "What we expect", "Who", "To be completed by"),
)
"""Wordings of the heads of columns: number, text, whom, day."""


def cased(text: str, shape: Shape) -> str:
    """A heading in the capitals that the report uses."""
    if shape["case"] == "upper":
        return text.upper()
    if shape["case"] == "title":
        words = text.split(" ")
        return " ".join(
            word if index and word in SMALL else word[:1].upper() + word[1:]
            for index, word in enumerate(words)
        )
    return text


def label(item: Item, shape: Shape) -> str:
    """The kind of an item and its number."""
    if shape.begin[item.kind] == "code":
        return item.number
    return cased(f"{NAMES[item.kind][0]} {item.number}".strip(), shape)


def body(item: Item) -> tuple[Piece, ...]:
    """The text of an item, and what stands apart."""
    pieces: list[Piece] = [Line(item.opening)]
    if item.points:
        pieces.append(bullets(item.points, "letter" if item.lettered else "bullet"))
    pieces += [Line(text) for text in item.more]
    return (*pieces, *(Line(f"**{head}:** {said}") for head, said in apart(item)))


def apart(item: Item) -> list[tuple[str, str]]:
    """Whom it is for and by when, where these stand apart from its text."""
    said = []
    if item.whom and item.whom_apart:
        said.append(("Responsible", item.whom))
    if item.due and item.due_apart:
        said.append(("By when", written(item.due)))
    return said


def titled(item: Item, shape: Shape, end: str = ":") -> str:
    """The label with the title after it, if there is one."""
    said = label(item, shape)
    return f"{said}{end} {item.title}" if item.title else said


def grouped(items: Sequence[Item], shape: Shape, level: int) -> list[Piece]:
    """Items of one kind under a heading that says so, where they need or have one."""
    if not items:
        return []
    kind = items[0].kind
    how = shape.begin[kind]
    set_items = WAYS[how](items, shape, level + 1)
    if how not in UNLABELLED and how != "code" and (shape.seed % 2 or len(items) == 1):
        return set_items
    name = NAMES[kind][0 if len(items) == 1 else 1]
    return [Heading(level, cased(name, shape)), *set_items]


def asked(by_kind: Mapping[str, Sequence[Item]], shape: Shape, level: int) -> list[Piece]:
    """The items of each kind, or recommendations within the frame of their cause of concern."""
    concerns, requests, others = (by_kind[kind] for kind in NAMES)
    together = shape["concern"] == "with recommendations" and shape.begin[CONCERN] in FRAMES
    if not (together and concerns and requests):
        return [piece for kind in NAMES for piece in grouped(by_kind[kind], shape, level)]
    said = grouped(concerns, shape, level)
    frame = said.pop()
    assert isinstance(frame, Frame)
    inner: list[Piece] = [*frame.pieces]
    for item in requests:
        inner += [Line(f"**{label(item, shape)}**"), *body(full(item))]
    return [*said, Frame(tuple(inner), frame.look), *grouped(others, shape, level)]


CONCERN = "cause_of_concern"
FRAMES = ("box with label", "box without label", "tile", "text box")


def full(item: Item) -> Item:
    """An item that stands alone, which a list with a lead-in would leave without its subject."""
    return replace(item, opening=item.opening[0].upper() + item.opening[1:])


def _headings(items: Sequence[Item], shape: Shape, level: int) -> list[Piece]:
    said: list[Piece] = []
    for item in items:
        said += [Heading(level, titled(item, shape)), *body(item)]
    return said


def _run_in(items: Sequence[Item], shape: Shape, level: int) -> list[Piece]:
    said: list[Piece] = []
    end = shape["label end"] or ":"
    for item in items:
        first, *others = body(item)
        assert isinstance(first, Line)
        said += [Line(f"**{label(item, shape)}{end}** {first.text}"), *others]
    return said


def _alone(items: Sequence[Item], shape: Shape, level: int) -> list[Piece]:
    said: list[Piece] = []
    for item in items:
        said += [Line(f"**{titled(item, shape)}**"), *body(item)]
    return said


def _list(mark: str) -> Callable[[Sequence[Item], Shape, int], list[Piece]]:
    def listed(items: Sequence[Item], shape: Shape, level: int) -> list[Piece]:
        start = int(items[0].number or 1) if mark == "number" else 1
        return [Points(tuple(body(item) for item in items), mark, start)]

    return listed


def _after_lead_ins(items: Sequence[Item], shape: Shape, level: int) -> list[Piece]:
    names = NAMES[items[0].kind]
    said: list[Piece] = []
    if len(items) > 1 and items[0].whom:  # that nobody takes them for parts of one
        said.append(Line(f"We make {len(items)} {names[1].lower()}."))
    for whom, group in groupby(items, lambda item: item.whom):
        theirs = tuple(group)
        if whom:
            said.append(Line(f"{whom} should:"))
        texts = tuple(item.opening for item in theirs)
        said.append(bullets(texts, "number", int(theirs[0].number)))
    return said


def _numbered_paragraphs(items: Sequence[Item], shape: Shape, level: int) -> list[Piece]:
    said: list[Piece] = []
    for item in items:
        first, *others = body(item)
        assert isinstance(first, Line)
        said += [Line(f"{PARAGRAPH}**{first.text}**"), *others]
    return said


PARAGRAPH = "\N{SECTION SIGN}"
"""Where the number of a paragraph will stand."""


def _code(items: Sequence[Item], shape: Shape, level: int) -> list[Piece]:
    said: list[Piece] = []
    for item in items:
        first, *others = body(item)
        assert isinstance(first, Line)
        said += [Line(f"**{item.number}** {first.text}"), *others]
    return said


def _boxes(look: str, *, labelled: bool) -> Callable[[Sequence[Item], Shape, int], list[Piece]]:
    def boxed(items: Sequence[Item], shape: Shape, level: int) -> list[Piece]:
        said: list[Piece] = []
        for item in items:
            first: list[Piece] = []
            if labelled and look == "tile":
                first = [Heading(level, titled(item, shape))]
            elif labelled:
                first = [Line(f"**{titled(item, shape)}**")]
            said.append(Frame((*first, *body(item)), look))
        return said

    return boxed


def _rows(items: Sequence[Item], shape: Shape, level: int) -> list[Piece]:
    number, text, whom, due = HEADS[int(shape["heads of columns"])]
    heads = [text.format(kind=NAMES[items[0].kind][0])]
    numbers = any(item.number for item in items)
    people = any(item.whom and item.whom_apart for item in items)
    days = any(item.due and item.due_apart for item in items)
    heads = [number] * numbers + heads + [whom] * people + [due] * days
    rows: list[tuple[tuple[Piece, ...], ...]] = [tuple((Line(head),) for head in heads)]
    for item in items:
        plain = body(replace(item, due_apart=False, whom_apart=False))
        row: list[tuple[Piece, ...]] = [(Line(item.number),)] if numbers else []
        row.append(plain)
        row += [(Line(item.whom),)] if people else []
        row += [(Line(written(item.due) if item.due else "–"),)] if days else []
        rows.append(tuple(row))
    return [Grid(tuple(rows))]


def _label_and_text(items: Sequence[Item], shape: Shape, level: int) -> list[Piece]:
    rows = tuple(((Line(f"**{label(item, shape)}**"),), body(item)) for item in items)
    return [Grid(rows, head=False)]


def _table_each(items: Sequence[Item], shape: Shape, level: int) -> list[Piece]:
    said: list[Piece] = []
    for item in items:
        plain = body(replace(item, due_apart=False, whom_apart=False))
        rows: list[tuple[tuple[Piece, ...], ...]] = [((Line(f"**{label(item, shape)}**"),), plain)]
        rows += [((Line(f"**{head}**"),), (Line(text),)) for head, text in apart(item)]
        said.append(Grid(tuple(rows), head=False))
    return said


def _terms(items: Sequence[Item], shape: Shape, level: int) -> list[Piece]:
    return [Terms(tuple((label(item, shape), body(item)) for item in items))]


def _folds(items: Sequence[Item], shape: Shape, level: int) -> list[Piece]:
    return [Fold(titled(item, shape), body(item)) for item in items]


WAYS: MappingProxyType[str, Callable[[Sequence[Item], Shape, int], list[Piece]]]
WAYS = MappingProxyType(
    {
        "heading": _headings,
        "run-in": _run_in,
        "label alone": _alone,
        "numbered list": _list("number"),
        "bullets": _list("bullet"),
        "numbered paragraph": _numbered_paragraphs,
        "code": _code,
        "box with label": _boxes("box", labelled=True),
        "box without label": _boxes("box", labelled=False),
        "table row": _rows,
        "label | text": _label_and_text,
        "table each": _table_each,
        "tile": _boxes("tile", labelled=True),
        "definition list": _terms,
        "details": _folds,
        "text box": _boxes("text box", labelled=True),
        "lead-in list": _after_lead_ins,
    }
)
