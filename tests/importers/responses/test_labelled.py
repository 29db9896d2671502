"""Past responses of many kinds: items, comments and whose they are, and no word lost."""

from __future__ import annotations

from collections import Counter
from zlib import crc32

import pytest

from s55.importers.identify import identity
from s55.importers.imported import DocumentKind
from s55.importers.importing import import_source
from s55.importers.readers import read_source
from tests.importers.labelled.make import SAMPLES as REPORTS
from tests.importers.responses import samples
from tests.importers.responses.fidelity import SETTINGS
from tests.importers.responses.labelled.make import (
    SAMPLES,
    SOURCES,
    formats_made,
    texts,
)
from tests.importers.responses.measuring import (
    FORMATS,
    Rates,
    formats_of,
    kept_text,
    measured,
    names,
    words,
)

ENOUGH = 0.95
FALLS_SHORT = {
    "cwm-yet-para": 0.0,
    "fresh-table-five": 0.0,
    "round-capital": 0.85,
    "sand-no-items": 0.5,
    "sand-tick-header": 0.8,
    "sight-numbered-scrutiny": 0.8,
    "sight-rag-table": 0.0,
    "surf-letter-two-reports": 0.75,
}
"""Samples of which less comes through, as ``docs/maintainers/MEASURED.md`` says."""
TURNS = 3
"""Each format is measured with about every third sample: the same, whatever others there are."""
ALWAYS = {"dawn-stated": "txt", "dusk-section-rows": "txt", "noon-cause-rag": "txt"}
"""Formats that have once shown what the others of a sample do not, whoever's turn it is."""


def test_every_sample_has_its_files() -> None:
    assert len(names()) >= 15
    for name in names():
        own = formats_made((SOURCES / f"{name}.html").read_text(encoding="utf-8"))
        missing = {*(own or FORMATS)} - {*formats_of(name)}
        assert missing <= (set() if own else {"odt", "docx", "office.pdf", "pasted.txt", "eml"})


def test_samples_are_what_their_sources_make() -> None:
    """So that the labels in a source are those of its samples."""
    for name in names():
        page = (SOURCES / f"{name}.html").read_text(encoding="utf-8")
        for ending, text in texts(page).items():
            assert (SAMPLES / f"{name}.{ending}").read_text(encoding="utf-8") == text


@pytest.mark.parametrize("name", names())
def test_items_comments_and_owners_are_found_and_no_word_is_lost(name: str) -> None:
    """Each word of the source is in the draft or is told; the formats take turns.

    ``python -m tests.importers.responses.measuring`` measures every sample in every format.
    """
    rates = Rates()
    turn = crc32(name.encode()) % TURNS
    there = formats_of(name)
    endings = [one for at, one in enumerate(there) if at % TURNS == turn or len(there) < TURNS]
    endings = sorted({*endings, *filter(None, [ALWAYS.get(name)])})
    for ending in endings:
        rates.add(measured(name, ending))
    print(rates.line(name))
    print("\n".join(rates.misses))
    assert rates.kinds[True] == len(endings)
    for thing in ("items", "comments", "facts"):
        assert min(rates.rates(thing)) >= FALLS_SHORT.get(name, ENOUGH), thing
    assert rates.lost == []


def test_no_report_is_taken_for_a_response() -> None:
    """What is read as a report by its words, in the texts of all labelled ones."""
    texts_of_reports = sorted(REPORTS.glob("*.txt"))
    assert len(texts_of_reports) > 100
    kinds = {
        path.name: identity(read_source(path.read_bytes(), path.name)).kind
        for path in texts_of_reports
    }
    assert [name for name, kind in kinds.items() if kind is not DocumentKind.REPORT] == []


@pytest.mark.parametrize("sample", [samples.YEAR_2022, samples.YEAR_2023], ids=["2022", "2023"])
@pytest.mark.parametrize(
    "writer", [samples.markdown, samples.plain_text, samples.page, samples.word]
)
def test_no_word_of_a_standard_form_is_lost(sample: samples.Sample, writer: object) -> None:
    source = read_source(writer(sample, table=True), "a")  # type: ignore[operator]  # a function
    made = import_source(source, "a", SETTINGS)
    said = words("\n".join(f"{block.marker} {block.text}" for block in source.blocks))
    assert said - words(kept_text(made)) == Counter()


def test_a_row_of_the_header_without_a_field_is_told_once() -> None:
    path = SAMPLES / "creek-fire-mayor.html"
    source = read_source(path.read_bytes(), path.name)
    made = import_source(source, path.name, None, DocumentKind.RESPONSE)
    told = [one.text for one in made.unplaced if "in the header" in one.why]
    assert told == [
        "Response by | Deputy Mayor for Policing and Crime on behalf of the Mayor",
    ]
