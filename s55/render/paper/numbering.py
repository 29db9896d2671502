"""Merge the lists of several Word files, so that each counts as in its own file.

Word keeps one counter for each level of a ``w:abstractNum``, so every file brings its own copies
of those that count; bullets, which do not count, are shared. Word drops lists in silence when a
``w:abstractNum`` follows a ``w:num``, so the two kinds are kept apart.
"""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from s55.render.paper.file import WordFile, references
from s55.word.numbering import Numbering
from s55.word.package import Relation
from s55.word.styles import WordStyles
from s55.word.xml import PPR, R, canonical, element, remove, value_of, w, whole

NO_LIST = "0"
"""The ``w:numId`` of paragraphs that belong to no list."""

_NUM, _ABSTRACT, _PICTURE = w("num"), w("abstractNum"), w("numPicBullet")
_NUM_ID, _ABSTRACT_ID, _PICTURE_ID = w("numId"), w("abstractNumId"), w("numPicBulletId")
_FIRST_NSID = 0x56000000
_RELATION = f"{R}/numbering"


class Lists(Numbering):
    """The lists of one Word file, with its styles."""

    def __init__(self, source: WordFile, styles: WordStyles) -> None:
        self.part = source.related(source.main, "numbering")
        super().__init__(source.tree(self.part) if self.part else None, styles)
        self.pictures = {one.get(_PICTURE_ID, ""): one for one in self.root.iterfind(_PICTURE)}

    def counts(self, number: str) -> bool:
        """Whether a list counts, in any of its levels: bullets do not."""
        return any(
            value_of(level, "numFmt") not in ("bullet", "none")
            for holder in (self.abstract(number), self.nums.get(number))
            if holder is not None
            for level in holder.iter(w("lvl"))
        )

    def level_of_style(self, number: str, style: str) -> str:
        """Return the level of a list for a paragraph style, as Word looks it up."""
        abstract = self.abstract(number)
        for level in () if abstract is None else abstract.iterfind(w("lvl")):
            if value_of(level, "pStyle") == style:
                return level.get(w("ilvl"), "0")
        return "0"

    def key(self, number: str) -> bytes:
        """Describe how a list looks and counts, without its ids."""
        holders = [one for one in (self.abstract(number), self.nums.get(number)) if one is not None]
        return b"".join(
            canonical(child) for holder in holders for child in holder if child.tag not in _IDS
        )


_IDS = frozenset(map(w, ("nsid", "tmpl", "abstractNumId", "styleLink", "name")))


class PaperLists:
    """The lists of the file that the others are put into.

    Args:
        paper: the file; it gets a numbering part if it has none.
    """

    def __init__(self, paper: WordFile) -> None:
        self._paper = paper
        self._part = paper.related(paper.main, "numbering") or _new_part(paper)
        self._root = paper.tree(self._part)
        nums, abstracts = self._root.findall(_NUM), self._root.findall(_ABSTRACT)
        self._last_num = nums[-1] if nums else None
        self._last_abstract = abstracts[-1] if abstracts else None
        self._next_num = 1 + max((whole(one.get(_NUM_ID)) for one in nums), default=0)
        ids = (whole(one.get(_ABSTRACT_ID)) for one in abstracts)
        self._next_abstract = 1 + max(ids, default=-1)
        self._bullets: dict[bytes, str] = {}

    def part_for(self, lists: Lists, source: WordFile) -> ListMap:
        """Map the lists of another file to this one."""
        if lists.part is not None:
            self._paper.declare(self._part, lists.root)
        return ListMap(self, lists, source)

    def add_abstract(self, abstract: etree._Element) -> str:
        """Add a pattern; returns its new id."""
        number = self._next_abstract
        self._next_abstract += 1
        abstract.set(_ABSTRACT_ID, str(number))
        nsid = abstract.find(w("nsid"))
        if nsid is not None:
            nsid.set(w("val"), f"{_FIRST_NSID + number:08X}")
        if self._last_abstract is not None:
            self._last_abstract.addnext(abstract)
        else:
            pictures = len(self._root.findall(_PICTURE))
            self._root.insert(pictures, abstract)
        self._last_abstract = abstract
        return str(number)

    def add_num(self, num: etree._Element) -> str:
        """Add a list; returns its new id."""
        number = str(self._next_num)
        self._next_num += 1
        num.set(_NUM_ID, number)
        last = self._last_num if self._last_num is not None else self._last_abstract
        if last is not None:
            last.addnext(num)
        else:
            self._root.append(num)
        self._last_num = num
        return number

    def add_bullets(self, key: bytes, abstract: etree._Element) -> str:
        """Add a pattern that does not count, or find the same one."""
        if key not in self._bullets:
            self._bullets[key] = self.add_abstract(abstract)
        return self._bullets[key]

    def add_picture(self, picture: etree._Element, source: WordFile, part: str) -> str:
        """Add a picture that serves as a bullet; returns its new id."""
        made = deepcopy(picture)
        number = str(1 + max((whole(one.get(_PICTURE_ID)) for one in self._pictures()), default=-1))
        made.set(_PICTURE_ID, number)
        relations = source.relations.get(part, {})
        for holder, name, old in references(made):
            if old in relations:
                taken = self._paper.taken(source, relations[old])
                holder.set(name, self._paper.relate(self._part, taken))
        self._root.insert(len(self._pictures()), made)
        return number

    def _pictures(self) -> list[etree._Element]:
        return self._root.findall(_PICTURE)


def _new_part(paper: WordFile) -> str:
    name = paper.add_story("numbering", element("numbering"))
    paper.relate(paper.main, Relation(_RELATION, name, external=False))
    return name


class ListMap:
    """The lists of one file, by their ids in the paper."""

    def __init__(self, paper: PaperLists, lists: Lists, source: WordFile) -> None:
        self._paper = paper
        self._lists = lists
        self._source = source
        self._nums: dict[str, str] = {}
        self._abstracts: dict[int, str] = {}
        self._pictures: dict[str, str] = {}
        self.styles: dict[str, str] = {}
        """The new styles that a list's levels may belong to, by their old ids."""

    def num(self, number: str) -> str:
        """Return the list's id in the paper; the first call adds it."""
        if number not in self._nums:
            self._nums[number] = self._added(number)
        return self._nums[number]

    def _added(self, number: str) -> str:
        num, abstract = self._lists.nums.get(number), self._lists.abstract(number)
        if num is None or abstract is None:
            return NO_LIST
        made = deepcopy(num)
        pattern = made.find(_ABSTRACT_ID)
        if pattern is None:
            return NO_LIST
        pattern.set(w("val"), self._abstract(abstract, number))
        self._adapt_levels(made)
        return self._paper.add_num(made)

    def _abstract(self, abstract: etree._Element, number: str) -> str:
        key = id(abstract)
        if key not in self._abstracts:
            made = deepcopy(abstract)
            for name in ("styleLink", "numStyleLink"):
                for link in made.findall(w(name)):
                    made.remove(link)
            self._adapt_levels(made)
            if self._lists.counts(number) or made.find(f".//{w('pStyle')}") is not None:
                self._abstracts[key] = self._paper.add_abstract(made)
            else:
                alike = b"".join(canonical(one) for one in made if one.tag not in _IDS)
                self._abstracts[key] = self._paper.add_bullets(alike, made)
        return self._abstracts[key]

    def _adapt_levels(self, holder: etree._Element) -> None:
        """Let levels point to the styles and pictures of the paper."""
        for level in holder.iter(w("lvl")):
            for link in level.findall(w("pStyle")):
                new = self.styles.get(link.get(w("val"), ""))
                if new is None:
                    level.remove(link)
                else:
                    link.set(w("val"), new)
            picture = level.find(w("lvlPicBulletId"))
            if picture is not None:
                picture.set(w("val"), self._picture(picture.get(w("val"), "")))
            # A symbol's own character style would have to come with it; its look is enough.
            for style in level.findall(f"{w('rPr')}/{w('rStyle')}"):
                remove(style)

    def _picture(self, number: str) -> str:
        if number not in self._pictures:
            picture, part = self._lists.pictures.get(number), self._lists.part
            if picture is None or part is None:
                return number
            self._pictures[number] = self._paper.add_picture(picture, self._source, part)
        return self._pictures[number]


def list_of(properties: etree._Element | None) -> etree._Element | None:
    """Find the ``w:numPr`` of a paragraph or style."""
    if properties is not None and properties.tag != PPR:
        properties = properties.find(PPR)
    return None if properties is None else properties.find(w("numPr"))
