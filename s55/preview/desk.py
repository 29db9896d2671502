"""The drafts that a preview shows: made when first asked for, and anew when a file is saved."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

from watchfiles import awatch

from s55.errors import S55Error
from s55.preview.libreoffice import Office
from s55.preview.making import files_of
from s55.preview.state import Preview, steps_for
from s55.workspace import Workspace

_SETTLE_MILLISECONDS = 60
"""Programs save in several steps: so long is waited for the next."""


class Desk:
    """The drafts of a workspace, in preview.

    Args:
        workspace: the workspace.
        first: the name of the draft to begin with; None where there is none.
        today: gives the current day.
    """

    def __init__(self, workspace: Workspace, first: str | None, today: Callable[[], date]) -> None:
        self.workspace = workspace
        self.first = first
        self.is_closing = False
        self._today = today
        self._office = Office()
        self._previews: dict[str, Preview] = {}
        self._news = asyncio.Condition()
        self._wanted = asyncio.Event()
        self._saved: set[str] = set()

    def names(self) -> list[str]:
        """The names of all drafts."""
        return [path.stem for path in self.workspace.drafts()]

    async def preview(self, name: str) -> Preview | None:
        """A draft's preview, begun when it is first asked for; None where there is no draft."""
        if name not in self._previews:
            try:
                path = self.workspace.draft(name) if name in self.names() else None
            except S55Error:
                path = None
            if path is None:
                return None
            self._previews[name] = Preview(name, path)
            self._saved.add(name)
            self._wanted.set()
        return self._previews[name]

    async def changed(self, name: str, version: int) -> None:
        """Wait until a draft's preview is another than that of ``version``."""
        async with self._news:
            await self._news.wait_for(
                lambda: self.is_closing or self._previews[name].version != version
            )

    @asynccontextmanager
    async def working(self) -> AsyncIterator[None]:
        """While it lasts, files are watched and previews are made."""
        tasks = [asyncio.create_task(self._watch()), asyncio.create_task(self._work())]
        try:
            yield
        finally:
            await self.close()
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            self._office.close()

    async def close(self) -> None:
        """Tell everybody who waits that it is over."""
        self.is_closing = True
        async with self._news:
            self._news.notify_all()

    async def _watch(self) -> None:
        places = [str(place) for place in files_of(self.workspace)]
        async for _ in awatch(
            *places, debounce=_SETTLE_MILLISECONDS, step=_SETTLE_MILLISECONDS // 3
        ):
            self._saved.update(self._previews)
            self._wanted.set()

    async def _work(self) -> None:
        """Do the steps of whatever was saved; a new save makes it begin again."""
        while True:
            await self._wanted.wait()
            self._wanted.clear()
            waiting, self._saved = sorted(self._saved), set()
            steps = [
                (preview, step)
                for preview in (self._previews[name] for name in waiting)
                for step in [steps_for(preview, self.workspace, self._today(), self._office)]
            ]
            for number in range(len(steps[0][1]) if steps else 0):
                for preview, todo in steps:
                    if self._wanted.is_set():
                        break
                    await asyncio.to_thread(todo[number])
                    await self._tell(preview)
                if self._wanted.is_set():
                    self._saved.update(waiting)
                    break

    async def _tell(self, preview: Preview) -> None:
        async with self._news:
            preview.version += 1
            self._news.notify_all()


def newest(workspace: Workspace) -> str | None:
    """The draft that was saved last, to begin with; None where there is none."""
    drafts: list[Path] = workspace.drafts()
    return max(drafts, key=lambda path: path.stat().st_mtime).stem if drafts else None
