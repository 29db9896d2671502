"""Read a file, decide whether it is a report or a response, and make a draft of it."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from s55.errors import ExitCode, S55Error
from s55.importers import ocr
from s55.importers.account import spans
from s55.importers.accounting import accounted
from s55.importers.guarded import read_apart
from s55.importers.identify import identity
from s55.importers.imported import DocumentKind, ImportedDraft
from s55.importers.paragraph_numbers import without_paragraph_numbers
from s55.importers.source import Progress, Source
from s55.importers.telling import lost_notes, told
from s55.json_texts import read_json
from s55.model.office import Settings
from s55.model.verdict import Aside
from s55.office.import_roles import Role
from s55.problems import Problem, error, warning

_SCANNED = "I106"


def source_of(
    data: bytes, shown: str, progress: Progress | None, *, recognise: bool, jobs: int = 1
) -> Source:
    """Read a file; with ``recognise``, recognise the text of pages that are pictures.

    It is read in a process of its own, within limits of time and memory.

    Args:
        data: the file.
        shown: the file as the user named it.
        progress: called with pages done and pages in all, first of those whose text is recognised.
        recognise: whether to recognise text.
        jobs: how many processes may share the pages of a long file.

    Raises:
        S55Error: why it cannot be read; I102 where reading it takes too much time or memory; for a
            scanned file, with what to do.
    """
    try:
        source = read_apart(data, shown, progress, jobs)
    except S55Error as failure:
        if recognise and any(problem.code == _SCANNED for problem in failure.problems):
            return read_apart(ocr.recognised(data, shown, (), progress), shown, progress, jobs)
        raise S55Error(
            [_with_offer(problem, shown) for problem in failure.problems], failure.exit_code
        ) from None
    pages = picture_pages(source) if recognise else []
    if not pages:
        return source
    return read_apart(ocr.recognised(data, shown, pages, progress), shown, progress, jobs)


def _with_offer(problem: Problem, shown: str) -> Problem:
    """For a scanned file, the hint to use ``--ocr`` here."""
    return replace(problem, hint=_offer(shown)) if problem.code == _SCANNED else problem


def _offer(shown: str) -> str:
    command = f"s55 import {shlex.quote(shown)} --ocr"
    if ocr.is_installed():
        return f"Recognise the text: {command}"
    return f"Install {ocr.PROGRAM} for text recognition (OCR), then: {command}"


def picture_pages(source: Source) -> list[int]:
    """List the pages that are pictures, counted from 1."""
    return sorted(
        {
            one.place.page
            for one in source.set_aside
            if one.why == Aside.PICTURE_PAGE and one.place.page is not None
        }
    )


def unread_pages(source: Source, shown: str) -> list[Problem]:
    """Warn (I130) of pages that are pictures, of which no word was read."""
    pages = picture_pages(source)
    if not pages:
        return []
    one = "page {} is a picture: the words in it were not read"
    what = one if len(pages) == 1 else "pages {} are pictures: the words in them were not read"
    said = what.format(spans(pages))
    return [warning("I130", said, f"{_offer(shown)}.")]


def import_source(
    source: Source,
    name: str,
    settings: Settings | None,
    kind: DocumentKind | None = None,
    taught: Mapping[str, Role] | None = None,
    form: str = "",
) -> ImportedDraft:
    """Make a draft of a report or a past response, with an account of every word.

    What was left out of the text is told.

    Args:
        source: the file as read.
        name: the file as the user named it.
        settings: the office's settings, if there are any.
        kind: what the user says that it is; None where its words decide.
        taught: what the office's past responses call things.
        form: the key of the form that a report is to be read by; '' for the one that fits best.

    Raises:
        S55Error: I270 when its words do not decide, I108 for a form that s55 wrote.
    """
    _refuse_a_form(source, name)
    kind = kind or _kind_of(source, name)
    if kind is DocumentKind.RESPONSE:
        from s55.importers.responses import import_response

        source = without_paragraph_numbers(source)
        made = import_response(source, name, settings, taught or {})
    else:
        from s55.importers.reports.importing import import_report

        made = import_report(source, name, settings, form)
    return with_account(made, source)


_FORM_DATA = "s55"
"""The property with what an invitation or a translator's table carries."""
_FORMS = MappingProxyType({"invitation": "an invitation", "translation": "a translator's table"})


def _refuse_a_form(source: Source, name: str) -> None:
    """Refuse (I108) a form that s55 wrote: what was filled in belongs in its draft."""
    raw = dict(source.attachments).get(_FORM_DATA)
    if raw is None:
        return
    try:
        data = read_json(raw)
    except ValueError:
        return
    form = _FORMS.get(str(data.get("kind"))) if isinstance(data, dict) else None
    if form is None:
        return
    draft = str(data.get("draft") or "NAME")
    problem = error(
        "I108",
        f"this is {form} that s55 wrote for the draft '{draft}', and not a report or a past "
        "response",
        f"To take in what was filled in: s55 collect {shlex.quote(draft)} {shlex.quote(name)}.",
    )
    raise S55Error([problem.in_file(name)], ExitCode.USAGE)


def with_account(made: ImportedDraft, source: Source) -> ImportedDraft:
    """Add to a draft the account of every word of its file, and what was left out of the text."""
    imported = accounted(made, source)
    asides = [*source.set_aside, *lost_notes(source, imported.text)]
    return replace(imported, problems=(*imported.problems, *told(asides)))


def _kind_of(source: Source, name: str) -> DocumentKind:
    kind, sure = identity(source)
    if not sure:
        problem = error(
            "I270",
            "s55 cannot tell whether this is an inspection report or a response to one",
            f"Say which: s55 import {shlex.quote(name)} --as response, or --as report.",
        )
        raise S55Error([problem.in_file(name)], ExitCode.USAGE)
    return kind


_ITEMS = {
    "causes_of_concern": "cause of concern",
    "recommendations": "recommendation",
    "areas_for_improvement": "area for improvement",
}
"""What the items of each part of a draft are called."""
_MOST_NAMED = 5
"""So many items are named that another draft has too."""


def coinciding(text: str, others: Iterable[tuple[str, str]]) -> list[Problem]:
    """Warn (I208) of every other draft with items of this one: a web page and its PDF, say.

    Args:
        text: the new draft.
        others: the name and text of each draft in the office.
    """
    from s55.importers.reports.comparing import pairs

    mine = _items(text)
    found = []
    for name, other in others:
        theirs = _items(other)
        same = pairs([said for _, said in mine], [said for _, said in theirs])
        if same:
            named = "; ".join(
                f"{mine[i][0]} ({_first(mine[i][1])}) is {theirs[j][0]} there"
                for i, j, _ in same[:_MOST_NAMED]
            )
            more = len(same) - _MOST_NAMED
            named += f"; and {more} more" if more > 0 else ""
            count = f"{len(same)} of {len(mine)} items coincide with the draft '{name}'"
            hint = f"Answer them once: {named}"
            found.append(warning("I208", count, f"{hint}."))
    return found


def _items(text: str) -> list[tuple[str, str]]:
    """List the name and text of each item of a draft, even of one without a date."""
    from s55.sources.reading import read_tree
    from s55.sources.tree import data_of

    root, _ = read_tree(text)
    data: Any = data_of(root) if root else None
    found: list[tuple[str, str]] = []
    for section, title in _ITEMS.items():
        inner = data.get(section) if isinstance(data, dict) else None
        items = inner.get("items") if isinstance(inner, dict) else None
        found += _said(items, title)
    return found


def _said(items: Any, title: str, within: str = "") -> Iterator[tuple[str, str]]:
    """Yield the name and text of each item; a cause of concern before its recommendations."""
    for index, item in enumerate(items if isinstance(items, list) else []):
        if isinstance(item, dict):
            number = item.get("number") or f"in place {index + 1}"
            name = f"{title} {number}{within}"
            yield name, str(item.get("text") or "")
            yield from _said(item.get("recommendations"), "recommendation", f" of {name}")


def _first(text: str) -> str:
    """Quote the first words of a text."""
    words = text.split()
    return f"'{' '.join(words[:6])}{' …' if len(words) > 6 else ''}'"
