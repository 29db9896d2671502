"""Keep in a Word file what it looked like when s55 made it.

Settings and template sets change while a file is away. So the file carries the lines of its form
and what each place showed; whatever differs when it comes back was done to the file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from typing import Any

from lxml import etree

from s55.json_texts import read_json
from s55.records import dataclass
from s55.word.contents import FormPart, Key, contents_of, is_text, text_of
from s55.word.controls import tag_of
from s55.word.describe import text_of as words_of
from s55.word.package import WordPackage
from s55.word.xml import SDT, P

OUTLINE_NAME = "s55-form"
"""The property of a Word file that holds its outline."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A Word file as it was made.

    Attributes:
        steps: its places and the lines of its form as they follow each other.
        titles: the title of each field's control.
        shown: the words in each place that holds no text of the draft's own.
        ticked: whether each check box was ticked.
        choices: of lists to choose from, the value behind each of their words.
        around: the lines of its headers, footers and notes (:func:`lines_around`); None where that
            is not known.
    """

    steps: tuple[FormPart, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    shown: Mapping[str, str] = field(default_factory=dict)
    ticked: Mapping[str, bool] = field(default_factory=dict)
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    around: frozenset[str] | None = None

    @property
    def fields(self) -> dict[str, str]:
        """The field of each title that belongs to one field alone."""
        titles = list(self.titles.values())
        return {title: path for path, title in self.titles.items() if titles.count(title) == 1}

    @property
    def keys(self) -> list[Key]:
        """Every place in the order of the document."""
        return list(keys_in(self.steps))


def keys_in(steps: Sequence[FormPart]) -> Iterator[Key]:
    """Yield each place of the steps once, those within lines too."""
    seen: set[Key] = set()
    for step in steps:
        for key in (step.key, *step.within):
            if key is not None and key not in seen:
                seen.add(key)
                yield key


def outline_of(body: etree._Element) -> Outline:
    """Outline a document that s55 has just made: every control has its tag."""
    tags = map(tag_of, body.iter(SDT))
    found = contents_of(body, dict.fromkeys(tag for tag in tags if tag), is_text)
    places = found.places.values()
    return Outline(
        tuple(FormPart(one.key, one.text, None, one.within) for one in found.steps),
        {one.path: one.title for one in places},
        {one.path: text_of(one.elements) for one in places if not is_text(one.path)},
        {one.path: one.checked for one in places if one.checked is not None},
        {one.path: one.choices for one in places if one.choices},
    )


def lines_around(roots: Iterable[etree._Element]) -> dict[str, str]:
    """List the lines of headers, footers and notes as they read, by their words for comparison.

    Numbers are alike there: programs work out those of pages again.
    """
    lines = (" ".join(words_of(one).split()) for root in roots for one in root.iter(P))
    return {re.sub(r"\d+", "#", line): line for line in lines if line}


def outline_json(body: etree._Element, around: Iterable[etree._Element]) -> bytes:
    """Outline a document as JSON, for the file to carry.

    Args:
        body: its body.
        around: its headers, footers and notes.
    """
    outline = outline_of(body)
    data = {
        "steps": [_written(step) for step in outline.steps if step.key or step.text],
        "titles": outline.titles,
        "shown": outline.shown,
        "ticked": outline.ticked,
        "choices": outline.choices,
        "around": sorted(lines_around(around)),
    }
    return json.dumps(data, ensure_ascii=False).encode()


def _written(step: FormPart) -> dict[str, Any]:
    if step.key is not None:
        return {"place": list(step.key)}
    line: dict[str, Any] = {"line": step.text}
    if step.within:
        line["within"] = [list(key) for key in step.within]
    return line


def outline_in(package: WordPackage) -> Outline | None:
    """Read the outline that a Word file carries; None where it carries none."""
    text = dict(package.properties()).get(OUTLINE_NAME)
    return None if text is None else _outline(text)


def _outline(text: str) -> Outline | None:
    try:
        data = read_json(text)
        return Outline(
            tuple(_step(one) for one in data["steps"]),
            {str(path): str(title) for path, title in data["titles"].items()},
            {str(path): str(words) for path, words in data["shown"].items()},
            {str(path): bool(one) for path, one in data["ticked"].items()},
            {
                str(path): {str(words): str(chosen) for words, chosen in offered.items()}
                for path, offered in data["choices"].items()
            },
            frozenset(map(str, data["around"])) if "around" in data else None,
        )
    except (ValueError, KeyError, TypeError, AttributeError, IndexError):
        return None


def _step(data: Mapping[str, Any]) -> FormPart:
    if "place" in data:
        return FormPart(_key(data["place"]))
    return FormPart(None, str(data["line"]), None, tuple(map(_key, data.get("within", ()))))


def _key(data: Sequence[Any]) -> Key:
    return str(data[0]), int(data[1])
