"""Read a file in a process of its own: one on which a library fails is not to end the desk."""

from __future__ import annotations

from collections.abc import Callable

from s55.apart import apart
from s55.importers.ocr import TIME_LIMIT
from s55.importers.readers.refusals import too_large
from s55.importers.source import Source

_SECONDS = 330.0
"""More than the reader gives itself for the pages of a file."""
_MEMORY = 2 * 1024**3
"""Bytes of addresses, of which a long report takes a quarter."""


def read_apart(read: Callable[[], Source], name: str, *, recognise: bool = False) -> Source:
    """Read a file in another process, within limits of time and memory.

    Args:
        read: reads it; it can be sent from one process to another.
        name: the file as the user named it, for messages.
        recognise: whether that recognises text, by programs that take more of both.

    Raises:
        S55Error: I102 the limits are passed, or the process ended; what ``read`` raises.
    """
    seconds, memory = (TIME_LIMIT + _SECONDS, None) if recognise else (_SECONDS, _MEMORY)
    source = apart(read, seconds, memory)
    if source is None:
        raise too_large(name, "reading the file takes more time or memory than s55 allows")
    return source
