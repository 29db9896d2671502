"""Characters with their looks, and how they become the inlines of a block.

Every reader collects flat runs; white space is folded across them, and neighbours that look the
same become one, so that equal text has equal inlines whatever format it came from.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from s55.richtext.nodes import Code, Emphasis, Inline, LineBreak, Link, Strong, Text

_SPACES = re.compile(r"\s+")
_INVISIBLE = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
_ADDRESS = re.compile(r"(https?://|mailto:|tel:)\S+", re.IGNORECASE)
_LIGATURES = re.compile("[\ufb00-\ufb06]")
_UNPRINTABLE = frozenset({"Cc", "Co", "Cs", "Cn"})


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that look the same; ``link`` is an address or ''; a '\\n' breaks the line."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""
    code: bool = False


BREAK = "\n"


def clean(text: str) -> str:
    """Text with plain spaces, without ligatures and characters nobody sees; not trimmed."""
    if text.isascii() and text.isprintable():
        return text
    text = _LIGATURES.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    text = text.translate(_INVISIBLE)
    return "".join(
        character
        for character in text
        if character.isspace() or unicodedata.category(character) not in _UNPRINTABLE
    )


def web_address(address: str) -> str:
    """The address if a response may link to it (http, https, mailto, tel), else ''."""
    address = address.strip()
    return address if _ADDRESS.fullmatch(address) else ""


def folded(runs: Iterable[Run], *, breaks: bool = True) -> list[Run]:
    """Runs with white space folded to one space and none at the ends or beside a break.

    Args:
        runs: any runs; ``"\\n"`` alone as a run's text is a break, elsewhere it is white space.
        breaks: whether breaks stay; otherwise they become spaces.
    """
    result: list[Run] = []
    space: Run | None = None
    started = False
    for run in runs:
        if run.text == BREAK and breaks:
            if started:
                result.append(Run(BREAK))
            space, started = None, False
            continue
        text = clean(run.text)
        words = _SPACES.sub(" ", text)
        if not words:
            continue
        if words[0] == " ":
            space = space or replace(run, text=" ")
            words = words[1:]
        if not words:
            continue
        if space and started:
            result.append(_between(space, result[-1], run))
        trailing = words.endswith(" ")
        result.append(replace(run, text=words.rstrip(" ")))
        started, space = True, replace(run, text=" ") if trailing else None
    while result and result[-1].text == BREAK:
        result.pop()
    return result


def _between(space: Run, before: Run, after: Run) -> Run:
    """A space takes only the looks that both its neighbours have."""
    return replace(
        space,
        bold=before.bold and after.bold,
        italic=before.italic and after.italic,
        link=before.link if before.link == after.link else "",
        code=before.code and after.code,
    )


def inlines(
    runs: Iterable[Run], *, breaks: bool = True, plain_bold: bool = False
) -> tuple[Inline, ...]:
    """The inlines of runs, emphasis outside of links.

    Args:
        runs: as a reader found them.
        breaks: whether line breaks stay.
        plain_bold: leave bold out, as in headings, whose looks are bold anyway.
    """
    found = folded(runs, breaks=breaks)
    if plain_bold:
        found = [replace(run, bold=False) for run in found]
    atoms = [atom for _, group in groupby(found, lambda run: run.link) for atom in _atoms(group)]
    return tuple(_styled(atoms))


def all_bold(runs: Iterable[Run]) -> bool:
    """Whether every letter or digit is bold, and there is one."""
    seen = [run.bold for run in runs if any(map(str.isalnum, run.text))]
    return bool(seen) and all(seen)


@dataclass(frozen=True, slots=True)
class _Atom:
    inline: Inline
    bold: bool
    italic: bool


def _atoms(group: Iterator[Run]) -> list[_Atom]:
    """Runs of one address; a link with mixed looks keeps them inside."""
    runs = list(group)
    if not runs[0].link:
        return [_Atom(_leaf(run), run.bold, run.italic) for run in runs]
    bold = all(run.bold for run in runs)
    italic = all(run.italic for run in runs)
    inner = [_Atom(_leaf(run), run.bold and not bold, run.italic and not italic) for run in runs]
    return [_Atom(Link(runs[0].link, tuple(_styled(inner))), bold, italic)]


def _leaf(run: Run) -> Inline:
    if run.text == BREAK:
        return LineBreak()
    return Code(run.text) if run.code else Text(run.text)


def _styled(atoms: Sequence[_Atom]) -> Iterator[Inline]:
    for bold, group in groupby(atoms, lambda atom: atom.bold):
        slanted: list[Inline] = []
        for italic, inner in groupby(group, lambda atom: atom.italic):
            merged = _merged(atom.inline for atom in inner)
            slanted.extend([Emphasis(tuple(merged))] if italic else merged)
        if bold:
            yield Strong(tuple(slanted))
        else:
            yield from slanted


def _merged(found: Iterable[Inline]) -> list[Inline]:
    result: list[Inline] = []
    for inline in found:
        if isinstance(inline, Text) and result and isinstance(result[-1], Text):
            result[-1] = Text(result[-1].text + inline.text)
        elif isinstance(inline, Code) and result and isinstance(result[-1], Code):
            result[-1] = Code(result[-1].text + inline.text)
        else:
            result.append(inline)
    return result


def flattened(found: Iterable[Inline], looks: Run | None = None) -> Iterator[Run]:
    """The runs of inlines; the opposite of :func:`inlines`."""
    looks = looks or Run("")
    for inline in found:
        match inline:
            case Text(text):
                yield replace(looks, text=text)
            case Code(text):
                yield replace(looks, text=text, code=True)
            case LineBreak():
                yield Run(BREAK)
            case Emphasis(children):
                yield from flattened(children, replace(looks, italic=True))
            case Strong(children):
                yield from flattened(children, replace(looks, bold=True))
            case Link(address, children):
                yield from flattened(children, replace(looks, link=address))
