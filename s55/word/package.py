"""Read the parts of a Word file within limits, and write the same bytes on every day."""

from __future__ import annotations

import posixpath
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from typing import NamedTuple, Protocol
from zipfile import ZIP_DEFLATED, BadZipFile, LargeZipFile, ZipFile, ZipInfo

from lxml import etree

from s55.errors import S55Error
from s55.records import dataclass
from s55.word.kept import kept_in
from s55.word.xml import W, w

TYPES = "[Content_Types].xml"
XML_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
REDLINE_NAME = "s55-redline"
"""The property of a file that shows what changed between two versions."""
MAX_PROPERTY = 5_000_000
"""Characters of the text of one of the file's own properties."""

MAX_NODES = 2_500_000
"""Elements and attributes of a part; one of six bytes takes 300 in the memory. A table of 20,000
rows and 20 columns has two million, a report of 300 pages a tenth of that."""

_ENCODING = re.compile(rb"""(?:\xef\xbb\xbf)?<\?xml\s[^>]*?encoding\s*=\s*["']([^"']*)""")
_PLAIN_ENCODINGS = frozenset(
    {b"utf-8", b"utf8", b"utf-16", b"utf-16le", b"utf-16be", b"us-ascii", b"ascii", b"iso-8859-1"}
)
"""In which the signs of XML are bytes of their own, so that they can be counted. Word files and
spreadsheets are to use the UTF ones (ECMA-376 part 2, 8.1.4)."""

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_RELATION = f"{{{_PACKAGE}/relationships}}Relationship"
_RELATIONS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_STRICT_W = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_STORIES = frozenset({"header", "footer", "footnotes", "endnotes"})
"""The relations of the document to other parts with text."""
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file can hold, for no time."""
_PLAIN_FILE = 0o600 << 16
_LONGEST = 100
"""Characters of a name in a message."""


class Refusals(Protocol):
    """Makes the errors for a file that cannot be read, be it a layout or a file of a user."""

    def damaged(self, why: str) -> S55Error:
        """The file, or a part of it, cannot be unpacked or is not sound."""

    def encrypted(self) -> S55Error:
        """The file is locked with a password."""

    def too_large(self, why: str) -> S55Error:
        """A limit is passed."""

    def foreign(self, why: str) -> S55Error:
        """The file is a zip file of another kind."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may hold.

    Attributes:
        parts: the number of its parts.
        unpacked: bytes of all parts together.
        part: bytes of one part.
        ratio: unpacked bytes for each packed one; None for any number.
    """

    parts: int
    unpacked: int
    part: int
    ratio: int | None = None


class Relation(NamedTuple):
    """What a part refers to.

    Attributes:
        kind: the type of the relation.
        target: the name of a part of the file, or an address outside of it.
        external: whether it is outside.
    """

    kind: str
    target: str
    external: bool

    @property
    def name(self) -> str:
        """The last word of its type, for example ``header``."""
        return self.kind.rpartition("/")[2]


def _on_one_line(words: str) -> str:
    """Show a name that a file gives, which may be anything."""
    seen = "".join(one if one.isprintable() else "?" for one in words)
    return seen if len(seen) <= _LONGEST else f"{seen[:_LONGEST]}…"


def sound_xml(data: bytes, what: str, refusals: Refusals, kind: str) -> etree._Element:
    """Parse XML without its entities and return the root element; ``what`` is for messages.

    Raises:
        S55Error: where it is not sound XML, declares entities, is in an encoding that such files do
            not use, or has more elements than fit in the memory.
    """
    declared = _ENCODING.match(data)
    if declared is not None and declared.group(1).lower() not in _PLAIN_ENCODINGS:
        encoding = _on_one_line(declared.group(1).decode("ascii", "replace"))
        raise refusals.damaged(f"{what} is in the encoding {encoding}, which {kind} never uses")
    if _nodes_at_most(data) > MAX_NODES:
        much = f"{what} has more than {MAX_NODES:,} elements and attributes"
        raise refusals.too_large(f"the {kind} file is too large: {much}")
    try:
        root = etree.fromstring(data, _PARSER)
    except (etree.XMLSyntaxError, ValueError) as failure:
        # The parser quotes names of the file, line ends and all; a message is one line.
        why = " ".join(str(failure).split())
        raise refusals.damaged(f"{what} is not sound XML ({why})") from failure
    if root.getroottree().docinfo.internalDTD is not None:
        raise refusals.damaged(f"{what} declares a document type, which {kind} never does")
    return root


def _nodes_at_most(data: bytes) -> int:
    """Count the elements and attributes of XML by their signs; signs within words count too."""
    return data.count(b"<") - data.count(b"</") + data.count(b"=")


class ZippedParts:
    """Reads the parts of a file that is a zip file of them.

    Args:
        data: the file.
        refusals: makes the errors for a file that cannot be read.
        limits: what the file may hold.
        kind: what messages call it, for example 'Word'.

    Attributes:
        names: the names of its parts.

    Raises:
        S55Error: from ``refusals``.
    """

    def __init__(self, data: bytes, refusals: Refusals, limits: Limits, kind: str) -> None:
        self._refusals = refusals
        self._limits = limits
        self._kind = kind
        try:
            self._zip = ZipFile(BytesIO(data))
        except (BadZipFile, LargeZipFile, ValueError, OSError, NotImplementedError) as failure:
            raise refusals.damaged("it is not a zip file, or not a whole one") from failure
        infos = self._zip.infolist()
        if any(info.flag_bits & 1 for info in infos):
            raise refusals.encrypted()
        if len(infos) > limits.parts:
            raise refusals.too_large(f"the {kind} file holds more than {limits.parts} parts")
        # No part unpacks to more bytes than the list of contents says.
        unpacked = sum(info.file_size for info in infos)
        most = limits.unpacked
        if limits.ratio is not None:
            most = min(most, max(len(data), 10_000) * limits.ratio)
        if unpacked > most:
            megabytes = f"{unpacked / 1e6:.0f} MB"
            raise refusals.too_large(f"unpacked, the {kind} file would have {megabytes}")
        self.names = frozenset(info.filename for info in infos)

    def read(self) -> dict[str, bytes]:
        """Read every part, by name.

        Raises:
            S55Error: also for a name that the file holds twice.
        """
        parts: dict[str, bytes] = {}
        for name in self._zip.namelist():
            if name in parts:
                raise self._refusals.damaged(f"it holds '{_on_one_line(name)}' twice")
            parts[name] = self._bytes(name)
        return parts

    def bytes_of(self, part: str) -> bytes | None:
        """Read a part; None where there is none."""
        return self._bytes(part) if part in self.names else None

    def _bytes(self, part: str) -> bytes:
        try:
            with self._zip.open(part) as stream:
                data = stream.read(self._limits.part + 1)
        except (BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as failure:
            why = f"its part '{_on_one_line(part)}' cannot be unpacked"
            raise self._refusals.damaged(why) from failure
        if len(data) > self._limits.part:
            why = f"the part '{_on_one_line(part)}' of the {self._kind} file is too large"
            raise self._refusals.too_large(why)
        return data

    def tree(self, part: str) -> etree._Element | None:
        """Parse a part and return its root; None where there is none."""
        data = self.bytes_of(part)
        return None if data is None else self.parsed(part, data)

    def parsed(self, part: str, data: bytes) -> etree._Element:
        """Parse the bytes of a part and return the root element.

        Raises:
            S55Error: where it is not sound XML, or declares entities.
        """
        # The strict form of the format differs from the usual one in its namespaces alone.
        data = data.replace(_STRICT_W, W.encode())
        return sound_xml(data, f"its part '{_on_one_line(part)}'", self._refusals, self._kind)


class WordPackage(ZippedParts):
    """Reads the parts of a Word file.

    Args:
        data: the file.
        refusals: makes the errors for a file that cannot be read.
        limits: what the file may hold.

    Attributes:
        main: the name of the part with the document.

    Raises:
        S55Error: from ``refusals``, also where the file is not a Word document.
    """

    def __init__(self, data: bytes, refusals: Refusals, limits: Limits) -> None:
        super().__init__(data, refusals, limits, "Word")
        self._relations: dict[str, dict[str, Relation]] = {}
        self.main = self._main()

    def _main(self) -> str:
        for relation in self.relations("").values():
            if relation.name == "officeDocument" and not relation.external:
                target = relation.target
                if target in self.names and target.endswith(".xml") and "word" in target:
                    return target
                raise self._refusals.foreign("it is an Office file, but not a Word document")
        if "word/document.xml" in self.names:
            return "word/document.xml"
        raise self._refusals.foreign("it is a zip file, but not a Word document")

    @property
    def body(self) -> etree._Element | None:
        """The body of the document, or None where it has none."""
        root = self.tree(self.main)
        return None if root is None else root.find(w("body"))

    def relations(self, owner: str) -> dict[str, Relation]:
        """Read the relations of a part by their ids; '' is the package itself."""
        if owner not in self._relations:
            tree = self.tree(relations_name(owner))
            self._relations[owner] = {} if tree is None else relations_in(tree, owner)
        return self._relations[owner]

    def related(self, kind: str) -> list[str]:
        """List the document's parts of a kind, for example 'numbering' or 'header'."""
        found = self.relations(self.main).values()
        return [one.target for one in found if one.name == kind and not one.external]

    def first(self, kind: str) -> etree._Element | None:
        """Parse the document's first part of a kind; None where there is none."""
        parts = self.related(kind)
        return self.tree(parts[0]) if parts else None

    def addresses(self, part: str | None = None) -> dict[str, str]:
        """The external addresses of a part's links by their ids; of the document if not said."""
        found = self.relations(self.main if part is None else part).items()
        return {number: one.target for number, one in found if one.external}

    def properties(self) -> Iterator[tuple[str, str]]:
        """Yield the file's custom properties: name and text.

        Of the data that s55 keeps twice, the copy in the custom XML is taken where it is whole.
        """
        tree = self.tree("docProps/custom.xml")
        found: dict[str, str] = {}
        for one in tree if tree is not None else ():
            if one.get("name"):
                found[one.get("name", "")] = "".join(map(str, one.itertext()))
        for part in self.related("customXml"):
            root = self.tree(part)
            found |= dict(kept_in(root)) if root is not None else {}
        return ((name, text) for name, text in found.items() if len(text) <= MAX_PROPERTY)


# --- relations and types ------------------------------------------------------------


def relations_name(part: str) -> str:
    """Name the part that holds a part's relations; '' is the package itself."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def relations_in(root: etree._Element, owner: str) -> dict[str, Relation]:
    """Read the relations of the part ``owner`` from the root of the part that holds them."""
    folder = posixpath.dirname(owner)
    found = {}
    for one in root.iter(_RELATION):
        target, external = one.get("Target") or "", one.get("TargetMode") == "External"
        if not external:
            full = target if target.startswith("/") else f"/{folder}/{target}"
            target = posixpath.normpath(full).lstrip("/")
        found[one.get("Id") or ""] = Relation(one.get("Type") or "", target, external)
    return found


def relations_of(parts: Mapping[str, bytes], owner: str) -> dict[str, Relation]:
    """Read the relations of a part from unpacked parts; '' is the package itself."""
    data = parts.get(relations_name(owner))
    return {} if data is None else relations_in(etree.fromstring(data, _PARSER), owner)


def stories_of(parts: Mapping[str, bytes]) -> list[str]:
    """Name the parts with text, the body first, then headers, footers and notes.

    Word calls the body ``word/document.xml``, some programs otherwise; relations say what it is.

    Args:
        parts: the unpacked parts, as a :class:`WordPackage` has read them.
    """
    bodies = [
        one.target
        for one in relations_of(parts, "").values()
        if one.name == "officeDocument" and not one.external and one.target in parts
    ]
    main = bodies[0] if bodies else "word/document.xml"
    others = {
        one.target
        for one in relations_of(parts, main).values()
        if one.name in _STORIES and not one.external
    }
    return [main, *sorted(others & parts.keys())]


def types_in(root: etree._Element, parts: Iterable[str]) -> dict[str, str]:
    """Look up the content type of each part; ``root`` is that of :data:`TYPES`."""
    defaults: dict[str, str] = {}
    overrides: dict[str, str] = {}
    for one in root:
        kind = one.get("ContentType") or ""
        if one.get("Extension"):
            defaults[one.get("Extension", "").lower()] = kind
        elif one.get("PartName"):
            overrides[one.get("PartName", "").lstrip("/")] = kind
    found = {}
    for name in parts:
        extension = posixpath.splitext(name)[1][1:].lower()
        found[name] = overrides.get(name) or defaults.get(extension, "application/octet-stream")
    return found


# --- writing ------------------------------------------------------------------------


def xml_part(root: etree._Element) -> bytes:
    """Serialise an element as a part."""
    return XML_HEAD + etree.tostring(root, encoding="UTF-8")


def relations_part(relations: Mapping[str, Relation]) -> bytes:
    """Make the part that holds relations; targets are written as given."""
    root = etree.fromstring(f'<Relationships xmlns="{_PACKAGE}/relationships"/>')
    for number, relation in relations.items():
        said = {"Id": number, "Type": relation.kind, "Target": relation.target}
        if relation.external:
            said["TargetMode"] = "External"
        etree.SubElement(root, _RELATION, said)
    return xml_part(root)


def types_part(types: Mapping[str, str]) -> bytes:
    """Make the part that lists the content types.

    Args:
        types: the content type of each part by its name.
    """
    namespace = f"{_PACKAGE}/content-types"
    root = etree.fromstring(f'<Types xmlns="{namespace}"/>')
    for extension, kind in (("rels", _RELATIONS_TYPE), ("xml", "application/xml")):
        said = {"Extension": extension, "ContentType": kind}
        etree.SubElement(root, f"{{{namespace}}}Default", said)
    for name in sorted(types):
        said = {"PartName": f"/{name}", "ContentType": types[name]}
        etree.SubElement(root, f"{{{namespace}}}Override", said)
    return xml_part(root)


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Zip files in Word's own order, without times or traces of the system."""
    first = (TYPES, "_rels/.rels")
    out = BytesIO()
    with ZipFile(out, "w") as package:
        for name in (*first, *sorted(files.keys() - set(first))):
            entry = ZipInfo(name, _FIRST_DAY)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0
            entry.external_attr = _PLAIN_FILE
            package.writestr(entry, files[name], compresslevel=6)
    return out.getvalue()
