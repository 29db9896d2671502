"""Take a Word file apart into its parts and relations, and add parts of other files."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterator, Sequence
from typing import cast

from lxml import etree

from s55.render.word.package import damaged, read_parts
from s55.render.word.safety import finished
from s55.word.package import (
    TYPES,
    Relation,
    relations_in,
    relations_name,
    relations_part,
    types_in,
    types_part,
    xml_part,
)
from s55.word.xml import IGNORABLE, MC, R, w

# Without processing instructions, so that none but those made here stands for what is set aside.
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_pis=True)
_SET_ASIDE = "s55-set-aside"
"""The target of the processing instruction in the place of what is set aside."""
_PLACES = re.compile(rb"<\?%b (\d+)\?>" % _SET_ASIDE.encode())
_REFERENCES = etree.XPath(".//@r:*", namespaces={"r": R})
_XML = "application/vnd.openxmlformats-officedocument.wordprocessingml"


class WordFile:
    """The parts of a Word file.

    Args:
        data: its bytes.

    Attributes:
        parts: the bytes of each part by its name, without relations and content types.
        types: the content type of each part.
        relations: the relations of each part by their ids; those of the package under ''.
        main: the name of the part with the document.

    Raises:
        S55Error: L201 when it cannot be opened.
    """

    def __init__(self, data: bytes) -> None:
        files = read_parts(data)
        self.parts = {
            name: content
            for name, content in files.items()
            if name != TYPES and not name.endswith((".rels", "/"))
        }
        self.types = types_in(etree.fromstring(files[TYPES], _PARSER), self.parts)
        self.relations = {
            owner: relations_in(etree.fromstring(files[holder], _PARSER), owner)
            for owner in ("", *files)
            if (holder := relations_name(owner)) in files
        }
        self._trees: dict[str, etree._Element] = {}
        self._prefixes: dict[str, dict[str, str]] = {}
        self._copies: dict[tuple[str, str, bytes], str] = {}
        self._known: dict[str, dict[Relation, str]] = {}
        self._copied_as: dict[str, str] = {}
        self._aside: list[bytes] = []
        main = self.related("", "officeDocument")
        if main is None:
            raise damaged("it has no document")
        self.main = main

    # --- reading ----------------------------------------------------------------

    def related(self, owner: str, kind: str) -> str | None:
        """Find the first part of a kind that a part refers to, for example ``styles``."""
        for relation in self.relations.get(owner, {}).values():
            if relation.name == kind and not relation.external:
                self._existing(relation.target)
                return relation.target
        return None

    def tree(self, name: str) -> etree._Element:
        """Parse a part; changes to its XML are written."""
        if name not in self._trees:
            try:
                self._trees[name] = etree.fromstring(self._existing(name), _PARSER)
            except etree.XMLSyntaxError as failure:
                raise damaged(f"its part '{name}' is not sound XML ({failure})") from failure
        return self._trees[name]

    def related_tree(self, kind: str) -> etree._Element | None:
        """Parse the document's first part of a kind; None where it has none."""
        part = self.related(self.main, kind)
        return self.tree(part) if part else None

    def _existing(self, name: str) -> bytes:
        if name not in self.parts:
            raise damaged(f"its part '{name}' is missing")
        return self.parts[name]

    @property
    def body(self) -> etree._Element:
        """The body of the document."""
        body = self.tree(self.main).find(w("body"))
        if body is None:
            raise damaged("its document has no body")
        return body

    # --- adding -----------------------------------------------------------------

    def relate(self, owner: str, relation: Relation) -> str:
        """Return the id under which a part refers to something: one id for each thing."""
        held = self.relations.setdefault(owner, {})
        if owner not in self._known:
            self._known[owner] = {one: number for number, one in held.items()}
        known = self._known[owner]
        if relation not in known:
            number = f"s55R{len(held) + 1}"
            while number in held:
                number += "x"
            held[number] = relation
            known[relation] = number
        return known[relation]

    def new_name(self, name: str) -> str:
        """Make a name like ``name`` that no part has."""
        stem, extension = posixpath.splitext(name)
        stem = stem.rstrip("0123456789")
        number = len(self.parts)
        while f"{stem}{number}{extension}" in self.parts:
            number += 1
        return f"{stem}{number}{extension}"

    def add(self, name: str, kind: str, content: bytes | etree._Element) -> str:
        """Add a part under a name like ``name``; returns the name it got."""
        made = self.new_name(name)
        self.types[made] = kind
        if isinstance(content, bytes):
            self.parts[made] = content
        else:
            self.parts[made] = b""
            self._trees[made] = content
        return made

    def add_story(self, kind: str, root: etree._Element) -> str:
        """Add a part that the document refers to, for example a ``header``; returns its name."""
        return self.add(f"word/{kind}1.xml", f"{_XML}.{kind}+xml", root)

    def copied(self, source: WordFile, name: str) -> str:
        """Copy a part of another file with all that it refers to; equal parts are kept once."""
        if name in source._copied_as:
            return source._copied_as[name]
        content = source._existing(name)
        referred = source.relations.get(name, {})
        kind = source.types[name]
        key = (kind, posixpath.splitext(name)[1], hashlib.sha256(content).digest())
        if key in self._copies and not referred:
            return self._copies[key]
        made = self.add(name, kind, content)
        source._copied_as[name] = made
        if not referred:
            self._copies[key] = made
        for number, relation in referred.items():
            self.relations.setdefault(made, {})[number] = self.taken(source, relation)
        return made

    def taken(self, source: WordFile, relation: Relation) -> Relation:
        """Take over what a part of another file refers to, as a part of this one."""
        if relation.external:
            return relation
        return relation._replace(target=self.copied(source, relation.target))

    # --- writing ----------------------------------------------------------------

    def declare(self, name: str, root: etree._Element) -> None:
        """Let a part keep what another file's part declares as ignorable for old programs."""
        names = self._prefixes.setdefault(name, _ignorable(self.tree(name)))
        for wanted, space in _ignorable(root).items():
            if space not in names.values():
                prefix = wanted
                while prefix in names or self.tree(name).nsmap.get(prefix, space) != space:
                    prefix += "x"
                names[prefix] = space

    def set_aside(self, name: str, elements: Sequence[etree._Element]) -> None:
        """Write elements of a part that follow each other now: the text takes a fifth of the trees.

        They are no longer in the tree; nothing may change in them any more.

        Args:
            name: the part, for which :meth:`declare` was called.
            elements: children of one element.
        """
        first, root = elements[0], self.tree(name)
        first.addprevious(etree.ProcessingInstruction(_SET_ASIDE, str(len(self._aside))))
        # Their prefixes are those of the part, as at its end they will be.
        names = cast("dict[str, str]", root.nsmap)  # lxml takes None as a prefix, its types do not
        alone = etree.Element(root.tag, nsmap=names)
        alone.extend(elements)
        self._declare_at_top(name, alone)
        text = etree.tostring(alone, encoding="UTF-8")
        self._aside.append(text[text.index(b">") + 1 : text.rindex(b"<")])

    def written(self) -> bytes:
        """Write the file: the same bytes for the same parts.

        Raises:
            S55Error: L204 when it would fetch something.
        """
        files = dict(self.parts)
        for name, root in self._trees.items():
            text = xml_part(self._tidied(name, root))
            files[name] = _PLACES.sub(lambda place: self._aside[int(place[1])], text)
        for owner, relations in self.relations.items():
            if relations:
                folder = posixpath.dirname(owner) or "."
                files[relations_name(owner)] = relations_part(
                    {
                        number: one
                        if one.external
                        else one._replace(target=posixpath.relpath(one.target, folder))
                        for number, one in relations.items()
                    }
                )
        files[TYPES] = types_part(self.types)
        return finished(files)

    def _tidied(self, name: str, root: etree._Element) -> etree._Element:
        """Declare the namespaces of a tree once, at its top."""
        ignorable = self._prefixes.get(name)
        if ignorable is None:
            return root
        self._declare_at_top(name, root)
        root.set(IGNORABLE, " ".join(ignorable))
        if not ignorable:
            del root.attrib[IGNORABLE]
        return root

    def _declare_at_top(self, name: str, root: etree._Element) -> None:
        tops = {prefix: space for prefix, space in root.nsmap.items() if prefix}
        tops |= self._prefixes[name]
        etree.cleanup_namespaces(root, top_nsmap={"mc": MC, **tops}, keep_ns_prefixes=["mc", *tops])


def references(root: etree._Element) -> Iterator[tuple[etree._Element, str, str]]:
    """Yield all references to other parts: the element, the name of its attribute, and the id."""
    for found in cast("list[etree._ElementUnicodeResult]", _REFERENCES(root)):
        holder = found.getparent()
        if holder is not None and found.attrname is not None:
            yield holder, str(found.attrname), str(found)


def _ignorable(root: etree._Element) -> dict[str, str]:
    """Return the prefixes that a part declares as ignorable, with their namespaces."""
    names = (root.get(IGNORABLE) or "").split()
    return {name: root.nsmap[name] for name in names if name in root.nsmap}
