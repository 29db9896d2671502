"""A workspace is copied whole and made again; a file that is not what it says makes nothing."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from s55.disk.changing import FileChange, HistoryNote, commit
from s55.errors import S55Error
from s55.office.publications import sha256
from s55.pipeline.keeping.backup import backup, restore
from s55.pipeline.keeping.backup_names import CONTENTS
from s55.workspace import Workspace
from tests.drafts_for_tests import FINISHED, SETTINGS


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A workspace with something in every place, and what is not copied."""
    root = tmp_path / "office"
    for name, text in {
        "settings.yaml": SETTINGS,
        "logo.png": "a picture",
        ".gitignore": "build/*\n",
        ".env": "a secret",
        "responses/harbour.yaml": FINISHED,
        "responses/harbour-returned/index.yaml": "[]",
        "responses/.before-format-2/harbour/draft.yaml": "old",
        "responses/.s55-abcd_123.tmp": "half",
        "responses/~$harbour.docx": "open in Word",
        "responses/caf\u00e9.yaml": "a draft",
        "published/harbour/1/harbour.pdf": "%PDF",
        "templates/ours/manifest.yaml": "name: ours",
        "build/harbour.pdf": "%PDF",
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    draft = root / "responses/harbour.yaml"
    change = FileChange(draft, FINISHED.encode(), f"{FINISHED}# 2\n".encode())
    commit([change], HistoryNote(draft, "mark"))
    monkeypatch.chdir(tmp_path)
    return Workspace(root)


def _files(folder: Path) -> dict[str, bytes]:
    return {
        one.relative_to(folder).as_posix(): one.read_bytes()
        for one in folder.rglob("*")
        if one.is_file()
    }


def test_a_workspace_comes_back_as_it_was(office: Workspace) -> None:
    """With its history; without what is rendered, hidden or half written."""
    said = backup(office, Path("copy.zip"))
    assert said.endswith(" files. Not in it: build.")
    restore(Path("copy.zip"), Path("again"))
    before, after = _files(office.root), _files(Path("again"))
    gone = before.keys() - after.keys()
    assert {name: before[name] for name in after} == after
    assert gone == {
        ".env",
        ".s55/.gitignore",
        ".s55/lock",
        "build/harbour.pdf",
        "responses/.s55-abcd_123.tmp",
        "responses/~$harbour.docx",
    }
    assert sum(name.startswith(".s55/history/") for name in after) == 4


def test_the_same_workspace_gives_the_same_bytes(office: Workspace) -> None:
    """On another day, and with the first copy lying in it."""
    backup(office, office.root / "first.zip")
    first = (office.root / "first.zip").read_bytes()
    (office.root / "first.zip").unlink()
    backup(office, Path("second.zip"))
    assert Path("second.zip").read_bytes() == first


def test_nothing_is_overwritten(office: Workspace) -> None:
    """Neither a file nor a folder with something in it; an empty one is used."""
    Path("copy.zip").write_bytes(b"mine")
    with pytest.raises(S55Error) as failure:
        backup(office, Path("copy.zip"))
    assert [one.code for one in failure.value.problems] == ["O415"]
    with pytest.raises(S55Error) as failure:
        restore(Path("copy.zip"), office.root)
    assert [one.code for one in failure.value.problems] == ["O415"]
    assert Path("copy.zip").read_bytes() == b"mine"
    backup(office, Path("other.zip"))
    Path("empty").mkdir()
    restore(Path("other.zip"), Path("empty"))
    assert Path("empty/settings.yaml").exists()


@pytest.mark.parametrize(
    ("name", "why"),
    [
        (b"responses/Report: final.docx", "cannot have this name"),
        (b"what?.txt", "cannot have this name"),
        (b"responses/two\nlines", "cannot have this name"),
        (b"responses/caf\xe9.yaml", "cannot have this name"),
        (b"responses/con.yaml", "cannot have this name"),
        (CONTENTS.encode(), "cannot have this name"),
        (b"responses/Harbour.yaml", "some systems take it and 'responses/Harbour.yaml' for one"),
        ("responses/cafe\u0301.yaml".encode(), "some systems take it and 'responses/cafe\u0301"),
        (b"responses/harbour.YAML/a", "'responses/harbour.YAML/a' lies in a folder of this name"),
    ],
)
def test_what_cannot_be_restored_everywhere_is_not_taken_for_a_backup(
    office: Workspace, name: bytes, why: str
) -> None:
    """It is named, while the workspace is still there."""
    place = os.path.join(os.fsencode(office.root), name)  # noqa: PTH118  # bytes, not all UTF-8
    os.makedirs(os.path.dirname(place), exist_ok=True)  # noqa: PTH103, PTH120  # the same
    Path(os.fsdecode(place)).write_bytes(b"x")
    with pytest.raises(S55Error) as failure:
        backup(office, Path("copy.zip"))
    (problem,) = failure.value.problems
    assert problem.code == "O413"
    assert why in problem.message
    assert not Path("copy.zip").exists()


def test_folders_without_end_are_refused(office: Workspace) -> None:
    deep = office.root / "responses"
    for _ in range(60):
        deep /= "a"
    deep.mkdir(parents=True)
    with pytest.raises(S55Error, match="a backup cannot hold this file"):
        backup(office, Path("copy.zip"))


def test_links_are_followed_to_files_and_named_otherwise(office: Workspace) -> None:
    """What lies in another folder is not of the workspace, and a person is to know."""
    Path("elsewhere").mkdir()
    Path("elsewhere/shared.yaml").write_text("shared", encoding="utf-8")
    for name, target in {
        "responses/shared.yaml": Path("elsewhere/shared.yaml").absolute(),
        "templates/shared": Path("elsewhere").absolute(),
        "responses/gone.yaml": Path("nowhere"),
        "responses/itself": Path("itself"),
        "responses/around": Path(),
    }.items():
        (office.root / name).symlink_to(target)
    os.mkfifo(office.root / "responses/pipe")
    said = backup(office, Path("copy.zip"))
    assert said.endswith(
        " files. Not in it: build, responses/around, responses/gone.yaml, responses/itself, "
        "responses/pipe, templates/shared."
    )
    restore(Path("copy.zip"), Path("again"))
    assert Path("again/responses/shared.yaml").read_text(encoding="utf-8") == "shared"
    assert not Path("again/responses/shared.yaml").is_symlink()


Parts = dict[str, bytes]


def _listed(parts: Parts) -> bytes:
    files = {
        name: {"sha256": sha256(data), "size": len(data)}
        for name, data in parts.items()
        if name != CONTENTS
    }
    return json.dumps({"files": files}).encode()


def _with(name: str, data: bytes = b"x") -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        parts[name] = data
        parts[CONTENTS] = _listed(parts)

    return change


def _unlisted(parts: Parts) -> None:
    parts["responses/more.yaml"] = b"x"


def _changed(parts: Parts) -> None:
    parts["settings.yaml"] = parts["settings.yaml"].replace(b"o", b"0")


def _no_list(parts: Parts) -> None:
    del parts[CONTENTS]


def _odd_list(parts: Parts) -> None:
    parts[CONTENTS] = b'{"files": [1]}'


def _packed(parts: Parts) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as package:
        for name, data in parts.items():
            entry = ZipInfo(name)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = (0o120777 if name == "responses/link.yaml" else 0o600) << 16
            package.writestr(entry, data)
    return made.getvalue()


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (
            _with("../outside.yaml"),
            "'../outside.yaml': a file of a workspace cannot have this name",
        ),
        (_with("responses/../../outside.yaml"), "cannot have this name"),
        (_with("/etc/outside"), "'/etc/outside': a file of a workspace cannot have this name"),
        (_with("responses/c:evil.yaml"), "cannot have this name"),
        (_with("responses\\evil.yaml"), "cannot have this name"),
        (_with(".git/hooks/post-checkout"), "cannot have this name"),
        (_with(".s55/lock"), "cannot have this name"),
        (_with("responses/link.yaml", b"/etc/passwd"), "is no file of a workspace"),
        (_with("SETTINGS.yaml"), "some systems take it and 'SETTINGS.yaml' for one file"),
        (_with("responses/harbour.yaml/a"), "'responses/harbour.yaml/a' lies in a folder of this"),
        (_with("responses/HARBOUR.yaml/a"), "'responses/HARBOUR.yaml/a' lies in a folder of this"),
        (_with("responses/cafe\u0301.yaml"), "some systems take it and 'responses/cafe"),
        (_with("responses/nul.yaml"), "cannot have this name"),
        (_with(f"responses/{'a' * 256}"), "cannot have this name"),
        (_with(f"responses/{'a/' * 2000}b"), "cannot have this name"),
        (_with("published"), "cannot have this name"),
        (_with("responses/zeros.yaml", bytes(110_000_000)), "far more than it is"),
        (_unlisted, "the list of its files is not that of what it holds"),
        (_changed, "'settings.yaml' is not as it was"),
        (_no_list, "it has no list of its files"),
        (_odd_list, "the list of its files cannot be read"),
    ],
)
def test_what_is_not_as_it_was_made_makes_nothing(
    office: Workspace, change: Callable[[Parts], None], why: str
) -> None:
    """Whoever changed it."""
    backup(office, Path("copy.zip"))
    with ZipFile("copy.zip") as package:
        parts = {name: package.read(name) for name in package.namelist()}
    change(parts)
    Path("bad.zip").write_bytes(_packed(parts))
    before = sorted(Path().iterdir())
    with pytest.raises(S55Error) as failure:
        restore(Path("bad.zip"), Path("again"))
    (problem,) = failure.value.problems
    assert problem.code == "O414"
    assert why in problem.message
    assert sorted(Path().iterdir()) == before


def test_a_file_that_is_cut_off_or_no_zip_file_is_refused(office: Workspace) -> None:
    """In one line."""
    backup(office, Path("copy.zip"))
    data = Path("copy.zip").read_bytes()
    for bad in (data[:-300], data[:100] + bytes(40) + data[140:], b"", b"PK"):
        Path("bad.zip").write_bytes(bad)
        with pytest.raises(S55Error) as failure:
            restore(Path("bad.zip"), Path("again"))
        assert [one.code for one in failure.value.problems] == ["O414"]
    assert not Path("again").exists()
