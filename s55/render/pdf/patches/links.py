"""Keep one annotation for each link, that of the <a> element, and none of the boxes within it.

Made for: WeasyPrint 70.0 (`weasyprint.document.Page.links`).
Why: WeasyPrint makes a link of each box within a link too, for example of its emphasis; the
    annotations overlap, and PDF/UA-1 (clause 7.18.5) wants a separate tag for each.
Upstream: gathering the links of a page would have to leave out boxes that only inherit their link.
"""

from __future__ import annotations

from typing import Any


def drop_nested_links(document: Any) -> None:
    """Drop the links of a rendered document that do not come from an <a> element itself."""
    for page in document.pages:
        page.links = [link for link in page.links if link[3].element_tag == "a"]
