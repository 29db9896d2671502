"""The vocabulary of a Word file's XML: its namespaces, and how elements and text are made.

Source of names and order of elements: ECMA-376 part 1 (WordprocessingML), and [MS-DOCX] for w14.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

TWIPS_PER_POINT = 20

_NAMESPACES = {"w": W}
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAKS = re.compile(r"(\r\n|[\n\r\t])")


def w(name: str) -> str:
    """The WordprocessingML name ``name`` as lxml writes it."""
    return f"{{{W}}}{name}"


P, PPR, R_RUN, RPR, T, TBL, TC, SDT, SDT_CONTENT, HYPERLINK = map(
    w, ("p", "pPr", "r", "rPr", "t", "tbl", "tc", "sdt", "sdtContent", "hyperlink")
)


def element(name: str, /, **attributes: str) -> etree._Element:
    """A new WordprocessingML element with WordprocessingML attributes."""
    made = etree.Element(w(name), nsmap=_NAMESPACES)
    for key, value in attributes.items():
        made.set(w(key), value)
    return made


def add(parent: etree._Element, name: str, /, **attributes: str) -> etree._Element:
    """A new WordprocessingML element at the end of ``parent``."""
    made = etree.SubElement(parent, w(name))
    for key, value in attributes.items():
        made.set(w(key), value)
    return made


def value_of(parent: etree._Element | None, name: str, attribute: str = "val") -> str | None:
    """The attribute of ``parent``'s child ``name``, or None where either is missing."""
    child = None if parent is None else parent.find(w(name))
    return None if child is None else child.get(w(attribute))


def whole(text: str | None, default: int = 0) -> int:
    """A measure in twips, or ``default`` where the file holds none or nonsense."""
    try:
        return int(float(text)) if text is not None else default
    except (ValueError, OverflowError):
        return default


def put_in_order(
    parent: etree._Element, child: etree._Element, before: Sequence[str]
) -> etree._Element:
    """Put ``child`` after those children of ``parent`` whose names are in ``before``.

    The schema fixes the order of properties. A child of the same name is replaced.
    """
    old = parent.find(child.tag)
    if old is not None:
        parent.remove(old)
    names = {w(name) for name in before}
    index = sum(1 for other in parent if other.tag in names)
    parent.insert(index, child)
    return child


def xml_safe(text: str) -> str:
    """The text, with U+FFFD for each character that XML cannot hold."""
    return _NOT_XML.sub("\ufffd", text)


def set_text(node: etree._Element, text: str) -> None:
    """Set the text of an element; what XML cannot hold becomes U+FFFD."""
    try:
        node.text = text
    except ValueError:
        node.text = xml_safe(text)


def add_text(run: etree._Element, text: str) -> None:
    """Add characters to a run; line feeds and tabs become Word's own elements."""
    for piece in _BREAKS.split(text):
        if piece == "\t":
            add(run, "tab")
        elif piece in ("\n", "\r", "\r\n"):
            add(run, "br")
        elif piece:
            node = etree.SubElement(run, T)
            node.set(_XML_SPACE, "preserve")
            set_text(node, piece)


def add_run(
    parent: etree._Element, text: str, properties: etree._Element | None = None
) -> etree._Element:
    """A new run at the end of ``parent``, with ``properties`` (a ``w:rPr`` of its own)."""
    run = etree.SubElement(parent, R_RUN)
    if properties is not None:
        run.append(properties)
    add_text(run, text)
    return run
