"""Fill the office's and the draft's words into the fixed wording of a template set."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from jinja2 import Template

from s55.errors import ExitCode, S55Error
from s55.model.base import Model
from s55.problems import Problem, error
from s55.templating.environment import layout_environment

LabelsT = TypeVar("LabelsT", bound=Model)


class Wording:
    """Fills in the words in {{ }} of labels, headings and checklist lines.

    Args:
        values: what the words in {{ }} may name.
        source: the manifest or settings file, for the message when a label is wrong.
    """

    def __init__(self, values: Mapping[str, Any], source: str) -> None:
        self._values = values
        self._source = source

    def fill(self, label: str, **more: str) -> str:
        """Fill in the words of a label.

        Raises:
            S55Error: L105 when the label names something that does not exist or has an invalid tag.
        """
        if "{" not in label:
            return label
        try:
            filled = _compiled(label).render({**self._values, **more})
        except Exception as failure:  # a label is a small program, and can fail like any
            why, hint = _explained(failure, label, {**self._values, **more})
            problem = error("L105", f"the wording '{label}' cannot be filled in: {why}", hint)
            raise S55Error([problem.in_file(self._source)], ExitCode.SETTINGS) from None
        return filled.strip()

    def filled(self, labels: LabelsT, *but: str) -> LabelsT:
        """Fill in every label of a record, except those that name more than the record's others.

        Raises:
            S55Error: L105 when one cannot be filled in.
        """
        fixed = {name: self.fill(label) for name, label in labels if name not in but}
        return labels.model_copy(update=fixed)


_UNDEFINED = re.compile(r"'(\w+)' is undefined")
_NO_ATTRIBUTE = re.compile(r"has no attribute '(\w+)'")


def _explained(failure: Exception, label: str, values: Mapping[str, Any]) -> tuple[str, str]:
    """Say why a label cannot be filled in, and what to do."""
    hint = "Correct the words in {{ }}; docs/templates.md lists what they may name."
    if label.count("{{") != label.count("}}"):
        return "a '{{' and a '}}' belong together, and one of them is missing", hint
    holder, name, names = "", "", list(values)
    if found := _UNDEFINED.search(str(failure)):
        name = found[1]
    elif found := _NO_ATTRIBUTE.search(str(failure)):
        name = found[1]
        of = re.search(rf"(\w+)\.{name}\b", label)
        holder = f"{of[1]}." if of else ""
        names = list(getattr(type(values.get(of[1])), "model_fields", ())) if of else []
    if not name:
        return str(failure), hint
    near = difflib.get_close_matches(name, names, 1)
    return f"there is no '{holder}{name}'", f"Did you mean '{near[0]}'?" if near else hint


_TAG = re.compile(r"\{[{%][^'\n]*?[}%]\}|\{[{%][^'\n]*")


def at_its_line(problem: Problem, manifest: Path) -> Problem:
    """Place a wrong wording (L105) at its line of the manifest, where that has it."""
    tag = _TAG.search(problem.message) if problem.code == "L105" else None
    if tag is None:
        return problem
    for number, line in enumerate(manifest.read_text(encoding="utf-8").split("\n"), 1):
        if (at := line.find(tag[0])) >= 0:
            return replace(problem, file=str(manifest), line=number, column=at + 1)
    return problem


@contextmanager
def wording_of(manifest: Path) -> Iterator[None]:
    """Place what is wrong with the wording of a set at its line of the manifest.

    Raises:
        S55Error: L105, with its line.
    """
    try:
        yield
    except S55Error as failure:
        found = [at_its_line(one, manifest) for one in failure.problems]
        raise S55Error(found, failure.exit_code) from None


_ENVIRONMENT = layout_environment(lambda value: value, autoescape=False)


@lru_cache(maxsize=2048)
def _compiled(label: str) -> Template:
    return _ENVIRONMENT.from_string(label)
