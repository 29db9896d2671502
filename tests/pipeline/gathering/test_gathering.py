"""Registers of several offices in one: what is the same, what is told, what is harmless."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from s55.model.open_data.identity import identity_of_office
from s55.model.open_data.register import RegisterData
from s55.model.response import Response
from s55.office.cases import Case, case_of
from s55.office.gathered import gathered_reports
from s55.pipeline.gathering import reading
from s55.pipeline.gathering.reading import read_registers
from s55.pipeline.gathering.writing import GatherRequest, write_gathered
from s55.rules.deadlines import england_and_wales
from s55.views.open_data.published import register_data
from s55.views.open_data.schema import data_json
from s55.views.open_data.tables import items_table
from tests.command import run_s55
from tests.office.cases_for_tests import TODAY, areas, case, recommendations
from tests.registers_for_tests import full_case
from tests.render.site_for_tests import context
from tests.strategies import responses

DAY = date(2026, 3, 3)


def answer(name: str, title: str, answered: date, address: str = "", **parts: Any) -> Case:
    """A response to a report with a title and an address."""
    inspection = {
        "title": title,
        "published": DAY,
        "publication_types": ["Thematic"],
        "forces": ["Borsetshire Police"],
        "link": {"address": address or f"https://www.example.org/{name}"},
    }
    return case(DAY, answered=answered, name=name, inspection=inspection, **parts)


def register_of(force: str, *cases: Case, name: str = "", **more: Any) -> RegisterData:
    """The published register of an office."""
    data = register_data(context(list(cases)))
    office = {
        "id": identity_of_office(force),
        "name": name or f"Office for {force}",
        "force": force,
    }
    return data.model_copy(update={"office": data.office.model_copy(update=office), **more})


def write(folder: Path, data: RegisterData, name: str = "register.json") -> Path:
    """Put the register where it is gathered from."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data_json(data, "https://example.org/register.schema.json"))
    return folder


def gathered(out: Path, *places: Path) -> tuple[dict[str, str], list[str]]:
    """The files of a gathered register, and the codes of what was not used."""
    _, problems = write_gathered(GatherRequest(places, "gathered", out, out / "templates"))
    written = {path.name: path.read_text(encoding="utf-8-sig") for path in out.glob("gathered*")}
    return written, [problem.code for problem in problems]


def rows(text: str) -> list[dict[str, str]]:
    """A table, row by row."""
    return list(csv.DictReader(io.StringIO(text, newline="")))


NORFOLK = register_of(
    "Norfolk",
    answer(
        "calls", "How forces answer calls", date(2026, 4, 20), "https://www.example.org/calls/",
        **recommendations(
            {"number": 1, "status": "complete", "action": "taken"},
            {"number": "Recommendation 3", "status": "in progress", "due": date(2026, 11, 2)},
            {"text": "Train the staff."},
        ),
    ),
    answer("peel", "PEEL: Norfolk", date(2026, 4, 20), **areas({"number": 1})),
)  # fmt: skip
SUFFOLK = register_of(
    "Suffolk",
    answer(
        "answering", "how forces  answer CALLS", date(2026, 5, 1), "https://www.example.org/s",
        **recommendations(
            {"number": 3, "applies": False},
            {"number": 1},
            {"text": "Train the  STAFF."},
            {"text": "Train all staff."},
        ),
    ),
)  # fmt: skip
KENT = register_of(
    "Kent",
    answer("k", "Calls to the police", date(2026, 4, 20), "http://example.org/calls", **areas({})),
)


# --- what is the same -------------------------------------------------------------


def test_one_report_has_the_answers_of_all_offices() -> None:
    """By title and day, or by address; the title is that of most offices."""
    reports = gathered_reports([SUFFOLK, KENT, NORFOLK])
    assert reports == gathered_reports([NORFOLK, SUFFOLK, KENT]), "the order makes no difference"
    shared, single = sorted(reports, key=lambda one: -len(one.answers))
    assert [one.office.force for one in shared.answers] == ["Kent", "Norfolk", "Suffolk"]
    assert (shared.is_shared, single.is_shared) == (True, False)
    assert (single.title, [one.force for one in single.without]) == (
        "PEEL: Norfolk",
        ["Kent", "Suffolk"],
    )
    assert [
        (item.kind.value, item.number, [one.office.force for one, _ in item.answers])
        for item in shared.items
    ] == [
        ("area for improvement", "", ["Kent"]),
        ("recommendation", "1", ["Norfolk", "Suffolk"]),
        ("recommendation", "Recommendation 3", ["Norfolk", "Suffolk"]),
        ("recommendation", "", ["Norfolk", "Suffolk"]),
        ("recommendation", "", ["Suffolk"]),
    ]


def test_a_response_joins_two_that_have_nothing_in_common() -> None:
    """The title of the one and the address of the other."""
    first = register_of("A", answer("a", "One title", DAY, "https://example.org/1"))
    second = register_of("B", answer("b", "Another title", DAY, "https://example.org/2"))
    assert len(gathered_reports([first, second])) == 2
    third = register_of("C", answer("c", "ONE title", DAY, "https://example.org/2"))
    (report,) = gathered_reports([first, second, third])
    assert report.title == "One title"
    assert len(report.answers) == 3


# --- the files ----------------------------------------------------------------------


def test_the_files_say_who_answered_how_late_and_how_far_it_is(tmp_path: Path) -> None:
    """Page, tables and data agree."""
    places = [write(tmp_path / name, one) for name, one in (("n", NORFOLK), ("s", SUFFOLK))]
    files, codes = gathered(tmp_path / "out", *places)
    assert codes == []
    assert files.keys() == {
        "gathered.html", "gathered.csv", "gathered-responses.csv", "gathered.json",
    }  # fmt: skip
    items = rows(files["gathered.csv"])
    assert len(items) == 8
    third = [one for one in items if one["item"] == "R3" and one["number"]]
    assert len({(one["gathered_report"], one["gathered_item"]) for one in third}) == 1
    assert [
        (one["force"], one["applies"], one["status"], one["days_overdue"]) for one in third
    ] == [
        ("Norfolk", "true", "in progress", "20"),
        ("Suffolk", "false", "", "0"),
    ]
    late = {one["force"]: one["days_late"] for one in rows(files["gathered-responses.csv"])}
    assert late == {"Norfolk": "0", "Suffolk": "4"}
    page: Any = html.document_fromstring(files["gathered.html"])
    text = " ".join(page.text_content().split())
    assert "Late by 4 days" in text
    assert "▲ 20 days overdue" in text
    assert "Does not apply" in text
    assert page.xpath("count(//h3)") == 1
    data = json.loads(files["gathered.json"])
    assert [one["force"] for one in data["offices"]] == ["Norfolk", "Suffolk"]
    shared = next(one for one in data["reports"] if len(one["responses"]) == 2)
    assert shared["offices_without"] == []
    assert [len(item["answers"]) for item in shared["items"]] == [2, 2, 2, 1]


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    """In whatever order the folders are named."""
    places = [write(tmp_path / name, one) for name, one in (("n", NORFOLK), ("s", SUFFOLK))]
    first, _ = gathered(tmp_path / "one", *places)
    second, _ = gathered(tmp_path / "two", *places[::-1])
    assert first == second


def test_what_others_wrote_is_text_and_no_formula(tmp_path: Path) -> None:
    """Markup, formulas and characters that no document holds, in every field that takes them."""
    evil = "=cmd|' /C calc'!A0<script>alert(1)</script>\x1b[31m\u202e"
    data = json.loads(data_json(NORFOLK, "https://example.org/"))

    def spoil(value: object, key: str = "") -> object:
        if isinstance(value, dict):
            return {name: spoil(one, name) for name, one in value.items()}
        if isinstance(value, list):
            return [spoil(one, key) for one in value]
        free = {"name", "force", "report", "forces", "under", "text", "addressed_to", "owner",
                "explanation", "note"}  # fmt: skip
        return evil if key in free else value

    (tmp_path / "register.json").write_text(json.dumps(spoil(data)), encoding="utf-8")
    files, codes = gathered(tmp_path / "out", tmp_path / "register.json")
    assert codes == []
    assert "<script" not in files["gathered.html"]
    assert "&lt;script&gt;" in files["gathered.html"]
    assert not set("\x1b\u202e") & set("".join(files.values()))
    for name in ("gathered.csv", "gathered-responses.csv"):
        for row in rows(files[name]):
            assert [one for one in row.values() if one.startswith(("=", "+", "-", "@"))] == []
            assert row["office"].startswith("'=cmd")


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(responses(), min_size=1, max_size=2))
def test_what_offices_publish_is_what_is_gathered(tmp_path: Path, made: list[Response]) -> None:
    """Any responses, each of an office: the rows that come out are those that went in."""
    distribution = full_case().response.distribution
    registers = []
    for place, response in enumerate(made):
        published = response.model_copy(update={"distribution": distribution})
        one = case_of(f"any-{place}", published, 56, TODAY, england_and_wales())
        registers.append(register_of(f"Force {place}", one))
        write(tmp_path / "in" / str(place), registers[-1])
    read = read_registers([tmp_path / "in" / str(place) for place in range(len(made))])
    assert read.problems == []
    assert list(read.registers.values()) == registers
    reports = gathered_reports(read.registers.values())
    back = [
        (one.office.id, item.id)
        for report in reports
        for same in report.items
        for one, item in same.answers
    ]
    table = items_table(registers)
    office, own = table.columns.index("office_id"), table.columns.index("item_id")
    assert sorted(back) == sorted((str(row[office]), str(row[own])) for row in table.rows)


# --- what cannot be used --------------------------------------------------------------


def _changed(**more: Any) -> bytes:
    return json.dumps({**json.loads(data_json(NORFOLK, "https://example.org/")), **more}).encode()


UNUSABLE: Mapping[str, tuple[bytes, str, str]] = {
    "no JSON": (b"<html>", "G103", "is not JSON"),
    "cut off": (_changed()[:-200], "G103", "cut off"),
    "deep": (b"[" * 100_000, "G103", "is not JSON"),
    "half of a character": (b'{"format":\n "\\ud83d"}', "G103", "holds half of a character"),
    "its other half": (b'["\\udc00 y"]', "G103", "holds half of a character"),
    "no text": (b'{"format": "\xff"}', "G103", "is not JSON"),
    "of the office": (b'{"format": 1, "inspections": [], "items": []}', "G104", "not a published"),
    "a list": (b"[]", "G104", "not a published"),
    "a later version": (_changed(version="2.0"), "G105", "version '2.0'"),
    "a number as version": (_changed(version=1), "G105", "version '1'"),
    "a wrong date": (_changed(dated="22/11/2026"), "G106", "dated: is not a date"),
    "no responses": (_changed(responses=None), "G106", "responses: Field required"),
    "a script as address": (
        _changed(office={**NORFOLK.office.model_dump(), "address": "javascript:alert(1)"}),
        "G106",
        "office.address: String should match",
    ),
}


@pytest.mark.parametrize("kind", UNUSABLE)
def test_a_file_that_cannot_be_used_is_told_and_the_rest_is_gathered(
    kind: str, tmp_path: Path
) -> None:
    """One line with its code; nothing of it is in the register."""
    content, code, words = UNUSABLE[kind]
    write(tmp_path / "good", SUFFOLK)
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad/register.json").write_bytes(content)
    read = read_registers([tmp_path / "bad", tmp_path / "good"])
    assert list(read.registers.values()) == [SUFFOLK]
    (problem,) = read.problems
    assert (problem.code, words in problem.message) == (code, True), problem.message
    assert "\n" not in problem.message


def test_a_later_minor_version_is_read_without_what_is_new(tmp_path: Path) -> None:
    """1.1 adds keys, and changes none."""
    (tmp_path / "register.json").write_bytes(_changed(version="1.1", added={"a": 1}))
    read = read_registers([tmp_path])
    assert read.problems == []
    (register,) = read.registers.values()
    assert register == NORFOLK.model_copy(update={"version": "1.1"})


def test_of_two_files_of_one_office_the_newer_counts(tmp_path: Path) -> None:
    """In whichever order they come; a file named twice is read once."""
    older = NORFOLK.model_copy(update={"dated": date(2026, 10, 1)})
    for names in (("a", "b"), ("b", "a")):
        folder = tmp_path / "".join(names)
        write(folder / names[0], older)
        newer = write(folder / names[1], NORFOLK)
        read = read_registers([folder, newer])
        assert list(read.registers.values()) == [NORFOLK]
        (problem,) = read.problems
        assert problem.code == "G108"
        assert (problem.file or "").endswith(f"{names[0]}/register.json")
        assert "as at Thursday 1 October 2026" in problem.message


def test_a_response_that_came_twice_counts_once(tmp_path: Path) -> None:
    """G108, a warning."""
    doubled = NORFOLK.model_copy(update={"responses": (*NORFOLK.responses, NORFOLK.responses[0])})
    read = read_registers([write(tmp_path, doubled)])
    assert list(read.registers.values()) == [NORFOLK]
    assert [problem.code for problem in read.problems] == ["G108"]


def test_too_much_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Items of all together, files, and the size of one."""
    places = [write(tmp_path / name, one) for name, one in (("n", NORFOLK), ("s", SUFFOLK))]
    monkeypatch.setattr(reading, "MAX_ITEMS", 5)
    read = read_registers(places)
    assert list(read.registers.values()) == [NORFOLK]
    assert [problem.code for problem in read.problems] == ["G107"]
    monkeypatch.setattr(reading, "MAX_FILES", 1)
    assert [problem.code for problem in read_registers([tmp_path]).problems] == ["G107"]
    monkeypatch.setattr(reading, "MAX_BYTES", 100)
    assert [problem.code for problem in read_registers([places[0]]).problems] == ["G103"]


def test_files_are_found_by_their_name_and_no_link_to_a_folder_is_followed(tmp_path: Path) -> None:
    """A schema and other data of the site are none."""
    folder = write(tmp_path / "in/2026", NORFOLK, "Register (1).JSON").parent
    write(folder, SUFFOLK, "responses.json")
    write(folder, SUFFOLK, "register.schema.json")
    write(folder / ".hidden", SUFFOLK)
    write(tmp_path / "elsewhere", SUFFOLK)
    (folder / "link").symlink_to(tmp_path / "elsewhere")
    assert list(read_registers([folder]).registers.values()) == [NORFOLK]
    assert list(read_registers([folder / "responses.json"]).registers.values()) == [SUFFOLK]
    empty = tmp_path / "empty"
    empty.mkdir()
    codes = [one.code for one in read_registers([empty, tmp_path / "nowhere"]).problems]
    assert codes == ["G102", "G101"]


def test_the_command(tmp_path: Path) -> None:
    """Without a workspace; status 1 when something could not be used, nothing if nothing could."""
    write(tmp_path / "norfolk", NORFOLK)
    write(tmp_path / "suffolk", SUFFOLK)
    result = run_s55("gather", "norfolk", "suffolk", "--out", "both", cwd=tmp_path)
    assert (result.status, result.err) == (0, "")
    assert result.out == (
        "2 offices, 2 reports, 1 of them answered by several offices, 8 items -> "
        "both/gathered.html, both/gathered.csv, both/gathered-responses.csv, both/gathered.json\n"
    )
    result = run_s55("gather", "norfolk", "nowhere", cwd=tmp_path)
    assert result.status == 1
    assert result.err == (
        "nowhere: error G101: s55 could not find this folder or file. Check its name.\n"
    )
    assert result.out.startswith("1 office, 2 reports, 0 of them ")
    assert (tmp_path / "build/gathered.html").is_file()
    result = run_s55("gather", "nowhere", "--out", "none", cwd=tmp_path)
    assert (result.status, result.out, (tmp_path / "none").exists()) == (1, "", False)
