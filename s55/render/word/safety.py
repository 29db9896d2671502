"""Find what in a Word layout would run or fetch something when a document is opened."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from s55.errors import ExitCode, S55Error
from s55.problems import Problem, error
from s55.word.describe import place_of
from s55.word.xml import P, w

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DROPPED = frozenset({"attachedTemplate"})
"""Taken out of every document when it is written."""
_SAFE_LINK = re.compile(r"(?:https?://|mailto:|tel:|#)", re.IGNORECASE)
_RUNNING = frozenset(
    "activeXControl activeXControlBinary aFChunk attachedToolbars control customUI extensibility "
    "externalLink frame htmlPubSaveAs keyMapCustomizations mailMergeHeaderSource mailMergeSource "
    "oleObject package recipientData subDocument taskpanes transform userCustomization vbaProject "
    "vbaProjectSignature webextension webextensiontaskpanes wordVbaData xmlMaps".split()
)
"""The last words of the types of relations that bring programs, or documents of other kinds."""
_MACROS = b"macroEnabled"
_FIELDS = re.compile(
    r"^\s*(DDE|DDEAUTO|DATABASE|IMPORT|INCLUDE|INCLUDEPICTURE|INCLUDETEXT|LINK|MACROBUTTON|RD|"
    r"GOTOBUTTON|PRINT|EMBED|CONTROL|HTMLACTIVEX|AUTOTEXT|AUTOTEXTLIST)\b",
    re.IGNORECASE,
)
_LINK_FIELD = re.compile(r'^\s*HYPERLINK\s+(?!\\l)"?(?P<address>[^"\s]*)', re.IGNORECASE)
_MARKS = tuple(
    map(
        w,
        "altChunk control frameset mailMerge movie object saveThroughXslt subDoc".split(),
    )
)


def refuse_open_parts(parts: Mapping[str, bytes]) -> None:
    """Refuse a Word layout that holds programs, or would fetch something when it is opened.

    Args:
        parts: the unpacked parts of the layout, by their names.

    Raises:
        S55Error: L204 with what it is, and where.
    """
    for problem in open_parts(parts):
        raise S55Error([problem], ExitCode.SETTINGS)


def open_parts(parts: Mapping[str, bytes]) -> Iterator[Problem]:
    """Yield everything for which :func:`refuse_open_parts` refuses a layout."""
    if _MACROS in parts.get("[Content_Types].xml", b""):
        yield _problem("it is a document with macros")
    for name, content in parts.items():
        if name.endswith(".rels"):
            yield from _relations(etree.fromstring(content))
        elif name.endswith(".xml") and name.startswith("word/"):
            yield from _contents(name, etree.fromstring(content))


def _relations(root: etree._Element) -> Iterator[Problem]:
    for relation in root.iter(_RELATION):
        kind = str(relation.get("Type", "")).rpartition("/")[2]
        target = str(relation.get("Target", ""))
        if kind in _DROPPED:
            continue
        if kind in _RUNNING:
            yield _problem(f"it holds '{target[:60]}' ({kind})")
        elif relation.get("TargetMode") == "External" and (
            kind != "hyperlink" or not _SAFE_LINK.match(target)
        ):
            yield _problem(f"it fetches '{target[:60]}' ({kind})")


def _contents(name: str, root: etree._Element) -> Iterator[Problem]:
    for paragraph in root.iter(P):
        for code in _codes(paragraph):
            link = _LINK_FIELD.match(code)
            if _FIELDS.match(code) or (link and not _SAFE_LINK.match(link["address"])):
                words = " ".join(code.split())[:60]
                yield _problem(f"the field '{words}' runs or fetches, {place_of(name, paragraph)}")
    for mark in root.iter(*_MARKS):
        yield _problem(f"it holds <w:{etree.QName(mark).localname}>")


def _codes(paragraph: etree._Element) -> Iterator[str]:
    """Yield the codes of the fields in a paragraph, each put together from its runs."""
    for simple in paragraph.iter(w("fldSimple")):
        yield str(simple.get(w("instr"), ""))
    code = ""
    for node in paragraph.iter(w("fldChar"), w("instrText")):
        if node.tag == w("instrText"):
            code += node.text or ""
        else:
            if code:
                yield code
            code = ""
    if code:
        yield code


def _problem(what: str) -> Problem:
    return error(
        "L204",
        f"the Word layout would run a program or load something: {what}",
        "Delete it in Word; insert pictures instead of linking to them, and save the layout as a "
        "Word document (.docx).",
    )
