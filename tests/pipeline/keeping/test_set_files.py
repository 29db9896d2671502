"""A file of a template set is replaced, and put back, unless the set gets an error by it."""

from __future__ import annotations

from pathlib import Path

import pytest

from s55.errors import S55Error
from s55.pipeline.keeping import set_files
from s55.pipeline.keeping.history import put_back
from s55.pipeline.keeping.set_files import checked_with, replace_set_file
from s55.pipeline.template_sets import known_sets, start_set
from s55.workspace import Workspace
from tests.drafts_for_tests import SETTINGS

PALE = b".x { color: #999; background: #fff }\n"
WORSE = PALE + b".y { color: #aaa; background: #fff }\n"
DARK = b".x { color: #333; background: #fff }\n"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A workspace with a set of its own, whose stylesheet has an error."""
    (tmp_path / "settings.yaml").write_text(SETTINGS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    workspace = Workspace(tmp_path)
    start_set(workspace, "register", "ours", whole=False, files=[])
    (workspace.templates / "ours/style.css").write_bytes(PALE)
    return workspace


def test_only_new_errors_refuse_a_file_and_an_earlier_state(office: Workspace) -> None:
    """A set that has an error already can be put right step by step."""
    style = office.templates / "ours/style.css"
    with pytest.raises(S55Error) as refused:
        replace_set_file(office, "ours", "style.css", WORSE)
    assert [(one.code, "'.y'" in one.message) for one in refused.value.problems] == [("L532", True)]
    assert style.read_bytes() == PALE
    with_words = b"/* Ours. */\n" + PALE
    replace_set_file(office, "ours", "style.css", with_words)
    assert style.read_bytes() == with_words
    replace_set_file(office, "ours", "style.css", DARK)
    with pytest.raises(S55Error) as refused:
        put_back(office, "templates/ours/style.css", 1)
    assert [one.code for one in refused.value.problems] == ["L532"]
    assert style.read_bytes() == DARK


def test_what_a_set_takes_from_its_base_is_said_of_the_base(office: Workspace) -> None:
    """And not once more of each set that is based on it."""
    start_set(office, "ours", "theirs", whole=False, files=[])
    with pytest.raises(S55Error) as refused:
        replace_set_file(office, "ours", "style.css", WORSE)
    assert ["theirs" in one.message for one in refused.value.problems] == [False]


def test_a_link_to_a_set_elsewhere_is_no_set_of_the_workspace(office: Workspace) -> None:
    """Else files outside of the workspace would be changed."""
    elsewhere = office.root / "elsewhere"
    (office.templates / "ours").rename(elsewhere)
    (office.templates / "ours").symlink_to(elsewhere)
    assert [one.is_own for one in known_sets(office) if one.name == "ours"] == [False]
    with pytest.raises(S55Error) as refused:
        replace_set_file(office, "ours", "style.css", DARK)
    assert [one.code for one in refused.value.problems] == ["L101"]
    assert (elsewhere / "style.css").read_bytes() == PALE


def test_a_set_is_checked_without_a_file(office: Workspace) -> None:
    """As before the file was there: the set then lacks it, although its folder has it still."""
    style = start_set(office, "register", "alone", whole=True, files=[]) / "style.css"
    assert checked_with(office, style, style.read_bytes()) == ()
    with pytest.raises(S55Error) as refused:
        checked_with(office, style, None)
    assert ["'style.css'" in one.message for one in refused.value.problems] == [True]
    assert style.exists()


def test_a_set_without_its_base_is_put_right(office: Workspace) -> None:
    """Whatever is wrong with a set based on it, which could not be used before either."""
    start_set(office, "ours", "theirs", whole=False, files=[])
    (office.templates / "theirs/style.css").write_bytes(PALE)
    (office.templates / "ours/style.css").write_bytes(DARK)
    manifest = office.templates / "ours/manifest.yaml"
    sound = manifest.read_bytes()
    manifest.write_bytes(sound.replace(b"based_on: register", b"based_on: nowhere"))
    replace_set_file(office, "ours", "manifest.yaml", sound)
    assert manifest.read_bytes() == sound


def test_a_file_that_is_too_large_is_refused(
    office: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(set_files, "MAX_FILE_BYTES", len(DARK))
    replace_set_file(office, "ours", "style.css", DARK)
    with pytest.raises(S55Error) as refused:
        replace_set_file(office, "ours", "style.css", DARK + b" ")
    assert [one.code for one in refused.value.problems] == ["L104"]
