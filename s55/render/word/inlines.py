"""Write inline nodes as Word runs: one function for each node type, in one table."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Protocol
from urllib.parse import SplitResult, quote, urlsplit

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from lxml import etree

from s55.records import dataclass
from s55.richtext.nodes import (
    Code,
    Emphasis,
    Hyperlink,
    Inline,
    LineBreak,
    Note,
    Strong,
    Text,
    plain,
)
from s55.templating.manifest import StyleNames
from s55.word.styles import WordStyles
from s55.word.tips import tip_of
from s55.word.xml import R_ID, RUN, R, add, add_run, element, put, w

_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?\.?")
_ADDRESS_SAFE = "%/?#@!$&'()*+,;=:[]-._~"


class NoteWriter(Protocol):
    """Writes notes where a part can have them."""

    def add(self, parent: etree._Element, note: Note, runs: Runs) -> None:
        """Add a note, and at the end of ``parent`` the number that leads to it."""


@dataclass(frozen=True, slots=True)
class Runs:
    """What runs need of the document, and how the text around them looks.

    Attributes:
        part: the part that holds the runs, for its hyperlinks.
        styles: the layout's styles.
        names: the names of the styles that text of the draft takes.
        base: the run properties of the text around, or None; never changed.
        strong: whether the run is bold.
        emphasis: whether it is italic.
        link: whether it is in a hyperlink.
        notes: what writes notes; None in a part that has none.
        language: of the text (BCP 47), where it is not the document's.
    """

    part: Part
    styles: WordStyles
    names: StyleNames
    base: etree._Element | None = None
    strong: bool = False
    emphasis: bool = False
    link: bool = False
    notes: NoteWriter | None = None
    language: str = ""

    def properties(self, *, code: bool = False) -> etree._Element | None:
        """Make the run properties (``w:rPr``); None where there are none.

        A run has one character style, so of several the rarest counts. Bold and italic are set
        beside the style, because Word takes bold inside bold (in a heading) for the opposite; and
        so are the looks of a link with code as its words.
        """
        made = self._looks(code=code)
        if self.language:
            made = element("rPr") if made is None else made
            put(made, element("lang", val=self.language), RUN)
        return made

    def _looks(self, *, code: bool) -> etree._Element | None:
        style = self._style(code=code)
        if style is None:
            return None if self.base is None else deepcopy(self.base)
        made = element("rPr") if self.base is None else deepcopy(self.base)
        put(made, element("rStyle", val=self.styles.style_id("character", style)), RUN)
        if self.strong:
            put(made, element("b"), RUN)
        if self.emphasis:
            put(made, element("i"), RUN)
        if code and self.link:
            for name in ("color", "u"):
                look = self.styles.character_look(self.names.hyperlink, name)
                if look is not None:
                    put(made, deepcopy(look), RUN)
        return made

    def _style(self, *, code: bool) -> str | None:
        if code:
            return self.names.inline_code
        if self.link:
            return self.names.hyperlink
        if self.strong:
            return self.names.strong
        return self.names.emphasis if self.emphasis else None


def write_inlines(parent: etree._Element, inlines: Sequence[Inline], runs: Runs) -> None:
    """Add inlines to the end of a paragraph, a hyperlink or a run-level content control."""
    for inline in inlines:
        _WRITERS[type(inline)](parent, inline, runs)


def _text(parent: etree._Element, node: Text, runs: Runs) -> None:
    if node.text:
        add_run(parent, node.text, runs.properties())


def _line_break(parent: etree._Element, _node: LineBreak, runs: Runs) -> None:
    add(add_run(parent, "", runs.properties()), "br")


def _emphasis(parent: etree._Element, node: Emphasis, runs: Runs) -> None:
    write_inlines(parent, node.children, replace(runs, emphasis=True))


def _strong(parent: etree._Element, node: Strong, runs: Runs) -> None:
    write_inlines(parent, node.children, replace(runs, strong=True))


def _code(parent: etree._Element, node: Code, runs: Runs) -> None:
    if node.text:
        add_run(parent, node.text, runs.properties(code=True))


def _link(parent: etree._Element, node: Hyperlink, runs: Runs) -> None:
    address = None if runs.link else web_address(node.address)
    if address is None or not plain(node.children).strip():
        write_inlines(parent, node.children, runs)
        return
    # With its prefix: without one, lxml takes that which any library has registered by then.
    made = etree.SubElement(parent, w("hyperlink"), {w("history"): "1"}, nsmap={"r": R})
    made.set(
        R_ID,
        runs.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True),
    )
    made.set(w("tooltip"), tip_of(node.title, plain(node.children)))
    write_inlines(made, node.children, replace(runs, link=True))


def _note(parent: etree._Element, node: Note, runs: Runs) -> None:
    if runs.notes is None:  # in a header, for example, Word has no notes
        _text(parent, Text(f" [{'; '.join(node.words())}]"), runs)
    else:
        runs.notes.add(parent, node, runs)


def web_address(address: str) -> str | None:
    """Write an address as Word takes it; None for one that it would call damaged, or for a file.

    A single malformed address makes Word refuse the whole file; one of a file beside it is no
    longer right when the Word file is sent to somebody.
    """
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        _ = parts.port
    except ValueError:
        return None
    if not parts.scheme:
        return None
    if parts.scheme in ("http", "https"):
        if not _HOST.fullmatch(host):
            return None
        authority = _authority(parts, host)
        if parts.netloc.lower() != authority:  # capitals stay as they were typed
            address = address.replace(parts.netloc, authority, 1)
    return quote(address, safe=_ADDRESS_SAFE, errors="replace")


def _authority(parts: SplitResult, host: str) -> str:
    """Host and port alone: a name and a password have no place in a published address."""
    return host if parts.port is None else f"{host}:{parts.port}"


_WRITERS: Mapping[type[Inline], Callable[[etree._Element, Any, Runs], None]] = MappingProxyType(
    {
        Text: _text,
        LineBreak: _line_break,
        Emphasis: _emphasis,
        Strong: _strong,
        Code: _code,
        Hyperlink: _link,
        Note: _note,
    }
)
