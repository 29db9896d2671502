"""Garbage collection is off while objects are made that stay, and no longer."""

from __future__ import annotations

import gc

import pytest

from s55.garbage import gc_disabled, keep_what_is_loaded_once


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


def test_what_is_loaded_is_set_apart_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second time would keep the garbage that was made since."""
    apart: list[int] = []
    monkeypatch.setattr(gc, "freeze", lambda: apart.append(1))
    monkeypatch.setattr(gc, "set_threshold", lambda *_: None)
    monkeypatch.setattr(gc, "get_freeze_count", lambda: len(apart))
    keep_what_is_loaded_once()
    keep_what_is_loaded_once()
    assert apart == [1]
