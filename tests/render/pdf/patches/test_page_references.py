"""The references to a PDF's pages: put together once, and anew when there are more pages."""

from __future__ import annotations

import inspect
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest

from s55.render.pdf.patches.page_references import keep_references

pydyf: Any = import_module("pydyf")  # it has no types


class CountedPDF(pydyf.PDF):  # type: ignore[misc]  # of no known type
    """Counts how often the references are put together."""

    asked = 0

    @property
    def page_references(self) -> tuple[bytes, ...]:
        """As pydyf's own."""
        CountedPDF.asked += 1
        references: tuple[bytes, ...] = pydyf.PDF.page_references.fget(self)
        return references


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A module like pydyf, patched."""
    monkeypatch.setattr(CountedPDF, "page_references", CountedPDF.page_references)
    monkeypatch.setattr(CountedPDF, "asked", 0)
    module = SimpleNamespace(PDF=CountedPDF)
    keep_references(module)
    return module.PDF


def test_references_are_put_together_once(counted: Any) -> None:
    """However often they are asked for; each PDF has its own."""
    pdf, other = counted(), counted()
    pdf.add_page(pydyf.Dictionary())
    pdf.add_page(pydyf.Dictionary())
    other.add_page(pydyf.Dictionary())
    first, second = (f"{page.number} 0 R".encode() for page in pdf.objects[-2:])
    assert [pdf.page_references for _ in range(3)] == [(first, second)] * 3
    assert counted.asked == 1
    assert other.page_references == (f"{other.objects[-1].number} 0 R".encode(),)


def test_a_further_page_is_among_them(counted: Any) -> None:
    """What was kept of fewer pages is not given again."""
    pdf = counted()
    pdf.add_page(pydyf.Dictionary())
    assert len(pdf.page_references) == 1
    pdf.add_page(pydyf.Dictionary())
    assert len(pdf.page_references) == 2
    assert counted.asked == 2


def test_still_needed() -> None:
    """Plain pydyf puts the references together whenever they are asked for."""
    pdf = pydyf.PDF()
    pdf.add_page(pydyf.Dictionary())
    plain = inspect.unwrap(pydyf.PDF.page_references.fget)
    assert plain(pdf) == plain(pdf)
    assert plain(pdf) is not plain(pdf)
