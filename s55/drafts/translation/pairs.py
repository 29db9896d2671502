"""Find which texts of a draft are translated, which are not, and which changed since.

A translation belongs to the words that were translated: their mark is kept beside it. So it follows
its text to another place, counts for every place that says the same, and is known to be out of date
as soon as the original says something else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import field
from enum import StrEnum
from functools import cached_property
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from s55.model.base import MarkdownText, OfficeOnly, is_marked
from s55.model.distribution import WEBSITE, Dispatch
from s55.model.inspection import Inspection, Judgments, Link
from s55.model.languages.translation import TranslatedText
from s55.model.response import ChiefOfficer, Item, Response, SignOff
from s55.office.items import references_of
from s55.records import dataclass
from s55.sources.texts import is_markdown

_MARK_LENGTH = 16
"""Of 64 hexadecimal digits; two texts of one draft will not share that many."""
_AS_KEY = str.maketrans(".[", "  ", "]")
_IN_NO_LANGUAGE: Mapping[type[BaseModel], frozenset[str]] = {
    Response: frozenset({"format", "template", "distribution", "translation"}),
    Inspection: frozenset({"isbn"}),
    Link: frozenset({"address"}),
    Item: frozenset({"number", "office_number", "history", "reason_not_applicable", "action"}),
    ChiefOfficer: frozenset({"invited", "name"}),
    SignOff: frozenset({"name", "text"}),
    Dispatch: frozenset({"date", "how", "reference", "by", "replaced_by"}),
}
"""The fields that no document words, or that are the same in every language, by their model."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """A text of a draft that is said in each language.

    Attributes:
        field: its name in the section of translations: 'key_findings', 'R2.text'.
        path: its path in the draft.
        text: what it says.
        is_markdown: whether it is Markdown; else it is one line.
    """

    field: str
    path: str
    text: str
    is_markdown: bool

    @property
    def mark(self) -> str:
        """What tells these words from others; line breaks make no difference."""
        return mark_of(self.text)


def mark_of(text: str) -> str:
    """Take the mark of a text, by which a later change is noticed."""
    words = " ".join(text.split())
    return hashlib.sha256(words.encode()).hexdigest()[:_MARK_LENGTH]


def source_texts(response: Response) -> Iterator[SourceText]:
    """Yield each text that is printed and can be translated, in the order of the draft.

    What is for the office alone is not among them, nor are items that do not apply to the force.
    """
    names = references_of(response)
    applying = {path for path, _ in response.applying_items()}
    left_out = tuple(f"{path}." for path in names if path not in applying)
    for path, text, is_text in _of_record(response, ""):
        if text.strip() and not path.startswith(left_out):
            owner = max((one for one in names if path.startswith(f"{one}.")), key=len, default="")
            name = f"{names[owner]}{path.removeprefix(owner)}" if owner else path
            yield SourceText(name, path, text, is_text)
    for index, (_, entry) in enumerate(response.events_at(WEBSITE)):
        for path, text, _ in _of_record(entry, f"distribution.{WEBSITE}[{index}]"):
            yield SourceText(path, path, text, is_markdown=False)


def _of_record(record: BaseModel, path: str) -> Iterator[tuple[str, str, bool]]:
    if isinstance(record, Judgments) and not record.shown:
        return
    skipped = {
        name
        for model, names in _IN_NO_LANGUAGE.items()
        if isinstance(record, model)
        for name in names
    }
    for name, about in type(record).model_fields.items():
        if name in skipped or is_marked(about, OfficeOnly):
            continue
        inner = f"{path}.{name}".removeprefix(".")
        value = getattr(record, name)
        for at, one in enumerate(value) if isinstance(value, tuple) else [(None, value)]:
            here = inner if at is None else f"{inner}[{at}]"
            if isinstance(one, BaseModel):
                yield from _of_record(one, here)
            elif type(one) is str:  # a choice, such as a grade, is worded by the template set
                yield here, one, _is_text(about)


def _is_text(about: FieldInfo) -> bool:
    annotation: object = about.annotation
    return is_marked(about, MarkdownText) or is_markdown(annotation)


# --- what is translated -------------------------------------------------------------


class TextStanding(StrEnum):
    """How a text and its translation agree."""

    CURRENT = "current"
    UNMARKED = "unmarked"
    CHANGED = "changed"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class TextPair:
    """A text and its translation.

    Attributes:
        source: the text.
        standing: how the two agree.
        index: the number of its entry in the section of translations, from 0; None without one.
        entry: the entry.
    """

    source: SourceText
    standing: TextStanding
    index: int | None = None
    entry: TranslatedText | None = None

    @property
    def path(self) -> str:
        """The path of the translation in the draft; '' where it has no entry."""
        key = "text" if self.source.is_markdown else "words"
        if self.entry is not None and self.entry.said:
            key = "text" if (self.entry.text or "").strip() else "words"
        return "" if self.index is None else f"translation.texts[{self.index}].{key}"

    @property
    def said(self) -> str | None:
        """What is printed in the other language; None where the original is."""
        if self.standing is TextStanding.MISSING or self.entry is None or self.entry.stays:
            return None
        said = self.entry.text if self.entry.text and self.entry.text.strip() else self.entry.words
        return said if self.source.is_markdown or said is None else " ".join(said.split())


@dataclass(frozen=True)
class Pairs:
    """The texts of a response with their translations.

    Attributes:
        response: the response.
        texts: the section's entries.
    """

    response: Response
    texts: tuple[TranslatedText, ...] = field(default=())

    @classmethod
    def of(cls, response: Response) -> Pairs:
        """Pair the texts of a response with its section of translations."""
        return cls(response, response.translation.texts if response.translation else ())

    @cached_property
    def sources(self) -> tuple[SourceText, ...]:
        """Every text that can be translated."""
        return tuple(source_texts(self.response))

    @cached_property
    def pairs(self) -> tuple[TextPair, ...]:
        """Every text with its translation, in the order of the draft."""
        marks = {source.mark for source in self.sources}
        by_field = {entry.field: index for index, entry in reversed([*enumerate(self.texts)])}
        by_mark = {
            entry.of: index
            for index, entry in reversed([*enumerate(self.texts)])
            if entry.of and entry.is_written
        }
        return tuple(self._pair(one, by_field, by_mark, marks) for one in self.sources)

    def _pair(
        self,
        source: SourceText,
        by_field: Mapping[str, int],
        by_mark: Mapping[str, int],
        marks: set[str],
    ) -> TextPair:
        own = by_field.get(source.field)
        entry = None if own is None else self.texts[own]
        if entry is not None and entry.is_written and entry.of in (None, source.mark):
            standing = TextStanding.CURRENT if entry.of else TextStanding.UNMARKED
            return TextPair(source, standing, own, entry)
        if (same := by_mark.get(source.mark)) is not None:
            return TextPair(source, TextStanding.CURRENT, same, self.texts[same])
        if entry is None or not entry.is_written or entry.of in marks:
            # With the mark of another text, it went there with its item.
            at = own if entry is not None and not entry.is_written else None
            return TextPair(source, TextStanding.MISSING, at, None if at is None else entry)
        return TextPair(source, TextStanding.CHANGED, own, entry)

    def with_standing(self, *standings: TextStanding) -> list[TextPair]:
        """List the texts that are so."""
        return [one for one in self.pairs if one.standing in standings]

    @property
    def unused(self) -> list[int]:
        """The numbers of the entries whose translation is of no text of the draft any more."""
        used = {one.index for one in self.pairs}
        fields = {one.field for one in self.sources}
        return [
            index
            for index, entry in enumerate(self.texts)
            if index not in used and (entry.is_written or entry.field not in fields)
        ]


def printed_texts(response: Response) -> dict[str, str]:
    """Select what documents print of the section of translations, by the texts' names.

    That is what a sign-off covers: neither the marks nor places that are still empty. A text that
    stays as it is says ''. The names are without dots and brackets, as keys of one level.
    """
    if response.translation is None:
        return {}
    pairs = Pairs.of(response).pairs
    return {
        one.source.field.translate(_AS_KEY): one.said or ""
        for one in pairs
        if one.standing is not TextStanding.MISSING
    }


def as_public(response: Response) -> Response:
    """Empty the entries of the section of translations that no document prints.

    They keep their places, by which a file that comes back knows them.
    """
    if response.translation is None:
        return response
    used = {one.index for one in Pairs.of(response).pairs}
    texts = tuple(
        entry if index in used else TranslatedText(field=entry.field)
        for index, entry in enumerate(response.translation.texts)
    )
    translation = response.translation.model_copy(update={"texts": texts})
    return response.model_copy(update={"translation": translation})


def with_texts(response: Response, said: Mapping[str, str]) -> Response:
    """Put other words into the places of some texts, by their paths."""
    made: Response = _with(response, "", said)
    return made


def _with(value: Any, path: str, said: Mapping[str, str]) -> Any:
    match value:
        case BaseModel():
            changed = {
                name: new
                for name in type(value).model_fields
                if (new := _with(old := getattr(value, name), f"{path}.{name}", said)) is not old
            }
            return value.model_copy(update=changed) if changed else value
        case tuple():
            parts = tuple(_with(one, f"{path}[{at}]", said) for at, one in enumerate(value))
            same = all(new is old for new, old in zip(parts, value, strict=True))
            return value if same else parts
        case dict():
            return {key: _with(one, f"{path}.{key}", said) for key, one in value.items()}
        case _:
            return said.get(path.removeprefix("."), value)
