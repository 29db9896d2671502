"""Check a template set: by the rules, and by rendering a sample with it."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from s55.errors import S55Error
from s55.lint.parsed.checked import CheckedSet, Document, HtmlLayout
from s55.lint.parsed.opening import opened
from s55.lint.parsed.word import WordLayout
from s55.lint.rule import all_rules
from s55.lint.samples import sample_view
from s55.problems import Problem, Severity, error, in_order, warning
from s55.render.html.document import to_html
from s55.render.word.document import to_docx
from s55.templating.manifest import PrintedManifest, SetManifest
from s55.templating.registry import MANIFEST_FILE
from s55.templating.sets import AnySet


def trial_problems(checked: CheckedSet) -> Iterator[Problem]:
    """Render the sample with a set, as Word and as HTML, and report what stops it."""
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
            printed = checked.template.with_manifest(manifest)
            to_docx(view, printed, b"{}", layout=document.word.name)


def _html(checked: CheckedSet, document: Document) -> None:
    if isinstance(document.html, HtmlLayout):
        view = sample_view(checked.template, document.name)
        if view is not None:
            to_html(view, checked.template, document.html.name)


def set_problems(template: AnySet[SetManifest]) -> list[Problem]:
    """Report everything that is wrong with a set, in the order of its files.

    The rules check the files. Then, unless a rule found an error, a sample with something in every
    field is rendered, to find problems that no rule knows.
    """
    checked = opened(template)
    off = template.manifest.checks.off
    found = [
        problem
        for code, rule in all_rules().items()
        if code not in off
        for problem in rule.problems(checked)
    ]
    found += _about_off(template)
    if not any(problem.severity is Severity.ERROR for problem in found):
        found += trial_problems(checked)
    return in_order(dict.fromkeys(found))  # a wrong label stops every document: report it once


def _about_off(template: AnySet[SetManifest]) -> Iterator[Problem]:
    """Check the list of rules that are off."""
    file = str(template.folder / MANIFEST_FILE)
    for code, reason in template.manifest.checks.off.items():
        if code not in all_rules():
            near = difflib.get_close_matches(code, all_rules(), 1)
            hint = f"Did you mean {near[0]}?" if near else "docs/rules lists the rules."
            yield error("L109", f"there is no rule {code}", hint, path="checks.off").in_file(file)
        elif len(reason.split()) < 2:
            words = f"rule {code} is off, and '{reason}' hardly says why"
            yield warning("L110", words, "Write a sentence.", path="checks.off").in_file(file)
