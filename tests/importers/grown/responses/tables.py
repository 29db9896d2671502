"""Layouts in which the items and the comments stand in tables."""

from __future__ import annotations

from datetime import date
from itertools import groupby

from tests.importers.grown.responses.axes import Axes
from tests.importers.grown.responses.blocks import Block, Field, Grid, Heading, Passage, Run
from tests.importers.grown.responses.contents import Asked, Inspection, Kind, Owner, Speech
from tests.importers.grown.responses.label import Label
from tests.importers.grown.responses.naming import reference
from tests.importers.grown.responses.telling import Labels


def tables(
    inspection: Inspection, axes: Axes, names: Labels, label: Label, level: int
) -> list[Block]:
    """A table for each kind of item, under its name."""
    made: list[Block] = []
    for kind, group in groupby(inspection.items, key=lambda item: item.kind):
        items = list(group)
        made.append(Heading(kind.plural if len(items) > 1 else kind.said, level))
        makers = {"columns": _columns, "stacked": _stacked, "who": _who, "two columns": _answers}
        made.append(makers[axes.layout](items, axes, names, label))
    return made


def day(when: date) -> str:
    """A day as it is written: 3 June 2025."""
    return f"{when.day} {when:%B %Y}"


def status_words(item: Asked, axes: Axes) -> str:
    """The status as an office writes it."""
    others = {"in progress": "Ongoing", "complete": "Completed", "not started": "Not yet started"}
    plain = item.status.capitalize()
    return others[item.status] if axes.quotes == "straight" else plain


def _noted(item: Asked, label: Label) -> None:
    """Note an item of a table with its comments."""
    at = label.item(item, " ".join((item.text, *item.parts)))
    label.comment(Owner.CHIEF, [at], item.chief)
    label.comment(Owner.BODY, [at], item.body)


def _cell(text: str, *, head: bool = False, counted: bool = True, across: int = 1) -> Field:
    return Field((Passage((Run(text, bold=head, counted=counted),)),), head=head, across=across)


def _asked(item: Asked) -> tuple[Block, ...]:
    whole = " ".join((item.text, *item.parts))
    return (Passage((Run(whole),)),)


def _named(item: Asked, axes: Axes) -> tuple[Block, ...]:
    """The cell of an item: its number before its text, or above it."""
    if not item.number:
        return _asked(item)
    if axes.reference == "bare":
        return (Passage((Run(f"{item.number}. ", counted=False), *_runs(item))),)
    return (Passage((Run(reference(item, axes), bold=True),)), *_asked(item))


def _runs(item: Asked) -> tuple[Run, ...]:
    return (Run(" ".join((item.text, *item.parts))),)


def _columns(items: list[Asked], axes: Axes, names: Labels, label: Label) -> Grid:
    heads = _heads(items[0].kind, axes, names)
    own_number = axes.reference == "short" and axes.numbered != "none"
    rows = [tuple(_cell(head, head=True) for head in (["No."] if own_number else []) + heads)]
    for item in items:
        _noted(item, label)
        cells = [Field(_asked(item) if own_number else _named(item, axes))]
        if own_number:
            cells.insert(0, _cell(item.number, counted=False))
        if axes.status == "yes":
            cells.append(_cell(status_words(item, axes), counted=False))
        if axes.target == "yes" and item.target:
            cells.append(_cell(day(item.target), counted=False))
        if axes.comments in ("both", "chief"):
            cells.append(Field(item.chief))
        if axes.comments in ("both", "body"):
            cells.append(Field(item.body))
        rows.append(tuple(cells))
    return Grid(tuple(rows), len(rows[0]))


def _heads(kind: Kind, axes: Axes, names: Labels) -> list[str]:
    heads = [kind.said]
    heads += ["Status"] if axes.status == "yes" else []
    heads += ["Target date"] if axes.target == "yes" else []
    heads += [names.chief_dated] if axes.comments in ("both", "chief") else []
    return heads + ([names.body] if axes.comments in ("both", "body") else [])


def _stacked(items: list[Asked], axes: Axes, names: Labels, label: Label) -> Grid:
    """A row for each part of an item, its name in the first column."""
    rows: list[tuple[Field, ...]] = []
    for item in items:
        _noted(item, label)
        if axes.order == "chief first":
            head = (Run(f"{reference(item, axes)}: ".replace(".: ", ". "), bold=True),)
            rows.append((Field((Passage((*head, *_runs(item))),), across=2, head=True),))
        else:
            rows.append((_cell(reference(item, axes), head=True), Field(_asked(item))))
        rows += _facts(item, axes)
        rows += [
            (_cell(name, head=True), Field(speech))
            for name, speech in ((names.chief_dated, item.chief), (names.body, item.body))
            if speech
        ]
    return Grid(tuple(rows), 2)


def _facts(item: Asked, axes: Axes) -> list[tuple[Field, ...]]:
    rows: list[tuple[Field, ...]] = []
    if item.status:
        rows.append((_cell("Status", head=True), _cell(status_words(item, axes), counted=False)))
    if item.target:
        rows.append((_cell("Target date", head=True), _cell(day(item.target), counted=False)))
    return rows


def _who(items: list[Asked], axes: Axes, names: Labels, label: Label) -> Grid:
    """A column that says who has commented, two rows for each item."""
    heads = [items[0].kind.said, "From", "Comments"]
    rows = [tuple(_cell(head, head=True) for head in heads)]
    chief, body = names.who
    for item in items:
        _noted(item, label)
        rows.append((Field(_named(item, axes), down=2), _cell(chief), Field(item.chief)))
        rows.append((_cell(body), Field(item.body)))
    return Grid(tuple(rows), 3)


def _answers(items: list[Asked], axes: Axes, names: Labels, label: Label) -> Grid:
    """A column for the items and one for all that is said on them."""
    rows = [(_cell(items[0].kind.said, head=True), _cell("Response", head=True))]
    for item in items:
        _noted(item, label)
        said = (*_under(names.chief_dated, item.chief), *_under(names.body, item.body))
        rows.append((Field(_named(item, axes)), Field(said)))
    return Grid(tuple(rows), 2)


def _under(name: str, speech: Speech) -> tuple[Block, ...]:
    return (Passage((Run(f"{name}:", bold=True),)), *speech)
