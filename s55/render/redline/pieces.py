"""Take the paragraphs of a Word file apart into words, and compare them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import field
from difflib import SequenceMatcher

from lxml import etree

from s55.records import dataclass
from s55.render.paper.file import WordFile, references
from s55.word.xml import (
    BOOKMARK_END,
    BOOKMARK_START,
    HYPERLINK,
    PPR,
    R_RUN,
    RPR,
    P,
    T,
    canonical,
    remove,
    w,
)

_TOKENS = re.compile(r"\s+|[\w'’]+(?:[-.,/:@\u2011][\w'’]+)*|[^\w\s]")
_WORD = re.compile(r"\w")
_LEAST_ALIKE = 0.25
"""Below this share of common words a paragraph is replaced as a whole."""
_FIELD = w("fldChar")
_NO_TEXT = frozenset({PPR, BOOKMARK_START, BOOKMARK_END, w("proofErr")})


@dataclass(frozen=True, slots=True)
class WordPiece:
    """A word, or something else within a line that stays in one piece.

    Attributes:
        key: equal for pieces that say and look the same.
        text: its characters; '' for what is not text.
        nodes: what is not text: children of one run, or whole elements.
        look: the ``w:rPr`` of its run; None without one or for whole elements.
        link: the hyperlink around it.
        whole: whether ``nodes`` stand beside runs, as a field does.
    """

    key: tuple[str | bytes, bytes, bytes]
    text: str
    nodes: tuple[etree._Element, ...]
    look: etree._Element | None
    link: etree._Element | None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Story:
    """A part of a file that holds text: its relations give the keys of links and pictures.

    Attributes:
        file: the file.
        part: the name of the part.
        notes: the words of the notes of both files, by what refers to them: the tag and the id.
    """

    file: WordFile
    part: str
    notes: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def key(self, node: etree._Element) -> bytes:
        """Describe an element so that equal ones have equal bytes in any file."""
        relations = self.file.relations.get(self.part, {})
        copy = deepcopy(node)
        copy.tail = None
        for holder, name, number in references(copy):
            relation = relations.get(number)
            if relation is not None:
                target = relation.target
                if not relation.external:
                    content = self.file.parts.get(target, b"")
                    target = hashlib.sha256(content).hexdigest()
                holder.set(name, target)
        for one in copy.iter(etree.Element):
            words = self.notes.get((str(one.tag), one.get(w("id"), "")))
            if words is not None:
                one.set(w("id"), words)
        for shape in copy.iter("{*}docPr", "{*}cNvPr"):
            shape.set("id", "")
        return canonical(copy)

    def pieces(self, paragraph: etree._Element) -> list[WordPiece]:
        """Take a paragraph apart."""
        return list(self._of(paragraph, None, b""))

    def _of(
        self, holder: etree._Element, link: etree._Element | None, link_key: bytes
    ) -> Iterator[WordPiece]:
        field: list[etree._Element] = []
        depth = 0
        for child in holder:
            if depth or (child.tag == R_RUN and child.find(_FIELD) is not None):
                field.append(child)
                depth += _depth_of(child)
                if depth <= 0:
                    yield self._whole(tuple(field), link, link_key)
                    field, depth = [], 0
            elif child.tag == R_RUN:
                yield from self._of_run(child, link, link_key)
            elif child.tag == HYPERLINK:
                bare = deepcopy(child)
                del bare[:]
                yield from self._of(child, bare, self.key(bare))
            elif child.tag not in _NO_TEXT and isinstance(child.tag, str):
                yield self._whole((child,), link, link_key)
        if field:
            yield self._whole(tuple(field), link, link_key)

    def _whole(
        self, nodes: tuple[etree._Element, ...], link: etree._Element | None, link_key: bytes
    ) -> WordPiece:
        key = b"".join(map(self.key, nodes))
        return WordPiece((key, b"", link_key), "", nodes, None, link, whole=True)

    def _of_run(
        self, run: etree._Element, link: etree._Element | None, link_key: bytes
    ) -> Iterator[WordPiece]:
        look = run.find(RPR)
        look_key = b"" if look is None else canonical(look)
        for child in run:
            if child.tag == T:
                for text in _TOKENS.findall(child.text or ""):
                    yield WordPiece((text, look_key, link_key), text, (), look, link)
            elif child.tag != RPR:
                yield WordPiece((self.key(child), look_key, link_key), "", (child,), look, link)


def _depth_of(run: etree._Element) -> int:
    """Count the fields that begin in a run, less those that end."""
    steps = {"begin": 1, "end": -1}
    return sum(steps.get(mark.get(w("fldCharType"), ""), 0) for mark in run.iter(_FIELD))


Change = tuple[str, list[WordPiece]]
"""'same', 'gone' or 'new', and the pieces of which it is true."""


def changes(old: list[WordPiece], new: list[WordPiece]) -> list[Change]:
    """Compare two paragraphs word by word; what is gone precedes what came in its place."""
    matcher = SequenceMatcher(
        None, [one.key for one in old], [one.key for one in new], autojunk=False
    )
    operations = matcher.get_opcodes()
    if matcher.ratio() < _LEAST_ALIKE:
        operations = [("replace", 0, len(old), 0, len(new))]
    found: list[Change] = []
    gone: list[WordPiece] = []
    come: list[WordPiece] = []
    for place, (kind, old_from, old_to, new_from, new_to) in enumerate(operations):
        between = 0 < place < len(operations) - 1
        if kind == "equal" and not (between and not _says_something(old[old_from:old_to])):
            found += [("gone", gone), ("new", come), ("same", new[new_from:new_to])]
            gone, come = [], []
        else:
            gone += old[old_from:old_to]
            come += new[new_from:new_to]
    found += [("gone", gone), ("new", come)]
    return [(kind, pieces) for kind, pieces in found if pieces]


def _says_something(pieces: list[WordPiece]) -> bool:
    """Whether there is more than spaces and punctuation, which alone would tear a change apart."""
    return any(one.nodes or _WORD.search(one.text) for one in pieces)


def flattened(root: etree._Element, *, drop_bookmarks: bool) -> None:
    """Take content controls away around what they hold, and the bookmarks of fields."""
    for control in list(root.iter(w("sdt"))):
        parent = control.getparent()
        content = control.find(w("sdtContent"))
        if parent is None:
            continue
        place = parent.index(control)
        parent[place : place + 1] = [] if content is None else list(content)
    dropped: set[str | None] = set()
    for mark in list(root.iter(BOOKMARK_START)):
        if drop_bookmarks or mark.get(w("name"), "").startswith("s55_"):
            dropped.add(mark.get(w("id")))
            remove(mark)
    for mark in list(root.iter(BOOKMARK_END)):
        if mark.get(w("id")) in dropped:
            remove(mark)


def text_in(holder: etree._Element) -> str:
    """Join the text of an element, each paragraph on its own line."""
    paragraphs = [holder] if holder.tag == P else holder.iter(P)
    return "\n".join("".join(node.text or "" for node in one.iter(T)) for one in paragraphs)
