"""How much of a few grown responses comes through; the rest is measured by hand."""

from __future__ import annotations

from pathlib import Path

from tests.importers.grown.responses.documents import document
from tests.importers.grown.responses.measuring import measure, together
from tests.importers.grown.responses.writers.files import write

SEEDS = range(60)


def test_items_and_comments_of_random_layouts_come_through(tmp_path: Path) -> None:
    """As many as did when this was written, or more."""
    documents = [document(seed, "html") for seed in SEEDS]
    paths = write(documents, tmp_path)
    rates = together(measure(one, path) for one, path in zip(documents, paths, strict=True))
    assert rates.lost == []
    assert min(rates.rates("items")) >= 0.9
    assert min(rates.rates("comments")) >= 0.85
