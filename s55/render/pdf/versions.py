"""Tell the versions of the system libraries that lay out PDFs."""

from __future__ import annotations

import ctypes
import platform
from functools import cache

from s55.errors import S55Error

_LIBRARIES = (
    ("libpango-1.0.so.0", "pango_version_string", ctypes.c_char_p),
    ("libharfbuzz.so.0", "hb_version_string", ctypes.c_char_p),
    ("libfontconfig.so.1", "FcGetVersion", ctypes.c_int),
)
"""The file of each on Linux, the function that tells its version, and as what."""


@cache
def library_versions() -> tuple[str, ...]:
    """Give the versions of Pango, HarfBuzz and Fontconfig; '' for one that is not there.

    On Linux the libraries are asked by themselves, which takes a fiftieth of the time that loading
    WeasyPrint does.
    """
    if platform.system() == "Linux":
        return tuple(_asked(*library) for library in _LIBRARIES)
    from s55.render.pdf.loading.weasyprint import weasyprint

    try:
        weasyprint()
    except S55Error:
        return ("",)
    from weasyprint.text.ffi import pango

    return (str(pango.pango_version()),)


def _asked(file: str, function: str, result: type[ctypes.c_char_p | ctypes.c_int]) -> str:
    try:
        told = getattr(ctypes.CDLL(file), function)
    except (OSError, AttributeError):
        return ""
    told.restype = result
    return str(told())
