"""Read colours and work out their contrast (WCAG 2.2, success criterion 1.4.3)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from tinycss2.color4 import parse_color

_HEX = re.compile(r"[0-9A-Fa-f]{6}")

LEAST_CONTRAST = 4.5
"""The least contrast of text with its background; WCAG 2.2, 1.4.3, allows less for large text."""

Colour = tuple[float, float, float]
"""Red, green and blue, each from 0 to 1."""

WHITE: Colour = (1.0, 1.0, 1.0)
BLACK: Colour = (0.0, 0.0, 0.0)


def css_colour(text: str) -> Colour | None:
    """Read a colour of a stylesheet; None for a transparent colour and for anything else.

    Of a colour that is named by how it is seen (``lab``, ``lch``, ``oklab``, ``oklch``) it is the
    grey that is as light, which has the same contrast.
    """
    parsed = parse_color(text)
    if parsed is None or isinstance(parsed, str) or parsed.alpha != 1:
        return None
    if (converted := _converted(parsed, "srgb")) is not None:
        red, green, blue = (min(1.0, max(0.0, value or 0.0)) for value in converted)
        return red, green, blue
    seen = _converted(parsed, "xyz-d65") or _converted(parsed, "xyz-d50")
    return None if seen is None else (_grey(seen[1]),) * 3


def _converted(colour: Any, space: str) -> Sequence[float] | None:
    """Give a colour in another space; None where the library does not know the way."""
    try:
        converted: Sequence[float] = colour.to(space).coordinates
    except NotImplementedError:
        return None
    return converted


def _grey(luminance: float) -> float:
    """Give the part of red, green and blue in the grey of a luminance from 0 to 1."""
    light = min(1.0, max(0.0, luminance))
    return light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055


def word_colour(text: str | None) -> Colour | None:
    """Read a colour of a Word file ('1D2F5F'); None for 'auto' and for anything else."""
    if text is None or not _HEX.fullmatch(text):
        return None
    red, green, blue = (int(text[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue


def contrast(one: Colour, other: Colour) -> float:
    """Work out the contrast of two colours, 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
