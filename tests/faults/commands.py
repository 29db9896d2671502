"""The commands that write, each with the workspace that it needs."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from s55.disk.changing import FileChange, HistoryNote, commit
from s55.model.response import Response
from s55.render.html.data import FORM_DATA_NAME
from s55.render.word.document import to_docx
from s55.templating.register_manifest import ProgressHeadings
from s55.templating.registry import load_set, standard_sets
from s55.views.invitation import InvitationDates, invitation_data, invitation_view
from tests.command import ROOT
from tests.drafts_for_tests import FINISHED, SETTINGS, response_of, settings_of

DRAFT = FINISHED.replace("  website: {date: 2024-05-03}\n", "")
TODAY = "2024-06-30"
NAME = "harbour"

_MODES = {
    *("--from", "--update", "--teach", "--docx", "--undo", "--whole", "--split", "--starter"),
    *("settings.yaml", "templates/ours/style.css", "build/first", "layout.html"),
    *("html,docx,pdf", "docx,pdf", "html,xlsx"),
}
"""Words that let a command write something else, and so belong to its name."""


@dataclass(frozen=True)
class Command:
    """A command that writes.

    Attributes:
        words: what is typed after ``s55``.
        prepare: makes the workspace from one with a finished draft.
        again: the status of a second run; 0, or 1 and 2 where what is recorded is refused.
        makes: whether it makes outputs only, which can be made again.
        is_long: whether preparing and running it takes seconds.
    """

    words: tuple[str, ...]
    prepare: Callable[[Path], None] = lambda _: None
    again: tuple[int, ...] = (0,)
    makes: bool = False
    is_long: bool = False

    @property
    def name(self) -> str:
        """The first words of the command, and those that let it write something else."""
        first, second, *more = (*self.words, "")
        names = [first]
        if first == "template":
            names.append(second)
        elif first == "mark":
            names.append(more[0])
        elif first == "post":
            names.append(second.removeprefix(f"/response/{NAME}").strip("/"))
        return " ".join((*names, *(word for word in self.words if word in _MODES)))


def workspace(folder: Path) -> None:
    """Make a workspace with a finished draft that is not published."""
    (folder / "responses").mkdir(parents=True)
    (folder / "settings.yaml").write_text(SETTINGS, encoding="utf-8")
    (folder / f"responses/{NAME}.yaml").write_text(DRAFT, encoding="utf-8")
    (folder / "old.pdf").write_bytes(b"%PDF-1.4 a file that was published")


def ran(*lines: str) -> Callable[[Path], None]:
    """Prepare a workspace with commands."""

    def prepare(folder: Path) -> None:
        from tests.faults.suite import run_in

        for line in lines:
            status = run_in(folder, tuple(line.split("|")))
            assert status == 0, line

    return prepare


def _old_format(folder: Path) -> None:
    old = ROOT / "tests/drafts/format_1"
    source = next(one for one in sorted(old.rglob("*.yaml")))
    shutil.copy(source, folder / f"responses/{NAME}.yaml")


def _upgraded(folder: Path) -> None:
    _old_format(folder)
    ran("upgrade|harbour")(folder)


def _corrected(folder: Path) -> None:
    """Change a response after it was published."""
    ran(PUBLISH)(folder)
    path = folder / f"responses/{NAME}.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("The report is fair.", "The report is right."), encoding="utf-8")


def _report(folder: Path, more: str = "") -> None:
    text = "# PEEL 2025: a report\n\n## Recommendations\n\n1. By May 2026 the force should act.\n"
    (folder / "report.md").write_text(f"{text}{more}", encoding="utf-8")


def reissued(name: str) -> Callable[[Path], None]:
    """Import a report, and let it be published again with one more recommendation."""

    def prepare(folder: Path) -> None:
        _report(folder)
        ran(f"import|report.md|--name|{name}")(folder)
        _report(folder, "\n2. By June 2026 the force should say so.\n")

    return prepare


def returned_file() -> bytes:
    """Make the invitation as it comes back, with other words than the draft's."""
    response = response_of(DRAFT)
    chosen = load_set(standard_sets() / "opccn-2023")
    told = response.model_dump(exclude_none=True, mode="json")
    told["chief_officer"]["comments"] = "The report is fair, and we have read it.\n"
    dates = InvitationDates(date(2024, 4, 10), date(2024, 5, 2))
    sent, came = (
        invitation_view(one, settings_of(), chosen.manifest, dates)
        for one in (response, Response.model_validate(told))
    )
    carried = invitation_data(NAME, response, sent)
    return to_docx(came, chosen, carried, layout="invitation.docx", data_name=FORM_DATA_NAME)


def _returned(folder: Path) -> None:
    (folder / "back.docx").write_bytes(returned_file())


def _with_pages(folder: Path) -> None:
    """Publish a response whose pages were made before, with one file more than today."""
    path = folder / "settings.yaml"
    address = "site:\n  address: https://www.example.org/responses/\n"
    path.write_text(path.read_text(encoding="utf-8") + address, encoding="utf-8")
    ran("mark|harbour|website|--on|2024-05-20", "site")(folder)
    gone = folder / "build/site/gone/index.html"
    gone.parent.mkdir()
    gone.write_text("Of a response that was taken out.", encoding="utf-8")
    listed = folder / "build/site/.s55-site.json"
    text = listed.read_text(encoding="utf-8")
    listed.write_text(text.replace('"files": [', '"files": ["gone/index.html",'), encoding="utf-8")


def _gathered_from(folder: Path) -> None:
    """Publish pages, and put the register among them where it is gathered from."""
    _with_pages(folder)
    (folder / "offices").mkdir()
    shutil.copy(folder / "build/site/register.json", folder / "offices/register.json")
    shutil.rmtree(folder / "build")


def _with_style(folder: Path) -> None:
    """Begin a set, and write what is to take the place of its style sheet."""
    ran("template|new|ours")(folder)
    old = (folder / "templates/ours/style.css").read_text(encoding="utf-8")
    (folder / "new.css").write_text(f"{old}\n/* Ours. */\n", encoding="utf-8")


def _replaced(folder: Path) -> None:
    _with_style(folder)
    ran("template|replace|ours|style.css|new.css")(folder)


def changed_settings(folder: Path) -> None:
    """Change the settings as the desk does, which keeps what they said before."""
    path = folder / "settings.yaml"
    old = path.read_bytes()
    commit([FileChange(path, old, old + b"# by the desk\n")], HistoryNote(path, "desk"))


def filled_in(folder: Path) -> None:
    """Fill in a sheet with entries of two drafts, one of which has a record already."""
    other = folder / f"responses/{NAME}-again.yaml"
    other.write_text(DRAFT.replace("Harbour policing", "Harbours again"), encoding="utf-8")
    ran("update|harbour|R2|--status|in progress|--on|2024-05-10")(folder)
    headings = ProgressHeadings()
    lines = [
        f"{headings.identity},{headings.new_status},{headings.new_day}",
        *(f"{path.stem} R2,complete,20/05/2024" for path in (other, folder / f"{NAME}.yaml")),
    ]
    (folder / "back.csv").write_text("\n".join(lines), encoding="utf-8")


PUBLISH = "mark|harbour|website|--on|2024-05-20|--file|old.pdf"
NEW = ("--title", "T", "--published", "2024-06-01", "--type", "PEEL", "--link", "https://a.uk/r")

COMMANDS = (
    Command(("new", "second", *NEW), again=(0, 2)),
    Command(("import", "report.md", "--name", "second"), _report),
    Command(
        ("import", "report.md", "--name", "second", "--teach", "Our view=policing_body"), _report
    ),
    Command(("mark", NAME, "panel", "--on", "2024-05-20"), again=(0, 1)),
    Command(tuple(PUBLISH.split("|")), again=(0, 1)),
    Command(
        ("sign", NAME, "--on", "2024-05-21", "--again"),
        ran("sign|harbour|--on|2024-05-20|--again"),
        again=(0, 1),
    ),
    Command(("update", NAME, "R2", "--status", "complete", "--on", "2024-05-20"), again=(0, 1)),
    Command(("update", "--from", "back.csv", "--yes"), filled_in),
    Command(
        ("correct", NAME, "--on", "2024-06-02", "--what", "A number.", "--file", "old.pdf"),
        ran("sign|harbour|--on|2024-05-20|--again", PUBLISH),
        again=(0, 1),
    ),
    Command(
        ("withdraw", NAME, "--on", "2024-06-02", "--why", "A reason.", "--file", "old.pdf"),
        ran(PUBLISH),
        again=(0, 1),
    ),
    Command(("invite", NAME, "--by", "2024-06-28", "--to", "html"), again=(0, 1)),
    Command(("translate", NAME, "--language", "cy")),
    Command(("translate", NAME, "--language", "cy", "--docx")),
    Command(("upgrade", NAME), _old_format),
    Command(("upgrade", NAME, "--undo"), _upgraded, again=(0, 1)),
    Command(("undo", NAME, "--to", "1"), ran("mark|harbour|panel|--on|2024-05-20")),
    Command(("undo", "settings.yaml", "--to", "1"), changed_settings),
    Command(("template", "new", "ours"), again=(0, 2)),
    Command(("template", "new", "ours", "--whole"), again=(0, 2)),
    Command(("template", "replace", "ours", "style.css", "new.css"), _with_style, is_long=True),
    Command(("undo", "templates/ours/style.css", "--to", "1"), _replaced, is_long=True),
    Command(("template", "copy", "ours", "layout.docx"), ran("template|new|ours"), again=(0, 2)),
    Command(
        ("template", "copy", "ours", "layout.docx", "layout.html", "invitation.html"),
        ran("template|new|ours"),
        again=(0, 2),
    ),
    Command(("collect", NAME, "back.docx", "--yes"), _returned, again=(0, 1)),
    Command(
        ("import", "report.md", "--name", "harbour-2025", "--update"), reissued("harbour-2025")
    ),
    Command(("backup", "copy.zip"), again=(0, 2)),
    Command(("restore", "copy.zip", "copy"), ran("backup|copy.zip"), again=(0, 2)),
    Command(("render", NAME, "--to", "html"), makes=True),
    Command(("render", NAME, "--to", "html,docx,pdf"), makes=True, is_long=True),
    Command(("diff", NAME, "--docx", "build/changes.docx"), _corrected, makes=True),
    Command(("panel", "--meeting", "2024-06-20", "--to", "html"), makes=True, is_long=True),
    Command(
        ("panel", "--meeting", "2024-06-20", "--to", "html", "--split"), makes=True, is_long=True
    ),
    Command(("gather", "offices"), _gathered_from, makes=True, is_long=True),
    Command(("panel", "--meeting", "2024-06-20", "--to", "docx,pdf"), makes=True, is_long=True),
    Command(("site",), _with_pages, makes=True, is_long=True),
    Command(("site", "--out", "build/first"), _with_pages, makes=True, is_long=True),
    Command(("register", "--to", "csv,json"), makes=True),
    Command(("register", "--to", "html,xlsx"), makes=True, is_long=True),
    Command(("ask", "--by", "2024-07-30"), makes=True),
    Command(("calendar",), makes=True),
    Command(("schema", "--out", "build/schema.json"), makes=True),
    Command(("template", "rules", "--out", "build/rules"), makes=True, is_long=True),
    Command(("desk", "--starter"), again=(0, 2), makes=True),
    Command(("init", "build/ours"), again=(0, 2), makes=True),
)
