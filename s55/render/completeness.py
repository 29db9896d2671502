"""Hold the outputs of a response against its draft: each text is there, or the set says why not."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import get_args

from s55.model.response import Response
from s55.problems import Problem, error
from s55.templating.manifest import Manifest, SectionKey
from s55.views.response.held import (
    HeldText,
    has_texts_in_both,
    held_texts,
    held_translations,
    may_be_left_out,
)

_MOST_LETTERS = 60
"""How much of a text a message quotes."""
_PRINT_IT = "See that the set's stylesheet does not hide it in print"
_SHOW_IT = "Show it in the set's layouts"
_SECTIONS = frozenset(get_args(SectionKey))
_PRINTED_IN = {"judgments": "key_findings"}
"""Texts that have no section of their own."""


def incomplete(
    response: Response, manifest: Manifest, words: Mapping[str, str]
) -> Iterator[Problem]:
    """Report each kind of text that an output lacks, at its first place in the draft (L211).

    All texts of a section that the manifest does not name are one problem.

    Args:
        response: what the draft holds.
        manifest: that of the set that made the outputs; it says what the set leaves out.
        words: the folded words of each output, by what people call it: 'the Word file'.
    """
    # Imported here: what a set leaves out is told without reading an output.
    from s55.render.shown import HeldLines

    texts = list(held_texts(response))
    if has_texts_in_both(response, manifest):
        texts += held_translations(response)
    held = HeldLines.of(one for one in texts if _reason(one, manifest) is None)
    unnamed = _SECTIONS - {section.key for section in manifest.sections}
    lacking: dict[str, dict[str, list[HeldText]]] = {}
    for output, shown in words.items():
        for text in held.not_shown(shown):
            section = _section_of(text)
            kind = section if section in unnamed else text.name
            lacking.setdefault(kind, {}).setdefault(output, []).append(text)
    for kind, outputs in lacking.items():
        yield _problem(kind, outputs, manifest, unnamed)


def _section_of(text: HeldText) -> str:
    first = text.name.split(".")[0]
    return _PRINTED_IN.get(first, first)


def _problem(
    kind: str,
    outputs: Mapping[str, Sequence[HeldText]],
    manifest: Manifest,
    unnamed: Collection[str],
) -> Problem:
    texts = list(dict.fromkeys(text for found in outputs.values() for text in found))
    first = texts[0]
    quoted = " ".join(first.text.split())
    if len(quoted) > _MOST_LETTERS:
        quoted = f"{quoted[:_MOST_LETTERS].rstrip()} …"
    *others, last = outputs
    lack = f"{', '.join(others)} and {last} lack" if others else f"{last} lacks"
    more = f", and {len(texts) - 1} more of '{kind}'" if len(texts) > 1 else ""
    show_it = _how_to_show(first, outputs, unnamed)
    hint = (
        f"{show_it}. A set that is not to print it says so, and why, under 'leaves_out'."
        if all(may_be_left_out(text.name) for text in texts)
        else f"{show_it}: the Act asks for it."
    )
    return error(
        "L211",
        f"made with the template set '{manifest.name}', {lack} '{first.path}', “{quoted}”{more}",
        hint,
        path=first.path,
    )


def _how_to_show(text: HeldText, outputs: Collection[str], unnamed: Collection[str]) -> str:
    """Say what to change in the set, so that the outputs show a kind of text."""
    _, *within = text.name.split(".")
    section = _section_of(text)
    if section in unnamed:
        return f"Add the section '{section}' to 'sections' in the set's manifest"
    if within and within[-1] in unnamed:  # comments on an item: beside it, or in their section
        add = f"add the section '{within[-1]}' to 'sections' in its manifest"
        return f"{_SHOW_IT}, or {add}"
    return _PRINT_IT if set(outputs) == {"the PDF"} else _SHOW_IT


def _reason(text: HeldText, manifest: Manifest) -> str | None:
    """Find why a set leaves a text out, if it does: by its name, or that of what it stands in."""
    if not may_be_left_out(text.name):
        return None
    parts = text.name.split(".")
    names = (".".join(parts[:end]) for end in range(len(parts), 0, -1))
    return next((manifest.leaves_out[name] for name in names if name in manifest.leaves_out), None)


def left_out(response: Response, manifest: Manifest) -> Iterator[str]:
    """Say what of a response a set leaves out on purpose: each kind of text, with the reason."""
    reasons = {text.name: _reason(text, manifest) for text in held_texts(response)}
    for name, reason in reasons.items():
        if reason is not None:
            yield f"{manifest.name} leaves out '{name}': {reason}"
