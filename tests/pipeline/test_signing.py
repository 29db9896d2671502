"""A draft is signed, changed and signed again: what check says at each step, and what is kept."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from s55.drafts.signing import Approval
from s55.errors import S55Error
from s55.pipeline.cases import load_cases, not_as_signed
from s55.pipeline.checking import check_file
from s55.pipeline.recording.approvals import record_sign_off
from s55.problems import Severity
from s55.workspace import Workspace
from tests.drafts_for_tests import FINISHED, HEAD, SETTINGS, settings_of

TODAY = date(2024, 6, 30)


@pytest.fixture
def draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A finished draft in a workspace."""
    (tmp_path / "settings.yaml").write_text(SETTINGS, encoding="utf-8")
    path = tmp_path / "responses/harbour.yaml"
    path.parent.mkdir()
    path.write_text(FINISHED, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return path


def _sign(draft: Path, day: date | None = None, *, again: bool = False) -> str:
    workspace = Workspace(draft.parent.parent)
    return record_sign_off(workspace, draft, Approval(day=day), TODAY, again=again)


def _said(draft: Path, *, final: bool = False) -> list[tuple[str, str, int | None, int | None]]:
    problems = check_file(draft, settings_of(), TODAY, final=final).problems
    kinds = {Severity.ERROR: "error", Severity.WARNING: "warning"}
    return [
        (f"{kinds[one.severity]} {one.code}", one.message, one.line, one.column)
        for one in problems
        if one.code in {"D145", "D146", "D147"}
    ]


def _change(draft: Path, old: str, new: str) -> None:
    text = draft.read_text(encoding="utf-8")
    assert text.count(old) == 1
    draft.write_text(text.replace(old, new), encoding="utf-8")


def test_a_signed_draft_that_is_changed_says_each_field(draft: Path) -> None:
    """A warning while it is worked on, an error when it is to be final, nothing once undone."""
    assert _sign(draft) == (
        "responses/harbour.yaml: signed off on Thursday 2 May 2024 by Robin Sample; kept as "
        "published/harbour/signed.yaml."
    )
    signed = draft.read_text(encoding="utf-8")
    assert _said(draft) == _said(draft, final=True) == []
    _change(draft, "The count is welcome.", "The count is most welcome.")
    _change(draft, "      action: taken\n", "      action: proposed\n      action_details: Soon.\n")
    after = "after the sign-off of Thursday 2 May 2024 by Robin Sample"
    found = [
        (f"'policing_body' of R2 was changed {after}", 19, 22),
        (f"'action' of R2 was changed {after}", 21, 15),
        (f"'action_details' of R2 was added {after}", 22, 23),
    ]
    assert _said(draft) == [("warning D145", *one) for one in found]
    assert _said(draft, final=True) == [("error D145", *one) for one in found]
    draft.write_text(signed, encoding="utf-8")
    assert _said(draft, final=True) == []


def test_dispatches_change_nothing(draft: Path) -> None:
    """They come after the sign-off."""
    _sign(draft)
    _change(draft, "{date: 2024-05-04}", "{date: 2024-05-06, how: by e-mail}")
    assert _said(draft, final=True) == []


def test_each_signed_draft_is_kept(draft: Path) -> None:
    """The latest has the plain name, and none is lost."""
    _sign(draft)
    texts = [draft.read_text(encoding="utf-8")]
    for day in (3, 4):
        _change(draft, " matter to", " still matter to")
        _sign(draft, date(2024, 5, day), again=True)
        texts.append(draft.read_text(encoding="utf-8"))
    folder = draft.parent.parent / "published/harbour"
    kept = [(folder / f"signed{n}.yaml").read_text(encoding="utf-8") for n in ("-1", "-2", "")]
    assert kept == texts
    assert len(list(folder.iterdir())) == 3
    # A draft that is put back as it was first signed is compared with that.
    text = texts[0].replace(" is welcome", " was welcome").replace("fair", "unfair")
    draft.write_text(text, encoding="utf-8")
    assert [message.partition(" was")[0] for _, message, _, _ in _said(draft)] == [
        "'policing_body' of R2",
        "'chief_officer.comments'",
    ]


def test_a_copy_that_a_killed_run_has_kept_is_not_kept_twice(draft: Path) -> None:
    """It was written before the sign-off itself."""
    _sign(draft)
    folder = draft.parent.parent / "published/harbour"
    (folder / "signed-1.yaml").write_bytes((folder / "signed.yaml").read_bytes())
    _change(draft, " matter to", " still matter to")
    _sign(draft, date(2024, 5, 3), again=True)
    assert sorted(one.name for one in folder.iterdir()) == ["signed-1.yaml", "signed.yaml"]


def test_without_a_copy_it_says_that_something_changed(draft: Path) -> None:
    """In one message; and if only the names in the settings changed, that."""
    _sign(draft)
    names = settings_of(SETTINGS.replace("OCS", "OPCCS"))
    (problem,) = check_file(draft, names, TODAY, final=True).problems
    assert (problem.code, problem.severity) == ("D146", Severity.ERROR)
    assert problem.message == (
        "the response is not as it was signed off on Thursday 2 May 2024 by Robin Sample: the "
        "names in settings.yaml, or the template set, are others than then"
    )
    (draft.parent.parent / "published/harbour/signed.yaml").unlink()
    assert _said(draft, final=True) == []
    _change(draft, "fair", "unfair")
    ((severity, message, line, _),) = _said(draft)
    assert severity == "warning D146"
    assert message.endswith("was changed, and s55 could not find the draft as signed")
    assert line == 29


def test_a_sign_off_by_hand_says_that_it_is_not_bound(draft: Path) -> None:
    """Until the response is published, and when it is to be final; it is no error."""
    assert _said(draft) == []
    ((severity, message, line, _),) = _said(draft, final=True)
    assert severity == "warning D147"
    assert message.startswith("the sign-off of Thursday 2 May 2024 by Robin Sample is not bound")
    assert line == 29
    _change(draft, "  website: {date: 2024-05-03}\n", "")
    assert [code for code, *_ in _said(draft)] == ["warning D147"]


def test_a_draft_with_errors_is_not_signed(draft: Path) -> None:
    """Nothing is written, and nothing kept."""
    _change(draft, "action: taken", "action: perhaps")
    before = draft.read_bytes()
    with pytest.raises(S55Error, match="cannot be 'perhaps'"):
        _sign(draft)
    assert draft.read_bytes() == before
    assert not (draft.parent.parent / "published").exists()


def test_warnings_are_counted_when_it_is_signed(draft: Path) -> None:
    """What is signed may still lack something, and that is said."""
    draft.write_text(HEAD, encoding="utf-8")
    approval = Approval("Robin Sample", "Commissioner", date(2024, 5, 2))
    said = record_sign_off(Workspace(draft.parent.parent), draft, approval, TODAY, again=False)
    assert said.endswith(
        " by Robin Sample, Commissioner; kept as published/harbour/signed.yaml. "
        "(6 warnings: s55 check harbour)"
    )


def test_what_is_published_from_a_changed_draft_says_so(draft: Path) -> None:
    """Once for each response, in site and paper."""
    workspace = Workspace(draft.parent.parent)
    _sign(draft)
    assert list(not_as_signed(load_cases(workspace, [], settings_of(), TODAY))) == []
    _change(draft, "fair", "unfair")
    _change(draft, "The count is welcome.", "The count is most welcome.")
    (problem,) = not_as_signed(load_cases(workspace, [], settings_of(), TODAY))
    assert problem.place == "responses/harbour.yaml:29:1"
    assert problem.message.endswith("Robin Sample: s55 check harbour says what was changed")
