"""Rules for the fonts of a set: that they are there, may be embedded, and have the signs needed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from s55.errors import S55Error
from s55.lint.parsed.checked import CheckedSet
from s55.lint.parsed.css import Declaration
from s55.lint.parsed.word import WordLayout
from s55.lint.parsed.word_appearance import text_look
from s55.lint.rule import Finding, Findings, rule
from s55.problems import Severity
from s55.records import dataclass
from s55.render.font_files import flaw_of_font, opened_font
from s55.render.pdf.glyphs import described
from s55.sources.files import contents_of
from s55.templating.manifest import FontFile
from s55.word.xml import RPR, w

_SIGNS = "☐☑•◦–—‘’“”…"
"""The boxes of the checklist, the bullets of lists, and British quotation marks and dashes."""

_ANY_MACHINE = frozenset(
    "serif sans-serif monospace cursive fantasy system-ui inherit initial unset revert".split()
)
_INSTEAD = "Put a sound TrueType or OpenType font in its place."
_RESTRICTED = 0x0002
"""Bit 1 of fsType in a font's OS/2 table: it may not be embedded (OpenType 1.9, OS/2, fsType)."""
_ITALIC, _BOLD = 0x0001, 0x0020
"""Bits 0 and 5 of fsSelection in that table."""
_FACES = ("bold", "italic", "bold italic")
"""What text of drafts and layouts asks for, beside the regular face."""
_OF_ALL_TEXT = frozenset({"html", "body", ":root"})


@dataclass(frozen=True)
class _Opened:
    """A font of the manifest, opened."""

    named: FontFile
    characters: frozenset[int]
    family: str
    restricted: bool
    faces: frozenset[str]
    """Those that it has: 'regular', 'bold', 'italic', 'bold italic'."""


def _fonts(checked: CheckedSet) -> list[_Opened | Finding]:
    if "fonts" not in checked.cache:
        checked.cache["fonts"] = list(_opened(checked))
    known = checked.cache["fonts"]
    return known if isinstance(known, list) else []


def _opened(checked: CheckedSet) -> Iterator[_Opened | Finding]:
    from fontTools.ttLib import TTLibError  # opened only where fonts are looked at

    for named in checked.fonts or ():
        try:
            path = checked.template.path(named.file)
        except S55Error as failure:
            yield Finding(named.file, failure.problems[0].message, failure.problems[0].hint)
            continue
        if (flaw := flaw_of_font(contents_of(path))) is not None:
            yield Finding(named.file, f"the font cannot be read: it {flaw}", _INSTEAD)
            continue
        try:
            # Opened here: the library does not close a file that is not a font.
            with path.open("rb") as stream, opened_font(stream) as font:
                yield _read(named, font)
        except (TTLibError, OSError, KeyError, AssertionError, ValueError) as failure:
            message = f"the font cannot be read ({failure})"
            yield Finding(named.file, message, _INSTEAD)


def _read(named: FontFile, font: Any) -> _Opened:
    family = font["name"].getDebugName(16) or font["name"].getDebugName(1) or ""
    restricted = "OS/2" in font and bool(font["OS/2"].fsType & _RESTRICTED)
    characters = frozenset(font.getBestCmap() or ())
    return _Opened(named, characters, family, restricted, _faces(font))


def _faces(font: Any) -> frozenset[str]:
    """Name the faces that a font file has (OpenType 1.9, OS/2, fsSelection; fvar)."""
    selected = font["OS/2"].fsSelection if "OS/2" in font else 0
    slant = "italic" if selected & _ITALIC else ""
    axes = {axis.axisTag for axis in font["fvar"].axes} if "fvar" in font else frozenset()
    weights = ("", "bold") if "wght" in axes else ("bold" if selected & _BOLD else "",)
    slants = ("", "italic") if axes & {"ital", "slnt"} else (slant,)
    return frozenset(f"{one} {other}".strip() or "regular" for one in weights for other in slants)


@rule("L541")
def fonts_are_there(checked: CheckedSet) -> Findings:
    """Each font that the manifest names is in the set, and is a font.

    The PDF uses the fonts of the set and no others, so that it looks the same on every machine.
    """
    for found in _fonts(checked):
        if isinstance(found, Finding):
            yield found


@rule("L542")
def fonts_may_be_embedded(checked: CheckedSet) -> Findings:
    """The licence of each font allows embedding.

    The font file says so (``fsType`` in its table OS/2). PDF/A and PDF/UA need every font embedded.
    Use a font with an open licence.
    """
    for found in _fonts(checked):
        if isinstance(found, _Opened) and found.restricted:
            message = f"the font '{found.named.family}' may not be embedded"
            yield Finding(found.named.file, message, "Use a font with an open licence.")


@rule("L543")
def fonts_have_their_names(checked: CheckedSet) -> Findings:
    """A font has the family name that the manifest gives it.

    The stylesheet names families; under another name the font is not found.
    """
    for found in _fonts(checked):
        if isinstance(found, _Opened) and found.family.lower() != found.named.family.lower():
            message = (
                f"the manifest calls this font '{found.named.family}', and its own name is "
                f"'{found.family}'"
            )
            yield Finding(found.named.file, message, f"Write family: {found.family}.")


@rule("L544")
def fonts_have_the_signs(checked: CheckedSet) -> Findings:
    """The fonts have the boxes of the checklist, bullets, dashes and quotation marks.

    ☐ and ☑ are in few text fonts. Add a font of signs, such as Noto Sans Symbols 2, after the
    others.
    """
    opened = [found for found in _fonts(checked) if isinstance(found, _Opened)]
    if not opened:
        return
    for sign in _SIGNS:
        if not any(ord(sign) in found.characters for found in opened):
            message = f"no font of the set has {described(sign)}"
            yield Finding("manifest.yaml", message, "Add a font that has it, under fonts.")


@rule("L545")
def stylesheet_names_fonts_of_the_set(checked: CheckedSet) -> Findings:
    """The family that the stylesheet names first is a font of the set.

    In the PDF the first family is missing otherwise, and another one is taken. Families after the
    first are for the screen.
    """
    if checked.fonts is None:
        return
    carried = {font.family.lower() for font in checked.fonts or ()}
    for one in checked.stylesheet:
        if isinstance(one, Declaration) and one.name == "font-family":
            first = one.value.split(",")[0].strip().strip("\"'")
            if first.lower() not in carried | _ANY_MACHINE and not first.startswith("var("):
                message = f"'{one.selector}' names '{first}', which is not a font of the set"
                hint = "Name a font of the set first, or add this one under fonts."
                yield Finding(one.file, message, hint, one.line, one.column)


@rule("L546", Severity.WARNING)
def fonts_have_their_licence(checked: CheckedSet) -> Findings:
    """The licence of the fonts lies beside them.

    Open licences ask for it. Put the licence file (OFL.txt, LICENSE) into the folder of the fonts.
    """
    folders = {checked.template.place(font.file).parent for font in checked.fonts or ()}
    for folder in sorted(folders):
        names = [path.name.lower() for path in folder.glob("*")] if folder.is_dir() else []
        if not any(re.match(r"(ofl|licen[cs]e|copying|.*licen[cs]e)", name) for name in names):
            yield Finding(folder, "no licence lies beside the fonts", "Put the licence file there.")


@rule("L548", Severity.WARNING)
def text_has_all_its_faces(checked: CheckedSet) -> Findings:
    """The manifest names the bold, italic and bold italic faces of the font of the text.

    Where the set does not have them, emphasis and strong words are printed upright and thin,
    though Word and browsers show them as they should be. Name also files that lie in the set
    already.
    """
    opened = [found for found in _fonts(checked) if isinstance(found, _Opened)]
    for family in sorted(_families_of_text(checked)):
        files = [one for one in opened if one.named.family.lower() == family]
        there = frozenset(face for one in files for face in one.faces)
        missing = [face for face in _FACES if face not in there]
        if files and missing:
            message = (
                f"'fonts' names no {' and no '.join(missing)} face of '{files[0].named.family}', "
                "which the PDF needs for such words"
            )
            hint = "Put the file into the set and name it under fonts, with the same family."
            yield Finding("manifest.yaml", message, hint)


@rule("L416", Severity.WARNING)
def word_has_the_font_of_the_page(checked: CheckedSet) -> Findings:
    """The text of each Word layout is in a font that the stylesheet names for all text.

    A set that has another font in ``style.css`` has it in the PDF and on the page alone. The Word
    layouts, those of the base too (invitation, table for translators), have a font of their own:
    change it in the style that their text is based on, mostly *Normal*.
    """
    named = _families_by_place(checked)
    if not named or checked.fonts is None:
        return
    for layout in checked.word_layouts:
        family = _font_of(layout)
        if not family or family.lower() in map(str.lower, named):
            continue
        message = f"the text of {layout.name} is in {family}, that of the page in {named[0]}"
        change = "change the font of the style Normal in Word"
        if (checked.folder / layout.name).is_file():
            yield Finding(layout.name, message, f"{change[0].upper()}{change[1:]}.")
        else:
            copy = f"s55 template copy {checked.folder.name} {layout.name}"
            yield Finding("manifest.yaml", message, f"Copy it ({copy}), and {change}.")


def _font_of(layout: WordLayout) -> str:
    """Name the font of the text that has no other; '' where the layout leaves it to Word."""
    of_all = layout.styles.find(f"{w('docDefaults')}/{w('rPrDefault')}/{RPR}")
    places = [*(style.find(RPR) for style in layout.named_styles.of_paragraph(None)), of_all]
    found = (text_look(place).get("font") for place in places)
    return next((font for font in found if isinstance(font, str)), "")


def _families_by_place(checked: CheckedSet) -> list[str]:
    """Name all families that the stylesheets name for all text, in order."""
    return [family for families in _families_of_all_text(checked) for family in families]


def _families_of_text(checked: CheckedSet) -> set[str]:
    """Name, in small letters, the families that the stylesheets name first for all text."""
    return {families[0].lower() for families in _families_of_all_text(checked)}


def _families_of_all_text(checked: CheckedSet) -> Iterator[list[str]]:
    """Give the families of each ``font-family`` that the stylesheets have for all text."""
    for one in checked.stylesheet:
        if (
            isinstance(one, Declaration)
            and one.name == "font-family"
            and one.selector in _OF_ALL_TEXT
            and "screen" not in one.medium
        ):
            yield [family.strip().strip("\"'") for family in one.value.split(",")]
