"""Make a page part of another: lower its headings, keep its ids and its stylesheet to itself.

Each selector of the stylesheet is put below the class of the part. Selectors of the whole page
(``html``, ``body``) then select the part; headings and the main part are known by classes, because
they have another level in the page. Page rules are left out: they belong to the whole document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import tinycss2
from lxml import etree, html
from markupsafe import Markup

HEADING_CLASS = "own-h"
"""With a number after it: the class of a heading that had this level in its own page."""

MAIN_CLASS = "own-main"
"""The class of the part that was the main part of its own page."""

ID_ATTRIBUTE = "data-own-id"
"""Keeps an id as it was in its own page."""

_WITH_RULES = frozenset({"media", "supports", "layer", "container"})
_WITH_SELECTORS = frozenset({"not", "is", "where", "has"})
_NAMES_A_COUNTER = frozenset({"list-style", "list-style-type", "content", "system"})
_OWN = {f"h{level}": f".{HEADING_CLASS}{level}" for level in range(1, 7)} | {
    "main": f".{MAIN_CLASS}"
}
_WHOLE = frozenset({"html", "body"})
_SCOPE = "\ue000"
_SCOPES = re.compile(rf"{_SCOPE}(?:\s*>?\s*{_SCOPE})+")


def scoped(css: str, scope: str) -> str:
    """Limit a stylesheet to the elements below ``scope``.

    Args:
        css: the stylesheet, of :func:`s55.render.html.stylesheet.inlined_stylesheet`.
        scope: the class of the part, of letters, digits and hyphens.
    """
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    return "\n".join(_Scoper(scope, _counter_styles(rules)).rules(rules))


def _counter_styles(rules: Iterable[Any]) -> frozenset[str]:
    return frozenset(
        tinycss2.serialize(rule.prelude).strip()
        for rule in rules
        if rule.type == "at-rule" and rule.lower_at_keyword == "counter-style"
    )


class _Scoper:
    """Rewrites the rules of one stylesheet for its part."""

    def __init__(self, scope: str, counters: frozenset[str]) -> None:
        self._scope = scope
        self._counters = counters

    def rules(self, rules: Iterable[Any]) -> Iterator[str]:
        for rule in rules:
            if rule.type == "qualified-rule":
                selectors = ", ".join(map(self._selector, _between_commas(rule.prelude)))
                yield f"{selectors} {{{self._content(rule.content)}}}"
            elif rule.type == "at-rule":
                yield from self._at_rule(rule)

    def _at_rule(self, rule: Any) -> Iterator[str]:
        kind, prelude = rule.lower_at_keyword, tinycss2.serialize(rule.prelude)
        if kind in _WITH_RULES and rule.content is not None:
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            yield f"@{kind}{prelude}{{\n" + "\n".join(self.rules(inner)) + "\n}"
        elif kind == "counter-style":
            name = self._counter(prelude.strip())
            yield f"@counter-style {name} {{{self._content(rule.content or ())}}}"
        elif kind != "page":
            yield rule.serialize()

    # --- selectors -----------------------------------------------------------

    def _selector(self, tokens: Iterable[Any]) -> str:
        words = _SCOPES.sub(_SCOPE, _renamed_selector(tokens).strip())
        below = words if words.startswith(_SCOPE) else f"{_SCOPE} {words}"
        return below.replace(_SCOPE, f".{self._scope}")

    # --- declarations --------------------------------------------------------

    def _content(self, tokens: Iterable[Any]) -> str:
        """Rewrite declarations, with the new names of the set's counter styles."""
        words, name, value = [], "", False
        for token in tokens:
            if token.type == "literal" and token.value == ";":
                name, value = "", False
            elif token.type == "literal" and token.value == ":":
                value = True
            elif token.type == "ident" and not value:
                name = token.lower_value
            if value and name in _NAMES_A_COUNTER:
                words.append(self._with_counters(token))
            else:
                words.append(token.serialize())
        return "".join(words)

    def _with_counters(self, token: Any) -> str:
        if token.type == "ident":
            return self._counter(token.value)
        if token.type == "function":
            inner = "".join(map(self._with_counters, token.arguments))
            return f"{token.name}({inner})"
        return str(token.serialize())

    def _counter(self, name: str) -> str:
        return f"{self._scope}-{name}" if name in self._counters else name


def _between_commas(tokens: Iterable[Any]) -> Iterator[list[Any]]:
    part: list[Any] = []
    for token in tokens:
        if token.type == "literal" and token.value == ",":
            yield part
            part = []
        else:
            part.append(token)
    yield part


def _renamed_selector(tokens: Iterable[Any]) -> str:
    """Rename in a selector what has another name in the page; the whole page is the scope."""
    words: list[str] = []
    before = ""
    for token in tokens:
        named = before in {".", ":"}
        if token.type == "ident" and not named:
            words.append(_element(token.lower_value, str(token.serialize())))
        elif token.type == "ident" and before == ":" and token.lower_value == "root":
            words[-1:] = [_SCOPE]
        elif token.type == "hash":
            words.append(f'[{ID_ATTRIBUTE}="{token.value}"]')
        elif token.type == "function" and token.lower_name in _WITH_SELECTORS:
            parts = ", ".join(
                _renamed_selector(part).strip() for part in _between_commas(token.arguments)
            )
            words.append(f"{token.lower_name}({parts})")
        else:
            words.append(str(token.serialize()))
        before = token.value if token.type == "literal" else ""
    return "".join(words)


def _element(name: str, written: str) -> str:
    return _SCOPE if name in _WHOLE else _OWN.get(name, written)


_HEADING = re.compile(r"h[1-6]")
_DEEPEST = 6
_POINTS_TO_ONE = ("for", "list")
_POINTS_TO_SEVERAL = (
    "aria-labelledby",
    "aria-describedby",
    "aria-controls",
    "aria-owns",
    "aria-details",
    "headers",
)
_URL = re.compile(r"url\(\s*[\"']?#([^\"')]+)[\"']?\s*\)")
_PAGE_ROLES = frozenset({"main", "banner", "contentinfo"})


def as_part(page: str, prefix: str, *, lower: int) -> Markup:
    """Take out of a page what it shows, ready for another page.

    Args:
        page: the page.
        prefix: what its ids begin with, so that no two parts have the same.
        lower: by how many levels to lower its headings; none goes below the sixth.
    """
    root = html.document_fromstring(page)
    body = root.find("body")
    if body is None:
        return Markup()
    for link in body.findall("a"):
        if (link.get("href") or "").startswith("#"):  # it skips to the main part
            _drop(link)
    for element in body.iter(etree.Element):
        _lowered(element, lower)
        _renamed(element, prefix)
    text = Markup.escape(body.text or "")
    parts = (html.tostring(child, encoding="unicode") for child in body)
    return text + Markup("").join(map(Markup, parts))


def _lowered(element: etree._Element, lower: int) -> None:
    tag = str(element.tag)
    if _HEADING.fullmatch(tag):
        _add_class(element, f"{HEADING_CLASS}{tag[1]}")
        element.tag = f"h{min(int(tag[1]) + lower, _DEEPEST)}"
    elif tag == "main":
        _add_class(element, MAIN_CLASS)
        element.tag = "div"
    if element.get("role") in _PAGE_ROLES:
        del element.attrib["role"]


def _add_class(element: etree._Element, name: str) -> None:
    element.set("class", " ".join(filter(None, (element.get("class"), name))))


def _drop(link: etree._Element) -> None:
    """Remove an element of the page's body, and keep the text after it."""
    body = link.getparent()
    if body is not None:
        before = link.getprevious()
        after = link.tail or ""
        if before is None:
            body.text = (body.text or "") + after
        else:
            before.tail = (before.tail or "") + after
        body.remove(link)


def _renamed(element: etree._Element, prefix: str) -> None:
    for key, value in [(str(name), str(value)) for name, value in element.attrib.items()]:
        if key == "id":
            element.set(ID_ATTRIBUTE, value)
            element.set("id", f"{prefix}-{value}")
        elif key in _POINTS_TO_ONE:
            element.set(key, f"{prefix}-{value}")
        elif key in _POINTS_TO_SEVERAL:
            element.set(key, " ".join(f"{prefix}-{one}" for one in value.split()))
        elif key in {"href", "xlink:href"} and value.startswith("#"):
            element.set(key, f"#{prefix}-{value[1:]}")
        elif "url(" in value:
            element.set(key, _URL.sub(rf"url(#{prefix}-\1)", value))
