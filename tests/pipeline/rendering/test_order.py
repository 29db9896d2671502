"""Many responses at once: the same bytes in the same order, whoever makes them."""

from __future__ import annotations

import os
import pickle
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any, ClassVar
from unittest.mock import Mock

import pytest

from s55.errors import ExitCode, S55Error
from s55.pipeline.papers.paper import PaperRequest, plan_paper
from s55.pipeline.papers.parts import paper_parts
from s55.pipeline.papers.whole import whole_paper
from s55.pipeline.rendering import order, workers
from s55.pipeline.rendering.order import in_order
from s55.pipeline.rendering.workers import Handed, Job
from s55.pipeline.response import Format
from s55.pipeline.template_sets import check_sets
from s55.problems import error
from s55.timed import limit_each
from s55.warm import ProcessLostError
from s55.workspace import Workspace
from tests.command import ROOT, run_s55
from tests.drafts_for_tests import FINISHED, HEAD, SETTINGS

NAMES = [f"draft-{number}" for number in range(order.FEWEST)]


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A workspace with so many drafts that several processes make them, and one with an error."""
    (tmp_path / "responses").mkdir()
    (tmp_path / "settings.yaml").write_text(SETTINGS, encoding="utf-8")
    for number, name in enumerate(NAMES):
        text = FINISHED.replace("Patrol", f"The {number} patrol")
        (tmp_path / f"responses/{name}.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "responses/draft-2b.yaml").write_text("format: 1\n", encoding="utf-8")
    return tmp_path


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_any_number_of_processes_makes_the_same_bytes(office: Path) -> None:
    """And says the same, in the order of the drafts; one with errors is left out in its place."""
    alone = run_s55("render", "--jobs", "1", cwd=office)
    files = _files(office / "build")
    together = run_s55("render", "--force", "--jobs", "2", cwd=office)
    assert (together.status, together.out) == (alone.status, alone.out)
    assert together.err == alone.err
    assert [line.split()[0] for line in together.out.splitlines()] == [
        f"responses/{name}.yaml" for name in NAMES
    ]
    assert _files(office / "build") == files
    assert len(files) == 3 * len(NAMES)


def test_what_is_unchanged_is_found_by_any_number_of_processes(tmp_path: Path) -> None:
    """What has changed is made again in its place; what is said and written is the same."""
    one, two = tmp_path / "one", tmp_path / "two"
    drafts = one / "responses"
    drafts.mkdir(parents=True)
    (one / "settings.yaml").write_text(SETTINGS, encoding="utf-8")
    for number in range(30):
        text = HEAD.replace("Harbour", f"Port {number}")
        (drafts / f"draft-{number:02}.yaml").write_text(text, encoding="utf-8")
    render = ("render", "--to", "html", "--jobs")
    assert run_s55(*render, "2", cwd=one).status == 0
    (one / "build/draft-04.html").unlink()
    (one / "build/draft-11.html").write_text("altered", encoding="utf-8")
    (drafts / "draft-17.yaml").write_text(f"{HEAD}key_findings: More.\n", encoding="utf-8")
    (drafts / "draft-23.yaml").write_text("format: 1\n", encoding="utf-8")
    shutil.copytree(one, two)
    alone, together = run_s55(*render, "1", cwd=one), run_s55(*render, "2", cwd=two)
    assert (together.status, together.out, together.err) == (alone.status, alone.out, alone.err)
    made = [line.split()[0][-7:-5] for line in together.out.splitlines() if " -> " in line]
    assert (together.status, made) == (1, ["04", "11", "17"])
    assert together.out.count("unchanged: build/") == 26
    assert "responses/draft-23.yaml was not rendered" in together.err
    assert _files(two / "build") == _files(one / "build")


class _Copied:
    """Workers that make what they are given of a copy, as another process does."""

    def hand(self, job: Any) -> Any:
        """Take a job."""
        copy = pickle.loads(pickle.dumps(job))  # noqa: S301  # our own
        return SimpleNamespace(is_done=True, result=copy.run)

    def hand_no_more(self) -> None:
        """There is nothing to end."""


def test_template_sets_are_checked_by_several_processes_and_told_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three sets by one; a set that cannot be understood stops no other."""
    names = [f"wrong-{number}" for number in range(4)]
    for name in names:
        (tmp_path / "templates" / name).mkdir(parents=True)
        manifest = tmp_path / "templates" / name / "manifest.yaml"
        manifest.write_text(f"titel: {name}\n", encoding="utf-8")
    handed: list[int] = []

    def started(jobs: int) -> AbstractContextManager[_Copied]:
        handed.append(jobs)
        return nullcontext(_Copied())

    monkeypatch.setattr(workers, "started", started)
    office = Workspace(tmp_path)
    alone, together = (check_sets(office, names, jobs) for jobs in (1, 2))
    assert together == alone
    told = [Path(one.file or "").parent.name for one in together[1]]
    assert list(dict.fromkeys(told)) == names
    assert check_sets(office, names[:3], 2)[0] == names[:3]
    assert handed == [2]


@pytest.mark.parametrize("split", [False, True])
def test_a_paper_is_the_same_from_several_processes(
    split: bool, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its appendices and its Word file, or its parts, are made side by side."""
    (office / "responses/draft-2b.yaml").unlink()
    handed: list[int] = []

    def started(jobs: int) -> AbstractContextManager[_Copied]:
        handed.append(jobs)
        return nullcontext(_Copied())

    monkeypatch.setattr(workers, "started", started)
    meeting = date(2026, 12, 8)
    formats = (Format.DOCX, Format.HTML) if split else tuple(Format)
    request = PaperRequest(
        meeting, date(2020, 1, 1), None, (), formats, None, office, meeting, split=split,
    )  # fmt: skip
    given = plan_paper(Workspace(office), request).given
    make: Any = paper_parts if split else whole_paper
    alone, together = make(given, request.formats, 1), make(given, request.formats, 2)
    assert alone == together
    assert handed == [2]


def test_ctrl_c_leaves_nothing(office: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No process, no temporary file; every file that is there is whole."""
    temporary = tmp_path_factory.mktemp("temporary")
    process = subprocess.Popen(
        [sys.executable, "-m", "s55", "render", "--jobs", "2"],
        cwd=office,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(temporary)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline().startswith("responses/draft-0.yaml -> ")
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)  # until nobody holds its output open
    assert process.returncode == 130
    assert said.endswith("Interrupted; files written so far are whole.\n")
    assert list(temporary.iterdir()) == []
    written = [path for path in (office / "build").iterdir() if path.name.startswith(".s55-")]
    assert written == []


def test_an_error_reaches_the_command() -> None:
    """As it was raised in another process."""
    failure = S55Error([error("L211", "what", "hint")], ExitCode.SETTINGS)
    copy = pickle.loads(pickle.dumps(failure))  # noqa: S301  # our own
    assert (copy.problems, copy.exit_code) == (failure.problems, failure.exit_code)


# --- without other processes ------------------------------------------------------------


@pytest.fixture
def made_here() -> list[str]:
    """What this process makes, in the order in which it does."""
    _Named.made = []
    return _Named.made


@dataclass(frozen=True)
class _Named:
    """A job that gives its name."""

    name: str
    made: ClassVar[list[str]]

    @property
    def what(self) -> str:
        """Name it as messages do."""
        return f"making {self.name}"

    @property
    def is_long(self) -> bool:
        """All but the one that says so."""
        return self.name != "short"

    def run(self) -> str:
        """Say who made it."""
        self.made.append(self.name)
        return self.name


def _job(name: str) -> _Named | None:
    """Give its job; nothing is to be made for names in capitals."""
    return None if name.isupper() else _Named(name)


def test_one_process_gives_each_result_before_it_asks_for_more(made_here: list[str]) -> None:
    """So that a person sees the first line at once."""
    asked: list[str] = []

    def names() -> Iterator[str]:
        for name in "abcdefgh":
            asked.append(name)
            yield name

    for name, result in in_order(names(), _job, 1):
        assert result() == name == asked[-1] == made_here[-1]


def test_a_few_are_made_here(made_here: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages alone, and what is there already, start no process."""
    monkeypatch.setattr(workers, "started", None)
    names = ["A", "short", *"bcde", *["short"] * 9, "F"]
    results = [(name, result()) for name, result in in_order(names, _job, 8)]
    assert [name for name, _ in results] == names
    assert made_here == [name for name in names if name.islower()]
    assert (results[0][1], results[-1][1]) == (None, None)


class _Here:
    """Processes that are none: what is to be made is made by the thread that asks."""

    def __init__(self) -> None:
        self.kept: list[int] = []

    def made(self, make: Callable[[], str]) -> str:
        """Make it."""
        return make()

    def keep(self, most: int) -> None:
        """Note how many are to stay."""
        self.kept.append(most)


def test_workers_are_ended_as_soon_as_nothing_is_left_for_them(made_here: list[str]) -> None:
    """While others still make something; not while more can come."""
    here: Any = _Here()
    with ThreadPoolExecutor(1) as threads:
        at_work = workers.Workers(here, threads)
        assert at_work.hand(_Named("a")).result() == "a"
        assert here.kept == []
        held = threading.Lock()
        with held:
            threads.submit(held.acquire)
            handed = [at_work.hand(_Named(name)) for name in "bc"]
            at_work.hand_no_more()
            assert here.kept == [2]
        assert [one.result() for one in handed] == ["b", "c"]
    assert here.kept == [2, 1, 0]
    assert made_here == ["a", "b", "c"]


def test_workers_are_told_how_long_each_job_may_take(
    made_here: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As is what this process makes itself."""
    told: list[tuple[str, float]] = []

    def timed(make: Callable[[], str], what: str, minutes: float) -> str:
        told.append((what, minutes))
        return make()

    here: Any = _Here()
    monkeypatch.setattr(workers, "timed", timed)
    monkeypatch.setattr(order, "timed", timed)
    limit_each(7)
    try:
        with ThreadPoolExecutor(1) as threads:
            assert workers.Workers(here, threads).hand(_Named("a")).result() == "a"
        assert [result() for _, result in in_order(["b"], _job, 1)] == ["b"]
    finally:
        limit_each(0)
    assert told == [("making a", 7), ("making b", 7)]
    assert made_here == ["a", "b"]


class _Gone:
    """Workers whom the system ends after some jobs."""

    def __init__(self, takes: int) -> None:
        self.takes = takes

    def hand(self, job: Job[str]) -> Handed[str]:
        """Take a job; once they are gone, nothing comes of it."""
        self.takes -= 1
        future: Future[str] = Future()
        if self.takes >= 0:
            future.set_result(f"{job.run()} made there")
        else:
            future.set_exception(ProcessLostError(took_too_long=False))
        return Handed(future)

    def hand_no_more(self) -> None:
        """There is nothing to end."""


@pytest.mark.parametrize("takes", [0, 3])
def test_what_workers_do_not_make_is_made_here(
    takes: int, made_here: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system has ended them at once, or in the middle."""
    monkeypatch.setattr(workers, "started", lambda _: nullcontext(_Gone(takes)))
    names = list("abcdefghijklmnop")
    results = [(name, result()) for name, result in in_order(names, _job, 2)]
    there = [(name, f"{name} made there") for name in names[:takes]]
    assert results == [*there, *((name, name) for name in names[takes:])]
    assert made_here == names


@pytest.mark.parametrize(
    ("count", "jobs", "begun"), [(order.FEWEST, 2, 1), (order.FEWEST, 1, 0), (5, 2, 0)]
)
def test_processes_begin_to_load_only_where_they_will_be_wanted(
    count: int, jobs: int, begun: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For many things, and more than one process."""
    begin = Mock()
    monkeypatch.setattr(workers, "get_ready", begin)
    order.get_ready(count, jobs)
    assert begin.call_count == begun
