"""Import WeasyPrint without a search for its system libraries.

Made for: WeasyPrint 70.0 (`weasyprint.text.ffi`).
Why: WeasyPrint tries several names for each library. For those that are not file names
    ctypes starts ldconfig, gcc and ld one after the other, which takes longer than laying out a
    document. The names it tries last (``libpango-1.0.so.0``) need no search on Linux. It also
    prints a banner when a library is missing.
Upstream: `weasyprint.text.ffi` would have to try the file names first, and raise without printing.
"""

from __future__ import annotations

import contextlib
import ctypes.util
import io
from collections.abc import Iterator


@contextlib.contextmanager
def no_search() -> Iterator[None]:
    """Let every search of ctypes for a library find nothing."""
    search = ctypes.util.find_library
    ctypes.util.find_library = lambda _: None  # type: ignore[assignment]  # a search of any name
    try:
        yield
    finally:
        ctypes.util.find_library = search


@contextlib.contextmanager
def no_banner() -> Iterator[None]:
    """Swallow what WeasyPrint prints when it misses a library."""
    with contextlib.redirect_stdout(io.StringIO()):
        yield
