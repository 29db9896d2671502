"""What a response waits for on a day."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from s55.errors import S55Error
from s55.pipeline import cases as cases_module
from s55.pipeline.cases import read_cases
from s55.pipeline.checking import Checked, check, check_file
from s55.pipeline.standing import (
    KnownOffice,
    KnownStandings,
    ResponseStep,
    Standing,
    load_standings,
    standing_of,
)
from s55.views.overview import overview
from s55.workspace import Workspace
from tests.command import ROOT
from tests.drafts_for_tests import FILE, FINISHED, HEAD, manifest_of, settings_of

INVITED = "chief_officer:\n  invited: {date: 2024-04-03, reply_by: 2024-04-26}\n"
COMMENTED = "chief_officer:\n  comments: Fair.\n"
ANSWERED = COMMENTED + "policing_body:\n  opening: We agree.\n"
OPEN_ITEM = "recommendations:\n  items:\n    - number: 2\n      text: Count the boats.\n"
SIGNED = "sign_off: {name: Robin Sample, date: 2024-05-02}\n"
CHANGED = SIGNED.replace("02}", f"02, text: {'0' * 64}}}")
"""Bound to another text."""
SENT = "  inspectorate_portal: {date: unknown}\n  chief_officer: {date: unknown}\n"


def _standing(text: str, today: date = date(2024, 5, 6)) -> Standing:
    settings, manifest = settings_of(), manifest_of()
    checked = check(text, FILE, settings, today, lambda _: None, final=False)
    assert checked.draft is not None
    response = checked.draft.response
    return standing_of(
        "harbour", response, checked.problems, settings, manifest, today, lambda _: None
    )


@pytest.mark.parametrize(
    ("text", "waits_for"),
    [
        ("", "chief officer not invited to comment"),
        ("chief_officer:\n  invited: {date: 2024-04-03}\n", "waiting for comments, no day set"),
        (INVITED, "comments were due Friday 26 April 2024"),
        (INVITED.replace("04-26", "05-06"), "comments due Monday 6 May 2024"),
        (COMMENTED, "own comments not written"),
        (OPEN_ITEM + ANSWERED, "1 recommendation not answered"),
        (ANSWERED, "not signed off"),
        (ANSWERED + SIGNED, "to be published"),
        (ANSWERED + CHANGED, "changed since it was signed off"),
        (
            ANSWERED + SIGNED + "distribution:\n  websit: {date: 2024-05-03}\n",
            "1 error to put right",
        ),
    ],
)
def test_an_open_response_waits_for_its_next_step(text: str, waits_for: str) -> None:
    """From the invitation to publication, one step at a time."""
    standing = _standing(HEAD + text)
    assert standing.waits_for == waits_for
    assert not standing.as_row().is_done


@pytest.mark.parametrize(
    ("text", "waits_for"),
    [
        ("", "to be sent to the portal and 2 more"),
        (SENT, "to be sent to the panel"),
        (SENT + "  panel: {date: 2024-05-06}\n", ""),
    ],
)
def test_a_published_response_waits_for_its_copies(text: str, waits_for: str) -> None:
    """The recipients of section 55(6) and those of the checklist."""
    standing = _standing(FINISHED + text)
    assert standing.waits_for == waits_for
    assert standing.as_row().is_done is not bool(waits_for)


@pytest.mark.parametrize(
    ("text", "waits_for"),
    [
        (HEAD, "1 line to confirm; chief officer not invited to comment"),
        (HEAD + ANSWERED + SIGNED, "1 line to confirm; to be published"),
        (FINISHED + SENT + "  panel: {date: 2024-05-06}\n", "1 line to confirm"),
    ],
)
def test_what_is_to_be_confirmed_comes_first(text: str, waits_for: str) -> None:
    """The day with which the 56 days begin may be another one."""
    standing = _standing(text.replace("2024-04-02\n", "2024-04-02  # CONFIRM: day 1\n", 1))
    assert standing.next_step == (ResponseStep.WRITE, waits_for)
    assert not standing.as_row().is_done


def test_a_published_response_whose_text_was_changed_is_not_done() -> None:
    """What is published is what was signed; the draft says something else by now."""
    text = FINISHED + SENT + "  panel: {date: 2024-05-06}\n"
    changed = text.replace("sign_off:\n", f"sign_off:\n  text: {'0' * 64}\n")
    assert changed != text
    standing = _standing(changed)
    assert standing.waits_for == "changed since it was signed off"
    assert not standing.as_row().is_done
    owed = _standing(changed.replace(SENT, "")).next_step
    words = "changed since it was signed off; to be sent to the portal and 1 more"
    assert owed == (ResponseStep.APPROVE, words)


@pytest.mark.parametrize(
    ("text", "step"),
    [
        (HEAD, ResponseStep.INVITE),
        (HEAD + INVITED, ResponseStep.TAKE_IN),
        (HEAD + OPEN_ITEM + ANSWERED, ResponseStep.WRITE),
        (HEAD + ANSWERED, ResponseStep.APPROVE),
        (HEAD + ANSWERED + CHANGED, ResponseStep.APPROVE),
        (HEAD + ANSWERED + SIGNED, ResponseStep.RECORD),
        (FINISHED, ResponseStep.RECORD),
    ],
)
def test_a_response_knows_what_is_done_next(text: str, step: ResponseStep) -> None:
    assert _standing(text).next_step.step is step


def test_copies_of_the_act_come_first() -> None:
    """Section 55(6) before the office's own list."""
    website = FINISHED[: FINISHED.index("  inspectorate:")]
    assert _standing(website).waits_for == "to be sent to the inspectorate and 4 more"
    assert _standing(website).as_data()["waits_for"] == "to be sent to the inspectorate and 4 more"


REVISED = (
    FINISHED.replace(
        "website: {date: 2024-05-03}",
        "website: [{date: 2024-05-03}, {date: 2024-06-10, what: Three boats.}]",
    )
    + SENT
    + "  panel: {date: 2024-05-06}\n"
)
WITHDRAWN = REVISED.replace(
    "what: Three boats.}",
    "what: Three boats.}, {event: withdrawn, date: 2024-06-20, why: Twice., replaced_by: two}",
)


def test_a_corrected_response_waits_for_copies_to_be_sent_again() -> None:
    """To those of section 55(6) and the chief officer; that it was in time stays so."""
    standing = _standing(REVISED, date(2024, 6, 30))
    assert standing.waits_for == "to be sent again to the inspectorate and 2 more"
    assert standing.days_late == 0
    assert standing.as_data()["corrections"] == [{"date": "2024-06-10", "what": "Three boats."}]
    assert not standing.is_withdrawn
    lines = standing.as_text().splitlines()
    assert lines[4:6] == [
        "  response            published Friday 3 May 2024, on day 32; the period is 56 days: in "
        "time",
        "  corrected           Monday 10 June 2024: Three boats.",
    ]


def test_a_withdrawn_response_says_so_and_stays_published_in_time() -> None:
    """Never overdue."""
    standing = _standing(WITHDRAWN, date(2024, 6, 30))
    assert (standing.is_published, standing.is_withdrawn, standing.days_late) == (True, True, 0)
    assert standing.as_data()["withdrawn"] == "2024-06-20"
    assert "  withdrawn           Thursday 20 June 2024: Twice. (replaced by two)" in (
        standing.as_text().splitlines()
    )
    row = overview([standing.as_row()])
    assert "harbour  3 May 2024, withdrawn  to be sent again to the inspectorate and 2 more" in row


# --- what is known from before ------------------------------------------------------------

ONE = HEAD + "policing_body:\n  opening: We agree.\n"


def _office(folder: Path) -> Workspace:
    """A workspace with a draft, one that was withdrawn, and the one that replaces it."""
    (folder / "responses").mkdir()
    shutil.copy(ROOT / "settings.yaml", folder)
    shutil.copytree(ROOT / "templates/opccn-2023", folder / "templates/opccn-2023")
    for name, text in (("one", ONE), ("gone", WITHDRAWN), ("two", FINISHED)):
        (folder / f"responses/{name}.yaml").write_text(text, encoding="utf-8")
    return Workspace(folder)


def _changed(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def _signed_copy(root: Path) -> None:
    (root / "published/one").mkdir(parents=True)
    (root / "published/one/signed.yaml").write_text(ONE, encoding="utf-8")


CHANGES: dict[str, Callable[[Path], object]] = {
    "a draft": lambda root: _changed(root / "responses/one.yaml", "We agree.", "We do not."),
    "a draft that cannot be read": lambda root: _changed(root / "responses/one.yaml", ":", "["),
    "a draft that is gone": lambda root: (root / "responses/one.yaml").unlink(),
    "a new draft": lambda root: (root / "responses/new.yaml").write_text(ONE, "utf-8"),
    "the draft that replaces another": lambda root: (root / "responses/two.yaml").unlink(),
    "the draft that is replaced": lambda root: _changed(
        root / "responses/gone.yaml", "{date: 2024-05-03}", "{date: 2024-05-30}"
    ),
    "the settings": lambda root: _changed(root / "settings.yaml", "checklist:", "checklists:"),
    "the template set": lambda root: _changed(
        root / "templates/opccn-2023/manifest.yaml",
        "forwarded to Police and Crime Panel",
        "sent on",
    ),
    "a copy of what was signed": _signed_copy,
}


def _all(workspace: Workspace, today: date, known: KnownStandings) -> object:
    try:
        standings = load_standings(workspace, workspace.settings(), [], today, known)
    except S55Error as failure:
        return failure.problems
    return standings, [one.as_text() for one in standings.found]


@pytest.mark.parametrize("what", CHANGES)
def test_what_is_known_from_before_is_never_stale(what: str, tmp_path: Path) -> None:
    """Whatever it depends on, a change is seen at once, and so is its end."""
    workspace, known, day = _office(tmp_path), KnownStandings(), date(2024, 6, 30)
    before = _all(workspace, day, known)
    saved = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    CHANGES[what](tmp_path)
    assert _all(workspace, day, known) == _all(workspace, day, KnownStandings())
    for path in [path for path in tmp_path.rglob("*") if path.is_file()]:
        if path not in saved:
            path.unlink()
    for path, data in saved.items():
        path.write_bytes(data)
    assert _all(workspace, day, known) == before
    later = date(2024, 7, 1)
    assert _all(workspace, later, known) == _all(workspace, later, KnownStandings()) != before


def test_a_draft_that_is_known_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor for another page that is made of all drafts."""
    workspace, office, day = _office(tmp_path), KnownOffice(), date(2024, 6, 30)
    known = office.standings
    read: list[str] = []

    def counted(path: Path, *given: Any, **named: Any) -> Checked:
        read.append(path.stem)
        return check_file(path, *given, **named)

    monkeypatch.setattr(cases_module, "check_file", counted)
    first = _all(workspace, day, known)
    assert sorted(read) == ["gone", "one", "two"]
    read.clear()
    assert _all(workspace, day, known) == first
    assert read == ["gone"]  # it names another draft
    read.clear()
    cases, problems = read_cases(workspace, [], workspace.settings(), day, office.cases)
    assert ([one.case.name for one in cases], problems) != ([], [])
    assert read == ["gone"]
    read.clear()
    _changed(tmp_path / "responses/one.yaml", "We agree.", "We do not.")
    _all(workspace, day, known)
    assert sorted(read) == ["gone", "one"]
