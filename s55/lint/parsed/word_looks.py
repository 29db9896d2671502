"""Work out the size, colour and background of a run of a Word layout, styles included."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from lxml import etree

from s55.lint.colours import Colour, word_colour
from s55.lint.parsed.word import WordLayout
from s55.lint.parsed.word_tags import own_text
from s55.records import dataclass
from s55.word.xml import PPR, R_RUN, RPR, TBL, TC, P, T, value_of, w

_MAX_CHAIN = 20
_INSTRUCTION = re.compile(r"\{%.*?%\}|\{#.*?#\}")
"""A tag that prints nothing by itself."""
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
        """Find every run that holds text which is printed: its part, its paragraph, the run."""
        for part, paragraph in self.layout.paragraphs():
            if not _INSTRUCTION.sub("", own_text(paragraph)).strip():
                continue
            for run in paragraph.iter(R_RUN):
                holder = next(run.iterancestors(P), None)
                if holder is paragraph and any((t.text or "").strip() for t in run.iterchildren(T)):
                    yield part, paragraph, run

    def size(self, paragraph: etree._Element, run: etree._Element) -> float:
        """Work out the size of a run in points."""
        return _points(self._first(paragraph, run, "sz", "val"))

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

    def style_size(self, style_id: str) -> tuple[float, str]:
        """Work out the size in points that a style gives its text, and which style says so.

        The name is '' where it is the default of the document.
        """
        for style in self._chain(style_id):
            found = value_of(style.find(RPR), "sz")
            if found is not None:
                return _points(found), _name_of(style)
        return _points(self._default("sz")), ""

    def is_own(self, run: etree._Element, name: str) -> bool:
        """Whether a run has a property that no style gives it."""
        return value_of(run.find(RPR), name) is not None

    def origin(self, paragraph: etree._Element, run: etree._Element, name: str) -> str:
        """Name the style that gives a run a property; '' where it is the document's default."""
        for style in self._styles_of(paragraph, run):
            if value_of(style.find(RPR), name) is not None:
                return _name_of(style)
        return ""

    # --- where a property comes from ------------------------------------------

    def _first(
        self, paragraph: etree._Element, run: etree._Element, name: str, attribute: str
    ) -> str | None:
        """Find a property of a run: its own, its style's, its paragraph style's, or the default."""
        for holder in (run, *self._styles_of(paragraph, run)):
            found = value_of(holder.find(RPR), name, attribute)
            if found is not None:
                return found
        return self._default(name, attribute)

    def _styles_of(self, paragraph: etree._Element, run: etree._Element) -> list[etree._Element]:
        """List the styles that a run takes properties from, the nearest first."""
        return [
            *self._chain(value_of(run.find(RPR), "rStyle") or ""),
            *self._paragraph_styles(paragraph),
            *self._table_styles(paragraph),
        ]

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


def _points(size: str | None) -> float:
    """Read a size in half points; Word's own is 10 points."""
    try:
        return int(size or "20") / HALF_POINTS
    except ValueError:
        return 10.0


def _name_of(style: etree._Element) -> str:
    return value_of(style, "name") or style.get(w("styleId")) or ""
