"""Find which texts of a draft are translated, which are not, and which changed since.

A translation belongs to the words that were translated: their mark is kept beside it. So it follows
its text to another place, counts for every place that says the same, and is known to be out of date
as soon as the original says something else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
from enum import StrEnum
from functools import cached_property
from typing import Any, Protocol

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from s55.drafts.load import response_of
from s55.errors import S55Error
from s55.model.base import MarkdownText, OfficeOnly, is_marked
from s55.model.distribution import WEBSITE, Dispatch
from s55.model.inspection import Inspection, Judgments, Link
from s55.model.languages.naming import english_name
from s55.model.languages.translation import TranslatedText
from s55.model.response import ChiefOfficer, Item, Response, SignOff
from s55.office.items import references_of
from s55.problems import Problem, error, errors_of, warning
from s55.records import dataclass
from s55.richtext.checks import problems_of
from s55.sources.editing import YamlEdit
from s55.sources.seen import digest_of
from s55.sources.texts import is_markdown
from s55.sources.writing import Value

_MARK_LENGTH = 16
"""Of 64 hexadecimal digits; two texts of one draft will not share that many."""
_MOST_NAMED = 12
"""How many texts a message names."""
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


# --- problems ----------------------------------------------------------------------


class _Reports(Protocol):
    """Makes an error, or a warning."""

    def __call__(self, code: str, message: str, hint: str = ..., *, path: str = ...) -> Problem:
        """Make it."""


def translation_problems(
    response: Response, name: str, wanted: str | None, *, final: bool
) -> list[Problem]:
    """Find what is not translated, and what changed since it was (D190 to D195).

    Args:
        response: the response.
        name: the name of the draft, for the command that a message suggests.
        wanted: the language that the settings ask for, or None.
        final: whether what is missing is an error.
    """
    told = error if final else warning
    if response.translation is None:
        if wanted is None:
            return []
        language = english_name(wanted)
        message = f"the response is published in {language} too, and nothing of it is translated"
        return [told("D190", message, f"Begin with: s55 translate {name}.")]
    found = Pairs.of(response)
    language = english_name(response.translation.language)
    problems = [*_not_translated(found, name, language, told)]
    for one in found.with_standing(TextStanding.CHANGED):
        message = f"'{one.source.field}' was changed after it was translated into {language}"
        hint = "Change the translation too, delete its line 'of', and run: s55 translate"
        problems.append(told("D191", message, f"{hint} {name}.", path=one.path))
    problems += _about_entries(found, name)
    return problems


def _not_translated(found: Pairs, name: str, language: str, told: _Reports) -> Iterator[Problem]:
    missing = found.with_standing(TextStanding.MISSING)
    fields = list(_by_words(missing).values())
    if fields:
        more = len(fields) - _MOST_NAMED
        listed = ", ".join(fields[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
        noun = "text is" if len(fields) == 1 else "texts are"
        yield told(
            "D190",
            f"{len(fields)} {noun} not translated into {language}: {listed}",
            f"s55 translate {name} adds a place for each, s55 translate {name} --docx a table for "
            "the translator.",
            path="translation",
        )


def _by_words(pairs: Iterable[TextPair]) -> dict[str, str]:
    """Name texts by their marks, those of the same words by the first of them."""
    names: dict[str, str] = {}
    for one in pairs:
        names.setdefault(one.source.mark, one.source.field)
    return names


def _about_entries(found: Pairs, name: str) -> Iterator[Problem]:
    for one in found.with_standing(TextStanding.UNMARKED):
        yield warning(
            "D192",
            f"s55 could not tell whether the translation of '{one.source.field}' is of the text as "
            "it is now",
            f"If it is, have it marked so: s55 translate {name}.",
            path=one.path,
        )
    for index in found.unused:
        yield warning(
            "D193",
            f"the draft has no text any more for the translation of '{found.texts[index].field}'",
            "Delete it, or correct its 'field'.",
            path=f"translation.texts[{index}].field",
        )
    seen: set[str] = set()
    for index, entry in enumerate(found.texts):
        if entry.field in seen:
            yield error(
                "D194",
                f"'{entry.field}' is translated more than once",
                "Keep one of them.",
                path=f"translation.texts[{index}].field",
            )
        seen.add(entry.field)
        if entry.stays and entry.said:
            path = f"translation.texts[{index}].stays"
            yield replace(_translated_and_stays(entry.field), path=path)


def _translated_and_stays(name: str) -> Problem:
    return error(
        "D195",
        f"'{name}' is translated, and is said to stay as it is",
        "Delete the translation, or the line 'stays'.",
        path="stays",
    )


# --- the section in the draft --------------------------------------------------------


def with_places(text: str, language: str, known: Mapping[str, str]) -> str:
    """Add a place for each text that has no translation yet, and the marks that are missing.

    An entry whose text has come to another place is named for that.

    Args:
        text: the text of the draft, a byte order mark included.
        language: the second language (BCP 47), where the draft does not say it yet.
        known: what is known already to be said for a line, by its words.

    Raises:
        S55Error: D117 the section cannot be edited, and the problems of a draft that cannot be
            understood.
    """
    edit = YamlEdit(text, Response)
    moved = _moved(Pairs.of(response_of(text)))
    edit.set_all((f"translation.texts[{index}].field", name) for index, name in moved)
    response = response_of(edit.text)
    found = Pairs.of(response)
    marks = {
        f"translation.texts[{one.index}].of": one.source.mark
        for one in found.with_standing(TextStanding.UNMARKED, TextStanding.MISSING)
        if one.entry is not None and one.entry.of != one.source.mark
    }
    edit.set_all(marks.items())
    entries = list(_new_entries(found, known))
    if response.translation is None:
        return edit.set("translation", {"language": language, "texts": entries}).text
    return edit.append_all(("translation.texts", entry) for entry in entries).text


def _moved(found: Pairs) -> Iterator[tuple[int, str]]:
    """Yield the entries that are used, and not for the text that they name."""
    names: dict[int, list[str]] = {}
    for one in found.pairs:
        if one.index is not None:
            names.setdefault(one.index, []).append(one.source.field)
    for index, fields in names.items():
        if found.texts[index].field not in fields:
            yield index, fields[0]


def _new_entries(found: Pairs, known: Mapping[str, str]) -> Iterator[dict[str, Value]]:
    seen = {entry.of for entry in found.texts if not entry.is_written}
    taken = {entry.field for entry in found.texts}
    for one in found.with_standing(TextStanding.MISSING):
        source = one.source
        if one.index is not None or source.mark in seen or source.field in taken:
            continue
        seen.add(source.mark)
        key = "text" if source.is_markdown else "words"
        yield {"field": source.field, "of": source.mark, key: known.get(source.text)}


@dataclass(frozen=True, slots=True)
class TranslationChange:
    """How a person translated a text.

    Attributes:
        field: the text, as :attr:`SourceText.field` names it.
        of: the mark of the original that the person saw.
        seen: the digest of the translation that the person saw, by :func:`seen_of`.
        said: the translation; '' for none.
        stays: whether the original is printed as it is.
    """

    field: str
    of: str
    seen: str
    said: str
    stays: bool = False


def seen_of(entry: TranslatedText) -> str:
    """Give the digest of what an entry says, by which a change is noticed."""
    return digest_of(f"(stays)\n{entry.said}" if entry.stays else entry.said)


def with_translated(text: str, change: TranslationChange) -> str:
    """Write the translation of a text into its place in the draft, and which words it is of.

    Args:
        text: the text of the draft, with a byte order mark or without.
        change: the translation.

    Raises:
        S55Error: K102 when the draft has no place for it, or another original by now, K101 when
            somebody else has translated it meanwhile, D195 when it is translated and
            stays as it is, T201 and so on for what a text cannot hold, D117 when the place cannot
            be edited, and the problems of a draft that cannot be understood.
    """
    found = Pairs.of(response_of(text))
    pair = next((one for one in found.pairs if one.source.field == change.field), None)
    if pair is None or pair.entry is None or pair.source.mark != change.of:
        raise S55Error([_no_such_text(change.field)])
    said = _as_said(pair.source, change.said)
    if (change.stays, said) == (pair.entry.stays, pair.entry.said) and pair.entry.of == change.of:
        return text
    if change.seen != seen_of(pair.entry):
        raise S55Error([_translated_meanwhile(pair.entry)])
    if change.stays and said:
        raise S55Error([_translated_and_stays(change.field)])
    if wrong := errors_of(problems_of(said)):
        raise S55Error([replace(one, line=None, column=None, path="said") for one in wrong])
    path, edit = f"translation.texts[{pair.index}]", YamlEdit(text, Response)
    key = "text" if pair.source.is_markdown else "words"
    values: dict[str, Value] = {
        "text": f"{said}\n" if key == "text" and said else None,
        "words": said if key == "words" and said else None,
        "stays": True if change.stays else None,
        "of": change.of,
    }
    for name, value in values.items():
        if value is not None:
            edit.set(f"{path}.{name}", value)
        elif edit.held(f"{path}.{name}") is not None:
            edit.remove(f"{path}.{name}")
    response_of(edit.text)
    return edit.text


def _as_said(source: SourceText, said: str) -> str:
    lines = said.replace("\r\n", "\n").replace("\r", "\n")
    return lines.strip() if source.is_markdown else " ".join(lines.split())


def _no_such_text(name: str) -> Problem:
    return error(
        "K102",
        f"the draft no longer has a place for the translation of '{name}', or the original has "
        "changed; nothing was written",
        "Go back to the translations, and choose the text again.",
        path="said",
    )


def _translated_meanwhile(entry: TranslatedText) -> Problem:
    now = f"now says '{entry.said[:200]}'" if entry.said else "now has no translation of it"
    if entry.stays:
        now = "now keeps the text as it is"
    return error(
        "K101",
        f"somebody else has changed this translation meanwhile: the draft {now}; nothing was "
        "written",
        "Decide which is right, and save again.",
        path="said",
    )
