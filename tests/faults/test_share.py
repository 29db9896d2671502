"""A share of the faults and races; ``tests.faults.suite`` tries all, by hand or at night."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from s55.cli import main, template
from tests.command import ROOT
from tests.faults.circumstances import READS
from tests.faults.commands import COMMANDS
from tests.faults.suite import TRIED, of_each_place

SHARE = ("--share", "1400", "--races", "1", "--pairs", "5")
"""Each 1,400th fault, and a race for each fifth pair of writers: some 20 seconds."""
CARELESS = ("--share", "0", "--races", "10", "--only", "collect", "--pairs", "6", "--careless")
"""Ten races for each of two pairs."""


def suite(*options: str) -> subprocess.CompletedProcess[str]:
    """Run the suite in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "tests.faults.suite", *options],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )


SERVES = {"preview"}
"""A command that writes nothing in the workspace, and runs until it is stopped."""


def test_every_command_is_among_those_that_are_tried() -> None:
    tried = [*(one.words for one in COMMANDS), *READS]
    assert {words[0] for words in tried} == {*main.COMMANDS} - SERVES
    of_sets = {words[1] for words in tried if words[0] == main.TEMPLATE}
    assert of_sets == {one.__name__.rstrip("_") for one in template.COMMANDS}


def test_every_command_has_a_line_of_its_own() -> None:
    names = [one.name for one in TRIED]
    assert len(names) == len(set(names))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the suite forks")
def test_nothing_is_lost() -> None:
    """The suite ends with 0; what is lost is in what it prints."""
    done = suite(*SHARE)
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(re.findall(r"^0 of [1-9]\d* lost$", done.stdout, re.MULTILINE)) == 2


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the suite forks")
def test_races_see_what_is_lost() -> None:
    """Without locks and without comparing, one of two that meet is nearly always lost."""
    done = suite(*CARELESS)
    assert done.returncode == 1, done.stdout + done.stderr
    assert re.search("^collect, invite +[1-9]", done.stdout, re.MULTILINE)


def test_of_each_place_the_first_and_the_last_operation_are_tried() -> None:
    """What is done once is tried once."""
    places = ["read < load", "write < put", "write < put", "write < put", "read < load", "fsync"]
    assert of_each_place(places) == [1, 2, 4, 5, 6]
