"""Rewrite an appendix so that its styles, lists, parts and ids are valid in the paper."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from s55.records import dataclass
from s55.render.paper.file import WordFile
from s55.render.paper.marks import TakenIds, UniqueMarks
from s55.render.paper.notes import MARGINS, copy_references, notes_of
from s55.render.paper.numbering import NO_LIST, Lists, PaperLists, list_of
from s55.render.paper.sections import HeadersAndFooters
from s55.render.paper.styles import USES, PaperStyles, StyleSet
from s55.word.package import Relation
from s55.word.styles import WordStyles
from s55.word.xml import PARAGRAPH, PPR, R_ID, TBL, P, add, element, put, remove, value_of, w

_STORIES = ("header", "footer")
_NAMING = tuple(map(w, USES))
_VAL = w("val")


@dataclass(frozen=True, slots=True)
class ComposedPaper:
    """A paper while it is put together; ``heading`` is the id of the style of appendix titles."""

    file: WordFile
    styles: PaperStyles
    lists: PaperLists
    taken: TakenIds
    margins: HeadersAndFooters
    heading: str


@dataclass(frozen=True, slots=True)
class _ListOfStyle:
    """The list of a paragraph by its style: its id in its file, the level, the indentation."""

    number: str
    level: str
    indent: etree._Element | None


def stories(source: WordFile) -> Iterator[etree._Element]:
    """Yield every part of a file that holds text."""
    yield source.tree(source.main)
    for relation in source.relations.get(source.main, {}).values():
        if relation.name in _STORIES and not relation.external:
            yield source.tree(relation.target)
    yield from notes_of(source)


class AppendixAdapter:
    """Rewrites the parts of one file so that they are valid in the paper.

    Args:
        paper: the paper.
        source: the file; its trees are changed.
        styles: its styles.
        prefix: letters and digits for the file.
    """

    def __init__(
        self, paper: ComposedPaper, source: WordFile, styles: WordStyles, prefix: str
    ) -> None:
        self._paper, self._source = paper, source
        texts = list(stories(source))
        lists = Lists(source, styles)
        self._styles = styles
        named = {node.get(_VAL, ""): None for root in texts for node in root.iter(*_NAMING)}
        self._names, new = paper.styles.take(StyleSet(styles, lists), named)
        self._lists = paper.lists.part_for(lists, source)
        self._lists.styles = {old: self._names[old] for old in new}
        for made in new.values():
            self._number_style(made)
        found = ((old, self._by_style(lists, old)) for old in self._names if old not in new)
        self._counted = {old: counted for old, counted in found if counted is not None}
        # Text that names no style has to name one where the paper has another by default.
        self._to_say = {
            kind: name
            for kind, name in styles.defaults.items()
            if self._names.get(name) != paper.styles.defaults.get(kind)
        }
        self._marks = UniqueMarks(paper.taken, prefix, texts)
        self._parts: dict[str, str] = {}

    def _number_style(self, style: etree._Element) -> None:
        numbered = list_of(style)
        number = None if numbered is None else numbered.find(w("numId"))
        if number is not None:
            number.set(_VAL, self._lists.num(number.get(_VAL, "")))

    def _by_style(self, lists: Lists, style_id: str) -> _ListOfStyle | None:
        """Find the list that counts paragraphs of a style that other files use as well."""
        level = None
        indent: etree._Element | None = None
        for style in self._styles.chain(style_id):
            numbered = list_of(style)
            if indent is None:
                indent = style.find(f"{PPR}/{w('ind')}")
            level = level or value_of(numbered, "ilvl")
            number = value_of(numbered, "numId")
            if number is not None:
                if not lists.counts(number):
                    return None
                level = level or lists.level_of_style(number, style.get(w("styleId"), ""))
                return _ListOfStyle(number, level, indent)
        return None

    # --- a part -------------------------------------------------------------------

    def adapt(self, root: etree._Element, old: str, new: str) -> None:
        """Rewrite a part, or a piece of one, that moves from the part ``old`` to ``new``.

        Raises:
            S55Error: L201 when it refers to something that is not there.
        """
        if self._counted or "paragraph" in self._to_say:
            for paragraph in root.iter(P):
                self._say_style(paragraph)
        if "table" in self._to_say:
            for table in root.iter(TBL):
                self._say_table_style(table)
        for number in root.iter(w("numId")):
            said = number.get(_VAL, "")
            number.set(_VAL, said if said == NO_LIST else self._lists.num(said))
        self._name_styles(root)
        self._marks.apply(root)
        copy_references(root, self._paper.file, self._source, old, new)
        for reference in list(root.iter(*MARGINS)):
            self._take_margin(reference)

    def _say_style(self, paragraph: etree._Element) -> None:
        """Say the style and the list of a paragraph where the paper has others by default."""
        properties = paragraph.find(PPR)
        name = value_of(properties, "pStyle")
        style = self._to_say.get("paragraph") if name is None else None
        counted = self._counted.get(name or self._styles.defaults.get("paragraph", ""))
        if counted is not None and value_of(list_of(properties), "numId") is not None:
            counted = None
        if style is None and counted is None:
            return
        if properties is None:
            properties = element("pPr")
            paragraph.insert(0, properties)
        if style is not None:
            put(properties, element("pStyle", val=style), PARAGRAPH)
        if counted is not None:
            _say_list(properties, counted)

    def _say_table_style(self, table: etree._Element) -> None:
        properties = table.find(w("tblPr"))
        if properties is not None and properties.find(w("tblStyle")) is None:
            properties.insert(0, element("tblStyle", val=self._to_say["table"]))

    def _name_styles(self, root: etree._Element) -> None:
        for node in list(root.iter(*_NAMING)):
            new = self._names.get(node.get(_VAL, ""))
            if new is not None:
                node.set(_VAL, new)
            else:  # what a file does not know looks like plain text in Word
                remove(node)

    def _take_margin(self, reference: etree._Element) -> None:
        """Take over a header or footer, once."""
        number = reference.get(R_ID, "")
        relation = self._source.relations.get(self._source.main, {}).get(number)
        if relation is None or relation.external or relation.name not in _STORIES:
            remove(reference)
            return
        paper = self._paper.file
        if relation.target not in self._parts:
            root = self._source.tree(relation.target)
            name = self._parts[relation.target] = paper.add_story(relation.name, root)
            self.adapt(root, relation.target, name)
        taken = Relation(relation.kind, self._parts[relation.target], external=False)
        reference.set(R_ID, paper.relate(paper.main, taken))


def _say_list(properties: etree._Element, counted: _ListOfStyle) -> None:
    level = value_of(list_of(properties), "ilvl") or counted.level
    made = element("numPr")
    add(made, "ilvl", val=level)
    add(made, "numId", val=counted.number)
    put(properties, made, PARAGRAPH)
    if counted.indent is not None and properties.find(w("ind")) is None:
        # The style's indentation would otherwise give way to the list's.
        put(properties, deepcopy(counted.indent), PARAGRAPH)
