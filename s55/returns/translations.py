"""Find a translation that came back in the draft as it is now, and say what changed meanwhile."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from s55.drafts.translation.pairs import Pairs, TextStanding
from s55.model.response import Response
from s55.problems import Problem, warning
from s55.records import dataclass

ENTRY = "translation.texts["
"""How the path of a translation begins."""


@dataclass(frozen=True, slots=True)
class SentTranslation:
    """A text whose translation was sent.

    Attributes:
        field: its name in the section of translations.
        of: the mark of the original as it was sent; '' where that is not known.
    """

    field: str
    of: str


def translations_in(response: Response) -> dict[str, SentTranslation]:
    """List the entries of a response's section of translations, by their paths."""
    texts = response.translation.texts if response.translation else ()
    return {
        f"{ENTRY}{index}]": SentTranslation(entry.field, entry.of or "")
        for index, entry in enumerate(texts)
    }


def entry_of(path: str) -> str:
    """Give the path of the entry that holds a translation."""
    return path.rpartition(".")[0]


def translation_now(
    path: str, sent: Mapping[str, SentTranslation], response: Response
) -> str | None:
    """Find where a translation is in the draft now; None where the draft has no such entry.

    Args:
        path: its path when the file was sent.
        sent: the entries as they were sent, by their paths.
        response: what the draft says now.
    """
    entry, key = entry_of(path), path.rpartition(".")[2]
    if (wanted := sent.get(entry)) is None:
        return path
    now = translations_in(response)
    same = [one for one, text in now.items() if text.field == wanted.field]
    same = same or [one for one, text in now.items() if wanted.of and text.of == wanted.of]
    if entry in same:
        return path
    return f"{same[0]}.{key}" if len(same) == 1 else None


def translation_notes(
    returned: Mapping[str, str],
    base: Mapping[str, str],
    sent: Mapping[str, SentTranslation],
    response: Response,
    name: str,
) -> Iterator[Problem]:
    """Say which originals changed after the table was sent, and what nobody looked at (R156, R157).

    Args:
        returned: what came back, by the paths as they were sent.
        base: what was sent.
        sent: the entries as they were sent, by their paths.
        response: what the draft says now.
        name: the name of the draft, for the command that a message suggests.
    """
    by_entry = {entry_of(one.path): one for one in Pairs.of(response).pairs if one.path}
    for path, said in returned.items():
        at = translation_now(path, sent, response)
        pair = by_entry.get(entry_of(at)) if at else None
        mark = sent[entry_of(path)].of if entry_of(path) in sent else ""
        if pair is None or not mark:
            continue
        is_new = said.strip() != base.get(path, "").strip()
        if is_new and mark != pair.source.mark:
            yield warning(
                "R156",
                f"'{pair.source.field}' was changed after the table was sent: its translation is "
                "of the earlier text",
                f"Compare the two, or send it out again: s55 translate {name} --docx.",
                path=at or "",
            )
        elif not is_new and said.strip() and pair.standing is TextStanding.CHANGED:
            yield warning(
                "R157",
                f"the translation of '{pair.source.field}' came back as it was sent, though its "
                "original was changed",
                "If it is right as it is, delete its line 'of' in the draft, and run: "
                f"s55 translate {name}.",
                path=at or "",
            )
