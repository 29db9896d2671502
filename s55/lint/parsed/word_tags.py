"""Find the faults of the tags in a Word layout, one paragraph after the other.

docxtpl takes the paragraph, row or cell away that holds a tag with the prefix ``p``, ``tr`` or
``tc``, and fills in each part of the file on its own. From that follows where a tag can stand. What
a tag says is left to Jinja's own parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from enum import Enum, auto
from itertools import groupby

from jinja2 import Environment, TemplateSyntaxError, nodes
from lxml import etree

from s55.records import dataclass
from s55.word.xml import TBL, TC, P, T, w

Place = tuple[str, etree._Element]
"""The name of a part, and a paragraph in it."""

_OPENING = re.compile(r"\{[{%#]")
_CLOSING = {"{{": "}}", "{%": "%}", "{#": "#}"}
_LEFT_OVER = re.compile(r"\}\}|%\}")
_PREFIX = re.compile(r"\{[{%#](p|tr|tc|r)\s")
_LOOSE_PREFIX = re.compile(r"\{%\s+(p|tr|tc|r)\s+(?:if|elif|else|for|end\w+|set)\b")
_WORD = re.compile(r"\{%-?\s*(?:(?:p|tr|tc|r)\s+)?(\w+)")
_QUOTES = str.maketrans("“”„‘’", '"""\'\'')
_BLOCKS = frozenset("if for macro call filter with autoescape".split())
_BRANCHES = {"elif": ("if",), "else": ("if", "for")}
"""The words that part a block in two, with the blocks that can have them."""
_OF_CELLS = frozenset("colspan cellbg vm hm".split())
"""The words that docxtpl adds to Jinja's; each works on the cell around it."""
_ROW = w("tr")
_HOLDERS = {"p": P, "tr": _ROW, "tc": TC}
_PICTURES = tuple(map(w, ("drawing", "pict", "object")))
_DELETED = w("delText")
_MOST_WORDS = 60
"""Characters quoted of the words beside a tag."""


class TagFaultKind(Enum):
    """What can be wrong with a tag of a Word layout."""

    NOT_CLOSED = auto()
    NOT_OPENED = auto()
    CLOSED_LATER = auto()
    DELETED = auto()
    NO_END = auto()
    NO_BEGINNING = auto()
    UNREADABLE = auto()
    NO_FILTER = auto()
    NO_TEST = auto()
    OWN_BRACKETS = auto()
    SPACE = auto()
    OUTSIDE_TABLE = auto()
    OTHER_PREFIX = auto()
    OTHER_TABLE = auto()
    SAME_ROW = auto()
    OTHER_ROW = auto()
    OUTSIDE_CELL = auto()
    SAME_PARAGRAPH = auto()
    BESIDE = auto()


@dataclass(frozen=True, slots=True)
class TagFault:
    """A fault of a tag.

    Attributes:
        kind: what is wrong.
        place: where the tag begins.
        words: what the message quotes, by name.
    """

    kind: TagFaultKind
    place: Place
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Tag:
    """A tag that is whole, as it stands in its paragraph."""

    raw: str
    place: Place

    @property
    def prefix(self) -> str:
        """'p', 'tr', 'tc' or 'r'; '' without one."""
        found = _PREFIX.match(self.raw)
        return found[1] if found else ""

    @property
    def word(self) -> str:
        """The first word of a statement; '' for a field or a remark."""
        found = _WORD.match(self.raw)
        return found[1] if found else ""

    @property
    def plain(self) -> str:
        """The tag as Jinja gets it: without its prefix, with straight quotation marks."""
        length = len(self.prefix)
        return (self.raw[:2] + self.raw[2 + length :]).translate(_QUOTES)

    @property
    def begins(self) -> str:
        """The word of the block that it begins, or ''."""
        is_block = self.word in _BLOCKS or (self.word == "set" and "=" not in self.raw)
        return self.word if is_block else ""

    def around(self, name: str) -> etree._Element | None:
        """The nearest element of that name around the tag."""
        return next(self.place[1].iterancestors(name), None)


def tag_faults(paragraphs: Iterable[Place], environment: Environment) -> list[TagFault]:
    """List the faults of the tags, in the order of the file for each kind of search.

    Args:
        paragraphs: each paragraph with the name of its part, in order.
        environment: the one that layouts are filled in with: it knows the filters and tests.
    """
    found: list[TagFault] = []
    for _, group in groupby(paragraphs, lambda place: place[0]):
        places = list(group)
        tags: list[_Tag] = []
        for index, place in enumerate(places):
            found += _deleted(place)
            whole, torn, last = _split(place)
            tags += whole
            if not torn and not last:
                found += _left_over(place, whole)
            found += [TagFault(TagFaultKind.NOT_CLOSED, place, {"open": one}) for one in torn]
            if last:
                found.append(_unclosed(last, place, places[index + 1 :]))
        pairs = _Pairs()
        for tag in tags:
            pairs.add(tag)
        for one in pairs.open:
            pairs.note(TagFaultKind.NO_END, one, word=one.begins)
        in_one = {fault.place[1] for fault in pairs.faults if fault.kind in _IN_ONE_HOLDER}
        beside = (fault for tag in tags for fault in _beside(tag) if fault.place[1] not in in_one)
        found += [*pairs.faults, *(fault for tag in tags for fault in _stands(tag)), *beside]
        found += [fault for tag in tags for fault in _reads(tag, environment)]
    return found


def own_text(paragraph: etree._Element) -> str:
    """Give the text of a paragraph without that of its text boxes, which have paragraphs too."""
    return _own(paragraph, T)


def _own(paragraph: etree._Element, name: str) -> str:
    return "".join(
        node.text or ""
        for node in paragraph.iter(name)
        if next(node.iterancestors(P), None) is paragraph
    )


# --- whole tags --------------------------------------------------------------------


def _split(place: Place) -> tuple[list[_Tag], list[str], str]:
    """List the whole tags of a paragraph, the brackets left open, and one open at its end, or ''.

    A bracket that is followed by another one before it is closed is open, and the search goes on
    there. In a remark, anything can stand.
    """
    text = own_text(place[1])
    tags: list[_Tag] = []
    torn: list[str] = []
    at = 0
    while opening := _OPENING.search(text, at):
        end = text.find(_CLOSING[opening[0]], opening.end())
        another = _OPENING.search(text, opening.end())
        if another and opening[0] != "{#" and (end < 0 or another.start() < end):
            torn.append(opening[0])
            at = another.start()
        elif end < 0:
            return tags, torn, opening[0]
        else:
            tags.append(_Tag(text[opening.start() : end + 2], place))
            at = end + 2
    return tags, torn, ""


def _left_over(place: Place, tags: Sequence[_Tag]) -> Iterator[TagFault]:
    """Find what closes a tag that nothing opened: it is printed as it stands."""
    text = own_text(place[1])
    for tag in tags:
        text = text.replace(tag.raw, "", 1)
    if closing := _LEFT_OVER.search(text):
        yield TagFault(TagFaultKind.NOT_OPENED, place, {"close": closing[0]})


def _unclosed(opening: str, place: Place, after: Sequence[Place]) -> TagFault:
    """Tell whether a tag is closed in a later paragraph, before another one begins."""
    kind = TagFaultKind.NOT_CLOSED
    for _, paragraph in after:
        text = own_text(paragraph)
        closing, another = text.find(_CLOSING[opening]), _OPENING.search(text)
        if closing >= 0 and (another is None or closing < another.start()):
            kind = TagFaultKind.CLOSED_LATER
        if closing >= 0 or another:
            break
    return TagFault(kind, place, {"open": opening})


def _deleted(place: Place) -> Iterator[TagFault]:
    if _OPENING.search(_own(place[1], _DELETED)):
        yield TagFault(TagFaultKind.DELETED, place, {})


# --- blocks ------------------------------------------------------------------------


@dataclass
class _Pairs:
    """Matches the beginnings of blocks with their ends."""

    open: list[_Tag] = field(default_factory=list)
    faults: list[TagFault] = field(default_factory=list)

    def note(self, kind: TagFaultKind, tag: _Tag, **words: str) -> None:
        self.faults.append(TagFault(kind, tag.place, {"raw": tag.raw, **words}))

    def add(self, tag: _Tag) -> None:
        if tag.begins:
            self.open.append(tag)
        elif tag.word in _BRANCHES:
            self._branch(tag, _BRANCHES[tag.word])
        elif tag.word.startswith("end"):
            self._end(tag, tag.word.removeprefix("end"))

    def _branch(self, tag: _Tag, blocks: Sequence[str]) -> None:
        """An ``else`` has the prefix of the block that it is in; blocks within that have ended."""
        if not any(one.begins in blocks for one in self.open):
            self.note(TagFaultKind.NO_BEGINNING, tag)
            return
        while self.open[-1].begins not in blocks:
            inner = self.open.pop()
            self.note(TagFaultKind.NO_END, inner, word=inner.begins)
        if self.open[-1].prefix != tag.prefix:
            self._two(TagFaultKind.OTHER_PREFIX, self.open[-1], tag)

    def _end(self, tag: _Tag, word: str) -> None:
        if word not in (one.begins for one in self.open):
            self.note(TagFaultKind.NO_BEGINNING, tag)
            return
        while (begun := self.open.pop()).begins != word:
            self.note(TagFaultKind.NO_END, begun, word=begun.begins)
        kind = _mismatch(begun, tag)
        if kind is not None:
            self._two(kind, begun, tag)

    def _two(self, kind: TagFaultKind, begun: _Tag, tag: _Tag) -> None:
        """Name the place of the second tag: the first is quoted beside it."""
        self.faults.append(TagFault(kind, tag.place, {"open": begun.raw, "close": tag.raw}))


def _mismatch(begun: _Tag, end: _Tag) -> TagFaultKind | None:
    """Compare where a block begins with where it ends."""
    if begun.prefix != end.prefix:
        return TagFaultKind.OTHER_PREFIX
    match begun.prefix:
        case "p" if begun.place[1] is end.place[1]:
            return TagFaultKind.SAME_PARAGRAPH
        case "tr" if _both(begun, end, TBL) == _OTHER:
            return TagFaultKind.OTHER_TABLE
        case "tr" if _both(begun, end, _ROW) == _SAME:
            return TagFaultKind.SAME_ROW
        case "tc" if _both(begun, end, _ROW) == _OTHER:
            return TagFaultKind.OTHER_ROW
    return None


_SAME, _OTHER = "the same", "another"


def _both(begun: _Tag, end: _Tag, name: str) -> str:
    """Tell whether two tags are in the same element of that name; '' if one is in none."""
    first, second = begun.around(name), end.around(name)
    if first is None or second is None:
        return ""
    return _SAME if first is second else _OTHER


_IN_ONE_HOLDER = frozenset({TagFaultKind.SAME_PARAGRAPH, TagFaultKind.SAME_ROW})
"""Two tags beside each other are told once, and not again as words beside a tag."""

# --- places ------------------------------------------------------------------------


def _stands(tag: _Tag) -> Iterator[TagFault]:
    """Tell what is wrong with the place and the prefix of a tag."""
    words = {"raw": tag.raw, "prefix": f"{tag.raw[:2]}{tag.prefix}"}
    loose = _LOOSE_PREFIX.match(tag.raw)
    if loose:
        yield TagFault(TagFaultKind.SPACE, tag.place, {"raw": tag.raw, "prefix": loose[1]})
    in_cell = tag.around(TC) is not None
    if tag.prefix in ("tr", "tc") and not in_cell:
        yield TagFault(TagFaultKind.OUTSIDE_TABLE, tag.place, words)
    if tag.word in _OF_CELLS and not in_cell:
        yield TagFault(TagFaultKind.OUTSIDE_CELL, tag.place, words)
    # docxtpl looks for the end of such a tag at the first of these characters.
    if tag.prefix and re.search("[#}]" if tag.raw[1] == "#" else "[%}]", tag.raw[2:-2]):
        yield TagFault(TagFaultKind.OWN_BRACKETS, tag.place, words)


def _beside(tag: _Tag) -> Iterator[TagFault]:
    """Tell what vanishes with the paragraph, row or cell that a tag takes away."""
    if tag.prefix not in _HOLDERS:
        return
    name = _HOLDERS[tag.prefix]
    holder = tag.place[1] if name == P else tag.around(name)
    if holder is None:
        return
    paragraphs = [holder] if name == P else list(holder.iter(P))
    rest = " ".join("".join(own_text(one) for one in paragraphs).replace(tag.raw, "", 1).split())
    if not rest and next(holder.iter(*_PICTURES), None) is not None:
        rest = "a picture"
    if rest:
        rest = rest if len(rest) <= _MOST_WORDS else f"{rest[: _MOST_WORDS - 1]}…"
        yield TagFault(TagFaultKind.BESIDE, tag.place, {"raw": tag.raw, "rest": rest})


# --- what a tag says ---------------------------------------------------------------


def _reads(tag: _Tag, environment: Environment) -> Iterator[TagFault]:
    """Read a tag on its own, within the block that it needs."""
    if tag.raw.startswith("{#") or tag.word in _OF_CELLS or _LOOSE_PREFIX.match(tag.raw):
        return
    try:
        tree = environment.parse(_complete(tag))
    except TemplateSyntaxError as failure:
        what = (failure.message or "it is not well written").rstrip(".")
        yield TagFault(TagFaultKind.UNREADABLE, tag.place, {"message": what})
        return
    for one in tree.find_all((nodes.Filter, nodes.Test)):
        is_filter = isinstance(one, nodes.Filter)
        if one.name not in (environment.filters if is_filter else environment.tests):
            kind = TagFaultKind.NO_FILTER if is_filter else TagFaultKind.NO_TEST
            yield TagFault(kind, tag.place, {"name": one.name})


def _complete(tag: _Tag) -> str:
    """Give a tag what it needs before and after it to be a layout of its own."""
    if tag.begins:
        return f"{tag.plain}{{% end{tag.begins} %}}"
    if tag.word in _BRANCHES:
        return f"{{% if 1 %}}{tag.plain}{{% endif %}}"
    return _BEGUN.get(tag.word, "") + tag.plain


_BEGUN = {
    "endif": "{% if 1 %}",
    "endfor": "{% for _ in [] %}",
    "endset": "{% set _ %}",
    "endmacro": "{% macro _() %}",
    "endcall": "{% call _() %}",
    "endfilter": "{% filter upper %}",
    "endwith": "{% with %}",
    "endautoescape": "{% autoescape true %}",
}
"""What an end needs before it, to be read by itself."""
