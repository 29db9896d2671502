"""Take the short way to the values that most properties of an element have.

Made for: WeasyPrint 70.0 (`weasyprint.css.ComputedStyle`).
Why: a style sheet says a few of some 200 properties; each of the others has its first value, or
    that of the element around. WeasyPrint goes through all that a property may be before it takes
    them.
Upstream: `ComputedStyle.__missing__` would have to begin with them.
"""

from __future__ import annotations

import functools
from typing import Any

_ON_THEIR_OWN = frozenset({"display", "float", "page", "position"})
"""Properties whose values depend on others."""
_PROPAGATED = ("__", "text_decoration_")
"""How the properties begin that are handed on in other ways: variables, and lines at words."""


def take_usual_values(css: Any) -> None:
    """Let an element's style take first values, and those of the element around, at once.

    Args:
        css: the module ``weasyprint.css``.
    """
    initial, inherited = css.INITIAL_VALUES, css.INHERITED
    plain = frozenset(
        name for name in initial if name not in _ON_THEIR_OWN and not name.startswith(_PROPAGATED)
    )
    first = plain - inherited - css.INITIAL_NOT_COMPUTED
    handed_on = plain & inherited
    physical = css.PHYSICAL_FUNCTIONS
    # Properties of the text's direction ('margin-inline-start') that stand for others.
    logical = frozenset(
        name(block="ttb", inline=inline) for name in physical.values() for inline in ("ltr", "rtl")
    )
    original = css.ComputedStyle.__missing__

    @functools.wraps(original)
    def missing(style: Any, key: str) -> Any:
        said = style.cascaded
        if key in said or (key in physical and not logical.isdisjoint(said)):
            return original(style, key)
        if key in first:
            value = style[key] = initial[key]
            return value
        if key in handed_on and style.parent_style is not None:
            value = style[key] = style.parent_style[key]
            return value
        return original(style, key)

    css.ComputedStyle.__missing__ = missing
