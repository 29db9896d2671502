"""Layouts in which items and comments follow each other as text."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby, pairwise

from tests.importers.grown.responses.axes import Axes
from tests.importers.grown.responses.blocks import Block, Heading, Look, Passage, Run
from tests.importers.grown.responses.contents import Asked, Inspection, Owner, Speech
from tests.importers.grown.responses.label import Label
from tests.importers.grown.responses.naming import named, reference
from tests.importers.grown.responses.tables import day, status_words
from tests.importers.grown.responses.telling import Labels, told


@dataclass
class Flow:
    """What the items of a document are written with.

    Attributes:
        axes: the layout.
        names: the labels.
        label: where is noted what the document holds.
        level: the level of a heading over items.
        pairs: the items, by their identity, that share their comments with the next one.
    """

    axes: Axes
    names: Labels
    label: Label
    level: int
    pairs: set[int] = field(default_factory=set)

    def by_item(self, inspection: Inspection) -> list[Block]:
        """Each item and what is said on it."""
        items = inspection.items
        self.pairs |= {id(one) for one, after in pairwise(items) if after.shared}
        made: list[Block] = []
        for kind, group in groupby(inspection.items, key=lambda item: item.kind):
            items = list(group)
            made.append(Heading(kind.plural if len(items) > 1 else kind.said, self.level))
            for at, item in enumerate(items):
                after = items[at + 1] if at + 1 < len(items) else None
                made += self._item(item, items[at - 1] if item.shared else None)
                if not (after and after.shared):
                    made += self._said(item, shared=items[at - 1] if item.shared else None)
        return made

    def _item(self, item: Asked, pair: Asked | None) -> list[Block]:
        blocks, text = named(item, self.axes, self.level + 1)
        at = self.label.item(item, text)
        if pair is None:
            on = [at, at + 1] if id(item) in self.pairs else [at]
            self.label.comment(Owner.CHIEF, on, item.chief)
            self.label.comment(Owner.BODY, on, item.body)
        return [*blocks, *self._facts(item)]

    def _facts(self, item: Asked) -> list[Block]:
        made: list[Block] = []
        if item.status:
            words = status_words(item, self.axes)
            runs = (Run("Status: ", bold=True), Run(words, counted=False))
            made.append(Passage(runs, Look.LINE))
        if item.target:
            when = day(item.target)
            made.append(
                Passage((Run("Target date: ", bold=True), Run(when, counted=False)), Look.LINE)
            )
        return made

    def _said(self, item: Asked, shared: Asked | None) -> list[Block]:
        made: list[Block] = []
        if shared is not None:
            kind = item.kind.plural
            text = f"{kind} {shared.number} and {item.number}"
            made.append(Heading(text, self.level + 1))
        spoken = [(Owner.CHIEF, item.chief), (Owner.BODY, item.body)]
        if self.axes.order == "body first":
            spoken.reverse()
        for owner, speech in spoken:
            made += told(self.axes, owner, speech, self.names, self.label, self.level + 2)
        return made

    def by_owner(self, inspection: Inspection) -> list[Block]:
        """The items first, then what the one says on each, then what the other does."""
        made: list[Block] = [Heading("What the report asks for", self.level)]
        for item in inspection.items:
            blocks, text = named(item, self.axes, self.level + 1)
            at = self.label.item(item, text)
            made += [*blocks, *self._facts(item)]
            self.label.comment(Owner.CHIEF, [at], item.chief)
            self.label.comment(Owner.BODY, [at], item.body)
        sections = [
            (self.names.chief_dated, [item.chief for item in inspection.items]),
            (self.names.body, [item.body for item in inspection.items]),
        ]
        if self.axes.order == "body first":
            sections.reverse()
        for name, speeches in sections:
            made.append(Heading(name, self.level))
            for item, speech in zip(inspection.items, speeches, strict=True):
                made += self._on(item, speech)
        return made

    def _on(self, item: Asked, speech: Speech) -> list[Block]:
        name = reference(item, self.axes)
        if self.axes.naming == "heading and text":
            return [Heading(name, self.level + 1), *speech]
        first, *others = speech
        assert isinstance(first, Passage)
        return [Passage((Run(f"{name}: ", bold=True), *first.runs), first.look), *others]
