"""Explain what is wrong with a Word layout's tags, and where, to its maintainer."""

from __future__ import annotations

import dataclasses
import difflib
import re
from collections.abc import Iterator, Mapping
from types import TracebackType
from typing import Any

from jinja2 import TemplateSyntaxError, UndefinedError
from lxml import etree

from s55.errors import ExitCode, S55Error
from s55.problems import error
from s55.render.html.errors import LOOPS, too_much
from s55.templating.limits import TooMuchError
from s55.views import fields
from s55.views.response import contents as views
from s55.word.describe import part_name, place_of, text_of
from s55.word.package import stories_of
from s55.word.xml import P, T, w

_TAG = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)
_LOOSE = re.compile(r"\{\{|\{%|\}\}|%\}")
"""What a tag leaves that is not whole."""
_XML_TAG = re.compile(r"<[^>]+>")
_PREFIX = re.compile(r"(\{[{%#])(?:p|tr|tc|r)(?=\s)")
_LOOP_NAME = re.compile(r"\{%\s*(?:p|tr|tc|r)?\s*for\s+(\w+)")
_UNKNOWN = re.compile(r"'(?P<name>\w+)' is undefined")
_NO_FIELD = re.compile(r"'(?:[\w.]*\.)?(?P<kind>\w+) object' has no attribute '(?P<name>\w+)'")
_PARAGRAPH_TAG = re.compile(r"\{[{%#]p\s")
_ROW_TAG = re.compile(r"\{[%#]tr\s")
_ONE_TAG = re.compile(r"\{([{%#])(?:(?!\{[{%#]).)*\}", re.DOTALL)
_OPENERS = re.compile(r"\{%\s*(end)?(?:if|for)\b")
_PREFIXED = re.compile(r"\{%(?:p|tr|tc|r)\s.*?%\}")
_PLAIN_QUOTES = str.maketrans("“”‘’", "\"\"''")
_JINJA_FILE = "<template>"


class LayoutFault:
    """Explains what stopped the rendering of a layout.

    Args:
        parts: the unpacked parts of the layout, by their names.
        context: the names its tags can use.
    """

    def __init__(self, parts: Mapping[str, bytes], context: Mapping[str, Any]) -> None:
        self.parts = parts
        self._context = context
        self._part = stories_of(parts)[0]
        self._source = ""

    def begin(self, part: str, source: str) -> None:
        """Note the part that is being rendered, and its text as the template engine gets it."""
        self._part = part.lstrip("/")
        self._source = source

    def check(self) -> None:
        """Refuse what docxtpl would drop in silence, or print.

        It drops what stands beside a tag like ``{%p if x %}``, and prints a tag that lacks a
        bracket, such as ``{{ title }``.

        Raises:
            S55Error: L202 with the place.
        """
        for part in stories_of(self.parts):
            for holder in etree.fromstring(self.parts[part]).iter(P, w("tr")):
                text = _own_text(holder)
                if holder.tag == P and _LOOSE.search(_TAG.sub("", text)):
                    raise _problem(
                        "L202",
                        f"a tag of the Word layout lacks a bracket, {place_of(part, holder, text)}",
                        "Write the whole tag in one paragraph: {{ field }} or {% ... %}.",
                    )
                prefixes = _PARAGRAPH_TAG if holder.tag == P else _ROW_TAG
                is_alone = _ONE_TAG.fullmatch(text.strip()) and not _has_picture(holder)
                if prefixes.search(text) and not is_alone:
                    first = next(holder.iter(P), holder)
                    raise _problem(
                        "L202",
                        "what stands beside a tag of the Word layout would be lost, "
                        + place_of(part, first, text),
                        "Give each {%p ... %} tag a paragraph of its own, each {%tr ... %} tag "
                        "a row.",
                    )

    def explained(self, failure: Exception) -> S55Error:
        """Turn a failure into the error that a user sees, with its place."""
        match failure:
            case UndefinedError():
                return self._unknown_field(failure)
            case TemplateSyntaxError():
                return self._syntax(failure)
            case etree.XMLSyntaxError():
                return self._torn(failure)
        tags = self._tags(_line_of(failure.__traceback__))
        what = str(failure) or type(failure).__name__
        if isinstance(failure, TooMuchError | MemoryError):
            problem = too_much(f"{what}, {self._place(tags)}")
            return S55Error([problem], ExitCode.SETTINGS)
        if isinstance(failure, RecursionError):
            what = LOOPS
        return _problem(
            "L205",
            f"s55 cannot fill in a tag of the Word layout ({what}), {self._place(tags)}",
            "Correct the tag; docs/templates.md shows what a tag can hold.",
        )

    def _unknown_field(self, failure: UndefinedError) -> S55Error:
        text = str(failure)
        tags = self._tags(_line_of(failure.__traceback__))
        found = _UNKNOWN.search(text)
        missing = _NO_FIELD.search(text)
        if found is not None:
            loops = _LOOP_NAME.findall(_XML_TAG.sub("", self._source))
            name, known = found["name"], [*self._context, *loops]
        elif missing is not None:
            name, known = missing["name"], self._fields_of(missing["kind"])
        else:
            return _problem(
                "L203",
                f"the Word layout names an unknown field ({text}), {self._place(tags)}",
                "Correct the name; docs/templates.md lists the fields.",
            )
        whole_name = _dotted(name, tags)
        near = difflib.get_close_matches(name, known, 1)
        did_you_mean = f"Did you mean '{near[0]}'? " if near else ""
        tags = [tag for tag in tags if name in tag] or tags
        return _problem(
            "L203",
            f"the Word layout names an unknown field '{whole_name}', {self._place(tags)}",
            f"{did_you_mean}docs/templates.md lists the fields.",
        )

    def _fields_of(self, kind: str) -> list[str]:
        if kind == "dict":
            return list(self._context.get("labels", ()))
        described = getattr(views, kind, None) or getattr(fields, kind, None)
        if described is None or not dataclasses.is_dataclass(described):
            return []
        return [one.name for one in dataclasses.fields(described)]

    def _syntax(self, failure: TemplateSyntaxError) -> S55Error:
        place = self._open_tag()
        if place is None:
            place = self._place(self._tags(failure.lineno))
        what = (failure.message or "it is not well written").rstrip(".")
        return _problem(
            "L202",
            f"s55 cannot read a tag of the Word layout ({what}), {place}",
            "Correct the tag: {{ field }}, {% if ... %} with {% endif %}, {% for ... %} with "
            "{% endfor %}.",
        )

    def _torn(self, failure: etree.XMLSyntaxError) -> S55Error:
        """Explain a block that begins in one paragraph and ends in another, without saying so."""
        for part, paragraph in self._paragraphs():
            text = text_of(paragraph)
            ends = [bool(end) for end in _OPENERS.findall(_PREFIXED.sub("", text))]
            if ends.count(True) != ends.count(False):
                return _problem(
                    "L202",
                    "a tag of the Word layout begins in one paragraph and ends in another, "
                    + place_of(part, paragraph),
                    "Write {%p ... %} for a tag that is alone in its paragraph, {%tr ... %} "
                    "for one that is alone in its row.",
                )
        return _problem(
            "L202",
            f"the tags of the Word layout break its structure ({failure.msg}), "
            f"in {part_name(self._part)}",
            "Give each {%p ... %} tag a paragraph of its own, each {%tr ... %} tag a row.",
        )

    def _open_tag(self) -> str | None:
        """Find a tag that begins and does not end in the same paragraph."""
        for part, paragraph in self._paragraphs():
            text = text_of(paragraph)
            if any(text.count(a) != text.count(b) for a, b in (("{{", "}}"), ("{%", "%}"))):
                return place_of(part, paragraph)
        return None

    def _tags(self, line: int | None) -> list[str]:
        """List the tags on a line of the source: docxtpl puts each paragraph on its own line."""
        lines = self._source.split("\n")
        if line is None or not 0 < line <= len(lines):
            return []
        return [_normal(tag) for tag in _TAG.findall(_XML_TAG.sub("", lines[line - 1]))]

    def _place(self, tags: list[str]) -> str:
        # All of them first: one alone, such as an 'endfor', can be in many paragraphs.
        for wanted in (all, any):
            for part, paragraph in self._paragraphs() if tags else ():
                text = _normal(text_of(paragraph))
                if wanted(tag in text for tag in tags):
                    return place_of(part, paragraph)
        return f"in {part_name(self._part)}"

    def _paragraphs(self) -> Iterator[tuple[str, etree._Element]]:
        """Yield the paragraphs of the part being rendered."""
        content = self.parts.get(self._part)
        if content is not None:
            for paragraph in etree.fromstring(content).iter(P):
                yield self._part, paragraph


def _has_picture(holder: etree._Element) -> bool:
    return next(holder.iter(w("drawing"), w("pict"), w("object")), None) is not None


def _own_text(holder: etree._Element) -> str:
    """Join the text of a paragraph or a row, without that of others within it."""
    return "".join(
        node.text or ""
        for node in holder.iter(T)
        if next(node.iterancestors(holder.tag), None) is holder
    )


def _problem(code: str, message: str, hint: str) -> S55Error:
    return S55Error([error(code, message, hint)], ExitCode.SETTINGS)


def _line_of(traceback: TracebackType | None) -> int | None:
    """Find the line of the layout's source in which the template engine stopped."""
    line = None
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == _JINJA_FILE:
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line


def _dotted(name: str, tags: list[str]) -> str:
    """Return the name as the tag writes it, with the part before its dot."""
    for tag in tags:
        found = re.search(rf"(?:\w+\.)*\b{re.escape(name)}\b", tag)
        if found is not None:
            return found[0]
    return name


def _normal(text: str) -> str:
    """Text of a tag as docxtpl leaves it."""
    plain = text.translate(_PLAIN_QUOTES).replace("&lt;", "<").replace("&gt;", ">")
    return " ".join(_PREFIX.sub(r"\1", plain).split())
