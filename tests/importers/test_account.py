"""Every letter of a file is in what its reader made of it, and every word in the account."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from s55.importers.readers import read_source
from s55.importers.source import Source
from tests.importers.words_of import letters, letters_in, letters_read

HERE = Path(__file__).resolve().parent
SAMPLES = sorted(
    path
    for folder in ("labelled/samples", "responses/labelled/samples")
    for path in (HERE / folder).iterdir()
    if path.suffix != ".json"
)


def markers(source: Source) -> Counter[str]:
    """The letters and digits of list markers."""
    found: Counter[str] = Counter()
    for block in source.blocks:
        found += letters(block.marker)
    return found


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_every_letter_of_a_sample_is_read_or_told(path: Path) -> None:
    data = path.read_bytes()
    source = read_source(data, path.name)
    there, read = letters_in(data, path.suffix), letters_read(source)
    # Where a list counts by itself its numbers are in no text; where they are typed, they are.
    assert there - read - markers(source) == Counter()
    assert read - there == Counter()
