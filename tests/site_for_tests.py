"""What the tests of the publication pages share: drafts full of marks, readers, and a crawler."""

from __future__ import annotations

import enum
import io
import json
import types
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin
from urllib.parse import quote, unquote, urldefrag, urljoin

import pypdf
from lxml import etree, html
from pydantic import BaseModel

from s55.model.base import OfficeOnly
from s55.model.distribution import STANDARD_RECIPIENTS
from s55.model.languages.translation import TranslatedText
from s55.model.progress import ItemStatus
from s55.model.response import Response

BASE = "https://www.example.org/section-55/"
"""Where the pages of the tests will lie, as the settings say."""

DAY = "2024-05-20"
"""The one day of a draft full of marks; its report and its response are of this day."""


# --- drafts full of marks ----------------------------------------------------


@dataclass
class Marked:
    """A draft with a mark of its own in every text of the model.

    Attributes:
        data: the draft.
        public: the marks of what everybody may read, by the path of the field.
        office: the marks of what the office alone may read.
    """

    prefix: str
    data: dict[str, Any] = field(default_factory=dict)
    public: dict[str, str] = field(default_factory=dict)
    office: dict[str, str] = field(default_factory=dict)

    def mark(self, path: str, *, office: bool) -> str:
        """A new mark: one word that no program breaks or joins."""
        mark = f"{self.prefix}{len(self.public) + len(self.office):03d}Z"
        (self.office if office else self.public)[path] = mark
        return mark

    def text(self) -> str:
        """The draft as a file: JSON is YAML too."""
        return f"# {self.prefix}COMMENT\n{json.dumps(self.data, indent=1)}\n"


_OF_ITS_OWN = {"language": "cy", "of": "0123456789abcdef", "field": "key_findings"}
"""Fields that hold no words."""


def marked(prefix: str, *, without: tuple[str, ...] = ()) -> Marked:
    """A draft in which every field of the model is filled, but those in ``without``."""
    made = Marked(prefix)
    made.data = _record(Response, "", made, without)
    made.data["template"] = "opccn-2023"
    made.public.pop("template", None)
    return made


def _record(
    model: type[BaseModel], path: str, made: Marked, without: tuple[str, ...]
) -> dict[str, Any]:
    record = {}
    for name, info in model.model_fields.items():
        place = f"{path}.{name}" if path else name
        # A section says that it is empty, or has entries. What applies has no reason why not. The
        # first event of a recipient is known without its name.
        if place in without or name in {"none", "reason_not_applicable", "event"}:
            continue
        if model is TranslatedText and name in {"words", "stays"}:
            continue  # a text has one of the three
        if name in _OF_ITS_OWN:  # a translation: its language, and the mark of what was translated
            record[name] = _OF_ITS_OWN[name]
            continue
        office = any(isinstance(mark, OfficeOnly) for mark in info.metadata)
        # How something was sent is published only if the settings ask for it.
        office = office or name in {"how", "reference", "your_references"}
        record[name] = _value(info.annotation, place, made, without, office=office)
    return record


def _value(kind: Any, place: str, made: Marked, without: tuple[str, ...], *, office: bool) -> Any:
    while get_origin(kind) in {Annotated, Union, types.UnionType}:
        kind = get_args(kind)[0]
    inner = get_args(kind)
    if get_origin(kind) is tuple:
        return [_value(inner[0], f"{place}[0]", made, without, office=office)]
    if get_origin(kind) is dict:
        keys = [key for key in STANDARD_RECIPIENTS if f"{place}.{key}" not in without]
        return {
            key: _value(inner[1], f"{place}.{key}", made, without, office=office) for key in keys
        }
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return _record(kind, place, made, without)
    if kind is str:
        mark = made.mark(place, office=office)
        return f"https://example.org/{mark}" if place.endswith("link.address") else mark
    return _without_words(kind)


def _without_words(kind: Any) -> Any:
    """A value of a kind that holds no text of its own."""
    if kind is date:
        return DAY
    if get_origin(kind) is Literal:
        return get_args(kind)[0]
    if kind is ItemStatus:
        return ItemStatus.IN_PROGRESS.value  # what is open stands in the register
    if issubclass(kind, enum.Enum):
        return next(iter(kind)).value
    assert kind is bool
    return True


# --- reading everything that a file holds --------------------------------------


def everything_in(folder: Path) -> Iterator[tuple[str, str]]:
    """The path of each file, and all text that can be got out of it in any way, piece by piece."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file():
            for text in _texts(path.read_bytes()):
                yield name, f"{name}\n{text}"


def _texts(data: bytes) -> Iterator[str]:
    yield data.decode("utf-8", errors="replace")
    if data.startswith(b"%PDF"):
        yield from _texts_of_pdf(data)
    elif zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for part in package.namelist():
                yield part
                yield from _texts(package.read(part))


def _texts_of_pdf(data: bytes) -> Iterator[str]:
    reader = pypdf.PdfReader(io.BytesIO(data))
    yield "\n".join(page.extract_text() for page in reader.pages)
    yield str(dict(reader.metadata or {}))
    for contents in reader.attachments.values():
        for content in contents:
            yield content.decode("utf-8", errors="replace")
    for number in range(1, int(str(reader.trailer["/Size"]))):
        found = reader.get_object(pypdf.generic.IndirectObject(number, 0, reader))
        yield repr(found)
        if isinstance(found, pypdf.generic.StreamObject):
            yield found.get_data().decode("latin-1")


# --- the crawler ----------------------------------------------------------------


@dataclass
class Crawled:
    """What a walk through the pages found.

    Attributes:
        broken: each link that leads nowhere, with the page it stands on.
        loaded_from_elsewhere: what a page would fetch from another place.
        reached: the files that were found by following links.
    """

    broken: list[str] = field(default_factory=list)
    loaded_from_elsewhere: list[str] = field(default_factory=list)
    reached: set[str] = field(default_factory=set)


def crawl(folder: Path) -> Crawled:
    """Follow every link from the list of responses, from the feed and from the site map."""
    found = Crawled()
    waiting = ["index.html", "sitemap.xml"]
    while waiting:
        name = waiting.pop()
        if name in found.reached:
            continue
        found.reached.add(name)
        for link, loads in _links(folder / name):
            target, anchor = urldefrag(urljoin(f"{BASE}{quote(name)}", link))
            if not target.startswith(BASE):
                if loads:
                    found.loaded_from_elsewhere.append(f"{name}: {link}")
                continue
            inside = unquote(target.removeprefix(BASE))
            if not (folder / inside).is_file():
                found.broken.append(f"{name}: {link}")
                continue
            if anchor and anchor not in ids_of(folder / inside):
                found.broken.append(f"{name}: {link}")
            waiting.append(inside)
    return found


def document(path: Path) -> html.HtmlElement:
    """A page, parsed."""
    return html.document_fromstring(path.read_text(encoding="utf-8"))


def ids_of(path: Path) -> list[str]:
    """The ids of a page."""
    return [str(value) for value in document(path).xpath("//@id")]


def _links(path: Path) -> Iterator[tuple[str, bool]]:
    """The links of a file, and whether a program that shows the file follows them unasked."""
    if path.suffix == ".html":
        for element in document(path).iter(etree.Element):
            for attribute in ("href", "src", "action", "poster", "srcset", "data"):
                link = element.get(attribute)
                if link is not None and not link.startswith("data:"):
                    relation = element.get("rel", "")
                    asked = element.tag == "a" or relation in {"canonical", "alternate"}
                    yield link, not asked
    elif path.suffix == ".xml":
        for element in etree.parse(path).iter(etree.Element):
            if etree.QName(element).localname in {"loc", "id", "uri"}:
                yield str(element.text), False
            if etree.QName(element).localname == "link":
                yield str(element.get("href")), False
