"""A draft's text to its response, and every problem at its line of the file."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from s55.drafts.load import load
from s55.model.inspection import Grade
from s55.model.response import Action
from s55.problems import Severity, error, warning
from s55.richtext.conflicts import END, FIRST, SECOND
from s55.sources.tree import data_of
from tests.drafts_for_tests import FILE, FINISHED, HEAD, draft_of, problems_of_draft, response_of


def test_the_least_that_a_draft_can_be() -> None:
    """An inspection and the format."""
    response = response_of(HEAD)
    inspection = response.inspection
    assert response.format == 1
    assert inspection.title == "Harbour policing"
    assert inspection.published == date(2024, 4, 2)
    assert inspection.publication_types == ("Thematic",)
    assert inspection.forces == ("Saltmarsh Police",)
    assert inspection.link.text == "Report on harbours"
    assert inspection.link.address == "https://example.org/harbours"
    assert response.recommendations is None
    assert response.distribution == {}


def test_a_finished_draft_is_read_to_its_last_field() -> None:
    """Texts keep their line ends, numbers and dates have their types."""
    response = response_of(FINISHED)
    assert response.recommendations is not None
    (item,) = response.recommendations.items
    assert item.number == "2"
    assert item.text == "Chief constables should count their boats.\n"
    assert item.action is Action.TAKEN
    assert response.sign_off is not None
    assert response.sign_off.date == date(2024, 5, 2)
    assert response.distribution["secretary_of_state"][0].on == date(2024, 5, 4)


def test_a_draft_knows_its_file_and_its_text() -> None:
    """For edits and messages."""
    draft = draft_of(FINISHED)
    assert (draft.file, draft.text) == (FILE, FINISHED)


@pytest.mark.parametrize("text", ["just words\n", "- a\n- b\n", "---\n", "'quoted'\n"])
def test_a_file_without_keys_is_told(text: str) -> None:
    """Prose, a list, nothing."""
    draft, (problem,) = load(text, FILE)
    assert draft is None
    assert problem.code == "D010"
    assert problem.file == FILE
    assert problem.message == "the file has no keys such as 'inspection:', so it is not a draft"
    assert problem.hint == "docs/drafts.md shows what a draft looks like; s55 new starts one."
    assert problem.line in {1, 2}


def test_every_problem_bears_the_file_and_nothing_is_left_out() -> None:
    """Of reading, of the model and of a text, all at once."""
    text = (
        HEAD + "key_findings: |\n  fine\n\n  <b>x</b>\nkey_findings: twice\nsign_off:\n  name: A\n"
    )
    draft, problems = load(text, FILE)
    assert draft is None
    assert {problem.file for problem in problems} == {FILE}
    assert [(problem.code, problem.line, problem.path) for problem in problems] == [
        ("D007", 14, ""),
        ("D102", 15, "sign_off.date"),
        ("T201", 13, "key_findings"),
        ("T201", 13, "key_findings"),
    ]


TEXTS: list[tuple[str, str, str, int]] = [
    ("HTML below a bar", "key_findings: |\n  a\n\n  b <u>c\n", "T201", 13),
    ("HTML in folded text", "key_findings: >\n  a\n  b\n\n\n  c\n  d <u>e\n", "T201", 15),
    ("an image beside its key", "key_findings: '![a](https://example.org/b.png)'\n", "T202", 10),
    ("a link to a file", "policing_body:\n  opening: |\n    [a](file:///b)\n", "T204", 12),
    ("a link without words", "chief_officer:\n  comments: '[](https://a.org)'\n", "T205", 11),
    (
        "two versions of a text",
        f"key_findings: |\n  a\n\n  {FIRST}\n\n  b\n\n  {SECOND}\n\n  c\n\n  {END}\n",
        "D118",
        13,
    ),
    ("a text that would vanish", "office_notes: |\n  a\n\n  [b]: c\n", "T207", 13),
    (
        "in an item of an item",
        "causes_of_concern:\n  items:\n    - text: a\n      recommendations:\n"
        "        - text: |\n            b\n            <i>c\n",
        "T201",
        16,
    ),
    ("in the statement that there is nothing", "recommendations:\n  none: <b>none\n", "T201", 11),
]


@pytest.mark.parametrize(
    ("text", "code", "line"), [case[1:] for case in TEXTS], ids=[case[0] for case in TEXTS]
)
def test_problems_in_a_text_are_told_at_their_line(text: str, code: str, line: int) -> None:
    """The line of the file, whatever the style of the text."""
    problems = problems_of_draft(HEAD + text)
    assert [(p.code, p.line, p.column) for p in problems] == [(code, line, None)]
    assert problems[0].severity is Severity.ERROR


def test_a_text_may_be_long_but_not_endless() -> None:
    """Half a million characters, in paragraphs of ten thousand."""
    paragraphs = ["x" * 9_998] * 50
    block = "".join(f"  {paragraph}\n\n" for paragraph in paragraphs)
    long = response_of(f"{HEAD}key_findings: |\n{block}").key_findings
    assert long == "\n\n".join(paragraphs) + "\n"
    assert len(long) == 499_999
    (problem,) = problems_of_draft(f"{HEAD}key_findings: |\n{block}  xxx\n")
    assert problem.message == "'key_findings' is longer than 500000 characters"


@pytest.mark.parametrize("word", ["yes", "Yes", "YES", "true", "True"])
def test_none_yes_is_a_statement_and_not_a_text(word: str) -> None:
    """YAML's own truth values are words like any other until the model reads them."""
    response = response_of(f"{HEAD}recommendations:\n  none: {word}\n")
    assert response.recommendations is not None
    assert response.recommendations.none is True


@pytest.mark.parametrize("word", ["no", "No", "false", ""])
def test_none_no_is_no_statement(word: str) -> None:
    """As if the key were not there."""
    response = response_of(f"{HEAD}recommendations:\n  none: {word}\n")
    assert response.recommendations is not None
    assert response.recommendations.none is False


def test_none_with_words_is_those_words() -> None:
    """Markdown like any other text."""
    response = response_of(f"{HEAD}recommendations:\n  none: Not one.\n")
    assert response.recommendations is not None
    assert response.recommendations.none == "Not one."


@pytest.mark.parametrize(
    ("word", "applies"),
    [("yes", True), ("No", False), ("true", True), ("FALSE", False), ("off", False), ("", True)],
)
def test_applies_is_said_in_words(word: str, applies: bool) -> None:
    """Empty is the same as not there."""
    text = f"{HEAD}recommendations:\n  items:\n    - text: a\n      applies: {word}\n"
    part = response_of(text).recommendations
    assert part is not None
    assert part.items[0].applies is applies


@pytest.mark.parametrize("written", ["1", "'1'", '"1"', " 1 # the first"])
def test_the_format_may_be_quoted(written: str) -> None:
    """It is a number to the one and text to the other."""
    assert response_of(HEAD.replace("format: 1", f"format: {written}")).format == 1


@pytest.mark.parametrize("number", ["2", "2a", "2.10", "007", "'2'", "1e3", "0x10"])
def test_numbers_of_items_stay_as_printed(number: str) -> None:
    """2.10 is not 2.1, and 1e3 is not a thousand."""
    text = f"{HEAD}recommendations:\n  items:\n    - text: a\n      number: {number}\n"
    part = response_of(text).recommendations
    assert part is not None
    assert part.items[0].number == number.strip("'")


def test_empty_keys_are_places_for_what_is_to_come() -> None:
    """Also for recipients, lists and whole groups."""
    keys = "key_findings:\njudgments:\nrecommendations:\n  items:\n  introduction:\n  none:\n"
    response = response_of(f"{HEAD}{keys}sign_off:\ndistribution:\n  website:\n  panel: ~\n")
    assert response.key_findings is None
    assert response.judgments is None
    assert response.recommendations is not None
    assert response.recommendations.items == ()
    assert response.sign_off is None
    assert response.distribution == {}
    assert response_of(f"{HEAD}distribution:\n").distribution == {}


def test_grades_and_actions_may_be_in_capitals() -> None:
    """As they stand at the beginning of a cell."""
    text = (
        "judgments:\n  items:\n    - {area: Boats, grade: Requires Improvement}\n"
        "recommendations:\n  items:\n    - {text: a, action: None}\n"
    )
    response = response_of(HEAD + text)
    assert response.judgments is not None
    assert response.judgments.items[0].grade is Grade.REQUIRES_IMPROVEMENT
    assert response.recommendations is not None
    assert response.recommendations.items[0].action is Action.NONE


def test_a_title_wrapped_in_the_file_is_one_line_and_keeps_its_no_break_spaces() -> None:
    """White space of YAML is folded, that of typography is not."""
    text = HEAD.replace("title: Harbour policing", "title: >\n    Harbour\n    policing\u00a01")
    assert response_of(text).inspection.title == "Harbour policing\u00a01"


def test_letters_and_signs_survive() -> None:
    """Curly quotes, dashes, Welsh letters, ticks, no-break spaces, letters of several parts."""
    words = "‘a’ “b” – — ŵ ŷ ✓ ☑ 10\u00a0000 e\u0301 \U0001f693 \u2011 …"
    assert response_of(f"{HEAD}key_findings: {words}\n").key_findings == words


def test_windows_line_ends_make_no_difference_to_the_response() -> None:
    """Texts have line feeds, whatever the file has."""
    assert response_of(FINISHED.replace("\n", "\r\n")) == response_of(FINISHED)


# --- places of later checks ---------------------------------------------------


def test_a_later_problem_is_placed_by_its_path() -> None:
    """At the value, or at the deepest part that the file holds."""
    draft = draft_of(FINISHED)
    paths = {
        "inspection.published": (4, 14),
        "recommendations.items[0].number": (14, 15),
        "recommendations.items[0].action": (21, 15),
        "distribution.website.date": (33, 19),
        "distribution.panel": (32, 1),
        "judgments": (1, 1),
        "": (1, 1),
    }
    located = draft.located(warning("X1", "m", "h", path=path) for path in paths)
    assert [(p.line, p.column) for p in located] == list(paths.values())
    assert {(p.file, p.code, p.message, p.hint) for p in located} == {(FILE, "X1", "m", "h")}


def test_a_problem_that_has_its_place_keeps_it() -> None:
    """Only the file is added."""
    (located,) = draft_of(HEAD).located([error("X1", "m", line=5, path="inspection")])
    assert located == error("X1", "m", line=5, path="inspection").in_file(FILE)


# --- properties --------------------------------------------------------------

LINE = st.text(st.sampled_from("ab :#-'\"[]{}&*!|>%@`,?~é’✓0"), min_size=1).filter(
    lambda text: bool(text.strip())
)
LONG = st.lists(st.text(st.sampled_from("ab :#-.,é’"), min_size=1), min_size=1).map("\n".join)
DAY = st.dates(date(1900, 1, 1), date(2199, 12, 31))
ITEM = st.fixed_dictionaries(
    {"text": LONG},
    optional={
        "number": st.one_of(st.integers(0, 99), st.from_regex(r"[1-9][a-z]", fullmatch=True)),
        "under": LINE,
        "due": DAY,
        "applies": st.booleans(),
        "action": st.sampled_from(["taken", "proposed", "none"]),
        "policing_body": LONG,
    },
)
DRAFT = st.fixed_dictionaries(
    {
        "format": st.just(1),
        "inspection": st.fixed_dictionaries(
            {
                "title": LINE,
                "published": DAY,
                "publication_types": st.lists(LINE, min_size=1, max_size=3),
                "forces": st.lists(LINE, min_size=1, max_size=3),
                "link": st.fixed_dictionaries({"address": st.just("https://example.org/a")}),
            }
        ),
    },
    optional={
        "key_findings": LONG,
        "recommendations": st.fixed_dictionaries({"items": st.lists(ITEM, max_size=3)}),
        "distribution": st.dictionaries(
            st.sampled_from(["website", "panel"]), st.fixed_dictionaries({"date": DAY})
        ),
    },
)


@given(DRAFT, st.booleans())
def test_a_draft_that_another_program_writes_has_the_same_values(
    data: dict[str, Any], flow: bool
) -> None:
    """Quoted, folded or in braces, as PyYAML likes: dates, numbers and truth values included."""
    text = yaml.safe_dump(data, allow_unicode=True, default_flow_style=flow, sort_keys=False)
    draft, problems = load(text, FILE)
    # A text of these characters can be a Markdown slip; the values are the same all the same.
    assert [problem.code for problem in problems if not problem.code.startswith("T2")] == []
    assert draft is not None
    response = draft.response
    assert response.inspection.published == data["inspection"]["published"]
    assert response.inspection.title == " ".join(data["inspection"]["title"].split())
    assert response.key_findings == data.get("key_findings")
    items = response.recommendations.items if response.recommendations else ()
    expected = data.get("recommendations", {}).get("items", [])
    assert [item.text for item in items] == [item["text"] for item in expected]
    assert [item.applies for item in items] == [item.get("applies", True) for item in expected]
    assert [item.due for item in items] == [item.get("due") for item in expected]
    assert [item.number for item in items] == [
        str(item["number"]) if "number" in item else None for item in expected
    ]
    assert {key: entries[0].on for key, entries in response.distribution.items()} == {
        key: entry["date"] for key, entry in data.get("distribution", {}).items()
    }


@given(
    st.integers(0, len(FINISHED)),
    st.integers(0, 40),
    st.text(st.sampled_from("\t \n:-[]{}'\"&*!|>#,<x0\u00a0\u2028"), max_size=5),
)
def test_a_damaged_draft_gives_problems_inside_the_file_and_never_an_exception(
    at: int, cut: int, put: str
) -> None:
    """Cut anywhere, with anything put in."""
    text = FINISHED[:at] + put + FINISHED[at + cut :]
    draft, problems = load(text, FILE)
    assert draft is not None or problems
    lines = text.split("\n")
    for problem in problems:
        assert problem.file == FILE
        assert problem.message
        assert problem.line is not None
        assert 1 <= problem.line <= len(lines)
        assert problem.column is None or 1 <= problem.column <= len(lines[problem.line - 1]) + 1


@given(st.binary(max_size=80))
def test_any_bytes_that_are_text_are_read_or_refused(data: bytes) -> None:
    """Whatever a file holds."""
    draft, problems = load(data.decode("utf-8", "replace"), FILE)
    assert draft is None
    assert problems


def test_plain_data_is_the_file_as_text() -> None:
    """As the importers and the schema see it."""
    assert data_of(draft_of(HEAD).root) == {
        "format": "1",
        "inspection": {
            "title": "Harbour policing",
            "published": "2024-04-02",
            "publication_types": ["Thematic"],
            "forces": ["Saltmarsh Police"],
            "link": {"text": "Report on harbours", "address": "https://example.org/harbours"},
        },
    }
