"""Every document of a template set, rendered with the sample to see whether it can be."""

from __future__ import annotations

from collections.abc import Iterator

from s55.errors import S55Error
from s55.lint.checked import CheckedSet, Document, HtmlLayout
from s55.lint.samples import sample_view
from s55.lint.word import WordLayout
from s55.problems import Problem
from s55.render.docx import to_docx
from s55.render.html import to_html
from s55.templating.manifest import PrintedManifest
from s55.templating.sets import AnySet


def trial_problems(checked: CheckedSet) -> Iterator[Problem]:
    """What stops the sample from being rendered by a set, as Word and as HTML."""
    for document in checked.documents:
        for attempt in (_word, _html):
            try:
                attempt(checked, document)
            except S55Error as failure:
                for problem in failure.problems:
                    yield problem if problem.file else problem.in_file(str(checked.folder))


def _word(checked: CheckedSet, document: Document) -> None:
    manifest = checked.manifest
    if isinstance(document.word, WordLayout) and isinstance(manifest, PrintedManifest):
        view = sample_view(checked.template, document.name)
        if view is not None:
            printed = AnySet(checked.folder, manifest)
            to_docx(view, printed, b"{}", layout=document.word.name)


def _html(checked: CheckedSet, document: Document) -> None:
    if isinstance(document.html, HtmlLayout):
        view = sample_view(checked.template, document.name)
        if view is not None:
            to_html(view, checked.template, document.html.name)
