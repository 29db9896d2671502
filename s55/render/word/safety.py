"""Find what in a Word layout would run or fetch something when a document is opened."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from s55.errors import ExitCode, S55Error
from s55.problems import Problem, error
from s55.word.describe import place_of
from s55.word.package import zipped
from s55.word.xml import P, w

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
DROPPED_RELATIONS = frozenset({"attachedTemplate"})
"""The last words of the types of relations that are taken out of every document when written."""
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|\\\\")
"""How an address begins, and no name of a part (ECMA-376 part 2, 6.2.2)."""
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
_VML = "urn:schemas-microsoft-com:vml"
_OLD_OFFICE = "urn:schemas-microsoft-com:office:office"
_FETCHED = frozenset({(None, "src"), (_OLD_OFFICE, "href"), (_OLD_OFFICE, "althref")})
"""Attributes of VML by which a picture is fetched (ECMA-376 part 4, 19.1.2.11)."""
_IN_STYLE = re.compile(r"(?:url\(|@import)\s*['\"]?([^'\")\s;]*)", re.IGNORECASE)
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
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
        if name.lower().endswith(".rels"):
            yield from _relations(etree.fromstring(content))
        elif name.endswith(".xml"):
            yield from _contents(name, etree.fromstring(content))
        elif name.lower().endswith(".svg"):
            yield from _drawing(name, content)


def finished(files: Mapping[str, bytes]) -> bytes:
    """Zip the parts of a Word file that is to leave the office, if it fetches nothing.

    Whatever a layout held, and whatever was joined: of a finished file only hyperlinks lead out.

    Args:
        files: its parts by their names, relations and content types among them.

    Raises:
        S55Error: L204 with what would be fetched.
    """
    for name, content in files.items():
        if name.lower().endswith(".rels"):
            for problem in _relations(etree.fromstring(content, _PARSER), dropped=frozenset()):
                raise S55Error([problem], ExitCode.SETTINGS)
    return zipped(files)


def _relations(
    root: etree._Element, dropped: frozenset[str] = DROPPED_RELATIONS
) -> Iterator[Problem]:
    """Find the relations that bring a program or lead out of the file, but for safe links."""
    for relation in root.iter(_RELATION):
        kind = str(relation.get("Type", "")).rpartition("/")[2]
        target = str(relation.get("Target", ""))
        if kind in dropped:
            continue
        if kind in _RUNNING:
            yield _problem(f"it holds '{target[:60]}' ({kind})")
        elif _leads_out(relation, target) and (kind != "hyperlink" or not _SAFE_LINK.match(target)):
            yield _problem(f"it fetches '{target[:60]}' ({kind})")


def _leads_out(relation: etree._Element, target: str) -> bool:
    """Whether a relation has a target outside of the file, whatever it says of itself."""
    is_declared = relation.get("TargetMode", "Internal") != "Internal"
    return is_declared or bool(_ADDRESS.match(target))


def _contents(name: str, root: etree._Element) -> Iterator[Problem]:
    for paragraph in root.iter(P):
        for code in _codes(paragraph):
            link = _LINK_FIELD.match(code)
            if _FIELDS.match(code) or (link and not _SAFE_LINK.match(link["address"])):
                words = " ".join(code.split())[:60]
                yield _problem(f"the field '{words}' runs or fetches, {place_of(name, paragraph)}")
    for mark in root.iter(*_MARKS):
        yield _problem(f"it holds <w:{etree.QName(mark).localname}>")
    for address in old_pictures(root):
        yield _problem(f"it fetches '{address[:60]}' (picture)")


def old_pictures(root: etree._Element) -> Iterator[str]:
    """Yield the addresses from which drawings of old versions of Word (VML) fetch pictures.

    Such an address is written beside the relation that a picture needs, and Word follows it. A tag
    in its place is one too: whatever it says.
    """
    for shape in root.iter(f"{{{_VML}}}*"):
        for name, value in shape.attrib.items():
            place = etree.QName(name)
            fetches = (place.namespace, place.localname) in _FETCHED
            is_link = name == "href" and not _SAFE_LINK.match(str(value))
            if value and (fetches or is_link):
                yield str(value)


def _drawing(name: str, content: bytes) -> Iterator[Problem]:
    """Find what an SVG picture fetches: it may show what is in it, and nothing else."""
    try:
        root = etree.fromstring(content, _PARSER)
    except etree.XMLSyntaxError:
        yield _problem(f"its picture '{name}' is damaged")
        return
    values = [str(value) for node in root.iter() for value in node.attrib.values()]
    values += [node.text or "" for node in root.iter("{*}style")]
    addresses = [
        str(value)
        for node in root.iter(etree.Element)
        for key, value in node.attrib.items()
        if etree.QName(key).localname in {"href", "src"}
    ]
    addresses += [found[1] for value in values for found in _IN_STYLE.finditer(value)]
    for address in addresses:
        if address and not address.startswith(("#", "data:")):
            yield _problem(f"its picture '{name}' fetches '{address[:60]}'")


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
