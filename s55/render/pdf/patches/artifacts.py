"""Mark page numbers, running titles and the repeated heads of tables as artifacts.

Made for: WeasyPrint 70.0 (`weasyprint.pdf.stream.Stream.marked`, `weasyprint.pdf.tags`).
Why: WeasyPrint tags what stands in the margins of a page, and leaves the tags out of the tree: the
    content then has a tag that nobody finds. PDF/UA-1 (clause 7.8) wants it marked as a pagination
    artifact, as a header or a footer. The head of a table is tagged again on each page.
Upstream: `Stream.marked` would have to begin an artifact in margin boxes and in the repeated groups
    of rows of a table, and `_build_box_tree` to pass over them.
"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Iterator
from typing import Any

from s55.render.pdf.patches.structure import rename_headers

Box = Any
"""A box of WeasyPrint, which has no types."""

_SUBTYPES = {"@top": "/Header", "@bottom": "/Footer"}


def leave_out_artifacts(tags: Any, stream: Any) -> None:
    """Let WeasyPrint draw the boxes of :func:`mark_artifacts` as artifacts, without a tag.

    Args:
        tags: the module ``weasyprint.pdf.tags``.
        stream: the module ``weasyprint.pdf.stream``.
    """
    build, marked = tags._build_box_tree, stream.Stream.marked

    @functools.wraps(build)
    def build_box_tree(box: Box, *others: Any) -> Iterator[Any]:
        if _kind(box) is None:
            yield from build(box, *others)

    @contextlib.contextmanager
    def marked_or_artifact(page: Any, box: Box, tag: str) -> Iterator[None]:
        kind = _kind(box)
        if kind is None:
            with marked(page, box, tag):
                yield
            return
        properties = tags.pydyf.Dictionary({"Type": "/Pagination", **kind})
        begin = super(stream.Stream, page).begin_marked_content
        begin("Artifact", properties)
        try:
            yield
        finally:
            super(stream.Stream, page).end_marked_content()

    tags._build_box_tree = build_box_tree
    stream.Stream.marked = functools.wraps(marked)(marked_or_artifact)


def mark_artifacts(document: Any) -> list[tuple[Box, Box]]:
    """Mark the boxes of a rendered document that only help to find one's way on paper.

    A link in them is dropped: an artifact cannot hold one.

    Returns:
        the cells of repeated heads, each with the same cell of the first head.
    """
    first_groups: dict[Any, Box] = {}
    cells: list[tuple[Box, Box]] = []
    for page in document.pages:
        for box in page._page_box.children:
            keyword = str(getattr(box, "at_keyword", ""))
            if keyword:
                subtype = _SUBTYPES.get(keyword.partition("-")[0])
                _mark(box, {"Subtype": subtype} if subtype else {})
        for box in page._page_box.descendants():
            if getattr(box, "is_header", False) or getattr(box, "is_footer", False):
                first = first_groups.setdefault(box.element, box)
                if first is not box:
                    _mark(box, {})
                    cells += zip(_cells(box), _cells(first), strict=True)
        page.links = [link for link in page.links if _kind(link[3]) is None]
    for repeated, _ in cells:
        repeated.mark = {"A": {}}  # where WeasyPrint writes the ID of a header cell
    return cells


def name_first_heads(pdf: Any, cells: list[tuple[Box, Box]]) -> None:
    """Let the cells of a ``pydyf.PDF`` under a repeated head name the cells of the first head.

    Args:
        pdf: the file that is about to be written.
        cells: what :func:`mark_artifacts` gave.
    """
    rename_headers(
        pdf,
        {
            repeated.mark["ID"].string: first.mark["ID"]
            for repeated, first in cells
            if "ID" in repeated.mark
        },
    )


def _mark(box: Box, kind: dict[str, str]) -> None:
    for one in (box, *box.descendants()):
        one.kind_of_artifact = kind


def _kind(box: Box) -> dict[str, str] | None:
    kind: dict[str, str] | None = getattr(box, "kind_of_artifact", None)
    return kind


def _cells(group: Box) -> list[Box]:
    return [cell for row in group.children for cell in row.children]
