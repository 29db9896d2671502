"""Sections and paragraphs have the same numbers in Word, on the page and in the PDF."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from s55.drafts.load import response_of
from s55.drafts.public import response_json
from s55.importers.imported import DocumentKind
from s55.importers.importing import import_source
from s55.importers.paragraph_numbers import without_paragraph_numbers
from s55.importers.readers import read_source
from s55.importers.source import BlockKind, Source, SourceBlock, SourcePosition
from s55.render.html.document import to_html
from s55.render.html.paragraph_numbers import HERE, references, with_paragraph_numbers
from s55.render.pdf.document import to_pdf
from s55.render.word.document import to_docx
from s55.returns.collecting import collect
from s55.richtext.nodes import Text
from s55.templating.manifest import StyleNames
from s55.templating.registry import load_set, standard_sets
from s55.templating.sets import TemplateSet
from s55.views.response.build import response_view
from s55.views.response.contents import ResponseView
from s55.word.xml import add, add_run, element, value_of, w
from tests.extracted import characters, docx_text, html_text
from tests.returns.word_files import DRAFT, SETTINGS, edited, paragraph_with

LONG = (
    DRAFT
    + """\
  reply_to_chief_officer: |
    Thank you.

    > A word from the harbour.

    Then the rest:

    1. first
    2. second

    ### A heading below

    And so on.
"""
)
ALSO_NUMBERED = ["bilingual", "letter", "table"]


@cache
def numbered_set(name: str = "opccn-2023") -> TemplateSet:
    """A set with numbers: one key of its manifest more."""
    found = load_set(standard_sets() / name)
    return found.with_manifest(found.manifest.model_copy(update={"numbered_paragraphs": True}))


def _view(text: str, template: TemplateSet) -> ResponseView:
    return response_view(response_of(text), SETTINGS, template.manifest)


def _word(text: str = LONG, template: TemplateSet | None = None) -> bytes:
    chosen = template or numbered_set()
    data = response_json(response_of(text))
    return to_docx(_view(text, chosen), chosen, data, with_outline=True)


def _page(text: str = LONG, template: TemplateSet | None = None) -> str:
    chosen = template or numbered_set()
    return to_html(_view(text, chosen), chosen)


def _numbers(page: str) -> list[tuple[str, str]]:
    """Each number of a page with the first word after it."""
    found = re.findall(r'<span class="paragraph-number">([\d.]+)</span> (?:<[^>]*>)*(\w+)', page)
    return [(number, word) for number, word in found]


def test_sections_and_paragraphs_are_numbered_and_nothing_else() -> None:
    """Not lists, quotations, tables, headings below those of sections, nor the form's own lines."""
    assert _numbers(_page()) == [
        ("1", "Key"),
        ("1.1", "Two"),
        ("1.2", "Three"),
        ("2", "Recommendations"),
        ("2.1", "Count"),
        ("2.2", "Mend"),
        ("3", "Chief"),
        ("3.1", "They"),
        ("4", "PCC"),
        ("4.1", "Harbours"),
        ("4.2", "Thank"),
        ("4.3", "Then"),
        ("4.4", "And"),
        ("5", "For"),
    ]


def test_a_set_that_does_not_ask_for_numbers_has_none() -> None:
    """As all that were made before there were numbers."""
    page = _page(LONG, load_set(standard_sets() / "opccn-2023"))
    assert "paragraph-number" not in page.partition("</style>")[2]


@pytest.mark.parametrize(
    ("page", "numbered"),
    [
        (f"<p>{HERE}a</p><h2>b</h2><p>{HERE}c</p>", "a|1 b|1.1 c"),
        (f"<h2 id='x'><span> b</span></h2><!-- <h2> --><p>{HERE}c</p>", "1 b|1.1 c"),
        (f"<h2>b</h2><table><td><p>{HERE}c</p></td></table><p>{HERE}d</p>", "1 b|c|1.1 d"),
        (f"<h2>b</h2><p>{HERE}c</p><h3>d</h3><p>{HERE}e</p><h2>f</h2>", "1 b|1.1 c|d|1.2 e|2 f"),
    ],
)
def test_a_page_is_numbered_in_its_order(page: str, numbered: str) -> None:
    """Before the first section and in the cells of tables there are no numbers."""
    made = with_paragraph_numbers(page)
    assert HERE not in made
    lines = re.sub(r"</(?:p|h\d)>", "|", made)
    shown = re.sub(r"<!--.*?-->|<[^>]*>", "", lines).strip("|")
    assert re.sub(r"\s+", " ", shown) == numbered


@pytest.mark.parametrize("name", ["opccn-2023", *ALSO_NUMBERED])
def test_word_has_the_numbers_of_the_page(name: str, tmp_path: Path) -> None:
    """In every set, whatever its layouts; those in Word are counted by its styles."""
    template = numbered_set(name)
    file = tmp_path / "a.docx"
    file.write_bytes(_word(LONG, template))
    page = _page(LONG, template)
    assert characters(docx_text(file)) == characters(html_text(page, markers=False))
    assert len(_numbers(page)) > 5


def test_word_numbers_by_one_list_that_belongs_to_styles() -> None:
    """Whoever adds a paragraph gets the next number (ECMA-376 part 1, 17.9.23)."""
    parts = zipfile.ZipFile(BytesIO(_word()))
    numbering = etree.fromstring(parts.read("word/numbering.xml"))
    (pattern,) = (
        abstract
        for abstract in numbering.iter(w("abstractNum"))
        if any(one.get(w("val")) == "NumberedParagraph" for one in abstract.iter(w("pStyle")))
    )
    levels = [(value_of(one, "pStyle"), value_of(one, "lvlText")) for one in pattern.iter(w("lvl"))]
    assert levels[:3] == [("Heading2", "%1"), ("NumberedParagraph", "%1.%2"), (None, "%1.%2.%3")]
    body = etree.fromstring(parts.read("word/document.xml"))
    first = paragraph_with(body, "Two ")
    assert value_of(first[0], "pStyle") == "NumberedParagraph"
    assert first.find(f"{w('pPr')}/{w('numPr')}") is None
    styles = etree.fromstring(parts.read("word/styles.xml"))
    after = {one.get(w("styleId")): value_of(one, "next") for one in styles.iter(w("style"))}
    assert (after["Heading2"], after["NumberedParagraph"]) == ("NumberedParagraph",) * 2


def test_paragraphs_that_the_text_names_are_found_with_their_words() -> None:
    """So that a person sees whether a number is still the one that was meant."""
    text = LONG.replace(
        "Harbours matter.", "See paragraph 1.2, and *paragraphs* 2.1 and 9.9. 1.1 is not."
    )
    assert references(_page(text)) == {
        "1.2": "Three piers were lost.",
        "2.1": "Count the boats.",
        "9.9": "",
    }
    assert references(_page(text, load_set(standard_sets() / "opccn-2023"))) == {}


def test_a_heading_with_an_indentation_of_its_own_has_its_number_in_the_margin() -> None:
    """As in two columns by a tab: the tab after the number leads to where the heading began."""
    parts = zipfile.ZipFile(BytesIO(_word(LONG, numbered_set("bilingual"))))
    heading = paragraph_with(etree.fromstring(parts.read("word/document.xml")), "Main findings")
    indent, tabs = heading[0].find(w("ind")), heading[0].find(w("tabs"))
    assert indent is not None
    assert tabs is not None
    hanging, left = int(indent.get(w("hanging"), "")), int(indent.get(w("left"), ""))
    assert hanging - left == 709
    assert [one.get(w("pos")) for one in tabs] == ["0", str(left)]


def test_a_number_in_word_is_no_text_when_the_file_comes_back() -> None:
    """Nor a list: untouched, nothing changes; a paragraph that somebody adds comes as one."""
    data = _word()
    found = collect(LONG, "harbour", data, "back.docx", None, allow_empty=True)
    assert (found.changes, found.problems, found.text) == ((), (), LONG)

    def add_paragraph(root: etree._Element) -> None:
        before = paragraph_with(root, "Harbours matter.")
        made = element("p")
        add(add(made, "pPr"), "pStyle", val="NumberedParagraph")
        add_run(made, "More than ever.")
        before.addnext(made)

    found = collect(LONG, "harbour", edited(data, add_paragraph), "b.docx", data, allow_empty=True)
    assert [change.path for change in found.changes] == ["policing_body.opening"]
    assert found.changes[0].after == "Harbours matter.\n\nMore than ever.\n"


def _imported(data: bytes, form: str) -> str:
    """The draft that a file alone makes, without the data in it."""
    source = read_source(data, f"a.{form}")
    source = replace(source, attachments=(), controls=())
    return import_source(source, "a", SETTINGS, DocumentKind.RESPONSE).text


@pytest.mark.parametrize("form", ["docx", "html", "pdf"])
def test_an_import_takes_a_number_for_a_number(form: str) -> None:
    """A numbered file makes the draft that the same file without numbers makes.

    In the PDF the second section begins the second page: its number is not the page's.
    """
    texts = []
    for template in (load_set(standard_sets() / "opccn-2023"), numbered_set()):
        page = _page(LONG, template).replace(
            '<section class="recommendations">',
            '<section class="recommendations" style="break-before: page">',
        )
        texts.append(_imported(_made(form, page, template), form))
    assert texts[0] == texts[1]
    assert "Three **piers** were lost" in texts[0]


def _made(form: str, page: str, template: TemplateSet) -> bytes:
    if form == "docx":
        return _word(LONG, template)
    return page.encode() if form == "html" else to_pdf(page, _view(LONG, template), template)


def _source(*blocks: tuple[BlockKind, str, str]) -> Source:
    place = SourcePosition(line=1)
    made = (
        SourceBlock(kind, (Text(text),), place, int(kind is BlockKind.LIST_ITEM), marker)
        for kind, marker, text in blocks
    )
    return Source("html", "", tuple(made))


HEADING, PARAGRAPH, ITEM = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM


def test_only_numbers_in_their_turn_are_taken_off() -> None:
    """A figure at the beginning of a sentence stays, and so does a list's own number."""
    source = _source(
        (HEADING, "", "1. Findings"),
        (PARAGRAPH, "", "1.1 First"),
        (PARAGRAPH, "", "3.5 million people live here"),
        (ITEM, "1.2", "Second"),
        (ITEM, "1.", "a list"),
        (HEADING, "", "2 Steps"),
        (HEADING, "", "4 forces"),
    )
    found = without_paragraph_numbers(source).blocks
    assert [(one.kind, one.marker, one.text) for one in found] == [
        (HEADING, "", "Findings"),
        (PARAGRAPH, "", "First"),
        (PARAGRAPH, "", "3.5 million people live here"),
        (PARAGRAPH, "", "Second"),
        (ITEM, "1.", "a list"),
        (HEADING, "", "Steps"),
        (HEADING, "", "4 forces"),
    ]


def test_a_line_with_the_next_number_heads_a_section_where_paragraphs_were_counted() -> None:
    """In formats without headings. The first line of a list is none, nor is what leads to one."""
    source = _source(
        (PARAGRAPH, "", "1 Findings"),
        (PARAGRAPH, "", "1.1 First"),
        (PARAGRAPH, "", "1.2 Second"),
        (PARAGRAPH, "", "2 Steps"),
        (PARAGRAPH, "", "They are:"),
        (PARAGRAPH, "", "3 of them:"),
        (PARAGRAPH, "", "2.1 To begin"),
        (ITEM, "2.", "a boat"),
        (ITEM, "3.", "a pier"),
    )
    found = without_paragraph_numbers(source).blocks
    assert [(one.kind, one.marker, one.text) for one in found] == [
        (HEADING, "", "Findings"),
        (PARAGRAPH, "", "First"),
        (PARAGRAPH, "", "Second"),
        (HEADING, "", "Steps"),
        (PARAGRAPH, "", "They are:"),
        (PARAGRAPH, "", "3 of them:"),
        (PARAGRAPH, "", "To begin"),
        (ITEM, "2.", "a boat"),
        (ITEM, "3.", "a pier"),
    ]


def test_paragraphs_that_a_numbered_one_brings_in_are_together_in_a_box() -> None:
    """Up to the next of the section; what follows the last one may be the writer's own words."""
    source = _source(
        (HEADING, "", "1 Findings"),
        (PARAGRAPH, "", "1.1 She has replied:"),
        (PARAGRAPH, "", "We count the boats."),
        (PARAGRAPH, "", "We paint them too."),
        (PARAGRAPH, "", "1.2 I am content."),
        (PARAGRAPH, "", "So is he."),
        (PARAGRAPH, "", "1.3 He says:"),
        (PARAGRAPH, "", "It is so."),
        (HEADING, "", "2 Steps"),
    )
    found = without_paragraph_numbers(source).blocks
    quoted = [one.boxed for one in found if one.boxed]
    assert [one.text for one in found if one.boxed] == ["We count the boats.", "We paint them too."]
    assert len({*quoted}) == 1


def test_a_single_number_is_left_where_it_is() -> None:
    """It may be a figure of the text."""
    source = _source((HEADING, "", "1 in 10"), (PARAGRAPH, "", "1.1 million calls"))
    assert without_paragraph_numbers(source) is source


def test_an_invitation_has_styles_of_its_own() -> None:
    """What the response's layout calls its styles is not forced on the invitation's."""
    manifest = numbered_set().manifest
    assert manifest.invitation is not None
    renamed = manifest.model_copy(update={"word_styles": StyleNames(paragraph="Response Text")})
    assert renamed.styles_in("layout.docx").paragraph == "Response Text"
    assert renamed.styles_in(manifest.invitation.word_layout).paragraph == "Body Text"
    own = manifest.invitation.model_copy(update={"word_styles": StyleNames(quote="Saying")})
    both = renamed.model_copy(update={"invitation": own})
    assert both.styles_in(manifest.invitation.word_layout).quote == "Saying"
