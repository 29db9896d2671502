"""Merge the manifest and the stylesheet of a template set with those of the set it is based on.

One rule holds for all: what both have at the same place is merged if it holds other parts, and
replaced if it does not; what only one has stays. So a set says only what differs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import replace

from s55.records import dataclass
from s55.sources.reading import read_tree
from s55.sources.tree import Entry, Items, Mapping, Node, Scalar

OWN_KEYS = frozenset({"name", "based_on"})
"""What a set never takes from its base."""


def merged_manifest(base: Node, own: Mapping) -> Mapping:
    """Add everything to a manifest that only its base says."""
    if not isinstance(base, Mapping):
        return own
    kept = tuple(entry for entry in base.entries if entry.key.text not in OWN_KEYS)
    return _merged_mapping(replace(base, entries=kept), _with_fonts(base, own))


def _with_fonts(base: Mapping, own: Mapping) -> Mapping:
    """Add to the fonts of a manifest those of its base, but for the families that it names itself.

    So a set that brings another font for its text keeps that of the signs.
    """
    under, over = _fonts_of(base), _fonts_of(own)
    if under is None or over is None:
        return own
    named = {_family(font) for font in over.items}
    more = tuple(font for font in under.items if _family(font) not in named)
    both = replace(over, items=(*over.items, *more))
    entries = (Entry(entry.key, both) if entry.value is over else entry for entry in own.entries)
    return replace(own, entries=tuple(entries))


def _fonts_of(manifest: Mapping) -> Items | None:
    entry = manifest.get("fonts")
    return entry.value if entry is not None and isinstance(entry.value, Items) else None


def _family(font: Node) -> str:
    """Give the family of a font of a manifest in small letters; '' where it says none."""
    entry = font.get("family") if isinstance(font, Mapping) else None
    return entry.value.text.casefold() if entry and isinstance(entry.value, Scalar) else ""


def _merged_mapping(base: Mapping, own: Mapping) -> Mapping:
    """Merge two mappings key by key: in other values ``own`` replaces ``base``."""
    entries = {entry.key.text: entry for entry in base.entries}
    for entry in own.entries:
        under = entries.get(entry.key.text)
        if under and isinstance(under.value, Mapping) and isinstance(entry.value, Mapping):
            value = _merged_mapping(under.value, entry.value)
            entries[entry.key.text] = Entry(entry.key, value)
        else:
            entries[entry.key.text] = entry
    return replace(own, entries=tuple(entries.values()))


# --- texts -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Piece:
    """A rule, a declaration or a key of a text.

    Attributes:
        before: white space and comments before it.
        key: what it is merged by; '' for what is always added.
        text: the text; of what holds other pieces, the text before them.
        body: the pieces that it holds; None where it can hold none.
        after: the text after them.
    """

    before: str
    key: str
    text: str
    body: tuple[_Piece, ...] | None = None
    after: str = ""

    def __str__(self) -> str:
        return f"{self.before}{self.text}{''.join(map(str, self.body or ()))}{self.after}"

    @property
    def selectors(self) -> frozenset[str]:
        """Give the selectors of a rule, one by one."""
        return frozenset(" ".join(one.split()) for one in self.key.split(","))


def _merged(base: tuple[_Piece, ...], own: tuple[_Piece, ...]) -> tuple[_Piece, ...]:
    """Merge the pieces of two texts; a new one comes after the one that it follows in ``own``."""
    made = list(base)
    waiting = list(base)  # what no piece of ``own`` has replaced yet
    at = len(made)
    added: set[str] = set()  # the selectors of new rules
    for whole in own:
        under = next((one for one in reversed(waiting) if one.key and one.key == whole.key), None)
        piece, new = (whole, None) if under is None else _divided(whole, under, added)
        if under is None:
            made.insert(at, _on_a_line_of_its_own(piece))
            added |= piece.selectors
            at += 1
            continue
        waiting = [one for one in waiting if one is not under]
        place = next(index for index, one in enumerate(made) if one is under)
        before = piece.before if piece.before.strip() else under.before  # its own comment
        if under.body is not None and piece.body is not None:
            made[place] = replace(under, before=before, body=_merged(under.body, piece.body))
        else:
            made[place] = replace(piece, before=before)
        if new is None:
            at = place + 1
        else:
            at = max(at, place + 1)
            made.insert(at, new)
            at += 1
    return tuple(made)


def _on_a_line_of_its_own(piece: _Piece) -> _Piece:
    new_line = piece.text.endswith("{") and not piece.before.startswith("\n\n")
    return replace(piece, before=f"\n{piece.before}") if new_line else piece


def _divided(piece: _Piece, under: _Piece, added: Set[str]) -> tuple[_Piece, _Piece | None]:
    """Divide a block such as ``@media`` into the rules that the base's has too, and new ones.

    The new ones have to stay behind the rules before the block, which they change in some cases.

    Args:
        piece: what may be such a block.
        under: what the base has in its place.
        added: the selectors of the new rules before the block.

    Returns:
        the block with what is merged into that of the base, and one with what is new, if any.
    """
    if not piece.key.startswith(_CONDITIONS) or piece.body is None or under.body is None:
        return piece, None
    rules = [one for one in piece.body if one.body is not None]
    known = {one.key for one in under.body}
    new = [one for one in rules if one.key not in known or one.selectors & added]
    if not new:
        return piece, None
    kept = tuple(one for one in piece.body if one not in new)
    if not kept:
        return replace(piece, before="", body=()), _on_a_line_of_its_own(piece)
    return replace(piece, body=kept), replace(piece, before="\n\n", body=tuple(new))


_CONDITIONS = ("@media", "@supports")
_CSS = re.compile(
    r"""
      (?P<space> \s+ | /\*.*?(?:\*/|\Z) )
    | "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])*' | url\([^)"']*\)
    | [{};] | [^\s{};"'/u]+ | .
    """,
    re.VERBOSE | re.DOTALL,
)


def merged_stylesheet(base: str, own: str) -> str:
    """Merge the stylesheet of a set with that of its base.

    A rule with the selector of one of the base's changes the properties that it names; all else
    stays as it is. A new rule comes after the rule that it follows in ``own``, or at the end. It is
    as if a copy of the base's stylesheet had been edited.
    """
    try:
        (under, tail), (over, _) = _pieces(_CSS.finditer(base)), _pieces(_CSS.finditer(own))
    except (ValueError, RecursionError):
        return f"{base}\n{own}"  # a bracket too many: a browser reads on after it
    return "".join(map(str, _merged(under, _headless(over)))) + tail


def _headless(pieces: tuple[_Piece, ...]) -> tuple[_Piece, ...]:
    """Drop the comment at the head of a text, which says what the text is."""
    return (replace(pieces[0], before=""), *pieces[1:]) if pieces else ()


def _pieces(tokens: Iterator[re.Match[str]], depth: int = 0) -> tuple[tuple[_Piece, ...], str]:
    """Read the pieces up to the next closing bracket, and the space after them.

    Raises:
        ValueError: for a closing bracket that closes nothing.
    """
    found: list[_Piece] = []
    before = text = ""
    for token in tokens:
        match token[0]:
            case "{":
                body, space = _pieces(tokens, depth + 1)
                key = "" if text.startswith("@font-face") else " ".join(text.split())
                found.append(_Piece(before, key, f"{text}{{", body, f"{space}}}"))
                before = text = ""
            case ";":
                found.append(_declaration(before, text))
                before = text = ""
            case "}":
                if depth == 0:
                    raise ValueError("a bracket that closes nothing")
                break
            case piece if token["space"] and not text:
                before += piece
            case piece:
                text += piece
    if not text:
        return tuple(found), before
    words = text.rstrip()  # of the last declaration, which needs no semicolon
    return (*found, _declaration(before, words)), text[len(words) :]


def _declaration(before: str, text: str) -> _Piece:
    return _Piece(before, text.partition(":")[0].strip(), f"{text};")


def merged_manifest_text(base: str, own: str) -> str:
    """Merge the text of a manifest with that of its base; comments stay, ``based_on`` goes."""
    theirs, ours = (
        tuple(piece for piece in _keys(text, tree, 0, len(text)) if piece.key != "based_on")
        if isinstance(tree, Mapping)
        else ()
        for text in (base, own)
        for tree, _ in [read_tree(text)]
    )
    return "".join(map(str, _merged(theirs, _headless(ours) if theirs else ours)))


def _keys(text: str, tree: Mapping, start: int, end: int) -> Iterator[_Piece]:
    """Read the keys of a block of a manifest, each with the comments above it."""
    begins = [text.rfind("\n", 0, entry.key.start.index) + 1 for entry in tree.entries]
    for number, entry in enumerate(tree.entries):
        begin = begins[number]
        limit = begins[number + 1] if number + 1 < len(begins) else end
        stop = _without_comments(text, begin, limit)
        value = entry.value
        if isinstance(value, Mapping) and not value.flow and value.entries:
            inner = text.index("\n", begin) + 1
            body = tuple(_keys(text, value, inner, stop))
            yield _Piece(text[start:begin], entry.key.text, text[begin:inner], body)
        else:
            yield _Piece(text[start:begin], entry.key.text, text[begin:stop])
        start = stop


def _without_comments(text: str, begin: int, end: int) -> int:
    """Find where the lines of a key end: blank lines and comments after it belong to the next."""
    lines = text[begin:end].splitlines(keepends=True)
    while len(lines) > 1 and (not lines[-1].strip() or lines[-1].lstrip().startswith("#")):
        end -= len(lines.pop())
    return end
