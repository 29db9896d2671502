"""Mark each header cell of a table as heading a column or a row.

Made for: WeasyPrint 70.0 (`weasyprint.pdf.tags._build_box_tree`).
Why: WeasyPrint links cells to their headers by ID but gives a header no scope, which PDF/UA-1
    (clause 7.5) asks for; a cell without headers gets an empty list of them.
Upstream: `_build_box_tree` would have to write /Scope for TH, and no empty /Headers for TD.
"""

from __future__ import annotations

from typing import Any

from s55.render.pdf.patches.structure import elements, referenced


def complete_header_cells(pdf: Any) -> None:
    """Give the header cells of a ``pydyf.PDF`` that is about to be written their scope."""
    for cell in elements(pdf, "/TH"):
        group = referenced(pdf, referenced(pdf, cell["P"])["P"])
        cell["A"]["Scope"] = "/Column" if group["S"] == "/THead" else "/Row"
    for cell in elements(pdf, "/TD"):
        if not cell["A"].get("Headers", True):
            del cell["A"]["Headers"]
