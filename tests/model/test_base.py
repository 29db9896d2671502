"""The kinds of text and date that models hold."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import Annotated, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field, ValidationError
from pydantic._internal._generate_schema import GenerateSchema
from pydantic_core import CoreSchema

from s55.model.base import IsoDate, ItemNumber, Line, Model, RequiredMarkdown, ValueKind, YesNo


class _Record(Model):
    """A record for these tests."""

    line: Line | None = None
    day: IsoDate | None = None
    number: ItemNumber | None = None
    truth: YesNo = True
    text: RequiredMarkdown = "A text."
    lines: tuple[Line, ...] = ()


def _kinds(**data: object) -> list[str]:
    """The types of the errors that pydantic reports of the data."""
    with pytest.raises(ValidationError) as caught:
        _Record.model_validate(data)
    return [details["type"] for details in caught.value.errors()]


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_date_written_year_month_day_is_that_date(day: date) -> None:
    """And so is a date itself."""
    assert _Record.model_validate({"day": day.isoformat()}).day == day
    assert _Record.model_validate({"day": f" {day.isoformat()} "}).day == day
    assert _Record(day=day).day == day


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("20240402", "s55_date_form"),
        ("2024-4-2", "s55_date_form"),
        ("02-04-2024", "s55_date_form"),
        ("2024-W14-2", "s55_date_form"),
        (20240402, "s55_date_form"),
        (1712016000.0, "s55_date_form"),
        ("", "s55_date_form"),
        ("2024-02-30", "s55_no_such_date"),
        ("2023-02-29", "s55_no_such_date"),
        ("2024-00-01", "s55_no_such_date"),
        ("0000-01-01", "s55_no_such_date"),
        ("1899-12-31", "s55_unlikely_year"),
        ("2200-01-01", "s55_unlikely_year"),
    ],
)
def test_nothing_else_is_a_date(written: object, kind: str) -> None:
    """No number of seconds, no week, no day first."""
    assert _kinds(day=written) == [kind]


@given(st.text(min_size=1, max_size=30))
def test_a_line_has_no_line_breaks_and_loses_no_other_character(text: str) -> None:
    """Spaces, tabs and line ends are folded; no-break spaces stay, but not alone."""
    kept = [character for character in text if character not in " \t\r\n"]
    if any(not one.isspace() and unicodedata.category(one) != "Cf" for one in kept):
        line = _Record.model_validate({"line": text}).line
        assert line is not None
        assert [character for character in line if character != " "] == kept
        assert "  " not in line
        assert line == line.strip(" ")
    else:
        assert _kinds(line=text) == ["s55_empty"]


@pytest.mark.parametrize("blank", ["", " ", "\u00a0", "\u200b\u00a0", "\ufeff", "\u2060 \u00ad"])
def test_what_shows_nothing_is_empty(blank: str) -> None:
    """In a line, and in a text that must be there."""
    assert _kinds(line=blank) == ["s55_empty"]
    assert _kinds(text=blank) == ["s55_empty"]
    assert _Record.model_validate({"text": f"{blank}x"}).text == f"{blank}x"


def test_a_line_may_be_long_but_not_endless() -> None:
    """2,000 characters."""
    assert _Record.model_validate({"line": "x" * 2000}).line == "x" * 2000
    assert _kinds(line="x" * 2001) == ["too_long"]


@pytest.mark.parametrize(
    ("written", "number"), [(2, "2"), ("2a", "2a"), ("1.10", "1.10"), (" 3 ", "3"), (None, None)]
)
def test_an_items_number_is_text(written: object, number: str | None) -> None:
    """As the report prints it."""
    assert _Record.model_validate({"number": written}).number == number


@pytest.mark.parametrize("written", [True, 1.1, ["1"], {}])
def test_what_is_no_number_of_an_item(written: object) -> None:
    """1.1 as a number would have lost its final nought."""
    assert _kinds(number=written) == ["string_type"]


def test_a_key_with_nothing_beside_it_is_absent() -> None:
    """Its usual value holds; in a list, an empty entry is an error."""
    assert _Record.model_validate({"truth": None, "lines": None}) == _Record()
    assert _kinds(lines=[None]) == ["string_type"]


def test_an_unknown_key_is_refused_even_with_nothing_beside_it() -> None:
    """It is a slip, and may be a slip in the name of a key that is meant."""
    assert _kinds(lien="a") == ["extra_forbidden"]
    assert _kinds(lien=None) == ["extra_forbidden"]


def test_a_record_cannot_be_changed() -> None:
    """Models are frozen: what was checked stays checked."""
    record = _Record(line="a")
    with pytest.raises(ValidationError, match="frozen"):
        record.line = "b"  # type: ignore[misc]  # the error is the point


class _Added(Model):
    """Fields of one kind, of which one adds something."""

    first: Line
    second: Annotated[Line, Field(max_length=3, json_schema_extra={"examples": ["abc"]})]
    third: Line


def test_what_a_field_adds_to_its_kind_is_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Although Pydantic works out once what the fields of the kind have in common."""
    (kind,) = (one for one in get_args(Line) if isinstance(one, ValueKind))
    monkeypatch.setattr(kind, "_schema", None)
    made: list[object] = []
    generate = GenerateSchema.generate_schema

    def noted(self: GenerateSchema, of: object) -> CoreSchema:
        made.append(of)
        return generate(self, of)

    monkeypatch.setattr(GenerateSchema, "generate_schema", noted)
    given = {"first": " four\nfive ", "second": "abc", "third": "x" * 2000}
    assert _Added.model_validate(given).first == "four five"
    assert made.count(kind._of) == 1
    with pytest.raises(ValidationError) as caught:
        _Added.model_validate({"first": "x" * 2001, "second": "abcd", "third": " "})
    found = [(one["loc"], one["type"]) for one in caught.value.errors()]
    assert found == [
        (("first",), "too_long"),
        (("second",), "too_long"),
        (("third",), "s55_empty"),
    ]
    fields = _Added.model_json_schema()["properties"]
    assert fields["first"] == {**fields["third"], "title": "First"}
    assert (fields["first"]["maxLength"], "examples" in fields["first"]) == (2000, False)
    assert (fields["second"]["maxLength"], fields["second"]["examples"]) == (3, ["abc"])
