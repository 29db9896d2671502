"""The search for garbage rests while a PDF is made, and goes on afterwards."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from s55.render.pdf.patches.gc import nothing_thrown_away


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    enabled = gc.isenabled()
    yield
    (gc.enable if enabled else gc.disable)()


@pytest.mark.parametrize("looked", [True, False])
def test_afterwards_it_is_as_before(looked: bool) -> None:
    """Also where a failure ends the work, and where it had been off already."""
    (gc.enable if looked else gc.disable)()
    with nothing_thrown_away():
        assert not gc.isenabled()
    assert gc.isenabled() == looked
    with pytest.raises(ValueError, match="page"), nothing_thrown_away():
        raise ValueError("page")
    assert gc.isenabled() == looked
