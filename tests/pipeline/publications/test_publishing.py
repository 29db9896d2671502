"""A publication is kept as a whole, once, and is known to be as it was."""

from __future__ import annotations

import errno
import hashlib
import os
from pathlib import Path

import pytest

from s55.disk import changing
from s55.disk.changing import FileChange, OvertakenError, commit
from s55.errors import ExitCode, S55Error
from s55.office.publications import all_publications, publications_of
from s55.pipeline.publications.publishing import kept_as, publication_of, sha256_of_set
from s55.workspace import Workspace
from tests.drafts_for_tests import FINISHED
from tests.pipeline.publications.office import CORRECTED, FIRST, SECOND, TODAY, publish


def _files(folder: Path) -> dict[str, bytes]:
    return {
        one.relative_to(folder).as_posix(): one.read_bytes()
        for one in folder.rglob("*")
        if one.is_file()
    }


def test_a_publication_has_the_draft_the_three_files_and_their_hashes(published: Workspace) -> None:
    """Read back as it was written."""
    first, second = publications_of(published.published, "harbour")
    assert sorted(_files(first.folder)) == [
        "draft.yaml",
        "harbour.docx",
        "harbour.html",
        "harbour.pdf",
        "publication.yaml",
    ]
    assert first.draft.read_text(encoding="utf-8") == FINISHED
    assert second.draft.read_text(encoding="utf-8") == CORRECTED
    assert (first.number, second.number) == (1, 2)
    assert (first.record.date, second.record.date) == (FIRST, SECOND)
    assert first.record.title == "Harbour policing"
    for one in first.record.files:
        kept = (first.folder / one.name).read_bytes()
        assert one.sha256 == hashlib.sha256(kept).hexdigest()
        assert not one.given
    assert first.record.fingerprint != second.record.fingerprint
    assert first.record.template is not None
    assert first.record.template.name == "opccn-2023"
    template = published.template_set("opccn-2023")
    assert first.record.template.sha256 == sha256_of_set(template)
    assert first.damage() == second.damage() == []


def test_the_same_draft_published_again_on_another_day_has_the_same_files(own: Workspace) -> None:
    """Apart from what the draft itself says of the day."""
    publish(own, FINISHED, SECOND)
    first, _, third = publications_of(own.published, "harbour")
    assert first.record.files == third.record.files


def test_an_interrupted_run_is_gone_on_with(own: Workspace) -> None:
    """The last publication has the draft already: it is given, and nothing is written."""
    before = _files(own.published)
    path = own.root / "responses/harbour.yaml"
    kept, folders = publication_of(own, path, CORRECTED, SECOND, TODAY)
    assert kept.number == 2
    assert kept_as(kept).endswith("harbour/2: these are the files to publish")
    assert folders == []
    assert _files(own.published) == before


def test_an_interrupted_run_with_a_given_file_is_gone_on_with(
    own: Workspace, tmp_path: Path
) -> None:
    """The same file again is the same publication; another file is another one."""
    path, old = own.root / "responses/harbour.yaml", tmp_path / "old.pdf"
    old.write_bytes(b"%PDF-1.4 old")
    publish(own, FINISHED, FIRST, old)
    kept, folders = publication_of(own, path, FINISHED, FIRST, TODAY, (old,))
    assert (kept.number, folders) == (3, [])
    old.write_bytes(b"%PDF-1.4 other")
    kept, folders = publication_of(own, path, FINISHED, FIRST, TODAY, (old,))
    assert (kept.number, len(folders)) == (4, 1)


def test_nothing_is_kept_when_the_draft_cannot_be_written(
    own: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The publication and the record in the draft come together or not at all."""
    before = _files(own.published)
    path = own.root / "responses/harbour.yaml"
    path.write_text(FINISHED, encoding="utf-8")
    _, folders = publication_of(own, path, f"{FINISHED}# 3\n", FIRST, TODAY)
    assert [one.path.name for one in folders] == ["3"]

    def full(*_: Path) -> bool:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(changing, "exchange", full)
    with pytest.raises(S55Error) as failure:
        commit([*folders, FileChange(path, FINISHED.encode(), f"{FINISHED}# 3\n".encode())])
    assert [one.code for one in failure.value.problems] == ["O402"]
    assert path.read_text(encoding="utf-8") == FINISHED
    assert _files(own.published) == before


def test_a_draft_with_errors_is_not_published(own: Workspace) -> None:
    """Its errors are given."""
    with pytest.raises(S55Error) as failure:
        publish(own, FINISHED.replace("2024-04-02", "2024-14-02"), FIRST)
    assert [one.code for one in failure.value.problems] == ["D104"]
    assert len(publications_of(own.published, "harbour")) == 2


def test_a_file_that_was_in_fact_published_is_kept_as_it_is(own: Workspace, tmp_path: Path) -> None:
    """Under the name of the draft; the record says that the office gave it."""
    old = tmp_path / "Response FINAL (2).PDF"
    old.write_bytes(b"%PDF-1.4 old")
    publish(own, FINISHED, None, old)
    third = publications_of(own.published, "harbour")[-1]
    assert _files(third.folder)["harbour.pdf"] == b"%PDF-1.4 old"
    assert [(one.name, one.given) for one in third.record.files] == [("harbour.pdf", True)]
    assert third.record.template is None
    assert third.record.date is None
    assert kept_as(third).endswith("harbour/3")


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (["a.txt"], "P404"),
        (["missing.pdf"], "P404"),
        (["a.pdf", "b.pdf"], "P405"),
    ],
)
def test_a_file_that_cannot_be_kept_is_refused(
    own: Workspace, tmp_path: Path, names: list[str], code: str
) -> None:
    """With its name; nothing is kept."""
    for name in ("a.txt", "a.pdf", "b.pdf"):
        (tmp_path / name).write_bytes(b"x")
    with pytest.raises(S55Error) as failure:
        publish(own, FINISHED, FIRST, *(tmp_path / name for name in names))
    (problem,) = failure.value.problems
    assert problem.code == code
    assert problem.file
    assert problem.file.endswith(names[-1])
    assert failure.value.exit_code == ExitCode.USAGE
    assert len(publications_of(own.published, "harbour")) == 2


def test_a_number_that_is_taken_is_never_written_over(
    own: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two people publish at the same time."""
    publish(own, FINISHED, FIRST)
    before = _files(own.published)
    monkeypatch.setattr(
        "s55.pipeline.publications.publishing.publications_of",
        lambda folder, name: publications_of(folder, name)[:2],
    )
    with pytest.raises(OvertakenError):
        publish(own, FINISHED, FIRST)
    assert _files(own.published) == before


def test_a_damaged_publication_is_reported(own: Workspace) -> None:
    """A byte that changed, a file that is missing, a record that cannot be read."""
    first, second = publications_of(own.published, "harbour")
    page = first.folder / "harbour.html"
    page.write_bytes(page.read_bytes() + b" ")
    (first.folder / "harbour.pdf").unlink()
    assert [(one.code, one.message) for one in first.damage()] == [
        ("P402", "publication 1 of harbour is damaged: harbour.pdf is missing, or cannot be read"),
        ("P402", "publication 1 of harbour is damaged: harbour.html is not as it was kept"),
    ]
    (second.folder / "publication.yaml").write_text("number: 7\n", encoding="utf-8")
    found, problems = all_publications(own.published)
    assert found == [first]
    assert [(one.code, one.file) for one in problems] == [
        ("P401", "published/harbour/2/publication.yaml")
    ]
