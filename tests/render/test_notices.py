"""A layout that does not show that a response was corrected or withdrawn is refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from s55.errors import S55Error
from s55.render.html.document import to_html
from s55.render.word.document import to_docx
from s55.richtext.nodes import Text
from s55.views.fields import InlineField
from tests.render.sets_for_tests import copied_set, only_problem, standard_set
from tests.render.word_files import changed_set
from tests.views_for_tests import rich_view

NOTICE = InlineField("", "Notice", (Text("Corrected on Monday 10 June 2024: <Three> & more."),))
CORRECTED = replace(rich_view(draft=False, blocks=()), notices=(NOTICE,))


def test_a_page_without_the_notice_is_refused(tmp_path: Path) -> None:
    """The message names the layout; a response without notices needs none."""
    template = copied_set(tmp_path)
    layout = template.path("layout.html")
    text = layout.read_text(encoding="utf-8")
    layout.write_text(text.replace("{{ notice }}", ""), encoding="utf-8")
    with pytest.raises(S55Error) as caught:
        to_html(CORRECTED, template)
    problem = only_problem(caught.value)
    assert (problem.code, problem.file) == ("L116", str(layout))
    assert to_html(replace(CORRECTED, notices=()), template)
    assert "&lt;Three&gt; &amp; more." in to_html(CORRECTED, standard_set())


def test_a_word_file_without_the_notice_is_refused(tmp_path: Path) -> None:
    """As the page is."""
    template = changed_set(tmp_path, lambda xml: xml.replace("{{ notice }}", ""))
    with pytest.raises(S55Error) as caught:
        to_docx(CORRECTED, template)
    problem = only_problem(caught.value)
    assert (problem.code, problem.file) == ("L116", str(template.path("layout.docx")))
    assert to_docx(replace(CORRECTED, notices=()), template)
    assert to_docx(CORRECTED, standard_set())
