"""Past responses of many kinds: items, comments and whose they are, and no word lost."""

from __future__ import annotations

import pytest

from tests.importers.responses.measuring import FORMATS, SAMPLES, Rates, measured, names

ENOUGH = 0.95


def test_every_sample_has_its_files() -> None:
    assert len(names()) >= 8
    for name in names():
        assert all((SAMPLES / f"{name}.{ending}").is_file() for ending in FORMATS)


@pytest.mark.parametrize("name", names())
def test_items_comments_and_owners_are_found_and_no_word_is_lost(name: str) -> None:
    """Over all formats together; each word of the source is in the draft or is told."""
    rates = Rates()
    for ending in FORMATS:
        rates.add(measured(name, ending))
    print(rates.line(name))
    print("\n".join(rates.misses))
    assert rates.kinds[True] == len(FORMATS)
    for thing in ("items", "comments", "facts"):
        assert min(rates.rates(thing)) >= ENOUGH, thing
    assert rates.lost == []
