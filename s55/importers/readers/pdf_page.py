"""A PDF page to segments of text and drawn shapes, by as few calls to PDFium as will do.

A call for every character would take longer than the library needs for the whole page, so lines
are taken from the page's text as one string, and only the ends of lines and of text objects (the
pieces of one font that a page is written in) are asked where they lie.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from math import hypot
from typing import Any

import pypdfium2.raw as raw

from s55.importers.readers.pdf_parts import Area, Look, Segment, Shape
from s55.importers.readers.runs import web_address

MAX_CHARACTERS = 400_000
"""Characters of one page; what comes after is left out."""
_MAX_OBJECTS = 20_000
_MAX_SEGMENTS = 400
_MAX_FORMS = 4
_MAX_LINKS = 2_000
_LINE = re.compile(r"[^\r\n]+")
_WORD = re.compile(r"\S+")
_BOLD_NAME = re.compile(r"bold|black|heavy|semib|demib", re.IGNORECASE)
_ITALIC_NAME = re.compile(r"italic|oblique", re.IGNORECASE)
_FORCE_BOLD, _ITALIC = 1 << 18, 1 << 6
_BOLD_WEIGHT = 600


def _direct(function: Any, *arguments: Any) -> Any:
    """A function of the library that returns a plain address, which is quicker to compare."""
    address = ctypes.cast(function, ctypes.c_void_p).value
    return ctypes.CFUNCTYPE(ctypes.c_void_p, *arguments)(address)


_text_object = _direct(raw.FPDFText_GetTextObject, ctypes.c_void_p, ctypes.c_int)
_object_font = _direct(raw.FPDFTextObj_GetFont, ctypes.c_void_p)


class TextOfPage:
    """The text of a page, and where its characters lie.

    Args:
        page: the page, as pypdfium2 opened it.
        textpage: its text page.
        turn: a function from PDF space to the page as seen.
    """

    def __init__(self, page: Any, textpage: Any) -> None:
        self._page = page
        self._handle = textpage.raw
        self._address = ctypes.cast(textpage.raw, ctypes.c_void_p).value
        self._turn = Turn(page)
        self._looks: dict[int, Look] = {}
        self._fonts: dict[int, tuple[bool, bool]] = {}
        self._matrix = raw.FS_MATRIX()
        self._box = raw.FS_RECTF()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._colour = tuple(ctypes.c_uint() for _ in range(4))
        self._links: list[tuple[int, int, str]] = []
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
            # Some characters have no Unicode value or two parts: go the slow way, one by one.
            codes = [raw.FPDFText_GetUnicode(self._handle, index) for index in range(count)]
            text = "".join(chr(code) if _is_scalar(code) else "\ufffd" for code in codes)
        self.text = text.replace("\ufffe", "\x02")

    def segments(self) -> list[list[Segment]]:
        """For each line as the library sees it, the segments from left to right."""
        self._links = list(self._linked())
        found: list[list[Segment]] = []
        for match in _LINE.finditer(self.text):
            start, end = match.span()
            while start < end and self.text[start].isspace():
                start += 1
            while end > start and self.text[end - 1].isspace():
                end -= 1
            if start < end:
                found.append(self._merged(list(self._parts(start, end))))
        return found

    def _parts(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """The stretches of a line that belong to one text object: start, end, object."""
        address, get = self._address, _text_object
        current = get(address, start) or 0
        if current == (get(address, end - 1) or 0) and not self._has_link(start, end):
            yield start, end, current
            return
        for word in _WORD.finditer(self.text, start, end):
            first, past = word.span()
            for index in self._changes(first, past, current):
                if index > start:
                    yield start, index, current
                start = index
                current = get(address, index) or current
        yield start, end, current

    def _changes(self, first: int, past: int, current: int) -> Iterator[int]:
        """The indices in a word at which another text object, or a link, begins or ends."""
        address, get = self._address, _text_object
        edges = (
            {edge for begin, end, _ in self._links for edge in (begin, end)}
            if self._links
            else frozenset()
        )
        here = get(address, first) or current
        if here != current or first in edges:
            yield first
        if past - first == 1 or ((get(address, past - 1) or here) == here and not edges):
            return
        for index in range(first + 1, past):
            there = get(address, index) or here
            if there != here or index in edges:
                here = there
                yield index

    def _merged(self, parts: list[tuple[int, int, int]]) -> list[Segment]:
        """Parts with their places; neighbours that look the same are one segment."""
        merged: list[Segment] = []
        for start, end, text_object in self._narrow(parts):
            while end > start and self.text[end - 1].isspace():
                end -= 1
            look = self._look(text_object, start)
            x0, y = self._origin(start)
            segment = Segment(
                x0, self._right(end - 1, x0), y, look, "", start, end, self._link(start)
            )
            last = merged[-1] if merged else None
            if last and _goes_on(last, segment):
                last.end, last.x1 = end, max(last.x1, segment.x1)
            else:
                segment.spaced = start > 0 and self.text[start - 1].isspace()
                merged.append(segment)
        for segment in merged:
            segment.text = self.text[segment.start : segment.end]
        return merged

    def _narrow(self, parts: list[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
        """The parts, with those that are wider than their characters cut at the wide gaps.

        Some programs write the cells of a table's row as one text object with white space in it.
        """
        for start, end, text_object in parts:
            size = self._look(text_object, start).size
            x0, _ = self._origin(start)
            wide = self._right(end - 1, x0) - x0 - 0.66 * size * (end - start)
            if wide < 1.2 * size or " " not in self.text[start:end]:
                yield start, end, text_object
                continue
            begin, before = start, x0
            for word in _WORD.finditer(self.text, start, end):
                left, _ = self._origin(word.start())
                if left - before > 1.2 * size and word.start() > begin:
                    yield begin, word.start(), text_object
                    begin = word.start()
                before = self._right(word.end() - 1, left)
            yield begin, end, text_object

    def _origin(self, index: int) -> tuple[float, float]:
        raw.FPDFText_GetCharOrigin(self._handle, index, self._x, self._y)
        return self._turn.point(self._x.value, self._y.value)

    def _right(self, index: int, otherwise: float) -> float:
        box = self._box
        if not raw.FPDFText_GetLooseCharBox(self._handle, index, box):
            return otherwise
        return self._turn.area(box.left, box.bottom, box.right, box.top).x1

    def _look(self, text_object: int, index: int) -> Look:
        look = self._looks.get(text_object)
        if look is None:
            look = self._looks[text_object] = self._measured(text_object, index)
        return look

    def _measured(self, text_object: int, index: int) -> Look:
        matrix = self._matrix
        raw.FPDFText_GetMatrix(self._handle, index, matrix)
        scale = hypot(matrix.c, matrix.d) or 1.0
        size = abs(raw.FPDFText_GetFontSize(self._handle, index)) * scale
        red, green, blue, alpha = self._colour
        raw.FPDFText_GetFillColor(self._handle, index, red, green, blue, alpha)
        bold, italic = self._font(text_object)
        slanted = abs(matrix.c) > 0.1 * abs(matrix.d) and self._turn.upright(matrix)
        return Look(
            round(min(size, 2000.0), 1),
            bold,
            italic or slanted,
            f"#{red.value & 255:02x}{green.value & 255:02x}{blue.value & 255:02x}",
            self._turn.upright(matrix),
        )

    def _font(self, text_object: int) -> tuple[bool, bool]:
        """Whether the font of a text object is bold, and whether it is italic."""
        if not text_object:
            return False, False
        address = _object_font(text_object) or 0
        known = self._fonts.get(address)
        if known is None:
            known = self._fonts[address] = _font_looks(address)
        return known

    def _linked(self) -> Iterator[tuple[int, int, str]]:
        """The links of the page: the first character, the one past the last, the address."""
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
        """The characters in a link's rectangle, if they stand on one line."""
        middle = (rectangle.top + rectangle.bottom) / 2
        step = 2.0
        at = raw.FPDFText_GetCharIndexAtPos
        first = at(self._handle, rectangle.left + step, middle, 3.0, 6.0)
        last = at(self._handle, rectangle.right - step, middle, 3.0, 6.0)
        if first < 0 or last < first or last >= len(self.text):
            return None
        return first, last + 1

    def _has_link(self, start: int, end: int) -> bool:
        return any(begin < end and past > start for begin, past, _ in self._links)

    def _link(self, index: int) -> str:
        for begin, past, address in self._links:
            if begin <= index < past:
                return address
        return ""


class Turn:
    """From PDF space (y upwards, the page perhaps turned) to the page as a person sees it."""

    def __init__(self, page: Any) -> None:
        self._left, self._bottom, self._right, self._top = page.get_bbox()
        self.rotation = page.get_rotation() % 360
        sides = self._right - self._left, self._top - self._bottom
        self.width, self.height = sides if self.rotation in (0, 180) else sides[::-1]

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point."""
        x, y = x - self._left, y - self._bottom
        match self.rotation:
            case 90:
                return y, x
            case 180:
                return self.width - x, y
            case 270:
                return self.width - y, self.height - x
        return x, self.height - y

    def area(self, left: float, bottom: float, right: float, top: float) -> Area:
        """A rectangle."""
        xa, ya = self.point(left, bottom)
        xb, yb = self.point(right, top)
        return Area(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb))

    def upright(self, matrix: Any) -> bool:
        """Whether text with this matrix reads from left to right as the page is seen."""
        along = {
            0: (matrix.a, matrix.b),
            90: (-matrix.b, matrix.a),
            180: (-matrix.a, -matrix.b),
            270: (matrix.b, -matrix.a),
        }[self.rotation if self.rotation in (0, 90, 180, 270) else 0]
        return bool(along[0] > 0 and abs(along[1]) < 0.1 * along[0])


def _goes_on(last: Segment, segment: Segment) -> bool:
    """Whether a segment is the same stretch of text as the one before."""
    size = last.look.size
    return (
        last.look == segment.look
        and last.link == segment.link
        and abs(last.y - segment.y) < 0.1 * size
        and -0.5 * size < segment.x0 - last.x1 < size
    )


def _is_scalar(code: int) -> bool:
    return 0 < code < 0x110000 and not 0xD800 <= code < 0xE000


def _font_looks(address: int) -> tuple[bool, bool]:
    font = ctypes.cast(ctypes.c_void_p(address), raw.FPDF_FONT)
    buffer = ctypes.create_string_buffer(256)
    length = raw.FPDFFont_GetBaseFontName(font, buffer, len(buffer))
    name = buffer.value.decode("latin-1") if 0 < length <= len(buffer) else ""
    flags = raw.FPDFFont_GetFlags(font)
    flags = flags if flags > 0 else 0
    bold = bool(_BOLD_NAME.search(name)) or raw.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT
    italic = bool(_ITALIC_NAME.search(name)) or bool(flags & _ITALIC)
    return bold or bool(flags & _FORCE_BOLD), italic


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


# --- shapes ------------------------------------------------------------------


def shapes_of(page: Any) -> tuple[list[Shape], bool]:
    """The drawn shapes of a page, and whether it has a picture."""
    reader = _Shapes(Turn(page))
    count = min(raw.FPDFPage_CountObjects(page.raw), _MAX_OBJECTS)
    for index in range(count):
        reader.add(raw.FPDFPage_GetObject(page.raw, index), ())
    return reader.shapes, reader.picture


class _Shapes:
    """Collects the shapes of a page, forms within it included."""

    def __init__(self, turn: Turn) -> None:
        self._turn = turn
        self.shapes: list[Shape] = []
        self.picture = False
        self._seen = 0
        self._sides = tuple(ctypes.c_float() for _ in range(4))
        self._colour = tuple(ctypes.c_uint() for _ in range(4))
        self._mode, self._stroke = ctypes.c_int(), ctypes.c_int()

    def add(self, thing: Any, matrices: tuple[Any, ...]) -> None:
        """Take note of one page object."""
        kind = raw.FPDFPageObj_GetType(thing)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            self._path(thing, matrices)
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            self.picture = True
        elif kind == raw.FPDF_PAGEOBJ_FORM and len(matrices) < _MAX_FORMS:
            matrix = raw.FS_MATRIX()
            raw.FPDFPageObj_GetMatrix(thing, matrix)
            for index in range(min(raw.FPDFFormObj_CountObjects(thing), _MAX_OBJECTS)):
                self._seen += 1
                if self._seen > _MAX_OBJECTS:
                    return
                self.add(raw.FPDFFormObj_GetObject(thing, index), (matrix, *matrices))

    def _path(self, path: Any, matrices: tuple[Any, ...]) -> None:
        if not raw.FPDFPath_GetDrawMode(path, self._mode, self._stroke):
            return
        filled, stroked = self._mode.value != raw.FPDF_FILLMODE_NONE, bool(self._stroke.value)
        if not (filled or stroked):
            return
        left, bottom, right, top = self._sides
        if not raw.FPDFPageObj_GetBounds(path, left, bottom, right, top):
            return
        corners = [(left.value, bottom.value), (right.value, top.value)]
        for matrix in matrices:
            corners = [_moved(matrix, x, y) for x, y in corners]
        (xa, ya), (xb, yb) = corners
        area = self._turn.area(xa, ya, xb, yb)
        white = filled and self._is_white(path)
        segments = raw.FPDFPath_CountSegments(path)
        if 6 < segments <= _MAX_SEGMENTS and min(area.width, area.height) > 12 and not matrices:
            for part in self._subpaths(path, segments):
                self.shapes.append(Shape(part, filled, stroked, white))
        elif segments <= _MAX_SEGMENTS:
            self.shapes.append(Shape(area, filled, stroked, white))

    def _is_white(self, path: Any) -> bool:
        red, green, blue, alpha = self._colour
        if not raw.FPDFPageObj_GetFillColor(path, red, green, blue, alpha):
            return False
        return min(red.value, green.value, blue.value) >= 250 or alpha.value < 8

    def _subpaths(self, path: Any, count: int) -> Iterator[Area]:
        """The bounds of each closed part of a path, such as the rectangles of a drawn grid."""
        x, y = ctypes.c_float(), ctypes.c_float()
        matrix = raw.FS_MATRIX()
        raw.FPDFPageObj_GetMatrix(path, matrix)
        points: list[tuple[float, float]] = []
        for index in range(count):
            segment = raw.FPDFPath_GetPathSegment(path, index)
            if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO and points:
                yield self._bounds(points)
                points = []
            if raw.FPDFPathSegment_GetPoint(segment, x, y):
                points.append(_moved(matrix, x.value, y.value))
        if points:
            yield self._bounds(points)

    def _bounds(self, points: list[tuple[float, float]]) -> Area:
        xs, ys = [x for x, _ in points], [y for _, y in points]
        return self._turn.area(min(xs), min(ys), max(xs), max(ys))


def _moved(matrix: Any, x: float, y: float) -> tuple[float, float]:
    return (
        matrix.a * x + matrix.c * y + matrix.e,
        matrix.b * x + matrix.d * y + matrix.f,
    )
