"""Open a Word layout within limits, and render it by docxtpl in the closed environment."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from io import BytesIO
from types import MappingProxyType
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part, XmlPart
from docx.package import Package
from docxtpl import DocxTemplate
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from s55.errors import S55Error
from s55.render.word.layout_errors import LayoutFault
from s55.render.word.markers import OPEN, Outputs
from s55.render.word.package import damaged, read_parts
from s55.render.word.safety import refuse_open_parts
from s55.templating.environment import layout_environment

_NOTES = (RT.FOOTNOTES, RT.ENDNOTES)
_TYPES = "[Content_Types].xml"
_XML = (".xml", ".rels")
MAX_SOURCE_BYTES = 10_000_000
"""Of one part with text; those of the standard layouts have some 60 kB."""


class _Template(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    """docxtpl's template, for text that comes in markers.

    Attributes:
        fault: what is being rendered, for the place of an error.
    """

    fault: LayoutFault

    def render_xml_part(
        self, src_xml: str, part: Part, context: Mapping[str, Any], jinja_env: object = None
    ) -> str:
        """Note what is rendered."""
        self.fault.begin(part.partname, re.sub(r"<w:p([ >])", r"\n<w:p\1", src_xml))
        rendered: str = super().render_xml_part(src_xml, part, context, jinja_env)
        return rendered

    def patch_xml(self, src_xml: str) -> str:
        """Give what docxtpl makes of the XML, which depends on nothing else."""
        return _patched(src_xml)

    def resolve_listing(self, xml: str) -> str:
        """Leave the XML: line feeds and tabs of the draft are not in it."""
        return xml

    def render_properties(self, context: object, jinja_env: object = None) -> None:
        """Leave the properties: s55 writes new ones."""

    def fix_tables(self, xml: str) -> etree._Element:
        """Refuse XML that docxtpl would repair by dropping what it does not understand."""
        etree.fromstring(xml)
        fixed: etree._Element = super().fix_tables(xml)
        return fixed

    def render_footnotes(
        self, context: Mapping[str, Any], jinja_env: ImmutableSandboxedEnvironment | None = None
    ) -> None:
        """Render footnotes and endnotes, each part once."""
        for rel in self.docx.part.rels.values():
            if rel.reltype in _NOTES:
                part = rel.target_part
                source = self.patch_xml(self.xml_to_string(etree.fromstring(part.blob)))
                part._blob = self.render_xml_part(source, part, context, jinja_env).encode()


class RenderedLayout:
    """A Word layout, rendered: its XML holds markers where its tags stood.

    Args:
        data: the bytes of the Word file.
        context: the names that its tags can use.
        outputs: where the tags' values are kept.

    Raises:
        S55Error: L201 for a damaged file, L202 for a tag that is not well written, L203 for a
            field that does not exist, L204 for what would run or fetch something, L205 for a tag
            that cannot be worked out, L210 for a layout without end.
    """

    def __init__(self, data: bytes, context: Mapping[str, Any], outputs: Outputs) -> None:
        fault = LayoutFault(_safe_parts(data), context)
        self._template = _open(data)
        fault.check()
        self._template.fault = fault
        environment = layout_environment(outputs.finalize, autoescape=False)
        try:
            self._template.render(context, environment)
        except S55Error:
            raise
        except Exception as failure:  # a layout is a small program, and can fail like any
            raise fault.explained(failure) from failure

    @property
    def package(self) -> Package:
        """The whole file."""
        package: Package = self._template.docx.part.package
        return package

    @property
    def main(self) -> XmlPart:
        """The part with the document's body."""
        part: XmlPart = self._template.docx.part
        return part

    def stories(self) -> Iterator[tuple[Part, etree._Element]]:
        """Yield the parts that can hold tags, with their XML: body, headers, footers, notes."""
        yield self.main, self.main.element
        for rel in self.main.rels.values():
            if rel.reltype in (RT.HEADER, RT.FOOTER, *_NOTES):
                part = rel.target_part
                yield part, _element(part)

    def tree(self, relation: str) -> tuple[Part, etree._Element] | None:
        """Return the part of the given relationship type with its XML; None without one."""
        for rel in self.main.rels.values():
            if rel.reltype == relation and not rel.is_external:
                return rel.target_part, _element(rel.target_part)
        return None


@lru_cache(maxsize=2)
def _safe_parts(data: bytes) -> Mapping[str, bytes]:
    """Unpack a layout and check it: once for all documents that it shows.

    Raises:
        S55Error: L201 for a damaged file, L204 for what would run or fetch something.
    """
    parts = read_parts(data)
    if any(OPEN.encode() in content for content in parts.values()):
        raise damaged("it holds a noncharacter (U+FDD0)")
    _refuse_disguised(parts)
    refuse_open_parts(parts)
    return MappingProxyType(parts)


@lru_cache(maxsize=32)
def _patched(xml: str) -> str:
    """Make of a part's XML the text that Jinja reads, as docxtpl does; it takes a while."""
    patched: str = DocxTemplate.patch_xml(None, xml)  # it asks nothing of the template
    return patched


def _refuse_disguised(parts: Mapping[str, bytes]) -> None:
    """Refuse XML under a name that hides it from the checks, and too much of it.

    Raises:
        S55Error: L201.
    """
    for one in etree.fromstring(parts[_TYPES]):
        name = str(one.get("PartName") or f".{one.get('Extension')}")
        if str(one.get("ContentType", "")).endswith("+xml") and not name.endswith(_XML):
            raise damaged(f"its part '{name}' is XML and no .xml file")
    for name, content in parts.items():
        if name.endswith(_XML) and len(content) > MAX_SOURCE_BYTES:
            size = f"{MAX_SOURCE_BYTES // 1_000_000} MB"
            raise damaged(f"its part '{name}' has more than {size} of text and layout")


def _open(data: bytes) -> _Template:
    template = _Template(BytesIO(data))
    try:
        template.init_docx()
        _ = template.docx.element.body[-1]
    except Exception as failure:  # python-docx and docxtpl raise many errors for damaged files
        raise damaged("it has no document that can be opened") from failure
    return template


def _element(part: Part) -> etree._Element:
    return part.element if isinstance(part, XmlPart) else etree.fromstring(part.blob)
