"""The parts of a Word file, unpacked and parsed within limits."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from io import BytesIO
from typing import Any

from lxml import etree

from s55.importers.readers.refusals import (
    MAX_PART,
    MAX_UNPACKED,
    damaged,
    encrypted,
    too_large,
    unknown,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT_W = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MAX_PARTS = 5_000


class Package:
    """A Word file.

    Args:
        data: the file.
        name: the file as the user named it, for messages.

    Raises:
        S55Error: I102 it is too large unpacked, I103 it is another kind of zip file, I104 it is
            damaged, I105 it is locked with a password.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            infos = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as failure:
            raise damaged(name, "Word", "its list of contents is missing") from failure
        if any(info.flag_bits & 1 for info in infos):
            raise encrypted(name, "Word")
        unpacked = sum(info.file_size for info in infos)
        if len(infos) > _MAX_PARTS or unpacked > MAX_UNPACKED:
            raise too_large(name, f"unpacked, the Word file would have {unpacked / 1e6:.0f} MB")
        self.names = frozenset(info.filename for info in infos)
        self.main = self._main_part()

    def _main_part(self) -> str:
        for kind, target in self._relations("_rels/.rels", ""):
            if kind.endswith("/officeDocument"):
                if target in self.names and target.endswith(".xml") and "word" in target:
                    return target
                raise unknown(self._name, "this is an Office file, but no Word text")
        if "word/document.xml" in self.names:
            return "word/document.xml"
        raise unknown(self._name, "this is a zip file, but no Word file")

    def _relations(self, part: str, folder: str) -> list[tuple[str, str]]:
        tree = self.tree(part)
        if tree is None:
            return []
        return [
            (relation.get("Type", ""), posixpath.normpath(_joined(folder, relation)))
            for relation in tree.iter(_RELATIONS)
            if relation.get("TargetMode") != "External"
        ]

    def related(self, kind: str) -> list[str]:
        """The parts that the main part has of a kind, for example 'numbering' or 'header'."""
        folder, _, file = self.main.rpartition("/")
        found = self._relations(f"{folder}/_rels/{file}.rels", folder)
        return [target for told, target in found if told.endswith(f"/{kind}")]

    def addresses(self) -> dict[str, str]:
        """The external addresses of the main part's links by their ids."""
        folder, _, file = self.main.rpartition("/")
        tree = self.tree(f"{folder}/_rels/{file}.rels")
        if tree is None:
            return {}
        return {
            relation.get("Id", ""): relation.get("Target", "")
            for relation in tree.iter(_RELATIONS)
            if relation.get("TargetMode") == "External"
        }

    def bytes_of(self, part: str) -> bytes | None:
        """A part, or None where there is none."""
        if part not in self.names:
            return None
        try:
            with self._zip.open(part) as stream:
                data = stream.read(MAX_PART + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as why:
            raise damaged(self._name, "Word", f"{part} cannot be unpacked") from why
        except NotImplementedError as why:
            raise damaged(self._name, "Word", f"{part} is packed in an unknown way") from why
        if len(data) > MAX_PART:
            raise too_large(self._name, f"{part} in the Word file is too large")
        return data

    def tree(self, part: str) -> etree._Element | None:
        """The root element of a part, or None where there is none."""
        data = self.bytes_of(part)
        if data is None:
            return None
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        )
        # The strict form of the format differs from the usual one in its namespaces alone.
        data = data.replace(_STRICT_W.encode(), W.strip("{}").encode())
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as why:
            raise damaged(self._name, "Word", f"{part} is no well-formed XML") from why
        described: Any = root.getroottree().docinfo
        if described.doctype:
            raise damaged(self._name, "Word", f"{part} declares entities, which Word never does")
        return root


def _joined(folder: str, relation: etree._Element) -> str:
    target = relation.get("Target", "")
    return target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
