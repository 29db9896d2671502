"""The words of published responses, imported and rendered again."""

from __future__ import annotations

import pytest

from s55.pipeline.response import Format
from tests.importers.responses.fidelity import (
    NAMES,
    REFERENCE,
    compared,
    measured,
    table,
    words_of_markdown,
)

ENOUGH = 0.995
ARTEFACTS = {"response-2023-spotlight.txt": ("PCO",)}
"""What a conversion put in place of the form's own words; the form prints its own."""


def test_words_are_compared_in_their_order() -> None:
    found = compared("one two three four five six".split(), "one two four three five six".split())
    assert (found.words, found.kept) == (6, 5)
    assert found.lost == ("one two three [four] five six",)
    assert found.added == ("four",)


def test_marks_are_no_words() -> None:
    text = '## **Key** [find\\]ings](https://example.org/a) <a href="https://x.org">here</a>'
    assert words_of_markdown(text) == ["Key", "find", "ings", "here"]


@pytest.mark.parametrize("name", NAMES)
def test_published_responses_come_through(name: str) -> None:
    """At least 99.5 % of the words, in the same order, in every format; the rest is listed."""
    path = REFERENCE / name
    if not path.is_file():
        pytest.skip("the reference responses lie beside the project, and are not here")
    results = measured(path)
    print(table({name: results}))
    assert set(results) == set(Format)
    for found in results.values():
        assert found.words > 1500
        assert found.share >= ENOUGH
        lost = [words.partition("[")[2].partition("]")[0] for words in found.lost]
        assert lost == list(ARTEFACTS.get(name, ()))
