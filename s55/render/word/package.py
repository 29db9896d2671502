"""A Word file as a package: opened with care, written the same on every day."""

from __future__ import annotations

import posixpath
import zlib
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, BadZipFile, LargeZipFile, ZipFile, ZipInfo

from docx.opc.part import Part
from docx.package import Package
from lxml import etree

from s55.errors import ExitCode, S55Error
from s55.problems import error
from s55.render.html.data import compact
from s55.views.response.contents import DocumentView
from s55.word.xml import xml_safe

MAX_UNPACKED_BYTES = 100_000_000
MAX_RATIO = 200
"""Unpacked bytes for each packed one; Word's own files stay far below it."""
MAX_PARTS = 2_000

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip can name: it stands for no time."""
_PLAIN_FILE = 0o600 << 16
_RELATIONS = "application/vnd.openxmlformats-package.relationships+xml"
_CORE = "application/vnd.openxmlformats-package.core-properties+xml"
_APP = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
_PACKAGE_NS = "http://schemas.openxmlformats.org/package/2006"
_OFFICE_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CUSTOM = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_CUSTOM_PART = "docProps/custom.xml"
_CUSTOM_RELATION = f"{_OFFICE_RELATION}/custom-properties"
_CORE_RELATION = f"{_PACKAGE_NS}/relationships/metadata/core-properties"
_APP_RELATION = f"{_OFFICE_RELATION}/extended-properties"
_LEFT_OUT = frozenset(
    {
        _CORE_RELATION,
        _APP_RELATION,
        _CUSTOM_RELATION,
        f"{_PACKAGE_NS}/relationships/metadata/thumbnail",
        "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
        f"{_OFFICE_RELATION}/attachedTemplate",
        f"{_OFFICE_RELATION}/comments",
        "http://schemas.microsoft.com/office/2011/relationships/commentsExtended",
        "http://schemas.microsoft.com/office/2011/relationships/people",
        "http://schemas.microsoft.com/office/2016/09/relationships/commentsIds",
        "http://schemas.microsoft.com/office/2018/08/relationships/commentsExtensible",
    }
)
"""What a layout may carry of its maintainer and what no document needs: a preview, the path of
a template on somebody's disk, remarks."""
_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def damaged(why: str) -> S55Error:
    """The error for a Word layout that cannot be opened."""
    return S55Error(
        [
            error(
                "L201",
                f"the Word layout is damaged: {why}",
                "Open it in Word, save it as a Word document (.docx) and put it back, or take an "
                "earlier copy.",
            )
        ],
        ExitCode.SETTINGS,
    )


def read_parts(data: bytes) -> dict[str, bytes]:
    """Unpack a Word layout within limits.

    Raises:
        S55Error: L201 when it is no zip, lacks its document, holds XML that is broken or defines
            entities, or would unpack to far more than it is.
    """
    try:
        parts = _unpack(data)
    except (BadZipFile, LargeZipFile, NotImplementedError, RuntimeError) as failure:
        raise damaged("it is not a Word document (.docx)") from failure
    except (EOFError, OSError, UnicodeError, ValueError, zlib.error) as failure:
        raise damaged(f"it cannot be unpacked ({failure})") from failure
    if "[Content_Types].xml" not in parts:
        raise damaged("it is a zip file and no Word document")
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")):
            _check_xml(name, content)
    return parts


def _unpack(data: bytes) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    left = min(MAX_UNPACKED_BYTES, max(len(data), 10_000) * MAX_RATIO)
    with ZipFile(BytesIO(data)) as package:
        entries = package.infolist()
        if len(entries) > MAX_PARTS:
            raise damaged(f"it holds more than {MAX_PARTS} parts")
        for entry in entries:
            if entry.filename in parts:
                raise damaged(f"it holds '{entry.filename}' twice")
            with package.open(entry) as stream:
                content = stream.read(left + 1)
            left -= len(content)
            if left < 0:
                raise damaged("it would unpack to far more than a Word document holds")
            parts[entry.filename] = content
    return parts


def _check_xml(name: str, content: bytes) -> None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        tree = etree.fromstring(content, parser).getroottree()
    except (etree.XMLSyntaxError, ValueError) as failure:
        raise damaged(f"its part '{name}' is not sound XML ({failure})") from failure
    if tree.docinfo.internalDTD is not None:
        raise damaged(f"its part '{name}' has a document type, which Word never writes")


def write_package(
    package: Package,
    view: DocumentView,
    changed: Mapping[Part, etree._Element],
    carried: Mapping[str, bytes] | None = None,
) -> bytes:
    """The package as the bytes of a Word file.

    Args:
        package: the package.
        view: for title, author, language and date in its properties.
        changed: the XML of parts that differs from what the part itself would write.
        carried: JSON by the name of the file's property that keeps it.
    """
    files: dict[str, bytes] = {}
    types: dict[str, str] = {}
    parts = list(_reached(package))
    for part in parts:
        name = part.partname.membername
        tree = changed.get(part)
        files[name] = part.blob if tree is None else _HEAD + etree.tostring(tree, encoding="UTF-8")
        types[f"/{name}"] = part.content_type
        relations = [*_relations(part)]
        if relations:
            files[relations_name(name)] = relations_xml(relations)
    files["docProps/core.xml"], types["/docProps/core.xml"] = _core_properties(view), _CORE
    files["docProps/app.xml"], types["/docProps/app.xml"] = _app_properties(), _APP
    relations = [*_package_relations(package)]
    if carried:
        files[_CUSTOM_PART], types[f"/{_CUSTOM_PART}"] = _custom_properties(carried), _CUSTOM
        relations.append(("s55Data", _CUSTOM_RELATION, _CUSTOM_PART, False))
    files["_rels/.rels"] = relations_xml(relations)
    files["[Content_Types].xml"] = content_types(types)
    return zipped(files)


Relation = tuple[str, str, str, bool]
"""Id, type, target, and whether the target is outside the file."""


def _reached(package: Package) -> Iterator[Part]:
    """The parts of the package without those that are left out, each once."""
    seen: set[Part] = set()
    waiting = [
        rel.target_part
        for rel in package.rels.values()
        if not rel.is_external and rel.reltype not in _LEFT_OUT
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
            if not rel.is_external and rel.reltype not in _LEFT_OUT
        )


def _relations(part: Part) -> Iterator[Relation]:
    for rel in part.rels.values():
        if rel.reltype not in _LEFT_OUT:
            yield rel.rId, rel.reltype, rel.target_ref, rel.is_external


def _package_relations(package: Package) -> Iterator[Relation]:
    for rel in package.rels.values():
        if rel.reltype not in _LEFT_OUT:
            yield rel.rId, rel.reltype, rel.target_ref, rel.is_external
    yield "s55Core", _CORE_RELATION, "docProps/core.xml", False
    yield "s55App", _APP_RELATION, "docProps/app.xml", False


def relations_name(part: str) -> str:
    """The name of the part that holds a part's relations; '' stands for the package itself."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def relations_xml(relations: Iterable[Relation]) -> bytes:
    """The part that holds relations."""
    namespace = f"{_PACKAGE_NS}/relationships"
    root = etree.fromstring(f'<Relationships xmlns="{namespace}"/>')
    for number, kind, target, external in relations:
        made = etree.SubElement(root, f"{{{namespace}}}Relationship")
        made.set("Id", number)
        made.set("Type", kind)
        made.set("Target", target)
        if external:
            made.set("TargetMode", "External")
    return _HEAD + etree.tostring(root, encoding="UTF-8")


def content_types(types: Mapping[str, str]) -> bytes:
    """The part that says what each part is.

    Args:
        types: the content type of each part by its name, which begins with a slash.
    """
    namespace = f"{_PACKAGE_NS}/content-types"
    root = etree.fromstring(f'<Types xmlns="{namespace}"/>')
    for extension, kind in (("rels", _RELATIONS), ("xml", "application/xml")):
        made = etree.SubElement(root, f"{{{namespace}}}Default")
        made.set("Extension", extension)
        made.set("ContentType", kind)
    for name in sorted(types):
        made = etree.SubElement(root, f"{{{namespace}}}Override")
        made.set("PartName", name)
        made.set("ContentType", types[name])
    return _HEAD + etree.tostring(root, encoding="UTF-8")


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
    return _HEAD + etree.tostring(root, encoding="UTF-8")


def _app_properties() -> bytes:
    namespace = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    root = etree.fromstring(f'<Properties xmlns="{namespace}"/>')
    etree.SubElement(root, f"{{{namespace}}}Application").text = "s55"
    return _HEAD + etree.tostring(root, encoding="UTF-8")


def _custom_properties(carried: Mapping[str, bytes]) -> bytes:
    """The document's data as properties: Word and LibreOffice keep them when they save the file."""
    namespace = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
    types = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
    root = etree.Element(f"{{{namespace}}}Properties", nsmap={"op": namespace, "vt": types})
    for number, (name, data) in enumerate(carried.items(), start=2):
        made = etree.SubElement(root, f"{{{namespace}}}property")
        made.set("fmtid", "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}")
        made.set("pid", str(number))  # Word's own begin with 2
        made.set("name", name)
        etree.SubElement(made, f"{{{types}}}lpwstr").text = compact(data)
    return _HEAD + etree.tostring(root, encoding="UTF-8")


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The files as a zip: Word's own order, no times, no trace of the system."""
    first = ("[Content_Types].xml", "_rels/.rels")
    out = BytesIO()
    with ZipFile(out, "w") as package:
        for name in (*first, *sorted(files.keys() - set(first))):
            entry = ZipInfo(name, _FIRST_DAY)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0
            entry.external_attr = _PLAIN_FILE
            package.writestr(entry, files[name], compresslevel=6)
    return out.getvalue()
