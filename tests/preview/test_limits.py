"""A draft whose page or file takes too long, or ends its worker: the last good one stays."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest

from s55.errors import S55Error
from s55.pipeline.rendering.limited import AFTER_MAKING
from s55.preview.draft import Preview, steps_for
from s55.preview.libreoffice import LibreOffice
from s55.preview.previews import Previews
from s55.problems import Problem
from s55.workspace import Workspace
from tests.limited_for_tests import ENDS, HANGS, Troubled

A = TypeVar("A")
DRAFT = "online-fraud-2026"
DAY = date(2026, 11, 22)
SAID, TYPED = "HMICFRS inspected eight forces", "HMICFRS counted nine boats"
ENDED = (
    "s55 has given up making the page: the program that does it has ended: it took too much "
    "memory, or failed"
)


@pytest.fixture
def file(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(workspace)
    return workspace / f"responses/{DRAFT}.yaml"


def steps_of(file: Path, preview: Preview, limited: Troubled) -> list[Callable[[], None]]:
    """The steps after a save, each with its update."""
    workspace = Workspace(file.parent.parent)

    def done(at: int) -> None:
        steps[at]()()

    steps = steps_for(preview, workspace, DAY, limited, LibreOffice())
    return [partial(done, at) for at in range(len(steps))]


def told(problems: tuple[Problem, ...]) -> list[str]:
    """The messages of what was given up."""
    return [one.message for one in problems if one.code == "K118"]


@pytest.mark.parametrize(("trouble", "says"), [(HANGS, "0 seconds"), (ENDS, ENDED)])
def test_a_page_that_cannot_be_made_leaves_the_last_one(
    file: Path, trouble: Callable[[], object], says: str
) -> None:
    """And the next is made as if nothing had been."""
    limited, preview = Troubled(), Preview(DRAFT, file)
    steps_of(file, preview, limited)[0]()
    page = preview.page
    assert SAID in page
    limited.instead = trouble
    file.write_text(file.read_text(encoding="utf-8").replace(SAID, TYPED), encoding="utf-8")
    steps_of(file, preview, limited)[0]()
    (message,) = told(preview.in_draft)
    assert says in message
    assert (preview.page, preview.is_current) == (page, False)
    assert preview.in_draft[0].file == f"responses/{DRAFT}.yaml"
    limited.instead = None
    steps_of(file, preview, limited)[0]()
    assert (TYPED in preview.page, preview.is_current, told(preview.problems)) == (True, True, [])


@pytest.mark.parametrize(("which", "kind"), [("PDF", "pdf"), ("Word", "word")])
def test_pages_that_cannot_be_made_leave_the_last_ones(file: Path, which: str, kind: str) -> None:
    limited, preview = Troubled(), Preview(DRAFT, file)
    limited.instead, limited.which = HANGS, which
    page, _, *of_files = steps_of(file, preview, limited)
    page()
    of_files[0 if kind == "pdf" else 1]()
    shown = getattr(preview, kind)
    assert (shown.pictures, shown.is_current) == ((), False)
    assert shown.note == "They could not be made: see the problems."
    assert [f"making the {which}" in one for one in told(preview.in_draft)] == [True]
    assert preview.is_current


def test_a_set_whose_check_is_given_up_is_said_to_be_so(file: Path) -> None:
    limited, preview = Troubled(), Preview(DRAFT, file)
    limited.instead, limited.which = ENDS, "checking"
    page, check, *_ = steps_of(file, preview, limited)
    page()
    check()
    (message,) = told(preview.in_set)
    assert message.startswith("s55 has given up checking the template set: ")


async def until(holds: Callable[[], bool]) -> None:
    for _ in range(6_000):
        if holds():
            return
        await asyncio.sleep(0.01)
    raise AssertionError


def at_work(file: Path, limited: Troubled, work: Callable[[Previews], Awaitable[None]]) -> None:
    async def run() -> None:
        previews = Previews(Workspace(file.parent.parent), DRAFT, lambda: DAY, limited)
        async with previews.working():
            await work(previews)

    asyncio.run(run())


def test_what_is_typed_leaves_the_page_where_it_cannot_be_made(file: Path) -> None:
    """The page is shown again when its worker makes it."""
    limited = Troubled()

    async def work(previews: Previews) -> None:
        preview = await previews.preview(DRAFT)
        assert preview is not None
        preview.watchers += 1
        await until(lambda: SAID in preview.page)
        limited.instead = ENDS
        text = file.read_text(encoding="utf-8").replace(SAID, TYPED)
        await asyncio.to_thread(previews.show_typed, DRAFT, text)
        await until(lambda: bool(told(preview.in_draft)))
        assert (SAID in preview.page, preview.is_typed) == (True, False)
        limited.instead = None
        await asyncio.to_thread(previews.show_typed, DRAFT, text)
        await until(lambda: TYPED in preview.page)

    at_work(file, limited, work)


class Hanging(Troubled):
    """A worker that says that it has begun, and does not end."""

    def __init__(self, begun: Path) -> None:
        super().__init__()
        self.begun = begun
        self.told: list[Problem] = []

    def made(self, make: Callable[[], A], what: str, seconds: float, hint: str = AFTER_MAKING) -> A:
        """Wait for it."""
        try:
            return super().made(partial(_never, self.begun, make), what, seconds, hint)
        except S55Error as failure:
            self.told += failure.problems
            raise


def _never(begun: Path, make: Callable[[], A]) -> A:
    begun.touch()
    time.sleep(3600)
    return make()


def test_a_server_that_ends_ends_what_is_being_made(file: Path, tmp_path: Path) -> None:
    limited = Hanging(tmp_path / "begun")

    async def work(previews: Previews) -> None:
        await previews.preview(DRAFT)
        await until(limited.begun.exists)

    at_work(file, limited, work)
    assert [one.message for one in limited.told] == [ENDED]
