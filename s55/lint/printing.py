"""Print the sample with a template set to a PDF, to find what no rule and no page shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from s55.errors import S55Error
from s55.lint.parsed.checked import CheckedSet, Document, HtmlLayout
from s55.lint.parsed.opening import opened
from s55.lint.samples import sample_response_for, sample_view
from s55.problems import Problem
from s55.render.completeness import incomplete
from s55.render.html.document import to_html
from s55.render.pdf.document import to_pdf
from s55.templating.manifest import Manifest, PrintedManifest, SetManifest
from s55.templating.sets import AnySet

_NOT_OF_THE_SET = "P501"
"""A library that PDF needs is missing on this machine."""


def print_problems(template: AnySet[SetManifest]) -> list[Problem]:
    """Report what stops the PDF of a set's documents, and texts that the PDF lacks (L211).

    A stylesheet can hide in print what the page shows, or move it off the paper.
    """
    checked = opened(template)
    return [problem for document in checked.documents for problem in _of(checked, document)]


def _of(checked: CheckedSet, document: Document) -> Iterator[Problem]:
    words: list[str] = []
    try:
        _print(checked, document, words)
    except S55Error as failure:
        for problem in failure.problems:
            if problem.code != _NOT_OF_THE_SET:
                yield problem if problem.file else problem.in_file(str(checked.folder))
    if words and document.name == "response" and isinstance(checked.manifest, Manifest):
        for problem in incomplete(
            sample_response_for(checked.manifest), checked.manifest, {"the PDF": words[0]}
        ):
            yield replace(problem, path="").in_file(str(checked.folder))


def _print(checked: CheckedSet, document: Document, words: list[str]) -> None:
    """Print the sample, and add the folded words that are printed to ``words``."""
    if isinstance(document.html, HtmlLayout) and isinstance(checked.manifest, PrintedManifest):
        view = sample_view(checked.template, document.name)
        if view is not None:
            page = to_html(view, checked.template, document.html.name)
            printed = checked.template.with_manifest(checked.manifest)
            to_pdf(page, view, printed, tell_words=words.append)
