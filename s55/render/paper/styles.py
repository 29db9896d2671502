"""Merge the styles of several Word files: share equal ones, keep others apart.

Two styles are equal when they look the same, with all that they are based on and the lists that
they belong to; only then do the files' paragraphs share one. Another style of the same name gets a
new name and a new id.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from copy import deepcopy

from lxml import etree

from s55.render.paper.numbering import Lists, list_of
from s55.word.styles import WordStyles, name_of
from s55.word.xml import PPR, STYLE, canonical, element, put, value_of, w

USES = ("pStyle", "rStyle", "tblStyle")
"""The elements by which text names its style."""

_ID, _TYPE = w("styleId"), w("type")
_ASIDE = frozenset(map(w, ("basedOn", "next", "link", "rsid", "uiPriority", "aliases", "name")))


class StyleSet:
    """The styles of one file, with its lists."""

    def __init__(self, styles: WordStyles, lists: Lists) -> None:
        self.styles = styles
        self.lists = lists
        self._keys: dict[str, bytes] = {}

    def key(self, style_id: str) -> bytes:
        """Describe how a style looks, with all that it is based on."""
        if style_id not in self._keys:
            looks = [self._own_key(one) for one in self.styles.chain(style_id)]
            self._keys[style_id] = b"\0".join(looks)
        return self._keys[style_id]

    def _own_key(self, style: etree._Element) -> bytes:
        said = [name_of(style).encode("utf-8", "surrogatepass"), style.get(_TYPE, "").encode()]
        for child in style:
            if child.tag in _ASIDE:
                continue
            numbered = list_of(child) if child.tag == PPR else None
            if numbered is None:
                said.append(canonical(child))
                continue
            said += [canonical(one) for one in child if one is not numbered]
            said.append((value_of(numbered, "ilvl") or "").encode())
            said.append(self.lists.key(value_of(numbered, "numId") or ""))
        return b"\1".join(said)

    def used(self, named: Iterable[str]) -> list[str]:
        """List the styles that are named and those that they need, bases first."""
        found: dict[str, None] = {}
        waiting = [*self.styles.defaults.values(), *named]
        for name in waiting:
            bases = [one.get(_ID, "") for one in self.styles.chain(name)]
            for base in reversed(bases):
                found.setdefault(base)
            partner = value_of(self.styles.by_id.get(name), "link")
            if partner in self.styles.by_id and partner not in found:
                waiting.append(partner)
        return list(found)


class PaperStyles:
    """The styles of the file that the others are put into."""

    def __init__(self, styles: StyleSet) -> None:
        self.root = styles.styles.root
        self.defaults = styles.styles.defaults
        self._ids = set(styles.styles.by_id)
        self._names = {name_of(one) for one in styles.styles.by_id.values()}
        self._by_key: dict[bytes, str] = {}
        for style_id in styles.styles.by_id:
            self._by_key.setdefault(styles.key(style_id), style_id)

    def take(
        self, other: StyleSet, named: Iterable[str]
    ) -> tuple[dict[str, str], dict[str, etree._Element]]:
        """Take over the styles that the text of a file names, and those that they need.

        Returns:
            the ids of all of them in the paper by their own ids, and those among them that are
            new; these still name their lists as their own file does.
        """
        found: dict[str, str] = {}
        new: dict[str, etree._Element] = {}
        for style_id in other.used(named):
            key = other.key(style_id)
            if key not in self._by_key:
                new[style_id] = self._added(other.styles.by_id[style_id], found)
                self._by_key[key] = new[style_id].get(_ID, "")
            found[style_id] = self._by_key[key]
        for made in new.values():
            _refer(made, found, new)
        return found, new

    def _added(self, style: etree._Element, bases: dict[str, str]) -> etree._Element:
        made = deepcopy(style)
        style_id = style.get(_ID, "")
        name = value_of(style, "name") or style_id
        shown, new_id = name, style_id
        number = 1
        while shown.lower() in self._names or new_id in self._ids:
            number += 1
            shown = f"{name} ({number})" if name.lower() in self._names else name
            new_id = f"{style_id}-{number}" if style_id in self._ids else style_id
        self._names.add(shown.lower())
        self._ids.add(new_id)
        made.set(_ID, new_id)
        made.attrib.pop(w("default"), "")
        if shown != name:
            made.set(w("customStyle"), "1")
            for alias in made.findall(w("aliases")):
                made.remove(alias)
        put(made, element("name", val=shown), STYLE)
        base = made.find(w("basedOn"))
        if base is not None:
            base.set(w("val"), bases.get(base.get(w("val"), ""), ""))
            if not base.get(w("val")):
                made.remove(base)
        self.root.append(made)
        return made


def _refer(made: etree._Element, found: dict[str, str], new: Collection[str]) -> None:
    """Let a new style point to the styles of the paper; a link must point back."""
    for name, allowed in (("next", found.keys()), ("link", new)):
        for link in made.findall(w(name)):
            target = link.get(w("val"), "")
            if target in allowed:
                link.set(w("val"), found[target])
            else:
                made.remove(link)
