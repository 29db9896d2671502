"""Keys and comments of a text in their order, and the paths of its values."""

from __future__ import annotations

from s55.model.response import Response
from s55.sources.comments import keys_and_comments
from s55.sources.reading import read_tree
from s55.sources.slips import slips_of
from s55.sources.texts import markdown_texts
from s55.sources.tree import format_path


def test_keys_and_comments_come_in_the_order_of_the_text() -> None:
    """A number sign in a value is no comment; one beside the bar of a long text is."""
    text = "#one\na: b  # two\nc:\n  - d: |  # three  \n      # text\n  - 'e # f'\n#four\n"
    root, problems = read_tree(text)
    assert root is not None
    assert problems == []
    found = list(keys_and_comments(text, root))
    assert [words for _, words in found] == ["#one", "a:", "# two", "c:", "d:", "# three", "#four"]
    assert all(text.startswith(words, at) for at, words in found)


def test_values_in_lists_have_their_own_paths() -> None:
    """A slip, and a long text, in the second entry of a list."""
    text = "a:\n  - x\n  - b: “q”\n"
    root, _ = read_tree(text)
    assert root is not None
    assert [slip.path for slip in slips_of(text, root, ())] == ["a[1].b"]
    assert list(slips_of(text, root, {("a", 1, "b")})) == []
    root, _ = read_tree("recommendations:\n  items:\n    - text: c\n    - text: d\n")
    assert root is not None
    assert [format_path(loc) for loc, _ in markdown_texts(root, Response)] == [
        "recommendations.items[0].text",
        "recommendations.items[1].text",
    ]
