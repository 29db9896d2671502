"""What the tests of returned files share: a draft, its Word file, and edits made in that file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

from s55.drafts.load import response_of
from s55.drafts.public import response_json
from s55.render.html.data import FORM_DATA_NAME
from s55.render.word.document import to_docx
from s55.returns.collecting import Collected, collect
from s55.templating.registry import load_set, standard_sets
from s55.views.invitation import InvitationDates, invitation_data, invitation_part, invitation_view
from s55.views.response.build import response_view
from s55.word.xml import W, add, element, w
from tests.drafts_for_tests import HEAD, settings_of

SETTINGS = settings_of()
SET = load_set(standard_sets() / "opccn-2023")
BODY = "word/document.xml"
CUSTOM = "docProps/custom.xml"
KEPT = "customXml/item1.xml"
NS = {"w": W}

DRAFT = (
    HEAD
    + """\
key_findings: |  # in the office's words
  Two *boats* were found.

  Three __piers__ were lost.

  - oars
  - sails

  | Boat | Crew |
  | ---- | ---- |
  | Anna | four |
recommendations:
  items:
    # the report's own number
    - number: 2
      text: |
        Count the boats.
      chief_officer: |
        They are counted.
    - number: 5
      text: |
        Mend the piers.
policing_body:
  opening: |
    Harbours matter.
"""
)


def made(text: str = DRAFT) -> bytes:
    """The Word file of a draft."""
    response = response_of(text)
    view = response_view(response, SETTINGS, SET.manifest)
    return to_docx(view, SET, response_json(response), with_outline=True)


ASKED = InvitationDates(date(2024, 4, 10), date(2024, 5, 10))


def form(text: str = DRAFT) -> bytes:
    """The invitation of a draft, with its form."""
    response = response_of(text)
    view = invitation_view(response, SETTINGS, SET.manifest, ASKED)
    data = invitation_data("harbour", response, view)
    layout = invitation_part(SET.manifest).word_layout
    return to_docx(view, SET, data, layout=layout, data_name=FORM_DATA_NAME, with_outline=True)


Edit = Callable[[etree._Element], None]


def edited(data: bytes, edit: Edit, part: str = BODY) -> bytes:
    """A Word file with one of its parts edited."""
    with ZipFile(BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    root = etree.fromstring(parts[part])
    edit(root)
    parts[part] = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return packed(parts)


def packed(parts: dict[str, bytes]) -> bytes:
    """Parts as a zip file."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def collected(data: bytes, text: str = DRAFT, *, allow_empty: bool = False) -> Collected:
    """What becomes of a draft by a file that came back for it."""
    original = made() if text != DRAFT else made(text)
    return collect(text, "harbour", data, "back.docx", original, allow_empty=allow_empty)


def paragraph_with(root: etree._Element, words: str) -> etree._Element:
    """The first paragraph that holds these words."""
    return next(one for one in root.iter(w("p")) if words in said(one))


def said(node: etree._Element) -> str:
    """The characters of an element."""
    return "".join(one.text or "" for one in node.iter(w("t")))


def control_of(root: etree._Element, path: str, number: int = 1) -> etree._Element:
    """The content control of a field."""
    found = [
        one
        for one in root.iter(w("sdt"))
        if one.find(f"w:sdtPr/w:tag[@w:val='{path}']", NS) is not None
    ]
    return found[number - 1]


def set_words(paragraph: etree._Element, words: str) -> None:
    """Replace the text of a paragraph."""
    for run in list(paragraph.iter(w("r"))):
        holder = run.getparent()
        assert holder is not None
        holder.remove(run)
    add_words(paragraph, words)


def add_words(paragraph: etree._Element, words: str) -> etree._Element:
    """Add a run to a paragraph."""
    run = add(paragraph, "r")
    add(run, "t").text = words
    return run


def new_paragraph(words: str) -> etree._Element:
    """A paragraph without any style."""
    made_anew = element("p")
    add_words(made_anew, words)
    return made_anew


def without_tags(root: etree._Element) -> None:
    """Take every tag from the controls, as LibreOffice does."""
    for tag in list(root.iter(w("tag"))):
        _drop(tag)


def without_bookmarks(root: etree._Element) -> None:
    """Take every bookmark away."""
    for mark in list(root.iter(w("bookmarkStart"), w("bookmarkEnd"))):
        _drop(mark)


def without_controls(root: etree._Element, paths: Iterable[str] | None = None) -> None:
    """Delete content controls and leave what stands in them: all, or those of some fields."""
    wanted = None if paths is None else set(paths)
    for sdt in list(root.iter(w("sdt"))):
        tag = sdt.find("w:sdtPr/w:tag", NS)
        if wanted is None or (tag is not None and tag.get(w("val")) in wanted):
            for child in list(sdt[-1]):
                sdt.addprevious(child)
            _drop(sdt)


def without_properties(data: bytes) -> bytes:
    """A file without the properties in which we keep data, as a web office leaves it."""

    def edit(root: etree._Element) -> None:
        for child in list(root):
            root.remove(child)

    return edited(edited(data, edit, CUSTOM), edit, KEPT)


def _drop(node: etree._Element) -> None:
    holder = node.getparent()
    assert holder is not None
    holder.remove(node)
