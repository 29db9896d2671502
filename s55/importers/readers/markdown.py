"""Read Markdown by way of its HTML: CommonMark with tables, notes and struck text, and raw HTML.

markdown-it renders the text, with the line of each element as an attribute, and the reader of web
pages reads the result. Raw HTML is closed off block by block, so that nothing it leaves open
reaches the text after it; within a line only the tags of looks, links and breaks are kept. What
looks like a tag and is none of HTML is text as it was typed ("<name of force>"), and so is the
definition of an address that no link uses.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from html import escape, unescape
from itertools import chain

from lxml import etree
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from s55.importers.readers import blocks as make
from s55.importers.readers.html.elements import ELEMENTS
from s55.importers.readers.html.notes import PageNotes
from s55.importers.readers.html.parsing import element_tree
from s55.importers.readers.html.reader import LINE, MARKER, MarkupReader
from s55.importers.readers.html.styles import PageStyles
from s55.importers.readers.refusals import MAX_DEPTH, empty
from s55.importers.readers.text import with_headings
from s55.importers.source import BlockKind, Source
from s55.richtext.checks import rows_with_more_cells
from s55.richtext.lettered import lettered_lists

_TAG = re.compile(
    r"<(/?)(b|strong|i|em|u|ins|mark|small|sup|sub|del|s|strike|a|br)\b([^>]*)>", re.IGNORECASE
)
_HREF = re.compile(r"""href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)
_RAW = re.compile(
    r"<!--(?P<comment>.*?)(?:-->|\Z)|<!\[CDATA\[(?P<data>.*?)(?:\]\]>|\Z)"
    r"|<(?P<other>[?!])[^>]*>|</?(?P<tag>[a-z][\w:.-]*)[^<>]*>",
    re.DOTALL | re.IGNORECASE,
)
_DRAWN = frozenset(
    "g path circle ellipse rect line polyline polygon defs use tspan symbol stop lineargradient "
    "radialgradient clippath mask mi mo mn mrow mfrac msup msub msqrt mtext mstyle mtable mtr mtd "
    "semantics annotation".split()
)
"""What is in drawings and equations (SVG, MathML), which are told as a whole."""
_ALT = re.compile(r"""<img\b[^>]*?\balt\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_WITH_TEXT = frozenset({"text", "code_inline", "image"})


def read_markdown(text: str, name: str, *, looks: bool = False) -> Source:
    """Read the blocks of a Markdown text.

    Args:
        text: the text.
        name: the file as the user named it, for messages.
        looks: whether a short line alone can be a heading, as in texts made from PDF files.

    Raises:
        S55Error: I101 there is no text, I102 it is nested too deep or too long.
    """
    text = text.replace("\f", "\n").replace("\v", " ")
    parser = _parser(with_data=_DATA.match(text) is not None)
    tree = element_tree(parser.render(text, {"name": name}), name)
    if tree is None:
        raise empty(name)
    reader = MarkupReader(name, PageStyles(tree), PageNotes(tree), rendered=True)
    if tree is not None:
        reader.block(tree)
        reader.flush()
    if not reader.blocks:
        raise empty(name)
    blocks = with_headings(reader.blocks) if looks else reader.blocks
    title = next((b.text for b in blocks if b.level == 1 and b.kind is BlockKind.HEADING), "")
    return Source("markdown", title, tuple(blocks), tuple(reader.set_aside))


# --- tokens: what the HTML has to say, and the tables and lists of converters --------


def _prepare(state: StateCore) -> None:
    """Note lines and markers as attributes, and set out paragraphs by their lines."""
    tokens: list[Token] = []
    items = 0
    in_paragraph = False
    for token in state.tokens:
        if token.children:
            token.children = list(_tooltips(token.children))
        if token.map and token.nesting > 0:
            token.attrSet(LINE, str(token.map[0] + 1))
        match token.type:
            case "paragraph_open" | "paragraph_close":
                in_paragraph = token.nesting > 0
                continue
            case "inline" if in_paragraph:
                tokens += _paragraph(token, listed=items > 0)
                continue
            case "list_item_open" | "list_item_close":
                items += token.nesting
                if token.info:
                    both = token.markup == "()"
                    token.attrSet(
                        MARKER, f"({token.info})" if both else f"{token.info}{token.markup}"
                    )
            case "table_open":
                token.attrSet("role", "table")
            case "th_open" | "th_close":
                token.tag = "td"  # a head is not bold by itself
        tokens.append(token)
    state.tokens = tokens


def _keep_cells(state: StateCore) -> None:
    """Keep the words of a row in cells beyond the last column of its table."""
    wide = {id(row): more for row, _, more in rows_with_more_cells(state.tokens, state.src)}
    more: list[str] = []
    tokens: list[Token] = []
    for token in state.tokens if wide else ():
        if token.type == "tr_open":
            more = wide.get(id(token), [])
        elif token.type == "tr_close":
            tokens += chain.from_iterable(map(_typed_cell, filter(str.strip, more)))
        tokens.append(token)
    state.tokens = tokens or state.tokens


def _typed_cell(words: str) -> Iterator[Token]:
    """Set out a cell beyond the last column of a table as it was typed."""
    yield Token("td_open", "td", 1)
    yield from _inline([Token("text", "", 0, content=words.strip())])
    yield Token("td_close", "td", -1)


def _keep_unused(state: StateCore) -> None:
    """Keep the notes without a mark, as notes, and the addresses that no link uses, as typed."""
    _keep_notes(state)
    links = [token for one in state.tokens for token in one.children or ()]
    used = {link.attrs.get(name) for link in links for name in ("href", "src")}
    found = [*state.env.get("references", {}).values(), *state.env.get("duplicate_refs", ())]
    unused = deque(sorted(one["map"] for one in found if one["href"] not in used))
    lines = state.src.split("\n")
    tokens: list[Token] = []
    for token in state.tokens:
        while unused and token.level == 0 and token.map and token.map[0] >= unused[0][0]:
            tokens += _as_typed(lines, *unused.popleft())
        tokens.append(token)
    state.tokens = [*tokens, *(one for place in unused for one in _as_typed(lines, *place))]


def _as_typed(lines: Sequence[str], start: int, end: int) -> Iterator[Token]:
    """Set out lines as a paragraph of what was typed."""
    typed = Token("text", "", 0, content="\n".join(lines[start:end]).strip(" \t>"))
    yield from _element("p", _inline([typed]), start + 1)


def _keep_notes(state: StateCore) -> None:
    """Make notes in the text of those that no mark leads to, or whose label is there again."""
    marked = state.env.get("footnotes", {}).get("refs", {})
    last = {one.meta["label"]: one for one in state.tokens if _opens_note(one)}
    kept = False
    for token in state.tokens:
        if _opens_note(token):
            label = token.meta["label"]
            kept = marked[f":{label}"] < 0 or last[label] is not token
            if kept:
                token.type, token.tag = "note_open", "aside"
                token.attrSet("role", "doc-footnote")
        elif token.type == "footnote_reference_close" and kept:
            token.type, token.tag = "note_close", "aside"


def _opens_note(token: Token) -> bool:
    return token.type == "footnote_reference_open"


def _tooltips(children: Iterable[Token]) -> Iterator[Token]:
    """Add the titles of links and pictures, which a page shows only under the mouse."""
    for token in children:
        yield token
        if title := token.attrs.pop("title", "") if token.type in ("link_open", "image") else "":
            yield Token("unseen", "", 0, content=str(title))


def _paragraph(inline: Token, *, listed: bool) -> Iterator[Token]:
    """Set out a paragraph: lines with tabs as a table, lines with bullets as list items."""
    lines: list[tuple[int, list[Token]]] = []
    number = _line(inline)
    for line in _parted(inline.children or (), "softbreak"):
        lines.append((number, line))
        for token in line:
            token.map = [number - 1, number]
            number += token.type == "hardbreak"
        number += 1
    if sum(_has_tab(line) for _, line in lines) * 2 > len(lines):
        yield from _table(lines)
        return
    paragraphs: list[tuple[int, str, list[Token]]] = []
    for number, line in lines:
        bullet = "" if listed else _take_bullet(line)
        if bullet or not paragraphs:
            paragraphs.append((number, bullet, line))
        else:
            paragraphs[-1][2].extend([Token("softbreak", "br", 0), *line])
    for number, bullet, line in paragraphs:
        paragraph = _element("p", _inline(line), number)
        if bullet:
            item = _element("li", paragraph, number, {MARKER: make.shown_bullet(bullet)})
            paragraph = _element("ul", item, number)
        yield from paragraph


def _table(lines: Sequence[tuple[int, list[Token]]]) -> Iterator[Token]:
    """Set out lines of words, tab, words, which converters make of a table's rows."""
    rows: list[tuple[int, list[list[Token]]]] = []
    for number, line in lines:
        if _has_tab(line) or not rows:
            parts = _parted(_tabs_apart(line), "tab")
            rows.append((number, [part for part in parts if _text(part).strip()] or [[]]))
        else:
            rows[-1][1][-1].extend([Token("softbreak", "br", 0), *line])
    yield Token("table_open", "table", 1, attrs={"role": "table"})
    for number, cells in rows:
        inner = [token for cell in cells for token in _element("td", _inline(cell), number)]
        yield from _element("tr", inner, number)
    yield Token("table_close", "table", -1)


def _parted(tokens: Iterable[Token], at: str) -> list[list[Token]]:
    """Split tokens at a type; what is open at an end is closed and opened again."""
    parts: list[list[Token]] = [[]]
    opened: list[Token] = []
    for token in tokens:
        if token.type == at:
            parts[-1] += [Token(f"{one.tag}_close", one.tag, -1) for one in reversed(opened)]
            parts.append(list(opened))
            continue
        parts[-1].append(token)
        if token.nesting > 0:
            opened.append(token)
        elif token.nesting < 0:
            opened.pop()
    return parts


def _tabs_apart(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        if token.type != "text":
            yield token
            continue
        for index, text in enumerate(token.content.split("\t")):
            if index:
                yield Token("tab", "", 0)
            yield Token("text", "", 0, content=text)


def _text(tokens: Iterable[Token]) -> str:
    return "".join(token.content for token in tokens if token.type in _WITH_TEXT)


def _has_tab(line: Iterable[Token]) -> bool:
    return "\t" in _text(line).strip()


def _take_bullet(line: Iterable[Token]) -> str:
    """Take the bullet off the beginning of a line and return it, or ''."""
    bullet = make.bullet_of(_text(line).lstrip()).strip()
    left = len(bullet)
    for token in line:
        if left and token.type in _WITH_TEXT:
            text = token.content.lstrip()
            token.content, left = text[left:], max(0, left - len(text))
    return bullet


def _inline(children: list[Token]) -> Iterator[Token]:
    yield Token("inline", "", 0, children=children)


def _element(
    tag: str, inner: Iterable[Token], line: int, attributes: dict[str, str] | None = None
) -> Iterator[Token]:
    yield Token(f"{tag}_open", tag, 1, attrs={LINE: str(line), **(attributes or {})})
    yield from inner
    yield Token(f"{tag}_close", tag, -1)


# --- rendering ------------------------------------------------------------------------


class _Renderer(RendererHTML):
    """Renders what the reader of web pages would leave out, and raw HTML so that it is harmless."""

    def fence(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Render a code block as a paragraph."""
        return f'<p {LINE}="{_line(tokens[idx])}">{escape(tokens[idx].content)}</p>'

    def image(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Render a picture as its alternative text."""
        return escape(tokens[idx].content)

    def front_matter(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """Render the data that programs read at the beginning of a file as hidden."""
        return _hidden(tokens[idx].content)

    def unseen(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Render words that a page does not show, such as the title of a link, as hidden."""
        return _hidden(tokens[idx].content)

    def html_block(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """Render raw HTML closed off, with lines on its elements."""
        html = _RAW.sub(lambda raw: _typed(raw, raw[0]), tokens[idx].content)
        tree = element_tree(html, env["name"])
        body = tree.find("body") if tree is not None else None
        if body is None:
            return ""
        body.tag = "div"
        body.attrib.clear()
        for element in body.iter(etree.Element):
            element.attrib.pop(MARKER, None)
            element.set(LINE, str(_line(tokens[idx]) - 1 + (element.sourceline or 1)))
        return str(etree.tostring(body, encoding="unicode", method="html"))

    def html_inline(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """Render a tag of looks, a link, a break or a picture's words; leave out other tags."""
        content = tokens[idx].content
        found = _TAG.fullmatch(content)
        if not found:
            picture = _ALT.match(content)
            words = escape(unescape(picture[1] or picture[2] or "")) if picture else ""
            return _RAW.sub(lambda raw: _typed(raw, words), content)
        end, tag, attributes = found.groups()
        if tag.lower() == "br":
            return "<br>"
        href = None if end else _HREF.search(attributes)
        address = unescape(next(filter(None, href.groups()), "")) if href else ""
        link = f' href="{escape(address)}"' if address else ""
        line = f' {LINE}="{_line(tokens[idx])}"' if tokens[idx].map else ""
        return f"<{end}{tag}{line}{link}>"


def _typed(raw: re.Match[str], known: str) -> str:
    """Render raw markup: ``known`` for what HTML has, and otherwise what was typed."""
    tag = (raw["tag"] or "").lower()
    if raw["comment"] is not None:
        return _hidden(raw["comment"])
    if tag in ELEMENTS or tag in _DRAWN or ":" in tag or raw[0].lower().startswith("<!doctype"):
        return known
    return escape(raw[0] if raw["data"] is None else raw["data"])


def _hidden(words: str) -> str:
    return f"<template>{escape(words)}</template>" if words.strip() else ""


def _line(token: Token) -> int:
    return (token.map or [0])[0] + 1


_DATA = re.compile(
    r"---[ \t]*\n(?:[\w-]+:(?:[ \t].*)?\n|[ \t]+\S.*\n|-[ \t].*\n|#.*\n)+---[ \t]*(?:\n|\Z)"
)
"""Keys with values between two rules, with which a file for a program begins."""


def _parser(*, with_data: bool) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": MAX_DEPTH}, renderer_cls=_Renderer)
    parser.enable(["table", "strikethrough"]).disable("code")
    parser.use(footnote_plugin, inline=False).use(deflist_plugin)
    if with_data:
        parser.use(front_matter_plugin)
    lettered_lists(parser)
    # Every address becomes a link, so that one that cannot be kept leaves only its words.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # the documented way
    parser.core.ruler.before("footnote_tail", "keep_unused", _keep_unused)
    parser.core.ruler.push("keep_cells", _keep_cells)
    parser.core.ruler.push("prepare", _prepare)
    return parser
