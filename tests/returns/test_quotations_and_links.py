"""Edited texts with links that have titles, code in links, and quotations that hold anything.

Each is edited as Word leaves it, and in LibreOffice, saved as Word and by way of OpenDocument.
"""

from __future__ import annotations

import difflib
from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree

from s55.returns.collecting import collect
from s55.word.xml import element, w
from tests.offices import BOTH, libreoffice_named
from tests.returns.office_for_tests import Edits, edited_once
from tests.returns.word_files import BODY, DRAFT, Edit, edited, made, paragraph_with, said

LINKS = (
    'See [here](https://example.org/a "The list"), [`a.csv`](https://example.org/b "The file") '
    "and [the `b.csv` of **May**](https://example.org/c)."
)
QUOTED = """\
  - a list
  - goes

  > Quoted boats.
  >
  > ## A heading within
  >
  > > Nested words.
  > >
  > > ___
  >
  > | Boat | Crew |
  > | --- | --- |
  > | Ada | two |
  >
  > ```
  > code  here
  > ```
  >
  > ___
  >
  > - item
  >
  >   > nested in an item
  >
  >   | In | List |
  >   | --- | --- |
  >   | a | b |
  >
  >   ```
  >   more code
  >   ```
  >
  > 1. one
  >    ### Heading in an item
  >
  > Last quoted.

  After.
"""
TEXTS = {
    "links": DRAFT.replace("  Two *boats* were found.\n", f"  {LINKS}\n"),
    "quotation": DRAFT.replace("  Two *boats* were found.\n", QUOTED),
}
EDITS = {"links": ("See ", "Read "), "quotation": ("Quoted", "Many")}
"""Which words are replaced by which."""
DIFFS = {
    "links": [f"-   {LINKS}", f"+   {LINKS.replace('See ', 'Read ')}"],
    "quotation": ["-   > Quoted boats.", "+   > Many boats."],
}

Saved = dict[str, tuple[bytes, bytes]]


@pytest.fixture(scope="module", params=BOTH)
def saved(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Saved:
    """Each text untouched and edited in each LibreOffice, which starts once."""
    edits: dict[str, tuple[str, Edits]] = {f"{name} untouched": (name, ()) for name in TEXTS}
    for name, (words, text) in EDITS.items():
        edits[name] = (name, [{"do": "replace", "words": words, "text": text}])
    office = libreoffice_named(request.param)
    return edited_once(tmp_path_factory, "quotations", _sources, edits, office)


def _sources() -> dict[str, bytes]:
    return {name: made(text) for name, text in TEXTS.items()}


def differences(name: str, data: bytes, draft: str = "") -> list[str]:
    """The lines of a draft that go and come; nothing is told."""
    draft = draft or TEXTS[name]
    found = collect(draft, "harbour", data, "back.docx", made(draft), allow_empty=True)
    assert found.problems == ()
    lines = difflib.ndiff(draft.splitlines(), found.text.splitlines())
    return [line for line in lines if line[0] in "+-"]


def typed(words: str, text: str) -> Edit:
    """Type over words, as Word leaves it: nothing but these characters is another."""

    def edit(root: etree._Element) -> None:
        node = next(one for one in root.iter(w("t")) if words in (one.text or ""))
        node.text = (node.text or "").replace(words, text, 1)

    return edit


@pytest.mark.parametrize("name", TEXTS)
def test_edited_in_word(name: str) -> None:
    """One line of the draft changes: titles, code and everything in the quotation stay."""
    assert differences(name, edited(made(TEXTS[name]), typed(*EDITS[name]))) == DIFFS[name]


@pytest.mark.slow
@pytest.mark.parametrize("through", [0, 1], ids=["docx", "odt"])
@pytest.mark.parametrize("name", TEXTS)
def test_edited_in_libreoffice(saved: Saved, name: str, through: int) -> None:
    """The same line, and none where nobody touched anything."""
    assert differences(name, saved[f"{name} untouched"][through]) == []
    assert differences(name, saved[name][through]) == DIFFS[name]


def _tooltip(root: etree._Element) -> None:
    link = next(one for one in root.iter(w("hyperlink")) if one.get(w("tooltip")) == "The list")
    link.set(w("tooltip"), "The new  list")


def _as_field(root: etree._Element) -> None:
    """A link with its title, as older programs write it."""
    link = next(one for one in root.iter(w("hyperlink")) if one.get(w("tooltip")) == "The list")
    field = element("fldSimple", instr='HYPERLINK "https://example.org/n" \\o "Other"')
    field.extend(list(link))
    link.addnext(field)
    link.clear()  # a link without words shows nothing


def _opens_anew(root: etree._Element) -> None:
    """A link without a title that opens in a window of its own."""
    for link in root.iter(w("hyperlink")):
        if link.get(w("tooltip")) is None:
            link.set(w("tgtFrame"), "_blank")


@pytest.mark.parametrize(
    ("edit", "old", "new"),
    [
        (_tooltip, '"The list"', '"The new list"'),
        (_as_field, 'https://example.org/a "The list"', 'https://example.org/n "Other"'),
        (_opens_anew, "", ""),
    ],
    ids=["another title", "a field", "a window"],
)
def test_titles_as_word_has_them(edit: Edit, old: str, new: str) -> None:
    """A title that was edited is an edit; the window in which a link opens is none."""
    told = [f"-   {LINKS}", f"+   {LINKS.replace(old, new)}"] if old else []
    assert differences("links", edited(made(TEXTS["links"]), edit)) == told


def test_code_in_a_link_looks_like_both() -> None:
    """In Word: the face of code, the colour and the line of a link."""
    root = etree.fromstring(ZipFile(BytesIO(made(TEXTS["links"]))).read(BODY))
    run = next(one for one in root.iter(w("r")) if said(one) == "a.csv")
    (looks,) = run.iterfind(w("rPr"))
    assert [etree.QName(one).localname for one in looks] == ["rStyle", "color", "u"]
    assert looks[0].get(w("val")) == "CodeText"
    assert etree.QName(run.getparent()).localname == "hyperlink"


def _out(root: etree._Element) -> None:
    """A paragraph of the quotation becomes one of the text."""
    properties = paragraph_with(root, "Last quoted.")[0]
    for child in list(properties):
        properties.remove(child)


def test_what_is_taken_out_of_a_quotation_is_out() -> None:
    """And what stands before it stays in."""
    lines = differences("quotation", edited(made(TEXTS["quotation"]), _out))
    assert sorted(lines) == sorted(["-   >", "-   > Last quoted.", "+ ", "+   Last quoted."])


def _moved(root: etree._Element) -> None:
    """Somebody draws the indentation of a heading, by half a centimetre more."""
    indent = paragraph_with(root, "A heading within").find(f"{w('pPr')}/{w('ind')}")
    assert indent is not None
    indent.set(w("left"), "580")


def test_an_indentation_that_fits_nothing_is_no_quotation() -> None:
    """The heading is out, and what follows is a quotation of its own."""
    lines = differences("quotation", edited(made(TEXTS["quotation"]), _moved))
    assert "+   ## A heading within" in lines
    assert [line for line in lines if "Nested" in line or "Ada" in line] == []
