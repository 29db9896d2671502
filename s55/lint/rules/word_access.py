"""Rules for Word layouts that everybody can read (WCAG 2.2 AA, and what screen readers need)."""

from __future__ import annotations

import re

from lxml import etree

from s55.lint.colours import BLACK, LEAST_CONTRAST, WHITE, contrast
from s55.lint.levels import LayoutHeading, Statement, gaps, statements_in
from s55.lint.parsed.checked import CheckedSet
from s55.lint.parsed.word import WordLayout
from s55.lint.parsed.word_looks import Looks
from s55.lint.parsed.word_tags import own_text
from s55.lint.rule import Finding, Findings, rule
from s55.problems import Severity
from s55.word.xml import PPR, RPR, TBL, P, value_of, w

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_HEADING = re.compile(r"heading\s*([1-9])", re.IGNORECASE)
_LEAST_POINTS = 12


@rule("L511")
def language_is_set(checked: CheckedSet) -> Findings:
    """The Word layout says in which language it is, and it is that of the manifest.

    A screen reader takes the voice of the language, and Word its dictionary. In Word: select
    everything, *Review*, *Language*, *Set Proofing Language*, and *Set As Default*.
    """
    wanted = checked.manifest.language
    for layout in checked.word_layouts:
        path = f"{w('docDefaults')}/{w('rPrDefault')}/{RPR}"
        found = value_of(layout.styles.find(path), "lang")
        if found is None or found.lower() != wanted.lower():
            said = f"its language is '{found}'" if found else "it has no language"
            message = f"{said}, and that of the manifest is '{wanted}'"
            yield Finding(layout.name, message, f"Set the proofing language to {wanted} in Word.")


@rule("L512")
def headings_have_no_gaps(checked: CheckedSet) -> Findings:
    """Headings follow each other without a gap: after Heading 1 comes Heading 2, not Heading 3.

    Those who do not see the page go from heading to heading, and take a gap for a missing part.
    """
    for layout in checked.word_layouts:
        headings: list[etree._Element] = []
        events: list[LayoutHeading | Statement] = []
        for paragraph in layout.stories[layout.main].iter(P):
            level = _level(layout, paragraph)
            if level:
                events.append(LayoutHeading(level, len(headings)))
                headings.append(paragraph)
            events.extend(statements_in(own_text(paragraph)))
        for gap in gaps(events):
            before = f"Heading {gap.before}" if gap.before else "the beginning"
            place = layout.place(layout.main, headings[gap.heading.number])
            message = f"Heading {gap.heading.level} comes after {before}, {place}"
            hint = f"Give it the style Heading {gap.before + 1}, or add the heading above it."
            yield Finding(layout.name, message, hint)


def _level(layout: WordLayout, paragraph: etree._Element) -> int:
    """Work out the level of a heading; 1 for the style Title, 0 for other paragraphs."""
    style_id = value_of(paragraph.find(PPR), "pStyle") or ""
    style = next(
        (s for s in layout.styles.iterfind(w("style")) if s.get(w("styleId")) == style_id), None
    )
    name = value_of(style, "name") or style_id
    if name.lower() == "title":
        return 1
    found = _HEADING.fullmatch(name)
    return int(found[1]) if found else 0


@rule("L513", Severity.WARNING)
def tables_have_header_rows(checked: CheckedSet) -> Findings:
    """A table with a row of headings says that it is one.

    In Word: click into the row, *Layout*, *Repeat Header Rows*. A screen reader then names the
    column with each cell, and the row is repeated on each page. A table whose first column holds
    the headings, such as that of the report's particulars, says so under *Table Design*, *First
    Column*. A table of a single row, such as columns beside one another, needs neither.
    """
    for layout in checked.word_layouts:
        for part, root in layout.stories.items():
            for table in root.iter(TBL):
                if _has_headings(table) or len(table.findall(w("tr"))) == 1:
                    continue
                first = next(table.iter(P), None)
                if first is not None:
                    message = f"a table has no header row, {layout.place(part, first)}"
                    yield Finding(layout.name, message, "In Word: Layout, Repeat Header Rows.")


def _has_headings(table: etree._Element) -> bool:
    if any(
        value_of(row.find(w("trPr")), "tblHeader") != "0"
        and row.find(f"{w('trPr')}/{w('tblHeader')}") is not None
        for row in table.iterfind(w("tr"))
    ):
        return True
    look = table.find(f"{w('tblPr')}/{w('tblLook')}")
    if look is None or look.get(w("firstRow")) in {"1", "true"}:
        return False  # its first row is drawn as headings and does not say that it holds them
    return look.get(w("firstColumn")) in {"1", "true"}


@rule("L514")
def pictures_have_words(checked: CheckedSet) -> Findings:
    """A picture has an alternative text, or is marked as decorative.

    In Word: right click, *Edit Alt Text*. Say what the picture tells, not what it looks like.
    """
    for layout in checked.word_layouts:
        for part, paragraph in layout.paragraphs():
            for picture in paragraph.iter(f"{_DRAWING}docPr"):
                if not (picture.get("descr") or "").strip() and not is_decorative(picture):
                    message = f"a picture has no alternative text, {layout.place(part, paragraph)}"
                    yield Finding(layout.name, message, "In Word: right click, Edit Alt Text.")


def is_decorative(picture: etree._Element) -> bool:
    """Say whether a picture is marked as one that tells nothing."""
    return any(
        etree.QName(inner).localname == "decorative" and inner.get("val") in {"1", "true"}
        for inner in picture.iter()
    )


@rule("L515")
def text_stands_out(checked: CheckedSet) -> Findings:
    """Text has a contrast of at least 4.5 to 1 with its background.

    WCAG 2.2, success criterion 1.4.3. Light grey on white is the usual fault. Choose a darker
    colour; Word's *Automatic* is always good enough.
    """
    for layout in checked.word_layouts:
        looks = Looks(layout)
        told: set[tuple[str, str]] = set()
        for part, paragraph, run in looks.runs():
            ratio = _contrast_of(looks, paragraph, run)
            if ratio is None or ratio >= LEAST_CONTRAST:
                continue
            what, is_own = "text", looks.is_own(run, "color")
            if not is_own and (style := looks.origin(paragraph, run, "color")):
                if (style, f"{ratio:.1f}") in told:
                    continue
                told.add((style, f"{ratio:.1f}"))
                what = f"text in the colour of the style '{style}'"
            place = layout.place(part, paragraph, own_text(paragraph))
            message = f"{what} has a contrast of {ratio:.1f} to 1, {place}"
            yield Finding(layout.name, message, "Choose a darker colour, or Automatic.")


def _contrast_of(looks: Looks, paragraph: etree._Element, run: etree._Element) -> float | None:
    """Work out the contrast of a run with what is behind it; None where both are Word's own."""
    colour, ground = looks.colour(paragraph, run), looks.ground(paragraph, run)
    if colour is None and ground is None:
        return None
    automatic = BLACK if contrast(BLACK, ground or WHITE) >= LEAST_CONTRAST else WHITE
    return contrast(colour or automatic, ground or WHITE)


@rule("L516")
def text_is_large_enough(checked: CheckedSet) -> Findings:
    """Text is at least 12 points high.

    Guidance for public documents asks for 12 points, also in tables, headers, footers and notes.
    Change the size of the style.
    """
    for layout in checked.word_layouts:
        looks = Looks(layout)
        styles: dict[tuple[str, float], None] = {}
        for part, paragraph, run in looks.runs():
            size = looks.size(paragraph, run)
            if size >= _LEAST_POINTS:
                continue
            if not looks.is_own(run, "sz"):
                styles[looks.origin(paragraph, run, "sz"), size] = None
                continue
            place = layout.place(part, paragraph, own_text(paragraph))
            message = f"text is {size:g} points high, {place}"
            yield Finding(layout.name, message, "Make it 12 points or more, in its style.")
        styles |= _small_styles(checked, layout, looks)
        for name, size in styles:
            text = f"the style '{name}'" if name else "the default of the document"
            message = f"{text} makes text of {size:g} points"
            yield Finding(layout.name, message, "Make it 12 points or more.")


def _small_styles(
    checked: CheckedSet, layout: WordLayout, looks: Looks
) -> dict[tuple[str, float], None]:
    """Check the styles that text of a draft takes, although no text of the layout has them."""
    named = checked.styles_in(layout)
    wanted = {getattr(named, key).lower() for key in type(named).model_fields}
    found: dict[tuple[str, float], None] = {}
    for style in layout.styles.iterfind(w("style")):
        name = value_of(style, "name") or ""
        if name.lower() in wanted and style.get(w("type")) == "paragraph":
            size, origin = looks.style_size(style.get(w("styleId"), ""))
            if size < _LEAST_POINTS:
                found[origin, size] = None
    return found


@rule("L517")
def no_text_in_boxes(checked: CheckedSet) -> Findings:
    """No text is in a text box or a frame.

    A text box floats: a screen reader meets its text in another place than the eye, or not at all,
    and what a field shows in it may be cut off. Put the text into the body, a table or the header.
    """
    hint = "Cut the text, delete the box, and put the text into a paragraph."
    for layout in checked.word_layouts:
        for part, paragraph in layout.paragraphs():
            in_box = next(paragraph.iterancestors(w("txbxContent")), None) is not None
            framed = paragraph.find(f"{PPR}/{w('framePr')}") is not None
            if (in_box or framed) and own_text(paragraph).strip():
                where = layout.place(part, paragraph)
                yield Finding(layout.name, f"text is in a floating box, {where}", hint)


@rule("L518", Severity.WARNING)
def links_are_underlined(checked: CheckedSet) -> Findings:
    """Links differ from other text by more than their colour.

    WCAG 2.2, success criterion 1.4.1: those who do not see colours have to find them too. Underline
    the style of links.
    """
    for layout in checked.word_layouts:
        name = checked.styles_in(layout).hyperlink
        for style in layout.styles.iterfind(w("style")):
            if (value_of(style, "name") or "").lower() != name.lower():
                continue
            underline = value_of(style.find(RPR), "u")
            if underline in {None, "none"}:
                message = f"the style of links, '{name}', differs by its colour alone"
                yield Finding(layout.name, message, "Underline the style.")


@rule("L519", Severity.WARNING)
def text_is_not_justified(checked: CheckedSet) -> Findings:
    """Text runs from the left and is not justified.

    Justified text has gaps of uneven width, which make it hard to read for people with dyslexia.
    Align it to the left.
    """
    for layout in checked.word_layouts:
        for part, paragraph in layout.paragraphs():
            if value_of(paragraph.find(PPR), "jc") in {"both", "distribute"}:
                message = f"text is justified, {layout.place(part, paragraph)}"
                yield Finding(layout.name, message, "Align it to the left (Ctrl+L).")
        for style in layout.styles.iterfind(w("style")):
            if value_of(style.find(PPR), "jc") in {"both", "distribute"}:
                message = f"the style '{value_of(style, 'name')}' justifies its text"
                yield Finding(layout.name, message, "Align the style to the left.")
