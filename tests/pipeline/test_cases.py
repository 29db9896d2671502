"""Gathering: every draft in one order, and none left out in silence."""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import ANY

import pytest

from s55.beside import shared_out
from s55.errors import S55Error
from s55.pipeline import checking
from s55.pipeline.cases import load_cases
from s55.rules.deadlines import printed_deadline
from s55.sources.files import read_text
from s55.workspace import Workspace
from tests.command import ROOT
from tests.drafts_for_tests import HEAD

TODAY = date(2026, 11, 22)


@pytest.fixture
def office(tmp_path: Path) -> Workspace:
    """A workspace with three short drafts; 'b' and 'a' answer reports of one day."""
    (tmp_path / "responses").mkdir()
    (tmp_path / "settings.yaml").write_bytes((ROOT / "settings.yaml").read_bytes())
    for name, day in (("b", "2024-04-02"), ("a", "2024-04-02"), ("z", "2023-01-05")):
        write(tmp_path, name, HEAD.replace("2024-04-02", day))
    return Workspace(tmp_path)


def write(folder: Path, name: str, text: str) -> Path:
    """A draft of this text."""
    path = folder / "responses" / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def gathered(office: Workspace, *names: str) -> list[str]:
    """The names of the cases that are gathered."""
    return [one.case.name for one in load_cases(office, names, office.settings(), TODAY)]


def test_all_drafts_in_the_order_of_their_reports(office: Workspace) -> None:
    """By publication, then by name."""
    assert gathered(office) == ["z", "a", "b"]


def test_only_those_named_and_each_once(office: Workspace) -> None:
    """By name or by file."""
    assert gathered(office, "b", "z") == ["z", "b"]
    assert gathered(office, "b", str(office.responses / "b.yaml"), "b") == ["b"]


def test_a_response_is_in_time_by_the_one_that_it_replaces_which_is_not_named(
    office: Workspace,
) -> None:
    """It is as timely in a list of its own as in the list of all."""
    gone = "{event: withdrawn, date: 2024-05-20, why: Wrong., replaced_by: b}"
    published = "distribution:\n  website:\n    - {date: 2024-04-20}\n"
    write(office.root, "a", f"{HEAD}{published}    - {gone}\n".replace("format: 1", "format: 2"))
    late = published.replace("04-20", "07-20")
    write(office.root, "b", f"{HEAD}{late}".replace("format: 1", "format: 2"))
    for names in ((), ("b",)):
        found = load_cases(office, names, office.settings(), TODAY)
        assert {one.case.name: one.case.days_taken for one in found}["b"] == 19


def _sent(make: Callable[[int], Any], count: int, *_: object) -> list[Any]:
    """Make things, and give them as they come from another process."""
    return [pickle.loads(pickle.dumps(make(number))) for number in range(count)]  # noqa: S301


@pytest.mark.parametrize("way", [shared_out, _sent])
def test_two_processes_read_what_one_does(
    way: Callable[..., Any], office: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same cases in the same order, with the same places in the text; or the same errors."""
    alone = load_cases(office, (), office.settings(), TODAY)
    monkeypatch.setattr("s55.pipeline.checking._SHARE", 1)
    monkeypatch.setattr("s55.beside.shared_out", way)
    found = load_cases(office, (), office.settings(), TODAY, jobs=2)
    assert found == alone
    assert [one.draft.tree is None for one in found].count(True) == (2 if way is _sent else ANY)
    assert [one.draft.root for one in found] == [one.draft.root for one in alone]
    assert all(one.draft.response is one.case.response for one in found)
    for name in "bz":
        write(office.root, name, f"{HEAD}nonsense: 1\n")
    with pytest.raises(S55Error) as first:
        load_cases(office, (), office.settings(), TODAY)
    with pytest.raises(S55Error) as second:
        load_cases(office, (), office.settings(), TODAY, jobs=2)
    assert second.value.problems == first.value.problems
    assert [Path(one.file or "").name for one in first.value.problems] == ["b.yaml", "z.yaml"]


def test_the_printed_date_follows_the_template_set_of_each_draft(office: Workspace) -> None:
    """And the case is looked at on the day given."""
    (one,) = load_cases(office, ["z"], office.settings(), TODAY)
    days = office.template_set(office.settings().template).manifest.deadline.days_after_publication
    assert one.case.deadline.printed == printed_deadline(date(2023, 1, 5), days)
    assert one.case.today == TODAY
    assert one.draft.response is one.case.response


def test_a_draft_with_errors_stops_the_list_and_all_errors_are_told(office: Workspace) -> None:
    """Each with its file; warnings do not stop it."""
    write(office.root, "b", HEAD + "key_findngs: x\n")
    write(office.root, "z", HEAD.replace("2024-04-02", "2027-01-01"))
    with pytest.raises(S55Error) as caught:
        gathered(office)
    found = [(problem.code, Path(problem.file or "").name) for problem in caught.value.problems]
    assert found == [("D101", "b.yaml"), ("D105", "z.yaml")]
    assert gathered(office, "a") == ["a"]


def test_a_template_set_that_is_not_there_is_told_with_the_file(office: Workspace) -> None:
    """The draft names it, so the draft is where it is mended."""
    write(office.root, "a", HEAD.replace("format: 1", "format: 1\ntemplate: opccn-2032"))
    with pytest.raises(S55Error) as caught:
        gathered(office, "a")
    (problem,) = caught.value.problems
    assert (problem.code, Path(problem.file or "").name) == ("L101", "a.yaml")


def test_an_unknown_name_is_told(office: Workspace) -> None:
    """With the name that was meant."""
    with pytest.raises(S55Error) as caught:
        gathered(office, "a", "zz")
    assert [problem.code for problem in caught.value.problems] == ["U101"]


def test_an_office_without_drafts_has_no_cases(office: Workspace) -> None:
    """And no error."""
    for path in office.drafts():
        path.unlink()
    assert gathered(office) == []


def test_the_other_drafts_are_read_once_for_all(
    office: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A draft that is late looks for the response that it replaces; an archive stays quick."""
    read: Counter[str] = Counter()

    def counted(path: Path, *more: Any) -> str:
        read[path.stem] += 1
        return read_text(path, *more)

    monkeypatch.setattr(checking, "read_text", counted)
    assert gathered(office) == ["z", "a", "b"]
    assert read == {"a": 2, "b": 2, "z": 2}, "for its own check, and once for all that are late"
