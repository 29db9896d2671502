"""A template set on disk to what its rules look at."""

from __future__ import annotations

from s55.documents.views import InvitationView, ResponseView
from s55.errors import ExitCode, S55Error
from s55.lint.checked import CheckedSet, Document, HtmlLayout
from s55.lint.word import WordLayout
from s55.problems import error
from s55.templating.manifest import Manifest
from s55.templating.sets import PrintedSet


def opened(template: PrintedSet) -> CheckedSet:
    """The set with its layouts opened; what cannot be opened is kept as the reason why."""
    return CheckedSet(
        template,
        tuple(
            Document(name, view, _word(template, word, view), _html(template, html, view))
            for name, view, word, html in _documents(template)
        ),
    )


def _documents(template: PrintedSet) -> list[tuple[str, type, str, str]]:
    """Name, view, Word layout and HTML layout of each document that the set makes."""
    manifest = template.manifest
    if not isinstance(manifest, Manifest):
        return _of_another_kind(template)
    found: list[tuple[str, type, str, str]] = [
        ("response", ResponseView, manifest.word_layout, manifest.html_layout)
    ]
    if manifest.invitation is not None:
        part = manifest.invitation
        found.append(("invitation", InvitationView, part.word_layout, part.html_layout))
    return found


def _of_another_kind(template: PrintedSet) -> list[tuple[str, type, str, str]]:
    return []


def _word(template: PrintedSet, name: str, view: type) -> WordLayout | S55Error:
    try:
        return WordLayout.of(name, template.read(name), view)
    except S55Error as failure:
        return failure


def _html(template: PrintedSet, name: str, view: type) -> HtmlLayout | S55Error:
    try:
        source = template.read(name).decode("utf-8").removeprefix("\ufeff")
    except S55Error as failure:
        return failure
    except UnicodeDecodeError as failure:
        problem = error(
            "L202", f"the layout is not UTF-8 (byte {failure.start})", "Save it as UTF-8."
        )
        return S55Error([problem.in_file(str(template.folder / name))], ExitCode.SETTINGS)
    return HtmlLayout(name, source, view)
