"""Where template sets are found."""

from __future__ import annotations

from pathlib import Path

import pytest

from s55.errors import ExitCode, S55Error
from s55.problems import Problem
from s55.templating.registry import find_set, load_set, set_names, standard_sets

TEXT = (standard_sets() / "opccn-2023" / "manifest.yaml").read_text(encoding="utf-8")


def _set(folder: Path, name: str, text: str = "") -> Path:
    place = folder / name
    place.mkdir(parents=True)
    manifest = text or TEXT.replace("name: opccn-2023", f"name: {name}")
    (place / "manifest.yaml").write_text(manifest, encoding="utf-8")
    return place


def _refused(name: str, *folders: Path) -> Problem:
    with pytest.raises(S55Error) as caught:
        find_set(name, folders)
    (problem,) = caught.value.problems
    assert caught.value.exit_code is ExitCode.SETTINGS
    return problem


def test_the_standard_sets_come_along() -> None:
    """Both layouts of the form."""
    assert {"opccn-2022", "opccn-2023"} <= set(set_names([standard_sets()]))


def test_every_standard_set_can_be_loaded_and_has_its_files() -> None:
    """Fonts among them."""
    for name in set_names([standard_sets()]):
        found = find_set(name, [standard_sets()])
        assert found.name == name
        for font in found.manifest.fonts:
            assert found.path(font.file).stat().st_size > 10_000


def test_sets_are_folders_with_a_manifest(tmp_path: Path) -> None:
    """From every folder, in the order of their names, each name once."""
    own, standard = tmp_path / "own", tmp_path / "standard"
    _set(own, "b")
    _set(standard, "a")
    _set(standard, "b")
    (own / "notes").mkdir()
    (own / "stray.yaml").write_text("", encoding="utf-8")
    assert set_names([own, standard, tmp_path / "missing"]) == ["a", "b"]


def test_the_offices_own_set_comes_before_the_standard_one(tmp_path: Path) -> None:
    """Of the same name."""
    own, standard = tmp_path / "own", tmp_path / "standard"
    _set(standard, "a")
    assert find_set("a", [own, standard]).folder == standard / "a"
    _set(own, "a")
    assert find_set("a", [own, standard]).folder == own / "a"


def test_an_unknown_set_is_told_with_the_one_that_was_meant(tmp_path: Path) -> None:
    """Or with all there are."""
    _set(tmp_path, "harbour-2024")
    _set(tmp_path, "letter")
    close = _refused("harbor-2024", tmp_path)
    assert close.code == "L101"
    assert close.message == "s55 could not find the template set 'harbor-2024'"
    assert close.hint == "Did you mean 'harbour-2024'?"
    assert close.path == "template"
    assert _refused("qqq", tmp_path).hint == "There are: harbour-2024, letter."


@pytest.mark.parametrize("name", ["../a", "a/../a", "/etc", ".", ""])
def test_a_name_is_no_path(name: str, tmp_path: Path) -> None:
    """Only names of folders that are sets."""
    _set(tmp_path / "sets", "a")
    _set(tmp_path, "a")
    assert _refused(name, tmp_path / "sets").code == "L101"


def test_a_set_whose_name_is_not_its_folders_is_told(tmp_path: Path) -> None:
    """A copied folder, for example."""
    _set(tmp_path, "copy", TEXT)
    problem = _refused("copy", tmp_path)
    assert problem.code == "L106"
    assert problem.message == "the manifest names the set 'opccn-2023', but its folder is 'copy'"
    assert problem.hint == "Give both the same name."
    assert problem.file == str(tmp_path / "copy" / "manifest.yaml")
    assert problem.line == 1


def test_every_problem_of_a_manifest_is_told_at_its_line(tmp_path: Path) -> None:
    """With the file."""
    text = TEXT.replace("language: en-GB", "langauge: en-GB").replace("name: opccn-2023", "name:")
    place = _set(tmp_path, "x", f"# first\n{text}title: twice\n")
    with pytest.raises(S55Error) as caught:
        load_set(place)
    assert [problem.code for problem in caught.value.problems] == ["D007", "D102", "D101"]
    assert caught.value.problems[2].hint == "Did you mean 'language'?"
    assert {problem.file for problem in caught.value.problems} == {str(place / "manifest.yaml")}


def test_an_empty_manifest_and_one_that_is_no_text_are_told(tmp_path: Path) -> None:
    """As any file that people write."""
    (_set(tmp_path, "a") / "manifest.yaml").write_bytes(b"")
    (_set(tmp_path, "b") / "manifest.yaml").write_bytes(b"\xff\xfe")
    assert _refused("a", tmp_path).code == "D004"
    assert _refused("b", tmp_path).code == "D003"
