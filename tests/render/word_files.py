"""What the tests of Word output share: rendering, reading XML back, and breaking layouts."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.package import Package
from lxml import etree

from s55.render.word.blocks import BlockWriter
from s55.render.word.document import to_docx
from s55.render.word.inlines import Runs
from s55.richtext.nodes import (
    Block,
    BulletList,
    Inline,
    ListItem,
    Note,
    OrderedList,
    Paragraph,
    Text,
)
from s55.templating.manifest import StyleNames
from s55.templating.registry import load_set
from s55.templating.sets import TemplateSet
from s55.views.fields import BlockField
from s55.views.response.contents import ResponseView, Section
from s55.word.controls import Controls
from s55.word.numbering import NewLists
from s55.word.styles import WordStyles
from s55.word.xml import W, w
from tests.views_for_tests import TEMPLATES, rich_view

BODY = "word/document.xml"
NS = {"w": W}
TEXT_WIDTH = 9412


def standard(year: int = 2023) -> TemplateSet:
    """A standard template set."""
    return load_set(TEMPLATES / f"opccn-{year}")


def part_of(data: bytes, name: str = BODY) -> etree._Element:
    """One part of a Word file, parsed."""
    with ZipFile(BytesIO(data)) as package:
        return etree.fromstring(package.read(name))


def view_of(*blocks: Block) -> ResponseView:
    """A view whose only section shows these blocks."""
    return replace(rich_view(), sections=(Section("key_findings", "Key", body=BlockField(blocks)),))


def changed_set(folder: Path, change: Callable[[str], str], part: str = BODY) -> TemplateSet:
    """A copy of the 2023 set whose Word layout is changed in one part."""
    target = folder / "opccn-2023"
    shutil.copytree(TEMPLATES / "opccn-2023", target)
    layout = target / "layout.docx"
    with ZipFile(layout) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    before = parts[part].decode()
    parts[part] = change(before).encode()
    assert parts[part].decode() != before, "the test changes nothing"
    with ZipFile(layout, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return load_set(target)


def with_layout(folder: Path, data: bytes) -> TemplateSet:
    """A copy of the 2023 set whose Word layout is other bytes."""
    target = folder / "opccn-2023"
    shutil.copytree(TEMPLATES / "opccn-2023", target)
    (target / "layout.docx").write_bytes(data)
    return load_set(target)


class Bench:
    """Blocks written with the styles and lists of the 2023 layout, outside of any document."""

    def __init__(self) -> None:
        data = standard().read("layout.docx")
        styles = WordStyles(part_of(data, "word/styles.xml"))
        self.lists = part_of(data, "word/numbering.xml")
        self.numbering = NewLists(self.lists, styles)
        self.part = Part(PackURI("/word/document.xml"), "application/xml", b"", Package())
        self.notes: list[Note] = []
        runs = Runs(self.part, styles, StyleNames(), notes=self)
        self.writer = BlockWriter(runs, self.numbering, Controls(), TEXT_WIDTH)

    def write(self, *blocks: Block) -> list[etree._Element]:
        """The elements that the blocks become."""
        return self.writer.write(blocks)

    def add(self, _parent: etree._Element, note: Note, _runs: Runs) -> None:
        """Keep a note: there is no document that could hold it."""
        self.notes.append(note)


def para(*content: str | Inline) -> Paragraph:
    """A paragraph; a text stands for plain characters."""
    return Paragraph(tuple(Text(one) if isinstance(one, str) else one for one in content))


def entry(*blocks: Block | str, value: int | None = None) -> ListItem:
    """A list item; a text stands for a paragraph."""
    return ListItem(tuple(para(one) if isinstance(one, str) else one for one in blocks), value)


def numbers(*items: Block | str | ListItem, start: int = 1) -> OrderedList:
    """A numbered list."""
    return OrderedList(tuple(i if isinstance(i, ListItem) else entry(i) for i in items), start)


def bullets(*items: Block | str | ListItem) -> BulletList:
    """A bulleted list."""
    return BulletList(tuple(i if isinstance(i, ListItem) else entry(i) for i in items))


def text_of(node: etree._Element) -> str:
    """The characters of an element; breaks and tabs as such."""
    return "".join(
        (child.text or "") if child.tag == w("t") else "\n" if child.tag == w("br") else "\t"
        for child in node.iter(w("t"), w("br"), w("tab"))
    )


def value(node: etree._Element, path: str, attribute: str = "val") -> str | None:
    """An attribute of the first element at the path, for example ``w:pPr/w:pStyle``."""
    found = node.find(path, NS)
    return None if found is None else found.get(w(attribute))


def style_of(paragraph: etree._Element) -> str | None:
    """The style id of a paragraph."""
    return value(paragraph, "w:pPr/w:pStyle")


def render(*blocks: Block, year: int = 2023) -> bytes:
    """A Word file that shows the blocks."""
    return to_docx(view_of(*blocks), standard(year))


def shown_numbers(
    paragraphs: list[etree._Element], lists: etree._Element
) -> list[tuple[int, str, str]]:
    """Level, number and text of each list paragraph, counted as Word counts.

    Word keeps one counter for each level of a ``w:abstractNum``; a start override sets it when
    its ``w:num`` is first met; a paragraph of a higher level resets the levels below.
    """
    abstract_of = {
        num.get(w("numId")): value(num, "w:abstractNumId") for num in lists.iterfind(w("num"))
    }
    starts = {
        (num.get(w("numId")), override.get(w("ilvl"))): int(
            value(override, "w:startOverride") or "1"
        )
        for num in lists.iterfind(w("num"))
        for override in num.iterfind(w("lvlOverride"))
    }
    counters: dict[tuple[str | None, int], int] = {}
    met: set[tuple[str | None, str | None]] = set()
    shown = []
    for paragraph in paragraphs:
        number = value(paragraph, "w:pPr/w:numPr/w:numId")
        level = value(paragraph, "w:pPr/w:numPr/w:ilvl")
        if number is None or level is None:
            continue
        abstract = abstract_of[number]
        key = (abstract, int(level))
        if (number, level) in starts and (number, level) not in met:
            counters[key] = starts[number, level]
        else:
            counters[key] = counters.get(key, 0) + 1
        met.add((number, level))
        for other in [one for one in counters if one[0] == abstract and one[1] > int(level)]:
            del counters[other]
        label = _label(lists, abstract, level).replace(f"%{int(level) + 1}", str(counters[key]))
        shown.append((int(level), label, text_of(paragraph)))
    return shown


def _label(lists: etree._Element, abstract: str | None, level: str) -> str:
    found = lists.find(f"w:abstractNum[@w:abstractNumId='{abstract}']/w:lvl[@w:ilvl='{level}']", NS)
    assert found is not None
    return value(found, "w:lvlText") or ""
