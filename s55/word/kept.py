"""Keep s55's data in a Word file twice: as custom properties, and as a part of custom XML.

LibreOffice and Google Docs keep the one or the other or neither, and Word may cut a property after
255 characters. So the part says what its texts must be like, and the copy that is whole is read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from lxml import etree

NAMESPACE = "urn:s55:kept"
_TEXT = f"{{{NAMESPACE}}}text"
_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_ITEM = "{7B1F6C0A-5D3E-4E52-9A55-0A5500550055}"
"""Names the part; the same in every file, as it says of what kind the part is."""


def kept_part(texts: Mapping[str, str]) -> etree._Element:
    """Make the root of the part that keeps texts by their names."""
    root = etree.Element(f"{{{NAMESPACE}}}kept", nsmap={"s55": NAMESPACE})
    for name, text in texts.items():
        one = etree.SubElement(root, _TEXT, {"name": name, "sha256": _digest(text)})
        one.text = text
    return root


def kept_in(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield the texts that such a part has kept whole; nothing from another program's part."""
    for one in root.iterfind(_TEXT):
        text = one.text or ""
        if one.get("sha256") == _digest(text):
            yield one.get("name") or "", text


def store_part() -> etree._Element:
    """Make the root of the part that describes it (ECMA-376 part 1, 22.5.2)."""
    root = etree.Element(f"{{{_STORE}}}datastoreItem", nsmap={"ds": _STORE})
    root.set(f"{{{_STORE}}}itemID", _ITEM)
    schemas = etree.SubElement(root, f"{{{_STORE}}}schemaRefs")
    etree.SubElement(schemas, f"{{{_STORE}}}schemaRef").set(f"{{{_STORE}}}uri", NAMESPACE)
    return root


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
