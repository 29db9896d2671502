"""Pictures of a set and of the office: what they are, how large, and that they stand alone."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from s55.errors import ExitCode, S55Error
from s55.problems import error
from s55.render.html.css_safety import outside_in

MAX_PIXELS = 40_000_000
"""Far more than a page shows; a picture of a few bytes can claim billions."""
MAX_PIECES = 20_000
"""Pieces of a drawing, those that are used again counted again."""

_SIGNATURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF")
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
_SVG = "{http://www.w3.org/2000/svg}"
_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_PIECES = frozenset(
    "svg g path rect circle ellipse line polyline polygon text tspan textPath title desc defs "
    "symbol use marker pattern mask clipPath linearGradient radialGradient stop style a switch "
    "metadata view".split()
)


def refuse_picture(data: bytes, name: str) -> None:
    """Refuse what is no PNG, JPEG, GIF or WebP picture, and one of too many pixels.

    Raises:
        S55Error: L207.
    """
    if not data.startswith(_SIGNATURES):
        raise _unusable(name, "it is no PNG, JPEG, GIF or WebP picture")
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(data), formats=_FORMATS) as picture:
                wide, high = picture.size
    except Image.DecompressionBombError:
        raise _unusable(name, "it claims hundreds of millions of pixels") from None
    except Exception:
        return  # a broken picture does no harm; what draws it says so
    if wide * high > MAX_PIXELS:
        raise _unusable(name, f"it has {wide:,} by {high:,} pixels")


def _unusable(name: str, why: str) -> S55Error:
    hint = f"Save it anew as PNG or JPEG, with at most {MAX_PIXELS // 1_000_000} million pixels."
    problem = error("L207", f"the picture '{name}' cannot be used: {why}", hint)
    return S55Error([problem], ExitCode.SETTINGS)


def refuse_drawing(data: bytes, name: str) -> None:
    """Refuse an SVG drawing that runs or fetches something, or has pieces without end.

    Raises:
        S55Error: L204, L210, and L207 when it cannot be read at all.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as failure:
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise _open(name, "a document type") from failure
        raise _unusable(name, "it is no sound SVG") from failure
    if root.getroottree().docinfo.internalDTD is not None:
        raise _open(name, "a document type")
    for element in root.iter("*"):
        what = _outside(element)
        if what is not None:
            raise _open(name, what)
    _refuse_endless(root, name)


def _outside(element: etree._Element) -> str | None:
    namespace, _, tag = str(element.tag).rpartition("}")
    # Drawing programs add notes of their own, in namespaces that nobody else reads.
    if f"{namespace}}}" == _SVG and tag not in _PIECES:
        return f"<{tag}>"
    if namespace in {"{http://www.w3.org/1999/xhtml", ""}:
        return f"<{tag}>"
    if tag == "style" and (found := outside_in(element.text or "")):
        return found
    pairs = [(str(name), str(value)) for name, value in element.attrib.items()]
    for attribute, value in pairs:
        if attribute.lower().startswith("on"):
            return f"<{tag} {attribute}>"
        if attribute in _HREFS and not value.startswith("#"):
            return f"<{tag} {attribute.rpartition('}')[2]}='{value[:40]}'>"
        if "(" in value and (found := outside_in(value)):
            return found
    return None


def _refuse_endless(root: etree._Element, name: str) -> None:
    """Count the pieces as they are drawn: one that is used ten times is drawn ten times."""
    named = {str(element.get("id")): element for element in root.iter("*") if element.get("id")}
    sizes: dict[str, int] = {}

    def size(element: etree._Element, above: frozenset[str]) -> int:
        count = 0
        for piece in element.iter("*"):
            count += 1
            for target in _used(piece):
                if target in above or len(above) > 50:
                    return MAX_PIECES + 1
                if target in named and target not in sizes:
                    sizes[target] = size(named[target], above | {target})
                count += sizes.get(target, 0)
            if count > MAX_PIECES:
                break
        return count

    if size(root, frozenset()) > MAX_PIECES:
        problem = error(
            "L210",
            f"the drawing '{name}' asks for more than any document needs: its pieces use each "
            "other without end",
            "Save it anew as a simple drawing, or as PNG.",
        )
        raise S55Error([problem], ExitCode.SETTINGS)


def _used(piece: etree._Element) -> Iterator[str]:
    for attribute in _HREFS:
        value = piece.get(attribute) or ""
        if value.startswith("#"):
            yield value[1:]


def _open(name: str, what: str) -> S55Error:
    problem = error(
        "L204",
        f"the drawing '{name}' holds '{what}', which would run or fetch something",
        "Save it anew as a plain drawing, or as PNG.",
    )
    return S55Error([problem], ExitCode.SETTINGS)
