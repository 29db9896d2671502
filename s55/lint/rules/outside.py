"""Rules against what reaches outside the set: a document must not need other files."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import etree

from s55.errors import S55Error
from s55.lint.parsed.checked import CheckedSet
from s55.lint.parsed.word import WordLayout
from s55.lint.rule import Finding, Findings, rule
from s55.problems import Severity
from s55.render.word.safety import old_pictures
from s55.word.describe import part_name
from s55.word.xml import T, w

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_HARMLESS = ("/hyperlink", "/attachedTemplate")
"""Only people follow links; the path of a template is taken out of every document."""
_FETCHING = re.compile(r"\b(INCLUDEPICTURE|INCLUDETEXT|IMPORT|LINK|DDE|DDEAUTO|DATABASE|RD)\b")
_PROGRAMS = ("vbaProject.bin", "vbaData.xml", "activeX", "oleObject")


@rule("L551")
def layouts_can_be_opened(checked: CheckedSet) -> Findings:
    """Each layout that the manifest names can be opened.

    A Word layout is a Word document (.docx), an HTML layout is text in UTF-8.
    """
    for document in checked.documents:
        for layout in (document.word, document.html):
            if isinstance(layout, S55Error):
                for problem in layout.problems:
                    message = f"the {document.name} cannot be laid out: {problem.message}"
                    place = Path(problem.file) if problem.file else "manifest.yaml"
                    yield Finding(place, message, problem.hint)


@rule("L552")
def word_layout_stands_alone(checked: CheckedSet) -> Findings:
    """A Word layout fetches nothing when it is opened.

    A linked picture, a linked document or a field such as INCLUDEPICTURE is fetched from wherever
    it lies, by whoever opens the response: it may be gone, or tell others who reads. Insert the
    picture itself.
    """
    hint = "Insert it into the layout instead of linking to it, or delete it."
    for layout in checked.word_layouts:
        for target, kind in _linked(layout):
            name = kind.rpartition("/")[2]
            yield Finding(layout.name, f"the layout fetches '{target}' ({name})", hint)
        for part, root in layout.roots():
            for address in old_pictures(root):
                message = f"the layout fetches '{address}' (a drawing in {part_name(part)})"
                yield Finding(layout.name, message, hint)
        for part, paragraph in layout.paragraphs():
            code = " ".join(node.text or "" for node in paragraph.iter(w("instrText")))
            code += " ".join(n.get(w("instr"), "") for n in paragraph.iter(w("fldSimple")))
            found = _FETCHING.search(code)
            if found:
                message = f"a field '{found[1]}' fetches something, {layout.place(part, paragraph)}"
                yield Finding(layout.name, message, hint)


def _linked(layout: WordLayout) -> list[tuple[str, str]]:
    found = []
    for name, content in layout.parts.items():
        if name.endswith(".rels"):
            for one in etree.fromstring(content).iter(_RELATION):
                kind = one.get("Type", "")
                if one.get("TargetMode") == "External" and not kind.endswith(_HARMLESS):
                    found.append((one.get("Target", ""), kind))
    return found


@rule("L553")
def word_layout_holds_no_programs(checked: CheckedSet) -> Findings:
    """A Word layout holds no macros, controls or embedded objects.

    A published document must not bring programs with it. Save the layout as *Word Document*
    (.docx).
    """
    for layout in checked.word_layouts:
        for part in layout.parts:
            if any(name in part for name in _PROGRAMS):
                message = f"the layout holds a program or an embedded object ({part})"
                yield Finding(layout.name, message, "Delete it, and save as Word Document (.docx).")


@rule("L554")
def page_stands_alone(checked: CheckedSet) -> Findings:
    """An HTML layout runs nothing and fetches nothing.

    No scripts, forms, frames or pictures from elsewhere. A picture of the set is written
    ``<img src="{{ 'picture.png' | data_uri }}" alt="...">``.
    """
    from s55.render.html.document import open_doors

    for layout in checked.html_layouts:
        for words, line in open_doors(layout.source):
            message = f"the layout holds '{words}', which would run a program or load something"
            hint = "Take it out. For a picture of the set, write {{ 'file.png' | data_uri }}."
            yield Finding(layout.name, message, hint, line)


@rule("L555")
def stylesheet_stands_alone(checked: CheckedSet) -> Findings:
    """The stylesheet names files of the set and nothing else.

    ``url(picture.png)`` is a picture of the set. ``@import`` and addresses on the web are not for
    documents that must look the same in ten years.
    """
    from s55.render.html.stylesheet import outside_of

    for problem in outside_of(checked.template):
        file = Path(problem.file or checked.manifest.stylesheet)
        yield Finding(file, problem.message, problem.hint, problem.line)


@rule("L556", Severity.WARNING)
def remarks_are_gone(checked: CheckedSet) -> Findings:
    """The Word layout has no remarks (comments) in it.

    They are taken out of every document, so nobody will see them but you: this is to remind you of
    what you meant to do.
    """
    for layout in checked.word_layouts:
        content = layout.parts.get("word/comments.xml")
        if content is None:
            continue
        for remark in etree.fromstring(content).iter(w("comment")):
            words = " ".join("".join(node.text or "" for node in remark.iter(T)).split())
            message = f"the layout has a remark: '{words[:80]}'"
            yield Finding(layout.name, message, "Settle it and delete it in Word.")
