"""Keep the lists of deleted paragraphs counting as they did."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from s55.render.paper.file import WordFile
from s55.render.paper.numbering import NO_LIST, ListMap, Lists, PaperLists, list_of
from s55.word.styles import WordStyles
from s55.word.xml import element, remove, value_of, w, whole

_FIRST_NSID = 0x57000000


class ListsOfBoth:
    """The lists of the old file, by the lists of the new one.

    A list whose items are found again in the new file is that list; the others are copied.
    """

    def __init__(self, old: WordFile, new: WordFile) -> None:
        self._old, self._new = old, new
        for file in (old, new):
            _count_apart(file)
        self._old_lists = Lists(old, _styles(old))
        self._new_lists = Lists(new, _styles(new))
        self._new_of: dict[str, str] = {}
        self._old_of: dict[str, str] = {}
        self._copies: ListMap | None = None

    def key(self, paragraph: etree._Element, *, of_old: bool) -> bytes:
        """Describe the list and the level of a paragraph, without its ids; b'' for none."""
        numbered = list_of(paragraph.find(w("pPr")))
        number = value_of(numbered, "numId")
        if number is None or number == NO_LIST:
            return b""
        lists = self._old_lists if of_old else self._new_lists
        return f"{value_of(numbered, 'ilvl')} ".encode() + lists.key(number)

    def agree(self, old: etree._Element, new: etree._Element) -> bool:
        """Whether two paragraphs are in one list, or in none; the first pair of a list decides."""
        old_number = value_of(list_of(old.find(w("pPr"))), "numId")
        new_number = value_of(list_of(new.find(w("pPr"))), "numId")
        if old_number is None or new_number is None:
            return old_number == new_number
        if self.key(old, of_old=True) != self.key(new, of_old=False):
            return False
        return (
            self._new_of.setdefault(old_number, new_number) == new_number
            and self._old_of.setdefault(new_number, old_number) == old_number
        )

    def renumber(self, properties: etree._Element) -> None:
        """Let the ``w:pPr`` of an old paragraph name a list of the new file."""
        numbered = list_of(properties)
        number = None if numbered is None else numbered.find(w("numId"))
        if number is None:
            return
        said = number.get(w("val"), "")
        if said != NO_LIST:
            number.set(w("val"), self._new_of.get(said) or self._copied(said))

    def _copied(self, number: str) -> str:
        if self._copies is None:
            lists = Lists(self._old, _styles(self._old))
            self._copies = PaperLists(self._new).part_for(lists, self._old)
        return self._copies.num(number)


def _count_apart(file: WordFile) -> None:
    """Give every list that has a start of its own also a pattern of its own.

    LibreOffice (7.4) keeps the start of a list in its first paragraph, and loses it when that is
    accepted or rejected away.
    """
    root = file.related_tree("numbering")
    if root is None:
        return
    abstracts = {one.get(w("abstractNumId"), ""): one for one in root.iterfind(w("abstractNum"))}
    last = next(root.iterchildren(w("abstractNum"), reversed=True), None)
    number = max(map(whole, abstracts), default=0)
    for num in root.iterfind(w("num")):
        pattern, overrides = num.find(w("abstractNumId")), num.findall(w("lvlOverride"))
        abstract = abstracts.get(pattern.get(w("val"), "")) if pattern is not None else None
        if not overrides or pattern is None or last is None or value_of(abstract, "numStyleLink"):
            continue
        if abstract is None:
            continue
        number += 1
        made = _pattern(abstract, number)
        for override in overrides:
            _start(made, override)
            num.remove(override)
        pattern.set(w("val"), str(number))
        last.addnext(made)
        last = made


def _pattern(abstract: etree._Element, number: int) -> etree._Element:
    """Copy a pattern under a new number, without its links to styles."""
    made = deepcopy(abstract)
    made.set(w("abstractNumId"), str(number))
    for name in ("styleLink", "numStyleLink"):
        for link in made.findall(w(name)):
            remove(link)
    for link in list(made.iter(w("pStyle"))):
        remove(link)
    nsid = made.find(w("nsid"))
    if nsid is not None:
        nsid.set(w("val"), f"{_FIRST_NSID + number:08X}")
    return made


def _start(abstract: etree._Element, override: etree._Element) -> None:
    """Let a level of a pattern begin where an override says, or be as it says."""
    start, level = override.find(w("startOverride")), override.find(w("lvl"))
    for one in abstract.findall(w("lvl")):
        if one.get(w("ilvl")) != override.get(w("ilvl")):
            continue
        if level is not None:
            abstract.replace(one, level)
        elif start is not None:
            said = one.find(w("start"))
            if said is None:
                said = element("start")
                one.insert(0, said)
            said.set(w("val"), start.get(w("val"), "1"))


def _styles(file: WordFile) -> WordStyles:
    root = file.related_tree("styles")
    return WordStyles(deepcopy(root) if root is not None else etree.Element(w("styles")))
