"""Read WeasyPrint's own style sheets for HTML as far as a page needs them.

Made for: WeasyPrint 70.0 (`weasyprint.html`).
Why: it reads all of them when it is imported: 174 rules, a quarter of which are ways of counting in
    other scripts. A page uses half of the others, and two of the sheets (forms, and attributes
    such as ``bgcolor``) are used only if asked for.
Upstream: read each sheet, and each way of counting, when it is first used.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from types import ModuleType
from typing import Any

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"\s*([^{}]+?)\s*\{(?:[^{}]|\{[^{}]*\})*\}")
"""What a rule is about, and the rule; a rule of pages has others in it."""
_WAY_OF_COUNTING = re.compile(r"@counter-style\s+([\w-]+)")
_BRACKETS = re.compile(r"\[[^]]*\]")
_EXCLUDED = re.compile(r":not\((?:[^()]|\([^()]*\))*\)")
"""What an element must not be, which narrows a selector only."""
_TAG = re.compile(r"(?<![\w@:.#-])[a-z][a-z0-9]*(?![\w-]*\()")
"""The name of an element in a selector, and no pseudo-class."""
_NOTES = "::note"
"""What stands among the names of elements for notes that a style sheet makes."""
_OF_NOTES = re.compile(r"::(?:foot)?note-")
_MAKES_NOTES = re.compile(
    r"(?<![\w.#-])footnote(?![\w-])|note\(|@import|\\(?:0{0,4}[4-7][0-9a-f](?![0-9a-f])|[g-z])",
    re.IGNORECASE,
)
"""What a style sheet says to make notes; and letters in disguise, which may say that too."""


@contextlib.contextmanager
def unread_sheets() -> Iterator[None]:
    """Let WeasyPrint read its own sheets as empty while it is imported."""
    import tinycss2

    read = tinycss2.parse_stylesheet
    tinycss2.parse_stylesheet = lambda _: []
    try:
        yield
    finally:
        tinycss2.parse_stylesheet = read


def read_own_style_late(weasyprint: ModuleType) -> None:
    """Let WeasyPrint read of its own sheets what a page needs."""
    from weasyprint import html

    css = weasyprint.CSS
    rules, ways = divided(html.UA)
    names = {_NOTES} | {tag for about, _ in rules for tag in _TAG.findall(_BRACKETS.sub("", about))}
    html.UA_COUNTER_STYLE.update({name: _LateWay(css, name, text) for name, text in ways.items()})

    read: list[tuple[frozenset[str], Any]] = []

    def own_sheets(page: Any, forms: bool = False) -> list[Any]:
        elements = [one for one in page.etree_element.iter() if isinstance(one.tag, str)]
        tags = {_local(one.tag) for one in elements}
        if any(map(_may_make_notes, elements)):
            tags.add(_NOTES)
        known, style = read[-1] if read else (frozenset[str](), None)
        if style is None or not known.issuperset(tags & names):
            # For this page and those before it, which together have what the next one has.
            known |= tags & names
            style = css(string="\n".join(needed(rules, known)))
            read[:] = [(known, style)]
        found = [style]
        return [*found, css(string=html.UA_FORM)] if forms else found

    weasyprint.HTML._ua_stylesheets = own_sheets
    weasyprint.HTML._ph_stylesheets = lambda _: [css(string=html.PH)]


def divided(text: str) -> tuple[list[tuple[str, str]], dict[str, str]]:
    """Divide a sheet into its rules, each with what it is about, and its ways of counting by name.

    Args:
        text: the sheet, without braces in strings.
    """
    rules: list[tuple[str, str]] = []
    ways: dict[str, str] = {}
    for found in _RULE.finditer(_COMMENT.sub("", text)):
        if way := _WAY_OF_COUNTING.fullmatch(found[1]):
            ways[way[1]] = found[0]
        else:
            rules.append((found[1], found[0]))
    return rules, ways


def needed(rules: list[tuple[str, str]], tags: frozenset[str]) -> list[str]:
    """List the rules that may apply to a page with elements of these names, in their order."""
    return [rule for about, rule in rules if _may_apply(about, tags)]


def _may_apply(about: str, tags: frozenset[str]) -> bool:
    """Whether a selector names one of the elements, or none at all."""
    plain = _EXCLUDED.sub("", _BRACKETS.sub("", about))
    return any(_names_one(selector, tags) for selector in plain.split(","))


def _names_one(selector: str, tags: frozenset[str]) -> bool:
    if _OF_NOTES.search(selector):
        return _NOTES in tags
    found = set(_TAG.findall(selector))
    return not found or not found.isdisjoint(tags)


def _local(tag: str) -> str:
    return tag.rpartition("}")[2].lower()


def _may_make_notes(element: Any) -> bool:
    """Whether the style that an element carries, or brings from elsewhere, may make notes."""
    name = _local(element.tag)
    said = element.get("style", "") + ("".join(element.itertext()) if name == "style" else "")
    return name == "link" or _MAKES_NOTES.search(said) is not None


class _LateWay(Mapping[str, Any]):
    """A way of counting that is read when it is used."""

    def __init__(self, css: type[Any], name: str, text: str) -> None:
        self._css, self._name, self._text = css, name, text

    @cached_property
    def _read(self) -> dict[str, Any]:
        ways: dict[str, dict[str, Any]] = {}
        self._css(string=self._text, counter_style=ways)
        return ways[self._name]

    def __getitem__(self, key: str) -> Any:
        return self._read[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._read)

    def __len__(self) -> int:
        return len(self._read)

    def copy(self) -> dict[str, Any]:
        """Copy it as what WeasyPrint keeps."""
        return self._read.copy()
