"""Rules for the words of a manifest: that a layout shows them, and that none is there twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from jinja2 import TemplateSyntaxError

from s55.errors import S55Error
from s55.lint.parsed.checked import CheckedSet, HtmlLayout
from s55.lint.parsed.word import WordLayout
from s55.lint.rule import Finding, Findings, rule
from s55.lint.samples import sample_view
from s55.problems import Severity
from s55.templating.manifest import Labels, Manifest

_VIEWS = "s55.views.response.contents"
"""Where the records are whose parts layouts name; what stands in these is shown as a whole."""
_OWN_NUMBER = re.compile(r"\(?\d+(?:\.\d+)*[.)]\s|\d+(?:\.\d+)+\s")
"""How a heading begins that was typed with a number: '3. ', '(3) ', '1.2 '."""
_MARK = "\u2063{}\u2063"
"""Put after a label, to find it in the sample: a sign that nobody types."""


@rule("L408", Severity.WARNING)
def labels_are_shown(checked: CheckedSet) -> Findings:
    """A label that the manifest words in its own way is shown by a layout.

    A layout that has its own words for something, such as the heading of a column, does not show
    the label, and to change it in the manifest changes nothing. The words of a table are often
    under ``words``. Labels that a set takes from its base do not count.
    """
    manifest = checked.manifest
    layouts: list[WordLayout | HtmlLayout] = [*checked.word_layouts, *checked.html_layouts]
    if not isinstance(manifest, Manifest) or not layouts:
        return
    if any(isinstance(layout.parsed, TemplateSyntaxError) for layout in layouts):
        return  # other rules report tags that cannot be read
    shown = {use.path for layout in layouts for use in layout.usage.uses if use.shown}
    for name, paths in _places(checked, manifest, _own(checked, manifest)).items():
        if paths and not any(_covers(one, path) for one in shown for path in paths):
            places = ", ".join(f"'{path}'" for path in paths)
            hint = (
                f"The layouts show '{name}' of 'words': change that."
                if name in manifest.words
                else f"Show {places} in a layout, or take it out."
            )
            yield Finding("manifest.yaml", f"no layout shows '{name}' of 'labels'", hint)


@rule("L410", Severity.WARNING)
def headings_have_no_number_of_their_own(checked: CheckedSet) -> Findings:
    """Where a set has ``numbered_paragraphs``, no heading of its sections begins with a number.

    s55 numbers the sections itself, in all formats, so that a heading with a typed number has two.
    """
    manifest = checked.manifest
    if not isinstance(manifest, Manifest) or not manifest.numbered_paragraphs:
        return
    for section in manifest.sections:
        if number := _OWN_NUMBER.match(section.heading):
            typed = number[0].strip()
            message = f"'{section.heading}' gets two numbers: s55 numbers the sections"
            yield Finding("manifest.yaml", message, f"Take '{typed}' away.")


@rule("L414", Severity.WARNING)
def marks_are_shown(checked: CheckedSet) -> Findings:
    """Where a set has words for ``marks``, a layout of the response shows the mark of an item.

    Without it red, amber and green are recorded and appear nowhere.
    """
    manifest = checked.manifest
    if not isinstance(manifest, Manifest) or manifest.marks is None:
        return
    layouts: list[WordLayout | HtmlLayout] = [*checked.word_layouts, *checked.html_layouts]
    if not layouts or any(isinstance(one.parsed, TemplateSyntaxError) for one in layouts):
        return  # other rules report tags that cannot be read
    uses = (use for layout in layouts for use in layout.usage.uses)
    if not any(use.shown and use.path.endswith(".mark") for use in uses):
        message = "no layout shows the marks that 'marks' has words for"
        hint = "Base the set on red-amber-green, or put {{ item.mark }} into the layouts."
        yield Finding("manifest.yaml", message, hint)


@rule("L415", Severity.WARNING)
def sections_are_named_once(checked: CheckedSet) -> Findings:
    """The list ``sections`` of the manifest names each section once.

    The document has a section as often as the list names it, with the same text each time.
    """
    if isinstance(checked.manifest, Manifest):
        times = Counter(section.key for section in checked.manifest.sections)
        for key, number in times.items():
            if number > 1:
                message = f"'sections' names '{key}' {number} times: it is printed as often"
                yield Finding("manifest.yaml", message, "Keep one of them.")


def _own(checked: CheckedSet, manifest: Manifest) -> dict[str, str]:
    """List the labels that are not those of the base, or of every set, by their names."""
    base = checked.template.base
    if base is not None and isinstance(base.manifest, Manifest):
        before = base.manifest.labels.model_dump()
    else:
        before = {name: field.get_default() for name, field in Labels.model_fields.items()}
        required = {name for name, field in Labels.model_fields.items() if field.is_required()}
        before |= {name: getattr(manifest.labels, name) for name in required}
    given = manifest.labels.model_dump()
    return {
        name: words
        for name, words in given.items()
        if isinstance(words, str) and words != before.get(name)
    }


def _places(
    checked: CheckedSet, manifest: Manifest, own: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """Find the fields of the sample in which each label is; of some labels it has none."""
    if not own:
        return {}
    marks = {name: _MARK.format(number) for number, name in enumerate(own)}
    marked = {name: f"{words}{marks[name]}" for name, words in own.items()}
    labels = manifest.labels.model_copy(update=marked)
    # The second language looks the words up, and there are none for words with a mark.
    printed = manifest.model_copy(update={"labels": labels, "second": None})
    try:
        view = sample_view(checked.template.with_manifest(printed), "response")
    except S55Error:
        return {}  # the trial reports what cannot be filled in
    pieces = list(_pieces(view, ""))
    return {
        name: tuple(dict.fromkeys(path for path, words in pieces if mark in words))
        for name, mark in marks.items()
    }


def _pieces(value: object, path: str) -> Iterator[tuple[str, str]]:
    """Give what a view holds, each with its path as a layout names it."""
    if isinstance(value, tuple):
        for one in value:
            yield from _pieces(one, f"{path}[]")
    elif is_dataclass(value) and type(value).__module__ == _VIEWS:
        for part in fields(value):
            inner = f"{path}.{part.name}" if path else part.name
            yield from _pieces(getattr(value, part.name), inner)
    else:
        yield path, value if isinstance(value, str) else repr(value)


def _covers(shown: str, path: str) -> bool:
    """Say whether a field that is shown is this one, or one in which it is."""
    return path == shown or path.startswith((f"{shown}.", f"{shown}[]"))
