"""A text that is being typed is shown before it is saved, and never taken for the file's own."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import StreamingResponse

from s55.preview import draft
from s55.preview import previews as module
from s55.preview.draft import Preview, Step, Update, steps_for
from s55.preview.libreoffice import LibreOffice
from s55.preview.previews import Previews
from s55.preview.server import PreviewSite, _news_of
from s55.workspace import Workspace
from tests.limited_for_tests import MadeHere

DRAFT = "online-fraud-2026"
DAY = date(2026, 11, 22)
LIMITED = MadeHere()
SAID, TYPED = "HMICFRS inspected eight forces", "HMICFRS counted nine boats"

Work = Callable[[Previews, Preview], Awaitable[None]]


@pytest.fixture
def file(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of the draft. A text that is typed is shown for 0.4 seconds here."""
    monkeypatch.chdir(workspace)
    monkeypatch.setattr(module, "_TYPING_SECONDS", 0.4)

    def page_alone(previews: Previews, preview: Preview) -> list[Step]:
        workspace, template = previews.workspace, preview.template
        return steps_for(preview, workspace, DAY, LIMITED, LibreOffice(), template)[:1]

    monkeypatch.setattr(Previews, "_steps", page_alone)
    return workspace / f"responses/{DRAFT}.yaml"


def at_work(file: Path, work: Work) -> None:
    """Do something while somebody follows the preview of the draft."""

    async def run() -> None:
        previews = Previews(Workspace(file.parent.parent), DRAFT, lambda: DAY, LIMITED)
        async with previews.working():
            preview = await previews.preview(DRAFT)
            assert preview is not None
            assert not previews.is_watched(DRAFT)
            preview.watchers += 1
            await until(lambda: SAID in preview.page)
            await work(previews, preview)

    asyncio.run(run())


async def until(holds: Callable[[], bool]) -> None:
    for _ in range(2_000):
        if holds():
            return
        await asyncio.sleep(0.01)
    raise AssertionError


async def typed(previews: Previews, file: Path, words: str) -> None:
    """Type at the desk, as it does: in another thread than the server's."""
    text = file.read_text(encoding="utf-8").replace(SAID, words)
    await asyncio.to_thread(previews.show_typed, DRAFT, text)


def test_it_is_shown_and_the_file_again_where_no_save_follows(file: Path) -> None:
    before = file.read_bytes()

    async def work(previews: Previews, preview: Preview) -> None:
        assert previews.is_watched(DRAFT)
        await typed(previews, file, TYPED)
        await until(lambda: TYPED in preview.page)
        news = _news_of(preview)
        assert (news["typed"], news["changed"], preview.is_current) == (True, 1, True)
        assert SAID not in preview.clean_page
        await until(lambda: SAID in preview.page)
        assert (preview.is_typed, TYPED in preview.page) == (False, False)

    at_work(file, work)
    assert file.read_bytes() == before


def test_a_save_of_what_came_before_does_not_take_it_back(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only what was typed last is shown, until it is saved too."""
    monkeypatch.setattr(module, "_TYPING_SECONDS", 2.0)

    async def work(previews: Previews, preview: Preview) -> None:
        pages: list[str] = []
        text, before = file.read_text(encoding="utf-8"), SAID
        for words in ("Boat 1", "Boat 1 and 2", "Boat 1 and 2 and 3"):
            await asyncio.to_thread(previews.show_typed, DRAFT, text.replace(SAID, words))
            await until(lambda words=words: words in preview.page)  # type: ignore[misc]
            file.write_text(text.replace(SAID, before), encoding="utf-8")
            previews._saved.add(DRAFT)
            previews._wanted.set()
            await asyncio.sleep(0.15)
            pages.append(preview.page)
            before = words
        file.write_text(text.replace(SAID, before), encoding="utf-8")
        await until(lambda: not preview.is_typed)
        pages.append(preview.page)
        shown = [[word in page for page in pages] for word in ("Boat 1", "and 2", "and 3")]
        assert shown == [[True] * 4, [False, True, True, True], [False, False, True, True]]

    at_work(file, work)


def test_a_page_of_the_file_that_is_late_does_not_take_it_back(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was begun before the text was typed, and is done after that was shown."""
    monkeypatch.setattr(module, "_TYPING_SECONDS", 5.0)
    held, begun = threading.Event(), threading.Event()
    held.set()
    steps = Previews._steps

    def held_steps(previews: Previews, preview: Preview) -> list[Step]:
        (page,) = steps(previews, preview)

        def late() -> Update:
            update = page()
            begun.set()
            held.wait(20)
            return update

        return [late]

    monkeypatch.setattr(Previews, "_steps", held_steps)

    async def work(previews: Previews, preview: Preview) -> None:
        held.clear()
        begun.clear()
        previews._saved.add(DRAFT)
        previews._wanted.set()
        await until(begun.is_set)
        await typed(previews, file, TYPED)
        await until(lambda: TYPED in preview.page)
        held.set()
        await asyncio.sleep(0.2)
        assert (preview.is_typed, TYPED in preview.page) == (True, True)

    at_work(file, work)


def test_it_is_not_shown_for_ever_where_making_its_page_took_long(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = draft.typed_page

    def slow(*given: Any) -> Update:
        time.sleep(0.6)
        return made(*given)

    monkeypatch.setattr(module, "typed_page", slow)

    async def work(previews: Previews, preview: Preview) -> None:
        await typed(previews, file, TYPED)
        await until(lambda: TYPED in preview.page)
        await until(lambda: SAID in preview.clean_page)
        assert not preview.is_typed

    at_work(file, work)


def test_the_file_is_not_shown_while_its_page_is_made(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is saved after each pause in the typing, and would take back what was shown last."""
    making, may_go_on, make = threading.Event(), threading.Event(), draft.typed_page

    def slow(*given: Any) -> Update:
        making.set()
        may_go_on.wait(20)
        return make(*given)

    monkeypatch.setattr(module, "typed_page", slow)
    monkeypatch.setattr(module, "_TYPING_SECONDS", 5.0)

    async def work(previews: Previews, preview: Preview) -> None:
        page = preview.page
        typing = asyncio.create_task(typed(previews, file, TYPED))
        await until(making.is_set)
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace(SAID, "Boat 1"), encoding="utf-8")
        previews._saved.add(DRAFT)
        previews._wanted.set()
        await asyncio.sleep(0.5)
        assert preview.page == page
        may_go_on.set()
        await typing
        await until(lambda: TYPED in preview.page)

    at_work(file, work)


def test_it_is_shown_in_the_template_set_of_each_window(file: Path) -> None:
    async def work(previews: Previews, preview: Preview) -> None:
        other = await previews.preview(f"{DRAFT}:letter")
        assert other is not None
        other.watchers += 1
        await until(lambda: SAID in other.page)
        both = (preview, other)
        before = [one.clean_page for one in both]
        assert before[0] != before[1]
        await typed(previews, file, TYPED)
        await until(lambda: all(one.is_typed for one in both))
        assert [one.clean_page.replace(TYPED, SAID) for one in both] == before

    at_work(file, work)


def test_a_draft_that_cannot_be_rendered_keeps_its_page_and_shows_why(file: Path) -> None:
    async def work(previews: Previews, preview: Preview) -> None:
        page = preview.page
        text = file.read_text(encoding="utf-8").replace(SAID, "<b>no</b>")
        await asyncio.to_thread(previews.show_typed, DRAFT, text)
        await until(lambda: not preview.is_current)
        assert (preview.page, preview.is_typed) == (page, False)
        assert {one.code for one in preview.in_draft} >= {"T201"}
        await until(lambda: preview.is_current)

    at_work(file, work)


def test_who_closes_the_page_watches_no_longer(file: Path) -> None:
    async def work(previews: Previews, preview: Preview) -> None:
        preview.watchers -= 1
        request = Request({"type": "http", "path_params": {"name": DRAFT}})
        answer = await PreviewSite(previews).events(request)
        assert isinstance(answer, StreamingResponse)
        events = answer.body_iterator
        assert isinstance(events, AsyncGenerator)
        first = str(await anext(events))
        assert json.loads(first.removeprefix("data: "))["typed"] is False
        assert previews.is_watched(DRAFT)
        await events.aclose()
        assert not previews.is_watched(DRAFT)

    at_work(file, work)


def test_nothing_is_made_where_the_server_has_ended(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A browser may still follow the preview, and the desk's last request be answered."""
    made: list[tuple[Any, ...]] = []
    monkeypatch.setattr(module, "typed_page", lambda *given: made.append(given))
    served: list[Previews] = []

    async def work(previews: Previews, preview: Preview) -> None:
        del preview
        served.append(previews)

    at_work(file, work)
    (previews,) = served
    assert previews.is_watched(DRAFT)
    previews.show_typed(DRAFT, file.read_text(encoding="utf-8"))
    assert made == []
