"""The time that reading takes grows with the file, not faster: no block is longer than a bound."""

from __future__ import annotations

import pytest

from s55.importers.importing import import_source
from s55.importers.readers import read_source
from s55.importers.readers.dividing import MOST_CHARACTERS
from s55.importers.source import Source
from tests.importers.words_of import letters, letters_read

SENTENCE = "By 3 May 2027, the chief constable should make sure that each boat is counted. "
LONG = SENTENCE * 400


def read(text: str, name: str = "a.txt") -> Source:
    return read_source(text.encode(), name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (LONG, "a.txt"),
        (LONG.replace(".", ","), "a.txt"),
        ("recommendation" * 2_000, "a.txt"),
        (LONG.replace(". ", ".\t"), "a.txt"),
        (f"<p>{LONG}</p>", "a.html"),
        (f"<table><tr><td>{LONG}</td><td>{LONG}</td><td>c</td></tr></table>", "a.html"),
        (f"<p>One <b>{LONG}</b> two <i>{LONG}</i></p>", "a.html"),
        (f"# Title\n\n- **a**\n- {LONG}\n", "a.md"),
    ],
    ids=["line", "no stops", "no spaces", "tabs", "html", "cells", "looks", "list"],
)
def test_blocks_are_of_bounded_length_and_no_word_is_lost(text: str, name: str) -> None:
    source = read(text, name)
    assert max(len(block.text) for block in source.blocks) <= MOST_CHARACTERS + 3
    plain = text.replace("<p>", "").replace("</p>", "") if name != "a.html" else ""
    if plain:
        assert letters_read(source) == letters(plain)
    else:
        assert letters_read(source)["m"] >= LONG.count("m")
    # Every part of a sentence that was cut is whole: cuts are between sentences.
    if name == "a.txt" and text == LONG:
        assert all(block.text.endswith("counted.") for block in source.blocks)


def test_short_blocks_stay_as_they_are() -> None:
    text = SENTENCE * (MOST_CHARACTERS // len(SENTENCE) - 1)
    assert [block.text for block in read(text).blocks] == [text.strip()]


def test_an_item_said_twice_is_left_out_once() -> None:
    """Among sixty that are alike."""
    lines = [f"- By 3 May 2027, the force should count boat number {n} twice." for n in range(60)]
    lines.append(lines[7])
    text = "\n".join(["# Harbours", "", "## Recommendations", "", *lines])
    imported = import_source(read(text, "a.md"), "a.md", None)
    repeated = [one for one in imported.unplaced if one.why.startswith("repeats the item")]
    assert [one.text for one in repeated] == [lines[7].removeprefix("- ")]
    assert len(imported.data["items"]) == 60
