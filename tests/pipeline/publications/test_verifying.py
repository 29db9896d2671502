"""A file alone says whether it was published: its bytes, its words, or neither."""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from typer.testing import CliRunner

from s55.cli.main import app
from s55.errors import S55Error
from s55.pipeline.publications.verifying import Agreement, Verified, Verifier
from s55.workspace import Workspace
from tests.drafts_for_tests import FINISHED
from tests.pipeline.publications.office import publish


def _folder(workspace: Workspace, number: int) -> Path:
    return workspace.published / "harbour" / str(number)


def _changed(source: Path, target: Path, old: bytes, new: bytes) -> Path:
    data = source.read_bytes()
    assert data.count(old) >= 1
    target.write_bytes(data.replace(old, new))
    return target


def _words(found: Verified) -> list[tuple[str, str]]:
    return [(one.removed, one.added) for one in found.changes]


@pytest.mark.parametrize("ending", ["pdf", "docx", "html"])
@pytest.mark.parametrize("number", [1, 2])
def test_the_bytes_of_a_publication_are_known_by_any_name(
    published: Workspace, tmp_path: Path, ending: str, number: int
) -> None:
    """With the number of the publication, and that another followed."""
    copy = tmp_path / f"download ({number})"
    copy.write_bytes((_folder(published, number) / f"harbour.{ending}").read_bytes())
    found = Verifier(published).verify(copy)
    assert found.verdict is Agreement.IDENTICAL
    day = {1: "Friday 3 May 2024", 2: "Monday 10 June 2024"}[number]
    assert found.as_lines()[0].endswith(
        f": publication {number} of harbour ({day}; Harbour policing), byte for byte."
    )
    followed = ["  It was followed by publication 2."] if number == 1 else []
    assert found.as_lines()[1:] == followed


@pytest.mark.parametrize("ending", ["pdf", "docx", "html"])
def test_another_byte_with_the_same_words(
    published: Workspace, tmp_path: Path, ending: str
) -> None:
    """In a comment of a page, behind the end of a PDF, in the packing of a Word file."""
    source, target = _folder(published, 2) / f"harbour.{ending}", tmp_path / f"x.{ending}"
    if ending == "html":
        _changed(source, target, b"</html>", b"<!-- x --></html>")
    elif ending == "pdf":
        target.write_bytes(source.read_bytes() + b"\n")
    else:
        with ZipFile(source) as package, ZipFile(target, "w") as made:
            for name in package.namelist():
                made.writestr(name, package.read(name))
    found = Verifier(published).verify(target)
    assert (found.verdict, found.changes) == (Agreement.SAME_WORDS, ())
    assert found.kept is not None
    assert found.kept.number == 2
    assert "the words of publication 2 of harbour" in found.as_lines()[0]


@pytest.mark.parametrize("ending", ["docx", "html"])
@pytest.mark.parametrize("number", [1, 2])
def test_a_word_that_differs_is_shown_with_its_place(
    published: Workspace, tmp_path: Path, ending: str, number: int
) -> None:
    """Compared with the publication that the file is nearest to."""
    source, target = _folder(published, number) / f"harbour.{ending}", tmp_path / f"x.{ending}"
    if ending == "html":
        _changed(source, target, b"The report is fair.", b"The report is unfair.")
    else:
        with ZipFile(source) as package, ZipFile(target, "w") as made:
            for name in package.namelist():
                data = package.read(name)
                made.writestr(name, data.replace(b"The report is fair.", b"The report is unfair."))
    found = Verifier(published).verify(target)
    assert found.verdict is Agreement.OTHER_WORDS
    assert found.kept is not None
    assert found.kept.number == number
    (change,) = [one for one in found.changes if one.removed == "fair."]
    assert change.added == "unfair."
    assert change.as_line("published", "in this file") == (
        f"after '{change.before}': published 'fair.', in this file 'unfair.'"
    )
    assert change.before.endswith("The report is")


def test_the_draft_of_today_differs_from_what_was_published(own: Workspace, tmp_path: Path) -> None:
    """A PDF that was made afresh: found by its data, compared page by page."""
    publish(own, FINISHED.replace("Two boats", "Ten boats"), None)
    made = tmp_path / "new.pdf"
    made.write_bytes((_folder(own, 3) / "harbour.pdf").read_bytes())
    for one in _folder(own, 3).iterdir():
        one.unlink()
    _folder(own, 3).rmdir()
    found = Verifier(own).verify(made)
    assert (found.verdict, _words(found)) == (Agreement.OTHER_WORDS, [("Two", "Ten")])
    assert found.changes[0].place == "page 1"


def test_a_format_that_was_not_kept_is_compared_with_another(
    own: Workspace, tmp_path: Path
) -> None:
    """By the words alone; the line says so."""
    page = tmp_path / "page.html"
    page.write_bytes((_folder(own, 1) / "harbour.html").read_bytes())
    old = tmp_path / "old.docx"
    old.write_bytes((_folder(own, 1) / "harbour.docx").read_bytes())
    for number in (1, 2):
        for one in _folder(own, number).iterdir():
            one.unlink()
        _folder(own, number).rmdir()
    publish(own, FINISHED, None, old)
    found = Verifier(own).verify(page)
    assert (found.verdict, found.changes) == (Agreement.SAME_WORDS, ())
    assert "has no file in this format" in found.as_lines()[1]


def test_a_withdrawn_response_is_said_to_be_withdrawn(own: Workspace) -> None:
    """Its publication is still what was published."""
    path = own.root / "responses/harbour.yaml"
    events = (
        "website:\n    - {date: 2024-05-03}\n    - {event: withdrawn, date: 2024-06-20, why: Old.}"
    )
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("website: {date: 2024-05-03}", events), encoding="utf-8")
    found = Verifier(own).verify(_folder(own, 2) / "harbour.pdf")
    assert found.verdict is Agreement.IDENTICAL
    assert found.as_lines()[1:] == ["  The response was withdrawn on Thursday 20 June 2024."]
    assert found.as_data()["withdrawn"] == "2024-06-20"


def test_a_file_without_a_publication(published: Workspace, tmp_path: Path) -> None:
    """Another text, and a workspace in which nothing was published."""
    other = tmp_path / "other.html"
    other.write_text("<html><body><p>Quite another text.</p></body></html>", encoding="utf-8")
    assert Verifier(published).verify(other).verdict is Agreement.NOT_PUBLISHED
    page = _folder(published, 1) / "harbour.html"
    assert Verifier(Workspace(tmp_path)).verify(page).verdict is Agreement.NOT_PUBLISHED


def test_a_file_without_data_is_found_by_its_words(published: Workspace, tmp_path: Path) -> None:
    """As one that was pasted into a website."""
    page = _folder(published, 1) / "harbour.html"
    target = _changed(page, tmp_path / "pasted.html", b"response.json", b"other.json")
    found = Verifier(published).verify(target)
    assert found.kept is not None
    assert (found.verdict, found.kept.number) == (Agreement.SAME_WORDS, 1)


def test_nothing_is_compared_with_a_damaged_file(own: Workspace, tmp_path: Path) -> None:
    """The publication is said to be damaged."""
    page = _folder(own, 1) / "harbour.html"
    target = _changed(page, tmp_path / "x.html", b"The report is fair.", b"The report is foul.")
    for number in (1, 2):
        kept = _folder(own, number) / "harbour.html"
        kept.write_bytes(kept.read_bytes() + b" ")
    with pytest.raises(S55Error) as failure:
        Verifier(own).verify(target)
    assert [one.code for one in failure.value.problems] == ["P402"]


def test_the_command_prints_and_ends_with_a_status(
    published: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """0, 10, 11, 12, and the highest of several; JSON for programs."""
    monkeypatch.chdir(published.root)
    run = CliRunner()
    page = _folder(published, 2) / "harbour.html"
    same = _changed(page, tmp_path / "same.html", b"</html>", b"<!-- x --></html>")
    other = _changed(page, tmp_path / "other.html", b"The report is fair.", b"The report is foul.")
    none = tmp_path / "none.html"
    none.write_text("<html><body><p>Nothing.</p></body></html>", encoding="utf-8")
    for file, status in ((page, 0), (same, 10), (other, 11), (none, 12)):
        assert run.invoke(app, ["verify", str(file)]).exit_code == status
    result = run.invoke(app, ["verify", str(page), str(other), "--format", "json"])
    assert result.exit_code == 11
    first, second = json.loads(result.stdout)
    assert (first["verdict"], first["name"], first["publication"]) == ("identical", "harbour", 2)
    assert [(one["removed"], one["added"]) for one in second["changes"]] == [("fair.", "foul.")]


def test_a_record_that_cannot_be_read_hides_no_other(
    own: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is reported; the status speaks of the file."""
    monkeypatch.chdir(own.root)
    (_folder(own, 1) / "publication.yaml").unlink()
    result = CliRunner().invoke(app, ["verify", str(_folder(own, 2) / "harbour.pdf")])
    assert result.exit_code == 0
    assert "byte for byte." in result.stdout
    assert "published/harbour/1/publication.yaml: error P401" in result.stderr


def test_a_file_that_is_not_there_is_refused_by_name(published: Workspace, tmp_path: Path) -> None:
    with pytest.raises(S55Error) as failure:
        Verifier(published).verify(tmp_path / "nothing.pdf")
    (problem,) = failure.value.problems
    assert (problem.code, Path(problem.file or "").name) == ("P406", "nothing.pdf")
