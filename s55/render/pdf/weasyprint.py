"""WeasyPrint and the system libraries it needs: loaded quickly, and missed in plain words."""

from __future__ import annotations

import contextlib
import ctypes.util
import io
import re
import sys
import warnings
from collections.abc import Iterator
from types import SimpleNamespace

from s55.errors import ExitCode, S55Error
from s55.problems import error
from s55.render.pdf.patches import language as pdf_language
from s55.render.pdf.patches.line_breaks import mend
from s55.render.pdf.patches.page_references import keep_references
from s55.render.pdf.patches.table_rows import remember_sources

_NAMES = {
    "gobject": "GLib (gobject)",
    "pangoft2": "PangoFT2",
    "pango": "Pango",
    "harfbuzz-subset": "HarfBuzz-Subset",
    "harfbuzz": "HarfBuzz",
    "fontconfig": "Fontconfig",
}
_LIBRARY = re.compile("|".join(_NAMES))

_INSTALL = (
    "On Debian or Ubuntu: sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0. "
    "On macOS: brew install pango. On Windows: install MSYS2 and run "
    "pacman -S mingw-w64-ucrt-x86_64-pango. Without it, --to docx,html works."
)


def weasyprint() -> SimpleNamespace:
    """The parts of WeasyPrint that make a PDF: HTML, Attachment, FontConfiguration and so on.

    Raises:
        S55Error: P501 when a system library (Pango and what comes with it) is missing.
    """
    with warnings.catch_warnings(), _without_banner():
        # WeasyPrint warns of libraries that a later version will need.
        warnings.simplefilter("ignore")
        _import_weasyprint()
        from weasyprint.layout import inline

        mend(inline)
        from weasyprint.pdf import pydyf, tags

        keep_references(pydyf)
        pdf_language.mend(tags)
        remember_sources(tags)
        from weasyprint import HTML, Attachment  # costs what this module saves
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.urls import FatalURLFetchingError, URLFetcherResponse
    return SimpleNamespace(
        HTML=HTML,
        Attachment=Attachment,
        FontConfiguration=FontConfiguration,
        FatalURLFetchingError=FatalURLFetchingError,
        URLFetcherResponse=URLFetcherResponse,
    )


def _import_weasyprint() -> None:
    """Import WeasyPrint in the quick way, else in its own."""
    if "weasyprint" in sys.modules:
        return
    if sys.platform.startswith("linux"):
        with contextlib.suppress(OSError), _no_search_for_libraries():
            if _all_libraries():
                return
        # A library lies where the loader does not find it by its name: search for it.
        _forget_half_imported()
    try:
        if _all_libraries():
            return
    except OSError as failure:
        _forget_half_imported()
        raise _missing_library(str(failure)) from None
    # WeasyPrint would go on with another way to cut fonts, and with other bytes.
    _forget_half_imported()
    raise _missing_library("harfbuzz-subset")


def _all_libraries() -> bool:
    """Import what loads the libraries, and tell whether the optional one was found as well.

    Raises:
        OSError: a library is missing.
    """
    from weasyprint.text.ffi import harfbuzz_subset

    return harfbuzz_subset is not None


def _forget_half_imported() -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == "weasyprint"]:
        del sys.modules[name]


@contextlib.contextmanager
def _no_search_for_libraries() -> Iterator[None]:
    """Let every search for a library find nothing.

    WeasyPrint tries several names for each library; for those that are no file names ctypes
    starts ldconfig, gcc and ld, one after the other, which takes longer than the layout of a
    document. The names it tries last ('libpango-1.0.so.0') need no search on Linux.
    """
    search = ctypes.util.find_library
    ctypes.util.find_library = lambda _: None  # type: ignore[assignment]
    try:
        yield
    finally:
        ctypes.util.find_library = search


@contextlib.contextmanager
def _without_banner() -> Iterator[None]:
    """Swallow what WeasyPrint prints when it misses a library."""
    with contextlib.redirect_stdout(io.StringIO()):
        yield


def _missing_library(failure: str) -> S55Error:
    found = _LIBRARY.search(failure)
    library = _NAMES[found[0]] if found else "Pango"
    problem = error("P501", f"PDF output needs the system library {library}", _INSTALL)
    return S55Error([problem], ExitCode.MISSING_LIBRARY)
