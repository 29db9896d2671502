"""Past responses of many kinds: items, comments and whose they are, and no word lost."""

from __future__ import annotations

from tests.importers.responses.measuring import FORMATS, SAMPLES, names


def test_every_sample_has_its_files() -> None:
    assert len(names()) >= 8
    for name in names():
        assert all((SAMPLES / f"{name}.{ending}").is_file() for ending in FORMATS)
