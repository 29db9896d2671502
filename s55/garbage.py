"""Collect less garbage where most objects are kept."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_OF_A_COMMAND = 300_000
"""Twice as many objects as a command makes for a response in three formats."""
_AFTERWARDS = 100_000


def look_seldom() -> None:
    """Collect garbage only after more objects than most commands make.

    Libraries and documents are hundreds of thousands of objects, and nearly all stay until the
    command ends: collecting after every 700, as Python does, finds none and takes a tenth of the
    time.
    """
    gc.set_threshold(_OF_A_COMMAND, 20, 20)


def keep_what_is_loaded() -> None:
    """Exclude what is loaded by now from garbage collection; collect more often from here on."""
    gc.freeze()
    gc.set_threshold(_AFTERWARDS, 20, 20)


def keep_what_is_loaded_once() -> None:
    """Do so unless it is done: what was made since could be garbage, and would be kept for ever."""
    if not gc.get_freeze_count():
        keep_what_is_loaded()


@contextmanager
def gc_disabled() -> Iterator[None]:
    """Disable garbage collection.

    Rendering a PDF is about 10 % faster so, and takes 20 MB more; reading one is 5 % faster.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
