"""Keep the previews of drafts up to date: watch the files, and render what changed."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any

from watchfiles import awatch

from s55.errors import S55Error
from s55.pipeline.rendering.limited import Limited
from s55.preview.draft import Preview, Step, Update, steps_for, typed_page
from s55.preview.libreoffice import LibreOffice
from s55.sources.files import resolved
from s55.templating.registry import standard_sets
from s55.workspace import Workspace

LOADED = ("s55.preview.draft", "s55.lint.checking")
"""What is loaded once for previews, where processes that make them are copies of one."""
_SETTLE_MILLISECONDS = 60
"""How long to wait for further changes: programs save a file in several steps."""


_TYPING_SECONDS = 1.2
"""So long after a text was typed the file is read again: by then it is saved, or is not to be."""


class Previews:
    """Holds the previews of a workspace's drafts.

    Args:
        workspace: the workspace.
        first: the name of the draft to begin with; None where there is none.
        today: gives the current day.
        limited: makes pages and files.
        template: the name of the template set for every draft; None for the drafts' own.
    """

    def __init__(
        self,
        workspace: Workspace,
        first: str | None,
        today: Callable[[], date],
        limited: Limited,
        template: str | None = None,
    ) -> None:
        self.workspace = workspace
        self.first = first
        self.is_closing = False
        self._today = today
        self._limited = limited
        self._template = template
        self._libreoffice = LibreOffice()
        self._previews: dict[str, Preview] = {}
        self._news = asyncio.Condition()
        self._wanted = asyncio.Event()
        self._saved: set[str] = set()
        self._overtaken: asyncio.Future[Update] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._typing = threading.Lock()
        self._typed_until: dict[str, float] = {}

    def names(self) -> list[str]:
        """Give the names of all drafts."""
        return [path.stem for path in self.workspace.drafts()]

    async def preview(self, name: str) -> Preview | None:
        """Give a draft's preview, begun when it is first asked for; None without such a draft.

        Args:
            name: the draft; to show it in another template set, followed by ':' and the set.
        """
        if name not in self._previews:
            names = self.names()
            draft, _, template = (name, "", "") if name in names else name.rpartition(":")
            try:
                path = self.workspace.draft(draft) if draft in names else None
            except S55Error:
                path = None
            if path is None or (template and self.workspace.missing_template_set(template)):
                return None
            self._previews[name] = Preview(name, path, template or None)
            self._saved.add(name)
            self._wanted.set()
        return self._previews[name]

    def is_watched(self, draft: str) -> bool:
        """Say whether a browser follows a preview of a draft."""
        return bool(self._watched(draft))

    def show_typed(self, draft: str, text: str) -> None:
        """Show what a draft would say with a text that is being typed; nothing is written.

        It is called from another thread than that of the server, and makes the page there. The file
        is shown again when the text is saved, or was not typed on for a while.

        Args:
            draft: the name of the draft.
            text: what the whole draft would say.
        """
        loop = self._loop
        if loop is None:
            return
        with self._typing:  # two windows: the page of what came first is shown first
            for preview in self._watched(draft):
                loop.call_soon_threadsafe(self._put_off, preview.name)
                template = preview.template or self._template
                day, limited = self._today(), self._limited
                update = typed_page(preview, self.workspace, day, limited, text, template)
                asyncio.run_coroutine_threadsafe(self._shown_typed(preview, update), loop)

    def _watched(self, draft: str) -> list[Preview]:
        found = [*self._previews.values()]
        return [one for one in found if one.watchers and one.path.stem == draft]

    def _put_off(self, name: str) -> None:
        """Leave the file of a draft alone for a while: what is being made of it is overtaken."""
        loop = asyncio.get_running_loop()
        self._typed_until[name] = loop.time() + _TYPING_SECONDS
        self._saved.add(name)
        self._wanted.set()
        loop.call_later(_TYPING_SECONDS, self._wanted.set)

    def _is_put_off(self, name: str) -> bool:
        # A timer may be early by what the clock cannot tell.
        return asyncio.get_running_loop().time() + 0.01 < self._typed_until.get(name, 0.0)

    async def _shown_typed(self, preview: Preview, update: Update) -> None:
        self._put_off(preview.name)
        await self._shown(preview, update)

    async def _shown(self, preview: Preview, update: Update) -> None:
        update()
        async with self._news:
            preview.version += 1
            self._news.notify_all()

    async def changed(self, name: str, version: int) -> None:
        """Wait until a draft's preview has another version than ``version``."""
        async with self._news:
            await self._news.wait_for(
                lambda: self.is_closing or self._previews[name].version != version
            )

    @asynccontextmanager
    async def working(self) -> AsyncIterator[None]:
        """Watch files and make previews until the context ends."""
        self._loop = asyncio.get_running_loop()
        tasks = [asyncio.create_task(self._watch()), asyncio.create_task(self._work())]
        try:
            yield
        finally:
            self._loop = None
            await self.close()
            for task in tasks:
                task.cancel()
            self._limited.give_up()  # nobody waits for what is still being made
            await asyncio.gather(*tasks, return_exceptions=True)
            self._libreoffice.close()

    async def close(self) -> None:
        """End the preview: wake everybody who waits."""
        self.is_closing = True
        async with self._news:
            self._news.notify_all()

    async def _watch(self) -> None:
        async for _ in awatch(
            *watched_places(self.workspace),
            debounce=_SETTLE_MILLISECONDS,
            step=_SETTLE_MILLISECONDS // 3,
        ):
            self._saved.update(self._previews)
            self._wanted.set()

    async def _work(self) -> None:
        """Do the steps of whatever was saved, and begin again at each new save."""
        while True:
            await self._wanted.wait()
            self._wanted.clear()
            waiting = sorted(name for name in self._saved if not self._is_put_off(name))
            self._saved.difference_update(waiting)
            steps = [
                (preview, self._steps(preview))
                for preview in (self._previews[name] for name in waiting)
            ]
            for number in range(len(steps[0][1]) if steps else 0):
                for preview, todo in steps:
                    if self._wanted.is_set():
                        break
                    update = await self._done(todo[number], waits=number == 0)
                    if update is None or self._is_put_off(preview.name):
                        break
                    await self._shown(preview, update)
                if self._wanted.is_set():
                    self._saved.update(waiting)
                    break

    async def _done(self, step: Step, *, waits: bool) -> Update | None:
        """Do a step; None where a file is saved before it is done.

        A step that is overtaken goes on, so that its process stays warm, and the page of the new
        save is made meanwhile. The steps after that wait for it.

        Args:
            step: the step.
            waits: whether to wait for its end in any case.
        """
        if waits:
            return await asyncio.to_thread(step)
        if self._overtaken is not None and not await self._ended(self._overtaken):
            return None
        self._overtaken = asyncio.ensure_future(asyncio.to_thread(step))
        if not await self._ended(self._overtaken):
            return None
        done, self._overtaken = self._overtaken, None
        return done.result()

    async def _ended(self, doing: asyncio.Future[Update]) -> bool:
        """Wait for a step or for a save, and tell whether it was the step."""
        saved = asyncio.ensure_future(self._wanted.wait())
        either: set[asyncio.Future[Any]] = {doing, saved}
        try:
            await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
        finally:
            saved.cancel()
        return doing.done()

    def _steps(self, preview: Preview) -> list[Step]:
        day = self._today()
        template = preview.template or self._template
        return steps_for(preview, self.workspace, day, self._limited, self._libreoffice, template)


def watched_places(workspace: Workspace) -> list[Path]:
    """Give the folders and files whose changes a preview follows, if they exist."""
    root = workspace.root
    places = [workspace.responses, root / "templates", root / "settings.yaml", standard_sets()]
    return [place for place in dict.fromkeys(resolved(p) for p in places) if place.exists()]


def newest(workspace: Workspace) -> str | None:
    """Give the name of the draft that was saved last; None where there is none."""
    drafts = workspace.drafts()
    return max(drafts, key=lambda path: path.stat().st_mtime).stem if drafts else None
