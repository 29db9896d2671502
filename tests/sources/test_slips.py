"""Values that YAML reads otherwise than they were typed: each is warned of, at its place."""

from __future__ import annotations

import pytest

from s55.drafts.load import load
from tests.drafts_for_tests import HEAD


def found(more: str, head: str = HEAD) -> list[tuple[str, int | None, int | None]]:
    """Code, line and column of the problems, counted from the lines after the head."""
    draft, problems = load(head + more, "a.yaml")
    assert draft is not None, problems
    above = head.count("\n")
    return [(one.code, (one.line or 0) - above, one.column) for one in problems]


@pytest.mark.parametrize(
    ("more", "column"),
    [
        ("key_findings: Cell #7 was cold.\n", 20),
        ("key_findings: It's one #7\n", 24),
        ("office_notes: a #(b)\n", 17),
        ("office_notes: #4 is cold\n", 15),
    ],
)
def test_a_number_sign_that_cuts_a_text(more: str, column: int) -> None:
    """What follows is a comment to YAML."""
    assert found(more) == [("D156", 1, column)]


def test_the_hint_shows_the_whole_text_in_quotes() -> None:
    """With an apostrophe as YAML wants it."""
    _, (problem,) = load(HEAD + "key_findings: It's cell #7 then\n", "a.yaml")
    assert "'It''s cell #7 then'" in problem.hint


@pytest.mark.parametrize(
    "more",
    [
        "key_findings: Cold.  # a comment\n",
        "key_findings: 'Cell #7'\n",
        "key_findings: Cell#7\n",
        "key_findings: |  #7\n  Cold.\n",
        "key_findings: |\n  Cell #7\n",
        "#7 is the cell\nkey_findings: Cold.\n",
        "key_findings: # 7\n",
    ],
)
def test_what_is_a_comment_or_is_not_cut_is_nothing_to_warn_of(more: str) -> None:
    """Comments of people begin with a space."""
    assert found(more) == []


def test_curly_quotes_round_a_value() -> None:
    """A line of text is not meant to be printed with them; a long text may quote somebody."""
    head = HEAD.replace("title: Harbour policing", "title: “Harbour policing”")
    assert head != HEAD
    assert found("", head) == [("D157", -6, 10)]
    assert found("key_findings: “We agree.”\n") == []


def test_curly_quotes_that_do_not_quote_are_named() -> None:
    """The user believes that the text is in quotes."""
    draft, (problem,) = load(HEAD.replace("title: H", "title: “PEEL: H"), "a.yaml")
    assert draft is None
    assert problem.code == "D005"
    assert problem.hint.startswith("The curly quotes are letters to YAML")


@pytest.mark.parametrize(
    ("more", "line"),
    [
        ("key_findings: |\n  To do:\n  (a) count;\n  (c) train.\n", 3),
        ("key_findings: >\n  To do:\n  (a) count;\n  (b) train.\n", 3),
        ("key_findings: >\n  To do:\n  - count;\n  - train.\n", 3),
        ("key_findings:\n  To do\n  - count;\n  - train.\n", 3),
    ],
)
def test_lines_of_a_list_that_run_together(more: str, line: int) -> None:
    """In Markdown, or before it in YAML."""
    assert found(more) == [("T213", line, None)]


@pytest.mark.parametrize(
    "more",
    [
        "key_findings: |\n  To do:\n  - count;\n  - train.\n",
        "key_findings: |\n  To do:\n\n  1) count;\n  2) train.\n",
        "key_findings: |\n  In part\n  2. of it, one\n  was found.\n",
        "key_findings: |\n  (a) count;\\\n  (b) train.\n",
        "key_findings: >\n  To do:\n\n\n  - count;\n\n  - train.\n",
    ],
)
def test_lists_and_single_lines_are_nothing_to_warn_of(more: str) -> None:
    """A line that ends in a backslash stays a line."""
    assert found(more) == []


@pytest.mark.parametrize(
    ("more", "codes"),
    [
        ("key_findings: |\n  We saw cell\n #7 in May.\n", [("D156", 3, 2)]),
        ("key_findings:\n  We saw\n  cell\n#7\n", [("D156", 4, 1)]),
        ("key_findings: |\n  We saw it.\n#letter:\n# 7 in May\n\n#8\n", []),
    ],
)
def test_a_line_below_a_text_that_is_a_comment(
    more: str, codes: list[tuple[str, int, int]]
) -> None:
    """The end of a text that is indented too little, and begins with #; a key may be turned off."""
    assert found(more) == codes


@pytest.mark.parametrize(
    ("more", "line"),
    [
        ("key_findings: >\n  One.\n\n  Two\n  goes on.\n", 4),
        ("key_findings: One.\n\n  Two.\n", 3),
        ("key_findings: >\n  | a | b |\n  |---|---|\n", 2),
        ("key_findings: >\n  a\n\n\n  ## b\n  c\n", 5),
        ("key_findings:\n  Street\\\n  Town\n", 2),
    ],
)
def test_paragraphs_and_lines_that_run_together(more: str, line: int) -> None:
    """Below > or beside the key one empty line does not begin a paragraph."""
    assert found(more) == [("T213", line, None)]


@pytest.mark.parametrize(
    "more",
    [
        "key_findings: >\n  One.\n\n\n  Two.\n\n\n  ## H\n\n  Three.\n",
        "key_findings: >\n  One\n  and\n\n\n  - two\n\n  - three\n",
        "office_notes: |\n  One.\n\n  Two.\n",
        'key_findings: "One.\n\n\n  Two."\n',
        "key_findings: 'One,\n\n  as PyYAML writes it.'\n",
    ],
)
def test_paragraphs_that_stay_apart_are_nothing_to_warn_of(more: str) -> None:
    """Two empty lines are one when YAML has joined the lines."""
    assert found(more) == []
