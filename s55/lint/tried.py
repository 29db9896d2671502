"""Make the documents of a set from the sample, each once, for all rules that look at them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from s55.errors import S55Error
from s55.lint.parsed.checked import CheckedSet, Document, HtmlLayout
from s55.lint.parsed.word import WordLayout
from s55.lint.samples import sample_view
from s55.render.html.document import to_html
from s55.render.word.document import to_docx
from s55.templating.manifest import WordManifest
from s55.views.response.contents import DocumentView

Made = TypeVar("Made")

_NO_ORIGINAL = b"{}"
"""What the Word file carries of its draft: nothing, the sample is nobody's."""


def tried_page(checked: CheckedSet, document: Document) -> str | None:
    """Make the page of a document from the sample; None where it has none.

    Raises:
        S55Error: whatever stops it, each time that it is asked for.
    """

    def made() -> str | None:
        view = _view(checked, document)
        if view is None or not isinstance(document.html, HtmlLayout):
            return None
        return to_html(view, checked.template, document.html.name)

    return _once(checked, f"page of {document.name}", made)


def tried_word(checked: CheckedSet, document: Document) -> bytes | None:
    """Make the Word file of a document from the sample; None where it has none.

    Raises:
        S55Error: whatever stops it, each time that it is asked for.
    """

    def made() -> bytes | None:
        view, manifest = _view(checked, document), checked.manifest
        if view is None or not isinstance(document.word, WordLayout):
            return None
        if not isinstance(manifest, WordManifest):
            return None
        printed = checked.template.with_manifest(manifest)
        return to_docx(view, printed, _NO_ORIGINAL, layout=document.word.name)

    return _once(checked, f"Word file of {document.name}", made)


def _view(checked: CheckedSet, document: Document) -> DocumentView | None:
    return _once(
        checked, f"view of {document.name}", lambda: sample_view(checked.template, document.name)
    )


def _once(checked: CheckedSet, name: str, made: Callable[[], Made]) -> Made:
    """Make something the first time that it is asked for; keep also what stopped it."""
    key = f"tried: {name}"
    if key not in checked.cache:
        try:
            checked.cache[key] = made()
        except S55Error as failure:
            checked.cache[key] = failure
    known = checked.cache[key]
    if isinstance(known, S55Error):
        raise known
    return cast(Made, known)  # the key is of one kind of document
