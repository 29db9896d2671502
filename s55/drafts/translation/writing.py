"""Write translations, and places for them, into a draft."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from s55.drafts.load import response_of
from s55.drafts.translation.pairs import Pairs, SourceText, TextStanding
from s55.drafts.translation.problems import translated_and_stays
from s55.errors import S55Error
from s55.model.languages.translation import TranslatedText
from s55.model.response import Response
from s55.problems import Problem, error, errors_of
from s55.records import dataclass
from s55.richtext.checks import problems_of
from s55.sources.editing import YamlEdit
from s55.sources.seen import digest_of
from s55.sources.writing import Value


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
        raise S55Error([translated_and_stays(change.field)])
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
