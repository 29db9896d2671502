"""The wheel is whole: installed into an empty environment it starts an office's own workspace.

The libraries come from the environment that runs the tests, so that nothing is downloaded;
s55 itself is the wheel's.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = ROOT / "templates"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", autouse=True)
def _no_other_path() -> Iterator[None]:
    """Have nothing on the path of Python but the wheel: not the checkout that runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("PYTHONPATH", raising=False)
        yield


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the source archive, as a package index would be given both."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty environment with the wheel in it; the folder of its programs."""
    folder = tmp_path_factory.mktemp("office") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    pip = [sys.executable, "-m", "pip", "--python", str(programs / "python")]
    options = ["--quiet", "--disable-pip-version-check", "--no-index", "--no-deps"]
    subprocess.run([*pip, "install", *options, str(wheel)], check=True)
    libraries = sysconfig.get_path("purelib")
    own = sysconfig.get_path("purelib", vars={"base": str(folder), "platbase": str(folder)})
    (Path(own) / "libraries.pth").write_text(f"{libraries}\n", encoding="utf-8")
    return programs


@pytest.fixture(scope="module")
def workspace(environment: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace that `s55 init` has made."""
    folder = tmp_path_factory.mktemp("office home") / "our responses"
    run(environment, ["init", str(folder)], folder.parent)
    return folder


def run(environment: Path, words: list[str], folder: Path) -> str:
    """Runs the installed s55 in a folder, on a pinned day, and returns what it printed."""
    done = subprocess.run(
        [str(environment / "s55"), *words],
        cwd=folder,
        env={**os.environ, "S55_TODAY": "2025-10-01"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_wheel_carries_every_file_of_the_standard_template_sets(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())

    expected = {
        f"s55/standard/{path.relative_to(TEMPLATES).as_posix()}"
        for path in TEMPLATES.rglob("*")
        if path.is_file() and not path.name.startswith((".", "~"))
    }
    assert {"s55/standard/opccn-2022/manifest.yaml", "s55/standard/opccn-2023/manifest.yaml"} <= (
        expected
    )
    assert expected <= names


def test_the_wheel_carries_the_package_alone(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.split("/")[0] for name in archive.namelist()}

    assert tops == {"s55", "s55-0.1.0.dist-info"}


def test_the_source_archive_rebuilds_and_tests_itself(wheel: Path) -> None:
    (archive,) = wheel.parent.glob("*.tar.gz")
    with tarfile.open(archive) as listed:
        names = {name.partition("/")[2] for name in listed.getnames()}

    assert {"start.py", "set_up/needs.py", "requirements/test.txt", "SECURITY.md"} <= names
    assert not any("node_modules" in name or name.startswith("build/") for name in names)


def test_a_second_build_on_another_day_gives_the_same_bytes(wheel: Path, tmp_path: Path) -> None:
    """Whoever has the source can see that the wheel is made of it."""
    (archive,) = wheel.parent.glob("*.tar.gz")
    with tarfile.open(archive) as packed:
        packed.extractall(tmp_path, filter="data")
    (source,) = tmp_path.iterdir()
    for path in source.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
        path.chmod(path.stat().st_mode & 0o700)  # readable by its owner alone
    again = tmp_path / "dist"
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(again), str(source)]
    subprocess.run(command, capture_output=True, check=True)
    for path in (wheel, archive):
        assert (again / path.name).read_bytes() == path.read_bytes(), path.name


def test_s55_is_the_wheels_own(environment: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [str(environment / "python"), "-c", "import s55; print(s55.__file__)"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )

    assert Path(done.stdout.strip()).is_relative_to(environment.parent)


def test_help_names_the_commands(environment: Path, tmp_path: Path) -> None:
    printed = run(environment, ["--help"], tmp_path)

    for command in ("init", "new", "check", "render", "mark", "status", "deadline", "schema"):
        assert f"\n  {command} " in printed


def test_init_starts_a_workspace(workspace: Path) -> None:
    for name in (
        "settings.yaml",
        ".gitignore",
        "responses",
        "build/.gitignore",
        "templates/opccn-2022/manifest.yaml",
        "templates/opccn-2023/manifest.yaml",
    ):
        assert (workspace / name).exists(), name
    ours = {path.relative_to(TEMPLATES) for path in TEMPLATES.rglob("*.ttf")}
    theirs = workspace / "templates"
    assert ours == {path.relative_to(theirs) for path in theirs.rglob("*.ttf")}


def test_an_office_goes_from_new_to_the_three_documents(environment: Path, workspace: Path) -> None:
    report = ["--title", "A report", "--published", "2025-09-12", "--type", "PEEL"]
    link = ["--link", "https://hmicfrs.justiceinspectorates.gov.uk/publications/a-report"]
    run(environment, ["new", "a-report", *report, *link, "--force", "Norfolk"], workspace)

    assert (workspace / "responses" / "a-report.yaml").is_file()
    run(environment, ["check"], workspace)
    run(environment, ["render"], workspace)
    written = {path.name for path in (workspace / "build").iterdir()}
    assert {"a-report.docx", "a-report.pdf", "a-report.html"} <= written
