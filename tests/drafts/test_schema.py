"""The JSON Schema: an editor accepts what s55 accepts, and marks what it refuses."""

from __future__ import annotations

import json
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from s55.drafts.schema import draft_schema, roles_schema
from s55.model.base import DAY_THAT_EXISTS, YEARS
from tests.drafts_for_tests import FINISHED, HEAD, draft_of, problems_of_draft

RESPONSES = sorted((Path(__file__).parents[2] / "responses").glob("*.yaml"))


class _Editor(yaml.SafeLoader):
    """Reads YAML 1.2 as editors do: true, numbers and null have types, yes and dates have none."""


_Editor.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+0123456789."),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
):
    _Editor.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(rf"^(?:{_pattern})$"), list(_first)
    )


def _complaints(text: str) -> list[str]:
    """Where an editor would mark the text."""
    data: Any = yaml.load(text, Loader=_Editor)  # noqa: S506  # a safe loader with other types
    return sorted(error.json_path for error in _validator().iter_errors(data))


@cache
def _validator() -> Draft202012Validator:
    schema = json.loads(draft_schema())
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.mark.parametrize("path", RESPONSES, ids=lambda path: path.stem)
def test_an_editor_accepts_the_examples(path: Path) -> None:
    """With the types that it gives to their values."""
    assert _complaints(path.read_text(encoding="utf-8")) == []


def test_there_are_examples() -> None:
    """So that the test before tests something."""
    assert len(RESPONSES) >= 5


VALID = {
    "yes and no": "recommendations: {items: [{text: a, applies: no}, {text: b, applies: true}]}\n",
    "grades not shown": "judgments: {shown: no, items: [{area: a, grade: good}]}\n",
    "numbers": "recommendations: {items: [{text: a, number: 2}, {text: a, number: 2.10}]}\n",
    "numbers with letters": "recommendations: {items: [{text: a, number: 2a}]}\n",
    "no items": "recommendations: {none: yes}\nareas_for_improvement: {none: true}\n",
    "a sentence": "recommendations: {none: Not one.}\n",
    "empty keys": "key_findings:\njudgments:\nsign_off:\noffice_notes: ~\n",
    "empty keys in a group": "recommendations:\n  items:\n  none:\n  introduction:\n",
    "empty keys of an item": "recommendations: {items: [{text: a, number: , due: , applies: }]}\n",
    "empty recipients": "distribution:\n  website:\n  panel:\n",
    "no recipients": "distribution:\n",
    "an unknown day": "distribution: {website: {date: unknown, reference: 12345}}\n",
    "no action": "recommendations: {items: [{text: a, action: none, action_details: b}]}\n",
}


@pytest.mark.parametrize("text", VALID.values(), ids=VALID.keys())
def test_both_accept_a_valid_draft(text: str) -> None:
    """The schema refuses nothing that s55 accepts."""
    draft_of(HEAD + text)
    assert _complaints(HEAD + text) == []


def test_an_isbn_of_digits_is_no_mistake() -> None:
    """An editor takes it for a number."""
    text = HEAD.replace("  link:", "  isbn: 9781234567897\n  link:")
    assert draft_of(text).response.inspection.isbn == "9781234567897"
    assert _complaints(text) == []
    assert _complaints(FINISHED) == []


INVALID = {
    "a misspelt key": (HEAD + "key_finding: a\n", "$"),
    "a missing key": (HEAD.replace("  title: Harbour policing\n", ""), "$.inspection"),
    "a key with nothing beside it": (HEAD.replace("Harbour policing", ""), "$.inspection.title"),
    "another format": (HEAD.replace("format: 1", "format: 3"), "$.format"),
    "text for a list": (HEAD.replace("[Thematic]", "Thematic"), "$.inspection.publication_types"),
    "an empty list": (HEAD.replace("[Thematic]", "[]"), "$.inspection.publication_types"),
    "no address": (HEAD.replace("https://", "www."), "$.inspection.link.address"),
    "an unknown grade": (
        HEAD + "judgments: {items: [{area: a, grade: fine}]}\n",
        "$.judgments",
    ),
    "an unknown action": (
        HEAD + "recommendations: {items: [{text: a, action: some}]}\n",
        "$.recommendations",
    ),
    "perhaps": (
        HEAD + "recommendations: {items: [{text: a, applies: perhaps}]}\n",
        "$.recommendations",
    ),
    "a recipient in capitals": (HEAD + "distribution: {Web: {date: unknown}}\n", "$.distribution"),
    "a dispatch without a date": (HEAD + "distribution: {panel: {how: a}}\n", "$.distribution"),
}


@pytest.mark.parametrize(("text", "place"), INVALID.values(), ids=INVALID.keys())
def test_both_refuse_an_invalid_draft(text: str, place: str) -> None:
    """The editor marks the place, or the group that holds it."""
    assert problems_of_draft(text)
    assert _complaints(text) == [place]


@pytest.mark.parametrize(
    ("key", "spellings"),
    [
        ("applies", "yes Yes YES no NO true True FALSE on off y N 1 0 2 maybe ja"),
        ("action", "taken Taken PROPOSED none None take"),
        ("status", "complete Complete completed reopened"),
        ("due", "2024-02-29 2023-02-29 2026-02-30 2026-04-31 2026-3-31 1899-12-31 31/03/2026"),
        ("text", "2024 3.10 words"),
    ],
)
def test_both_take_the_same_spellings(key: str, spellings: str) -> None:
    """Capitals, numbers and days among them."""
    head = "recommendations: {items: [{text: a, "
    for spelling in spellings.split():
        keys = f"{key}: {spelling}" if key != "text" else f"office_notes: {spelling}"
        draft = f"{HEAD}{head}{keys}}}]}}\n"
        wrong = {problem.code for problem in problems_of_draft(draft)} & {"D103", "D104"}
        assert bool(_complaints(draft)) == bool(wrong), spelling


def test_editors_take_every_day_and_no_other() -> None:
    """From 1900 to 2199; what months and leap years there are is the calendar's to say."""
    pattern = re.compile(DAY_THAT_EXISTS)
    written = (
        f"{year}-{month:02}-{day:02}"
        for year in (*range(1895, 1910), 1996, 1999, 2000, 2024, 2100, 2196, *range(2199, 2203))
        for month in range(14)
        for day in range(33)
    )
    for day in written:
        try:
            exists = date.fromisoformat(day).year in YEARS
        except ValueError:
            exists = False
        assert bool(pattern.match(day)) == exists, day


def test_editors_propose_no_null() -> None:
    """They write defaults into a draft, and propose whatever is allowed by name."""
    for text in (draft_schema(), roles_schema()):
        assert '"default"' not in text
        assert '"null"' not in text


def test_the_schema_explains_its_keys_in_the_models_words() -> None:
    """What an editor shows beside a key."""
    schema = json.loads(draft_schema())
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"] == "Section 55 response, draft format 2"
    published = schema["$defs"]["Inspection"]["properties"]["published"]
    assert published["pattern"] == DAY_THAT_EXISTS
    assert published["description"].startswith("The day on which the report was published")


def test_the_roles_of_imports_have_a_schema_too() -> None:
    schema = json.loads(roles_schema())
    roles = schema["properties"]["roles"]
    assert "chief_officer" in json.dumps(schema["$defs"])
    assert "The words of a heading" in json.dumps(roles)
