"""What `start.py` decides to do on which machine. Nothing is installed here."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

import start
from set_up import environment, libreoffice, machine, steps
from set_up.needs import (
    OCR_NEEDS,
    PDF_NEEDS,
    PYTHON_NEEDS,
    TEST_NEEDS,
    Machine,
    apt_command,
    apt_packages,
    explain,
    missing_on,
    needs_for,
    without_pdf,
)

BARE_DEBIAN = Machine(
    "Linux", (3, 11), has_apt=True, administrator="root", found=frozenset(), distribution="debian"
)
FINISHED = replace(BARE_DEBIAN, found=frozenset(needs_for("test")))
PDF_PACKAGES = ["libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz0b", "libharfbuzz-subset0"]


def test_a_bare_debian_gets_what_rendering_needs_and_no_more() -> None:
    missing = missing_on(BARE_DEBIAN, "render")

    assert apt_packages(BARE_DEBIAN, missing) == ["python3.11-venv", *PDF_PACKAGES]


def test_the_tests_need_the_validators_programs_besides() -> None:
    missing = missing_on(BARE_DEBIAN, "test")

    assert apt_packages(BARE_DEBIAN, missing)[5:] == [
        "libreoffice-writer",
        "libreoffice-calc",
        "python3-uno",
        "xvfb",
        "xdotool",
        "poppler-utils",
        "default-jre-headless",
        "libjaxb-java",
        "libnss3",
        "firefox-esr",
        "fonts-liberation",
        "ocrmypdf",
    ]


def test_a_package_that_only_debian_has_is_asked_for_nowhere_else() -> None:
    ubuntu = replace(BARE_DEBIAN, distribution="ubuntu")

    packages = apt_packages(ubuntu, missing_on(ubuntu, "test"))
    assert "firefox-esr" not in packages
    assert "libnss3" in packages


def test_text_recognition_is_installed_for_who_asks_for_it() -> None:
    words = ["import", "report.pdf", "--ocr"]
    ready = replace(BARE_DEBIAN, found=frozenset(needs_for("render")))
    officer = replace(ready, administrator="", has_apt=False)

    assert apt_packages(ready, missing_on(ready, "render", words)) == ["ocrmypdf"]
    assert missing_on(ready, "render", words[:2]) == []
    text = explain(officer, missing_on(officer, "render", words))
    assert "https://ocrmypdf.readthedocs.io" in text
    assert "Until then import --ocr does not work; everything else does." in text
    assert without_pdf(["render"], OCR_NEEDS) == ["render"]


def test_the_module_for_environments_is_that_of_the_running_python() -> None:
    ubuntu = replace(BARE_DEBIAN, python=(3, 12))

    assert apt_packages(ubuntu, PYTHON_NEEDS) == ["python3.12-venv"]


def test_what_is_there_is_not_installed_again() -> None:
    partly = replace(BARE_DEBIAN, found=frozenset([*PYTHON_NEEDS, *PDF_NEEDS[1:]]))

    assert [need.package for need in missing_on(partly, "render")] == ["libpango-1.0-0"]
    assert missing_on(FINISHED, "test") == []


def test_packages_are_installed_without_questions_and_with_the_rights_there_are() -> None:
    with_sudo = replace(BARE_DEBIAN, administrator="sudo")

    as_root = apt_command(BARE_DEBIAN, "apt-get", "update")
    assert as_root[0] == "env"
    assert "DEBIAN_FRONTEND=noninteractive" in as_root
    assert as_root[-2:] == ["apt-get", "update"]
    assert apt_command(with_sudo, "apt-get", "update") == ["sudo", *as_root]


def test_without_rights_a_person_reads_what_is_missing_and_what_works() -> None:
    officer = replace(BARE_DEBIAN, administrator="", found=frozenset(PYTHON_NEEDS))

    text = explain(officer, missing_on(officer, "render"))

    assert "libpango-1.0-0 (PDF: setting text)" in text
    assert f"sudo apt-get install {' '.join(PDF_PACKAGES)}" in text
    assert "DOCX and HTML work: render --to docx,html" in text


def test_without_rights_and_venv_nothing_is_promised() -> None:
    text = explain(replace(BARE_DEBIAN, administrator=""), [*PYTHON_NEEDS, *PDF_NEEDS])

    assert "python3.11-venv (the folder for s55's own Python libraries)" in text
    assert "Until then s55 cannot be set up." in text
    assert "DOCX" not in text


@pytest.mark.parametrize(
    ("system", "sentence"),
    [
        ("Darwin", "brew install pango"),
        ("Windows", "MSYS2"),
        ("Linux", "your system's own installer"),
    ],
)
def test_each_system_reads_where_pango_comes_from(system: str, sentence: str) -> None:
    elsewhere = replace(BARE_DEBIAN, system=system, has_apt=False)

    assert sentence in explain(elsewhere, PDF_NEEDS)


def test_without_pango_a_render_makes_the_formats_that_work() -> None:
    missing = list(PDF_NEEDS[:1])

    assert without_pdf(["render", "peel"], missing) == ["render", "peel", "--to", "docx,html"]


@pytest.mark.parametrize(
    "words", [["render", "--to", "pdf"], ["render", "--to=pdf"], ["status", "peel"]]
)
def test_an_explicit_wish_and_other_commands_stay_as_they_are(words: list[str]) -> None:
    assert without_pdf(words, list(PDF_NEEDS)) == words


def test_with_everything_there_a_render_stays_as_it_is() -> None:
    assert without_pdf(["render"], list(TEST_NEEDS)) == ["render"]


@pytest.mark.parametrize(
    ("printed", "version"),
    [
        ('openjdk version "17.0.15" 2025-04-15', 17),
        ('openjdk version "21" 2023-09-19', 21),
        ('java version "1.8.0_201"', 8),
        ("The operation couldn't be completed.", 0),
        ('"strange"', 0),
    ],
)
def test_the_version_of_java_is_read_from_what_it_prints(printed: str, version: int) -> None:
    assert machine.java_version(printed) == version


def test_this_machine_is_found_to_have_what_these_tests_run_with() -> None:
    seen = machine.look_at_machine("test")

    assert missing_on(seen, "test") == []
    assert seen.python == sys.version_info[:2]


def test_an_invented_library_is_not_found() -> None:
    assert not machine.has_library("libs55-invented.so.0", "Linux")
    assert machine.has_library("libc.so.6", "Linux")


def test_on_windows_pango_is_found_where_msys2_puts_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine, "WINDOWS_FOLDERS", (tmp_path / "absent", tmp_path))

    assert not machine.has_library("libs55-invented.so.0", "Windows")
    (tmp_path / "libs55-invented-0.dll").touch()
    assert machine.has_library("libs55-invented.so.0", "Windows")


@pytest.mark.parametrize("chosen", [["-n", "4"], ["-n0"], ["--numprocesses=1"], ["--pdb"]])
def test_a_chosen_number_of_workers_stays(chosen: list[str]) -> None:
    assert start.with_workers(chosen) == chosen


def test_the_tests_run_on_all_cores() -> None:
    assert start.with_workers(["-k", "deadline"])[:2] == ["-n", "auto"]
    assert start.with_workers(["-k", "deadline"])[-2:] == ["-k", "deadline"]


@pytest.fixture
def finished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout whose environment a finished set-up has left behind."""
    venv = tmp_path / ".venv"
    (venv / "bin").mkdir(parents=True)
    (venv / "bin" / "s55").touch()
    (venv / "bin" / "python").touch()
    (venv / "lib" / "python3.11" / "site-packages" / "jinja2").mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    (tmp_path / "requirements").mkdir()
    for name in ("render", "set-up"):
        (tmp_path / "requirements" / f"{name}.txt").write_text("jinja2==3\n")
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "VENV", venv)
    monkeypatch.setattr(environment, "STAMP", venv / "set-up.json")
    environment.write_stamp("render")
    return tmp_path


def test_a_finished_set_up_is_not_done_again(finished: Path) -> None:
    assert finished.is_dir()
    assert environment.is_set_up("render")


def test_a_changed_pin_asks_for_set_up(finished: Path) -> None:
    (finished / "requirements" / "render.txt").write_text("jinja2==3.1\n")

    assert not environment.is_set_up("render")


def test_a_lost_library_asks_for_set_up(finished: Path) -> None:
    (finished / ".venv/lib/python3.11/site-packages/jinja2").rmdir()

    assert not environment.is_set_up("render")


@pytest.mark.parametrize("name", ["python", "s55"])
def test_a_lost_program_asks_for_set_up(finished: Path, name: str) -> None:
    (finished / ".venv" / "bin" / name).unlink()

    assert not environment.is_set_up("render")


def test_a_moved_folder_asks_for_set_up(
    finished: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = finished.rename(tmp_path.with_name("moved"))
    monkeypatch.setattr(environment, "ROOT", moved)
    monkeypatch.setattr(environment, "VENV", moved / ".venv")
    monkeypatch.setattr(environment, "STAMP", moved / ".venv" / "set-up.json")

    assert not environment.is_set_up("render")
    assert not environment.is_whole()


def test_a_lost_environment_asks_for_set_up(
    finished: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "VENV", finished / "elsewhere")

    assert not environment.is_set_up("render")


@pytest.mark.parametrize("content", ["", "{", "[]", '{"render": "another"}'])
def test_an_unfinished_stamp_asks_for_set_up(finished: Path, content: str) -> None:
    (finished / ".venv/set-up.json").write_text(content)

    assert not environment.is_set_up("render")


def test_rendering_set_up_is_no_test_set_up(finished: Path, tmp_path: Path) -> None:
    stamp = json.loads((finished / ".venv/set-up.json").read_text())

    assert "test" not in stamp
    assert "render" in stamp


class Recorder:
    """Stands in for the commands of a set-up: notes them, and fails those it is told to."""

    def __init__(self, failing: Sequence[str] = ()) -> None:
        self.commands: list[str] = []
        self.failing = list(failing)

    def __call__(self, command: Sequence[str]) -> None:
        """Notes one command by its program and first word."""
        name = " ".join([word for word in command[1:] if "=" not in word][:2])
        self.commands.append(name)
        if name in self.failing:
            self.failing.remove(name)
            raise steps.SetUpError(name)


def test_the_list_of_packages_is_refreshed_only_when_installing_fails(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at_once, second_try = Recorder(), Recorder(failing=["apt-get install"])

    for recorder in (at_once, second_try):
        monkeypatch.setattr(start, "run", recorder)
        start.install_packages(BARE_DEBIAN, PDF_NEEDS)

    assert at_once.commands == ["apt-get install"]
    assert second_try.commands == [
        "apt-get install",
        "dpkg --configure",
        "apt-get update",
        "apt-get install",
    ]


def test_without_rights_nothing_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    recorder = Recorder()
    monkeypatch.setattr(start, "run", recorder)
    officer = replace(BARE_DEBIAN, administrator="")

    assert start.add_what_is_missing(officer, list(PDF_NEEDS)) == list(PDF_NEEDS)
    assert recorder.commands == []


def test_a_failing_command_is_told_with_its_last_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "LOG", tmp_path / "set-up.log")

    with pytest.raises(steps.SetUpError, match="the disk is full") as caught:
        steps.run([sys.executable, "-c", "import sys; sys.exit('the disk is full')"])
    assert "type the same command again" in str(caught.value)
    with pytest.raises(steps.SetUpError, match="does not start"):
        steps.run([str(tmp_path / "absent")])


def test_an_older_python_reads_which_one_is_needed(tmp_path: Path) -> None:
    """The check stands before everything that an older Python cannot read."""
    script = f"import sys; sys.version_info = (3, 9, 2); sys.argv = ['start.py', 'render']; \
import runpy; runpy.run_path({str(steps.ROOT / 'start.py')!r}, run_name='__main__')"

    asked = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, cwd=tmp_path
    )

    assert asked.returncode == 1
    assert asked.stderr.startswith("s55 needs Python 3.11 or later.")


def test_without_a_command_it_says_what_it_can_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert start.main([]) == 0
    assert "python3 start.py render" in capsys.readouterr().err


def test_backports_come_from_the_machines_own_servers(tmp_path: Path) -> None:
    """In both forms of Debian's lists; a vendor's own list is left alone."""
    lists = tmp_path / "sources.list.d"
    lists.mkdir()
    stanza = "Types: deb\nURIs: http://mirror.invalid/debian\nSuites: {}\nComponents: main\n"
    both = stanza.format("bookworm bookworm-updates")
    (lists / "debian.sources").write_text(both + "\n" + stanza.format("bookworm-security"))
    (lists / "vendor.list").write_text("deb http://vendor.invalid/apt stable main\n")
    (tmp_path / "sources.list").write_text("deb http://mirror.invalid/debian bookworm main\n")

    found = list(libreoffice.sources(tmp_path))

    assert [text.strip() for text in found] == [
        both.strip(),
        stanza.format("bookworm-backports").strip(),
        "deb http://mirror.invalid/debian bookworm main\n"
        "deb http://mirror.invalid/debian bookworm-backports main",
    ]


def test_the_major_version_of_a_libreoffice_is_read_from_its_own_settings(tmp_path: Path) -> None:
    (tmp_path / "program").mkdir()
    settings = "[Bootstrap]\nProductKey=LibreOffice {}\n"
    (tmp_path / "program/bootstraprc").write_text(settings.format("25.2"))

    assert libreoffice.major_version(tmp_path) == 25
    assert libreoffice.major_version(tmp_path / "absent") == 0
