"""The pages and the register of an office in which nothing, or little, has changed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from s55.disk.made import MadeFiles
from s55.pipeline import site
from s55.pipeline.register import RegisterFormat, RegisterRequest, write_register
from s55.pipeline.rendering import batch, making
from s55.pipeline.rendering.batch import RenderRequest, render_all
from s55.pipeline.rendering.sets import DraftSets
from s55.pipeline.response import Format
from s55.pipeline.response import rendered as rendered_by_all
from s55.pipeline.site import SiteRequest, write_site
from s55.pipeline.tracking import updating
from s55.views.site.frame import SiteContext
from s55.views.site.index import index_view
from s55.workspace import Workspace
from tests.drafts_for_tests import FINISHED, SETTINGS

TODAY = date(2026, 11, 22)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with two published responses."""
    (tmp_path / "responses").mkdir()
    site = "site: {address: https://example.org/}\n"
    (tmp_path / "settings.yaml").write_text(SETTINGS + site, encoding="utf-8")
    for name in ("one", "two"):
        text = FINISHED.replace("Harbour policing", f"Harbour {name}")
        (tmp_path / f"responses/{name}.yaml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, tuple[Format, ...]]]:
    """Which formats of which response were made."""
    found: list[tuple[str, tuple[Format, ...]]] = []
    real = rendered_by_all

    def rendered(
        draft: Any,
        view: Any,
        template: Any,
        publish: Any,
        formats: Collection[Format],
        *more: str,
        beside: bool,
    ) -> dict[Format, bytes]:
        found.append((Path(draft.file).stem, tuple(formats)))
        return real(draft, view, template, publish, formats, *more, beside=beside)

    monkeypatch.setattr(making, "rendered", rendered)
    return found


def _site(office: Path, out: str = "build/site", day: date = TODAY, *, force: bool = False) -> str:
    request = SiteRequest("site", office / out, day, MadeFiles(office, forgotten=force))
    return "\n".join(write_site(Workspace(office), request))


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def _numbers(folder: Path) -> dict[str, int]:
    """The files by what tells whether one was written again."""
    return {
        path.relative_to(folder).as_posix(): path.stat().st_ino
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_pages_that_have_not_changed(office: Path, made: list[Any]) -> None:
    """Nothing is made or written, the same is said, and what was damaged is put right."""
    said, before = _site(office), _numbers(office / "build/site")
    made.clear()
    assert _site(office) == f"{said} (unchanged)"
    assert made == []
    assert _numbers(office / "build/site") == before
    files = _files(office / "build/site")
    (pdf,) = (name for name in files if name.endswith("one.pdf"))
    (office / "build/site" / pdf).write_bytes(b"%PDF")
    assert _site(office) == said
    assert _files(office / "build/site") == files
    word, page = (Format.DOCX, Format.PDF), (Format.HTML,)
    assert made == [("one", (word[1], *page)), ("two", page)]


def test_one_response_has_changed(office: Path, made: list[Any]) -> None:
    """Its files are made anew, and nothing is otherwise than if all were."""
    _site(office)
    before = _numbers(office / "build/site")
    draft = office / "responses/two.yaml"
    draft.write_text(draft.read_text(encoding="utf-8").replace("Patrol", "Our"), encoding="utf-8")
    made.clear()
    _site(office)
    assert made == [("one", (Format.HTML,)), ("two", tuple(Format))]
    after = _numbers(office / "build/site")
    written = {name for name, number in after.items() if before[name] != number}
    assert not [name for name in written if "/one" in name]
    assert [name for name in written if name.endswith("two.pdf")]
    _site(office, "anew", force=True)
    assert _files(office / "build/site") == _files(office / "anew")


def test_the_next_day(office: Path, made: list[Any]) -> None:
    """Pages say how old an item is: they are made again, the PDFs are not."""
    _site(office)
    made.clear()
    _site(office, day=TODAY + timedelta(days=1))
    assert made == [("one", (Format.HTML,)), ("two", (Format.HTML,))]
    _site(office, "anew", day=TODAY + timedelta(days=1), force=True)
    assert _files(office / "build/site") == _files(office / "anew")


def _render(office: Path, out: str = "build", *, force: bool = False) -> list[str]:
    workspace = Workspace(office)
    settings = workspace.settings()
    request = RenderRequest(
        settings=settings,
        sets=DraftSets(workspace, settings),
        logo=None,
        formats=tuple(Format),
        out=office / out,
        final=False,
        today=TODAY,
        made=MadeFiles(office, forgotten=force),
    )
    return [outcome.line for outcome in render_all(request, workspace.drafts())]


def test_a_site_takes_what_was_rendered(office: Path, made: list[Any]) -> None:
    """All of it, page and all, but not a file that was altered or is made of something else."""
    _render(office)
    made.clear()
    (office / "build/two.pdf").write_bytes(b"%PDF")
    _site(office)
    assert made == [("one", ()), ("two", (Format.PDF,))]
    files = _files(office / "build/site")
    _site(office, "anew", force=True)
    assert files == _files(office / "anew")
    draft = office / "responses/one.yaml"
    draft.write_text(draft.read_text(encoding="utf-8").replace("Patrol", "Our"), encoding="utf-8")
    made.clear()
    _site(office)
    assert made == [("one", tuple(Format)), ("two", ())]


def test_no_process_is_started_for_what_is_taken() -> None:
    """Only for a Word file or a PDF that is to be made."""

    def is_long(formats: Collection[Format], elsewhere: Collection[Format]) -> bool:
        job = SimpleNamespace(formats=formats, elsewhere=elsewhere)
        return bool(making.RenderJob.is_long.fget(job))  # type: ignore[attr-defined]  # a property

    word, page, pdf = Format.DOCX, Format.HTML, Format.PDF
    assert [is_long([word, page, pdf], [word, pdf]), is_long([word, pdf], [word])] == [False, True]
    assert [is_long([page], []), is_long([word], [])] == [False, True]


def test_what_a_site_made_is_taken_for_the_response_and_written(
    office: Path, made: list[Any]
) -> None:
    """A page lies nowhere in a site by itself; and what is to be made again is made again."""
    _site(office)
    made.clear()
    assert " -> build/one.docx, build/one.pdf, build/one.html" in _render(office)[0]
    assert made == [("one", (Format.HTML,)), ("two", (Format.HTML,))]
    _render(office, "anew", force=True)
    for name in ("one.docx", "one.pdf", "one.html", "two.pdf"):
        assert (office / "build" / name).read_bytes() == (office / "anew" / name).read_bytes()
    assert made[2:] == [("one", tuple(Format)), ("two", tuple(Format))]


def test_processes_begin_to_load_only_where_all_is_made(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By force, or where no file is known; they may not be needed for what has changed."""
    asked: list[tuple[str, int]] = []
    for module in (site, batch):
        name = module.__name__.rpartition(".")[2]
        monkeypatch.setattr(module, "get_ready", lambda *_, name=name: asked.append((name, _[0])))
    _render(office)
    _render(office)
    _render(office, force=True)
    _site(office, force=True)
    _site(office)
    (office / "settings.yaml").write_text(SETTINGS + "site: {address: https://b.org/}\n", "utf-8")
    _site(office)
    assert asked == [("batch", 2), ("batch", 2), ("site", 2)]


def _register(
    office: Path,
    names: Sequence[str] = (),
    day: date = TODAY,
    *,
    force: bool = False,
    formats: Sequence[RegisterFormat] = (RegisterFormat.CSV, RegisterFormat.JSON),
) -> str:
    made = MadeFiles(office, forgotten=force)
    request = RegisterRequest(names, formats, "register", office / "build", day, made)
    return write_register(Workspace(office), request)[0]


def test_lists_of_the_site_are_made_while_responses_are(
    office: Path, made: list[tuple[str, tuple[Format, ...]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first response is begun before them, and with it the workers; the others come after."""
    begun: list[int] = []

    def told(site: SiteContext) -> Any:
        begun.append(len(made))
        return index_view(site)

    monkeypatch.setattr("s55.render.site.site.index_view", told)
    assert "2 responses" in _site(office)
    assert (begun, len(made)) == ([1], 2)


def test_only_a_spreadsheet_that_somebody_changed_is_read(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To see whether anything is filled in: never in one that is as the register was made."""
    read: list[Path] = []
    monkeypatch.setattr(updating, "refuse_unrecorded", lambda _, path, *more: read.append(path))
    sheet = office / "build/register.xlsx"

    def written(day: date, *, force: bool = False) -> list[Path]:
        read.clear()
        _register(office, day=day, force=force, formats=(RegisterFormat.XLSX,))
        return [*read]

    days = [TODAY + timedelta(days=number) for number in range(5)]
    assert written(days[0]) == []
    made = sheet.read_bytes()
    assert written(days[1]) == []
    assert sheet.read_bytes() != made
    assert written(days[1], force=True) == []
    sheet.write_bytes(made)
    assert written(days[2]) == [sheet]
    sheet.write_bytes(sheet.read_bytes() + b" ")
    assert written(days[3], force=True) == [sheet]
    (office / ".s55/made.json").write_bytes(b"")
    assert written(days[4]) == [sheet]


def test_a_register_that_has_not_changed(office: Path) -> None:
    """What it was asked for, the drafts, their progress, the settings and the day decide."""
    said = _register(office)
    same = f"{said} (unchanged)"
    assert said.startswith("2 reports, 2 items, ")
    assert _register(office) == same
    assert _register(office, force=True) == said
    assert _register(office, day=TODAY + timedelta(days=1)) == said
    assert _register(office, ["one"]).startswith("1 report, 1 item, ")
    assert _register(office, ["responses/one.yaml"]).startswith("1 report, 1 item, ")
    assert not _register(office, ["responses/one.yaml"]).endswith("(unchanged)")
    assert _register(office) == said
    for name in ("responses/one.yaml", "settings.yaml", "build/register.json"):
        with (office / name).open("a", encoding="utf-8") as file:
            file.write("# more\n")
        assert (_register(office), _register(office)) == (said, same), name
    (office / "responses/progress").mkdir()
    (office / "responses/progress/one.yaml").write_text("format: 1\n", encoding="utf-8")
    assert (_register(office), _register(office)) == (said, same)
