"""Give WeasyPrint its declarations of C functions as tables, so that they are not parsed each time.

Made for: WeasyPrint 70.0 (`weasyprint.text.ffi`).
Why: cffi parses 450 lines of C with pycparser whenever WeasyPrint is imported, which takes a tenth
    of the time of a document. Its tables for the same declarations, which it calls out of line, are
    in :mod:`.compiled`. They are used only for the very text that they were made from.
Upstream: WeasyPrint would have to build them when it is packaged ("out-of-line", in cffi's words).
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any

from _cffi_backend import FFI

from s55.render.pdf.loading.compiled import MADE_FROM, TABLES


class OtherDeclarationsError(Exception):
    """WeasyPrint declares something else, or cffi reads other tables."""


class CompiledFFI(FFI):  # type: ignore[misc]  # cffi's backend has no types
    """What `cffi.FFI` is to WeasyPrint, with everything declared that it is going to declare."""

    def cdef(self, text: str) -> None:
        """Compare what is declared with what the tables were made from.

        Raises:
            OtherDeclarationsError: when it is not the same.
        """
        if digest(text) != MADE_FROM:
            raise OtherDeclarationsError

    def dlopen(self, name: str, flags: int) -> Any:
        """Load a library for as long as the process runs.

        Out of line, cffi unloads it when Python ends, and before the last objects that it holds
        are given back to it, which would then end in a crash.

        Raises:
            OSError: when there is none of this name.
        """
        ctypes.CDLL(name)  # is never unloaded
        return super().dlopen(name, flags)


def digest(text: str) -> str:
    """Give the SHA-256 of a text of declarations."""
    return hashlib.sha256(text.encode()).hexdigest()


def _compiled() -> CompiledFFI:
    try:
        return CompiledFFI("weasyprint", **TABLES)
    except Exception as failure:  # whatever another version of cffi makes of the tables
        raise OtherDeclarationsError from failure


@contextlib.contextmanager
def compiled_declarations() -> Iterator[None]:
    """Let WeasyPrint take the tables for what it would declare with cffi.

    Raises:
        OtherDeclarationsError: when they are not for this WeasyPrint or this cffi.
    """
    before = sys.modules.get("cffi")
    stand_in = ModuleType("cffi")
    vars(stand_in)["FFI"] = _compiled
    sys.modules["cffi"] = stand_in
    try:
        yield
    finally:
        if before is None:
            del sys.modules["cffi"]
        else:
            sys.modules["cffi"] = before
