"""Tell which declarations of a stylesheet have no effect, by the tables of WeasyPrint."""

from __future__ import annotations

import difflib
import logging
from functools import cache
from types import ModuleType

import tinycss2

from s55.errors import S55Error
from s55.records import dataclass

_ALIKE = 0.8
"""How alike two names are, of which one is a slip for the other: 'colour' and 'color'."""


@dataclass(frozen=True, slots=True)
class Properties:
    """The properties that WeasyPrint knows.

    Attributes:
        names: of all of them, also of those that do nothing in print.
        in_print: those whose values it reads.
        validation: its module that reads values.
    """

    names: tuple[str, ...]
    in_print: frozenset[str]
    validation: ModuleType

    def meant_by(self, name: str) -> str | None:
        """Find the property that is meant by a name that is none; None where nothing is like it.

        A longer form of a known name, such as ``overflow-x``, is one that only browsers have.
        """
        if name in self.names or name.startswith("-"):
            return None
        near = difflib.get_close_matches(name, self.names, 1, _ALIKE)
        return near[0] if near and not name.startswith(f"{near[0]}-") else None

    def can_read(self, name: str, value: str) -> bool:
        """Whether the value of a property is one that the PDF takes; also where it is not known."""
        if name not in self.in_print or value.startswith("-"):
            return True
        logger = logging.getLogger("weasyprint")
        was = logger.disabled
        logger.disabled = True
        try:
            read = self.validation.preprocess_declarations(
                None, tinycss2.parse_blocks_contents(f"{name}:{value}")
            )
            return bool(list(read))
        finally:
            logger.disabled = was


@cache
def properties() -> Properties | None:
    """Load WeasyPrint's tables; None where a library that it needs is missing."""
    from s55.render.pdf.loading import weasyprint as native

    try:
        native.weasyprint()
    except S55Error:
        return None
    from weasyprint.css import validation
    from weasyprint.css.properties import INITIAL_VALUES

    in_print = {name.replace("_", "-") for name in INITIAL_VALUES} | set(validation.EXPANDERS)
    names = in_print | set(validation.NOT_PRINT_MEDIA)
    return Properties(
        tuple(sorted(names)), frozenset(in_print - set(validation.NOT_PRINT_MEDIA)), validation
    )
