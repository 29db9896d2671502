"""Parse an HTML layout into elements with lines and columns; its Jinja tags become blanks.

Python's own HTML parser knows the line of each tag, which the tree builders do not.
"""

from __future__ import annotations

import re
from dataclasses import field
from html.parser import HTMLParser

from s55.records import dataclass

_JINJA = re.compile(r"\{([{%#]).*?[}%#]\}", re.DOTALL)
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_END_BY_THEMSELVES = frozenset(
    "html head body p li dt dd tr td th thead tbody tfoot caption colgroup option".split()
)
"""Elements whose end HTML lets one leave out."""
SKIP_LINK = re.compile(r'<a class="skip".*?</a>', re.DOTALL)
"""What leads to the contents, for keyboards; paper has no such thing."""
SHOWN = "\ufffc"
"""Marks where a tag of Jinja shows something."""


@dataclass
class Element:
    """An element of a page.

    Attributes:
        name: its name, in small letters.
        attributes: its attributes.
        line: the line of its start tag, counted from 1.
        column: the column there, counted from 1.
        around: the elements around it, the outermost first.
        text: the text within it; :data:`SHOWN` for what a tag of Jinja shows there.
    """

    name: str
    attributes: dict[str, str]
    line: int
    column: int
    around: tuple[Element, ...] = field(repr=False)
    text: str = ""

    @property
    def inside(self) -> tuple[str, ...]:
        """Name the elements around it, the outermost first."""
        return tuple(one.name for one in self.around)


@dataclass
class _ElementCollector(HTMLParser):
    """Collects the elements."""

    elements: list[Element] = field(default_factory=list)
    open: list[Element] = field(default_factory=list)
    texts: list[tuple[str, int, Element]] = field(default_factory=list)
    unclosed: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line, offset = self.getpos()
        attributes = {name: value or "" for name, value in attrs}
        made = Element(tag, attributes, line, offset + 1, tuple(self.open))
        self.elements.append(made)
        if tag not in _VOID:
            self.open.append(made)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        for at in range(len(self.open) - 1, -1, -1):
            if self.open[at].name == tag:
                self.unclosed += self.open[at + 1 :]
                del self.open[at:]
                break

    def handle_data(self, data: str) -> None:
        for one in self.open:
            one.text += data
        if self.open:
            self.texts.append((data, self.getpos()[0], self.open[-1]))


def elements_of(source: str) -> list[Element]:
    """List the elements of an HTML layout in order, with those of every branch of its tags."""
    return _read(source).elements


def unclosed_in(source: str) -> list[Element]:
    """List the elements of an HTML layout that end only with what is around them, in order.

    Those that HTML lets end so, such as paragraphs and cells, are left out.
    """
    read = _read(source)
    found = [one for one in (*read.unclosed, *read.open) if one.name not in _END_BY_THEMSELVES]
    return sorted(found, key=lambda one: (one.line, one.column))


def texts_of(source: str) -> list[tuple[str, int]]:
    """List the texts that a reader of the page sees, with the line on which each begins.

    The head and the link that skips to the contents are left out.
    """
    return [
        (text, line + len(text) - len(text.lstrip("\n")))
        for text, line, owner in _read(source).texts
        if "head" not in owner.inside and "skip" not in owner.attributes.get("class", "").split()
    ]


def _read(source: str) -> _ElementCollector:
    reader = _ElementCollector()
    reader.feed(_JINJA.sub(_blank, source))
    reader.close()
    return reader


def _blank(tag: re.Match[str]) -> str:
    """Blank out a tag with as many characters and lines, so that places stay the same."""
    kept = "".join("\n" if letter == "\n" else " " for letter in tag[0])
    return f"{SHOWN}{kept[1:]}" if tag[1] == "{" and kept[0] != "\n" else kept
