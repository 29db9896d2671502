"""Refuse pages, stylesheets and pictures that run or load something, or that never end.

The source of a layout is checked before (:mod:`s55.render.html.document`), with its line. But a
layout can put a tag together from pieces, which only the finished page shows. So this module lists
what may be in a page, and refuses everything else. CSS is read by a CSS parser, escapes and all.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Sequence
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

import tinycss2

from s55.errors import ExitCode, S55Error
from s55.problems import Problem, error
from s55.render.font_files import refuse_font
from s55.render.html.plain_tags import Tag, plain_tags

if TYPE_CHECKING:
    from lxml import etree

MAX_PIXELS = 40_000_000
"""Far more than a page shows; a picture of a few bytes can claim billions."""
MAX_PIECES = 20_000
"""Pieces of a drawing, counted each time that they are used."""

_SIGNATURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF")
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
_SVG_TAG = "{http://www.w3.org/2000/svg}"
_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_PIECES = frozenset(
    "svg g path rect circle ellipse line polyline polygon text tspan textPath title desc defs "
    "symbol use marker pattern mask clipPath linearGradient radialGradient stop style a switch "
    "metadata view".split()
)


def refuse_picture(data: bytes, name: str) -> None:
    """Refuse a file that is not a PNG, JPEG, GIF or WebP picture, or has too many pixels.

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
    except Exception:  # Pillow raises many errors for broken pictures
        return  # it does no harm, and is reported when it is drawn
    if wide * high > MAX_PIXELS:
        raise _unusable(name, f"it has {wide:,} by {high:,} pixels")


def refuse_carried(data: bytes, media_type: str) -> None:
    """Refuse a font, drawing or picture that a page carries, and that no library should read.

    Files of the set are judged when they are put into the page; a layout and a stylesheet can hold
    others, written out as ``data:`` addresses.

    Args:
        data: what an address carries.
        media_type: what the address says that it is.

    Raises:
        S55Error: L104 for a font, L204, L207 and L210 for pictures.
    """
    name = f"data:{media_type}"
    if media_type.startswith(("font/", "application/")):
        refuse_font(data, name)
    elif media_type == "image/svg+xml":
        refuse_drawing(data, name)
    else:
        refuse_picture(data, name)


def _unusable(name: str, why: str) -> S55Error:
    hint = f"Save it again as PNG or JPEG, with at most {MAX_PIXELS // 1_000_000} million pixels."
    problem = error("L207", f"the picture '{name}' cannot be used: {why}", hint)
    return S55Error([problem], ExitCode.SETTINGS)


def refuse_drawing(data: bytes, name: str) -> None:
    """Refuse an SVG drawing that runs or fetches something, or has pieces without end.

    Raises:
        S55Error: L204, L210, and L207 when it cannot be read at all.
    """
    from lxml import etree  # few sets have drawings

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as failure:
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise _unsafe_drawing(name, "a document type") from failure
        raise _unusable(name, "it is no sound SVG") from failure
    if root.getroottree().docinfo.internalDTD is not None:
        raise _unsafe_drawing(name, "a document type")
    for element in root.iter("*"):
        what = _outside(element)
        if what is not None:
            raise _unsafe_drawing(name, what)
    _refuse_endless(root, name)


def _outside(element: etree._Element) -> str | None:
    namespace, _, tag = str(element.tag).rpartition("}")
    # Drawing programs add notes in namespaces that nobody else reads.
    if f"{namespace}}}" == _SVG_TAG and tag not in _PIECES:
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
            f"the drawing '{name}' asks for more than any document needs: its parts "
            "refer to each other in a circle",
            "Save it again as a simple drawing, or as PNG.",
        )
        raise S55Error([problem], ExitCode.SETTINGS)


def _used(piece: etree._Element) -> Iterator[str]:
    for attribute in _HREFS:
        value = piece.get(attribute) or ""
        if value.startswith("#"):
            yield value[1:]


def _unsafe_drawing(name: str, what: str) -> S55Error:
    problem = error(
        "L204",
        f"the drawing '{name}' holds '{what}', which would run a program or load something",
        "Save it again as a plain drawing, or as PNG.",
    )
    return S55Error([problem], ExitCode.SETTINGS)


MAX_BRACKETS = 40
"""Brackets inside each other."""
MAX_NUMBER = 100_000
"""The largest number of anything: pixels, points, steps."""
MAX_COLUMNS = 200
"""Columns of text, repetitions in a grid, and numbers that are multiplied."""
MAX_SELECTOR = 100
"""Pieces of a selector: names, brackets and what is between them; real ones have some 20."""
MAX_VALUE = 1_000
"""Pieces of a value, such as the colours of a gradient."""
MAX_EXPANDED = 10_000
"""Values of a variable when all variables in it are filled in."""

TOO_DEEP = "brackets in brackets without end"
"""What no library for CSS writes out again."""

_FETCHING_FUNCTIONS = frozenset(
    "url src image image-set -webkit-image-set cross-fade -webkit-cross-fade element -moz-element "
    "expression".split()
)
_COUNTED = frozenset({"columns", "column-count"})


def outside_in(css: str) -> str | None:
    """Find what reaches outside in the CSS of a page; None if nothing does."""
    tokens = tinycss2.parse_component_value_list(css)
    for token, depth in _walked(tokens):
        if depth > MAX_BRACKETS:
            return TOO_DEEP
        words = _fetching(token)
        if words is not None:
            return words
    return None


def _fetching(token: Any) -> str | None:
    if token.type == "url" and not token.value.startswith(("data:", "#")):
        return f"url({token.value[:40]})"
    if token.type == "function" and token.lower_name in _FETCHING_FUNCTIONS:
        (address, *_) = [t for t in token.arguments if t.type != "whitespace"] or [None]
        inside = getattr(address, "value", "") if token.lower_name == "url" else ""
        if not str(inside).startswith(("data:", "#")):
            return f"{token.lower_name}("
    if token.type == "at-keyword" and token.lower_value == "import":
        return "@import"
    return None


@lru_cache(maxsize=16)  # each document of a batch asks this of the same stylesheets
def endless_in(css: str) -> str | None:
    """Find what in a stylesheet could never be laid out; None if nothing is like that."""
    tokens = tinycss2.parse_component_value_list(css, skip_comments=True)
    if _is_deep(tokens):
        return TOO_DEEP
    return _large_number(tokens) or _long(tokens) or _growing(_variables(tokens))


def is_too_deep(css: str) -> bool:
    """Whether CSS has brackets in brackets without end."""
    return _is_deep(tinycss2.parse_component_value_list(css, skip_comments=True))


def _is_deep(tokens: Sequence[Any]) -> bool:
    return any(depth > MAX_BRACKETS for _, depth in _walked(tokens))


def _large_number(tokens: Sequence[Any]) -> str | None:
    property_name = ""
    for token, _ in _walked(tokens):
        if token.type == "ident":
            property_name = token.lower_value
        if token.type in {"number", "dimension", "percentage"}:
            if abs(token.value) > MAX_NUMBER:
                return f"the number {token.representation[:20]}"
            if property_name in _COUNTED and abs(token.value) > MAX_COLUMNS:
                return f"{property_name}: {token.representation[:20]}"
        if token.type == "function" and token.lower_name in {"repeat", "calc"}:
            for inner, _ in _walked(token.arguments):
                if inner.type == "number" and abs(inner.value) > MAX_COLUMNS:
                    return f"{token.lower_name}({inner.representation[:20]}"
    return None


def _long(tokens: Sequence[Any]) -> str | None:
    """Find a selector or a value of too many pieces."""
    levels = [tokens]
    while levels:
        count = 0
        for token in levels.pop():
            if token.type == "{} block":
                if count > MAX_SELECTOR:
                    return f"a selector of more than {MAX_SELECTOR} pieces"
                levels.append(token.content)
                count = 0
            elif token.type == "literal" and token.value in {",", ";"}:
                count = 0
            else:
                count += sum(1 for _ in _walked([token]))
                if count > MAX_VALUE:
                    return f"a value of more than {MAX_VALUE:,} pieces"
    return None


def _walked(tokens: Sequence[Any]) -> Iterator[tuple[Any, int]]:
    """List all tokens with their depth, in order."""
    waiting = [(token, 0) for token in reversed(tokens)]
    while waiting:
        token, depth = waiting.pop()
        yield token, depth
        inside = getattr(token, "content", None) or getattr(token, "arguments", None) or ()
        if not isinstance(inside, str):
            waiting.extend((one, depth + 1) for one in reversed(inside))


def _variables(tokens: Sequence[Any]) -> dict[str, list[list[Any]]]:
    """List every variable of a stylesheet with all the values that its blocks give it."""
    found: dict[str, list[list[Any]]] = {}
    for token, _ in _walked(tokens):
        if token.type == "{} block":
            for declared in tinycss2.parse_blocks_contents(token.content):
                if declared.type == "declaration" and declared.name.startswith("--"):
                    found.setdefault(declared.name, []).append(declared.value)
    return found


def _growing(variables: dict[str, list[list[Any]]]) -> str | None:
    """Find a variable that holds too many others to fill them all in."""
    sizes: dict[str, int] = {}

    def size(name: str, above: tuple[str, ...]) -> int:
        if name in above or len(above) > MAX_BRACKETS:
            return MAX_EXPANDED + 1
        if name not in sizes:
            sizes[name] = max(
                (_expanded(value, (*above, name)) for value in variables.get(name, [])), default=1
            )
        return sizes[name]

    def _expanded(value: list[Any], above: tuple[str, ...]) -> int:
        count = 0
        for token, _ in _walked(value):
            count += 1
            if token.type == "function" and token.lower_name == "var":
                names = [one.value for one in token.arguments if one.type == "ident"]
                count += size(names[0], above) if names else 0
            if count > MAX_EXPANDED:
                break
        return count

    for name in variables:
        if size(name, ()) > MAX_EXPANDED:
            return f"the variable {name[:40]}, which holds others without end"
    return None


MAX_DEPTH = 200
"""Elements inside each other."""
MAX_SPAN = 1_000
"""Columns or rows that a cell can stretch over: as many as browsers take."""

_ELEMENTS = frozenset(
    "html head meta title style body a abbr address article aside b bdi bdo blockquote br caption "
    "cite code col colgroup data dd del details dfn dialog div dl dt em figcaption figure footer "
    "h1 h2 h3 h4 h5 h6 header hgroup hr i img ins kbd li main mark menu meter nav ol output p "
    "picture pre progress q rp rt ruby s samp search section small span strong sub summary sup "
    "table tbody td tfoot th thead time tr u ul var wbr".split()
)
_DRAWN = frozenset(
    "svg g path rect circle ellipse line polyline polygon text tspan textPath title desc defs "
    "symbol use marker pattern mask clipPath linearGradient radialGradient stop style a image "
    "switch metadata".split()
)
_HTML = "http://www.w3.org/1999/xhtml"
_SVG = "http://www.w3.org/2000/svg"
_FETCHING = frozenset(
    "src srcset imagesrcset background poster data action formaction ping manifest srcdoc "
    "codebase classid archive code dynsrc lowsrc longdesc profile attributionsrc base".split()
)
_ADDRESSES = frozenset({"href", "xlink:href", "{http://www.w3.org/1999/xlink}href"})
_SPANS = frozenset({"colspan", "rowspan", "span"})
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_MAY_STAY_OPEN = frozenset(
    "br col hr img input link meta wbr area dd dt li option p tbody td tfoot th thead tr path rect "
    "line circle ellipse polyline polygon stop use image".split()
)
_WHITE_SPACE = re.compile(r"[\x00-\x20]+")
_LEADS_SOMEWHERE_SAFE = re.compile(r"(?:https?:|mailto:|tel:)", re.IGNORECASE)
_HAS_SCHEME = re.compile(r"[^/?#]*:")
_PICTURE = re.compile(r"data:image/[a-z+.-]+;base64,[A-Za-z0-9+/=]*\Z")


def refuse_open_page(page: str, stylesheet: str, file: str) -> None:
    """Refuse a page that would run or load something, or is too large to lay out.

    A plain page is judged by its tags. A page that is not, or seems to hold something else, is read
    as a browser reads it, and judged by what the browser would find.

    Args:
        page: the page.
        stylesheet: the set's stylesheet, which has been checked already.
        file: the layout that made the page, for messages.

    Raises:
        S55Error: L204 for what runs or fetches, L210 for what has no end.
    """
    tags = plain_tags(page, stylesheet)
    if tags is not None and all(map(_is_harmless, tags)):
        return
    if _is_endless(page):
        raise S55Error([_too_deep().in_file(file)], ExitCode.SETTINGS)
    import tinyhtml5  # a Word file with a picture does not need it

    root = tinyhtml5.parse(page, namespace_html_elements=True)
    for element, depth in _elements(root):
        problem = _too_deep() if depth > MAX_DEPTH else _problem_of(element, stylesheet)
        if problem is not None:
            raise S55Error([problem.in_file(file)], ExitCode.SETTINGS)


def _is_harmless(tag: Tag) -> bool:
    allowed = _DRAWN if tag.drawn else _ELEMENTS
    return tag.name in allowed and not any(
        _attribute(tag.name, name, value) for name, value in tag.attributes
    )


def _is_endless(page: str) -> bool:
    """Say whether elements are nested too deep; a parser would take ages to find out."""
    depth = 0
    for closing, name in _TAG.findall(page):
        if name.lower() not in _MAY_STAY_OPEN:
            depth = max(0, depth - 1) if closing else depth + 1
            if depth > 2 * MAX_DEPTH:
                return True
    return False


def _elements(root: Any) -> Iterator[tuple[Any, int]]:
    waiting = [(root, 0)]
    while waiting:
        element, depth = waiting.pop()
        if isinstance(element.tag, str):
            yield element, depth
            waiting.extend((child, depth + 1) for child in reversed(element))


def _problem_of(element: Any, stylesheet: str) -> Problem | None:
    namespace, _, tag = element.tag.removeprefix("{").rpartition("}")
    allowed = {_HTML: _ELEMENTS, _SVG: _DRAWN}.get(namespace, frozenset())
    if tag not in allowed:
        return _unsafe(f"<{tag}>")
    if tag == "style" and (element.text or "").strip() != stylesheet.strip():
        outside = outside_in(element.text or "")
        if outside is not None:
            return _unsafe(outside)
    for name, value in element.attrib.items():
        if problem := _attribute(tag, str(name).lower(), value):
            return problem
    return None


def _attribute(tag: str, name: str, value: str) -> Problem | None:
    shown = f"<{tag} {name}='{value[:40]}'>"
    if name in _SPANS:
        return _span(name, value)
    if name == "style":
        outside = outside_in(value)
        return _unsafe(outside) if outside is not None else None
    plain = _WHITE_SPACE.sub("", value)
    closed = {
        "src": tag == "img" and _PICTURE.match(plain) is not None,
        "data": False,
    }.get(name, name not in _FETCHING and name.rpartition("}")[2] != "base")
    if name in _ADDRESSES:
        closed = _is_safe_address(tag, plain)
    if name.startswith("on") or name == "http-equiv":
        closed = False
    if name == "rel" and "attachment" in value.lower().split():
        closed = False
    return None if closed else _unsafe(shown)


def _is_safe_address(tag: str, address: str) -> bool:
    """Say whether a link leads to the web, to mail or telephone, or within the pages."""
    if tag == "image":
        return _PICTURE.match(address) is not None
    if tag != "a":
        return address.startswith("#")
    if address.startswith(("//", "\\", "/\\")):
        return False
    return not _HAS_SCHEME.match(address) or _LEADS_SOMEWHERE_SAFE.match(address) is not None


def _span(name: str, value: str) -> Problem | None:
    digits = value.strip()
    if not digits.isdecimal() or int(digits[:10]) <= MAX_SPAN:
        return None
    return error(
        "L210",
        f"the layout asks for more than any document needs: {name} is {value[:20]}",
        f"A cell can span at most {MAX_SPAN:,} columns or rows.",
    )


def _too_deep() -> Problem:
    return error(
        "L210",
        f"the layout asks for more than any document needs: more than {MAX_DEPTH} elements are "
        "nested",
        "Close each element that the layout opens.",
    )


def _unsafe(what: str) -> Problem:
    return error(
        "L204",
        f"the page holds '{what}', which would run a program or load something",
        "Take it out. For a picture of the set, write {{ 'file.png' | data_uri }}.",
    )
