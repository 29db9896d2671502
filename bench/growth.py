"""How the time of commands grows with the size of an archive: 10, 40, 160 and 400 by default.

Prints the seconds of computing of each command as a whole process, its memory, and the exponent of
the growth: 1 is linear. `gather` is given the register of two offices with so many drafts each,
`import` a report of so many pages; `again` is `render` with nothing changed. A paper for the panel
of more than 160 drafts has more pages than a PDF may: it is made without one.

Run from the top of the repository: python bench/growth.py [--only COMMAND,...] [DRAFTS ...]
"""

from __future__ import annotations

import math
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

from panel import Spent, spent  # noqa: E402  # the two folders are no packages of s55

from s55.model.open_data.identity import identity_of_office  # noqa: E402
from s55.office.cases import case_of  # noqa: E402
from s55.rules.deadlines import england_and_wales  # noqa: E402
from s55.views.open_data.published import register_data  # noqa: E402
from s55.views.open_data.schema import data_json  # noqa: E402
from tests.drafts_for_tests import response_of  # noqa: E402
from tests.forty import TODAY, forty_drafts  # noqa: E402
from tests.render.site_for_tests import context  # noqa: E402

COMMANDS = "check status register calendar gather import render again site panel".split()
DRAFTS = (10, 40, 160, 400)
REPORT = "report.pdf"


def archive(folder: Path, count: int) -> Path:
    """Make a workspace of so many drafts, and the registers of two offices with them."""
    drafts = forty_drafts(count=count)
    (folder / "responses").mkdir(parents=True)
    for name in ("settings.yaml", "panel.yaml"):
        shutil.copy(ROOT / name, folder)
    for name, text in drafts.items():
        (folder / f"responses/{name}.yaml").write_text(text, encoding="utf-8")
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
    return folder


def words_of(command: str, count: int) -> list[str]:
    """Give the words of a command, which is to run in one process: that one is measured."""
    formats = "docx,html,pdf" if count <= 160 else "docx,html"
    more = {
        "calendar": ["--items"],
        "gather": ["offices"],
        "import": [REPORT, "--dry-run", "--as", "report"],
        "render": ["--force", "--jobs", "1"],
        "again": ["--jobs", "1"],
        "site": ["--force", "--jobs", "1"],
        "panel": ["--meeting", "2026-12-08", "--since", "2010-01-01", "--to", formats],
    }.get(command, [])
    day = [] if command in {"gather", "import"} else ["--today", TODAY.isoformat()]
    name = "render" if command == "again" else command
    return [sys.executable, "-m", "s55", name, *more, *day]


def exponent(counts: Sequence[int], figures: Sequence[Spent]) -> float:
    """Work out how the computing grows beyond what starting costs, from the last two sizes."""
    (small, large), (before, after) = counts[-2:], figures[-2:]
    return math.log(after.computing / before.computing) / math.log(large / small)


def main(only: str | None, counts: Sequence[int]) -> None:
    """Measure each command once at each size."""
    with tempfile.TemporaryDirectory() as place:
        folders = [archive(Path(place) / str(count), count) for count in counts]
        for command in COMMANDS if only is None else only.split(","):
            if command == "import":
                # Imported here: a process that is started counts the memory of this one.
                from read_pdf import report

                for count, folder in zip(counts, folders, strict=True):
                    (folder / REPORT).write_bytes(report(count))
            figures = [
                spent(words_of(command, count), folder)
                for count, folder in zip(counts, folders, strict=True)
            ]
            sizes = "; ".join(
                f"{count}: {one.computing:.1f} s, {one.megabytes:.0f} MB"
                for count, one in zip(counts, figures, strict=True)
            )
            growth = f"exponent {exponent(counts, figures):.2f}" if len(counts) > 1 else ""
            print(f"{command}: {sizes}; {growth}", flush=True)


if __name__ == "__main__":
    words = sys.argv[1:]
    chosen = words.pop(1) if words[:1] == ["--only"] else None
    main(chosen, [int(word) for word in words if word.isdigit()] or DRAFTS)
