"""The rules a template set is checked by: each has an identifier, and its docstring explains it.

A rule is a function that looks at a set and gives what it finds. Its docstring is the page that
``docs/rules`` has of it: the first line says what the rule asks for, the rest why and what to do.
"""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from s55.lint.checked import CheckedSet
from s55.problems import Problem, Severity

Findings = Iterator["Finding"]
Check = Callable[[CheckedSet], Findings]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a rule found.

    Attributes:
        file: the file of the set, by its name there.
        message: what is wrong and where, without a full stop.
        hint: what to do.
        line: the line, where the file is text.
        column: the column there.
    """

    file: str
    message: str
    hint: str
    line: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule.

    Attributes:
        code: its identifier, which never changes.
        severity: whether what it finds stops a render or spoils a document (error), or not.
        check: what looks at a set.
    """

    code: str
    severity: Severity
    check: Check

    @property
    def summary(self) -> str:
        """What the rule asks for, in a line."""
        return self.explanation.partition("\n")[0]

    @property
    def explanation(self) -> str:
        """The rule's page: its docstring."""
        return inspect.getdoc(self.check) or ""

    def problems(self, checked: CheckedSet) -> Iterator[Problem]:
        """What the rule finds in a set, as problems with their files."""
        for found in self.check(checked):
            problem = Problem(
                self.code,
                self.severity,
                found.message,
                found.hint,
                None,
                found.line,
                found.column,
                "",
            )
            yield problem.in_file(str(checked.folder / found.file))


_RULES: dict[str, Rule] = {}

_MODULES = (
    "rules_css",
    "rules_fields",
    "rules_fonts",
    "rules_html",
    "rules_outside",
    "rules_tags",
    "rules_word",
    "rules_word_access",
)


def rule(code: str, severity: Severity = Severity.ERROR) -> Callable[[Check], Check]:
    """Make a rule of a function.

    Raises:
        ValueError: when another rule has the identifier.
    """

    def made(check: Check) -> Check:
        if code in _RULES:
            raise ValueError(f"two rules are called {code}")
        _RULES[code] = Rule(code, severity, check)
        return check

    return made


def all_rules() -> Mapping[str, Rule]:
    """Every rule by its identifier, in the order of the identifiers."""
    # Imported here: these modules import this one, and registering their rules is all they do.
    for name in _MODULES:
        importlib.import_module(f"s55.lint.{name}")
    return MappingProxyType(dict(sorted(_RULES.items())))
