"""Every template set with every example: the same words, the standards, and the way back.

The two standard layouts have tests of their own in tests/test_outputs.py; here the point is that
no set needs anything that the mechanism does not give to all.
"""

from __future__ import annotations

import os
import re
import shutil
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from itertools import cycle
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lxml import etree
from weasyprint import HTML

from s55.drafts.load import Draft, load, response_of
from s55.drafts.public import public, response_json
from s55.importers.draft_yaml import draft_text
from s55.importers.readers import read_source
from s55.importers.responses import import_response
from s55.lint.differences import word_differences
from s55.office.settings import load_settings
from s55.pipeline.invitation import invite
from s55.pipeline.response import Format, render
from s55.render.html.stylesheet import inlined_stylesheet
from s55.render.word.document import to_docx
from s55.returns.collecting import collect
from s55.richtext.nodes import CodeBlock, Quote
from s55.templating.registry import load_set, set_names, standard_sets
from s55.views.invitation import InvitationDates
from s55.views.response.build import response_view
from s55.views.response.notices import Replacement
from s55.word.styles import WordStyles
from s55.word.xml import w, whole
from tests.command import ROOT
from tests.drafts_for_tests import FINISHED, draft_of, settings_of
from tests.extracted import characters, docx_text, html_text, pdf_text, without_bullets
from tests.offices import BOTH, NEWER, OLDER, libreoffice_named
from tests.render import word_files
from tests.strategies import responses
from tests.validators import Verdict, _run_node, all_by_libreoffice, axe, ooxml, verapdf

EXAMPLES = sorted(path.stem for path in (ROOT / "responses").glob("*.yaml"))
SETS = set_names([standard_sets()])
REVISED = "call-handling-2024"
"""The example that is shown as corrected and withdrawn."""
OF_LETTER = {"letters", "secretary-of-state"}
"""Sets that show an item as 'letter' does, so that what is true of its items is true of theirs."""
BILINGUAL = {"bilingual", "side-by-side"}
"""Sets whose one document says what is fixed in two languages."""
EVERY = bool(os.environ.get("S55_EVERY_SET"))
"""Whether to try every set with every example, and not a share of them."""
MADE = [
    (name, example)
    for number, name in enumerate(SETS)
    for index, example in enumerate(EXAMPLES)
    if EVERY or example == REVISED or index % 6 == number % 6
]
JUDGED = MADE if EVERY else list({name: (name, example) for name, example in MADE}.values())
"""Those shown to the validators, which take their time; each set is among them."""
SETTINGS_OF_ALL_DAYS = settings_of()
SETTINGS = load_settings((ROOT / "settings.yaml").read_text("utf-8"), "settings.yaml")


LETTER = """
letter:
  our_reference: OPCC/HMI/0142
  your_references: {secretary_of_state: HO-2231}
  sent: 2026-11-20
"""
EVENTS = """\
  website:
    - {date: 2024-05-20, reference: https://www.norfolk-pcc.gov.uk/hmicfrs-responses/}
    - {event: republished, date: 2024-06-03, what: "The calls were 24, not 42."}
    - {event: withdrawn, date: 2024-06-10, why: It answered an earlier version., replaced_by: new}

# Notes"""
REPLACEMENT = Replacement("Calls & how they are answered", "https://www.example.org/responses/new/")


def draft_for(example: str, template: str) -> tuple[str, Draft]:
    """An example that names this set: its text, and the draft; one with notices at its head."""
    text = (ROOT / f"responses/{example}.yaml").read_text("utf-8")
    if example == REVISED:
        before, found, after = text.partition("  website:\n")
        text = before + EVENTS + after.partition("# Notes")[2]
        assert found
    if template == "red-amber-green":
        text = _marked(text)
    if template == "letters":
        text += LETTER
    lines = [line for line in text.splitlines() if not line.startswith("template:")]
    lines.insert(lines.index("format: 2") + 1, f"template: {template}")
    text = "\n".join(lines) + "\n"
    draft, problems = load(text, example)
    assert draft is not None, problems
    return text, draft


def _marked(text: str) -> str:
    """An example whose items have marks."""
    marks = cycle(("red", "green", "amber"))
    begun = re.compile(r"^( {6,})(?=text:)", re.MULTILINE)
    return begun.sub(lambda at: f"{at[1]}mark: {next(marks)}\n{at[1]}", text)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Mapping[tuple[str, str], Path]:
    """Where each example lies in each set: the path without the ending of the format."""
    folder = tmp_path_factory.mktemp("sets")
    places = {}
    for name, example in MADE:
        _, draft = draft_for(example, name)
        place = folder / name / example
        place.parent.mkdir(exist_ok=True)
        template, forms = load_set(standard_sets() / name), list(Format)
        outputs = render(draft, SETTINGS, template, None, forms, REPLACEMENT)
        for form, data in outputs.items():
            place.with_suffix(f".{form.value}").write_bytes(data)
        places[name, example] = place
    return places


def _page(place: Path) -> str:
    return place.with_suffix(".html").read_text("utf-8")


def test_these_are_the_sets() -> None:
    """So that the tests below test what they say."""
    assert SETS == [
        "bilingual",
        "english-welsh",
        "letter",
        "letters",
        "numbered",
        "opccn-2022",
        "opccn-2023",
        "red-amber-green",
        "secretary-of-state",
        "side-by-side",
        "table",
    ]
    assert len(EXAMPLES) >= 6
    assert {name for name, _ in JUDGED} == set(SETS)


@pytest.mark.parametrize(("name", "example"), MADE)
def test_the_same_words_in_all_three(
    made: Mapping[tuple[str, str], Path], name: str, example: str
) -> None:
    """Every character of the page is in the Word file and in the PDF, in the same order."""
    place = made[name, example]
    page = _page(place)
    in_word = characters(docx_text(place.with_suffix(".docx")))
    assert in_word == characters(html_text(page, markers=False))
    in_pdf = without_bullets(characters(pdf_text(place.with_suffix(".pdf"))))
    assert in_pdf == without_bullets(characters(html_text(page, markers=True)))


def test_a_row_with_a_mark_has_room_for_some_lines_where_it_begins(
    made: Mapping[tuple[str, str], Path],
) -> None:
    """The last of a page begins at least five lines above its foot."""
    place = made["red-amber-green", REVISED]
    heights = []
    with pdfium.PdfDocument(place.with_suffix(".pdf")) as document:
        for page in document:
            text = page.get_textpage()
            for kind in ("Cause of concern", "Recommendation", "Area for"):
                finder = text.search(kind, match_case=True)
                while found := finder.get_next():
                    left, bottom, _, _ = text.get_charbox(found[0])
                    heights += [bottom] if left < 80 else []  # in the first column
    assert len(heights) == 5
    assert min(heights) > 120  # of which 62 are the margin


@pytest.mark.parametrize("name", SETS)
def test_the_words_before_a_table_are_on_the_page_of_its_first_rows(
    made: Mapping[tuple[str, str], Path], name: str
) -> None:
    with pdfium.PdfDocument(made[name, REVISED].with_suffix(".pdf")) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    (page,) = (page for page in pages if "Calls to 101 were" in page)
    assert "August 2023" in page


@pytest.mark.parametrize("name", SETS)
def test_in_word_the_texts_of_a_row_begin_at_one_height(name: str) -> None:
    """Those of the draft, in Body Text, beside those of the layout; the cells have the space."""
    styles = WordStyles(etree.fromstring(_part_of_layout(name, "word/styles.xml")))
    before = {
        style: whole(styles.paragraph_measure(style, "spacing", "before"))
        for style in ("Body Text", "Table Text", "Table Heading", "Action Label")
    }
    assert set(before.values()) == {0}, before


@pytest.mark.parametrize("name", SETS)
def test_in_word_the_words_before_the_items_stay_with_them(name: str) -> None:
    assert _is_kept(name, "layout.docx", "{{ section.introduction }}")


@pytest.mark.parametrize("name", SETS)
def test_the_labels_of_the_particulars_are_as_wide_in_word_as_in_the_pdf(name: str) -> None:
    """Else a label takes two lines in one of them."""
    css = inlined_stylesheet(load_set(standard_sets() / name))
    in_pdf = re.search(r"\.particulars th\s*\{[^}]*width:\s*(\d+)%", css)
    assert in_pdf is not None
    root = etree.fromstring(_part_of_layout(name, "word/document.xml"))
    (style,) = (one for one in root.iter(w("tblStyle")) if one.get(w("val")) == "ParticularsTable")
    table = next(style.iterancestors(w("tbl")))
    label, value = (int(one.get(w("w"), "0")) for one in table.iterfind(f"{w('tblGrid')}/*"))
    assert 100 * label / (label + value) == pytest.approx(float(in_pdf[1]), abs=1)


@pytest.mark.parametrize("name", ["bilingual", "opccn-2023"])
def test_in_word_the_places_of_who_comments_are_on_one_page(name: str) -> None:
    """The last of them was alone on the last page of the invitation."""
    assert _is_kept(name, "invitation.docx", "{{ name }}")
    assert _is_kept(name, "invitation.docx", "{{ post }}")


def _is_kept(name: str, layout: str, words: str) -> bool:
    """Whether the paragraphs with these words stay on the page of the next."""
    root = etree.fromstring(_part_of_layout(name, "word/document.xml", layout))
    found = [one for one in root.iter(w("p")) if _words_of(one) == words]
    assert found
    return all(one.find(f"{w('pPr')}/{w('keepNext')}") is not None for one in found)


def _words_of(paragraph: etree._Element) -> str:
    return "".join(one.text or "" for one in paragraph.iter(w("t")))


def _part_of_layout(name: str, part: str, layout: str = "layout.docx") -> bytes:
    data = load_set(standard_sets() / name).read(layout)
    with zipfile.ZipFile(BytesIO(data)) as package:
        return package.read(part)


@pytest.mark.parametrize("name", SETS)
def test_what_was_withdrawn_and_corrected_says_so_at_its_head(
    made: Mapping[tuple[str, str], Path], name: str
) -> None:
    """Before all else, in that order, with a link to what replaces it."""
    gone = "Withdrawn on Monday 10 June 2024: It answered an earlier version. Replaced by: "
    fixed = "Corrected on Monday 3 June 2024: The calls were 24, not 42."
    page = _page(made[name, REVISED])
    words = characters(docx_text(made[name, REVISED].with_suffix(".docx")))
    assert words.startswith(characters(f"{gone}response to “{REPLACEMENT.title}”."))
    assert words.index(characters(fixed)) < words.index(characters("21 March 2024"))
    assert page.count(f'<a href="{REPLACEMENT.address}">') == (2 if name in BILINGUAL else 1)


@pytest.mark.parametrize("name", ["letter", "letters"])
def test_the_end_of_a_letter_is_no_part_of_the_comments_on_its_last_item(
    name: str, tmp_path: Path
) -> None:
    """A heading stands before it, once, whether or not the draft has closing words."""
    for text in (
        FINISHED,
        FINISHED.replace("policing_body:\n", "policing_body:\n  closing: Bye.\n"),
    ):
        template = load_set(standard_sets() / name)
        made = render(
            draft_of(text), SETTINGS_OF_ALL_DAYS, template, None, [Format.HTML, Format.DOCX]
        )
        word = tmp_path / "letter.docx"
        word.write_bytes(made[Format.DOCX])
        page = html_text(made[Format.HTML].decode(), markers=True)
        for words in (characters(page), characters(docx_text(word))):
            closing = "Bye." if "Bye." in text else ""
            assert words.count("Inconclusion") == 1
            assert characters(f"In conclusion{closing}I publish this letter") in words


@pytest.mark.parametrize("form", ["docx", "html", "pdf"])
@pytest.mark.parametrize("name", SETS)
def test_an_import_without_the_data_reports_the_notices(
    made: Mapping[tuple[str, str], Path], name: str, form: str
) -> None:
    """They are kept in the office's notes, for somebody to record the events."""
    path = made[name, REVISED].with_suffix(f".{form}")
    source = replace(read_source(path.read_bytes(), path.name), attachments=(), controls=())
    found = import_response(source, path.name, SETTINGS)
    unplaced = " ".join(one.text for one in found.unplaced)
    for words in ("Withdrawn on Monday 10 June", "Corrected on Monday 3 June 2024:"):
        assert words in unplaced
        assert words in found.text


@pytest.mark.parametrize("form", ["docx", "html", "pdf"])
@pytest.mark.parametrize(("name", "example"), MADE)
def test_each_makes_the_same_draft_when_it_is_imported(
    made: Mapping[tuple[str, str], Path], name: str, example: str, form: str
) -> None:
    """Field by field, and nothing is doubted."""
    path = made[name, example].with_suffix(f".{form}")
    found = import_response(read_source(path.read_bytes(), path.name), path.name, SETTINGS)
    assert [str(one) for one in found.problems] == []
    back, problems = load(found.text, "draft.yaml")
    assert back is not None, problems
    assert public(back.response) == public(draft_for(example, name)[1].response)


@pytest.mark.parametrize(("name", "example"), MADE)
def test_each_word_file_comes_back_as_it_went(
    made: Mapping[tuple[str, str], Path], name: str, example: str
) -> None:
    """Nobody touched it, so not a byte of the draft changes."""
    text, _ = draft_for(example, name)
    data = made[name, example].with_suffix(".docx").read_bytes()
    found = collect(text, example, data, f"{example}.docx", data, allow_empty=True)
    assert (found.changes, found.problems) == ((), ())
    assert found.text == text
    assert found.unchanged > 5


@settings(
    max_examples=480 if EVERY else 20,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # a response shrinks for minutes
)
@given(
    name=st.sampled_from([name for name in SETS if name not in OF_LETTER]),
    text=responses().map(draft_text),
)
def test_any_response_in_word_is_the_same_draft(name: str, text: str) -> None:
    """Whatever its texts hold, in whichever set, what is read back is what the draft says."""
    response = response_of(text)
    template = load_set(standard_sets() / name)
    view = response_view(response, SETTINGS_OF_ALL_DAYS, template.manifest)
    data = to_docx(view, template, response_json(response))
    found = collect(text, "any", data, "any.docx", data, allow_empty=True)
    changed = [(one.path, one.before, one.after) for one in found.changes]
    assert (changed, found.problems) == ([], ())
    assert found.text == text


@pytest.mark.slow
@pytest.mark.parametrize("office", BOTH)
def test_saved_by_libreoffice_each_still_comes_back_as_it_went(
    made: Mapping[tuple[str, str], Path], office: str, tmp_path: Path
) -> None:
    """It drops tags and lists to choose from; places are found all the same.

    A layout that it saves looks as before, so that `s55 template diff` has nothing to say.
    """
    sent = {}
    for name in SETS:
        sent[name] = tmp_path / f"{name}.docx"
        sent[name].write_bytes(made[name, "call-handling-2024"].with_suffix(".docx").read_bytes())
    layouts = []
    for path in sorted(standard_sets().glob("*/*.docx")):
        layouts.append(tmp_path / f"{path.stem}-of-{path.parent.name}.docx")
        shutil.copy(path, layouts[-1])
    program = libreoffice_named(office).program
    files = [*sent.values(), *layouts]
    saved = all_by_libreoffice(files, "docx", tmp_path / "saved", program)
    for layout, again in zip(layouts, saved[len(sent) :], strict=True):
        assert word_differences(layout.name, layout.read_bytes(), again.read_bytes()) == []
    for (name, file), back in zip(sent.items(), saved[: len(sent)], strict=True):
        text, _ = draft_for("call-handling-2024", name)
        data = back.read_bytes()
        found = collect(text, "calls", data, "calls.docx", file.read_bytes(), allow_empty=True)
        assert (found.changes, found.problems) == ((), ()), name
        assert found.text == text


@pytest.mark.parametrize(
    "layout",
    sorted(standard_sets().glob("*/*.docx")),
    ids=lambda path: path.parent.name + path.stem,
)
def test_the_number_of_a_page_stays_in_one_piece(layout: Path) -> None:
    """Where the title leaves no room for it in its line, all of it goes to the next."""
    with zipfile.ZipFile(layout) as package:
        parts = [package.read(name) for name in package.namelist() if "/footer" in name]
    for part in parts:
        (tab,) = etree.fromstring(part).iter(w("tab"))
        run = tab.getparent()
        assert run is not None
        words = [text.text or "" for after in run.itersiblings() for text in after.iter(w("t"))]
        assert len(words) >= 3
        assert " " not in "".join(words)


# --- the standards: one start of each validator for all files -----------------


def _failed(verdicts: list[Verdict]) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(one.file, one.check, one.findings[:5]) for one in verdicts if not one.passed]


@pytest.fixture(scope="module")
def invitations(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The invitation of each set, without its ending: the one with the most kinds of items."""
    folder = tmp_path_factory.mktemp("invitations")
    places = []
    for name in SETS:
        _, draft = draft_for("call-handling-2024", name)
        template = load_set(standard_sets() / name)
        published = draft.response.inspection.published
        asked = InvitationDates(published, published.replace(day=28))
        outputs = invite(draft, "calls", asked, SETTINGS, template, None, list(Format))
        for form, data in outputs.items():
            (folder / f"{name}.{form.value}").write_bytes(data)
        places.append(folder / name)
    return places


def test_the_invitation_says_the_same_in_all_three(invitations: list[Path]) -> None:
    """Each set's own; but for the prompts that a Word file shows in empty places."""
    for place in invitations:
        page = without_bullets(characters(html_text(_page(place), markers=True)))
        assert without_bullets(characters(pdf_text(place.with_suffix(".pdf")))) == page
        in_word = characters(_without_prompts(place.with_suffix(".docx")))
        assert in_word == characters(html_text(_page(place), markers=False))
        assert len(page) > 1000


def test_the_invitation_is_a_letter_on_upright_paper(invitations: list[Path]) -> None:
    """In sets whose tables lie on their side too; Word file and PDF have the same paper."""
    for place in invitations:
        with pdfium.PdfDocument(place.with_suffix(".pdf")) as document:
            printed = {tuple(map(round, page.get_size())) for page in document}
        with zipfile.ZipFile(place.with_suffix(".docx")) as package:
            root = etree.fromstring(package.read("word/document.xml"))
        (paper,) = root.iter(w("pgSz"))
        in_word = tuple(round(int(paper.get(w(side), "0")) / 20) for side in ("w", "h"))
        assert printed == {in_word} == {(595, 842)}, place.name


def _without_prompts(path: Path) -> str:
    """The text of a form in Word, without what stands in its empty places."""
    with zipfile.ZipFile(path) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    for sdt in list(root.iter(w("sdt"))):
        empty = sdt.find(f"{w('sdtPr')}/{w('showingPlcHdr')}") is not None
        for content in sdt.findall(w("sdtContent")) if empty else ():
            sdt.remove(content)
    return "".join(text.text or "" for text in root.iter(w("t")))


def _judged(
    made: Mapping[tuple[str, str], Path], invitations: list[Path], suffix: str
) -> list[Path]:
    """The files of one format that the validators are shown: each set, and every other form."""
    places = [*map(made.__getitem__, JUDGED), *invitations[::2]]
    return [place.with_suffix(suffix) for place in places]


@pytest.mark.slow
def test_every_pdf_is_pdf_ua_1_and_pdf_a_3a(
    made: Mapping[tuple[str, str], Path], invitations: list[Path]
) -> None:
    """VeraPDF passes each file as both."""
    files = _judged(made, invitations, ".pdf")
    verdicts = verapdf(files)
    assert _failed(verdicts) == []
    assert len(verdicts) == 2 * (len(JUDGED) + len(SETS[::2]))


@pytest.mark.slow
def test_every_word_file_keeps_to_its_standard(
    made: Mapping[tuple[str, str], Path], invitations: list[Path]
) -> None:
    """Microsoft's own validator finds nothing."""
    files = _judged(made, invitations, ".docx")
    verdicts = ooxml(files)
    assert _failed(verdicts) == []
    assert len(verdicts) == len(JUDGED) + len(SETS[::2])


AS_PDF_UA = 'pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"}}'


@pytest.mark.slow
def test_a_pdf_that_libreoffice_makes_of_the_word_file_is_pdf_ua_1(
    made: Mapping[tuple[str, str], Path], tmp_path: Path
) -> None:
    """For offices that convert it themselves: links have descriptions and tags (ISO 14289-1)."""
    copies = []
    for name in SETS:
        example = next(example for one, example in reversed(MADE) if one == name)
        copies.append(tmp_path / f"{name}.docx")
        shutil.copy(made[name, example].with_suffix(".docx"), copies[-1])
    copies.append(tmp_path / "code.docx")  # of styles that are called as tags are
    copies[-1].write_bytes(word_files.render(CodeBlock("a b"), Quote((word_files.para("c"),))))
    program = libreoffice_named(NEWER).program
    verdicts = verapdf(all_by_libreoffice(copies, AS_PDF_UA, tmp_path / "pdf", program), "ua1")
    assert _failed(verdicts) == []
    assert len(verdicts) == len(SETS) + 1


@pytest.mark.slow
def test_a_pdf_that_an_older_libreoffice_makes_breaks_two_rules_and_no_other(
    made: Mapping[tuple[str, str], Path], tmp_path: Path
) -> None:
    """So docs/pdf.md says: lines of paragraphs without a mark, and a page with a link (7.18.3)."""
    copy = tmp_path / "letter.docx"
    shutil.copy(made["letter", REVISED].with_suffix(".docx"), copy)
    program = libreoffice_named(OLDER).program
    (verdict,) = verapdf(all_by_libreoffice([copy], AS_PDF_UA, tmp_path / "pdf", program), "ua1")
    assert [one.split()[0] for one in verdict.findings] == ["7.1-3", "7.18.3-1"]


@pytest.mark.slow
def test_every_page_can_be_read_by_everybody(
    made: Mapping[tuple[str, str], Path], invitations: list[Path]
) -> None:
    """axe-core finds nothing against WCAG 2.2 AA."""
    pages = _judged(made, invitations, ".html")
    verdicts = axe(pages)
    assert _failed(verdicts) == []
    assert len(verdicts) == len(JUDGED) + len(SETS[::2])


@pytest.mark.slow
def test_a_narrow_screen_cuts_off_nothing_and_divides_no_word(
    made: Mapping[tuple[str, str], Path],
) -> None:
    """At 320 pixels, or 400 % zoom (WCAG 2.2, 1.4.10); tables of items are cards, and not scrolled.

    To a screen reader they are the same tables as on a wide screen.
    """
    pages = [str(made[name, REVISED].with_suffix(".html")) for name in SETS]
    found = _run_node("narrow.mjs", pages)
    fits = [(one["width"], one["outside"], one["divided"]) for one in found]
    assert fits == [(320, [], [])] * len(SETS)
    assert all(one["tables"] == one["wide_tables"] for one in found)
    parts = {name: one["tables"] for name, one in zip(SETS, found, strict=True)}
    assert ["columnheader", "Closing date"] in parts["red-amber-green"]
    assert ["rowheader", "Recommendation 2"] in parts["red-amber-green"]
    assert ["cell", "31 July 2024"] in parts["red-amber-green"]


NAMED = """\
areas_for_improvement:
  items:
    - {text: The force should answer., under: Leadership, priority: yes, policing_body: Yes.}
    - {text: The force should train crews., under: Crime, policing_body: Yes.}
    - {text: The force should train cooks., under: Crime, office_number: 7, policing_body: Yes.}
"""


@pytest.mark.parametrize("name", SETS)
def test_every_set_prints_priority_chapter_and_the_offices_number(
    name: str, tmp_path: Path
) -> None:
    """In words, on the page and in Word, where an item is set out and where it is answered."""
    draft = draft_of(FINISHED.replace("chief_officer:\n  date", f"{NAMED}chief_officer:\n  date"))
    template = load_set(standard_sets() / name)
    made = render(draft, SETTINGS_OF_ALL_DAYS, template, None, [Format.HTML, Format.DOCX])
    word = tmp_path / "named.docx"
    word.write_bytes(made[Format.DOCX])
    for words in (html_text(made[Format.HTML].decode(), markers=True), docx_text(word)):
        assert words.count("Area for priority action: Leadership") >= 1
        assert "Area for improvement: Crime" in words
        assert "(our number 7): Crime" in words


def test_a_table_within_a_cell_is_no_wider_than_the_cell() -> None:
    """Its columns share what the cell has, or a short word would be divided."""
    table = "| Force | Boats |\n        | --- | --- |\n        | Saltmarsh | 4 |\n"
    draft = draft_of(FINISHED.replace("The count is welcome.\n", table))
    template = load_set(standard_sets() / "red-amber-green")
    made = render(draft, SETTINGS_OF_ALL_DAYS, template, None, [Format.DOCX])[Format.DOCX]
    with zipfile.ZipFile(BytesIO(made)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    (inner,) = root.iterfind(f".//{w('tc')}//{w('tbl')}")
    cell = next(inner.iterancestors(w("tc")))
    (room,) = (int(one.get(w("w"), "")) for one in cell.iterfind(f"{w('tcPr')}/{w('tcW')}"))
    columns = [int(one.get(w("w"), "")) for one in inner.iter(w("gridCol"))]
    assert len(columns) == 2
    assert room - 300 < sum(columns) < room


def test_a_word_wider_than_its_column_stays_beside_the_row() -> None:
    """In a wider font 'Recommendation' is broken, and begins at the height of the other cells."""
    template = load_set(standard_sets() / "red-amber-green")
    draft = draft_for(REVISED, "red-amber-green")[1]
    page = render(draft, SETTINGS_OF_ALL_DAYS, template, None, [Format.HTML])[Format.HTML].decode()
    narrow = page.replace("  width: 15.2%;", "  width: 8%;")
    assert narrow != page
    document = pdfium.PdfDocument(HTML(string=narrow).write_pdf())
    printed = next(
        text
        for text in (one.get_textpage() for one in document)
        if "Within three" in text.get_text_range()
    )
    words = printed.get_text_range()
    asked = words.index("Within three")
    item = words.index("Re", words.index("Comments"))
    assert words[item:].startswith("Recom")
    tops = [printed.get_charbox(place, loose=True)[3] for place in (asked, item)]
    assert tops[0] == pytest.approx(tops[1], abs=1)


def _labels_at_the_foot(pdf: bytes) -> list[str]:
    """The last lines of pages that are the name of an item."""
    found = []
    for page in pdfium.PdfDocument(pdf):
        lines = page.get_textpage().get_text_range().splitlines()
        body = [line for line in lines if line.strip("\u2022\u25e6\u2002 ") and "Page " not in line]
        found += [line for line in body[-1:] if "(our number" in line]
    return found


def test_the_name_of_an_area_stays_on_the_page_of_its_text() -> None:
    """In the list of areas that the office has numbered, wherever the pages end."""
    entry = (
        "    - {office_number: %s, policing_body: Yes., text: The force should answer sooner.}\n"
    )
    areas = "areas_for_improvement:\n  items:\n" + "".join(entry % (at + 1) for at in range(29))
    draft = draft_of(FINISHED.replace("chief_officer:\n  date", f"{areas}chief_officer:\n  date"))
    template = load_set(standard_sets() / "opccn-2023")
    made = render(draft, SETTINGS_OF_ALL_DAYS, template, None, [Format.PDF])
    assert len(pdfium.PdfDocument(made[Format.PDF])) > 3
    assert _labels_at_the_foot(made[Format.PDF]) == []
