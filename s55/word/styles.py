"""The styles of a Word layout, found by the names people see, and what they say of measures."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from s55.errors import ExitCode, S55Error
from s55.problems import error
from s55.word.xml import value_of, w, whole

_KINDS = {"paragraph": "paragraph", "character": "character", "table": "table"}
_MAX_CHAIN = 20
"""Styles are based on styles; a chain longer than this is a ring."""


@dataclass(frozen=True)
class WordStyles:
    """The styles part of a layout.

    Attributes:
        root: the ``w:styles`` element.
    """

    root: etree._Element

    @cached_property
    def _by_name(self) -> dict[tuple[str, str], etree._Element]:
        found: dict[tuple[str, str], etree._Element] = {}
        for style in self.root.iterfind(w("style")):
            name = value_of(style, "name")
            if name is not None:
                found.setdefault((style.get(w("type"), "paragraph"), name.lower()), style)
        return found

    @cached_property
    def _by_id(self) -> dict[str, etree._Element]:
        return {style.get(w("styleId"), ""): style for style in self.root.iterfind(w("style"))}

    def style_id(self, kind: str, name: str) -> str:
        """The id of the style that people know as ``name``; capitals do not matter.

        Args:
            kind: ``paragraph``, ``character`` or ``table``.
            name: for example ``List Bullet`` or ``heading 2``.

        Raises:
            S55Error: L208 when the layout has no such style.
        """
        return self._style(kind, name).get(w("styleId"), "")

    def _style(self, kind: str, name: str) -> etree._Element:
        style = self._by_name.get((kind, name.lower()))
        if style is not None:
            return style
        names = {known.lower(): known for known in self._names(kind)}
        near = difflib.get_close_matches(name.lower(), names, 1)
        did_you_mean = f"Did you mean '{names[near[0]]}'? " if near else ""
        raise S55Error(
            [
                error(
                    "L208",
                    f"the Word layout has no {kind} style named '{name}'",
                    f"{did_you_mean}Add the style to the layout in Word, or name another one "
                    "under word_styles in the manifest.",
                )
            ],
            ExitCode.SETTINGS,
        )

    def _names(self, kind: str) -> list[str]:
        return [
            value_of(style, "name") or ""
            for (its_kind, _), style in self._by_name.items()
            if its_kind == kind
        ]

    def _chain(self, style: etree._Element | None) -> list[etree._Element]:
        """The style, the one it is based on, and so on."""
        chain: list[etree._Element] = []
        while style is not None and len(chain) < _MAX_CHAIN:
            chain.append(style)
            style = self._by_id.get(value_of(style, "basedOn") or "")
        return chain

    def paragraph_property(self, name: str, element: str, attribute: str) -> str | None:
        """What the paragraph style ``name``, or one it is based on, says of a property.

        Args:
            name: the style.
            element: for example ``spacing``.
            attribute: for example ``after``.
        """
        for style in self._chain(self._style("paragraph", name)):
            found = value_of(style.find(w("pPr")), element, attribute)
            if found is not None:
                return found
        defaults = self.root.find(f"{w('docDefaults')}/{w('pPrDefault')}/{w('pPr')}")
        return value_of(defaults, element, attribute)

    def space_after(self, name: str) -> int:
        """The space after a paragraph of the style, in twips."""
        return whole(self.paragraph_property(name, "spacing", "after"))

    def left_indent(self, name: str) -> int:
        """The indentation of a paragraph of the style, in twips."""
        left = self.paragraph_property(name, "ind", "left")
        return whole(left if left is not None else self.paragraph_property(name, "ind", "start"))

    def left_border(self, name: str) -> etree._Element | None:
        """The ``w:left`` border of the paragraph style, or None where it has none."""
        for style in self._chain(self._style("paragraph", name)):
            border = style.find(f"{w('pPr')}/{w('pBdr')}/{w('left')}")
            if border is not None:
                return border
        return None

    def character_look(self, name: str, element: str) -> etree._Element | None:
        """What the character style ``name`` says of a look, such as ``color``; None for nothing."""
        for style in self._chain(self._style("character", name)):
            look = style.find(f"{w('rPr')}/{w(element)}")
            if look is not None:
                return look
        return None

    def numbering_id(self, name: str) -> str | None:
        """The list (``w:numId``) that the paragraph style belongs to, or None."""
        for style in self._chain(self._style("paragraph", name)):
            found = value_of(style.find(f"{w('pPr')}/{w('numPr')}"), "numId")
            if found is not None:
                return found
        return None

    def numbering_id_of_list_style(self, style_id: str) -> str | None:
        """The list that a list style (kind ``numbering``) holds, or None."""
        style = self._by_id.get(style_id)
        numbering = None if style is None else style.find(f"{w('pPr')}/{w('numPr')}")
        return value_of(numbering, "numId")
