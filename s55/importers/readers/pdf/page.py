"""Read the text of a PDF page and its tags, by as few calls to PDFium as will do.

A call for every character would take longer than the library needs for the whole page, so lines
are taken from the page's text as one string, and only the ends of lines and of text objects (the
pieces of one font that a page is written in) are measured.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterable, Iterator
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
_LINE = re.compile(r"[^\r\n]+")
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


_text_object = direct(raw.FPDFText_GetTextObject, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
_object_font = direct(raw.FPDFTextObj_GetFont, ctypes.c_void_p, ctypes.c_void_p)
_render_mode = direct(raw.FPDFTextObj_GetTextRenderMode, ctypes.c_int, ctypes.c_void_p)
_OF_CHARACTER = (ctypes.c_void_p, ctypes.c_int)
_char_origin = direct(
    raw.FPDFText_GetCharOrigin, ctypes.c_int, *_OF_CHARACTER, ctypes.c_void_p, ctypes.c_void_p
)
_char_box = direct(raw.FPDFText_GetLooseCharBox, ctypes.c_int, *_OF_CHARACTER, ctypes.c_void_p)
_matrix = direct(raw.FPDFText_GetMatrix, ctypes.c_int, *_OF_CHARACTER, ctypes.c_void_p)
_font_size = direct(raw.FPDFText_GetFontSize, ctypes.c_double, *_OF_CHARACTER)
_fill_colour = direct(
    raw.FPDFText_GetFillColor, ctypes.c_int, *_OF_CHARACTER, *(4 * (ctypes.c_void_p,))
)


class TextOfPage:
    """The text of a page, and where its characters lie.

    Args:
        page: the page.
        textpage: its text as the library gives it.
        number: its number from 1.
    """

    def __init__(self, page: Any, textpage: Any, number: int) -> None:
        turn = Turn(page)
        self.number = number
        self._page = page
        self._handle = textpage.raw
        self._address = ctypes.cast(textpage.raw, ctypes.c_void_p).value
        self._upright = turn
        self._turns = {way: turn.by(way) for way in WAYS}
        self._turn = turn
        self._layers = Layers(page, textpage)
        self._looks: dict[int, Look] = {}
        self._known: dict[tuple[float, bool, bool, int, int | None, bool, bool, str], Look] = {}
        self._fonts: dict[int, tuple[bool, bool, str]] = {}
        self._matrix = raw.FS_MATRIX()
        self._box = raw.FS_RECTF()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._colour = tuple(ctypes.c_uint() for _ in range(4))
        # Where the library is to write, by address: a wrapper around each, every time, is slower.
        self._to_x, self._to_y = ctypes.addressof(self._x), ctypes.addressof(self._y)
        self._to_box, self._to_matrix = ctypes.addressof(self._box), ctypes.addressof(self._matrix)
        self._to_colour = tuple(ctypes.addressof(part) for part in self._colour)
        self._links: list[tuple[int, int, str]] = []
        self._edges: frozenset[int] = frozenset()
        self.text = ""
        self._indices: list[int] | None = None
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
            start, end = match.span()
            while start < end and self.text[start].isspace():
                start += 1
            while end > start and self.text[end - 1].isspace():
                end -= 1
            if start < end and (merged := self._merged(self._parts(start, end))):
                found.append(merged)
        return found

    def mark_at(self, index: int) -> int:
        """Give the number of the marked content that a character is in, -1 for none."""
        thing = raw.FPDFText_GetTextObject(self._handle, index)
        return int(raw.FPDFPageObj_GetMarkedContentID(thing)) if thing else -1

    def characters(self, segment: Segment) -> Iterator[tuple[int, float, float]]:
        """Yield the index of each character of a segment, and where it begins and ends."""
        way = segment.look.way
        self._turn = self._upright if way is None else self._turns[way]
        for index in range(segment.start, segment.end):
            x0, _ = self._origin(index)
            yield index, x0, self._right(index, x0)

    def _parts(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """Yield the stretches of a line that belong to one text object: start, end, object."""
        address, get = self._address, _text_object
        current = get(address, start) or 0
        edges = self._edges
        linked = bool(edges) and not edges.isdisjoint(range(start, end + 1))
        if not linked and current == (get(address, end - 1) or 0):
            yield start, end, current
            return
        for word in _WORD.finditer(self.text, start, end):
            first, past = word.span()
            here = get(address, first) or current
            if here != current or (linked and first in edges):
                if first > start:
                    yield start, first, current
                start, current = first, here
            if past - first > 1 and (linked or (get(address, past - 1) or here) != here):
                for index in range(first + 1, past):
                    here = get(address, index) or current
                    if here != current or index in edges:
                        yield start, index, current
                        start, current = index, here
        yield start, end, current

    def _merged(self, parts: Iterable[tuple[int, int, int]]) -> list[Segment]:
        """Make segments of parts; neighbours that look the same become one."""
        merged: list[Segment] = []
        last: Segment | None = None
        for part in parts:
            for segment in self._placed(*part):
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
                    last = segment
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
            look = self._looks[text_object] = self._measured(text_object, start)
        self._turn = self._upright if look.way is None else self._turns[look.way]
        x0, y = self._origin(start)
        x1 = self._right(end - 1, x0)
        if not (-_FAR < x0 < _FAR and -_FAR < x1 < _FAR and -_FAR < y < _FAR):
            # Only a damaged file has such numbers; the text is on no page.
            return []
        links = (address for begin, past, address in self._links if begin <= start < past)
        link = next(links, "")
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

    def _origin(self, index: int) -> tuple[float, float]:
        _char_origin(self._address, index, self._to_x, self._to_y)
        turn = self._turn
        if turn.rotation:
            return turn.point(self._x.value, self._y.value)
        return self._x.value - turn.left, turn.top - self._y.value

    def _right(self, index: int, otherwise: float) -> float:
        box = self._box
        if not _char_box(self._address, index, self._to_box):
            return otherwise
        if self._turn.rotation:
            return self._turn.area(box.left, box.bottom, box.right, box.top).x1
        return float(box.right - self._turn.left)

    def _measured(self, text_object: int, index: int) -> Look:
        """Return the looks of a text object: equal looks are one object, which compares fast."""
        matrix = self._matrix
        _matrix(self._address, index, self._to_matrix)
        along, across = matrix.c, matrix.d
        scale = (abs(across) if not along else hypot(along, across)) or 1.0
        size = abs(_font_size(self._address, index)) * scale
        size = round(size, 1) if 0.0 <= size < _LARGEST else _LARGEST
        red, green, blue, alpha = self._colour
        _fill_colour(self._address, index, *self._to_colour)
        bold, italic, symbols = self._font(text_object)
        way = _way(matrix, self._upright.rotation)
        slanted = way == 0 and abs(along) > 0.1 * abs(across)
        mode = _render_mode(text_object) if text_object else _FILL
        painted = RENDER_MODES.get(mode, TAKEN).verdict is Verdict.TAKEN and alpha.value > 0
        painted = painted and not (text_object and self._layers.hide(text_object, index))
        key = (
            size,
            bold,
            italic or slanted,
            red.value << 16 | green.value << 8 | blue.value,
            way,
            painted,
            mode in (_FILL, raw.FPDF_TEXTRENDERMODE_FILL_CLIP),
            symbols,
        )
        look = self._known.get(key)
        if look is None:
            colour = f"#{key[3] & 0xFFFFFF:06x}"
            look = self._known[key] = Look(*key[:3], colour, *key[4:7], symbols)
        return look

    def _font(self, text_object: int) -> tuple[bool, bool, str]:
        """Tell whether the font of a text object is bold, whether italic, and whose symbols it has.

        The last is '' for a font of letters.
        """
        if not text_object:
            return False, False, ""
        address = _object_font(text_object) or 0
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
        page: the page.
        way: by how many degrees clockwise the person turns the page further, 0, 90, 180 or 270.
    """

    def __init__(self, page: Any, way: int = 0) -> None:
        self._page = page
        self.left, self._bottom, self._right, self.top = page.get_bbox()
        self.rotation = (page.get_rotation() + way) % 360
        if not all(
            -_FAR < side < _FAR for side in (self.left, self._bottom, self._right, self.top)
        ):
            self.left, self._bottom, self._right, self.top = 0.0, 0.0, *_A4
        sides = self._right - self.left, self.top - self._bottom
        self.width, self.height = sides if self.rotation in (0, 180) else sides[::-1]

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
        """Give the turn by which text reads that stands at ``way`` on the page as it is seen."""
        return Turn(self._page, way) if way else self


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
