"""Find what the data of a document holds and its page does not show."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from s55.model.dates import in_words
from s55.render.shown import body_of, folded, words_of_page
from s55.richtext.markdown import blocks_of
from s55.richtext.nodes import lines_of

_ITEM = re.compile(
    r"(?:causes_of_concern|recommendations|areas_for_improvement)\.items\[\d+\]"
    r"(?:\.recommendations\[\d+\])?\.(.+)"
)
_NUMBER = re.compile(r"\[\d+\]")
_OF_THE_FORMAT = frozenset({"format", "template"})


def unprinted(data: Mapping[str, Any], page: str, language: str) -> list[str]:
    """Name the fields of a response's data whose words its page does not show, each once.

    Args:
        data: the response as every file carries it.
        page: the page.
        language: the language of its dates (BCP 47).

    Returns:
        paths without the numbers of entries, in the order of the draft; the fields of all items
        together, for example ``due of items``.
    """
    body, shown = body_of(page), words_of_page(page)
    found: dict[str, None] = {}
    for path, value, record in _leaves(data, "", {}):
        if path in _OF_THE_FORMAT or _goes_without_saying(path, value, record):
            continue
        if not _is_shown(value, shown, body, language):
            found[_name(path, record)] = None
    return list(found)


def _goes_without_saying(path: str, value: str, record: Mapping[str, Any]) -> bool:
    """Whether a page says the same in other words.

    The words before the details of an action say which it is; a tick without a day, that something
    was done on a day that is not known.
    """
    if path.endswith(".action"):
        return "action_details" in record
    return path.endswith(".date") and value == "unknown"


def _leaves(
    value: Any, path: str, record: Mapping[str, Any]
) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Yield each text of the data with its path and the record that it is in."""
    match value:
        case str():
            yield path, value, record
        case list():
            for index, one in enumerate(value):
                yield from _leaves(one, f"{path}[{index}]", record)
        case dict():
            for key, one in value.items():
                yield from _leaves(one, f"{path}.{key}".removeprefix("."), value)


def _is_shown(value: str, shown: str, body: str, language: str) -> bool:
    if folded(value) in shown or html.escape(value) in body:
        return True
    try:
        return folded(in_words(date.fromisoformat(value), language)) in shown
    except ValueError:
        lines = [folded(line) for block in blocks_of(value) for line in lines_of(block)]
        return all(line in shown for line in lines)


def _name(path: str, record: Mapping[str, Any]) -> str:
    if in_item := _ITEM.fullmatch(path):
        which = "" if record.get("applies") is not False else " that do not apply"
        return f"{_NUMBER.sub('', in_item[1])} of items{which}"
    return _NUMBER.sub("", path)
