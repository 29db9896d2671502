"""Put the parts of a PDF in the place of the blank pages that were laid out for them.

The blank pages have the numbers, the running titles and all else that stands in the margins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from weasyprint.formatting_structure.boxes import MarginBox, ReplacedBox, TextBox
from weasyprint.pdf import pydyf

from s55.render.pdf.joining.fonts import add_fonts
from s55.render.pdf.joining.marks import PartMark, filled, marks_of
from s55.render.pdf.joining.parts import PART_ATTRIBUTE, PartObject, PartsDoNotFitError, PdfPart
from s55.render.pdf.joining.taking import divided
from s55.render.pdf.patches.structure import elements, kids, referenced

_MARGINS = "s55margins"
"""The name of what is in the margins, among the pictures that a page uses."""


def place_parts(document: Any, parts: Sequence[PdfPart]) -> list[int]:
    """Give the blank pages of a rendered document the bookmarks and anchors of the parts.

    Returns:
        the index of the first page of each part.

    Raises:
        PartsDoNotFitError: they are not as many as the pages of the parts, of other sizes, or not
            blank; or a font of the parts is not to be found.
    """
    add_fonts(document, parts)
    numbers = [_number_of_part(page) for page in document.pages]
    starts = []
    for number, part in enumerate(parts, 1):
        if numbers.count(number) != len(part.pages):
            raise PartsDoNotFitError
        start = numbers.index(number)
        starts.append(start)
        for page, own in zip(document.pages[start:], part.pages, strict=False):
            if (page.width, page.height) != own.size or not _is_blank(page):
                raise PartsDoNotFitError
            page.bookmarks = list(own.bookmarks)
            page.anchors = dict(own.anchors)
            _paint_margins_alone(page._page_box)
    return starts


def _paint_margins_alone(box: Any) -> None:
    """Leave the background and the border of a page to the part, over which it is painted."""
    box.background = box.canvas_background = box.border_image = None
    for side in ("top", "right", "bottom", "left"):
        setattr(box, f"border_{side}_width", 0)


def _number_of_part(page: Any) -> int:
    """Find for which part a page is blank; 0 for none."""
    elements = (box.element for box in _own_boxes(page) if box.element is not None)
    numbers = (element.get(PART_ATTRIBUTE) for element in elements)
    return next((int(number) for number in numbers if number), 0)


def _is_blank(page: Any) -> bool:
    """Whether nothing is painted on a page but its margins."""
    return not any(isinstance(box, TextBox | ReplacedBox) for box in _own_boxes(page))


def _own_boxes(page: Any) -> Iterator[Any]:
    for box in page._page_box.children:
        if not isinstance(box, MarginBox):
            yield box
            yield from box.descendants()


def join_with_parts(pdf: Any, parts: Sequence[PdfPart], starts: Sequence[int]) -> None:
    """Put the parts into a ``pydyf.PDF`` that is about to be written.

    Args:
        pdf: the file.
        parts: the parts.
        starts: what :func:`place_parts` gave.
    """
    places = {
        int(tag.source.get(PART_ATTRIBUTE)): tag
        for tag in elements(pdf, "/Div")
        if getattr(tag, "source", None) is not None and tag.source.get(PART_ATTRIBUTE)
    }
    joined = _Joining(pdf)
    for number, (part, start) in enumerate(zip(parts, starts, strict=True), 1):
        joined.add(part, start, places[number])


class _Written(pydyf.Object):  # type: ignore[misc]  # pydyf has no types
    """An object of a file as it is written."""

    data = b""
    compressible = True


class _Joining:
    """The parts that are put into a file, one after the other."""

    def __init__(self, pdf: Any) -> None:
        self._pdf = pdf
        root = referenced(pdf, pdf.catalog["StructTreeRoot"])
        self._parents = referenced(pdf, root["ParentTree"])["Nums"]
        pictures = [one for one in pdf.objects if _is_picture(one)]
        self._known = {_key(divided(one), {}): one.number for one in pictures}
        self._paint_margins = pydyf.Stream([f"/{_MARGINS} Do".encode()])
        pdf.add_object(self._paint_margins)

    def add(self, part: PdfPart, start: int, place: Any) -> None:
        """Add a part.

        Args:
            part: the part.
            start: the index of its first page.
            place: the tag in whose place that of the part stands.
        """
        pages = self._pdf.page_references[start : start + len(part.pages)]
        resources = self._resources(pages[0])
        shared = {PartMark.COLOURS: resources["ColorSpace"], PartMark.FONTS: resources["Font"]}
        first_annotation = max(self._parents[::2]) + 1
        around = place["P"]
        self._forget_tags_in(place)
        numbers = self._numbered(part, place)
        around_it = referenced(self._pdf, around)["K"]
        at = around_it.index(place.reference)
        around_it[at : at + 1] = [_reference(numbers[tag]) for tag in part.tags]

        def value(mark: PartMark, number: int) -> bytes:
            if mark is PartMark.OBJECT:
                return _reference(numbers[number])
            if mark is PartMark.PAGE:
                return bytes(pages[number])
            if mark is PartMark.ANNOTATION:
                return b"%d" % (first_annotation + number)
            return bytes(around if mark is PartMark.PARENT else shared[mark])

        for number, one in enumerate(part.objects):
            self._write(numbers[number], one, value)
        own_resources, pictures = filled(part.resources, value), filled(part.pictures, value)
        for reference, own in zip(pages, part.pages, strict=True):
            page = referenced(self._pdf, reference)
            margins = b"/%b %b" % (_MARGINS.encode(), self._margins(page))
            page["Contents"] = _references([numbers[own.content], self._paint_margins.number])
            page["Resources"] = b"<<%b/XObject <<%b%b>>>>" % (own_resources, pictures, margins)
            if own.annotations:
                page["Annots"] = _references(numbers[one] for one in own.annotations)
            entry = self._parents.index(page["StructParents"]) + 1
            self._parents[entry] = _references(numbers[one] for one in own.tags)
        for key, tag in enumerate(part.annotation_tags, first_annotation):
            self._parents += [key, _reference(numbers[tag])]

    def _forget_tags_in(self, place: Any) -> None:
        """Leave nothing of the tags of the blank pages."""
        for tag in kids(self._pdf, place):
            self._forget_tags_in(tag)
            nothing = self._pdf.objects[tag.number] = _Written()
            nothing.number, nothing.data = tag.number, b"null"

    def _resources(self, page: bytes) -> Any:
        return referenced(self._pdf, referenced(self._pdf, page)["Resources"])

    def _margins(self, page: Any) -> bytes:
        """Make what a blank page shows a picture, which is painted over the part."""
        content = referenced(self._pdf, page["Contents"])
        content.extra |= {
            "Type": "/XObject",
            "Subtype": "/Form",
            "BBox": page["MediaBox"],
            "Resources": page["Resources"],
        }
        return bytes(page["Contents"])

    def _numbered(self, part: PdfPart, place: Any) -> dict[int, int]:
        """Number the objects of a part; a stream that is in the file already is taken again.

        A stream names only streams after it, as a picture its mask, so the last come first.
        """
        numbers = {part.tags[0]: place.number}
        for number in reversed(range(len(part.objects))):
            if number in numbers:
                continue
            key = _key(part.objects[number], numbers)
            if key in self._known:
                numbers[number] = self._known[key]
                continue
            written = _Written()
            self._pdf.add_object(written)
            numbers[number] = written.number
            if key is not None:
                self._known[key] = written.number
        return numbers

    def _write(self, number: int, one: PartObject, value: Callable[[PartMark, int], bytes]) -> None:
        written = self._pdf.objects[number]
        if not isinstance(written, _Written):  # the place of the part's tag
            written = self._pdf.objects[number] = _Written()
            written.number = number
        if written.data:
            return  # another part has it too
        written.data = filled(one.text, value)
        if one.data is not None:
            written.data += b"stream\n" + one.data + b"\nendstream"
            written.compressible = False


def _is_picture(thing: Any) -> bool:
    return bool(getattr(thing, "extra", {}).get("Subtype") == "/Image")


def _key(one: PartObject, numbers: dict[int, int]) -> tuple[bytes, bytes] | None:
    """Give by what a stream is known; None where it names what has no number yet."""
    if one.data is None:
        return None
    named = marks_of(one.text)
    if any(mark is not PartMark.OBJECT or number not in numbers for mark, number in named):
        return None
    return filled(one.text, lambda _, number: _reference(numbers[number])), one.data


def _reference(number: int) -> bytes:
    return b"%d 0 R" % number


def _references(numbers: Iterable[int]) -> bytes:
    return b"[%b]" % b" ".join(map(_reference, numbers))
