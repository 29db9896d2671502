"""A save while the PDF is made: the page does not wait for it."""

from __future__ import annotations

import asyncio
import threading
from datetime import date
from pathlib import Path

import pytest

from s55.preview.draft import Preview, Step, Update
from s55.preview.previews import Previews
from s55.workspace import Workspace
from tests.limited_for_tests import MadeHere

NAME = "harbour"


class Steps:
    """A page that is made at once, and a PDF that is made when the test lets it."""

    def __init__(self) -> None:
        self.made: list[str] = []
        self.shown: list[str] = []
        self.may_end = threading.Event()
        self.saves = 0
        self.at_once = 0
        self.most_at_once = 0

    def of(self, _: Preview) -> list[Step]:
        """The steps after one more save."""
        self.saves += 1
        number = self.saves
        return [lambda: self._step(f"page {number}"), lambda: self._pdf(f"PDF {number}")]

    def _step(self, name: str) -> Update:
        self.made.append(name)
        return lambda: self.shown.append(name)

    def _pdf(self, name: str) -> Update:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        update = self._step(name)
        assert self.may_end.wait(20)
        self.at_once -= 1
        return update


async def _until(found: list[str], last: str) -> None:
    for _ in range(2_000):
        if last in found:
            return
        await asyncio.sleep(0.005)
    raise AssertionError(f"{last} is not in {found}")


def test_a_page_is_shown_while_the_pdf_of_the_save_before_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The PDF that was overtaken is never shown, and the next begins when it has ended."""
    steps = Steps()
    (tmp_path / "responses").mkdir()
    (tmp_path / f"responses/{NAME}.yaml").touch()

    async def saved_twice() -> None:
        previews = Previews(Workspace(tmp_path), NAME, lambda: date(2026, 11, 22), MadeHere())
        monkeypatch.setattr(previews, "_steps", steps.of)
        await previews.preview(NAME)
        work = asyncio.create_task(previews._work())
        await _until(steps.made, "PDF 1")
        previews._saved.add(NAME)
        previews._wanted.set()
        await _until(steps.shown, "page 2")
        assert "PDF 2" not in steps.made
        steps.may_end.set()
        await _until(steps.shown, "PDF 2")
        work.cancel()

    asyncio.run(saved_twice())
    assert steps.made == ["page 1", "PDF 1", "page 2", "PDF 2"]
    assert steps.shown == ["page 1", "page 2", "PDF 2"]
    assert steps.most_at_once == 1
