"""Open a Word layout with care, and write a Word file: the same bytes on every day."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from itertools import count

from docx.opc.part import Part
from docx.package import Package
from lxml import etree

from s55.errors import ExitCode, S55Error
from s55.problems import error
from s55.render.html.data import compact
from s55.render.word.safety import DROPPED_RELATIONS, finished
from s55.views.response.contents import DocumentView
from s55.word.kept import kept_part, store_part
from s55.word.package import (
    TYPES,
    Limits,
    Relation,
    WordPackage,
    relations_name,
    relations_part,
    types_part,
    xml_part,
)
from s55.word.xml import xml_safe

MAX_UNPACKED_BYTES = 100_000_000
MAX_RATIO = 200
"""Unpacked bytes for each packed one; Word's own files stay far below it."""
MAX_PARTS = 2_000

_CORE = "application/vnd.openxmlformats-package.core-properties+xml"
_APP = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
_PACKAGE_NS = "http://schemas.openxmlformats.org/package/2006"
_OFFICE_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CUSTOM = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_CORE_PART, _APP_PART, _CUSTOM_PART = (f"docProps/{name}.xml" for name in ("core", "app", "custom"))
_CUSTOM_RELATION = f"{_OFFICE_RELATION}/custom-properties"
_STORE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_KEPT_RELATION = f"{_OFFICE_RELATION}/customXml"
_CORE_RELATION = f"{_PACKAGE_NS}/relationships/metadata/core-properties"
_APP_RELATION = f"{_OFFICE_RELATION}/extended-properties"
_LEFT_OUT = frozenset(
    {
        _CORE_RELATION,
        _APP_RELATION,
        _CUSTOM_RELATION,
        f"{_PACKAGE_NS}/relationships/metadata/thumbnail",
        "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
        f"{_OFFICE_RELATION}/comments",
        "http://schemas.microsoft.com/office/2011/relationships/commentsExtended",
        "http://schemas.microsoft.com/office/2011/relationships/people",
        "http://schemas.microsoft.com/office/2016/09/relationships/commentsIds",
        "http://schemas.microsoft.com/office/2018/08/relationships/commentsExtensible",
    }
)
"""What a layout may carry of its maintainer and what no document needs: a preview, remarks."""


def damaged(why: str) -> S55Error:
    """Make the error for a Word layout that cannot be opened."""
    problem = error(
        "L201",
        f"the Word layout is damaged: {why}",
        "Open it in Word, save it as a Word document (.docx) and put it back, or take an "
        "earlier copy.",
    )
    return S55Error([problem], ExitCode.SETTINGS)


class _LayoutRefusals:
    """The errors for a layout: L201, whatever is wrong with the file."""

    def damaged(self, why: str) -> S55Error:
        return damaged(why)

    def encrypted(self) -> S55Error:
        return damaged("it is locked with a password")

    def too_large(self, why: str) -> S55Error:
        return damaged(why)

    def foreign(self, why: str) -> S55Error:
        return damaged(why)


def read_parts(data: bytes) -> dict[str, bytes]:
    """Unpack a Word layout within limits.

    Raises:
        S55Error: L201 when it is not a zip, lacks its document, holds XML that is broken or defines
            entities, or would unpack to far more than it is.
    """
    limits = Limits(MAX_PARTS, MAX_UNPACKED_BYTES, MAX_UNPACKED_BYTES, MAX_RATIO)
    package = WordPackage(data, _LayoutRefusals(), limits)
    parts = package.read()
    if TYPES not in parts:
        raise damaged("it is a zip file, but not a Word document")
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")):
            root = package.parsed(name, content)
            if name == TYPES:
                _refuse_parts_of_no_kind(root)
    return parts


def _refuse_parts_of_no_kind(types: etree._Element) -> None:
    """Refuse a list of content types that gives some part none (ECMA-376-2, 7.2.3)."""
    for one in types.iter("{*}Default", "{*}Override"):
        if one.get("ContentType") is None:
            name = one.get("PartName") or f".{one.get('Extension')}"
            raise damaged(f"it does not say what kind of part {name} is")


def write_package(
    package: Package,
    view: DocumentView,
    changed: Mapping[Part, etree._Element],
    carried: Mapping[str, bytes] | None = None,
) -> bytes:
    """Write the package as a Word file.

    Args:
        package: the package.
        view: for title, author, language and date in its properties.
        changed: the XML of parts that differs from what the part itself would write.
        carried: JSON by the name of the file's property that keeps it; a part of custom XML keeps
            it too.

    Raises:
        S55Error: L204 when it would fetch something.
    """
    files: dict[str, bytes] = {}
    types: dict[str, str] = {}
    parts = list(_reached(package))
    for part in parts:
        name = part.partname.membername
        tree = changed.get(part)
        files[name] = part.blob if tree is None else xml_part(tree)
        types[name] = part.content_type
        relations = _relations(part)
        if carried and part is package.main_document_part:
            item = _free_item(parts)
            target = posixpath.relpath(item, posixpath.dirname(name))
            relations["s55Kept"] = Relation(_KEPT_RELATION, target, external=False)
            files |= _kept_files(item, carried)
            types[_store_of(item)] = _STORE
        if relations:
            files[relations_name(name)] = relations_part(relations)
    relations = _relations(package)
    properties = [
        ("s55Core", _CORE_RELATION, _CORE_PART, _CORE, _core_properties(view)),
        ("s55App", _APP_RELATION, _APP_PART, _APP, _app_properties()),
    ]
    if carried:
        written = custom_properties(carried)
        properties.append(("s55Data", _CUSTOM_RELATION, _CUSTOM_PART, _CUSTOM, written))
    for number, relation, name, kind, content in properties:
        files[name], types[name] = content, kind
        relations[number] = Relation(relation, name, external=False)
    files["_rels/.rels"] = relations_part(relations)
    files[TYPES] = types_part(types)
    return finished(files)


def _free_item(parts: Iterable[Part]) -> str:
    """Name a part of custom XML that the layout does not have yet."""
    taken = {part.partname.membername for part in parts}
    return next(name for number in count(1) if (name := f"customXml/item{number}.xml") not in taken)


def _store_of(item: str) -> str:
    return item.replace("item", "itemProps")


def _kept_files(item: str, carried: Mapping[str, bytes]) -> dict[str, bytes]:
    """Write the part of custom XML that keeps data, what describes it, and their relation."""
    target = posixpath.basename(_store_of(item))
    store = {"rId1": Relation(f"{_KEPT_RELATION}Props", target, external=False)}
    return {
        item: xml_part(kept_part({name: compact(data) for name, data in carried.items()})),
        _store_of(item): xml_part(store_part()),
        relations_name(item): relations_part(store),
    }


def _reached(package: Package) -> Iterator[Part]:
    """Yield each part of the package once, without those that are left out."""
    seen: set[Part] = set()
    waiting = [
        rel.target_part
        for rel in package.rels.values()
        if not rel.is_external and not _is_left_out(rel.reltype)
    ]
    while waiting:
        part = waiting.pop(0)
        if part in seen:
            continue
        seen.add(part)
        yield part
        waiting.extend(
            rel.target_part
            for rel in part.rels.values()
            if not rel.is_external and not _is_left_out(rel.reltype)
        )


def _relations(holder: Part | Package) -> dict[str, Relation]:
    return {
        rel.rId: Relation(rel.reltype, rel.target_ref, rel.is_external)
        for rel in holder.rels.values()
        if not _is_left_out(rel.reltype)
    }


def _is_left_out(kind: str) -> bool:
    return kind in _LEFT_OUT or kind.rpartition("/")[2] in DROPPED_RELATIONS


def _core_properties(view: DocumentView) -> bytes:
    names = {
        "cp": f"{_PACKAGE_NS}/metadata/core-properties",
        "dc": "http://purl.org/dc/elements/1.1/",
        "dcterms": "http://purl.org/dc/terms/",
        "xsi": "http://www.w3.org/2001/XMLSchema-instance",
    }
    root = etree.Element(f"{{{names['cp']}}}coreProperties", nsmap=dict(names))
    moment = f"{view.dated.isoformat()}T00:00:00Z"
    for prefix, name, value in (
        ("dc", "title", view.document_title),
        ("dc", "creator", view.author),
        ("dc", "language", view.language),
        ("cp", "lastModifiedBy", view.author),
        ("dcterms", "created", moment),
        ("dcterms", "modified", moment),
    ):
        made = etree.SubElement(root, f"{{{names[prefix]}}}{name}")
        made.text = xml_safe(value)
        if prefix == "dcterms":
            made.set(f"{{{names['xsi']}}}type", "dcterms:W3CDTF")
    return xml_part(root)


def _app_properties() -> bytes:
    namespace = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    root = etree.fromstring(f'<Properties xmlns="{namespace}"/>')
    etree.SubElement(root, f"{{{namespace}}}Application").text = "s55"
    return xml_part(root)


def custom_properties(carried: Mapping[str, bytes]) -> bytes:
    """Write the document's data as properties: Word and LibreOffice keep them on saving."""
    namespace = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
    types = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
    root = etree.Element(f"{{{namespace}}}Properties", nsmap={"op": namespace, "vt": types})
    for number, (name, data) in enumerate(carried.items(), start=2):
        made = etree.SubElement(root, f"{{{namespace}}}property")
        made.set("fmtid", "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}")
        made.set("pid", str(number))  # Word's own begin with 2
        made.set("name", name)
        etree.SubElement(made, f"{{{types}}}lpwstr").text = compact(data)
    return xml_part(root)
