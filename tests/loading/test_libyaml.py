"""Of PyYAML only what reads is loaded; whoever asks for more gets all of it."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from s55.loading import libyaml
from tests.command import ROOT

_LATER = """
import sys
from s55.loading.libyaml import MarkedYAMLError, ScalarEvent, events_of
if {before!r}:
    assert "yaml.scanner" not in sys.modules
try:
    read = events_of("a: 'b")
    while read():
        pass
except MarkedYAMLError as failure:
    found = failure
import yaml
assert isinstance(found, yaml.scanner.ScannerError), found
assert found.problem_mark.line == 0
assert yaml.ScalarEvent is ScalarEvent
assert not hasattr(yaml, "nonsense")
assert yaml.load("[a, {{b: 1}}]", yaml.CSafeLoader) == ["a", {{"b": 1}}]
assert yaml.safe_dump(["a"]) == "- a\\n"
assert yaml.error.MarkedYAMLError is yaml.MarkedYAMLError is MarkedYAMLError
assert type(yaml) is type(sys)
"""


@pytest.mark.parametrize("before", ["", "import yaml"])
def test_the_rest_of_the_library_is_there_when_it_is_asked_for(before: str) -> None:
    """With the same events and errors, whether the library was loaded before or after."""
    program = before + _LATER.format(before=not before)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", program], env=environment, check=True)


@pytest.mark.parametrize(
    "text", ["a: [b, 'c', \"\\u00e9\"]\n", "- |\n  one\n\n  two\n", "{", "a: 'b"]
)
def test_a_library_without_libyaml_reads_the_same(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More slowly, by PyYAML's own parser."""
    fast = _read(text)
    monkeypatch.setattr(libyaml, "_parser", None)
    assert _read(text) == fast


def _read(text: str) -> list[str]:
    """Give the events of a text, and the error where it stops being YAML."""
    read, found = libyaml.events_of(text), []
    try:
        while not isinstance(event := read(), libyaml.StreamEndEvent):
            found.append(repr(event))
    except libyaml.MarkedYAMLError as failure:
        found.append(type(failure).__name__)
    return found
