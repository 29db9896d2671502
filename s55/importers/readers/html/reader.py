"""Read the main content of HTML as saved from a browser.

Nothing is loaded and nothing is run: the parser has no network, scripts are dropped as text, and
the depth is limited before the tree is walked. The table of elements says what is read; what is
left out is set aside with its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field, replace
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from s55.importers.readers import blocks as make
from s55.importers.readers.html.elements import reading_of
from s55.importers.readers.html.notes import PageNotes
from s55.importers.readers.html.parsing import element_tree
from s55.importers.readers.html.spans import Spans
from s55.importers.readers.html.styles import PageStyles, is_framed, is_hidden, is_struck, list_type
from s55.importers.readers.refusals import MAX_BLOCKS, empty, too_large
from s55.importers.readers.runs import BREAK, Run, folded, web_address
from s55.importers.readers.typed_notes import with_typed_notes
from s55.importers.readers.writing import as_markdown
from s55.importers.source import BlockKind, SetAside, Source, SourceBlock, SourcePosition
from s55.model.verdict import Aside, Verdict
from s55.records import dataclass
from s55.richtext.figures import lowered, raised
from s55.richtext.markdown import blocks_of
from s55.richtext.nodes import Note

LINE, MARKER = "data-line", "data-marker"
_AROUND_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "dialog", "menu"})
_AROUND_CONTENT = frozenset({"nav", "header", "footer", "form"})
_AROUND_NAMES = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|breadcrumbs?|skip-?(?:link|to)|share|social|site-?header|"
    r"site-?footer|menu|sr-only|screen-reader-text|visually-hidden|navbar|pagination)(?:$|[\s_-])",
    re.IGNORECASE,
)
_BOX_NAMES = re.compile(
    r"(?:^|[\s_-])(?:box(?:ed)?|call-?out|panel|recommendations?|afi|area-for-improvement|inset|"
    r"inset-text|highlight|alert|well|card|cause-of-concern|coc|quote)(?:$|[\s_-])",
    re.IGNORECASE,
)
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre "
    "section summary table tbody td tfoot th thead tr ul".split()
)
_APART = _BLOCKS | {"br", "option", "button"}
"""Elements between whose words there is space on the page."""
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_ROW_GROUPS = frozenset({"thead", "tbody", "tfoot"})
_FRAMES = frozenset({"div", "section", "article"})
_MOST_IN_FRAME = 60
"""Elements of the largest part of a page that can be a frame in its text."""
_BACK = " \u21a9\ufe0e\ufe0f\u2191^"
"""Arrows that lead back from a note to its mark."""
_WORD_GAP = re.compile(r"font:\s*7\.0pt\s+[\"']?times new roman", re.IGNORECASE)
"""The style of the white space between the mark of an item and its text, in pages by Word."""
_WORD_BULLETS = frozenset("·o§Ø")
"""The letters that Word writes for bullets in fonts of signs."""
_LONGEST_MARK = 8
_NO_VALUE = frozenset({"hidden", "submit", "button", "reset", "image", "checkbox", "radio"})
"""The types of fields whose value nobody typed."""
_BOLD = frozenset({"b", "strong", "summary"})
_ITALIC = frozenset({"i", "em", "cite", "dfn"})
_STYLE_BOLD = re.compile(r"font-weight:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_STYLE_BOX = re.compile(r"(?:^|;)\s*border:\s*(?!0|none)[^;]*\d", re.IGNORECASE)
_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_OPENS = re.compile(r"(?:^|[\s_-])(?:accordion|collaps\w*|details|tabs?|toggle)", re.IGNORECASE)
"""Names of parts of a page that are closed at first, and that a reader can open."""


def read_html(data: bytes, name: str) -> Source:
    """Read the blocks of an HTML page; ``name`` is for messages.

    Raises:
        S55Error: I101 there is no text, I102 it is nested too deep or too long.
    """
    root = element_tree(_decoded(data), name)
    if root is None:
        raise empty(name)
    reader = MarkupReader(name, styles=PageStyles(root), notes=PageNotes(root))
    title = root.findtext(".//title") or ""
    body = root.find("body")
    start = body if body is not None else root
    main = _main(start)
    reader.main = main is not None
    headers = list(_own_header(start, main))
    for header in headers:
        reader.block(header)
    reader.block(start if main is None else main)
    reader.flush()
    if main is not None:
        reader.tell_around(start, {main, *headers})
    reader.tell_written()
    if not reader.blocks:
        raise empty(name)
    found = with_typed_notes(tuple(make.with_headings(reader.blocks)))
    return Source(
        "html",
        " ".join(title.split()),
        found.blocks,
        (*reader.set_aside, *found.marks),
        attachments=tuple(_carried(root)),
    )


def _own_header(body: HtmlElement, main: HtmlElement | None) -> Iterator[HtmlElement]:
    """Yield what belongs to the page of the headers beside its main part.

    That is the header with the particulars, which has a title and a table; of others the notices
    with which s55 says that a response was corrected or withdrawn.
    """
    for header in body.iterchildren("header") if main is not None else ():
        if header.find(".//h1") is not None and header.find(".//table") is not None:
            yield header
        else:
            yield from header.xpath("./p[@class='notice']")


def _carried(root: HtmlElement) -> Iterator[tuple[str, bytes]]:
    """Yield the data that s55 put in the head of a page: the response that it shows."""
    for meta in root.iterfind(".//head/meta[@name='response.json']"):
        yield "response.json", str(meta.get("content") or "").encode("utf-8", "replace")


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    declared = _CHARSET.search(data[:4096])
    for encoding in (declared[1].decode("ascii", "replace") if declared else "utf-8", "utf-8"):
        try:
            return data.decode(encoding).removeprefix("\ufeff")
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
    return data.decode("cp1252", errors="replace")


def _main(body: HtmlElement) -> HtmlElement | None:
    """Find the element that holds the main content, if the page names one."""
    for path in (".//main", ".//*[@role='main']", ".//article", ".//*[@id='content']"):
        found = [element for element in body.findall(path) if len(_text_of(element)) > 200]
        if len(found) == 1:
            return found[0]
    return None


def _text_of(element: HtmlElement) -> str:
    """Join the words in an element, all but those of scripts and style sheets."""
    return " ".join("".join(_texts_in(element)).split())


def _texts_in(element: HtmlElement) -> Iterator[str]:
    """Yield the texts in an element, with a space where one block ends and another begins."""
    for event, one in etree.iterwalk(element, events=("start", "end")):
        if one is not element and _tag(one) in _APART:
            yield " "
        if event == "end":
            yield (one.tail or "") if one is not element else ""
        elif isinstance(one.tag, str) and one.tag.lower() not in ("script", "style"):
            yield one.text or ""


def _said_by(element: HtmlElement, name: str) -> Iterator[str]:
    """Yield what an element says that is left out: its words, else what stands for them."""
    tag = _tag(element)
    if inner := element.get("srcdoc") if tag == "iframe" else "":
        page = element_tree(inner, name)
        yield "" if page is None else _text_of(page)
        return
    if tag == "select" and (options := list(element.iter("option"))):
        # What was chosen first, then what else could have been.
        options.sort(key=lambda one: one.get("selected") is None)
        yield from filter(None, (_text_of(one) or one.get("label") for one in options))
        return
    text = _text_of(element)
    if not text and tag == "input" and (element.get("type") or "text").lower() not in _NO_VALUE:
        text = " ".join((element.get("value") or "").split())
    elif not text and tag in ("img", "image", "area"):
        said = next(filter(None, map(element.get, ("alt", "aria-label", "title"))), "")
        text = " ".join(said.split())
    elif not text and tag in (
        "object",
        "embed",
        "iframe",
        "audio",
        "video",
        "svg",
        "math",
        "canvas",
    ):
        text = " ".join((element.get("title") or element.get("aria-label") or "").split())
        if not text:
            yield ""
    if text:
        yield text


@dataclass(frozen=True, slots=True)
class _TextStyle:
    bold: bool = False
    italic: bool = False
    link: str = ""
    code: bool = False


@dataclass(slots=True)
class MarkupReader:
    """Turns elements into blocks, one after the other.

    Attributes:
        name: the file as the user named it, for messages.
        rendered: whether the elements were rendered from Markdown, and say its lines and markers
            in the attributes ``LINE`` and ``MARKER``.
        main: whether they are the main part of a page, as the page says.
        in_note: whether they are a note.
        blocks: the blocks so far; :meth:`flush` adds the last.
        set_aside: what was taken out of the flow.
    """

    name: str
    styles: PageStyles
    notes: PageNotes
    rendered: bool = False
    main: bool = False
    in_note: bool = False
    blocks: list[SourceBlock] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    line: int = 1
    markers: list[str] = field(default_factory=list)
    spoken: list[bool] = field(default_factory=list)
    """For each open list item, whether it had text: one that only holds a list adds no depth."""
    fresh: bool = False
    typed: dict[str, object] = field(default_factory=dict)
    """The mark and depth of an item in a list of Word's, which is a paragraph."""
    boxes: int = 0
    boxed: int = 0
    part: int = 0
    """The box that a part of the page is which opens; there can be boxes in it."""
    tables: int = 0
    heading: int = 0
    closed: dict[HtmlElement, int] = field(default_factory=dict)
    """For each part of the page with parts that open, the widest level of the headings in these."""

    def _place(self, element: HtmlElement) -> SourcePosition:
        if not self.rendered:
            return SourcePosition(line=element.sourceline or 1)
        near = (element, *element.iterancestors(), *element.iterdescendants())
        lines = (one.get(LINE) for one in near)
        return SourcePosition(line=next((int(line) for line in lines if line), 1))

    def flush(self) -> None:
        """Add the block that the collected runs make."""
        runs, self.runs = self.runs, []
        self.typed, typed = {}, self.typed
        place = SourcePosition(line=self.line)
        kind = BlockKind.PARAGRAPH
        looks: dict[str, object] = {}
        if self.heading:
            kind, looks = BlockKind.HEADING, {"level": self.heading}
        elif typed:
            kind, looks = BlockKind.LIST_ITEM, typed
        elif self.markers:
            marker = self.markers[-1] if self.fresh else ""
            level = 1 + sum(self.spoken[:-1])
            kind, looks = BlockKind.LIST_ITEM, {"level": level, "marker": marker}
        block = make.make(kind, runs, place)
        if not block:
            return
        if self.markers and not (self.rendered and self.heading):
            # In Markdown a heading in a list item leaves the marker to the text below it.
            self.fresh, self.spoken[-1] = False, True
        self._add(replace(block, boxed=self.boxed, **looks))  # type: ignore[arg-type]

    def _add(self, block: SourceBlock) -> None:
        if len(self.blocks) >= MAX_BLOCKS:
            raise too_large(self.name, f"it has more than {MAX_BLOCKS} paragraphs")
        self.blocks.append(block)

    def block(self, element: HtmlElement) -> None:
        """Read a block element."""
        tag = _tag(element)
        if self.notes.is_taken(element):
            if element.tag != "li":  # the heading over the notes
                self._put_aside(element, Aside.FOOTNOTE_MARKER)
            return
        if why := self._why_not(element, tag):
            self._put_aside(element, why)
            return
        self.flush()
        if tag in ("ul", "ol", "menu"):
            self._list(element, ordered=tag == "ol")
        elif tag == "table" and not _is_layout(element):
            self._table(element)
        elif tag == "dl" and not self.boxed and _has_long_entries(element):
            self._entries(element)
        elif level := self._level_of(element, tag):
            before, self.heading = self.heading, level
            self._children(element, _TextStyle())
            self.flush()
            self.heading = before
        else:
            self._boxed(element, tag)

    def _level_of(self, element: HtmlElement, tag: str) -> int:
        """Give the level of a heading; 0 for other elements, and where nothing shows a level."""
        if tag in _HEADINGS:
            return int(tag[1:])
        around = element.getparent() if tag == "summary" else None
        return max(0, self._widest_in(around) - 1) if around is not None else 0

    def _widest_in(self, opened: HtmlElement) -> int:
        """Give the widest level in parts that open, of this and those beside it; 0 for none."""
        parts = opened.getparent()
        if parts is None:
            return 0
        if parts not in self.closed:
            # All parts that open on one level of the page are over what is in any of them.
            within = (
                one for part in parts.iterchildren("details") for one in part.iter(*_HEADINGS)
            )
            self.closed[parts] = min((int(one.tag[1:]) for one in within), default=0)
        return self.closed[parts]

    def _boxed(self, element: HtmlElement, tag: str) -> None:
        before = self.boxed, self.part
        opens = tag == "details" and not self._widest_in(element)
        free = self.boxed in (0, self.part)
        if free and (opens or _is_box(element, tag) or self._is_frame(element, tag)):
            self.boxes += 1
            self.boxed = self.boxes
            self.part = self.boxed if opens else self.part
        self._children(element, _own_looks(element, tag, _TextStyle()))
        self.flush()
        self.boxed, self.part = before

    def _is_frame(self, element: HtmlElement, tag: str) -> bool:
        """Whether a style sheet of the page draws a part of it as a frame, and not the page."""
        if self.rendered or tag not in _FRAMES or not is_framed(self.styles.of(element)):
            return False
        heads = islice(element.iter("h1", "h2"), 2)
        small = sum(1 for _ in islice(element.iter(), _MOST_IN_FRAME + 1)) <= _MOST_IN_FRAME
        return small and len([head for head in heads if head.tag == "h2"]) < 2

    def _children(self, element: HtmlElement, looks: _TextStyle) -> None:
        self._say(element.text, element, looks)
        for child in element:
            tag = _tag(child)
            if tag in _BLOCKS:
                self.block(child)
            elif tag == "br":
                self.runs += [Run(BREAK)] if self.runs else []
            elif tag:
                self._inline(child, tag, looks)
            self._say(child.tail, element, looks)

    def _inline(self, element: HtmlElement, tag: str, looks: _TextStyle) -> None:
        if not self.in_note and (note := self.notes.note_of(element)) is not None:
            self._note(note)
        elif _is_typed_mark(element) or _is_arrow_back(element):
            return
        if why := self._why_not(element, tag):
            self._put_aside(element, why)
            return
        if tag == "button" and not self.heading:  # a line of its own over the part that it opens
            self.flush()
            self._children(element, _TextStyle(bold=True))
            self.flush()
            return
        if tag == "svg" or reading_of(tag).verdict is Verdict.HARMLESS:
            return
        if _WORD_GAP.search(element.get("style") or "") and self._takes_mark(element):
            return
        shift = self.styles.of(element).get("vertical-align", "") if not self.rendered else ""
        if tag in ("sup", "sub") or shift in ("super", "sub"):
            figures = raised if tag == "sup" or shift == "super" else lowered
            if shown := figures(_text_of(element)):
                self._say(shown, element, looks)
                return
        self._children(element, _own_looks(element, tag, looks))

    def _takes_mark(self, gap: HtmlElement) -> bool:
        """Whether white space that Word set is after the mark of an item, and take the mark."""
        mark = "".join(run.text for run in self.runs).strip()
        is_mark = bool(mark) and len(mark) <= _LONGEST_MARK and not self.heading
        if not is_mark or _text_of(gap):
            return False
        marker = make.BULLET if mark in _WORD_BULLETS else mark
        self.typed, self.runs = {"level": _depth_in_word(gap), "marker": marker}, []
        return True

    def _note(self, element: HtmlElement) -> None:
        """Read a note where its mark is; notes within it are set aside."""
        inner = MarkupReader(
            self.name, self.styles, self.notes, rendered=self.rendered, in_note=True
        )
        inner._children(element, _TextStyle())
        inner.flush()
        self.set_aside += inner.set_aside
        if inner.blocks:
            self.runs.append(Run("", note=Note(blocks_of(as_markdown(inner.blocks)))))

    def _say(self, text: str | None, element: HtmlElement, looks: _TextStyle) -> None:
        if not text:
            return
        run = Run(text.replace("\n", " "), looks.bold, looks.italic, looks.link, looks.code)
        if not self.runs:
            if not folded([run]):
                return
            self.line = self._place(element).line or 1
        self.runs.append(run)

    def _entries(self, element: HtmlElement) -> None:
        """Read a list of terms; each entry is a box, as nothing else says where it ends."""
        last = ""
        self._say(element.text, element, _TextStyle())
        for child in element:
            tag = _tag(child)
            if tag == "div" or (tag == "dt" and last != "dt"):
                self.boxes += 1
                self.boxed = self.boxes
            self._beside(child)
            self._say(child.tail, element, _TextStyle())
            last = tag or last
        self.flush()
        self.boxed = 0

    def _list(self, element: HtmlElement, *, ordered: bool) -> None:
        style = list_type(element, self.styles.of(element)) if ordered else ""
        items = [child for child in element if _tag(child) == "li"]
        step = -1 if element.get("reversed") is not None else 1
        number = _integer(element.get("start"), 1 if step > 0 else len(items))
        self._say(element.text, element, _TextStyle())
        for child in element:
            if _tag(child) == "li":
                number = _integer(child.get("value"), number)
                self._list_item(child, number, child.get("type") or style)
                number += step
            else:
                self._beside(child)
            self._say(child.tail, element, _TextStyle())
        self.flush()

    def _beside(self, element: HtmlElement) -> None:
        """Read what is no item of a list, and no row or cell of a table, but stands in one."""
        tag = _tag(element)
        if tag in _BLOCKS:
            self.block(element)
        elif tag:
            self._inline(element, tag, _TextStyle())

    def _list_item(self, element: HtmlElement, number: int, style: str) -> None:
        """Read an item of a list; ``style`` is '' where the list is not ordered."""
        if self.notes.is_taken(element):
            return
        if why := self._why_not(element, "li"):
            self._put_aside(element, why)
            return
        self.flush()
        marker = element.get(MARKER) if self.rendered else _typed_mark(element)
        delimiter = ")" if _is_bracketed(element.getparent()) else "."
        counted = make.list_number(number, style[:1]) + delimiter if style else make.BULLET
        self.markers.append(marker or counted)
        self.spoken.append(False)
        self.fresh = True
        self._boxed(element, "li")
        self.markers.pop()
        self.spoken.pop()
        self.fresh = False

    def _table(self, element: HtmlElement) -> None:
        self.tables += 1
        table = self.tables
        self._say(element.text, element, _TextStyle())
        spans = Spans[list[Run]]()
        for part in element:
            tag = _tag(part)
            if tag == "tr":
                self._row(part, table, spans)
            elif tag in _ROW_GROUPS:
                self._rows(part, tag, table)
            else:
                self._beside(part)
            self._say(part.tail, element, _TextStyle())
        self.flush()

    def _rows(self, group: HtmlElement, tag: str, table: int) -> None:
        if why := self._why_not(group, tag):
            self._put_aside(group, why)
            return
        spans = Spans[list[Run]]()
        self._say(group.text, group, _TextStyle())
        for part in group:
            if _tag(part) == "tr":
                self._row(part, table, spans)
            else:
                self._beside(part)
            self._say(part.tail, group, _TextStyle())

    def _row(self, row: HtmlElement, table: int, spans: Spans[list[Run]]) -> None:
        if why := self._why_not(row, "tr"):
            self._put_aside(row, why)
            return
        self.flush()
        cells = []
        self._say(row.text, row, _TextStyle())
        for cell in row:
            tag = _tag(cell)
            if tag not in ("td", "th"):
                self._beside(cell)
            elif why := self._why_not(cell, tag):
                self._put_aside(cell, why)
            else:
                reach = cell.get("colspan") or "", cell.get("rowspan") or ""
                cells.append((self._cell(cell), *reach))
            self._say(cell.tail, row, _TextStyle())
        self.flush()  # as in browsers, words between cells stand above them
        whole = [cell or [] for cell in spans.row(cells)]
        block = make.row(whole, self._place(row), table=table, boxed=self.boxed)
        if block:
            self._add(block)

    def _cell(self, element: HtmlElement) -> list[Run]:
        """Read the runs of a cell, with a break between its blocks."""
        inner = MarkupReader(self.name, self.styles, self.notes, rendered=self.rendered)
        inner._children(element, _TextStyle(bold=_tag(element) == "th"))
        inner.flush()
        self.set_aside += inner.set_aside
        return make.cell_runs(inner.blocks)

    def _why_not(self, element: HtmlElement, tag: str) -> str:
        """Why an element is not part of the content, or ''."""
        verdict, why = reading_of(tag)
        if verdict is Verdict.TOLD and not (why == Aside.AROUND and self._is_content(element, tag)):
            return why
        if self.notes.is_mark(element) or _leads_back(element):
            return Aside.FOOTNOTE_MARKER
        if self.notes.is_note(element):
            return Aside.FOOTNOTE
        style = self.styles.of(element)
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        if is_hidden(element, style) and not _OPENS.search(names):
            return Aside.HIDDEN
        if is_struck(element, style):
            return Aside.CROSSED_OUT
        around = (element.get("role") or "") in _AROUND_ROLES
        around = around or (tag != "body" and bool(_AROUND_NAMES.search(names)))
        return Aside.AROUND if around else ""

    def _is_content(self, element: HtmlElement, tag: str) -> bool:
        """Whether an element that is mostly around the content is part of it here."""
        if tag == "dialog":
            return element.get("open") is not None
        if tag == "button":
            return _opens_part(element)
        return tag in ("header", "form") and self.main

    def _put_aside(self, element: HtmlElement, why: str) -> None:
        for text in _said_by(element, self.name):
            shown = text.rstrip(_BACK) if why == Aside.FOOTNOTE else text
            self.set_aside.append(SetAside(shown, why, self._place(element)))

    def tell_around(self, body: HtmlElement, content: set[HtmlElement]) -> None:
        """Set aside what stands on the page beside its main part."""
        waiting = [body]
        while waiting:
            element = waiting.pop()
            waiting += [
                child for child in reversed(element) if child not in content and _tag(child)
            ]
            own = [element.text, *(child.tail for child in element)]
            why = Aside.HIDDEN if reading_of(_tag(element)).why == Aside.HIDDEN else Aside.AROUND
            if _tag(element) in ("script", "style"):
                continue
            text = " ".join(" ".join(filter(None, own)).split())
            if text:
                self.set_aside.append(SetAside(text, why, self._place(element)))

    def tell_written(self) -> None:
        """Tell of the words that style sheets write beside elements."""
        for element, text in self.styles.written():
            self.set_aside.append(SetAside(text, Aside.AUTOMATIC, self._place(element)))


def _leads_back(element: HtmlElement) -> bool:
    return bool(element.get("role") == "doc-backlink" or element.get("class") == "footnote-backref")


def _is_arrow_back(element: HtmlElement) -> bool:
    return _leads_back(element) and not _text_of(element).strip(_BACK)


def _is_typed_mark(element: HtmlElement) -> bool:
    """Whether an element is the mark of a list whose marks are text, as in pages by s55."""
    if element.tag != "span" or element.get("class") != "mark":
        return False
    around = next(element.iterancestors("ol"), None)
    return around is not None and "lettered" in (around.get("class") or "").split()


def _is_bracketed(element: HtmlElement | None) -> bool:
    """Whether the numbers of a list have a bracket after them, in pages by s55."""
    return element is not None and "paren" in (element.get("class") or "").split()


def _typed_mark(item: HtmlElement) -> str:
    marks = item.xpath("./span[@class='mark'] | ./p[1]/span[@class='mark']")
    return _text_of(marks[0]) if marks and _is_typed_mark(marks[0]) else ""


def _tag(element: HtmlElement) -> str:
    return element.tag.lower() if isinstance(element.tag, str) else ""


def _own_looks(element: HtmlElement, tag: str, looks: _TextStyle) -> _TextStyle:
    style = element.get("style") or ""
    return _TextStyle(
        looks.bold or tag in _BOLD or bool(_STYLE_BOLD.search(style)),
        looks.italic or tag in _ITALIC or "italic" in style,
        web_address(element.get("href") or "") if tag == "a" else looks.link,
        looks.code or tag in ("code", "kbd", "samp"),
    )


def _opens_part(button: HtmlElement) -> bool:
    """Whether a button is the heading of a part of the page that it opens, and not of the site."""
    after = button.getnext()
    opens_menu = after is not None and _tag(after) in ("nav", "ul")
    if opens_menu or any(_tag(one) in _AROUND_CONTENT for one in button.iterancestors()):
        return False
    says = button.get("aria-expanded") is not None or button.get("aria-controls") is not None
    return says or bool(_OPENS.search(button.get("class") or ""))


def _is_opened(element: HtmlElement) -> bool:
    """Whether an element is a part of the page that the button right before it opens."""
    before = element.getprevious()
    if before is None or not isinstance(before.tag, str):
        return False
    return any(_opens_part(button) for button in before.iter("button"))


def _is_box(element: HtmlElement, tag: str) -> bool:
    if tag in ("blockquote", "aside"):
        return True
    if _is_opened(element):
        return False
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    if tag in ("div", "section", "article", "details", "figure", "fieldset", "p", "li"):
        return bool(_BOX_NAMES.search(names) or _STYLE_BOX.search(element.get("style") or ""))
    return False


def _has_long_entries(terms: HtmlElement) -> bool:
    """Whether what is said of some term in a list is more than one block."""
    return any(sum(_tag(part) in _BLOCKS for part in said) > 1 for said in terms.iter("dd"))


def _is_layout(table: HtmlElement) -> bool:
    """Whether a table only arranges the page: one column without a head, or tables in it."""
    if table.get("role") in ("presentation", "table"):
        return bool(table.get("role") == "presentation")
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
    if table.find(".//table") is not None:
        return True
    has_head = len(rows) > 1 and rows[0].find("th") is not None
    return not has_head and all(len(row) <= 1 for row in rows)


_LIST_LEVEL = re.compile(r"mso-list:\s*l\d+\s+level(?P<level>[1-9])", re.IGNORECASE)
_LEFT = re.compile(r"margin-left:\s*(?P<size>\d+(?:\.\d+)?)(?P<unit>pt|cm)", re.IGNORECASE)
_STEP = {"pt": 36.0, "cm": 1.27}
"""How far Word indents a list in another."""


def _depth_in_word(gap: HtmlElement) -> int:
    """Tell how deep in lists a paragraph by Word is: as its style says, or its indentation."""
    styles = (one.get("style") or "" for one in gap.iterancestors("p", "li", "h1", "h2", "h3"))
    style = next(styles, "")
    if level := _LIST_LEVEL.search(style):
        return int(level["level"])
    left = _LEFT.search(style)
    return max(1, round(float(left["size"]) / _STEP[left["unit"].lower()])) if left else 1


def _integer(text: str | None, otherwise: int) -> int:
    try:
        return max(-(10**6), min(10**6, int(text or "")))
    except ValueError:
        return otherwise
