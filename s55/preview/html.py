"""Write the preview's own pages: the frame, the panels beside the response, a file's lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from s55.preview.draft import Preview
from s55.problems import Problem
from s55.sources.files import resolved

if TYPE_CHECKING:
    from s55.preview.previews import Previews

_HERE = Path(__file__).resolve().parent / "pages"
_TEXT_FILES = frozenset({".yaml", ".yml", ".html", ".css", ".js", ".md", ".txt", ".po"})
_MAX_SHOWN = 1_000_000


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["address_of"] = _address_of
    return made


def _address_of(problem: Problem) -> str:
    """Give the address of a problem's line in its file; '' if the file cannot be shown."""
    if not problem.file or Path(problem.file).suffix.lower() not in _TEXT_FILES:
        return ""
    line = problem.line or 1
    return f"/source?file={quote(problem.file)}&line={line}#L{line}"


TellProblems: TypeAlias = Callable[[Path, Sequence[Problem]], Sequence[tuple[Problem, str]]]
"""Tells the problems of a draft in the words of those who look at it, each with the page where it
is put right; '' where that is the file."""


def shell(
    previews: Previews, preview: Preview | None, root: str, tell: TellProblems | None = None
) -> str:
    """Write the frame of the preview, which holds the panels and the response.

    Args:
        previews: all previews.
        preview: the one that is shown; None where there is no draft.
        root: the path under which all pages are.
        tell: how the desk, which has a page for each response, tells problems; None without it.
    """
    page = _environment().get_template("shell.html")
    beside = panels(preview, root, tell) if preview else ""
    names = previews.names() if tell is None else []
    return page.render(
        names=names, preview=preview, panels=beside, root=root, in_desk=tell is not None
    )


def panels(preview: Preview, root: str, tell: TellProblems | None = None) -> str:
    """Write what is shown beside the response: problems, dates, the pages of PDF and Word."""
    tell_draft = tell or _as_they_are
    lists = {
        "In the draft": tell_draft(preview.path, preview.in_draft),
        "In the template set": _as_they_are(preview.path, preview.in_set),
    }
    page = _environment().get_template("panels.html")
    return page.render(preview=preview, root=root, lists=lists)


def _as_they_are(_: Path, problems: Sequence[Problem]) -> Sequence[tuple[Problem, str]]:
    return [(one, "") for one in problems]


def source_page(workspace: Path, file: str, root: str) -> str | None:
    """Write a text file of the workspace with numbered lines; None for what must not be shown.

    Args:
        workspace: the workspace.
        file: the file as problems name it, relative to the current folder or to the workspace.
        root: the path under which all pages are.
    """
    path = _inside(resolved(workspace), file)
    if path is None:
        return None
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    return _environment().get_template("source.html").render(file=file, lines=lines, root=root)


def _inside(root: Path, file: str) -> Path | None:
    for start in (Path(), root):
        try:
            path = resolved(start / file)
            if (
                path.is_relative_to(root)
                and path.suffix.lower() in _TEXT_FILES
                and path.is_file()
                and path.stat().st_size <= _MAX_SHOWN
            ):
                return path
        except (OSError, ValueError):
            continue
    return None
