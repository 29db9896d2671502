"""Precision and recall of the report importer on samples whose items are known."""

from __future__ import annotations

import pytest

from tests.importers.labelled.make import SAMPLES, SOURCES, markdown, plain_text, unmarked
from tests.importers.measuring import (
    BLIND,
    BY_OTHERS,
    REAL,
    UNKNOWN,
    VARIED,
    WHOLE,
    WITHOUT_RULES,
    Tally,
    measured,
    measured_reference,
    reference_labels,
    sample_files,
)


def test_samples_are_what_their_sources_make() -> None:
    """So that the labels in a source are those of its samples."""
    there: list[str] = []
    for source in SOURCES.glob("*.html"):
        page = source.read_text(encoding="utf-8")
        for ending, text_of in {"html": unmarked, "md": markdown, "txt": plain_text}.items():
            sample = SAMPLES / f"{source.stem}.{ending}"
            if sample.is_file():
                there.append(ending)
                assert sample.read_text(encoding="utf-8") == text_of(page), sample.name
    assert {*there} == {"html", "md", "txt"}
    assert {path.name.split(".", 1)[0] for path in SAMPLES.iterdir()} == {
        source.stem for source in SOURCES.glob("*.html")
    }


def _reported(title: str, tally: Tally, least: float) -> None:
    """Print the table, and fail for each kind that stays below ``least``."""
    print(f"\n{tally.table(title)}")
    for miss in tally.misses:
        print(f"    {miss}")
    for kind in tally.expected | tally.found:
        precision, recall = tally.rates(kind)
        assert precision >= least, f"precision of {kind}"
        assert recall >= least, f"recall of {kind}"


def _all_measured(count: int, *prefixes: str) -> Tally:
    """Measure samples, of which there are so many: those whose names begin so, or the others."""
    files = sample_files(*prefixes)
    assert len(files) == count
    tally = Tally()
    for path in files:
        tally.add(measured(path))
    return tally


def test_samples_in_forms_with_rules() -> None:
    """At least 0.98 for every kind, over all formats together."""
    _reported("samples with rules", _all_measured(16 * 6), 0.98)


def test_samples_in_forms_without_rules() -> None:
    """At least 0.85 for every kind, over all formats together."""
    _reported("samples without rules", _all_measured(3 * 6, *WITHOUT_RULES), 0.85)


def test_samples_that_came_before_the_rules() -> None:
    """At least 0.95 for every kind, status and fact, over all formats together."""
    _reported("samples that came before the rules", _all_measured(64, *UNKNOWN), 0.95)


def test_samples_that_came_after_the_rules() -> None:
    """Blind when they were written; the first figures are in docs/maintainers/MEASURED.md."""
    _reported("samples that came after the rules", _all_measured(60, *BLIND), 0.95)


def test_samples_set_as_publishers_set_them() -> None:
    """Custody, super-complaints, learning, joint work: at least 0.95, over all formats together.

    In plain text nothing shows where the frame of an area ends: one item runs on.
    """
    _reported("samples set as publishers set them", _all_measured(150, *REAL), 0.95)


def test_samples_of_varied_layouts() -> None:
    """At least 0.9 for every kind: in text without frames, some areas run on into the report.

    Of the later ones everything is read: among so many, a form that no longer is would not show.
    """
    tally = _all_measured(186, *WHOLE)
    _reported("samples that are read whole", tally, 1.0)
    tally.add(_all_measured(83, *VARIED))
    _reported("samples of varied layouts", tally, 0.9)


def test_samples_by_somebody_who_had_not_read_the_reader() -> None:
    """At least 0.95 for every kind; a grade at the end of two short columns is not read."""
    _reported("samples by others", _all_measured(65, *BY_OTHERS), 0.95)


def test_reference_reports() -> None:
    """Each item of the real reports, word for word, where those reports are present."""
    labelled = list(reference_labels())
    if not labelled:
        pytest.skip("the reference reports are not here")
    tally = Tally()
    for path, labels in labelled:
        tally.add(measured_reference(path, labels))
    _reported("reference reports", tally, 0.98)
