"""Cut fonts without writing into them when that was done, so that the same page is the same bytes.

Made for: WeasyPrint 70.0 (`weasyprint.pdf.fonts.Font.clean`).
Why: variable fonts, and fonts whose letters are pictures, are saved by fontTools, which writes the
    present time into their table `head`: the PDF is another one each second.
Upstream: `clean` would have to open them with `recalcTimestamp=False`.
"""

from __future__ import annotations

from functools import partial
from typing import Any


def keep_font_times(fonts: Any) -> None:
    """Let fonts keep the time at which they were made.

    Args:
        fonts: WeasyPrint's module of that name that writes them into a PDF.
    """
    fonts.TTFont = partial(fonts.TTFont, recalcTimestamp=False)
