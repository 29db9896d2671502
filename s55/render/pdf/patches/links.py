"""Describe links by their words, and keep the annotations of the <a> element alone.

Made for: WeasyPrint 70.0 (`weasyprint.document.Page.links`, `weasyprint.pdf.anchors.add_links`).
Why: WeasyPrint makes a link of each box within a link too, for example of its emphasis; the
    annotations overlap, and PDF/UA-1 (clause 7.18.5) wants a separate tag for each. It describes a
    link by its address, which a screen reader reads out, for a link within the file by an anchor.
Upstream: gathering the links of a page would have to leave out boxes that only inherit their link,
    and `add_links` to describe a link by what it says.
"""

from __future__ import annotations

from typing import Any

from s55.render.pdf.patches.structure import elements, kids, referenced


def drop_nested_links(document: Any) -> None:
    """Drop the links of a rendered document that do not come from an <a> element itself."""
    for page in document.pages:
        page.links = [link for link in page.links if link[3].element_tag == "a"]


def describe_links(pdf: Any) -> None:
    """Describe the links of a ``pydyf.PDF`` that is about to be written by their words.

    A label of the page (``aria-label``) goes before them, as it does on the page.
    """
    for tag in elements(pdf, "/Link"):
        source = getattr(tag, "source", None)
        words = "" if source is None else _words(source)
        for kid in kids(pdf, tag) if words else ():
            if kid.get("Type") == "/OBJR":
                annotation = referenced(pdf, kid["Obj"])
                annotation["Contents"] = type(annotation["Contents"])(words)


def _words(link: Any) -> str:
    pictures = (picture.get("alt") or "" for picture in link.iter("img"))
    said = link.get("aria-label") or "".join(link.itertext())
    return " ".join(said.split()) or " ".join(pictures)
