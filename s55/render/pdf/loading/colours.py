"""Give a PDF its colour profile without Pillow.

Made for: WeasyPrint 70.0 (`weasyprint.css.ColorProfile`).
Why: it reads the name of the profile that it brings itself, sRGB, with Pillow, which nothing else
    in a document without pictures needs.
Upstream: keep the name of that profile beside it.
"""

from __future__ import annotations

import hashlib
from typing import Any

_NAMES = {
    "384b832de3412066743b52a75ee906b6fb9fb8d9e09e936fc2c43223815c6e0a": (
        "IEC 61966-2-1 Default RGB Colour Space - sRGB"
    )
}
"""What Pillow reads as the name of a profile, by the SHA-256 of its file (ICC, sRGB2014)."""


def name_known_profiles(pdf: Any) -> None:
    """Let `weasyprint.pdf` take a profile whose name is known as it is."""
    read = pdf.ColorProfile

    def profile(file_object: Any, *arguments: Any) -> Any:
        content = file_object.read()
        name = _NAMES.get(hashlib.sha256(content).hexdigest())
        if name is None:
            file_object.seek(0)
            return read(file_object, *arguments)
        return _KnownProfile(content, name, *arguments)

    pdf.ColorProfile = profile


class _KnownProfile:
    """What WeasyPrint asks of its `ColorProfile`."""

    def __init__(
        self, content: bytes, name: str, src: str, rendering_intent: str, components: Any
    ) -> None:
        self.content, self.name, self.src = content, name, src
        self.rendering_intent, self.components = rendering_intent, components
        self.pdf_reference: bytes | None = None
