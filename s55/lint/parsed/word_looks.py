"""Work out the size, colour and background of a run of a Word layout, styles included."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from s55.lint.colours import Colour, word_colour
from s55.lint.parsed.word import WordLayout
from s55.word.xml import PPR, R_RUN, RPR, TBL, TC, P, T, value_of, w

_MAX_CHAIN = 20
HALF_POINTS = 2
"""Word keeps sizes in half points."""


@dataclass(frozen=True)
class Looks:
    """Works out the looks of text in a layout.

    Attributes:
        layout: the layout.
    """

    layout: WordLayout

    def runs(self) -> Iterator[tuple[str, etree._Element, etree._Element]]:
        """Find every run that holds text: its part, its paragraph, the run."""
        for part, paragraph in self.layout.paragraphs():
            for run in paragraph.iter(R_RUN):
                holder = next(run.iterancestors(P), None)
                if holder is paragraph and any((t.text or "").strip() for t in run.iterchildren(T)):
                    yield part, paragraph, run

    def size(self, paragraph: etree._Element, run: etree._Element) -> float:
        """Work out the size of a run in points."""
        found = self._first(paragraph, run, "sz", "val")
        try:
            return int(found or "20") / HALF_POINTS
        except ValueError:
            return 10.0

    def colour(self, paragraph: etree._Element, run: etree._Element) -> Colour | None:
        """Work out the colour of a run; None for Word's automatic one, which is always readable."""
        return word_colour(self._first(paragraph, run, "color", "val"))

    def ground(self, paragraph: etree._Element, run: etree._Element) -> Colour | None:
        """Find the background of a run: its own, its paragraph's or its cell's; None for paper."""
        own = word_colour(value_of(run.find(RPR), "shd", "fill"))
        if own is not None:
            return own
        for holder in (paragraph.find(PPR), *self._paragraph_styles(paragraph)):
            shading = holder if holder is None or holder.tag == PPR else holder.find(PPR)
            found = word_colour(value_of(shading, "shd", "fill"))
            if found is not None:
                return found
        for cell in paragraph.iterancestors(TC):
            found = word_colour(value_of(cell.find(w("tcPr")), "shd", "fill"))
            if found is not None:
                return found
        return None

    def style_size(self, style_id: str) -> float:
        """Work out the size in points that a style gives its text."""
        found = None
        for style in self._chain(style_id):
            found = value_of(style.find(RPR), "sz")
            if found is not None:
                break
        try:
            return int(found or self._default("sz") or "20") / HALF_POINTS
        except ValueError:
            return 10.0

    # --- where a property comes from ------------------------------------------

    def _first(
        self, paragraph: etree._Element, run: etree._Element, name: str, attribute: str
    ) -> str | None:
        """Find a property of a run: its own, its style's, its paragraph style's, or the default."""
        holders = [run.find(RPR)]
        holders += [s.find(RPR) for s in self._chain(value_of(run.find(RPR), "rStyle") or "")]
        holders += [style.find(RPR) for style in self._paragraph_styles(paragraph)]
        holders += [style.find(RPR) for style in self._table_styles(paragraph)]
        for holder in holders:
            found = value_of(holder, name, attribute)
            if found is not None:
                return found
        return self._default(name, attribute)

    def _default(self, name: str, attribute: str = "val") -> str | None:
        path = f"{w('docDefaults')}/{w('rPrDefault')}/{RPR}"
        return value_of(self.layout.styles.find(path), name, attribute)

    def _paragraph_styles(self, paragraph: etree._Element) -> list[etree._Element]:
        own = value_of(paragraph.find(PPR), "pStyle")
        return self._chain(own or self._default_style("paragraph"))

    def _table_styles(self, paragraph: etree._Element) -> list[etree._Element]:
        table = next(paragraph.iterancestors(TBL), None)
        return (
            [] if table is None else self._chain(value_of(table.find(w("tblPr")), "tblStyle") or "")
        )

    def _default_style(self, kind: str) -> str:
        for style in self.layout.styles.iterfind(w("style")):
            if style.get(w("type")) == kind and style.get(w("default")) in {"1", "true"}:
                return style.get(w("styleId"), "")
        return ""

    @cached_property
    def _by_id(self) -> dict[str, etree._Element]:
        return {s.get(w("styleId"), ""): s for s in self.layout.styles.iterfind(w("style"))}

    def _chain(self, style_id: str) -> list[etree._Element]:
        """List a style, the one it is based on, and so on."""
        chain: list[etree._Element] = []
        style = self._by_id.get(style_id)
        while style is not None and len(chain) < _MAX_CHAIN:
            chain.append(style)
            style = self._by_id.get(value_of(style, "basedOn") or "")
        return chain
