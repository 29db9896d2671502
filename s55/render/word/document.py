"""Render a document as a Word file, from the layout that a maintainer edits in Word.

docxtpl works out the layout's tags, but never sees the draft's text: each tag leaves a marker
(:mod:`s55.render.word.markers`), and the markers are replaced on the parsed XML, by real styles,
lists, tables, links and content controls (:mod:`s55.render.word.fill`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part
from docx.package import Package
from lxml import etree

from s55.errors import S55Error
from s55.render.html.data import DATA_NAME
from s55.render.notices import refuse_body_without_notices
from s55.render.word.blocks import BlockWriter
from s55.render.word.cleanup import (
    declare_check_boxes,
    describe_links,
    rename_styles,
    set_language,
    tidy,
    tidy_settings,
)
from s55.render.word.fill import Filler
from s55.render.word.form import lock_around_places
from s55.render.word.inlines import Runs
from s55.render.word.layout import RenderedLayout
from s55.render.word.markers import Outputs
from s55.render.word.notes import Footnotes
from s55.render.word.package import damaged, write_package
from s55.render.word.paragraph_numbers import number_by_styles
from s55.richtext.nodes import Block
from s55.templating.manifest import StyleNames
from s55.templating.sets import WordSet
from s55.views.response.contents import DocumentView, ResponseView
from s55.word.controls import Controls
from s55.word.numbering import NewLists
from s55.word.outline import OUTLINE_NAME, outline_json
from s55.word.styles import WordStyles
from s55.word.xml import value_of, w, whole

_AROUND = frozenset({w("hdr"), w("ftr"), w("footnotes")})
"""The parts with words beside the body."""
_A4_TEXT_WIDTH = 9400
"""Twips of the text's width where a layout does not say."""


def to_docx(
    view: DocumentView,
    template: WordSet,
    data: bytes = b"",
    *,
    layout: str | None = None,
    data_name: str = DATA_NAME,
    with_outline: bool = False,
) -> bytes:
    """Render the document as a Word file: the same bytes for the same input, on any day.

    Args:
        view: what the document shows.
        template: the template set whose Word layout shows it.
        data: JSON, which the file carries in its properties; none if empty.
        layout: the layout, a file of the set; that of a response if not said.
        data_name: the name of the property with the data.
        with_outline: whether the file also carries its outline, by which it is read when it
            comes back.

    Raises:
        S55Error: L201 to L207 for a layout or a logo that cannot be used (docs/problems.md).
    """
    name = layout or template.manifest.word_layout
    source = template.read(name)
    try:
        package, changed, body = _rendered(source, view, template.manifest.styles_in(name))
        if isinstance(view, ResponseView):
            refuse_body_without_notices(body, view, str(template.path(name)))
        carried = {data_name: data} if data else {}
        if with_outline:
            around = (root for root in changed.values() if root.tag in _AROUND)
            carried[OUTLINE_NAME] = outline_json(body, around)
        return write_package(package, view, changed, carried)
    except S55Error as failure:
        file = str(template.path(name))
        problems = [one if one.file else one.in_file(file) for one in failure.problems]
        raise S55Error(problems, failure.exit_code) from failure


def _rendered(
    source: bytes, view: DocumentView, style_names: StyleNames
) -> tuple[Package, dict[Part, etree._Element], etree._Element]:
    outputs = Outputs()
    names = {one.name: getattr(view, one.name) for one in fields(view)}
    layout = RenderedLayout(source, names, outputs)
    found = layout.tree(RT.STYLES)
    if found is None:
        raise damaged("it has no styles")
    styles_part, styles_root = found
    set_language(styles_root, view.language)
    changed: dict[Part, etree._Element] = {styles_part: styles_root}
    styles = WordStyles(styles_root)
    numbering_part = layout.tree(RT.NUMBERING)
    numbering = NewLists(numbering_part[1] if numbering_part else None, styles)
    stories = list(layout.stories())
    for _, root in stories:
        tidy(root)
    controls = Controls(root for _, root in stories)
    width = _text_width(layout.main.element)
    body = layout.main.element.body

    def written(runs: Runs, blocks: Sequence[Block]) -> list[etree._Element]:
        return BlockWriter(runs, numbering, controls, width).write(blocks)

    own_notes, _ = layout.tree(RT.FOOTNOTES) or (None, None)
    # The tree that is filled in: the layout's own notes can hold fields.
    notes_root = None if own_notes is None else dict(stories)[own_notes]
    notes = Footnotes(layout.main, own_notes, notes_root, written)
    below = _numbered_below(view, styles, numbering, style_names)
    for part, root in stories:
        is_main = part is layout.main
        runs = Runs(part, styles, style_names, notes=notes if is_main else None)
        writer = BlockWriter(runs, numbering, controls, width)
        Filler(outputs, writer, below if is_main else "").fill(root)
        if is_main and outputs.makes_a_form:
            lock_around_places(body, controls)
        describe_links(root)
        changed[part] = declare_check_boxes(root)
    if numbering_part:
        changed[numbering_part[0]] = numbering_part[1]
    changed = _with_notes(layout, notes, view.language) | changed
    rename_styles(styles_root)
    return layout.package, changed, body


def _with_notes(
    layout: RenderedLayout, notes: Footnotes, language: str
) -> dict[Part, etree._Element]:
    """Give the parts that the notes of a document change: their own, and its settings."""
    changed = {}
    if notes.used and notes.part is not None and notes.root is not None:
        changed[notes.part] = notes.root
    settings = layout.tree(RT.SETTINGS)
    if settings is not None:
        part, root = settings
        notes.declare(root)
        tidy_settings(root, language)
        changed[part] = root
    return changed


def _numbered_below(
    view: DocumentView, styles: WordStyles, numbering: NewLists, names: StyleNames
) -> str:
    """Return the style of headings below which paragraphs are numbered; '' where they are not."""
    if isinstance(view, ResponseView) and view.numbered_paragraphs:
        return number_by_styles(styles, numbering, names)
    return ""


def _text_width(document: etree._Element) -> int:
    """Measure the text's width in twips: the page's, less its margins."""
    section = next(document.iter(w("sectPr")), None)
    page = whole(value_of(section, "pgSz", "w"))
    margins = whole(value_of(section, "pgMar", "left")) + whole(value_of(section, "pgMar", "right"))
    return page - margins if page > margins else _A4_TEXT_WIDTH
