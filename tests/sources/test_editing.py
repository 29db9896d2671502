"""Surgical edits: the entry is there, and every other byte is as it was."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from s55.richtext.characters import is_forbidden
from s55.sources.editing import EditError, set_entries
from s55.sources.reading import read_tree
from s55.sources.tree import Node, data_of

WEBSITE = ("distribution", "website")
DAY = date(2024, 5, 3)
ORDER = ("format", "key_findings", "sign_off", "distribution", "office_notes")


def _set(text: str, how: str | None = None) -> str:
    entries: dict[str, str | date] = {"date": DAY}
    if how is not None:
        entries["how"] = how
    return set_entries(text, WEBSITE, entries, ORDER)


ADDED = "  website:\n    date: 2024-05-03\n"
GROUP = f"\ndistribution:\n{ADDED}"

INSERTED: list[tuple[str, str, str, str]] = [
    ("at the end", "format: 1\n", GROUP, ""),
    ("after a document that ends with its mark", "format: 1\n", GROUP, "...\n"),
    ("in the usual order", "sign_off:\n  a: b\n", GROUP, "# c\noffice_notes: x\n"),
    ("after keys that nobody knows", "zebra: a\n", GROUP, "office_notes: x\n"),
    ("after a text with blank lines", "key_findings: |\n  a\n\n  b\n", GROUP, "\n# end\n"),
    ("after a list", "key_findings:\n- a\n- b\n", GROUP, ""),
    ("below an empty key", "distribution:\n", ADDED, "office_notes: x\n"),
    ("below an empty key with a comment", "distribution: # when?\n", ADDED, "  # website:\nx: y\n"),
    ("below an empty entry", "distribution:\n  website: # ?\n", ADDED[11:], "  panel:\n"),
    ("after others", "distribution:\n  panel: # p\n    date: a # b\n", ADDED, "\n  # c\nx: y\n"),
    ("after an entry in braces", "distribution:\n  panel: {date: a} # b\n", ADDED, "x: y\n"),
    (
        "as deep as the others",
        "distribution:\n    panel:\n        date: a\n",
        "    website:\n      date: 2024-05-03\n",
        "x: y\n",
    ),
    (
        "after a text of several lines",
        "distribution:\n  panel:\n    how: |\n      a\n\n      b\n",
        ADDED,
        "\n\nx: y\n",
    ),
    ("below quoted keys", "'distribution':\n  \"panel\":\n    date: a\n", ADDED, ""),
    ("among braces", "distribution: {panel: {date: a}", ", website: {date: 2024-05-03}", "} # b\n"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "added", "after"),
    [case[1:] for case in INSERTED],
    ids=[case[0] for case in INSERTED],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_an_entry_is_inserted_at_its_place_and_nothing_else_changes(
    before: str, added: str, after: str, newline: str
) -> None:
    """The text before it and after it stays byte for byte, whatever ends its lines."""
    before, added, after = (part.replace("\n", newline) for part in (before, added, after))
    if "\n" not in before + after:
        added = added.replace("\r\n", "\n")
    assert _set(before + after) == before + added + after


def test_a_last_line_without_its_end_stays_without_it() -> None:
    """No line end is put where the writer left none."""
    assert _set("format: 1") == f"format: 1\n{GROUP}"[:-1]
    assert _set("distribution:\n  website:") == "distribution:\n  website:\n    date: 2024-05-03"
    assert _set("key_findings: |\n  a") == f"key_findings: |\n  a\n{GROUP}"[:-1]


def test_empty_braces_become_a_block_and_their_comment_stays() -> None:
    """As a person would write it."""
    assert _set("distribution: {} # none\nx: y\n") == f"distribution: # none\n{ADDED}x: y\n"
    assert _set("distribution: {}\n") == f"distribution:\n{ADDED}"


def test_an_empty_place_in_braces_is_filled() -> None:
    """Within the braces."""
    assert _set("distribution: {website: }\n") == "distribution: {website: {date: 2024-05-03}}\n"


def test_an_entry_is_replaced_and_its_neighbours_stay() -> None:
    """In a block and in braces; its comments outside stay."""
    head, tail = "# a\ndistribution:\n  # b\n", "  # d\n  panel: {date: c} # e\n"
    old = "  website:\n    date: 2024-01-01 # old\n    reference: x\n"
    assert _set(head + old + tail) == head + ADDED + tail
    flow = "  website: {date: 2024-01-01, reference: x}"
    assert _set(f"{head}{flow} # c\n{tail}", "by post, twice") == (
        f'{head}  website: {{date: 2024-05-03, how: "by post, twice"}} # c\n{tail}'
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("distribution:\n  website: ~\n", "a word for nothing stands at the place"),
        ("distribution:\n  website: 2024-01-01\n", "the place holds something other than keys"),
        ("distribution:\n  - website\n", "the place above it is not a group of keys"),
        ("distribution: soon\n", "the place above it is not a group of keys"),
        ("a: 1\na: 2\n", "the text has problems of its own"),
        ("a: [\n", "the text has problems of its own"),
        ("distribution: {\n  panel: {date: a} # b\n}\n", "the edited text would not be valid"),
    ],
)
def test_a_place_that_cannot_be_edited_safely_is_refused(text: str, message: str) -> None:
    """And not guessed at."""
    with pytest.raises(EditError) as caught:
        _set(text)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("by e-mail", "by e-mail"),
        ("yes", "'yes'"),
        ("007", "'007'"),
        ("2024-05-03", "'2024-05-03'"),
        ("null", "'null'"),
        ("a: b # c", "'a: b # c'"),
        ("the officer's ‘post’", "the officer's ‘post’"),
        ("tŷ ✓", "tŷ ✓"),
        ("x" * 300 + " y", "x" * 300 + " y"),
    ],
)
def test_values_are_written_plainly_where_that_is_safe(value: str, written: str) -> None:
    """Else in quotes, so that another YAML reader takes them for text too."""
    assert _set("distribution:\n", value) == f"distribution:\n{ADDED}    how: {written}\n"


# --- properties --------------------------------------------------------------

LINES = st.text(
    st.one_of(
        st.sampled_from("abc #:-'\"{}[],&*!|>%@`~?\\é✓"),
        st.characters(exclude_categories=("Cc", "Cs", "Co", "Zl", "Zp")).filter(
            lambda character: not is_forbidden(character)
        ),
    ),
    max_size=20,
)
PARTS = st.sampled_from(
    [
        "# a comment\n",
        "\n",
        "format: 1\n",
        "key_findings: |\n  one\n\n  two # no comment\n",
        "key_findings: >-\n    one\n    two\n\n",
        "key_findings: plain words\n  on two lines # comment\n",
        "sign_off: {name: 'A', date: 2024-05-01} # signed\n",
        "recommendations:\n- text: a\n- text: |\n    b\n",
        'office_notes: "quoted\\n  \\\n  words"\n',
        "office_notes:\n",
        "distribution:\n",
        "distribution: {}\n",
        "distribution: {panel: {date: unknown}}\n",
        "distribution:\n  # one\n  panel:   {date: unknown}\n\n  # two\n",
        "distribution:\n   panel:\n      date: 2024-05-01\n      how: |\n        a\n      # end\n",
        "distribution:\n  website:\n    date: 2024-04-01\n  panel:\n    date: 2024-05-01\n",
        "distribution:\n  website:\n  panel:\n",
    ]
)

MANY_PARTS = st.lists(PARTS, max_size=6, unique_by=lambda part: part.split(":")[0]).map("".join)


@given(MANY_PARTS, LINES, st.booleans(), st.booleans())
def test_an_edit_says_what_it_should_and_changes_one_place_alone(
    text: str, how: str, windows: bool, unended: bool
) -> None:
    """The data are the old ones with the entry set; before and after one place nothing differs."""
    text = text.replace("\n", "\r\n") if windows else text
    text = text.removesuffix("\n").removesuffix("\r") if unended else text
    root, problems = read_tree(text)
    assume(root is not None and not problems)
    assert root is not None
    edited = _set(text, how)
    after_root, after_problems = read_tree(edited)
    assert after_root is not None
    assert after_problems == []
    # A text at the very end has a line end once something follows it.
    ended, _ = read_tree(f"{text}\n" if unended else text)
    entry = {"date": "2024-05-03", "how": how}
    assert data_of(after_root) in (_with_website(root, entry), _with_website(ended or root, entry))
    start = _shared(text, edited)
    end = _shared(text[start:][::-1], edited[start:][::-1])
    assert text[start : len(text) - end].strip("{} \r\n") in "date: 2024-04-01"
    assert text.count("#") <= edited.count("#")


def _with_website(root: Node, entry: dict[str, str]) -> dict[str, object]:
    data = data_of(root)
    assert isinstance(data, dict)
    recorded = data.get("distribution") or {}
    return data | {"distribution": recorded | {"website": entry}}


def _shared(one: str, other: str) -> int:
    """How many characters both texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))
