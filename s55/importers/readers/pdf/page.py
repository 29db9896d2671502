"""Read the text of a PDF page and its tags, by as few calls to PDFium as will do.

A call for every character would take longer than the library needs for the whole page, so lines
are taken from the page's text as one string, and only the ends of lines and of text objects (the
pieces of one font that a page is written in) are measured.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from math import hypot
from typing import Any

from pypdfium2 import raw

from s55.importers.readers.pdf.elements import RENDER_MODES
from s55.importers.readers.pdf.layers import Layers, direct
from s55.importers.readers.pdf.parts import Area, Look, Segment
from s55.importers.readers.runs import web_address
from s55.model.verdict import TAKEN, Verdict
from s55.word.symbols import in_symbols

MAX_CHARACTERS = 400_000
"""Characters of one page; what comes after is left out."""
_MAX_LINKS = 2_000
_A4 = 595.0, 842.0
_LARGEST = 2_000.0
"""Points of the largest characters."""
_FAR = 100_000.0
"""Points: what lies further out is on no page."""
_WIDE = 0.2
"""White space in a segment that may hold the edge of a cell, in sizes of characters."""
_LINE = re.compile(r"\S(?:[^\r\n]*\S)?")
_WORD = re.compile(r"\S+")
_MARKER = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[A-Za-z]|[ivxIVX]{2,5})[.)]|\d\.\d{1,2}|\W|o")
_SYMBOL_FONT = re.compile(
    r"(?:[A-Z]{6}\+)?(Wingdings|Webdings|ZapfDingbats)[- ]?([23])?(?:[-,]\w+)?"
)
"""The names of fonts whose letters look like ticks, boxes and arrows, whole or in part embedded."""
_BOLD_NAME = re.compile(r"bold|black|heavy|semib|demib", re.IGNORECASE)
_ITALIC_NAME = re.compile(r"italic|oblique", re.IGNORECASE)
_FORCE_BOLD, _ITALIC = 1 << 18, 1 << 6
_BOLD_WEIGHT = 600
WAYS = (0, 90, 180, 270)
"""The turns, in degrees clockwise, by which text on a page may read from left to right."""
_FILL = raw.FPDF_TEXTRENDERMODE_FILL


_text_object = direct(raw.FPDFText_GetTextObject, ctypes.c_void_p)
_char_origin = direct(raw.FPDFText_GetCharOrigin, ctypes.c_int)
_char_box = direct(raw.FPDFText_GetLooseCharBox, ctypes.c_int)
_matrix = direct(raw.FPDFText_GetMatrix, ctypes.c_int)
_font_size = direct(raw.FPDFText_GetFontSize, ctypes.c_double)
_fill_colour = direct(raw.FPDFText_GetFillColor, ctypes.c_int)
_object_font = direct(raw.FPDFTextObj_GetFont, ctypes.c_void_p, ctypes.c_void_p)
_render_mode = direct(raw.FPDFTextObj_GetTextRenderMode, ctypes.c_int, ctypes.c_void_p)


class _RawLooks(ctypes.Structure):
    """How a character looks, as the library gives it: its colour, and its matrix but the place."""

    _fields_ = (
        *((part, ctypes.c_uint) for part in ("red", "green", "blue", "alpha")),
        *((part, ctypes.c_float) for part in "abcd"),
    )


class _Measured(ctypes.Structure):
    """Where the library writes what it measures; the place of the matrix follows its looks."""

    _fields_ = (
        ("looks", _RawLooks),
        ("place", 2 * ctypes.c_float),
        ("box", raw.FS_RECTF),
        ("x", ctypes.c_double),
        ("y", ctypes.c_double),
    )


class TextOfPage:
    """The text of a page, and where its characters lie.

    Args:
        page: the page.
        textpage: its text as the library gives it.
        number: its number from 1.
    """

    def __init__(self, page: Any, textpage: Any, number: int) -> None:
        self.number = number
        self._page = page
        self._handle = textpage.raw
        self._turns = {0: Turn.of(page)}
        self._turn = self._turns[0]
        self._layers = Layers(page, textpage)
        self._looks: dict[int, Look] = {}
        self._measures: dict[tuple[bytes, float, int, int], Look] = {}
        self._known: dict[Look, Look] = {}
        self._fonts: dict[int, tuple[bool, bool, str]] = {}
        self._measured = here = _Measured()
        self._raw_looks, self._box = here.looks, here.box
        # A reference to each field, made once: the library writes there again and again.
        self._to_x = ctypes.byref(here, _Measured.x.offset)
        self._to_y = ctypes.byref(here, _Measured.y.offset)
        self._to_box = ctypes.byref(here, _Measured.box.offset)
        self._to_matrix = ctypes.byref(here, _RawLooks.a.offset)
        colour = _RawLooks.red, _RawLooks.green, _RawLooks.blue, _RawLooks.alpha
        self._to_colour = tuple(ctypes.byref(here, part.offset) for part in colour)
        self._links: list[tuple[int, int, str]] = []
        self._edges: frozenset[int] = frozenset()
        self.text = ""
        self._load(textpage)

    def _load(self, textpage: Any) -> None:
        count = min(textpage.count_chars(), MAX_CHARACTERS)
        if count <= 0:
            return
        buffer = (ctypes.c_ushort * (count + 1))()
        written = raw.FPDFText_GetText(self._handle, 0, count, buffer)
        text = bytes(buffer)[: max(0, written - 1) * 2].decode("utf-16-le", "replace")
        if len(text) != count:
            # Some characters have no Unicode value, or two parts: ask for each, which is slow.
            codes = [raw.FPDFText_GetUnicode(self._handle, index) for index in range(count)]
            text = "".join(
                chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
                for code in codes
            )
        self.text = text.replace("\ufffe", "\x02")

    def segments(self) -> list[list[Segment]]:
        """Return the segments of each line as the library sees it, from left to right."""
        self._links = list(self._linked())
        self._edges = frozenset(edge for link in self._links for edge in link[:2])
        found: list[list[Segment]] = []
        for match in _LINE.finditer(self.text):
            if merged := self._merged(self._parts(*match.span())):
                found.append(merged)
        return found

    def turn(self, way: int) -> Turn:
        """Give the turn by which text reads that stands at ``way`` on the page as it is seen."""
        if way not in self._turns:
            self._turns[way] = self._turns[0].by(way)
        return self._turns[way]

    def mark_at(self, index: int) -> int:
        """Give the number of the marked content that a character is in, -1 for none."""
        thing = raw.FPDFText_GetTextObject(self._handle, index)
        return int(raw.FPDFPageObj_GetMarkedContentID(thing)) if thing else -1

    def object_at(self, index: int) -> int:
        """Give the address of the text object that a character is in, 0 for none."""
        return _text_object(self._handle, index) or 0

    def has_ink(self, index: int) -> bool:
        """Whether the picture of the page has more than one shade where a character stands."""
        return self._layers.has_ink(index)

    def span(self, segment: Segment, start: int, end: int) -> tuple[float, float]:
        """Give where the characters of a segment from ``start`` to before ``end`` lie."""
        self._turn = self.turn(segment.look.way or 0)
        x0, _ = self._origin(start)
        return x0, self._right(end - 1, x0)

    def characters(self, segment: Segment) -> Iterator[tuple[int, float, float]]:
        """Yield the index of each character of a segment, and where it begins and ends."""
        self._turn = self.turn(segment.look.way or 0)
        for index in range(segment.start, segment.end):
            x0, _ = self._origin(index)
            yield index, x0, self._right(index, x0)

    def _parts(self, start: int, end: int) -> Iterable[tuple[int, int, int]]:
        """Give the stretches of a line that belong to one text object: start, end, object."""
        first = _text_object(self._handle, start) or 0
        edges = self._edges
        is_linked = bool(edges) and not edges.isdisjoint(range(start, end + 1))
        if not is_linked and first == (_text_object(self._handle, end - 1) or 0):
            return ((start, end, first),)
        return self._divided(start, end, first, is_linked=is_linked)

    def _divided(
        self, start: int, end: int, current: int, *, is_linked: bool
    ) -> Iterator[tuple[int, int, int]]:
        """Divide a line where another text object begins, and at the edges of links."""
        text, get, edges = self._handle, _text_object, self._edges
        for word in _WORD.finditer(self.text, start, end):
            first, past = word.span()
            here = get(text, first) or current
            if here != current or (is_linked and first in edges):
                if first > start:
                    yield start, first, current
                start, current = first, here
            if past - first > 1 and (is_linked or (get(text, past - 1) or here) != here):
                for index in range(first + 1, past):
                    here = get(text, index) or current
                    if here != current or index in edges:
                        yield start, index, current
                        start, current = index, here
        yield start, end, current

    def _merged(self, parts: Iterable[tuple[int, int, int]]) -> list[Segment]:
        """Make segments of parts; neighbours that look the same become one."""
        merged: list[Segment] = []
        for part in parts:
            for segment in self._placed(*part):
                last = merged[-1] if merged else None
                if (
                    last is not None
                    and _goes_on(last, segment)
                    and not self._is_marker(last, segment)
                ):
                    if segment.x0 - last.x1 > _WIDE * segment.look.size:
                        last.gaps = (*last.gaps, (last.x1, segment.x0, segment.start))
                    last.end, last.x1 = segment.end, max(last.x1, segment.x1)
                else:
                    segment.spaced = segment.start > 0 and self.text[segment.start - 1].isspace()
                    merged.append(segment)
        for segment in merged:
            said = self.text[segment.start : segment.end]
            font = segment.look.symbols
            segment.text = in_symbols(said, font) if font else said
        return merged

    def _is_marker(self, last: Segment, segment: Segment) -> bool:
        """Whether a segment is a list's number, set off from the text by more than a space."""
        return (
            last.end - last.start < 7
            and segment.x0 - last.x1 > 0.38 * segment.look.size
            and bool(_MARKER.fullmatch(self.text, last.start, last.end))
        )

    def _placed(self, start: int, end: int, text_object: int) -> list[Segment]:
        """Measure the segment of one part, or several where it is wider than its characters.

        Some programs write the cells of a table's row as one text object with white space in it.
        """
        text = self.text
        while end > start + 1 and text[end - 1].isspace():
            end -= 1
        look = self._looks.get(text_object)
        if look is None:
            look = self._looks[text_object] = self._look_of(text_object, start)
        self._turn = self.turn(look.way or 0)
        x0, y = self._origin(start)
        x1 = self._right(end - 1, x0)
        if not (-_FAR < x0 < _FAR and -_FAR < x1 < _FAR and -_FAR < y < _FAR):
            # Only a damaged file has such numbers; the text is on no page.
            return []
        link = self._link_at(start) if self._links else ""
        whole = Segment(x0, x1, y, look, "", start, end, link)
        size = look.size
        if x1 - x0 - 0.66 * size * (end - start) < 1.2 * size:
            return [whole]
        pieces = [whole]
        for word in _WORD.finditer(text, start, end):
            left, _ = self._origin(word.start())
            last = pieces[-1]
            if word.start() > last.start and left - last.x1 > 1.2 * size:
                pieces.append(Segment(left, left, y, look, "", word.start(), end, link))
            pieces[-1].end = word.end()
            pieces[-1].x1 = self._right(word.end() - 1, left)
        return pieces

    def _link_at(self, index: int) -> str:
        """Give the address of the link that a character is in; '' for none."""
        addresses = (address for begin, past, address in self._links if begin <= index < past)
        return next(addresses, "")

    def _origin(self, index: int) -> tuple[float, float]:
        _char_origin(self._handle, index, self._to_x, self._to_y)
        turn, here = self._turn, self._measured
        if turn.rotation:
            return turn.point(here.x, here.y)
        return here.x - turn.left, turn.top - here.y

    def _right(self, index: int, otherwise: float) -> float:
        if not _char_box(self._handle, index, self._to_box):
            return otherwise
        box = self._box
        if self._turn.rotation:
            return self._turn.area(box.left, box.bottom, box.right, box.top).x1
        return float(box.right - self._turn.left)

    def _look_of(self, text_object: int, index: int) -> Look:
        """Return the looks of a text object: equal looks are one object, which compares fast."""
        text = self._handle
        _matrix(text, index, self._to_matrix)
        _fill_colour(text, index, *self._to_colour)
        font = (_object_font(text_object) or 0) if text_object else 0
        mode = _render_mode(text_object) if text_object else _FILL
        measure = bytes(self._raw_looks), _font_size(text, index), font, mode
        look = self._measures.get(measure)
        if look is None:
            look = self._measures[measure] = self._kept(self._read(*measure[1:]))
        if look.painted and text_object and self._layers.hide(text_object, index):
            return self._kept(replace(look, painted=False))
        return look

    def _kept(self, look: Look) -> Look:
        return self._known.setdefault(look, look)

    def _read(self, size: float, font: int, mode: int) -> Look:
        """Read the looks of the character that was measured last."""
        raw_looks = self._raw_looks
        along, across = raw_looks.c, raw_looks.d
        size = abs(size) * ((abs(across) if not along else hypot(along, across)) or 1.0)
        bold, italic, symbols = self._font(font)
        way = _way(raw_looks, self._turns[0].rotation)
        slanted = way == 0 and abs(along) > 0.1 * abs(across)
        shown = RENDER_MODES.get(mode, TAKEN).verdict is Verdict.TAKEN
        colour = raw_looks.red << 16 | raw_looks.green << 8 | raw_looks.blue
        return Look(
            round(size, 1) if 0.0 <= size < _LARGEST else _LARGEST,
            bold,
            italic or slanted,
            f"#{colour & 0xFFFFFF:06x}",
            way,
            painted=shown and raw_looks.alpha > 0,
            plain_fill=mode in (_FILL, raw.FPDF_TEXTRENDERMODE_FILL_CLIP),
            symbols=symbols,
        )

    def _font(self, address: int) -> tuple[bool, bool, str]:
        """Tell whether a font is bold, whether italic, and whose symbols it has.

        The last is '' for a font of letters.
        """
        if not address:
            return False, False, ""
        known = self._fonts.get(address)
        if known is None:
            known = self._fonts[address] = _font_looks(address)
        return known

    def _linked(self) -> Iterator[tuple[int, int, str]]:
        """Yield the links of the page: the first character, the one past the last, the address."""
        position, link = ctypes.c_int(0), raw.FPDF_LINK()
        rectangle = raw.FS_RECTF()
        document = self._page.pdf.raw
        for _ in range(_MAX_LINKS):
            if not raw.FPDFLink_Enumerate(self._page.raw, position, link):
                return
            address = _address_of(document, link)
            if not address or not raw.FPDFLink_GetAnnotRect(link, rectangle):
                continue
            found = self._range(rectangle)
            if found:
                yield (*found, address)

    def _range(self, rectangle: Any) -> tuple[int, int] | None:
        """Find the characters in a link's rectangle, if they are on one line."""
        middle = (rectangle.top + rectangle.bottom) / 2
        step = 2.0
        at = raw.FPDFText_GetCharIndexAtPos
        first = at(self._handle, rectangle.left + step, middle, 3.0, 6.0)
        last = at(self._handle, rectangle.right - step, middle, 3.0, 6.0)
        if first < 0 or last < first or last >= len(self.text):
            return None
        return first, last + 1


class Turn:
    """From PDF space (y upwards, the page perhaps turned) to the page as a person sees it.

    Args:
        sides: left, bottom, right and top of the page, in PDF space.
        rotation: by how many degrees clockwise it is turned to be seen: 0, 90, 180 or 270.
    """

    def __init__(self, sides: tuple[float, float, float, float], rotation: int) -> None:
        self._sides = sides
        self.left, self._bottom, self._right, self.top = sides
        self.rotation = rotation % 360
        size = self._right - self.left, self.top - self._bottom
        self.width, self.height = size if self.rotation in (0, 180) else size[::-1]

    @classmethod
    def of(cls, page: Any) -> Turn:
        """Give the turn of a page."""
        sides = page.get_bbox()
        is_on_paper = all(-_FAR < side < _FAR for side in sides)
        return cls(sides if is_on_paper else (0.0, 0.0, *_A4), page.get_rotation())

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Turn a point."""
        x, y = x - self.left, y - self._bottom
        match self.rotation:
            case 90:
                return y, x
            case 180:
                return self.width - x, y
            case 270:
                return self.width - y, self.height - x
        return x, self.height - y

    def area(self, left: float, bottom: float, right: float, top: float) -> Area:
        """Turn a rectangle."""
        if not self.rotation:
            return Area(left - self.left, self.top - top, right - self.left, self.top - bottom)
        xa, ya = self.point(left, bottom)
        xb, yb = self.point(right, top)
        return Area(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb))

    def by(self, way: int) -> Turn:
        """Give the turn for who turns the page further, by ``way`` degrees clockwise."""
        return Turn(self._sides, self.rotation + way)


def _way(matrix: Any, rotation: int) -> int | None:
    """By how many degrees a page, seen turned by ``rotation``, is turned further to be read."""
    a, b = matrix.a, matrix.b
    if abs(b) < 0.1 * abs(a):
        turned = 0 if a > 0 else 180
    elif abs(a) < 0.1 * abs(b):
        turned = 90 if b > 0 else 270
    else:
        return None
    return (turned - rotation) % 360


def _goes_on(last: Segment, segment: Segment) -> bool:
    """Whether a segment is the same stretch of text as the one before."""
    size = last.look.size
    return (
        last.look is segment.look
        and last.link == segment.link
        and abs(last.y - segment.y) < 0.1 * size
        and -0.5 * size < segment.x0 - last.x1 < size
    )


def _font_looks(address: int) -> tuple[bool, bool, str]:
    font = ctypes.cast(ctypes.c_void_p(address), raw.FPDF_FONT)
    buffer = ctypes.create_string_buffer(256)
    length = raw.FPDFFont_GetBaseFontName(font, buffer, len(buffer))
    name = buffer.value.decode("latin-1") if 0 < length <= len(buffer) else ""
    flags = raw.FPDFFont_GetFlags(font)
    flags = flags if flags > 0 else 0
    bold = bool(_BOLD_NAME.search(name)) or raw.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT
    italic = bool(_ITALIC_NAME.search(name)) or bool(flags & _ITALIC)
    found = _SYMBOL_FONT.fullmatch(name)
    symbols = " ".join(filter(None, found.groups())) if found else ""
    return bold or bool(flags & _FORCE_BOLD), italic, symbols


def _address_of(document: Any, link: Any) -> str:
    action = raw.FPDFLink_GetAction(link)
    if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
        return ""
    length = raw.FPDFAction_GetURIPath(document, action, None, 0)
    if not 1 < length < 4000:
        return ""
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFAction_GetURIPath(document, action, buffer, length)
    return web_address(buffer.value.decode("utf-8", "replace"))
