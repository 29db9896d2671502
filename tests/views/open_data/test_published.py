"""The published register as data: its values, its schema, its tables, and what stays out."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings

from s55.model.open_data.identity import identity_of_report
from s55.model.open_data.register import ItemData, OfficeData, RegisterData
from s55.model.progress import Progress
from s55.model.response import Response
from s55.office.cases import Case, case_of
from s55.rules.deadlines import england_and_wales
from s55.views.open_data.published import register_data
from s55.views.open_data.schema import data_json, data_schema
from s55.views.open_data.tables import column_of, items_table
from tests.command import ROOT
from tests.office.cases_for_tests import TODAY, case, recommendations
from tests.office.revised_cases import replaced_and_new
from tests.registers_for_tests import FORMULAS, full_case
from tests.render.site_for_tests import SITE_SETTINGS, context, files
from tests.strategies import responses

SCHEMA = json.loads(data_schema())
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())


def data_of(*cases: Case) -> dict[str, Any]:
    """The published register of cases, as a program reads it."""
    data: dict[str, Any] = json.loads(files(list(cases))["register.json"])
    return data


def test_a_response_has_its_days_and_identities() -> None:
    """The same identity as in the feed; days of the law, not of the form."""
    made = files([full_case()])
    data = json.loads(made["register.json"])
    response = data["responses"][0]
    items = response.pop("items")
    assert data["office"]["force"] == "Saltmarsh Police"
    assert (data["format"], data["version"], data["dated"]) == (
        "section-55-register",
        "1.2",
        TODAY.isoformat(),
    )
    assert response["id"] in made["feed.xml"].decode()
    assert response == {
        "id": "urn:uuid:ed74c53d-87c3-50ac-b436-623176385907",
        "name": "full",
        "address": "https://www.example.org/section-55/2024/full/index.html",
        "report_id": identity_of_report("  title OF full ", "2024-02-29"),
        "report": "Title of full",
        "second_language": None,
        "second_address": None,
        "second_report": None,
        "report_published": "2024-02-29",
        "report_address": "https://www.example.org/full",
        "forces": ["Borsetshire Police"],
        "statutory_last_day": "2024-04-24",
        "response_published": "2024-04-24",
        "day_of_period": 56,
        "timeliness": "in time",
        "days_late": 0,
        "is_withdrawn": False,
        "replaced_by": None,
    }
    assert [item["reference"] for item in items][:3] == ["C1", "C1-R1a", "R1"]
    assert items[1]["part_of"] == "C1"
    assert items[1]["text"] == "Do:\n• one; and\n• two, see the plan (https://example.org/p)."
    assert (items[1]["action"], items[1]["explanation"]) == ("taken", "A board meets.")
    assert (items[1]["status"], items[1]["updated"], items[1]["note"]) == (
        "in progress",
        "2025-05-02",
        "Begun",
    )
    assert items[1]["days_overdue"] == (TODAY - date(2025, 3, 1)).days
    assert "Minute 7" not in json.dumps(data)
    assert len({item["id"] for item in items}) == len(items)


def test_the_state_is_that_of_the_day_and_not_of_the_statement() -> None:
    """What was recorded since counts, up to the day of the data."""
    one = case(answered=date(2026, 8, 21), **recommendations({"number": 2, "status": "complete"}))
    entry = Progress.model_validate({"date": "2026-10-05", "status": "reopened"})
    (item,) = data_of(replace(one, progress={"R2": (entry,)}))["responses"][0]["items"]
    assert (item["status"], item["is_open"], item["updated"]) == ("reopened", True, "2026-10-05")


@pytest.mark.parametrize("more", [False, True])
def test_of_an_item_that_does_not_apply_only_the_report_is_given(*, more: bool) -> None:
    """Unless the settings publish what the office says of it."""
    answer = {
        "owner": "Someone", "target_date": "2026-12-01", "action": "none",
        "action_details": "Not ours.", "status": "not started",
    }  # fmt: skip
    one = case(
        answered=date(2026, 8, 21),
        **recommendations({"applies": False, "addressed_to": "the Home Office", **answer}),
    )
    publish = SITE_SETTINGS.publish.model_copy(update={"items_not_applicable": more})
    site = replace(context([one]), settings=SITE_SETTINGS.model_copy(update={"publish": publish}))
    (item,) = register_data(site).responses[0].items
    assert (item.addressed_to, item.applies, item.is_open) == ("the Home Office", False, False)
    found = (item.owner, item.explanation, item.action and item.action.value)
    assert found == (("Someone", "Not ours.", "none") if more else (None, None, None))
    assert (item.target is not None, item.status is not None) == (more, more)


def test_a_withdrawn_response_names_the_one_in_its_place() -> None:
    """By its identity; its items are not open there."""
    data = data_of(*replaced_and_new())
    gone = next(one for one in data["responses"] if one["is_withdrawn"])
    other = next(one for one in data["responses"] if not one["is_withdrawn"])
    assert gone["replaced_by"] == other["id"] != gone["id"]
    assert not any(item["is_open"] for item in gone["items"])


# --- the schema -------------------------------------------------------------------


def _records(schema: dict[str, Any]) -> dict[str, dict[str, Any]]:
    found = {"RegisterData": schema, **schema["$defs"]}
    return {name: one for name, one in found.items() if "properties" in one}


def test_every_field_is_described_in_the_schema_and_in_the_documentation() -> None:
    """And no other is; all keys are required, because all are written."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    text = (ROOT / "docs/open-data.md").read_text(encoding="utf-8").partition("## The keys")[2]
    rows = [line for line in text.splitlines() if line.startswith("| `")]
    explained = {key for row in rows for key in re.findall(r"`([$a-z_]+)`", row.split("|")[1])}
    explained |= {"id", "name", "force", "address"}  # of the office, in a row of its own
    keys = set()
    for name, record in _records(SCHEMA).items():
        for key, described in record["properties"].items():
            assert described["description"].endswith("."), f"{name}.{key}"
            assert key == "$schema" or key in record["required"], f"{name}.{key}"
            keys.add(key)
    assert keys == explained
    assert SCHEMA["$id"].startswith("urn:uuid:"), "the same at every office"


@settings(max_examples=10)
@given(responses())
def test_every_response_fits_the_schema_and_comes_back(response: Response) -> None:
    """Whatever is in it; what was written is what is read."""
    published = response.model_copy(update={"distribution": full_case().response.distribution})
    one = case_of("any", published, 56, TODAY, england_and_wales())
    data = register_data(context([one]))
    written = data_json(data, "https://example.org/register.schema.json")
    VALIDATOR.validate(json.loads(written))
    assert RegisterData.model_validate_json(written) == data
    assert len(items_table([data]).rows) == len(list(response.all_items()))


def test_the_schema_refuses_what_is_wrong() -> None:
    """So that the test before tests something."""
    for change in ({"version": "2.0"}, {"format": "other"}, {"dated": "1.2.2026"}):
        assert not VALIDATOR.is_valid(data_of(full_case()) | change)
    assert VALIDATOR.is_valid(data_of(full_case()) | {"added": "in version 1.9"})


# --- tables ---------------------------------------------------------------------


def test_the_table_of_items_is_as_rfc_4180_asks_and_holds_no_formula() -> None:
    """Header, CR LF, as many cells in each row; the values are those of the JSON."""
    made = files([full_case()])
    text = made["register.csv"].decode("utf-8-sig")
    header, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert made["register.csv"].startswith(b"\xef\xbb\xbfoffice,force,office_id,dated,response_id,")
    assert text.endswith("\r\n")
    assert {len(row) for row in rows} == {len(header)} == {len(set(header))}
    items = json.loads(made["register.json"])["responses"][0]["items"]
    first = dict(zip(header, rows[1], strict=True))
    assert first["item"] == items[1]["reference"]
    assert first["text"] == items[1]["text"]
    assert (first["applies"], first["is_withdrawn"], first["addressed_to"]) == (
        "true",
        "false",
        "chief constables",
    )
    owners = [dict(zip(header, row, strict=True))["owner"] for row in rows]
    assert [owner for owner in owners if owner.lstrip(" ").startswith(tuple("=+-@\uff1d"))] == []
    assert sum(owner.startswith("'") for owner in owners) == len(FORMULAS)


def test_the_table_of_responses_has_those_without_items() -> None:
    """In the order of the data."""
    made = files([full_case(), case(date(2025, 1, 10), answered="unknown", name="unknown")])
    header, *rows = csv.reader(io.StringIO(made["responses.csv"].decode("utf-8-sig")))
    read = [dict(zip(header, row, strict=True)) for row in rows]
    assert [one["response_name"] for one in read] == ["unknown", "full"]
    assert (read[0]["timeliness"], read[0]["response_published"]) == ("date not recorded", "")


def test_no_two_columns_have_one_name() -> None:
    """Keys that several records share say whose they are."""
    columns = items_table([]).columns
    assert len(set(columns)) == len(columns)
    assert (column_of(OfficeData, "id"), column_of(ItemData, "reference")) == ("office_id", "item")
