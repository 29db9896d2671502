"""What s55 is made of: every library locked by its hash, and a release that can be made again."""

from __future__ import annotations

import json
import re
import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from set_up.release import hashes, licence_of, licence_table
from tests.command import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
WANTED = {
    "render": PROJECT["project"]["dependencies"],
    "test": [
        *PROJECT["project"]["dependencies"],
        *PROJECT["project"]["optional-dependencies"]["test"],
    ],
    "set-up": PROJECT["dependency-groups"]["set-up"],
    "release": PROJECT["dependency-groups"]["release"],
    "fuzz": PROJECT["dependency-groups"]["fuzz"],
}


def _entries(name: str) -> dict[str, tuple[Requirement, list[str]]]:
    """What a list locks: each library's requirement and the hashes of its files."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    lines = text.replace(" \\\n", " ").splitlines()
    found: dict[str, tuple[Requirement, list[str]]] = {}
    for line in lines:
        if line and not line.startswith("#"):
            requirement, *digests = re.split(r"\s+--hash=", line.strip())
            one = Requirement(requirement)
            found[canonicalize_name(one.name)] = (one, digests)
    return found


def test_the_lists_are_all_that_the_set_up_knows() -> None:
    assert {path.stem for path in (ROOT / "requirements").glob("*.txt")} == set(WANTED)


@pytest.mark.parametrize("name", WANTED)
def test_a_list_locks_one_version_of_every_library_that_is_asked_for(name: str) -> None:
    locked = _entries(name)
    for words in WANTED[name]:
        asked = Requirement(words)
        one, _ = locked[canonicalize_name(asked.name)]
        (pin,) = one.specifier
        assert pin.operator == "=="
        assert asked.specifier.contains(pin.version), words


@pytest.mark.parametrize("name", WANTED)
def test_every_file_of_a_list_has_its_hash_and_none_its_address(name: str) -> None:
    for one, digests in _entries(name).values():
        assert digests, one.name
        assert all(re.fullmatch("sha256:[0-9a-f]{64}", digest) for digest in digests)
    assert "://" not in (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")


def test_the_tests_run_with_the_versions_that_users_get() -> None:
    tested = _entries("test")
    for name, (one, digests) in (_entries("render") | _entries("set-up")).items():
        assert tested[name][0].specifier == one.specifier, name
        assert tested[name][1] == digests


def test_these_tests_run_with_the_versions_of_the_list() -> None:
    for name, (one, _) in _entries("test").items():
        try:
            installed = version(name)
        except PackageNotFoundError:
            assert one.marker is not None, f"{name} is not installed"
            continue
        assert one.specifier.contains(installed), f"{name} {installed}"


@pytest.mark.parametrize("folder", ["tests/tools", "set_up/desk"])
def test_the_packages_from_npm_have_their_hashes_too(folder: str) -> None:
    text = (ROOT / folder / "package-lock.json").read_text(encoding="utf-8")
    packages = json.loads(text)["packages"]
    asked = json.loads((ROOT / folder / "package.json").read_text(encoding="utf-8"))
    assert packages[""]["dependencies"] == asked["dependencies"]
    for name, package in packages.items():
        assert not name or package["integrity"].startswith("sha512-"), name
        assert "resolved" not in package, name


BILL = {
    "components": [
        {"name": "zeta", "version": "2", "licenses": [{"expression": "MIT OR Apache-2.0"}]},
        {
            "name": "Alpha",
            "version": "1.0",
            "licenses": [
                {"license": {"id": "BSD-3-Clause"}},
                {"license": {"name": "License :: OSI Approved :: BSD License"}},
            ],
        },
        {
            "name": "beta",
            "version": "3",
            "licenses": [{"license": {"name": "License :: OSI Approved :: BSD License"}}],
        },
        {"name": "gamma", "version": "4"},
    ]
}


def test_the_table_of_licences_names_each_library_by_its_most_exact_words() -> None:
    assert licence_table(BILL).splitlines()[4:] == [
        "| Library | Version | Licence |",
        "|---|---|---|",
        "| Alpha | 1.0 | BSD-3-Clause |",
        "| beta | 3 | BSD License |",
        "| gamma | 4 | not declared |",
        "| zeta | 2 | MIT OR Apache-2.0 |",
    ]
    assert licence_of({}) == "not declared"


def test_the_hashes_of_a_release_leave_out_their_own_list(tmp_path: Path) -> None:
    (tmp_path / "b.whl").write_bytes(b"b")
    (tmp_path / "SHA256SUMS").write_text("old")
    digest = "3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d"
    assert hashes(tmp_path) == {"b.whl": digest}
