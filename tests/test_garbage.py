"""Garbage collection is off while objects are made that stay, and no longer."""

from __future__ import annotations

import gc

import pytest

from s55.garbage import gc_disabled


@pytest.mark.parametrize("enabled", [True, False])
def test_garbage_collection_is_afterwards_as_before(enabled: bool) -> None:
    """Also where a failure ends the work, and where it had been off already."""
    before = gc.isenabled()
    try:
        (gc.enable if enabled else gc.disable)()
        with gc_disabled():
            assert not gc.isenabled()
        assert gc.isenabled() == enabled
        with pytest.raises(ValueError, match="page"), gc_disabled():
            raise ValueError("page")
        assert gc.isenabled() == enabled
    finally:
        (gc.enable if before else gc.disable)()
