"""A file that is imported is read in a process of its own, within limits."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from s55.errors import S55Error
from s55.importers import guarded
from s55.importers.importing import source_of
from s55.importers.readers import read_source

SAMPLES = Path(__file__).resolve().parent / "labelled/samples"
REPORT = SAMPLES / "national-thematic.weasyprint.pdf"


def test_it_is_read_as_in_this_process() -> None:
    told: list[tuple[int, int]] = []
    data = REPORT.read_bytes()
    source = source_of(data, "a.pdf", lambda done, of: told.append((done, of)), recognise=False)
    assert source == read_source(data, "a.pdf")
    assert told == [(page, source.pages) for page in range(1, (source.pages or 0) + 1)]


def _takes_all(*_: object) -> bytes:
    return bytes(3 * 1024**3)


def _ends(*_: object) -> None:
    os._exit(1)


@pytest.mark.parametrize("read", [_takes_all, _ends])
def test_a_file_on_which_a_library_fails_is_refused(
    read: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guarded, "_read", read)
    with pytest.raises(S55Error) as caught:
        source_of(b"%PDF-1.7", "odd.pdf", None, recognise=False)
    (problem,) = caught.value.problems
    assert (problem.code, problem.file) == ("I102", "odd.pdf")
    assert problem.hint == "Open it in another program, save it again, and import that."


def test_what_is_wrong_with_a_file_is_told() -> None:
    with pytest.raises(S55Error, match="damaged or cut off") as caught:
        source_of(b"%PDF-1.7 and no more", "a.pdf", None, recognise=False)
    assert [one.code for one in caught.value.problems] == ["I104"]
