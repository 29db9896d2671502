"""The Markdown texts of a tree, and the file's lines in which their own lines stand."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from s55.model.office import Settings
from s55.model.response import Response
from s55.sources.reading import read_tree
from s55.sources.texts import line_in_file, markdown_texts
from s55.sources.tree import Mapping, Scalar, format_path, value_at
from tests.drafts_for_tests import FINISHED, HEAD, SETTINGS


def _paths(text: str, model: type[Response] | type[Settings] = Response) -> list[str]:
    root, _ = read_tree(text)
    assert root is not None
    return [format_path(loc) for loc, _ in markdown_texts(root, model)]


def test_the_markdown_texts_of_a_draft() -> None:
    """Long texts at any depth; no titles, names, numbers or dates."""
    assert _paths(FINISHED) == [
        "key_findings",
        "recommendations.items[0].text",
        "recommendations.items[0].chief_officer",
        "recommendations.items[0].policing_body",
        "chief_officer.comments",
        "policing_body.opening",
    ]


def test_statements_notes_and_nested_items_are_markdown_too() -> None:
    """Also where the draft is otherwise wrong."""
    text = (
        "qqq: x\nkey_findings:\nrecommendations:\n  none: There were none.\n  introduction: a\n"
        "causes_of_concern:\n  items:\n    - recommendations:\n        - office_notes: b\n"
        "          number: 1\n          txt: c\n"
    )
    assert _paths(text) == [
        "recommendations.none",
        "recommendations.introduction",
        "causes_of_concern.items[0].recommendations[0].office_notes",
    ]


def test_settings_hold_no_markdown() -> None:
    """Their words are lines."""
    assert _paths(SETTINGS, Settings) == []


CASES = {
    "below a bar": "a: |\n  one\n  two\n\n  WORD\n",
    "below a bar with a comment": "a: |- # c\n  one\n  two\n\n  WORD\n",
    "below a bar after blank lines": "a: |\n\n\n  one\n\n  WORD\n",
    "folded": "a: >\n  one\n  two\n\n  WORD\n  more\n",
    "folded with deeper lines": "a: >-\n  one\n    two\n  three\n\n  WORD\n",
    "plain": "a: one\n  two\n\n  WORD more\n",
    "plain below its key": "a:\n  one\n  two\n\n  WORD\n",
    "single quotes": "a: 'it''s one\n  two\n\n  WORD'\n",
    "double quotes": 'a: "one \\"\\u00e9\\" \\\n  two\n\n\n  WORD"\n',
    "double quotes, line ends as escapes": 'a: "one\\n\\n\\\n  two\\_\\t\\n\\\n\\\n  WORD"\n',
}


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("text", CASES.values(), ids=CASES.keys())
def test_a_line_of_a_text_is_found_in_the_file(text: str, newline: str) -> None:
    """In every style that YAML has."""
    text = text.replace("\n", newline)
    root, problems = read_tree(text)
    assert problems == []
    assert isinstance(root, Mapping)
    node = value_at(root, ("a",))
    assert isinstance(node, Scalar)
    (line,) = (n for n, words in enumerate(node.text.split("\n"), 1) if words.startswith("WORD"))
    assert "WORD" in text.split("\n")[line_in_file(text, node, line) - 1]


WORDS = st.text(st.sampled_from("ab'\"\\:#-é✓\u00a0 "), max_size=12).map(str.strip)


@given(
    st.lists(WORDS, max_size=5), st.sampled_from(["|", ">", "'", '"', None]), st.integers(10, 40)
)
def test_lines_are_found_however_another_program_writes_the_text(
    lines: list[str], style: str | None, width: int
) -> None:
    """PyYAML writes the style; the marked line is found in it."""
    value = "\n".join([*lines, "WORD", *lines])
    text = yaml.dump({"a": value}, default_style=style, width=width, allow_unicode=True)
    root, problems = read_tree(text)
    assert problems == []
    assert isinstance(root, Mapping)
    node = root.entries[0].value
    assert isinstance(node, Scalar)
    assert node.text == value
    found = line_in_file(text, node, len(lines) + 1)
    assert "WORD" in text.split("\n")[found - 1]


def test_a_line_beyond_the_text_is_its_beginning() -> None:
    """A place inside the file in any case."""
    root, _ = read_tree(HEAD)
    assert root is not None
    node = value_at(root, ("inspection", "title"))
    assert isinstance(node, Scalar)
    assert line_in_file(HEAD, node, 7) == 3
