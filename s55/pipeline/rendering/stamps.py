"""Work out by what the files of a response are decided: two equal stamps mean the same bytes.

A stamp is a hash of content. No time of a file goes into it, and neither does the current day,
which reaches no document.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from s55.disk.made import hash_of, hash_of_files
from s55.disk.places import SETTINGS_FILE
from s55.drafts.public import response_json
from s55.model.office import Settings
from s55.model.response import Response
from s55.office.settings import PANEL_FILE
from s55.records import dataclass
from s55.render.pdf.versions import library_versions
from s55.sources.files import contents_of
from s55.templating.manifest import SetManifest
from s55.templating.sets import AnySet, TemplateSet
from s55.workspace import Workspace

if TYPE_CHECKING:
    from s55.views.response.contents import LogoView, ResponseView
    from s55.views.response.notices import Replacement

_PACKAGE = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True, slots=True)
class Stamps:
    """Make the stamps of a command's drafts; what they share is looked at once.

    Attributes:
        settings: the office's settings.
        logo: the office's logo, already read.
    """

    settings: Settings
    logo: LogoView | None
    _sets: dict[Path, str] = field(default_factory=dict)

    def of_set(self, template: TemplateSet) -> str:
        """Stamp a template set with all that it is based on, s55, and the libraries that write."""
        if template.folder not in self._sets:
            self._sets[template.folder] = hash_of(versions_stamp(), set_stamp(template))
        return self._sets[template.folder]

    def of_inputs(
        self, response: Response, template: TemplateSet, replacement: Replacement | None
    ) -> str:
        """Stamp all that is given to render a response.

        Args:
            response: what its draft says; comments in the draft decide nothing.
            template: its template set.
            replacement: the response that replaces it, where it was withdrawn.
        """
        return hash_of(
            self.of_set(template),
            self.settings.model_dump_json(),
            repr(self.logo),
            response.model_dump_json(),
            repr(replacement),
        )


def shown_stamp(of_set: str, view: ResponseView, response: Response, settings: Settings) -> str:
    """Stamp what the files of a response show and carry: a setting that is not in them is not.

    Args:
        of_set: the stamp of the template set.
        view: what the layouts show.
        response: the response, whose data the files carry.
        settings: the office's settings.
    """
    return hash_of(of_set, repr(view), response_json(response, settings.publish))


def workspace_stamp(workspace: Workspace, *asked: object) -> str:
    """Stamp all that a list of many drafts can be made of: the files of a workspace, and s55.

    Args:
        workspace: the workspace.
        asked: what the command was asked for, and the current day.
    """
    root = workspace.root
    settings = workspace.settings_or_none()
    logo = workspace.logo(settings) if settings else None
    own = [path for path in (root / SETTINGS_FILE, root / PANEL_FILE) if path.is_file()]
    folders = (workspace.responses, workspace.published, *workspace.places_of_sets)
    return hash_of(
        versions_stamp(),
        repr(logo),
        *(part for path in own for part in (path.name, contents_of(path))),
        *map(hash_of_files, folders),
        # What is said names files as they are seen from the current folder.
        *map(repr, (Path.cwd(), *asked)),
    )


def set_stamp(template: AnySet[SetManifest]) -> str:
    """Stamp a template set: every file of it and of the sets that it is based on."""
    folders = []
    one: AnySet[SetManifest] | None = template
    while one is not None:
        folders.append(one.folder)
        one = one.base
    return hash_of("", *(part for each in folders for part in (each.name, hash_of_files(each))))


@cache
def versions_stamp() -> str:
    """Stamp s55 itself, the Python that runs it, and every library beside it.

    The files of s55 are looked at, and not its number alone: who works on s55 has the same number
    from one change to the next.
    """
    libraries = sorted(
        name
        for place in dict.fromkeys(sys.path)
        for name in _names_in(place)
        if name.endswith((".dist-info", ".egg-info"))
    )
    sources = hash_of("", *map(_source, sorted(_sources_in(_PACKAGE))))
    return hash_of(sys.version, sys.platform, sources, *libraries, *library_versions())


def _sources_in(package: Path) -> Iterator[str]:
    """List the files of s55 that decide what it does: 600, so they are not looked for as paths."""
    for folder, _, names in os.walk(package):
        own = (name for name in names if name.endswith((".py", ".toml")))
        yield from (f"{folder}{os.sep}{name}" for name in own)


def _source(path: str) -> bytes:
    """Read a file of s55: of 700 it counts that nothing is asked before, and nothing buffered."""
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123  # a path takes as long as the read
        return file.read()


def _names_in(place: str) -> list[str]:
    try:
        return [path.name for path in Path(place).iterdir()]
    except OSError:  # an archive, or a folder that is not there
        return []
