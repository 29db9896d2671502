"""Rules for styles, in the stylesheet and in layouts: valid CSS, and text that all can read."""

from __future__ import annotations

import re
from collections import defaultdict

from s55.lint.colours import LEAST_CONTRAST, WHITE, Colour, contrast, css_colour
from s55.lint.parsed.checked import CheckedSet
from s55.lint.parsed.css import CssFault, Declaration
from s55.lint.parsed.css_values import properties
from s55.lint.rule import Finding, Findings, rule
from s55.problems import Severity
from s55.templating.manifest import PrintedManifest

_LENGTH = re.compile(r"(?P<number>\d*\.?\d+)(?P<unit>pt|px|rem|em|%|cm|mm|in|pc|q)?", re.IGNORECASE)
_POINTS = {"pt": 1, "px": 0.75, "cm": 28.3465, "mm": 2.83465, "in": 72, "pc": 12, "q": 0.70866}
_KEYWORDS = {"xx-small": 6.75, "x-small": 7.5, "small": 9.75, "smaller": 10.0}
_BASE_POINTS = 12
_LEAST_POINTS = 12
_ROUNDING = 0.05
_COLOUR_WORD = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b[a-z]+\([^)]*\)|\b[a-zA-Z]+\b")


def _readable(checked: CheckedSet) -> list[Declaration]:
    return [one for one in checked.styles if isinstance(one, Declaration)]


def _at(one: Declaration | CssFault, message: str, hint: str) -> Finding:
    return Finding(one.file, message, hint, one.line, one.column)


@rule("L531")
def stylesheet_can_be_read(checked: CheckedSet) -> Findings:
    """The whole stylesheet can be read.

    A browser leaves out what it cannot read, without a word: often because a bracket or a semicolon
    is missing in the line before. A rule without its ``}`` takes in those that follow it; one that
    is meant to stand within another names that with ``&``. The file is text in UTF-8.
    """
    for one in checked.styles:
        if isinstance(one, CssFault):
            hint = one.hint or "Look for a missing ; or } in this line or the one before."
            yield _at(one, f"the stylesheet cannot be read here ({one.message})", hint)


@rule("L532")
def colours_stand_out(checked: CheckedSet) -> Findings:
    """Text has a contrast of at least 4.5 to 1 with its background.

    WCAG 2.2, success criterion 1.4.3. Checked are the colour and the background of one rule, and
    a colour alone against the background of the page.
    """
    by_rule: dict[tuple[str, str], dict[str, Declaration]] = defaultdict(dict)
    for one in _readable(checked):
        name = "background-color" if one.name == "background" else one.name
        by_rule[one.medium, one.selector][name] = one
    page = _page_ground(by_rule)
    for found in by_rule.values():
        text = found.get("color")
        colour = css_colour(text.value) if text else None
        if text is None or colour is None:
            continue
        ground = found.get("background-color")
        behind = (_first_colour(ground.value) if ground else None) or page
        ratio = contrast(colour, behind)
        if ratio < LEAST_CONTRAST:
            message = f"'{text.selector}' has a contrast of {ratio:.1f} to 1"
            yield _at(text, message, "Choose a darker colour, or a lighter background.")


def _page_ground(by_rule: dict[tuple[str, str], dict[str, Declaration]]) -> Colour:
    for selector in ("body", "html", ":root"):
        ground = by_rule.get(("", selector), {}).get("background-color")
        found = _first_colour(ground.value) if ground else None
        if found is not None:
            return found
    return WHITE


def _first_colour(value: str) -> Colour | None:
    for word in _COLOUR_WORD.findall(value):
        colour = css_colour(word)
        if colour is not None:
            return colour
    return None


@rule("L533")
def letters_are_large_enough(checked: CheckedSet) -> Findings:
    """Text is at least 12 points high, which is 16 pixels or 1rem.

    Guidance for public documents. The size of a smaller label, a footer or a footnote counts too.
    """
    for one in _readable(checked):
        value = one.value
        if one.name == "font" and (found := re.search(r"\S+(?=\s*/|\s+[\"'\w])", value)):
            value = found[0]
        points = _points(value) if one.name in {"font-size", "font"} else None
        if points is not None and points < _LEAST_POINTS - _ROUNDING:
            message = f"'{one.selector}' makes text of {points:.3g} points"
            yield _at(one, message, "Make it 12pt, 16px, 1rem or more.")


def _points(value: str) -> float | None:
    """Work out a size of text in points; a relative size counts from 12 points."""
    if value in _KEYWORDS:
        return _KEYWORDS[value]
    found = _LENGTH.fullmatch(value.strip())
    if found is None or found["unit"] is None:
        return None
    number, unit = float(found["number"]), found["unit"].lower()
    if unit in {"rem", "em"}:
        return number * _BASE_POINTS
    return number / 100 * _BASE_POINTS if unit == "%" else number * _POINTS[unit]


@rule("L534")
def links_keep_their_line(checked: CheckedSet) -> Findings:
    """Links are underlined, or differ in another way than by colour alone.

    WCAG 2.2, success criterion 1.4.1.
    """
    by_rule: dict[tuple[str, str], list[Declaration]] = defaultdict(list)
    for one in _readable(checked):
        by_rule[one.medium, one.selector].append(one)
    for (_, selector), found in by_rule.items():
        if not re.search(r"(^|[\s,>+~])a\b(?!:hover)", selector):
            continue
        for one in found:
            bare = one.name.startswith("text-decoration") and re.search(r"\bnone\b", one.value)
            if bare and not any(other.name.startswith("border") for other in found):
                message = f"'{selector}' removes the underline of links"
                yield _at(one, message, "Leave links underlined.")


@rule("L535", Severity.WARNING)
def lines_are_not_justified(checked: CheckedSet) -> Findings:
    """Text runs from the left and is not justified.

    Justified text has gaps of uneven width, which make it hard to read for people with dyslexia.
    """
    for one in _readable(checked):
        if one.name in {"text-align", "text-align-all"} and one.value.startswith("justify"):
            yield _at(one, f"'{one.selector}' justifies its text", "Write left.")


@rule("L536")
def focus_can_be_seen(checked: CheckedSet) -> Findings:
    """What has the focus of the keyboard can be seen.

    WCAG 2.2, success criterion 2.4.7. ``outline: none`` takes the sign away from those who do not
    use a mouse.
    """
    for one in _readable(checked):
        gone = one.name in {"outline", "outline-style", "outline-width"} and re.match(
            r"(none|0)\b", one.value
        )
        if gone:
            yield _at(one, f"'{one.selector}' hides the focus", "Take the line out.")


@rule("L537")
def lists_keep_their_marks_outside(checked: CheckedSet) -> Findings:
    """The marks of lists are outside the text.

    With ``list-style-position: inside`` the PDF's tags are no longer right (PDF/UA-1, clause 7.2),
    and wrapped lines run under the bullet.
    """
    for one in _readable(checked):
        if one.name in {"list-style-position", "list-style"} and re.search(
            r"\binside\b", one.value
        ):
            yield _at(one, f"'{one.selector}' puts marks inside", "Write outside.")


@rule("L538", Severity.WARNING)
def nothing_is_seen_through(checked: CheckedSet) -> Findings:
    """Text is not made fainter by ``opacity``.

    The contrast can then no longer be relied on, and in the PDF such words belong to no tag: screen
    readers pass over them (ISO 14289-1, 7.1). Choose a lighter colour of enough contrast.
    """
    for one in _readable(checked):
        if one.name == "opacity" and _part_of_one(one.value) < 1.0:
            yield _at(one, f"'{one.selector}' is transparent", "Give it a colour instead.")


def _part_of_one(value: str) -> float:
    """Read a number or a percentage; what cannot be read counts as 1."""
    try:
        return float(value[:-1]) / 100 if value.endswith("%") else float(value)
    except ValueError:
        return 1.0


@rule("L547", Severity.WARNING)
def columns_are_no_flex_boxes(checked: CheckedSet) -> Findings:
    """What is printed is not put side by side by ``display: flex``.

    In the PDF such a box begins on a new page if it does not fit on the one it is on, and from its
    second page on a column begins at the left edge, in the place of the first. Use ``float`` or
    ``display: table``, which go over pages as they should, or write the rule within
    ``@media screen``.
    """
    if not isinstance(checked.manifest, PrintedManifest):
        return
    hint = "Use float or table, or write it within @media screen."
    for one in _readable(checked):
        is_flex = one.name == "display" and one.value.split()[:1] in (["flex"], ["inline-flex"])
        if is_flex and "screen" not in one.medium:
            yield _at(one, f"'{one.selector}' does not go over pages in the PDF", hint)


_BESIDE = re.compile(r":(?:before|after|marker)\b", re.IGNORECASE)
_IN_QUOTES = re.compile(r"\"([^\"]*)\"|'([^']*)'")
_LEAST_LETTERS = 3


@rule("L539", Severity.WARNING)
def words_are_not_in_the_stylesheet(checked: CheckedSet) -> Findings:
    """The stylesheet adds no words to the text with ``content``.

    The Word file has no such words, nobody can copy them or search for them, and not every screen
    reader reads them. Put them into the manifest, under ``labels`` or ``words``, and show them in
    both layouts. What stands in the margins of pages does not count.
    """
    for one in _readable(checked):
        if one.name != "content" or not _BESIDE.search(one.selector):
            continue
        found = ["".join(words) for words in _IN_QUOTES.findall(one.value)]
        words = " ".join(found)
        if sum(letter.isalpha() for letter in words) >= _LEAST_LETTERS:
            message = f"'{one.selector}' adds the words '{words}', which the Word file lacks"
            yield _at(one, message, "Put them into the manifest, and show them in both layouts.")


@rule("L540", Severity.WARNING)
def declarations_have_an_effect(checked: CheckedSet) -> Findings:
    """Each property exists, and its value is one that it can have.

    Browsers and the PDF leave out ``colour: red``, and ``color: red font-size: 2em``, which lacks a
    semicolon, without a word. Properties that only browsers know do not count, nor do values for
    the screen alone.
    """
    known = properties()
    if known is None:
        return
    printed = isinstance(checked.manifest, PrintedManifest)
    for one in _readable(checked):
        if one.selector.startswith("@"):
            continue
        if meant := known.meant_by(one.name):
            message = f"'{one.selector}' has a property '{one.name}', which does not exist"
            yield _at(one, message, f"Did you mean '{meant}'?")
        elif printed and "screen" not in one.medium and not known.can_read(one.name, one.value):
            message = f"'{one.selector}' gives '{one.name}' a value that the PDF leaves out"
            yield _at(
                one,
                f"{message}: '{_shortened(one.value)}'",
                "Look for a missing ; or } behind it, and for a missing unit. If it is for the "
                "screen alone, put it below '@media screen'.",
            )


def _shortened(value: str) -> str:
    words = " ".join(value.split())
    return words if len(words) <= _MOST_LETTERS else f"{words[:_MOST_LETTERS]} …"


_MOST_LETTERS = 60
"""How much of a value a message quotes."""
