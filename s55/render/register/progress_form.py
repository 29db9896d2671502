"""Write the Word form that people fill in; it carries what the sheet's hidden sheet holds."""

from __future__ import annotations

from s55.render.html.data import FORM_DATA_NAME
from s55.render.register.progress_sheet import base_rows
from s55.render.word.document import to_docx
from s55.templating.sets import WordSet
from s55.views.progress_form import ProgressFormView, progress_form_data
from s55.views.progress_sheet import ProgressSheet


def progress_docx(view: ProgressFormView, sheet: ProgressSheet, template: WordSet) -> bytes:
    """Write the form: the same bytes for the same input, on any day.

    Args:
        view: the form.
        sheet: the sheet whose items it has.
        template: the template set of the register.

    Raises:
        S55Error: L103 when the set has no layout for it, and as
            :func:`s55.render.word.document.to_docx`.
    """
    data = progress_form_data(view, base_rows(sheet))
    return to_docx(view, template, data, data_name=FORM_DATA_NAME, with_outline=True)
