"""Two commands at once, and an editor that saves while a command works: nothing is lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import yaml

from s55.cli import collect as command
from tests.command import run_s55
from tests.drafts_for_tests import SETTINGS
from tests.returns.word_files import DRAFT, edited, made, paragraph_with, set_words

NAME = "online-fraud-2026"
RECIPIENTS = ("inspectorate", "secretary_of_state", "chief_officer", "panel")


def test_every_record_of_several_at_once_is_kept(workspace: Path) -> None:
    """Four marks and two updates, each a process of its own."""
    marks = [("mark", NAME, one, "--on", "2026-11-20") for one in RECIPIENTS]
    updates = [
        ("update", "peel-2021-22", "1", "--status", status, "--on", "2026-11-20")
        for status in ("in progress", "complete")
    ]
    with ThreadPoolExecutor(6) as pool:
        results = list(pool.map(lambda words: run_s55(*words, cwd=workspace), [*marks, *updates]))
    assert [one.err for one in results] == [""] * 6
    draft = yaml.safe_load((workspace / f"responses/{NAME}.yaml").read_text(encoding="utf-8"))
    assert set(draft["distribution"]) >= set(RECIPIENTS)
    path = workspace / "responses/progress/peel-2021-22.yaml"
    record = yaml.safe_load(path.read_text(encoding="utf-8"))
    (entries,) = record["items"].values()
    assert {entry["status"] for entry in entries} == {"in progress", "complete"}


def test_a_draft_saved_while_collect_waits_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What comes back is compared with what the draft says by then, and is shown again."""
    (tmp_path / "settings.yaml").write_text(SETTINGS, encoding="utf-8")
    draft = tmp_path / "responses/harbour.yaml"
    draft.parent.mkdir()
    draft.write_text(DRAFT, encoding="utf-8")
    words = "Nobody should drown."
    back = tmp_path / "back.docx"
    back.write_bytes(
        edited(made(), lambda root: set_words(paragraph_with(root, "Harbours matter."), words))
    )
    asked: list[str] = []

    def agreed(_found: object, text: str) -> bool:
        asked.append(text)
        if len(asked) == 1:
            draft.write_text(f"{DRAFT}# saved by hand\n", encoding="utf-8")
        return True

    monkeypatch.setattr(command, "_agreed", agreed)
    monkeypatch.chdir(tmp_path)
    command.collect("harbour", back, today="2026-11-22")
    assert asked == [DRAFT, f"{DRAFT}# saved by hand\n"]
    after = draft.read_text(encoding="utf-8")
    assert words in after
    assert after.endswith("# saved by hand\n")
    assert "The draft was changed meanwhile." in capsys.readouterr().err
