"""A template set's files, and nothing outside its folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from s55.errors import ExitCode, S55Error
from s55.problems import Problem
from s55.templating import sets
from s55.templating.sets import AnySet, TemplateSet
from tests.drafts_for_tests import manifest_of


@pytest.fixture
def template_set(tmp_path: Path) -> TemplateSet:
    """A set with two files, and a file outside it."""
    folder = tmp_path / "set"
    (folder / "fonts").mkdir(parents=True)
    (folder / "fonts" / "a.ttf").write_bytes(b"font")
    (folder / "layout.html").write_bytes(b"page")
    (tmp_path / "secret.txt").write_bytes(b"secret")
    (tmp_path / "set-2").mkdir()
    (tmp_path / "set-2" / "other.txt").write_bytes(b"other")
    return AnySet(folder, manifest_of())


def _refused(template_set: TemplateSet, name: str) -> Problem:
    with pytest.raises(S55Error) as caught:
        template_set.read(name)
    (problem,) = caught.value.problems
    assert caught.value.exit_code is ExitCode.SETTINGS
    return problem


def test_its_files_are_read(template_set: TemplateSet) -> None:
    """In its folders too."""
    assert template_set.read("layout.html") == b"page"
    assert template_set.read("fonts/a.ttf") == b"font"
    assert template_set.path("fonts/../layout.html").name == "layout.html"


@pytest.mark.parametrize("name", ["../secret.txt", "fonts/../../secret.txt", "../set-2/other.txt"])
def test_a_file_outside_is_refused(template_set: TemplateSet, name: str) -> None:
    """Though it is there."""
    problem = _refused(template_set, name)
    assert problem.code == "L102"
    assert problem.message == (f"template set 'opccn-2023' names '{name}', outside its own folder")
    assert problem.hint == "Copy the file into the set and name it there."
    assert problem.file == str(template_set.folder)


def test_an_absolute_name_and_a_link_outside_are_refused(
    template_set: TemplateSet, tmp_path: Path
) -> None:
    """However the file is named."""
    assert _refused(template_set, str(tmp_path / "secret.txt")).code == "L102"
    (template_set.folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    assert _refused(template_set, "link.txt").code == "L102"


@pytest.mark.parametrize("name", ["missing.css", "fonts", ""])
def test_a_file_that_is_not_there_is_told(template_set: TemplateSet, name: str) -> None:
    """A folder is no file."""
    problem = _refused(template_set, name)
    assert problem.code == "L103"
    assert problem.message == f"template set 'opccn-2023' lacks the file '{name}'"
    assert problem.hint == "Put the file back, or change its name in the manifest."


def test_a_file_that_is_too_large_is_refused(
    template_set: TemplateSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before it is read."""
    monkeypatch.setattr(sets, "MAX_FILE_BYTES", 3)
    problem = _refused(template_set, "layout.html")
    assert problem.code == "L104"
    assert problem.message == "the file 'layout.html' is larger than 0 MB"


def test_the_limit_is_20_megabytes(template_set: TemplateSet) -> None:
    """A font for every language of the world is smaller."""
    with (template_set.folder / "large").open("wb") as file:
        file.truncate(20_000_000)
    assert len(template_set.read("large")) == 20_000_000
    with (template_set.folder / "large").open("wb") as file:
        file.truncate(20_000_001)
    assert _refused(template_set, "large").message == "the file 'large' is larger than 20 MB"


def test_layouts_that_are_no_copies_of_the_standard_ones(tmp_path: Path) -> None:
    """In the set itself, or in the set that it is based on."""
    standard, folder = tmp_path / "standard", tmp_path / "own"
    name = manifest_of().name
    for place in (standard / name, folder / name, folder / "based"):
        place.mkdir(parents=True)
        (place / "style.css").write_bytes(bytes(place))  # no layout: it may differ
    for place in (standard / name, folder / name):
        (place / "layout.html").write_bytes(b"page")
    base = AnySet(folder / name, manifest_of())
    based = AnySet(folder / "based", manifest_of(), base)
    assert not based.layouts_differ_from(standard)
    (base.folder / "layout.html").write_bytes(b"pale")
    assert base.layouts_differ_from(standard)
    assert based.layouts_differ_from(standard)
    (base.folder / "layout.html").write_bytes(b"page")
    (based.folder / "layout.docx").write_bytes(b"letter")
    assert based.layouts_differ_from(standard)
