"""Find text on layers of a PDF page that are switched off (ISO 32000-2, 8.11, optional content).

PDFium gives the text of every layer, and does not say which are on; its picture of the page has
only those. So text that is marked as on a layer counts where there is ink on the picture.
"""

from __future__ import annotations

import ctypes
from typing import Any

from pypdfium2 import raw

_LAYER = "OC\0".encode("utf-16-le")
"""The mark of content that is on a layer (8.11.3.2), as PDFium writes it."""
_SCALE = 2.0
_LARGEST = 4_000.0
"""Points of the picture's longer side at most."""
_MAX_MARKS = 20


def direct(function: Any, result: Any, *arguments: Any) -> Any:
    """Wrap a function of the library that is called for every character or object.

    It returns plain addresses, which compare faster. Without ``arguments`` it takes whole numbers
    and what ctypes made, which is faster than any conversion: an address must then be a pointer.
    It is too short to let other threads run meanwhile.
    """
    address = ctypes.cast(function, ctypes.c_void_p).value
    return ctypes.PYFUNCTYPE(result, *arguments)(address or 0)


_count_marks = direct(raw.FPDFPageObj_CountMarks, ctypes.c_int, ctypes.c_void_p)
_content_id = direct(raw.FPDFPageObj_GetMarkedContentID, ctypes.c_int, ctypes.c_void_p)
_mark = direct(raw.FPDFPageObj_GetMark, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulong)
_mark_name = direct(
    raw.FPDFPageObjMark_GetName,
    ctypes.c_int,
    *(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulong, ctypes.c_void_p),
)


class Layers:
    """The layers of a page; its picture is made when the first text on a layer is met."""

    def __init__(self, page: Any, textpage: Any) -> None:
        self._page = page
        self._handle = textpage.raw
        self._name, self._length = ctypes.create_string_buffer(32), (ctypes.c_ulong * 1)()
        self._picture: tuple[int, int, int, Any] | None = None

    def hide(self, text_object: int, index: int) -> bool:
        """Whether a text object is on a layer and does not show.

        Args:
            text_object: its address.
            index: the index of its first character on the page.
        """
        marks = min(_count_marks(text_object), _MAX_MARKS)
        if not marks or (marks == 1 and _content_id(text_object) >= 0):
            return False  # a mark with a number is one of the tags
        return any(
            self._is_layer(_mark(text_object, number)) for number in range(marks)
        ) and not self.has_ink(index)

    def _is_layer(self, mark: int | None) -> bool:
        if not mark or not _mark_name(mark, self._name, len(self._name), self._length):
            return False
        return self._name.raw[: self._length[0]] == _LAYER

    def has_ink(self, index: int) -> bool:
        """Whether the picture of the page has more than one shade where a character stands."""
        sides = tuple(ctypes.c_double() for _ in range(4))
        if not raw.FPDFText_GetCharBox(self._handle, index, *sides):
            return True
        left, right, bottom, top = (side.value for side in sides)
        width, height, stride, pixels = self._picture or self._pictured()
        (xa, ya), (xb, yb) = (self._place(*corner) for corner in ((left, top), (right, bottom)))
        x0, x1 = max(0, min(xa, xb)), min(width, max(xa, xb) + 1)
        y0, y1 = max(0, min(ya, yb)), min(height, max(ya, yb) + 1)
        rows = (pixels[y * stride + x0 : y * stride + x1] for y in range(y0, y1))
        shades = {shade for row in rows for shade in row}
        return len(shades) > 1

    def _pictured(self) -> tuple[int, int, int, Any]:
        scale = min(_SCALE, _LARGEST / max(1.0, *self._page.get_size()))
        bitmap = self._page.render(scale=scale, grayscale=True, draw_annots=False)
        pixels = bytes(bitmap.buffer)
        self._picture = bitmap.width, bitmap.height, bitmap.stride, pixels
        bitmap.close()
        return self._picture

    def _place(self, x: float, y: float) -> tuple[int, int]:
        width, height, *_ = self._picture or self._pictured()
        across, down = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(self._page.raw, 0, 0, width, height, 0, x, y, across, down)
        return across.value, down.value
