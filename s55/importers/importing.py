"""A file to a draft: read it, tell what it is, and hand it to the importer for that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from s55.errors import S55Error
from s55.importers import ocr
from s55.importers.identify import identify
from s55.importers.imported import DocumentKind, ImportedDraft
from s55.importers.source import Progress, Source
from s55.model.office import Settings
from s55.problems import Problem, error, warning

_SCANNED = "I106"
_MAX_BYTES = 100_000_000


def read_bytes(path: Path, shown: str) -> bytes:
    """The bytes of a file.

    Raises:
        S55Error: I206 it cannot be read or is far too large.
    """
    try:
        if path.stat().st_size > _MAX_BYTES:
            problem = error("I206", "the file is larger than 100 MB", "Import a smaller copy.")
            raise S55Error([problem.in_file(shown)])
        return path.read_bytes()
    except OSError as failure:
        problem = error(
            "I206", f"the file cannot be read: {failure.strerror}", "Check its name and its place."
        )
        raise S55Error([problem.in_file(shown)]) from None


def source_of(data: bytes, shown: str, progress: Progress | None, *, recognise: bool) -> Source:
    """A file as read; with ``recognise``, scanned pages by way of text recognition.

    Raises:
        S55Error: why it cannot be read; for a scanned file, with what would help.
    """
    from s55.importers.readers import read_source

    if recognise and data[:1024].lstrip().startswith(b"%PDF"):
        data = ocr.recognised(data, shown)
    try:
        return read_source(data, shown, progress)
    except S55Error as failure:
        raise S55Error(
            [_with_offer(problem) for problem in failure.problems], failure.exit_code
        ) from None


def _with_offer(problem: Problem) -> Problem:
    if problem.code != _SCANNED:
        return problem
    offer = (
        "Recognise its text with: s55 import FILE --ocr"
        if ocr.is_installed()
        else f"It needs OCR (text recognition): install {ocr.PROGRAM}, then add --ocr."
    )
    return replace(problem, hint=offer)


def import_source(source: Source, name: str, settings: Settings | None) -> ImportedDraft:
    """The draft that a file makes: a report or a past response."""
    if identify(source) is DocumentKind.RESPONSE:
        from s55.importers.responses import import_response

        return import_response(source, name, settings)
    from s55.importers.reports.importing import import_report

    return import_report(source, name, settings)


def coinciding(text: str, others: Iterable[tuple[str, str]]) -> list[Problem]:
    """I208 for every other draft that answers items of this one: a web page and its PDF, say.

    Args:
        text: the new draft.
        others: the name and the text of each draft there is.
    """
    from s55.importers.reports.comparing import pairs

    mine = _items(text)
    found = []
    for name, other in others:
        theirs = _items(other)
        same = pairs([said for _, said in mine], [said for _, said in theirs])
        if same:
            named = "; ".join(
                f"{mine[i][0]} ({_first(mine[i][1])}) = {theirs[j][0]}" for i, j, _ in same
            )
            count = f"{len(same)} of {len(mine)} items coincide with the draft '{name}'"
            hint = f"Answer them once: {named}"
            found.append(warning("I208", count, f"{hint}."))
    return found


def _items(text: str) -> list[tuple[str, str]]:
    """The items of a draft, even of one that lacks a date: how each is called, and its text."""
    from s55.sources.reading import read_tree
    from s55.sources.tree import data_of

    root, _ = read_tree(text)
    data: Any = data_of(root) if root else None
    found: list[tuple[str, str]] = []
    for section in ("causes_of_concern", "recommendations", "areas_for_improvement"):
        inner = data.get(section) if isinstance(data, dict) else None
        items = inner.get("items") if isinstance(inner, dict) else None
        found += _said(items, f"{section}.items")
    return found


def _said(items: Any, path: str) -> Iterator[tuple[str, str]]:
    """Each item of a list with how it is called, those of a cause of concern after it."""
    for index, item in enumerate(items if isinstance(items, list) else []):
        if isinstance(item, dict):
            own = f"{path}[{index}]"
            yield _called(own, str(item.get("number") or "")), str(item.get("text") or "")
            yield from _said(item.get("recommendations"), f"{own}.recommendations")


def _first(text: str) -> str:
    """The first words of a text, in quotes."""
    words = text.split()
    return f"'{' '.join(words[:6])}{' …' if len(words) > 6 else ''}'"


def _called(path: str, number: str | None) -> str:
    return f"{path} (number {number})" if number else path
