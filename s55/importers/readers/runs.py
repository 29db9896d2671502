"""Turn characters with their looks into the inlines of a block.

Every reader collects flat runs. White space is folded across them, and neighbours that look the
same become one, so that equal text has equal inlines whatever its format.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from s55.records import dataclass
from s55.richtext.nodes import Code, Emphasis, Hyperlink, Inline, LineBreak, Note, Strong, Text

_SPACES = re.compile(r"\s+")
_INVISIBLE = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
_ADDRESS = re.compile(r"(https?://|mailto:|tel:)\S+", re.IGNORECASE)
_LIGATURES = re.compile("[\ufb00-\ufb06]")
_UNPRINTABLE = frozenset({"Cc", "Co", "Cs", "Cn"})


class Run(NamedTuple):
    r"""Characters that look the same; a '\\n' breaks the line.

    ``link`` is an address or '', and ``title`` what a reader shows when one points at it. A run
    with a ``note`` has no characters: it is the place of the note.
    """

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""
    code: bool = False
    title: str = ""
    note: Note | None = None


BREAK = "\n"


def clean(text: str) -> str:
    """Remove ligatures and invisible characters; white space stays."""
    if text.isascii() and text.isprintable():
        return text
    if not text.isprintable() or _LIGATURES.search(text):
        text = _LIGATURES.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
        text = text.translate(_INVISIBLE)
    if text.isprintable():
        return text
    return "".join(
        character
        for character in text
        if character.isspace() or unicodedata.category(character) not in _UNPRINTABLE
    )


def web_address(address: str) -> str:
    """Return an address that a response may link to (http, https, mailto, tel), else ''."""
    address = address.strip()
    return address if _ADDRESS.fullmatch(address) else ""


def folded(runs: Iterable[Run], *, breaks: bool = True) -> list[Run]:
    """Fold white space to one space, with none at the ends or beside a break.

    Args:
        runs: any runs; ``BREAK`` alone as a run's text is a break, elsewhere it is white space.
        breaks: whether breaks stay; otherwise they become spaces.
    """
    result: list[Run] = []
    same: list[str] = []
    """The words of the last run, and of neighbours that look the same."""
    spaced = False
    for run in runs:
        if run.text == BREAK and breaks:
            _close(result, same)
            if result:
                result.append(Run(BREAK))
            spaced = False
            continue
        if run.note is not None:
            _close(result, same)
            if spaced and result and result[-1].text != BREAK:
                result.append(_between(result[-1], run))
            result.append(run)
            spaced = False
            continue
        words = _with_single_spaces(clean(run.text))
        shown = words.strip(" ")
        spaced = spaced or words[:1] == " "
        if not shown:
            continue
        if same and result[-1][1:] == run[1:]:
            same.append(f" {shown}" if spaced else shown)
        else:
            _close(result, same)
            if spaced and result and result[-1].text != BREAK:
                result.append(_between(result[-1], run))
            result.append(run)
            same.append(shown)
        spaced = words[-1] == " "
    _close(result, same)
    while result and result[-1].text == BREAK:
        result.pop()
    return result


def _with_single_spaces(text: str) -> str:
    # Nothing that is printed is white space but the space itself.
    if text.isprintable() and "  " not in text:
        return text
    return _SPACES.sub(" ", text)


def _close(result: list[Run], same: list[str]) -> None:
    """Give the last run the words that were collected for it."""
    if same:
        said = "".join(same)
        if said != result[-1].text:
            result[-1] = Run(said, *result[-1][1:])
        same.clear()


def _between(before: Run, after: Run) -> Run:
    """Make the space between two runs, with only the looks that both have."""
    linked = before.link == after.link and before.title == after.title
    return Run(
        " ",
        before.bold and after.bold,
        before.italic and after.italic,
        before.link if linked else "",
        before.code and after.code,
        before.title if linked else "",
    )


def inlines(runs: Iterable[Run]) -> tuple[Inline, ...]:
    """Turn runs as a reader found them into inlines, with emphasis outside of links."""
    return nested(folded(runs))


def nested(found: Sequence[Run]) -> tuple[Inline, ...]:
    """Turn runs that are folded already into inlines."""
    if len(found) == 1 and not (found[0].bold or found[0].italic or found[0].link):
        return (_leaf(found[0]),)
    atoms = [
        atom
        for _, group in groupby(found, lambda run: (run.link, run.title))
        for atom in _atoms(group)
    ]
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
    """Group runs of one address; a link with mixed looks keeps them inside."""
    runs = list(group)
    if not runs[0].link:
        return [_Atom(_leaf(run), run.bold, run.italic) for run in runs]
    bold = all(run.bold for run in runs)
    italic = all(run.italic for run in runs)
    inner = [_Atom(_leaf(run), run.bold and not bold, run.italic and not italic) for run in runs]
    return [_Atom(Hyperlink(runs[0].link, tuple(_styled(inner)), runs[0].title), bold, italic)]


def _leaf(run: Run) -> Inline:
    if run.note is not None:
        return run.note
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
    """Yield the runs of inlines; the opposite of :func:`inlines`."""
    looks = looks or Run("")
    for inline in found:
        match inline:
            case Text(text):
                yield looks._replace(text=text)
            case Code(text):
                yield looks._replace(text=text, code=True)
            case LineBreak():
                yield Run(BREAK)
            case Note():
                yield Run("", note=inline)  # its number looks the same everywhere
            case Emphasis(children):
                yield from flattened(children, looks._replace(italic=True))
            case Strong(children):
                yield from flattened(children, looks._replace(bold=True))
            case Hyperlink(address, children, title):
                linked = looks._replace(link=address, title=" ".join(title.split()))
                yield from flattened(children, linked)
