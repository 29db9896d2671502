"""Translate the words of a manifest into its second language, by the catalogue of its set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import TypeVar

from pydantic import BaseModel

from s55.errors import ExitCode, S55Error
from s55.model.office import ChecklistLine
from s55.problems import error
from s55.templating.list_words import StatedStatusWords
from s55.templating.manifest import (
    HeaderLine,
    InvitationLabels,
    Labels,
    LetterPart,
    Manifest,
    PlaceLabel,
    SectionLine,
)

_WORDS: Mapping[type[BaseModel], frozenset[str]] = {
    HeaderLine: frozenset({"label"}),
    SectionLine: frozenset({"heading"}),
    ChecklistLine: frozenset({"text"}),
    PlaceLabel: frozenset({"label"}),
    **{
        model: frozenset(model.model_fields)
        for model in (Labels, LetterPart, InvitationLabels, StatedStatusWords)
    },
}
"""The fields of each model that hold words; the prompt of a place is in one language."""

M = TypeVar("M", bound=BaseModel)


def with_catalogue(manifest: Manifest, data: bytes, file: str) -> Manifest:
    """Add the translations of a catalogue to a manifest.

    Args:
        manifest: a manifest that has a second language.
        data: the catalogue, as gettext's .po.
        file: its name, for messages.

    Raises:
        S55Error: L112 when it cannot be read, L113 for words that it does not translate.
    """
    if manifest.second is None:
        return manifest
    messages = _read(data, file) | manifest.second.messages
    missing = [words for words in words_of(manifest) if words not in messages]
    if missing:
        problems = [
            error(
                "L113",
                f"the catalogue does not translate '{words}'",
                f"Add it to {file}: a line msgid with these words, a line msgstr with yours.",
            ).in_file(file)
            for words in dict.fromkeys(missing)
        ]
        raise S55Error(problems, ExitCode.SETTINGS)
    second = manifest.second.model_copy(update={"messages": messages})
    return manifest.model_copy(update={"second": second})


def _read(data: bytes, file: str) -> dict[str, str]:
    # Imported here: most sets have one language, and Babel takes its time.
    from babel.messages.pofile import PoFileError, read_po

    try:
        catalogue = read_po(BytesIO(data), abort_invalid=True)
    except (PoFileError, ValueError) as failure:
        problem = error(
            "L112",
            f"the catalogue cannot be read: {failure}",
            "Write it as gettext's .po, in UTF-8; the set 'bilingual' shows how.",
        )
        raise S55Error([problem.in_file(file)], ExitCode.SETTINGS) from None
    return {
        message.id: message.string
        for message in catalogue
        if isinstance(message.id, str)
        and isinstance(message.string, str)
        and message.id
        and message.string
        and not message.fuzzy
    }


def in_second_language(manifest: Manifest) -> Manifest:
    """Turn a manifest into one that has its second language alone."""
    if manifest.second is None:
        return manifest
    made = _each(manifest, manifest.second.messages)
    words = {name: _said(text, manifest.second.messages) for name, text in manifest.words.items()}
    return made.model_copy(
        update={"language": manifest.second.language, "words": words, "second": None}
    )


def translated(record: M, messages: Mapping[str, str]) -> M:
    """Translate those words of a record that the catalogue knows."""
    return record.model_copy(
        update={name: _known(getattr(record, name), messages) for name in type(record).model_fields}
    )


def _known(value: object, messages: Mapping[str, str]) -> object:
    match value:
        case str():
            return messages.get(value, value)
        case BaseModel():
            return translated(value, messages)
        case tuple():
            return tuple(_known(part, messages) for part in value)
        case dict():
            return {key: _known(part, messages) for key, part in value.items()}
        case _:
            return value


def words_of(manifest: Manifest) -> Iterator[str]:
    """List every piece of fixed wording of a manifest."""
    yield from filter(_has_letters, manifest.words.values())
    yield from _words_in(manifest)


def _words_in(record: BaseModel) -> Iterator[str]:
    held = _WORDS.get(type(record), frozenset())
    for name in type(record).model_fields:
        value = getattr(record, name)
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, BaseModel):
                yield from _words_in(part)
            elif name in held and isinstance(part, str) and _has_letters(part):
                yield part


def _each(record: M, messages: Mapping[str, str]) -> M:
    held = _WORDS.get(type(record), frozenset())

    def said(name: str, value: object) -> object:
        if isinstance(value, BaseModel):
            return _each(value, messages)
        if isinstance(value, tuple):
            return tuple(said(name, part) for part in value)
        return _said(value, messages) if name in held and isinstance(value, str) else value

    fields = type(record).model_fields
    return record.model_copy(update={name: said(name, getattr(record, name)) for name in fields})


def _said(words: str, messages: Mapping[str, str]) -> str:
    return messages[words] if _has_letters(words) else words


def _has_letters(words: str) -> bool:
    return any(map(str.isalpha, words))
