"""Write out a Word layout as lines of text with its styles, for comparing."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from s55.lint.parsed.word import WordLayout
from s55.lint.parsed.word_looks import HALF_POINTS
from s55.lint.parsed.word_tags import own_text
from s55.word.describe import part_name
from s55.word.xml import PPR, RPR, TBL, TC, P, value_of, w

_TWIPS_PER_MM = 56.6929
_MEASURES = (
    ("spacing", "before"),
    ("spacing", "after"),
    ("spacing", "line"),
    ("ind", "left"),
    ("ind", "hanging"),
)


def outline(layout: WordLayout) -> list[str]:
    """Write each part's paragraphs with their styles, then the page set-up and the styles."""
    lines: list[str] = []
    for part, root in layout.stories.items():
        lines.append(f"== {part_name(part)} ({part.removeprefix('word/')})")
        lines.extend(_paragraphs(layout, root))
    lines.append("== the page")
    lines.extend(_pages(layout))
    lines.append("== the styles")
    lines.extend(_styles(layout))
    pictures = sorted(name for name in layout.parts if name.startswith("word/media/"))
    if pictures:
        lines.append("== the pictures")
        lines += [f"{name} ({len(layout.parts[name])} bytes)" for name in pictures]
    return lines


def _paragraphs(layout: WordLayout, root: etree._Element) -> Iterator[str]:
    names = _style_names(layout)
    for paragraph in root.iter(P):
        style = names.get(value_of(paragraph.find(PPR), "pStyle") or "", "Normal")
        cell = next(paragraph.iterancestors(TC), None)
        where = f"{_cell(cell)} " if cell is not None else ""
        looks = _own_look(paragraph)
        yield f"{where}[{style}{looks}] {' '.join(own_text(paragraph).split())}".rstrip()


def _style_names(layout: WordLayout) -> dict[str, str]:
    return {
        style.get(w("styleId"), ""): value_of(style, "name") or ""
        for style in layout.styles.iterfind(w("style"))
    }


def _cell(cell: etree._Element) -> str:
    table, row = next(cell.iterancestors(TBL)), cell.getparent()
    tables = list(table.getroottree().getroot().iter(TBL))
    rows = list(table.iterfind(w("tr")))
    at = rows.index(row) + 1 if row in rows else 1
    cells = list(row.iterfind(TC)) if row is not None else [cell]
    return f"table {tables.index(table) + 1} row {at} cell {cells.index(cell) + 1}"


def _own_look(paragraph: etree._Element) -> str:
    """Describe what a paragraph adds to its style: bold, colour, size of its runs, alignment."""
    found: list[str] = []
    for run in paragraph.iter(w("r")):
        found += _look(run.find(RPR))
    alignment = value_of(paragraph.find(PPR), "jc")
    if alignment:
        found.append(alignment)
    return "".join(f", {one}" for one in dict.fromkeys(found))


def _look(properties: etree._Element | None) -> list[str]:
    if properties is None:
        return []
    found = [
        words
        for name, words in (("b", "bold"), ("i", "italic"), ("u", "underlined"))
        if properties.find(w(name)) is not None
        and value_of(properties, name) not in {"0", "false", "none"}
    ]
    size, colour = value_of(properties, "sz"), value_of(properties, "color")
    font = value_of(properties, "rFonts", "ascii")
    if size and size.isdigit():
        found.append(f"{int(size) / HALF_POINTS:g} pt")
    if colour:
        found.append(f"colour {colour}")
    if font:
        found.append(f"font {font}")
    return found


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


def _styles(layout: WordLayout) -> Iterator[str]:
    defaults = layout.styles.find(f"{w('docDefaults')}/{w('rPrDefault')}/{RPR}")
    yield f"default: {', '.join([*_look(defaults), *_language(defaults)]) or 'nothing'}"
    described = []
    for style in layout.styles.iterfind(w("style")):
        name, kind = value_of(style, "name") or "", style.get(w("type"), "paragraph")
        based = value_of(style, "basedOn")
        look = [*_look(style.find(RPR)), *_spacing(style.find(PPR))]
        on = f" on {based}" if based else ""
        described.append(f"{name} ({kind}{on}): {', '.join(look) or 'nothing of its own'}")
    yield from sorted(described)


def _language(properties: etree._Element | None) -> list[str]:
    found = value_of(properties, "lang")
    return [f"language {found}"] if found else []


def _spacing(properties: etree._Element | None) -> list[str]:
    found = [
        f"{name} {attribute} {value}"
        for name, attribute in _MEASURES
        if (value := value_of(properties, name, attribute)) is not None
    ]
    for name in ("keepNext", "pageBreakBefore", "jc"):
        if properties is not None and properties.find(w(name)) is not None:
            found.append(f"{name} {value_of(properties, name) or 'on'}")
    return found
