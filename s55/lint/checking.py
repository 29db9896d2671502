"""Check a template set: by the rules, and by rendering a sample with it."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import replace

from s55.errors import S55Error
from s55.lint.parsed.checked import CheckedSet, Document
from s55.lint.parsed.opening import opened
from s55.lint.rule import all_rules
from s55.lint.samples import sample_response, sample_response_for
from s55.lint.tried import tried_page, tried_word
from s55.problems import Problem, Severity, error, in_order, warning
from s55.render.completeness import incomplete
from s55.render.shown import words_of_page, words_of_word
from s55.templating.manifest import Manifest, SetManifest
from s55.templating.registry import MANIFEST_FILE
from s55.templating.sets import AnySet
from s55.templating.wording import at_its_line
from s55.views.response.held import held_texts, may_be_left_out

_LEAST_WORDS = 2
"""Of a reason."""


def trial_problems(checked: CheckedSet) -> Iterator[Problem]:
    """Render the sample with a set, as Word and HTML; report what stops it and what is missing."""
    for document in checked.documents:
        words: dict[str, str] = {}
        for name, attempt in (("the Word file", _word), ("the web page", _html)):
            try:
                if (made := attempt(checked, document)) is not None:
                    words[name] = made
            except S55Error as failure:
                for problem in failure.problems:
                    yield problem if problem.file else problem.in_file(str(checked.folder))
        if document.name == "response" and isinstance(checked.manifest, Manifest):
            for problem in incomplete(
                sample_response_for(checked.manifest), checked.manifest, words
            ):
                yield replace(problem, path="").in_file(str(checked.folder))


def _word(checked: CheckedSet, document: Document) -> str | None:
    """Give the folded words of the sample as Word; None if there is no such document."""
    made = tried_word(checked, document)
    return None if made is None else words_of_word(made)


def _html(checked: CheckedSet, document: Document) -> str | None:
    made = tried_page(checked, document)
    return None if made is None else words_of_page(made)


def set_problems(
    template: AnySet[SetManifest], added_recipients: tuple[str, ...] | None = ()
) -> list[Problem]:
    """Report everything that is wrong with a set, in the order of its files.

    The rules check the files. Then, unless a rule found an error, a sample with something in every
    field is rendered, to find problems that no rule knows.

    Args:
        template: the set.
        added_recipients: whom the office's settings add to the recipients that every office has;
            None where the settings cannot be read.
    """
    checked = opened(template, added_recipients)
    off = template.manifest.checks.off
    found = [
        problem
        for code, rule in all_rules().items()
        if code not in off
        for problem in rule.problems(checked)
    ]
    found += _about_off(template)
    found += _about_left_out(template)
    if not any(problem.severity is Severity.ERROR for problem in found):
        found += trial_problems(checked)
    manifest = template.folder / MANIFEST_FILE
    found = [at_its_line(problem, manifest) for problem in found]
    return in_order(dict.fromkeys(found))  # a wrong label stops every document: report it once


def _about_left_out(template: AnySet[SetManifest]) -> Iterator[Problem]:
    """Check the list of texts that a set leaves out."""
    if not isinstance(template.manifest, Manifest):
        return
    file = str(template.folder / MANIFEST_FILE)
    names = _names_with_parts()
    for name, reason in template.manifest.leaves_out.items():
        path = f"leaves_out.{name}"
        if name not in names:
            near = difflib.get_close_matches(name, names, 1)
            hint = f"Did you mean '{near[0]}'?" if near else f"The names are {', '.join(names)}."
            found = error("L117", f"a draft has no text '{name}'", hint, path=path)
        elif not may_be_left_out(name):
            words = f"'{name}' cannot be left out: section 55(5) or (5B) asks for it"
            found = error("L118", words, "Take it out of 'leaves_out'.", path=path)
        elif len(reason.split()) < _LEAST_WORDS:
            words = f"'{name}' is left out, and '{reason}' hardly says why"
            found = warning("L110", words, "Write a sentence.", path=path)
        else:
            continue
        yield found.in_file(file)


def _names_with_parts() -> list[str]:
    """Name all texts of a response, and all that they stand in, in the order of the draft."""
    names: dict[str, None] = {}
    for text in held_texts(sample_response()):
        parts = text.name.split(".")
        names.update(dict.fromkeys(".".join(parts[:end]) for end in range(1, len(parts) + 1)))
    return list(names)


def _about_off(template: AnySet[SetManifest]) -> Iterator[Problem]:
    """Check the list of rules that are off."""
    file = str(template.folder / MANIFEST_FILE)
    for code, reason in template.manifest.checks.off.items():
        if code not in all_rules():
            near = difflib.get_close_matches(code, all_rules(), 1)
            hint = f"Did you mean {near[0]}?" if near else "docs/rules lists the rules."
            yield error("L109", f"there is no rule {code}", hint, path="checks.off").in_file(file)
        elif len(reason.split()) < _LEAST_WORDS:
            words = f"rule {code} is off, and '{reason}' hardly says why"
            yield warning("L110", words, "Write a sentence.", path="checks.off").in_file(file)
