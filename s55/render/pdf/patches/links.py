"""Keep of the boxes within a link one link annotation, that of the <a> element.

Made for: WeasyPrint 70.0 (`weasyprint.document.Page.links`).
Why: WeasyPrint makes a link of each box within a link too, for example of its emphasis; the
    annotations lie upon each other, and PDF/UA-1 (clause 7.18.5) wants each in a tag of its own.
Upstream: gathering the links of a page would have to leave out boxes that only inherit their link.
"""

from __future__ import annotations

from typing import Any


def drop_nested_links(document: Any) -> None:
    """Drop the links of a rendered document that do not come from an <a> element itself."""
    for page in document.pages:
        page.links = [link for link in page.links if link[3].element_tag == "a"]
