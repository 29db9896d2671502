"""Let go of what a document was laid out with as soon as that is done.

Made for: WeasyPrint 70.0 (`weasyprint.document.layout_document`).
Why: what knows all styles, the boxes before layout and the tables refers to itself by the function
    that gets pictures, so that it stays until garbage is collected: through painting and writing,
    and for some documents longer. Looking through it took a twentieth of the time of a PDF.
Upstream: `LayoutContext` would have to hold that function without itself.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any


def let_go_of_contexts(document: Any) -> None:
    """Let a document be painted without what it was laid out with.

    Args:
        document: the module ``weasyprint.document``.
    """
    original = document.layout_document

    @functools.wraps(original)
    def layout_document(html: Any, root_box: Any, context: Any, *more: Any) -> Iterator[Any]:
        yield from original(html, root_box, context, *more)
        context.get_image_from_uri = None

    document.layout_document = layout_document
