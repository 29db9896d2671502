"""Read a file in a process of its own: one on which a library fails is not to end this one."""

from __future__ import annotations

from functools import partial

from s55.apart import Allowance, apart
from s55.garbage import gc_disabled
from s55.importers.readers.refusals import too_costly
from s55.importers.source import Progress, Source

_ALLOWED = Allowance(seconds=330.0, memory=2 * 1024**3)
"""More time than the reader of PDF files gives itself; and bytes, of which a long report takes a
quarter."""


def read_apart(data: bytes, name: str, progress: Progress | None = None, jobs: int = 1) -> Source:
    """Read the blocks of a file in another process, within limits of time and memory.

    Args:
        data: the file.
        name: the file as the user named it, for messages.
        progress: called in this process with pages done and pages in all.
        jobs: how many processes may share the pages of a long file.

    Raises:
        S55Error: I102 the limits are passed, or the process ended; why it cannot be read.
    """
    with gc_disabled():
        source = apart(partial(_read, data, name, jobs), _ALLOWED, progress)
    if source is None:
        raise too_costly(name)
    return source


def _read(data: bytes, name: str, jobs: int, progress: Progress | None) -> Source:
    from s55.importers.readers import read_source

    return read_source(data, name, progress, jobs)
