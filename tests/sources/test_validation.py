"""A tree against a model: every problem at once, in words, at its place."""

from __future__ import annotations

import pytest
from pydantic import BaseModel

from s55.model.distribution import Dispatch
from s55.model.inspection import Inspection, Link
from s55.model.office import Settings
from s55.model.response import CauseOfConcern, Recommendation, Response
from s55.problems import Problem, Severity
from s55.sources.reading import read_tree
from s55.sources.tree import Loc
from s55.sources.validation import model_at, validated
from tests.drafts_for_tests import HEAD

Told = tuple[str, int | None, int | None, str, str, str]


def _told(problem: Problem) -> Told:
    assert problem.severity is Severity.ERROR
    return (
        problem.code,
        problem.line,
        problem.column,
        problem.path,
        problem.message,
        problem.hint,
    )


def _problems(text: str) -> list[Told]:
    root, problems = read_tree(text)
    assert problems == []
    assert root is not None
    record, invalid = validated(root, Response)
    assert (record is None) == bool(invalid)
    return [_told(problem) for problem in invalid]


def _changed(old: str, new: str) -> str:
    assert HEAD.count(old) == 1
    return HEAD.replace(old, new)


DATE_HINT = "Write it like 2023-07-07, in digits and plain hyphens."
KEYS_HINT = "Write 'key: value' lines below it, indented."
TEXT_HINT = "Write text beside the key, or below it after '|'."
LIST_HINT = "Begin each entry on a line of its own with '- '."
ADDRESS_HINT = "The full web address, beginning with https://."
RECIPIENT_HINT = "A recipient's name has only small letters, digits and _."
TOP_KEYS = ", ".join(Response.model_fields)

CASES: list[tuple[str, str, Told]] = [
    (
        "a misspelt key",
        HEAD + "key_finding: x\n",
        (
            "D101",
            10,
            1,
            "key_finding",
            "there is no key 'key_finding' at the top level",
            "Did you mean 'key_findings'?",
        ),
    ),
    (
        "a key unlike any other",
        HEAD + "qqq: x\n",
        (
            "D101",
            10,
            1,
            "qqq",
            "there is no key 'qqq' at the top level",
            f"It can hold: {TOP_KEYS}.",
        ),
    ),
    (
        "a misspelt key of an item",
        HEAD + "recommendations:\n  items:\n    - text: a\n      numbr: 2\n",
        (
            "D101",
            13,
            7,
            "recommendations.items[0].numbr",
            "there is no key 'numbr' in 'recommendations.items[0]'",
            "Did you mean 'number'?",
        ),
    ),
    (
        "a misspelt key below a recipient",
        HEAD + "distribution:\n  panel:\n    date: 2024-05-01\n    referense: a\n",
        (
            "D101",
            13,
            5,
            "distribution.panel.referense",
            "there is no key 'referense' in 'distribution.panel'",
            "Did you mean 'reference'?",
        ),
    ),
    (
        "a missing key",
        _changed("format: 1\n", ""),
        (
            "D102",
            1,
            1,
            "format",
            "'format' is missing at the top level",
            "Add 'format:'. The version of the draft format: 2; drafts of format 1 are read as "
            "well.",
        ),
    ),
    (
        "a missing key inside another, told at that one's place",
        _changed("  published: 2024-04-02\n", ""),
        (
            "D102",
            2,
            1,
            "inspection.published",
            "'published' is missing in 'inspection'",
            "Add 'published:'. The day on which the report was published: day 1 of the 56 "
            "(section 55(5A)).",
        ),
    ),
    (
        "a key that must have a value and has none",
        _changed("title: Harbour policing", "title:"),
        (
            "D102",
            3,
            3,
            "inspection.title",
            "'title' in 'inspection' is empty",
            "Write it beside or below 'title:'. The title of the report, as published.",
        ),
    ),
    (
        "a recipient called like its own missing key",
        HEAD + "distribution:\n  date:\n    how: a\n",
        (
            "D102",
            11,
            3,
            "distribution.date.date",
            "'date' is missing in 'distribution.date'",
            "Add 'date:'. The day, or 'unknown' where an old response is ticked and its date was "
            "not kept.",
        ),
    ),
    (
        "a list for text",
        _changed("title: Harbour policing", "title: [a, b]"),
        (
            "D103",
            3,
            3,
            "inspection.title",
            "'inspection.title' should be text, but is 'a list'",
            TEXT_HINT,
        ),
    ),
    (
        "keys for text",
        HEAD + "key_findings:\n  a: b\n",
        (
            "D103",
            10,
            1,
            "key_findings",
            "'key_findings' should be text, but is 'a group of keys'",
            TEXT_HINT,
        ),
    ),
    (
        "text for a list",
        _changed("[Thematic]", "Thematic"),
        (
            "D103",
            5,
            22,
            "inspection.publication_types",
            "'inspection.publication_types' should be a list, but is 'Thematic'",
            LIST_HINT,
        ),
    ),
    (
        "text for keys",
        HEAD + "recommendations: none\n",
        (
            "D103",
            10,
            18,
            "recommendations",
            "'recommendations' should be a group of keys, but is 'none'",
            KEYS_HINT,
        ),
    ),
    (
        "a date for a dispatch",
        HEAD + "distribution:\n  panel: 2024-05-03\n",
        (
            "D103",
            11,
            10,
            "distribution.panel",
            "'distribution.panel' should be a list, but is '2024-05-03'",
            f"{LIST_HINT} It needs 'date:'.",
        ),
    ),
    (
        "a day as an entry of a recipient",
        HEAD + "distribution:\n  panel:\n    - 2024-05-03\n",
        (
            "D103",
            12,
            7,
            "distribution.panel[0]",
            "'distribution.panel[0]' should be a group of keys, but is '2024-05-03'",
            f"{KEYS_HINT} It needs 'date:'.",
        ),
    ),
    (
        "a list of recipients",
        HEAD + "distribution:\n  - website\n",
        (
            "D103",
            10,
            1,
            "distribution",
            "'distribution' should be a group of keys, but is 'a list'",
            KEYS_HINT,
        ),
    ),
    (
        "an empty list",
        _changed("[Saltmarsh Police]", "[]"),
        (
            "D103",
            6,
            3,
            "inspection.forces",
            "'inspection.forces' is an empty list",
            "Give at least one entry, on a line that begins with '- '.",
        ),
    ),
    (
        "an empty entry of a list",
        _changed("[Saltmarsh Police]", "[Saltmarsh Police, ~]"),
        (
            "D103",
            6,
            30,
            "inspection.forces[1]",
            "'inspection.forces[1]' is empty",
            "Write something, or delete the line.",
        ),
    ),
    (
        "an empty item",
        HEAD + "recommendations:\n  items:\n    -\n",
        (
            "D103",
            12,
            6,
            "recommendations.items[0]",
            "'recommendations.items[0]' is empty",
            "Write something, or delete the line.",
        ),
    ),
    (
        "a line of nothing but spaces",
        _changed("title: Harbour policing", "title: '  '"),
        (
            "D103",
            3,
            10,
            "inspection.title",
            "'inspection.title' is empty",
            "Write something.",
        ),
    ),
    (
        "neither yes nor no",
        HEAD + "recommendations:\n  items:\n    - {text: a, applies: perhaps}\n",
        (
            "D103",
            12,
            26,
            "recommendations.items[0].applies",
            "'recommendations.items[0].applies' should be yes or no, but is 'perhaps'",
            "Write yes or no.",
        ),
    ),
    (
        "a misspelt choice",
        HEAD + "judgments:\n  items:\n    - {area: Boats, grade: oustanding}\n",
        (
            "D103",
            12,
            28,
            "judgments.items[0].grade",
            "'judgments.items[0].grade' cannot be 'oustanding'",
            "Did you mean 'outstanding'?",
        ),
    ),
    (
        "a choice unlike any other",
        HEAD + "judgments:\n  items:\n    - {area: Boats, grade: A*}\n",
        (
            "D103",
            12,
            28,
            "judgments.items[0].grade",
            "'judgments.items[0].grade' cannot be 'A*'",
            "Write one of: outstanding, good, adequate, requires improvement, inadequate, "
            "ungraded.",
        ),
    ),
    (
        "a line that is too long",
        _changed("Harbour policing", "x" * 2001),
        (
            "D103",
            3,
            10,
            "inspection.title",
            "'inspection.title' is longer than 2000 characters",
            "Shorten it.",
        ),
    ),
    (
        "an address without its beginning",
        _changed("https://example.org/harbours", "www.example.org"),
        (
            "D103",
            9,
            14,
            "inspection.link.address",
            "'inspection.link.address' is 'www.example.org', which does not have the form it needs",
            ADDRESS_HINT,
        ),
    ),
    (
        "a recipient in capitals, told at the key",
        HEAD + "distribution:\n  Website:\n    date: 2024-05-03\n",
        (
            "D103",
            11,
            3,
            "distribution.Website",
            "'distribution.Website' is 'Website', which does not have the form it needs",
            RECIPIENT_HINT,
        ),
    ),
    (
        "a date in words",
        _changed("2024-04-02", "2 April 2024"),
        (
            "D104",
            4,
            14,
            "inspection.published",
            "'inspection.published' is not a date written as year-month-day: '2 April 2024'",
            DATE_HINT,
        ),
    ),
    (
        "a date with dashes from a word processor",
        _changed("2024-04-02", "2024–04–02"),
        (
            "D104",
            4,
            14,
            "inspection.published",
            "'inspection.published' is not a date written as year-month-day: '2024–04–02'",
            DATE_HINT,
        ),
    ),
    (
        "a date with a time",
        _changed("2024-04-02", "2024-04-02 10:00"),
        (
            "D104",
            4,
            14,
            "inspection.published",
            "'inspection.published' is not a date written as year-month-day: '2024-04-02 10:00'",
            DATE_HINT,
        ),
    ),
    (
        "an impossible date",
        _changed("2024-04-02", "2023-02-29"),
        (
            "D104",
            4,
            14,
            "inspection.published",
            "'inspection.published' is a date that does not exist: '2023-02-29'",
            "Correct the date.",
        ),
    ),
    (
        "a year with its digits exchanged",
        _changed("2024-04-02", "0224-04-02"),
        (
            "D104",
            4,
            14,
            "inspection.published",
            "'inspection.published' has a year that cannot be right: '0224-04-02'",
            "Correct the year.",
        ),
    ),
    (
        "the end of the calendar",
        _changed("2024-04-02", "9999-12-31"),
        (
            "D104",
            4,
            14,
            "inspection.published",
            "'inspection.published' has a year that cannot be right: '9999-12-31'",
            "Correct the year.",
        ),
    ),
    (
        "an unknown date where a date must be known",
        HEAD + "sign_off: {name: A, date: unknown}\n",
        (
            "D104",
            10,
            27,
            "sign_off.date",
            "'sign_off.date' is not a date written as year-month-day: 'unknown'",
            DATE_HINT,
        ),
    ),
    (
        "a later format",
        _changed("format: 1", "format: 3"),
        (
            "D111",
            1,
            9,
            "format",
            "'format' is '3', a version of the draft format that this s55 cannot read",
            "Write 'format: 2', or update s55.",
        ),
    ),
    (
        "a long wrong value is shortened",
        HEAD + f"judgments: {'long ' * 20}\n",
        (
            "D103",
            10,
            12,
            "judgments",
            "'judgments' should be a group of keys, but is "
            "'long long long long long long long long…'",
            f"{KEYS_HINT} It needs 'items:'.",
        ),
    ),
]


@pytest.mark.parametrize(
    ("text", "told"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_what_is_wrong_is_told_with_code_place_words_and_hint(text: str, told: Told) -> None:
    """And it is all that is told."""
    assert _problems(text) == [told]


def test_every_problem_is_told_at_once() -> None:
    """Not one for each run; none of them twice."""
    text = (
        _changed("2024-04-02", "soon")
        + "qqq: x\nrecommendations:\n  items:\n    - number: 2\n      action: takn\n      due: x\n"
    )
    assert [(told[0], told[1], told[3]) for told in _problems(text)] == [
        ("D104", 4, "inspection.published"),
        ("D102", 13, "recommendations.items[0].text"),
        ("D104", 15, "recommendations.items[0].due"),
        ("D103", 14, "recommendations.items[0].action"),
        ("D101", 10, "qqq"),
    ]


def test_a_list_of_wrong_entries_is_not_called_empty() -> None:
    """Each entry is told, and the list is not."""
    text = HEAD + "judgments:\n  items:\n    - {area: a, grade: x}\n    - {area: b, grade: y}\n"
    assert [told[3] for told in _problems(text)] == [
        "judgments.items[0].grade",
        "judgments.items[1].grade",
    ]


def test_a_tree_that_is_right_gives_the_record() -> None:
    """With the values as the model has them."""
    root, _ = read_tree(HEAD)
    assert root is not None
    record, problems = validated(root, Response)
    assert problems == []
    assert record is not None
    assert record.inspection.title == "Harbour policing"


@pytest.mark.parametrize(
    ("model", "loc", "expected"),
    [
        (Response, (), Response),
        (Response, ("inspection",), Inspection),
        (Response, ("inspection", "link"), Link),
        (Response, ("recommendations", "items", 3), Recommendation),
        (Response, ("causes_of_concern", "items", 0), CauseOfConcern),
        (Response, ("causes_of_concern", "items", 0, "recommendations", 1), Recommendation),
        (Response, ("distribution", "panel", 0), Dispatch),
        (Response, ("distribution",), None),
        (Response, ("recommendations", "items"), None),
        (Response, ("inspection", "title"), None),
        (Response, ("nothing", "here"), None),
        (Settings, ("checklist", "rename", "website"), None),
    ],
)
def test_the_model_at_a_path(
    model: type[BaseModel], loc: Loc, expected: type[BaseModel] | None
) -> None:
    """Through optional fields, lists and dicts."""
    assert model_at(model, loc) is expected
