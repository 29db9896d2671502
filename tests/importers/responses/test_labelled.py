"""Past responses of many kinds: items, comments and whose they are, and no word lost."""

from __future__ import annotations

from collections import Counter

import pytest

from s55.importers.importing import import_source
from s55.importers.readers import read_source
from tests.importers.responses import samples
from tests.importers.responses.fidelity import SETTINGS
from tests.importers.responses.measuring import (
    FORMATS,
    SAMPLES,
    Rates,
    kept_text,
    measured,
    names,
    words,
)

ENOUGH = 0.95


def test_every_sample_has_its_files() -> None:
    assert len(names()) >= 15
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


@pytest.mark.parametrize("sample", [samples.YEAR_2022, samples.YEAR_2023], ids=["2022", "2023"])
@pytest.mark.parametrize(
    "writer", [samples.markdown, samples.plain_text, samples.page, samples.word]
)
def test_no_word_of_a_standard_form_is_lost(sample: samples.Sample, writer: object) -> None:
    source = read_source(writer(sample, table=True), "a")  # type: ignore[operator]  # a function
    made = import_source(source, "a", SETTINGS)
    said = words("\n".join(f"{block.marker} {block.text}" for block in source.blocks))
    assert said - words(kept_text(made)) == Counter()
