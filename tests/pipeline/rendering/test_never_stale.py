"""What was not made again is byte for byte what would have been made, whatever was changed."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from s55.disk.made import MadeFiles
from s55.disk.writing import working_folder
from s55.pipeline.rendering import stamps
from s55.pipeline.rendering.batch import RenderRequest, render_all
from s55.pipeline.rendering.sets import DraftSets
from s55.pipeline.rendering.stamps import Stamps, set_stamp, versions_stamp
from s55.pipeline.response import Format
from s55.workspace import Workspace
from tests.command import ROOT
from tests.drafts_for_tests import FINISHED, SETTINGS, draft_of
from tests.views_for_tests import LOGO

TODAY = date(2026, 11, 22)
_SET = """\
name: ours
based_on: base
title: Ours
"""
_WITHDRAWN = (
    "[{date: 2024-05-03}, {date: 2024-05-06, event: withdrawn, why: A wrong table., "
    "replaced_by: new}]"
)
_LOGO = """\
  logo:
    file: logo.png
    alternative_text: The office
"""


def _office(folder: Path) -> Path:
    """Make a workspace with a set that is based on another, a logo, and a replaced response."""
    for path, text in {
        "settings.yaml": SETTINGS.replace("force:\n", f"{_LOGO}force:\n", 1) + "template: ours\n",
        "templates/ours/manifest.yaml": _SET,
        "responses/old.yaml": FINISHED.replace("{date: 2024-05-03}", _WITHDRAWN, 1),
        "responses/new.yaml": FINISHED,
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    (folder / "logo.png").write_bytes(LOGO.data)
    shutil.copytree(ROOT / "templates/opccn-2023", folder / "templates/base")
    _replace("templates/base/manifest.yaml", "name: opccn-2023", "name: base")(folder)
    return folder


Change = Callable[[Path], None]


def _replace(file: str, old: str, new: str) -> Change:
    """Change a text, or change it back."""

    def change(folder: Path) -> None:
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text or new in text, (file, old)
        to = text.replace(new, old, 1) if new in text else text.replace(old, new, 1)
        path.write_text(to, encoding="utf-8")

    return change


def _append(file: str, data: bytes) -> Change:
    """Add to a file, or take it away again."""

    def change(folder: Path) -> None:
        path = folder / file
        before = path.read_bytes() if path.exists() else b""
        after = before.replace(data, b"") if data in before else before + data
        path.write_bytes(after)
        if not after:
            path.unlink()

    return change


_LAYOUT = (ROOT / "templates/opccn-2023/layout.html").read_bytes().replace(b"Skip to", b"Go to")
CHANGES: Mapping[str, Change] = MappingProxyType(
    {
        "a word of the draft": _replace("responses/new.yaml", "kept **", "kept very **"),
        "a comment in the draft": _append("responses/new.yaml", b"# seen\n"),
        "the title of the replacing draft": _replace("responses/new.yaml", "Harbour", "River"),
        "another office": _replace("settings.yaml", "for Saltmarsh", "of Saltmarsh"),
        "another title": _replace("settings.yaml", "Chief Constable", "Chief Officer"),
        "a setting that is in no file": _append("settings.yaml", b"calendar: {remind: [9]}\n"),
        "what is published": _append("settings.yaml", b"publish: {dispatch_details: true}\n"),
        "the address of the pages": _append("settings.yaml", b"site: {address: https://a.org/}\n"),
        "the set": _replace("settings.yaml", "template: ours", "template: base"),
        "the logo": _append("logo.png", b"\0more"),
        "the words for the logo": _replace("settings.yaml", "The office", "Our office"),
        "a word of the base": _replace("templates/base/manifest.yaml", "Key Findings", "Findings"),
        "a word of the set": _append("templates/ours/manifest.yaml", b"language: cy-GB\n"),
        "a layout of the base": _replace("templates/base/layout.html", "Skip to", "Jump to"),
        "a style of the base": _append("templates/base/style.css", b"p { color: black }\n"),
        "a layout of the set": _append("templates/ours/layout.html", _LAYOUT),
        "a file that is written": _append("build/new.html", b"<!-- seen -->"),
        "a file that is gone": lambda folder: (folder / "build/new.docx").unlink(missing_ok=True),
        "the record": _replace(".s55/made.json", '"made"', "made"),
    }
)


def _rendered(folder: Path, out: str, *, force: bool) -> list[str]:
    """Render both drafts as pages and Word files; give what is said."""
    workspace = Workspace(folder)
    settings = workspace.settings()
    request = RenderRequest(
        settings=settings,
        sets=DraftSets(workspace, settings),
        logo=workspace.logo(settings),
        formats=(Format.DOCX, Format.HTML),
        out=folder / out,
        final=False,
        today=TODAY,
        made=MadeFiles(folder, forgotten=force),
    )
    return [outcome.line for outcome in render_all(request, workspace.drafts())]


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@settings(max_examples=3)
@given(data=st.data())
def test_files_are_as_if_made_anew(data: st.DataObject) -> None:
    """Changes of everything that decides, one after the other, back and forth."""
    with working_folder("test") as place:
        folder = _office(place)
        _rendered(folder, "build", force=False)
        for _ in range(3):
            for name in data.draw(st.lists(st.sampled_from(list(CHANGES)), min_size=1, max_size=3)):
                CHANGES[name](folder)
            _rendered(folder, "build", force=False)
            _rendered(folder, "anew", force=True)
            assert _files(folder / "build") == _files(folder / "anew")


UNTOUCHED = {
    "a comment in the draft": {"new", "old"},
    "a setting that is in no file": {"new", "old"},
    "a word of the draft": {"old"},
    "the title of the replacing draft": set[str](),
    "a word of the base": set[str](),
}


@pytest.mark.parametrize("name", UNTOUCHED)
def test_what_a_change_does_not_touch_is_not_made_again(name: str, tmp_path: Path) -> None:
    """The drafts whose files stay, after each change; and none is made twice for it."""
    folder = _office(tmp_path)
    _rendered(folder, "build", force=False)
    for names in (UNTOUCHED[name], {"new", "old"}):
        CHANGES[name](folder) if names is UNTOUCHED[name] else None
        before = {path: path.stat().st_ino for path in (folder / "build").iterdir()}
        lines = _rendered(folder, "build", force=False)
        same = {path.stem for path, number in before.items() if path.stat().st_ino == number}
        assert same == names
        assert [" unchanged: " in line for line in lines] == ["new" in names, "old" in names]


def _leaves(model: BaseModel) -> Iterator[tuple[str, BaseModel]]:
    """Change each field of settings in turn, whatever its value may be."""
    for name in type(model).model_fields:
        value = getattr(model, name)
        yield name, model.model_copy(update={name: f"not {value}"})
        if isinstance(value, BaseModel):
            for inner, changed in _leaves(value):
                yield f"{name}.{inner}", model.model_copy(update={name: changed})


# Fields are given what they cannot hold.
@pytest.mark.filterwarnings("ignore:Pydantic serializer warnings")
def test_every_field_decides(tmp_path: Path) -> None:
    """Of the draft and of the settings, those of tomorrow too; and s55 and its libraries."""
    workspace = Workspace(_office(tmp_path))
    office = workspace.settings()
    sets = DraftSets(workspace, office)
    draft, template = draft_of(FINISHED), sets.of(draft_of(FINISHED))

    def stamp(office: Any = office, response: Any = draft.response) -> str:
        return Stamps(office, None).of_inputs(response, template, None)

    changed = [stamp(office=one) for _, one in _leaves(office)]
    changed += [stamp(response=one) for _, one in _leaves(draft.response)]
    assert len(changed) > 40
    assert len({stamp(), *changed}) == len(changed) + 1


def test_every_file_of_a_set_decides(tmp_path: Path) -> None:
    """Its fonts, and those of the set that it is based on."""
    template = Workspace(_office(tmp_path)).template_set("ours")
    seen = {set_stamp(template)}
    for path in sorted((tmp_path / "templates").rglob("*.*")):
        with path.open("ab") as stream:
            stream.write(b" ")
        seen.add(set_stamp(template))
    assert len(seen) == 17


def test_versions_decide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of any library that is installed, of s55 down to its lines and tables, Pango and Python."""
    seen = {versions_stamp.__wrapped__()}
    (tmp_path / "weasyprint-99.dist-info").mkdir()
    monkeypatch.syspath_prepend(tmp_path)
    seen.add(versions_stamp.__wrapped__())
    (tmp_path / "a.py").write_text("a = 1", encoding="utf-8")
    for name, value in {"_PACKAGE": tmp_path, "library_versions": lambda: ("2",)}.items():
        monkeypatch.setattr(stamps, name, value)
        seen.add(versions_stamp.__wrapped__())
    monkeypatch.setattr("sys.version", "4")
    seen.add(versions_stamp.__wrapped__())
    for name in ("a.py", "b.toml", "more/c.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("a = 2", encoding="utf-8")
        seen.add(versions_stamp.__wrapped__())
    assert len(seen) == 8
