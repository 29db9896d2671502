"""``s55 render`` as a person runs it: what it writes, and what it leaves alone."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command import ROOT, run_s55
from tests.extracted import characters, docx_text
from tests.lint.sets import part


def test_it_writes_three_files_and_says_so(workspace: Path) -> None:
    """One line for each draft: what was written, and whether something is still to do."""
    result = run_s55("render", "online-fraud-2026", cwd=workspace)
    assert (result.status, result.err) == (0, "")
    assert result.out == (
        "responses/online-fraud-2026.yaml -> build/online-fraud-2026.docx, "
        "build/online-fraud-2026.pdf, build/online-fraud-2026.html "
        "(8 warnings: s55 check online-fraud-2026)\n"
    )
    assert sorted(path.suffix for path in (workspace / "build").iterdir()) == [
        ".docx",
        ".html",
        ".pdf",
    ]


ADDRESSEES = """
addressees:
  - {recipient: panel, lines: [The Panel, County Hall], salutation: Dear Panel}
  - {recipient: bishop, lines: ["The Bishop of {{ force.name }}"], salutation: My Lord}
"""
LETTER = """
letter:
  our_reference: OCS/1
  your_references: {bishop: BP/2}
  sent: 2026-11-20
"""


def test_addressees_of_the_settings_that_replace_that_of_the_set_are_told(workspace: Path) -> None:
    """A set that words an addressee itself is not printed as it says."""
    settings = workspace / "settings.yaml"
    asked = ("render", "online-fraud-2026", "--to", "html", "--out", "try", "--template")
    told = "the letter goes to the addressees of settings.yaml, and 'addressee' and 'salutation'"
    assert told not in run_s55(*asked, "secretary-of-state", cwd=workspace).out
    settings.write_text(settings.read_text("utf-8") + ADDRESSEES, "utf-8")
    assert f"secretary-of-state: {told}" in run_s55(*asked, "secretary-of-state", cwd=workspace).out
    assert told not in run_s55(*asked, "letters", cwd=workspace).out


def test_a_letter_to_each_addressee(workspace: Path) -> None:
    """Typed once; they differ in the address, the salutation and the reference alone."""
    settings, draft = workspace / "settings.yaml", workspace / "responses/online-fraud-2026.yaml"
    settings.write_text(settings.read_text("utf-8") + ADDRESSEES, "utf-8")
    draft.write_text(draft.read_text("utf-8") + LETTER, "utf-8")
    asked = ("render", draft.stem, "--to", "docx,html", "--template", "letters")
    result = run_s55(*asked, cwd=workspace)
    assert result.status == 0, result.err
    assert [line.partition(" (")[0] for line in result.out.splitlines()] == [
        "responses/online-fraud-2026.yaml -> build/online-fraud-2026.docx, "
        "build/online-fraud-2026.html",
        *(
            "responses/online-fraud-2026.yaml -> "
            f"build/letters/online-fraud-2026-to-{recipient}.docx"
            for recipient in ("panel", "bishop")
        ),
    ]
    published, panel, bishop = (
        docx_text(workspace / f"build/{name}.docx").replace("\n", " ")
        for name in (
            draft.stem,
            f"letters/{draft.stem}-to-panel",
            f"letters/{draft.stem}-to-bishop",
        )
    )
    assert published == panel
    assert "Sent: 20 November 2026" in panel
    other = ("The Panel", "The Bishop of Norfolk Constabulary"), ("Dear Panel", "My Lord")
    for mine, theirs in other:
        assert mine in panel
        bishop = bishop.replace(theirs, mine)
    assert characters(panel.replace("County Hall", "")) == characters(
        bishop.replace("Your reference: BP/2", "")
    )
    assert "unchanged: build/letters/" in run_s55(*asked, cwd=workspace).out


def test_to_out_and_template(workspace: Path) -> None:
    """One format, another folder, another set: only that is written."""
    result = run_s55(
        "render", "peel-2021-22", "--to", "html", "--out", "elsewhere", "--template",
        "opccn-2023", cwd=workspace,
    )  # fmt: skip
    assert result.status == 0, result.err
    assert [path.name for path in (workspace / "elsewhere").iterdir()] == ["peel-2021-22.html"]
    page = (workspace / "elsewhere/peel-2021-22.html").read_text(encoding="utf-8")
    assert "Section 55 Response Deadline:" in page
    assert "9 December 2022" in page
    assert not (workspace / "build").exists()


def test_one_bad_draft_does_not_stop_the_others(workspace: Path) -> None:
    """The rest is rendered, the exit status says that something is wrong, old outputs stay."""
    bad = workspace / "responses/peel-2021-22.yaml"
    build = workspace / "build"
    assert run_s55("render", "--to", "html", cwd=workspace).status == 0
    before = (build / "peel-2021-22.html").read_bytes()
    bad.write_text(bad.read_text(encoding="utf-8") + "nonsense: 1\n", encoding="utf-8")
    result = run_s55("render", "--to", "html", "--template", "opccn-2022", cwd=workspace)
    assert result.status == 1
    assert "error D101: there is no key 'nonsense' at the top level" in result.err
    assert (
        "responses/peel-2021-22.yaml was not rendered; earlier outputs are unchanged." in result.err
    )
    assert len(result.out.splitlines()) == 5
    assert (build / "peel-2021-22.html").read_bytes() == before


def test_final_refuses_what_is_not_complete(workspace: Path) -> None:
    """A response without sign-off, publication and copies is not final."""
    result = run_s55("render", "online-fraud-2026", "--final", cwd=workspace)
    assert result.status == 1
    for code in ("D115", "S55-5", "S55-5A", "S55-5B", "S55-6"):
        assert f"error {code}: " in result.err
    assert not (workspace / "build").exists()
    finished = run_s55("render", "peel-spotlight-2023", "--final", "--to", "html", cwd=workspace)
    assert finished.status == 0, finished.err


def test_an_unknown_format_is_told(workspace: Path) -> None:
    """A slip in --to is no reason to write the rest."""
    result = run_s55("render", "--to", "docx,pfd", cwd=workspace)
    assert result.status == 2
    assert "error U107: --to: 'pfd' is not a format. Name one or more of docx, pdf" in result.err


def test_an_unknown_template_set_suggests_a_known_one(workspace: Path) -> None:
    """The name of a set need not be known by heart."""
    result = run_s55("render", "peel-2021-22", "--template", "opccn-2032", cwd=workspace)
    assert result.status == 3
    assert "error L101: s55 could not find the template set 'opccn-2032'" in result.err
    assert "Did you mean 'opccn-2" in result.err


def test_a_damaged_word_layout_is_told_by_its_name(workspace: Path) -> None:
    """A set whose Word file is broken writes nothing, whatever else was asked for."""
    shutil.copytree(ROOT / "templates/opccn-2023", workspace / "templates/opccn-2023")
    layout = workspace / "templates/opccn-2023/layout.docx"
    layout.write_bytes(layout.read_bytes()[:5000])
    result = run_s55("render", "peel-spotlight-2023", cwd=workspace)
    assert result.status == 3
    assert "error L201: " in result.err
    assert "layout.docx" in result.err
    assert "Traceback" not in result.err
    assert not (workspace / "build").exists()


def test_an_unknown_field_in_a_page_layout_is_told_with_its_line(workspace: Path) -> None:
    """A maintainer finds the line."""
    shutil.copytree(ROOT / "templates/opccn-2023", workspace / "templates/opccn-2023")
    layout = workspace / "templates/opccn-2023/layout.html"
    text = layout.read_text(encoding="utf-8").replace("{{ title }}", "{{ titel }}")
    layout.write_text(text, encoding="utf-8")
    line = next(n for n, row in enumerate(text.splitlines(), 1) if "titel" in row)
    result = run_s55("render", "peel-spotlight-2023", "--to", "html", cwd=workspace)
    assert result.status == 3
    assert f"layout.html:{line}" in result.err
    assert "error L203: " in result.err
    assert "'title'" in result.err


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (b"{%tr endfor %}", b"{%tr endfr %}", "L202: '{%tr endfr %}' ends nothing that was begun"),
        (b"{{ section.heading }}", b"{{ row.value }}", "L203: 'row' is used outside its loop"),
        (b"{{ title }}", b"{{ titel }}", "L203: there is no field 'titel'"),
    ],
)
def test_a_word_layout_that_cannot_be_used(
    workspace: Path, old: bytes, new: bytes, told: str
) -> None:
    """The tag that is wrong is named, and not the one at which the template engine gave up."""
    named = ("template", "new", "ours", "--with", "layout.docx")
    assert run_s55(*named, cwd=workspace).status == 0
    part(old, new)(workspace / "templates/ours")
    options = ("--to", "docx", "--template", "ours")
    result = run_s55("render", "peel-spotlight-2023", *options, cwd=workspace)
    assert result.status == 3
    assert f"templates/ours/layout.docx: error {told}" in result.err
    assert str(workspace) not in result.err


def test_a_folder_that_cannot_be_written(workspace: Path) -> None:
    """A file stands where the folder should be."""
    (workspace / "taken").write_text("", encoding="utf-8")
    result = run_s55("render", "peel-2021-22", "--to", "html", "--out", "taken", cwd=workspace)
    assert result.status == 4
    assert "error O401: " in result.err
    assert "Check that you may write to this folder, or use another." in result.err


def test_a_full_disk_leaves_the_old_file(workspace: Path) -> None:
    """A limit on the size of files stands for the full disk: the old file is whole."""
    assert run_s55("render", "peel-2021-22", "--to", "pdf", cwd=workspace).status == 0
    target = workspace / "build/peel-2021-22.pdf"
    before = target.read_bytes()
    program = (
        "import resource, signal, sys\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "from s55.cli.main import run\n"
        "import s55.disk.writing\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "sys.argv = ['s55', 'render', 'peel-2021-22', '--to', 'html']\n"
        "run()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=workspace,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 4
    assert "error O401: it cannot be written: File too large" in done.stderr
    assert target.read_bytes() == before
    assert [path.name for path in (workspace / "build").iterdir()] == ["peel-2021-22.pdf"]


def test_two_drafts_of_one_name(workspace: Path) -> None:
    """They would write the same files, so neither does."""
    (workspace / "other").mkdir()
    shutil.copy(workspace / "responses/peel-2021-22.yaml", workspace / "other")
    result = run_s55("render", "peel-2021-22", "other/peel-2021-22.yaml", cwd=workspace)
    assert result.status == 2
    assert "error U103: two drafts are called 'peel-2021-22'" in result.err


def test_a_character_without_a_glyph_is_told(workspace: Path) -> None:
    """A box in a published PDF would be a failure; the draft is not rendered."""
    path = workspace / "responses/peel-2021-22.yaml"
    text = path.read_text(encoding="utf-8").replace(
        "key_findings: |\n", "key_findings: |\n  国\n", 1
    )
    path.write_text(text, encoding="utf-8")
    result = run_s55("render", "peel-2021-22", cwd=workspace)
    assert result.status == 1
    assert "error T210: " in result.err
    assert "U+56FD" in result.err
    assert not (workspace / "build").exists()


def test_settings_rename_and_add_checklist_lines(workspace: Path) -> None:
    """An office's own words stand in the list, its own line at the end."""
    settings = workspace / "settings.yaml"
    text = settings.read_text(encoding="utf-8").split("\nchecklist:")[0]
    text += (
        "\nchecklist:\n  rename:\n    panel: Sent to the scrutiny panel\n  add:\n"
        "    - recipients: [victims_commissioner]\n      text: Sent to the Victims’ Commissioner\n"
    )
    settings.write_text(text, encoding="utf-8")
    draft = workspace / "responses/peel-2021-22.yaml"
    marked = run_s55(
        "mark", "peel-2021-22", "victims_commissioner", "--on", "2022-12-02", cwd=workspace
    )
    assert marked.status == 0, marked.err
    assert "victims_commissioner:" in draft.read_text(encoding="utf-8")
    assert run_s55("render", "peel-2021-22", "--to", "html", cwd=workspace).status == 0
    page = (workspace / "build/peel-2021-22.html").read_text(encoding="utf-8")
    assert "Sent to the scrutiny panel (done on " in page
    assert "Sent to the Victims’ Commissioner (done on 2 December 2022)" in page
    assert "Response forwarded to Police and Crime Panel" not in page


@pytest.mark.parametrize("signal_after", [0.6, 1.2])
def test_killed_at_any_moment_the_files_are_whole(workspace: Path, signal_after: float) -> None:
    """A render that is killed leaves each old file or its successor, and no part of one."""
    assert run_s55("render", cwd=workspace).status == 0
    build = workspace / "build"
    before = {path.name: path.read_bytes() for path in build.iterdir()}
    process = subprocess.Popen(
        [sys.executable, "-m", "s55", "render", "--force"],
        cwd=workspace,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        process.wait(signal_after)
    except subprocess.TimeoutExpired:
        process.kill()
    process.wait()
    after = {path.name: path.read_bytes() for path in build.iterdir()}
    assert {name: data for name, data in after.items() if not name.startswith(".s55-")} == before
