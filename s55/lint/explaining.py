"""Say of a fault in a Word layout what the rules say of it: they know its place and what to do."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from s55.errors import S55Error
from s55.lint.checking import set_problems
from s55.problems import errors_of
from s55.templating.manifest import SetManifest
from s55.templating.sets import AnySet

_SYNTAX, _UNKNOWN = "L202", "L203"
_OF_SYNTAX = frozenset({"L301", "L302", "L303", "L304", "L305", "L307"})
_OF_NAMES = frozenset({"L306", "L401"})


def explained(failure: S55Error, template: AnySet[SetManifest]) -> S55Error:
    """Give the error with the words of the rules, under its own codes, where a rule knows more.

    The template engine names the tag at which it gave up, which can be far from the one that is
    wrong, and it says so in words for programmers.

    Args:
        failure: what stopped a render as Word.
        template: the set with the layout.
    """
    files = {Path(one.file).name for one in failure.problems if one.file}
    codes = {one.code for one in failure.problems}
    if not codes <= {_SYNTAX, _UNKNOWN}:
        return failure
    found = [
        replace(one, code=_SYNTAX if one.code in _OF_SYNTAX else _UNKNOWN)
        for one in errors_of(set_problems(template))
        if one.file and Path(one.file).name in files and one.code in _OF_SYNTAX | _OF_NAMES
    ]
    return S55Error(found, failure.exit_code) if found else failure
