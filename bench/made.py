"""Make what is measured: workspaces of invented drafts, a report, a Word layout.

It runs in a process of its own (:func:`pairs.make`). The memory that the system reports for a
process includes that of the process which started it, so the one that measures must stay small.

Run from the top of the repository: python bench/made.py KIND PATH COUNT
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

from docx import Document  # noqa: E402  # the two folders are no packages of s55

from s55.model.open_data.identity import identity_of_office  # noqa: E402
from s55.office.cases import case_of  # noqa: E402
from s55.rules.deadlines import england_and_wales  # noqa: E402
from s55.views.open_data.published import register_data  # noqa: E402
from s55.views.open_data.schema import data_json  # noqa: E402
from s55.workspace import find_workspace  # noqa: E402
from tests.drafts_for_tests import FINISHED, SETTINGS, response_of  # noqa: E402
from tests.forty import TODAY, forty_drafts  # noqa: E402
from tests.render.site_for_tests import context  # noqa: E402


def archive(folder: Path, count: int) -> None:
    """Make a workspace of so many drafts, the registers of two offices with them, and a report."""
    drafts = forty_drafts(count=count)
    for name in ("settings.yaml", "panel.yaml"):
        shutil.copy(ROOT / name, folder)
    _write(folder, drafts)
    closed = england_and_wales()
    cases = [case_of(name, response_of(text), 56, TODAY, closed) for name, text in drafts.items()]
    answered = [case for case in cases if case.is_answered and case.response.sign_off]
    data = register_data(context(answered))
    for force in ("one", "two"):
        office = {"id": identity_of_office(force), "name": force, "force": force}
        of_force = data.model_copy(update={"office": data.office.model_copy(update=office)})
        (folder / f"offices/{force}").mkdir(parents=True)
        written = data_json(of_force, "https://www.example.org/register.schema.json")
        (folder / f"offices/{force}/register.json").write_bytes(written)


def published(folder: Path, count: int) -> None:
    """Make a workspace of so many published responses: only these are in papers."""
    drafts = forty_drafts(count=2 * count)
    done = [name for name, text in drafts.items() if "\n  website:" in text]
    shutil.copy(ROOT / "settings.yaml", folder)
    _write(folder, {name: drafts[name] for name in done[:count]})


def items(folder: Path, count: int) -> None:
    """Make a workspace with one draft of so many recommendations."""
    before, _, after = FINISHED.partition("    - number: 2\n")
    item, rest, end = after.partition("chief_officer:\n  date")
    numbered = "".join(f"    - number: {number}\n{item}" for number in range(1, count + 1))
    (folder / "settings.yaml").write_text(SETTINGS, encoding="utf-8")
    _write(folder, {"long": f"{before}{numbered}{rest}{end}"})


def sheet(folder: Path, count: int) -> None:
    """Make one draft of 400 recommendations, and a spreadsheet with so many rows filled in."""
    from tests.pipeline.tracking.sheets_for_tests import written_sheet

    items(folder, 400)
    book = written_sheet(find_workspace(folder))
    for number in range(1, count + 1):
        book.fill(f"long R{number}", new_status="in progress", new_day=TODAY, new_note="Begun.")
    (folder / "progress.xlsx").write_bytes(book.bytes())


def report(folder: Path, count: int) -> None:
    """Make a report of so many pages as PDF."""
    from read_pdf import report as pages

    (folder / "report.pdf").write_bytes(pages(count))


def layout(folder: Path, count: int) -> None:
    """Make a bare Word layout for the floor: a heading and a loop over the parts."""
    del count
    document = Document()
    document.add_heading("{{ title }}", 1)
    for line in (
        "{%p for heading, texts in parts %}",
        "{{ heading }}",
        "{%p for text in texts %}",
        "{{ text }}",
        "{%p endfor %}",
        "{%p endfor %}",
    ):
        document.add_paragraph(line)
    document.save(str(folder / "layout.docx"))


KINDS = {make.__name__: make for make in (archive, published, items, sheet, report, layout)}


def _write(folder: Path, drafts: dict[str, str]) -> None:
    (folder / "responses").mkdir(parents=True)
    for name, text in drafts.items():
        (folder / f"responses/{name}.yaml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    KINDS[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3]))
