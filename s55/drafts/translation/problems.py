"""Report what of a draft is not translated, and what changed since it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Protocol

from s55.drafts.translation.pairs import Pairs, TextPair, TextStanding
from s55.model.languages.naming import english_name
from s55.model.response import Response
from s55.problems import Problem, error, warning

_MOST_NAMED = 12
"""How many texts a message names."""


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
            yield replace(translated_and_stays(entry.field), path=path)


def translated_and_stays(name: str) -> Problem:
    """Say that a text is translated and is to stay as it is (D195)."""
    return error(
        "D195",
        f"'{name}' is translated, and is said to stay as it is",
        "Delete the translation, or the line 'stays'.",
        path="stays",
    )
