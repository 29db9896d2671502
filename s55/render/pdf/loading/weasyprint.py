"""Load WeasyPrint quickly, and say plainly which system library it misses."""

from __future__ import annotations

import contextlib
import re
import sys
import warnings
from types import SimpleNamespace

from s55.errors import ExitCode, S55Error
from s55.problems import error
from s55.render.pdf.loading.colours import name_known_profiles
from s55.render.pdf.loading.declarations import OtherDeclarationsError, compiled_declarations
from s55.render.pdf.loading.libraries import no_banner, no_search
from s55.render.pdf.loading.own_style import read_own_style_late, unread_sheets
from s55.render.pdf.loading.stand_ins import stand_ins
from s55.render.pdf.patches.artifacts import leave_out_artifacts
from s55.render.pdf.patches.font_folders import remove_in_time
from s55.render.pdf.patches.font_times import keep_font_times
from s55.render.pdf.patches.language import tag_languages
from s55.render.pdf.patches.line_breaks import keep_full_lines
from s55.render.pdf.patches.page_references import keep_references
from s55.render.pdf.patches.parts import remember_elements
from s55.render.pdf.shortcuts.contexts import let_go_of_contexts
from s55.render.pdf.shortcuts.font_descriptions import keep_font_descriptions
from s55.render.pdf.shortcuts.glyph_runs import keep_runs
from s55.render.pdf.shortcuts.glyph_strings import keep_strings
from s55.render.pdf.shortcuts.kept_lines import keep_lines
from s55.render.pdf.shortcuts.kept_sheets import keep_sheets
from s55.render.pdf.shortcuts.lengths import keep_lengths
from s55.render.pdf.shortcuts.page_names import ask_first_and_last
from s55.render.pdf.shortcuts.page_styles import keep_page_styles
from s55.render.pdf.shortcuts.plain_boxes import know_usual_flow, pass_over_plain_boxes
from s55.render.pdf.shortcuts.struts import keep_struts
from s55.render.pdf.shortcuts.usual_values import take_usual_values

_NAMES = {
    "gobject": "GLib (gobject)",
    "pangoft2": "PangoFT2",
    "pango": "Pango",
    "harfbuzz-subset": "HarfBuzz-Subset",
    "harfbuzz": "HarfBuzz",
    "fontconfig": "Fontconfig",
}
_PATCHED = "patched_by_s55"
_LIBRARY = re.compile("|".join(_NAMES))

_INSTALL = (
    "On Debian or Ubuntu: sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0. "
    "On macOS: brew install pango. On Windows: install MSYS2 and run "
    "pacman -S mingw-w64-ucrt-x86_64-pango. Without it, --to docx,html works."
)


def weasyprint() -> SimpleNamespace:
    """Load and patch WeasyPrint, and give the parts of it that make a PDF: HTML and so on.

    Raises:
        S55Error: P501 when a system library (Pango and what comes with it) is missing.
    """
    with warnings.catch_warnings(), no_banner():
        # WeasyPrint warns of libraries that a later version will need.
        warnings.simplefilter("ignore")
        _import_weasyprint()
        _patch()
        from weasyprint import CSS, HTML, Attachment  # slow
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.urls import FatalURLFetchingError, URLFetcherResponse
    return SimpleNamespace(
        HTML=HTML,
        CSS=CSS,
        Attachment=Attachment,
        FontConfiguration=FontConfiguration,
        FatalURLFetchingError=FatalURLFetchingError,
        URLFetcherResponse=URLFetcherResponse,
    )


def _patch() -> None:
    """Put right what WeasyPrint gets wrong while it lays out and tags, once."""
    import weasyprint as package
    from weasyprint import pdf
    from weasyprint.layout import inline
    from weasyprint.pdf import fonts as written_fonts
    from weasyprint.pdf import pydyf, stream, tags
    from weasyprint.text import fonts

    if hasattr(inline, _PATCHED):
        return
    setattr(inline, _PATCHED, True)  # lost, as the patches are, by another import
    read_own_style_late(package)
    name_known_profiles(pdf)
    keep_full_lines(inline)
    keep_references(pydyf)
    tag_languages(tags)
    remember_elements(tags)
    leave_out_artifacts(tags, stream)
    remove_in_time(fonts)
    keep_font_times(written_fonts)
    _quicken()


def _quicken() -> None:
    """Let WeasyPrint come to the same in less time."""
    from weasyprint import css, document
    from weasyprint.css.properties import Dimension
    from weasyprint.draw import text
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout import background, inline, page, percent, preferred
    from weasyprint.text import fonts, line_break

    let_go_of_contexts(document)
    keep_sheets(css)
    keep_page_styles(page)
    take_usual_values(css)
    layout = [one for name, one in sys.modules.items() if name.startswith("weasyprint.layout.")]
    keep_lengths((percent, *layout), boxes, Dimension)
    keep_struts(inline)
    keep_font_descriptions(line_break)
    keep_lines((inline, preferred), fonts.FontConfiguration)
    ask_first_and_last(boxes)
    pass_over_plain_boxes(background, css.INITIAL_VALUES, boxes.Box)
    know_usual_flow(boxes)
    if keep_strings(text):
        keep_runs(line_break)


def _import_weasyprint() -> None:
    """Import WeasyPrint without searching for libraries; if that fails, in its own way."""
    if "weasyprint" in sys.modules:
        return
    if sys.platform.startswith("linux"):
        with (
            contextlib.suppress(OSError, OtherDeclarationsError),
            no_search(),
            compiled_declarations(),
        ):
            if _all_libraries():
                return
        # The loader does not find a library by its name: let WeasyPrint search for it.
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
    """Import what loads the libraries; give whether the optional one was found too.

    Raises:
        OSError: a library is missing.
    """
    with stand_ins(), unread_sheets():
        from weasyprint.text.ffi import harfbuzz_subset

    return harfbuzz_subset is not None


def _forget_half_imported() -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == "weasyprint"]:
        del sys.modules[name]


def _missing_library(failure: str) -> S55Error:
    found = _LIBRARY.search(failure)
    library = _NAMES[found[0]] if found else "Pango"
    problem = error("P501", f"PDF output needs the system library {library}", _INSTALL)
    return S55Error([problem], ExitCode.MISSING_LIBRARY)
