"""Attacks by what lies in a workspace where files should be: pipes, devices, links, odd names."""

from __future__ import annotations

import os
from pathlib import Path

from tests.attacks.attack import Attack, Harmless, Kind, Refused, Setting
from tests.attacks.places import replace_in

_DEEP = "[" * 100_000
"""Lists in each other, deeper than Python goes."""
_LOGO = "  abbreviation: OCS\n  logo: {file: logo.png, alternative_text: Logo}\n"


def _lies(name: str, put: Setting, must: Refused | Harmless, *arguments: str) -> Attack:
    return Attack(name, Kind.WORKSPACE, put, must, arguments)


def _pipe(name: str) -> Setting:
    def put(workspace: Path) -> None:
        (workspace / name).parent.mkdir(exist_ok=True)
        os.mkfifo(workspace / name)

    return put


def _link(name: str, to: str) -> Setting:
    def put(workspace: Path) -> None:
        (workspace / name).unlink(missing_ok=True)
        (workspace / name).symlink_to(to)

    return put


def _file(name: str, text: str) -> Setting:
    def put(workspace: Path) -> None:
        (workspace / name).parent.mkdir(parents=True, exist_ok=True)
        (workspace / name).write_text(text, encoding="utf-8")

    return put


def _draft_called(name: str) -> Setting:
    def put(workspace: Path) -> None:
        folder = workspace / "responses"
        (folder / name).write_bytes((folder / "harbour.yaml").read_bytes())

    return put


def _logo_that_leads_to_itself(workspace: Path) -> None:
    (workspace / "logo.png").symlink_to("logo.png")
    replace_in(workspace / "settings.yaml", "  abbreviation: OCS\n", _LOGO)


def _listed_pages(workspace: Path) -> None:
    settings = workspace / "settings.yaml"
    address = "site:\n  address: https://www.example.org/responses/\n"
    settings.write_text(f"{settings.read_text(encoding='utf-8')}{address}", encoding="utf-8")
    _file("build/site/.s55-site.json", _DEEP)(workspace)


_READ = (
    ("import", ("import", "report.html", "--name", "fresh"), "I206"),
    ("collect", ("collect", "harbour", "report.html"), "I206"),
    ("update", ("update", "--from", "report.html"), "I206"),
    ("verify", ("verify", "report.html"), "P406"),
    ("restore", ("restore", "report.html", "copy"), "O414"),
)
"""Commands that read a file which the command line names."""

ATTACKS = [
    _lies("a draft that is a pipe", _pipe("responses/pipe.yaml"), Refused("D001"), "check"),
    _lies("a pipe, named", _pipe("responses/pipe.yaml"), Refused("D001"), "check", "pipe"),
    _lies(
        "a draft that is a device", _link("responses/a.yaml", "/dev/zero"), Refused("D001"), "check"
    ),
    _lies(
        "a draft that leads to itself", _link("responses/a.yaml", "a.yaml"), Refused("D001"),
        "status",
    ),
    _lies("a draft of two lines", _draft_called("a\nb.yaml"), Refused("D001"), "check"),
    _lies(
        "a draft that commands the terminal", _draft_called("a\x1b[2Jb.yaml"), Refused("D001"),
        "status",
    ),
    _lies(
        "a draft whose name turns round", _draft_called("a\u202eb.yaml"), Refused("D001"),
        "register",
    ),
    _lies(
        "a draft whose name is no text", _draft_called("a\udcffb.yaml"), Refused("D001"),
        "register",
    ),
    _lies(
        "progress that is a pipe", _pipe("responses/progress/harbour.yaml"), Refused("D001"),
        "register",
    ),
    *(
        _lies(f"a device for {name}", _link("report.html", "/dev/zero"), Refused(code), *words)
        for name, words, code in _READ
    ),
    *(
        _lies(f"a link to itself for {name}", _link("report.html", "report.html"), Refused(code),
              *words)
        for name, words, code in _READ
    ),
    _lies("a pipe for import", _pipe("report.html"), Refused("I206"), *_READ[0][1]),
    _lies("a logo that leads to itself", _logo_that_leads_to_itself, Refused("W102"), "render",
          "harbour"),
    _lies(
        "earlier states nested without end",
        _file(".s55/history/responses/harbour.yaml/000001-aaaaaaaaaaaa.state.json", _DEEP),
        Harmless(), "update", "harbour", "R2", "--status", "complete", "--on", "2024-05-05",
    ),
    _lies("a list of pages nested without end", _listed_pages, Refused("O405"), "site"),
]  # fmt: skip
