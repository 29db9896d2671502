"""Read the characters of symbol fonts, whose letters look like something else.

Source: Unicode's mappings of Wingdings (L2/12-368) and of the Symbol font (Adobe).
"""
# ruff: noqa: RUF001 (characters that look like others are its subject)

from __future__ import annotations

_PRIVATE = 0xF000
"""Word adds this to the code of a character in a symbol font."""
_UNKNOWN = "•"

_GREEK = dict(
    zip(
        "ABCDEFGHIKLMNOPQRSTUWXYZabcdefghiklmnopqrstuwxyz",
        "ΑΒΧΔΕΦΓΗΙΚΛΜΝΟΠΘΡΣΤΥΩΞΨΖαβχδεφγηικλμνοπθρστυωξψζ",
        strict=True,
    )
)
_SYMBOL = {ord(letter): shown for letter, shown in _GREEK.items()} | {
    0x22: "∀", 0x24: "∃", 0x2D: "−", 0x40: "≅", 0x7E: "∼", 0xA3: "≤", 0xA5: "∞", 0xAB: "↔",
    0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×",
    0xB5: "∝", 0xB6: "∂", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…",
    0xC5: "⊕", 0xC6: "∅", 0xC7: "∩", 0xC8: "∪", 0xCE: "∈", 0xCF: "∉", 0xD0: "∠", 0xD1: "∇",
    0xD2: "®", 0xD3: "©", 0xD4: "™", 0xD5: "∏", 0xD6: "√", 0xD7: "⋅", 0xD8: "¬", 0xD9: "∧",
    0xDA: "∨", 0xDB: "⇔", 0xDC: "⇐", 0xDE: "⇒", 0xE5: "∑", 0xF2: "∫",
}  # fmt: skip
_WINGDINGS = {
    0x4A: "☺", 0x4B: "😐", 0x4C: "☹", 0x6C: "●", 0x6E: "■", 0x6F: "☐", 0x71: "☐", 0x72: "☐",
    0x76: "❖", 0x9F: "•", 0xA7: "▪", 0xA8: "☐", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑",
    0xE2: "↓", 0xE7: "⇐", 0xE8: "⇒", 0xF3: "⇔", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2 = {
    0x30: "☐", 0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "☐",
}  # fmt: skip
_FONTS: dict[str, dict[int, str]] = {
    "Symbol": _SYMBOL,
    "Wingdings": _WINGDINGS,
    "Wingdings 2": _WINGDINGS_2,
    "Wingdings 3": {},
    "Webdings": {0x61: "✓", 0x72: "✗", 0x63: "☐"},
    "ZapfDingbats": {0x33: "✓", 0x34: "✓", 0x37: "✗", 0x38: "✗"},
}


def is_symbol_font(font: str) -> bool:
    """Whether the letters of a font look like something else."""
    return font in _FONTS


def symbol(code: int, font: str) -> str:
    """Return the character that a code of a font looks like; '•' where nobody knows."""
    known = _FONTS.get(font)
    if known is None:
        is_private = _PRIVATE <= code <= _PRIVATE + 0xFF
        return _UNKNOWN if is_private else chr(code) if 32 <= code < 0xD800 else ""
    if code in (0x20, _PRIVATE + 0x20):
        return " "
    shown = known.get(code & 0xFF)
    if shown is not None:
        return shown
    is_figure = font == "Symbol" and 0x20 < code & 0xFF < 0x40
    return chr(code & 0xFF) if is_figure else _UNKNOWN


def in_symbols(text: str, font: str) -> str:
    """Return what text in a font looks like."""
    if not is_symbol_font(font):
        return text
    return "".join(
        symbol(ord(one), font) if ord(one) < 0x100 or 0xF000 <= ord(one) <= 0xF0FF else one
        for one in text
    )
