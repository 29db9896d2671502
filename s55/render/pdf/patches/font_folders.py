"""Remove the folder with the fonts of a style sheet, however the command ends.

Made for: WeasyPrint 70.0 (`weasyprint.text.fonts.FontConfiguration.__del__`).
Why: it removes the folder when it is deleted. One that lives as long as the command is deleted
    after Python has taken its modules apart, or never: the folder stays, and a traceback may be
    printed.
Upstream: `add_font_face` would have to call `weakref.finalize` where it makes the folder.
"""

from __future__ import annotations

import functools
import shutil
import weakref
from typing import Any


def remove_in_time(fonts: Any) -> None:
    """Let folders of fonts be removed before the modules are taken apart.

    Args:
        fonts: WeasyPrint's module of that name.
    """
    known = fonts.FontConfiguration.add_font_face

    @functools.wraps(known)
    def add_font_face(configuration: Any, *described: Any) -> Any:
        before = configuration._folder
        try:
            return known(configuration, *described)
        finally:
            folder = configuration._folder
            if folder is not before:
                weakref.finalize(configuration, shutil.rmtree, folder, ignore_errors=True)

    fonts.FontConfiguration.add_font_face = add_font_face
    del fonts.FontConfiguration.__del__
