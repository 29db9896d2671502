"""Read the identity and the original values that s55 embedded in a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import date
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ValidationError

from s55.json_texts import read_json
from s55.model.response import Response
from s55.records import dataclass
from s55.render.html.data import DATA_NAME, FORM_DATA_NAME
from s55.returns.items import SentItem, asked_in
from s55.returns.translations import SentTranslation, translations_in
from s55.word.package import WordPackage


class Kind(StrEnum):
    """What a returned file is."""

    INVITATION = "invitation"
    RESPONSE = "response"
    TRANSLATION = "translation"
    PROGRESS = "progress"


@dataclass(frozen=True, slots=True)
class Carried:
    """The data of a file.

    Attributes:
        kind: an invitation, a rendered response, a table for a translator or a form for progress.
        draft: the name of the draft it was made from; '' where it does not say.
        title: of the report.
        published: the day of the report, as in the draft.
        base: what each place held, by its path; '' for one that was empty.
        response: of a rendered response, the whole of it.
        prompts: what each place of an invitation shows as long as it is empty, by its path.
        items: the items that the file asks about, by their paths.
        translations: the texts whose translations it shows, by the paths of their entries.
        sheet: of a form for progress, the rows of the sheet that it stands for.
    """

    kind: Kind
    draft: str
    title: str
    published: str
    base: Mapping[str, str]
    response: Response | None = field(default=None, compare=False)
    prompts: Mapping[str, str] = field(default_factory=dict)
    items: Mapping[str, SentItem] = field(default_factory=dict)
    translations: Mapping[str, SentTranslation] = field(default_factory=dict)
    sheet: tuple[tuple[str, ...], ...] = ()


def carried_by(package: WordPackage) -> Carried | None:
    """Read the data that a Word file carries; None for a file without any."""
    properties = dict(package.properties())
    if FORM_DATA_NAME in properties:
        return carried_from_form(properties[FORM_DATA_NAME])
    return _response(properties[DATA_NAME]) if DATA_NAME in properties else None


def carried_from_form(text: str) -> Carried | None:
    """Read what an invitation carries from its property; None where s55 cannot read it."""
    data = _read(text)
    base = data.get("base") if isinstance(data, dict) else None
    if not isinstance(data, dict) or not isinstance(base, dict):
        return None
    texts = {str(path): value or "" for path, value in base.items()}
    if not all(isinstance(value, str) for value in texts.values()):
        return None
    name, title, published = (str(data.get(key) or "") for key in ("draft", "title", "published"))
    found = data.get("prompts")
    asked = (
        {str(path): str(words) for path, words in found.items()} if isinstance(found, dict) else {}
    )
    kinds = {one.value: one for one in (Kind.TRANSLATION, Kind.PROGRESS)}
    kind = kinds.get(str(data.get("kind")), Kind.INVITATION)
    items = dict(_items(data.get("items")))
    translations = dict(_translations(data.get("texts")))
    return Carried(
        kind,
        name,
        title,
        published,
        texts,
        prompts=asked,
        items=items,
        translations=translations,
        sheet=tuple(_sheet(data.get("sheet"))),
    )


def _sheet(data: object) -> Iterator[tuple[str, ...]]:
    for row in data if isinstance(data, list) else ():
        if isinstance(row, list):
            yield tuple(str(cell or "") for cell in row)


def _items(data: object) -> Iterator[tuple[str, SentItem]]:
    for path, item in data.items() if isinstance(data, dict) else ():
        if isinstance(item, dict):
            yield str(path), SentItem(str(item.get("number") or ""), str(item.get("text") or ""))


def _translations(data: object) -> Iterator[tuple[str, SentTranslation]]:
    for path, text in data.items() if isinstance(data, dict) else ():
        if isinstance(text, dict):
            entry = str(path).rpartition(".")[0]
            yield entry, SentTranslation(str(text.get("field") or ""), str(text.get("of") or ""))


def _response(text: str) -> Carried | None:
    try:
        response = Response.model_validate(_read(text))
    except ValidationError:
        return None
    return carried_as_now("", response)


def carried_as_now(name: str, response: Response) -> Carried:
    """Describe what a response carries that is rendered from the draft ``name`` ('' if unknown)."""
    inspection = response.inspection
    return Carried(
        Kind.RESPONSE,
        name,
        inspection.title,
        inspection.published.isoformat(),
        shown_base(response),
        response,
        items=asked_in(response),
        translations=translations_in(response),
    )


def shown_base(response: Response) -> dict[str, str]:
    """List every field that a response may show, as the draft holds it; '' for one it lacks.

    A list is one text with a line for each entry.
    """
    inspection = response.inspection
    return {
        **dict(shown_fields(response)),
        "inspection.publication_types": "\n".join(inspection.publication_types),
        "inspection.forces": "\n".join(inspection.forces),
        "inspection.link.text": inspection.link.text or "",
    }


def _read(text: str) -> Any:
    try:
        return read_json(text)
    except ValueError:
        return None


# --- fields ---------------------------------------------------------------------


def shown_fields(record: BaseModel, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield every field that holds words or a date: its path, and what it holds as text."""
    for name in type(record).model_fields:
        value = getattr(record, name)
        inner = f"{path}.{name}" if path else name
        match value:
            case BaseModel():
                yield from shown_fields(value, inner)
            case tuple():
                for index, part in enumerate(value):
                    if isinstance(part, BaseModel):
                        yield from shown_fields(part, f"{inner}[{index}]")
            case str():
                yield inner, str(value)
            case date():
                yield inner, value.isoformat()
            case _:
                continue
