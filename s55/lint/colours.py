"""Read colours and work out their contrast (WCAG 2.2, success criterion 1.4.3)."""

from __future__ import annotations

import re

from tinycss2.color4 import parse_color

_HEX = re.compile(r"[0-9A-Fa-f]{6}")

LEAST_CONTRAST = 4.5
"""The least contrast of text with its background; WCAG 2.2, 1.4.3, allows less for large text."""

Colour = tuple[float, float, float]
"""Red, green and blue, each from 0 to 1."""

WHITE: Colour = (1.0, 1.0, 1.0)
BLACK: Colour = (0.0, 0.0, 0.0)


def css_colour(text: str) -> Colour | None:
    """Read a colour of a stylesheet; None for a transparent colour and for anything else."""
    parsed = parse_color(text)
    if parsed is None or isinstance(parsed, str):
        return None
    converted = parsed.to("srgb")
    red, green, blue = (min(1.0, max(0.0, value or 0.0)) for value in converted.coordinates[:3])
    return (red, green, blue) if converted.alpha == 1 else None


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
