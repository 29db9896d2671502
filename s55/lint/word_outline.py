"""Write out a Word layout as lines of text with its styles, for comparing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from s55.lint.parsed.word import WordLayout
from s55.lint.parsed.word_appearance import PLAIN, additions
from s55.lint.parsed.word_styling import StyleLook, Styling
from s55.word.describe import part_name
from s55.word.package import relations_of
from s55.word.xml import PPR, R_ID, TBL, TC, P, T, is_on, w

_TWIPS_PER_MM = 56.6929
_SIMPLE_FIELD = w("fldSimple")
_REFERENCES = (w("headerReference"), w("footerReference"))
_NOTES = (w("footnotes"), w("endnotes"))
_SECTION_END = f"{PPR}/{w('sectPr')}"
_BETWEEN = (w("tab"), w("br"))
_PIECES = (T, w("instrText"), w("fldChar"), _SIMPLE_FIELD, *_BETWEEN)
_BEGIN, _RESULT, _END = "\x01\x02\x03"
"""What stands for the three marks of a field; no XML holds these characters."""
_MARKS_OF = {"begin": _BEGIN, "separate": _RESULT, "end": _END, "page": " <new page> "}
_FIELD = re.compile("\x01(?P<code>[^\x01-\x03]*)(?:\x02(?P<result>[^\x01-\x03]*))?\x03")
_MARKS = re.compile("[\x01-\x03]")


def outline(layout: WordLayout) -> list[str]:
    """Write the text of a layout, then its styles."""
    return [*text_outline(layout), "== the styles", *_styles(Styling(layout).styles)]


def text_outline(layout: WordLayout) -> list[str]:
    """Write each part's paragraphs with their styles, then the page set-up and the pictures."""
    styling = Styling(layout)
    shown: list[list[str]] = []
    for name, root in _printed(layout):
        story = [f"== {name}", *_paragraphs(styling, root)]
        if story not in shown:  # some programs write one for each section
            shown.append(story)
    lines = [line for story in shown for line in story]
    lines.append("== the page")
    lines.extend(_pages(layout))
    pictures = sorted(name for name in layout.parts if name.startswith("word/media/"))
    if pictures:
        lines.append("== the pictures")
        lines += [f"{name} ({len(layout.parts[name])} bytes)" for name in pictures]
    return lines


def _printed(layout: WordLayout) -> Iterator[tuple[str, etree._Element]]:
    """Give the body, the headers and footers that some page shows, and the notes."""
    body = layout.stories[layout.main]
    yield part_name(layout.main), body
    related = relations_of(layout.parts, layout.main)
    settings = layout.parts.get("word/settings.xml")
    has_even = settings is not None and is_on(etree.fromstring(settings), "evenAndOddHeaders")
    for section in body.iter(w("sectPr")):
        kinds = {"default": ""}
        kinds |= {"first": " of first pages"} if is_on(section, "titlePg") else {}
        kinds |= {"even": " of even pages"} if has_even else {}
        for reference in section.iter(*_REFERENCES):
            relation = related.get(reference.get(R_ID, ""))
            kind = reference.get(w("type"), "default")
            if relation is not None and relation.target in layout.stories and kind in kinds:
                yield part_name(relation.target) + kinds[kind], layout.stories[relation.target]
    for part, root in layout.stories.items():
        if root.tag in _NOTES:
            yield part_name(part), root


def _paragraphs(styling: Styling, root: etree._Element) -> Iterator[str]:
    for paragraph in root.iter(P):
        words = " ".join(_words(paragraph).split())
        if not words and paragraph.find(_SECTION_END) is not None:
            continue  # it holds the end of a section, and some programs leave it out
        cell = next(paragraph.iterancestors(TC), None)
        where = f"{_cell(cell)} " if cell is not None else ""
        looks = ", ".join([styling.style_of(paragraph), *styling.added(paragraph)])
        yield f"{where}[{looks}] {words}".rstrip()


def _words(paragraph: etree._Element) -> str:
    """Give the words of a paragraph, with the names of fields in place of their results."""
    marked = "".join(_marked(paragraph))
    found = 1
    while found:
        marked, found = _FIELD.subn(_field, marked)
    return _MARKS.sub(" ", marked)


def _marked(paragraph: etree._Element) -> Iterator[str]:
    """Give the pieces of a paragraph, with marks where a field and its result begin and end."""
    for event, node in etree.iterwalk(paragraph, ("start", "end"), tag=_PIECES):
        if next(node.iterancestors(P), None) is not paragraph:
            continue
        if node.tag == _SIMPLE_FIELD:
            yield f"{_BEGIN}{node.get(w('instr'), '')}{_RESULT}" if event == "start" else _END
        elif event == "start":
            kind = node.get(w("fldCharType")) or node.get(w("type"), "")
            between = " " if node.tag in _BETWEEN else ""
            yield _MARKS_OF.get(kind, node.text or between)


def _field(found: re.Match[str]) -> str:
    code = found["code"].split()[:1]
    return found["result"] or "" if code == ["HYPERLINK"] else f"<{' '.join(code)}>"


def _cell(cell: etree._Element) -> str:
    table, row = next(cell.iterancestors(TBL)), cell.getparent()
    tables = list(table.getroottree().getroot().iter(TBL))
    rows = list(table.iterfind(w("tr")))
    at = rows.index(row) + 1 if row in rows else 1
    cells = list(row.iterfind(TC)) if row is not None else [cell]
    return f"table {tables.index(table) + 1} row {at} cell {cells.index(cell) + 1}"


def _pages(layout: WordLayout) -> Iterator[str]:
    for root in layout.stories.values():
        for section in root.iter(w("sectPr")):
            size, margins = section.find(w("pgSz")), section.find(w("pgMar"))
            if size is not None:
                yield f"size {_mm(size, 'w')} by {_mm(size, 'h')} mm"
            if margins is not None:
                sides = ", ".join(
                    f"{side} {_mm(margins, side)} mm" for side in ("top", "right", "bottom", "left")
                )
                yield f"margins {sides}"


def _mm(holder: etree._Element, name: str) -> str:
    try:
        return f"{int(holder.get(w(name), '0')) / _TWIPS_PER_MM:.0f}"
    except ValueError:
        return "?"


def _styles(styles: Mapping[str, StyleLook]) -> Iterator[str]:
    for name, style in sorted(styles.items()):
        yield f"{name} {in_words(style, styles)}"


def in_words(style: StyleLook, styles: Mapping[str, StyleLook]) -> str:
    """Say in words what a style is, and what it adds to the one that it is based on."""
    plain = PLAIN if style.kind == "paragraph" else {}
    base = styles[style.base].look if style.base in styles else plain
    words = ", ".join(additions(base, style.look))
    on = f" on {style.base}" if style.base else ""
    return f"({style.kind}{on}): {words or 'nothing of its own'}"
