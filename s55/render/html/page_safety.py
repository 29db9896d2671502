"""A finished page is read once more, as a browser reads it: it runs nothing and fetches nothing.

What a layout's source says is looked at before (:mod:`s55.render.html.document`), with its line.
But a layout can put a tag together from pieces, and then only the page shows it. So what may stand
in a page is listed here, and all else is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import tinyhtml5

from s55.errors import ExitCode, S55Error
from s55.problems import Problem, error
from s55.render.html.css_safety import outside_in

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
    """Refuse a page that would run or fetch something, or that no program could lay out.

    Args:
        page: the page.
        stylesheet: the set's stylesheet, which has been looked at already.
        file: the layout that made the page, for messages.

    Raises:
        S55Error: L204 for what runs or fetches, L210 for what has no end.
    """
    if _is_endless(page):
        raise S55Error([_too_deep().in_file(file)], ExitCode.SETTINGS)
    root = tinyhtml5.parse(page, namespace_html_elements=True)
    for element, depth in _elements(root):
        problem = _too_deep() if depth > MAX_DEPTH else _problem_of(element, stylesheet)
        if problem is not None:
            raise S55Error([problem.in_file(file)], ExitCode.SETTINGS)


def _is_endless(page: str) -> bool:
    """Whether elements stand in each other without end: a parser would take ages to find out."""
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
        return _runs(f"<{tag}>")
    if tag == "style" and (element.text or "").strip() != stylesheet.strip():
        outside = outside_in(element.text or "")
        if outside is not None:
            return _runs(outside)
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
        return _runs(outside) if outside is not None else None
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
    return None if closed else _runs(shown)


def _is_safe_address(tag: str, address: str) -> bool:
    """Whether a link leads to the web, to mail or telephone, or within the pages themselves."""
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
        f"A cell stretches over {MAX_SPAN:,} columns or rows at the most.",
    )


def _too_deep() -> Problem:
    return error(
        "L210",
        f"the layout asks for more than any document needs: more than {MAX_DEPTH} elements stand "
        "inside each other",
        "Close each element that the layout opens.",
    )


def _runs(what: str) -> Problem:
    return error(
        "L204",
        f"the page holds '{what}', which would run or fetch something",
        "A page stands alone: no scripts, and pictures as {{ 'file.png' | data_uri }}.",
    )
