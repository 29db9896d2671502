"""A bounded share of the fuzzing: the corpus, and changed files from a fixed seed."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from tests.fuzz.mutating import mutated, part_changed
from tests.fuzz.targets import TARGETS, refusals, seeds_of
from tests.fuzz.watch import watched

CORPUS = Path(__file__).parent / "corpus"
INPUTS_OF = 4
"""For how many of a target's share there is one changed file."""


def changed(chance: random.Random, name: str) -> bytes:
    """A sound file of a target, changed a little."""
    target, seed = TARGETS[name], chance.choice(seeds_of(name))
    if not target.packed:
        return mutated(chance, seed, target.words)
    return part_changed(chance, seed, lambda part: mutated(chance, part, target.words))


@pytest.mark.parametrize("name", TARGETS)
def test_sound_files_are_read(name: str) -> None:
    """Otherwise the fuzzing would try nothing but refusals."""
    for seed in seeds_of(name):
        assert not refusals(name, seed)


@pytest.mark.parametrize("name", TARGETS)
def test_changed_files(name: str) -> None:
    chance = random.Random(55)  # noqa: S311  (no secret)
    refusals(name, seeds_of(name)[0])  # what is imported late is imported now
    for _ in range(2 + TARGETS[name].share // INPUTS_OF):
        data = changed(chance, name)
        with watched(may_write=name == "layout") as done:
            refusals(name, data)
        assert done == []


@pytest.mark.parametrize(
    "path", sorted(CORPUS.glob("*/*")), ids=lambda path: f"{path.parent.name}-{path.name}"
)
def test_what_the_fuzzing_found(path: Path) -> None:
    """Inputs that once led somewhere new, or to a fault: they are read, or refused in words."""
    assert all(one.message for one in refusals(path.parent.name, path.read_bytes()))


def test_the_watch_sees_what_it_is_for(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x")
    with watched() as done:
        (tmp_path / "a").write_text("y")
        (tmp_path / "a").rename(tmp_path / "b")
        Path("/etc/hostname").exists()
        with Path("/etc/passwd").open():
            time.sleep(0)
    assert [one.split()[0] for one in done] == ["written:", "os.rename", "opened:"]
