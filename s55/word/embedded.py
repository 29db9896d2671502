"""Read the words of what a Word file holds within it: charts, diagrams, sheets, documents."""

from __future__ import annotations

import posixpath
import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, LargeZipFile, ZipFile

from lxml import etree

from s55.records import dataclass
from s55.word.elements import is_element, qualified
from s55.word.package import WordPackage

_CHARACTERS = frozenset(map(qualified, ("a:t", "c:v", "cx:pt", "cx:v", "w:t")))
_SPACES = re.compile(r"\s+")
_MOST = 20_000
"""Characters that are read of one part."""
_MOST_BYTES = 20_000_000
_TEXT_PARTS = re.compile(
    r"word/(?:document|footnotes|endnotes)\.xml|xl/sharedStrings\.xml|xl/worksheets/\w+\.xml|"
    r"ppt/slides/\w+\.xml|content\.xml"
)
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
_TEXT_ENDINGS = {".txt": "text", ".htm": "page", ".html": "page", ".xhtml": "page", ".mht": ""}
_TAGS = re.compile(r"(?s)<(script|style)\b.*?</\1>|<[^>]*>")


@dataclass(frozen=True, slots=True)
class EmbeddedParts:
    """Reads what a part of a Word file refers to by the ids of its relations.

    Attributes:
        package: the file.
        owner: the part that refers.
    """

    package: WordPackage
    owner: str

    def name(self, relation: str) -> str:
        """Name what is referred to: the file's name, or the address of one outside."""
        found = self.package.relations(self.owner).get(relation)
        if found is None:
            return ""
        return found.target if found.external else posixpath.basename(found.target)

    def words(self, relation: str) -> str:
        """Read the words of what is referred to, on one line; '' where there are none."""
        found = self.package.relations(self.owner).get(relation)
        if found is None or found.external:
            return ""
        ending = posixpath.splitext(found.target)[1].lower()
        if ending == ".xml":
            tree = self.package.tree(found.target)
            return "" if tree is None else _joined(_characters(tree))
        data = self.package.bytes_of(found.target) or b""
        if ending in _TEXT_ENDINGS:
            return _joined([_TAGS.sub(" ", data.decode("utf-8", "replace"))])
        return _joined(_of_package(data)) if data[:2] == b"PK" else ""


def _of_package(data: bytes) -> Iterator[str]:
    """Yield the words of an Office file within the Word file; a damaged one has none."""
    try:
        with ZipFile(BytesIO(data)) as package:
            for info in package.infolist():
                if _TEXT_PARTS.fullmatch(info.filename) and info.file_size < _MOST_BYTES:
                    tree = etree.fromstring(package.read(info), _PARSER)
                    yield from _characters(tree)
    except (BadZipFile, LargeZipFile, zlib.error, ValueError, OSError, RuntimeError):
        return
    except (NotImplementedError, etree.XMLSyntaxError):
        return


def _characters(tree: etree._Element) -> Iterator[str]:
    """Yield what the elements with characters hold; in sheets, numbers and words written there."""
    for node in tree.iter():
        if not is_element(node) or not node.text:
            continue
        local = node.tag.rpartition("}")[2]
        is_text = node.tag in _CHARACTERS or local in ("t", "p", "h", "span")
        holder = node.getparent()
        is_number = (
            local == "v" and holder is not None and holder.tag.endswith("}c")
        ) and holder.get("t") not in ("s", "str")
        if is_text or is_number:
            yield node.text


def _joined(found: Iterator[str] | list[str]) -> str:
    """Join words, each said once where it follows itself, up to a limit."""
    parts: list[str] = []
    length = 0
    for one in found:
        said = _SPACES.sub(" ", one).strip()
        if said and said not in parts[-1:]:
            parts.append(said)
            length += len(said)
        if length > _MOST:
            break
    return " ".join(parts)
