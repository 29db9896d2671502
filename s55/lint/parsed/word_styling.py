"""Work out how each style of a Word layout looks, and what a paragraph adds to its style."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from lxml import etree

from s55.lint.parsed.word import WordLayout
from s55.lint.parsed.word_appearance import (
    PLAIN,
    Look,
    Value,
    additions,
    cell_look,
    paragraph_look,
    table_look,
    text_look,
)
from s55.records import dataclass
from s55.word.xml import PPR, R_RUN, RPR, TBL, TC, TR, P, T, cells_of, rows_of, value_of, w

_STYLE_NAMES = tuple(map(w, ("pStyle", "rStyle", "tblStyle")))
_RENAMED = {"envelope return": "Sender", "envelope address": "Addressee"}
"""Styles of Word that LibreOffice (7.4) has under names of its own: it saves a "Sender" so."""
_EDGES = {
    "lastCol": ("last column", 0x100),
    "firstCol": ("first column", 0x80),
    "lastRow": ("last row", 0x40),
    "firstRow": ("first row", 0x20),
}
"""The parts of tables with a look of their own, their names and bits in ``w:tblLook`` (17.4.55).

Of two, the look of the column goes before that of the row (17.7.6).
"""


@dataclass(frozen=True)
class StyleLook:
    """How a style looks.

    Attributes:
        kind: ``paragraph``, ``character`` or ``table``.
        base: the name of the style that it is based on; '' for none.
        look: its looks, with those of its bases.
        is_wanted: whether text is in it or a person made it: programs add their own to a file.
    """

    kind: str
    base: str
    look: Look
    is_wanted: bool


def title_of(style: etree._Element | None) -> str:
    """Name a style as Word shows it: programs write "heading 1" and "Heading 1" for the same."""
    name = value_of(style, "name") or ""
    words = _RENAMED.get(name.lower(), name).split(" ")
    return " ".join(f"{word[:1].upper()}{word[1:]}" for word in words)


@dataclass(frozen=True)
class Styling:
    """Works out the looks of a layout's styles.

    Attributes:
        layout: the layout.
    """

    layout: WordLayout

    @cached_property
    def styles(self) -> dict[str, StyleLook]:
        """The styles of paragraphs, characters and tables by name; of two of a name the used."""
        listed = [
            style
            for style in self.layout.styles.iterfind(w("style"))
            if style.get(w("type")) != "numbering"
        ]
        listed.sort(key=lambda style: style.get(w("styleId")) in self._used)
        return {title_of(style): self._looks(style) for style in listed}

    def _looks(self, style: etree._Element) -> StyleLook:
        own, kind = style.get(w("styleId"), ""), style.get(w("type"), "paragraph")
        base = self.layout.named_styles.by_id.get(value_of(style, "basedOn") or "")
        custom = style.get(w("customStyle")) in ("1", "true", "on")
        return StyleLook(kind, title_of(base), self._look(own, kind), custom or own in self._used)

    def _look(self, style_id: str, kind: str) -> Look:
        chain = self.layout.named_styles.chain(style_id)
        look = self._laid(chain)
        if kind == "table":
            return {**look, **self._of_edges(chain)}
        return {**self._plain, **look} if kind == "paragraph" else look

    def _of_edges(self, chain: Sequence[etree._Element]) -> Look:
        """Give the looks of the parts of a table's style, with the names of the parts."""
        return {
            f"{words}: {what}": value
            for edge, (words, _) in _EDGES.items()
            for what, value in self._laid(list(_parts(chain, edge))).items()
        }

    def _laid(self, styles: Sequence[etree._Element]) -> Look:
        """Lay the looks of styles over each other; they come with the nearest first."""
        look: dict[str, Value] = {}
        for style in reversed(styles):
            look |= self._own[style]
        return look

    @cached_property
    def _own(self) -> dict[etree._Element, Look]:
        """What each style, and each part of the style of a table, says itself."""
        styles = self.layout.named_styles.root.iter(w("style"), w("tblStylePr"))
        return {
            one: {
                **text_look(one.find(RPR)),
                **paragraph_look(one.find(PPR)),
                **table_look(one.find(w("tblPr"))),
                **cell_look(one.find(w("tcPr"))),
            }
            for one in styles
        }

    @cached_property
    def _plain(self) -> Look:
        """How text looks without a style."""
        defaults = w("docDefaults")
        text = self.layout.styles.find(f"{defaults}/{w('rPrDefault')}/{RPR}")
        paragraph = self.layout.styles.find(f"{defaults}/{w('pPrDefault')}/{PPR}")
        return {**PLAIN, **text_look(text), **paragraph_look(paragraph)}

    @cached_property
    def _used(self) -> set[str | None]:
        """The ids of the styles that text is in."""
        roots = self.layout.stories.values()
        used = {node.get(w("val")) for root in roots for node in root.iter(*_STYLE_NAMES)}
        return {*used, self.layout.named_styles.defaults.get("paragraph")}

    # --- of a paragraph ----------------------------------------------------------

    def style_of(self, paragraph: etree._Element) -> str:
        """Name the style of a paragraph."""
        chain = self.layout.named_styles.of_paragraph(paragraph.find(PPR))
        return title_of(chain[0]) if chain else "Normal"

    def added(self, paragraph: etree._Element) -> list[str]:
        """Say in words how a paragraph and its runs look otherwise than their style."""
        known, own = self.layout.named_styles, paragraph.find(PPR)
        styles = [*known.of_paragraph(own), *self._of_table(paragraph)]
        base = {**self._plain, **self._laid(styles)}
        looks = [paragraph_look(own)]
        cell = next(paragraph.iterancestors(TC), None)
        if cell is not None:
            looks.append(cell_look(cell.find(w("tcPr"))))
        for run in paragraph.iter(R_RUN):
            if next(run.iterancestors(P)) is paragraph and _holds_words(run):
                named = value_of(run.find(RPR), "rStyle")
                chain = known.chain(named) if named else []
                looks.append({**self._laid(chain), **text_look(run.find(RPR))})
        found = [words for look in looks for words in additions(base, look)]
        return list(dict.fromkeys(found))

    def _of_table(self, paragraph: etree._Element) -> Iterator[etree._Element]:
        """Yield the styles that a table gives to a paragraph in it, the nearest first."""
        cell = next(paragraph.iterancestors(TC), None)
        table = next(paragraph.iterancestors(TBL), None)
        named = None if table is None else value_of(table.find(w("tblPr")), "tblStyle")
        if cell is None or table is None or named is None:
            return
        chain = self.layout.named_styles.chain(named)
        for edge in _edges(table, cell):
            yield from _parts(chain, edge)
        yield from chain


def _parts(chain: Sequence[etree._Element], edge: str) -> Iterator[etree._Element]:
    """Yield what the styles of a table say of a part of it, the nearest first."""
    parts = (part for style in chain for part in style.iterfind(w("tblStylePr")))
    return (part for part in parts if part.get(w("type")) == edge)


def _holds_words(run: etree._Element) -> bool:
    return any((text.text or "").strip() for text in run.iterchildren(T))


def _edges(table: etree._Element, cell: etree._Element) -> Iterator[str]:
    """Name the parts of a table that a cell is in and that have a look of their own."""
    properties = table.find(w("tblPr"))
    bits = _bits(value_of(properties, "tblLook"))
    row = next(cell.iterancestors(TR), None)
    rows, cells = list(rows_of(table)), [] if row is None else list(cells_of(row))
    places = {"Row": (rows, row), "Col": (cells, cell)}
    for name, (_, bit) in _EDGES.items():
        set_so = value_of(properties, "tblLook", name.replace("Col", "Column"))
        on = bool(bits & bit) if set_so is None else set_so in ("1", "true", "on")
        line, one = places[name[-3:]]
        if on and line and line[-1 if name.startswith("last") else 0] is one:
            yield name


def _bits(text: str | None) -> int:
    try:
        return int(text or "0", 16)
    except ValueError:
        return 0
