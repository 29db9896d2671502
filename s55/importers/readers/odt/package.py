"""Open a user's OpenDocument text, zipped or as one XML file, within the limits of all imports."""

from __future__ import annotations

from lxml import etree

from s55.errors import S55Error
from s55.importers.readers import refusals
from s55.importers.readers.odt.elements import qualified
from s55.importers.readers.refusals import MAX_DEPTH, MAX_PART, MAX_UNPACKED
from s55.records import dataclass
from s55.word.package import Limits, ZippedParts, sound_xml

_KIND = "OpenDocument"
_MAX_PARTS = 5_000
_MANIFEST = "META-INF/manifest.xml"
_LOCK = qualified("manifest:encryption-data")
"""What the list of parts has for each part that is locked (OpenDocument 1.3 part 2, 4.4)."""


@dataclass(frozen=True, slots=True)
class _OpenDocumentRefusals:
    """The errors for a file by its name."""

    name: str

    def damaged(self, why: str) -> S55Error:
        return refusals.damaged(self.name, _KIND, why)

    def encrypted(self) -> S55Error:
        return refusals.encrypted(self.name, _KIND)

    def too_large(self, why: str) -> S55Error:
        return refusals.too_large(self.name, why)

    def foreign(self, why: str) -> S55Error:
        return refusals.unknown(self.name, why)


class OpenDocument:
    """The parts of an OpenDocument text.

    Args:
        data: the file.
        name: the file as the user named it, for messages.

    Attributes:
        content: the root of its part ``content.xml``; of the whole where it is one XML file
            (part 3, 3.1.2), which has the styles and the properties in it too.
        text: its element ``office:text``.
        styles: the root of its part ``styles.xml``; None where there is none.

    Raises:
        S55Error: I102 it is too large unpacked, I103 it is no text, I104 it is damaged, I105 it is
            locked with a password.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self._refusals = _OpenDocumentRefusals(name)
        self._parts = self._opened(data)
        if self._parts:
            content = self._tree("content.xml")
        else:
            content = self._shallow(sound_xml(data, "it", self._refusals, _KIND))
        if content is None:
            raise self._refusals.damaged("it has no part 'content.xml'")
        self.content = content
        text = content.find(f"{qualified('office:body')}/{qualified('office:text')}")
        if text is None:
            raise self._refusals.foreign("it is an OpenDocument file, but not a text (.odt)")
        self.text = text
        self.styles = self._tree("styles.xml") if self._parts else content

    def _opened(self, data: bytes) -> ZippedParts | None:
        """Open the zip file; None for one XML file."""
        if not data.startswith(b"PK"):
            return None
        limits = Limits(_MAX_PARTS, MAX_UNPACKED, MAX_PART)
        parts = ZippedParts(data, self._refusals, limits, _KIND)
        manifest = parts.tree(_MANIFEST)
        if manifest is not None and next(manifest.iter(_LOCK), None) is not None:
            raise self._refusals.encrypted()
        return parts

    @property
    def title(self) -> str:
        """The title in the file's own properties, or ''."""
        meta = self._tree("meta.xml") if self._parts else self.content
        path = f".//{qualified('office:meta')}/{qualified('dc:title')}"
        found = None if meta is None else meta.findtext(path)
        return " ".join((found or "").split())

    def object_text(self, address: str) -> etree._Element | None:
        """Return the root of the content of an embedded object; None where it has none."""
        folder = address.removeprefix("./").rstrip("/")
        return self._tree(f"{folder}/content.xml")

    def _tree(self, part: str) -> etree._Element | None:
        root = self._parts.tree(part) if self._parts else None
        return None if root is None else self._shallow(root)

    def _shallow(self, root: etree._Element) -> etree._Element:
        if _is_deep(root):
            raise self._refusals.too_large(f"its elements are nested more than {MAX_DEPTH} deep")
        return root


def _is_deep(root: etree._Element) -> bool:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            return True
    return False
