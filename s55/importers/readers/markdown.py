"""Markdown to blocks: CommonMark with tables, and the little HTML that archives hold in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from html import unescape

from markdown_it import MarkdownIt
from markdown_it.token import Token

from s55.importers.readers import blocks as make
from s55.importers.readers.refusals import MAX_BLOCKS, MAX_DEPTH, empty, too_large
from s55.importers.readers.runs import BREAK, Run, folded, web_address
from s55.importers.source import BlockKind, SetAside, Source, SourceBlock, SourcePosition

_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)\b([^>]*)>", re.IGNORECASE | re.DOTALL)
_COMMENT = re.compile(r"<!--.*?(?:-->|$)|<[?!].*?(?:>|$)", re.DOTALL)
_HREF = re.compile(r"""href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)
_BLOCK_TAG = re.compile(r"<(?:table|div|ul|ol|p|h[1-6]|section|blockquote)\b", re.IGNORECASE)


def read_markdown(text: str, name: str, *, looks: bool = False) -> Source:
    """The blocks of a Markdown text.

    Args:
        text: the text.
        name: the file as the user named it, for messages.
        looks: whether a short line alone can be a heading, as in texts made from PDF files.

    Raises:
        S55Error: I101 there is no text, I102 it is nested too deep or too long.
    """
    parser = MarkdownIt("commonmark", {"maxNesting": MAX_DEPTH}).enable("table").disable("code")
    # Every address becomes a link, so that one that cannot be kept leaves only its words.
    parser.validateLink = _any_address  # type: ignore[method-assign]  # the documented way
    walk = _Walk(name)
    walk.run(parser.parse(text.replace("\f", "\n")))
    if not walk.blocks:
        raise empty(name)
    from s55.importers.readers.text import with_headings

    found = with_headings(walk.blocks) if looks else walk.blocks
    title = next((block.text for block in found if block.level == 1 and _is_heading(block)), "")
    return Source("markdown", title, tuple(found), tuple(walk.set_aside))


def _any_address(url: str) -> bool:
    return True


def _is_heading(block: SourceBlock) -> bool:
    return block.kind is BlockKind.HEADING


@dataclass(slots=True)
class _Walk:
    """The state while the tokens go by."""

    name: str
    blocks: list[SourceBlock] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)
    markers: list[str] = field(default_factory=list)
    spoken: list[bool] = field(default_factory=list)
    """For each open list item, whether it had text: one that only holds a list adds no depth."""
    quotes: int = 0
    boxes: int = 0
    tables: int = 0
    heading: int = 0
    fresh: bool = False
    """Whether the next text is the first of its list item."""
    cells: list[list[Run]] = field(default_factory=list)
    in_row: bool = False
    row_line: int = 1

    def run(self, tokens: Sequence[Token]) -> None:
        line = 1
        for token in tokens:
            line = token.map[0] + 1 if token.map else line
            if len(self.markers) + self.quotes > MAX_DEPTH // 4 or len(self.blocks) > MAX_BLOCKS:
                raise too_large(self.name, "the text has more, or deeper, lists than can be read")
            if token.type == "inline":
                self._inline(token, line)
            elif token.type == "html_block":
                self._html(token.content, line)
            elif token.type == "fence":
                self._add(make.paragraph([Run(token.content)], SourcePosition(line=line)))
            else:
                self._structure(token, line)

    def _structure(self, token: Token, line: int) -> None:
        match token.type:
            case "heading_open":
                self.heading = int(token.tag[1:])
            case "heading_close":
                self.heading = 0
            case "list_item_open":
                number = f"{token.info}{token.markup}" if token.info else make.BULLET
                self.markers.append(number)
                self.spoken.append(False)
                self.fresh = True
            case "list_item_close":
                self.markers.pop()
                self.spoken.pop()
                self.fresh = False
            case "blockquote_open":
                self.boxes += 0 if self.quotes else 1
                self.quotes += 1
            case "blockquote_close":
                self.quotes -= 1
            case "table_open":
                self.tables += 1
            case "tr_open":
                self.cells, self.in_row, self.row_line = [], True, line
            case "tr_close":
                self.in_row = False
                place = SourcePosition(line=self.row_line)
                self._add(make.row(self.cells, place, table=self.tables))

    def _add(self, block: SourceBlock | None) -> None:
        if block:
            boxed = block.boxed + self.boxes if block.boxed else self.boxes if self.quotes else 0
            self.blocks.append(replace(block, boxed=boxed))

    def _inline(self, token: Token, line: int) -> None:
        runs = list(self._runs(token.children or (), line))
        if self.in_row:
            self.cells.append([run for _, run in runs])
        elif self.heading:
            level = self.heading
            block = make.make(
                BlockKind.HEADING, (run for _, run in runs), SourcePosition(line=line)
            )
            self._add(replace(block, level=level) if block else None)
        else:
            self._paragraph(runs)

    def _paragraph(self, runs: Sequence[tuple[int, Run]]) -> None:
        lines = _lines(runs)
        if sum(_has_tab(found) for _, found in lines) * 2 > len(lines):
            self._rows(lines)
            return
        joined: list[tuple[int, str, list[Run]]] = []
        for number, found in lines:
            bullet = make.bullet_of("".join(run.text for run in found).lstrip())
            if bullet and not self.markers:
                joined.append((number, bullet, _without(found, bullet)))
            elif joined:
                joined[-1][2].extend([Run(" "), *found])
            else:
                joined.append((number, "", list(found)))
        for number, bullet, found in joined:
            self._text(found, number, bullet)

    def _text(self, runs: Sequence[Run], line: int, bullet: str) -> None:
        place = SourcePosition(line=line)
        if self.markers or bullet:
            marker = make.shown_bullet(bullet) if bullet else self.markers[-1] if self.fresh else ""
            level = 1 + sum(self.spoken[:-1])
            self.spoken[-1:] = [True] if self.spoken else []
            self._add(make.make(BlockKind.LIST_ITEM, runs, place, level=level, marker=marker))
            self.fresh = False
        else:
            self._add(make.paragraph(runs, place))

    def _rows(self, lines: Sequence[tuple[int, list[Run]]]) -> None:
        """Lines of words, tab, words, as converters make of a table's rows."""
        self.tables += 1
        rows: list[tuple[int, list[list[Run]]]] = []
        for number, found in lines:
            if _has_tab(found) or not rows:
                rows.append((number, _cells(found)))
            else:
                rows[-1][1][-1].extend([Run(" "), *found])
        for number, cells in rows:
            self._add(make.row(cells, SourcePosition(line=number), table=self.tables))

    def _html(self, content: str, line: int) -> None:
        if _BLOCK_TAG.search(content):
            from s55.importers.readers.html import fragment_blocks

            for block in fragment_blocks(content, self.name, line):
                moved = block.table + self.tables if block.table else 0
                self._add(replace(block, table=moved))
            self.tables = max(self.tables, *(block.table for block in self.blocks), 0)
            self.boxes = max(self.boxes, *(block.boxed for block in self.blocks), 0)
        else:
            text = unescape(_TAG.sub(" ", _COMMENT.sub(" ", content)))
            self._paragraph([(line, Run(part)) for part in [text] if part.strip()])

    def _runs(self, children: Sequence[Token], line: int) -> Iterator[tuple[int, Run]]:
        looks = _Looks()
        for child in children:
            match child.type:
                case "softbreak":
                    line += 1
                    yield line, Run("\r")
                case "hardbreak":
                    line += 1
                    yield line, Run(BREAK)
                case "html_inline":
                    if looks.tag(child.content):
                        yield line, Run(BREAK)
                case "text" | "code_inline" | "image":
                    run = looks.of(child)
                    if looks.raised:
                        self.set_aside.append(
                            SetAside(run.text, "footnote marker", SourcePosition(line=line))
                        )
                    else:
                        yield line, run
                case _:
                    looks.token(child)


@dataclass(slots=True)
class _Looks:
    """What of bold, italic and link is open."""

    bold: int = 0
    italic: int = 0
    raised: int = 0
    link: str = ""

    def token(self, child: Token) -> None:
        """Follow a token of Markdown's own marks."""
        match child.type:
            case "strong_open" | "strong_close":
                self.bold += child.nesting
            case "em_open" | "em_close":
                self.italic += child.nesting
            case "link_open":
                self.link = web_address(str(child.attrGet("href") or ""))
            case "link_close":
                self.link = ""

    def tag(self, content: str) -> bool:
        """Follow an HTML tag; whether it breaks the line."""
        found = _TAG.match(content)
        if not found:
            return False
        step = -1 if found[1] else 1
        match found[2].lower():
            case "b" | "strong":
                self.bold = max(0, self.bold + step)
            case "i" | "em":
                self.italic = max(0, self.italic + step)
            case "sup":
                self.raised = max(0, self.raised + step)
            case "a":
                href = _HREF.search(found[3])
                address = unescape(next(filter(None, href.groups()), "")) if href else ""
                self.link = "" if found[1] else web_address(address)
            case "br":
                return True
        return False

    def of(self, child: Token) -> Run:
        """The characters of a token with what is open."""
        code = child.type == "code_inline"
        return Run(child.content, self.bold > 0, self.italic > 0, self.link, code)


def _lines(runs: Sequence[tuple[int, Run]]) -> list[tuple[int, list[Run]]]:
    """The runs by source line; a soft break is a run of one carriage return."""
    lines: list[tuple[int, list[Run]]] = []
    for number, run in runs:
        if run.text == "\r" or not lines:
            lines.append((number, []))
        if run.text != "\r":
            lines[-1][1].append(run)
    return lines


def _has_tab(runs: Sequence[Run]) -> bool:
    return "\t" in "".join(run.text for run in runs).strip()


def _cells(runs: Sequence[Run]) -> list[list[Run]]:
    """The runs of a line, parted at tabs."""
    cells: list[list[Run]] = [[]]
    for run in runs:
        first, *others = run.text.split("\t")
        cells[-1].append(run._replace(text=first))
        cells.extend([run._replace(text=other)] for other in others)
    return [cell for cell in cells if folded(cell)] or [[]]


def _without(runs: Sequence[Run], bullet: str) -> list[Run]:
    return make.without_prefix(folded(runs), len(bullet.strip()))
