"""Register the rules that check template sets; the docstring of each is its page in docs/rules.

A rule is a function that checks a set and yields its findings. The first line of its docstring says
what the rule asks for, the rest why and what to do.
"""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from s55.lint.parsed.checked import CheckedSet
from s55.problems import Problem, Severity
from s55.records import dataclass

Findings = Iterator["Finding"]
Check = Callable[[CheckedSet], Findings]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule found.

    Attributes:
        file: the file of the set, by its name there; its path where two have the same name.
        message: what is wrong and where, without a full stop.
        hint: what to do.
        line: the line, where the file is text.
        column: the column there.
    """

    file: str | Path
    message: str
    hint: str
    line: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule.

    Attributes:
        code: its identifier, which never changes.
        severity: error for what stops a render or spoils a document, else warning.
        check: the function that checks a set.
    """

    code: str
    severity: Severity
    check: Check

    @property
    def summary(self) -> str:
        """Say in one line what the rule asks for."""
        return self.explanation.partition("\n")[0]

    @property
    def explanation(self) -> str:
        """Give the text of the rule's page: its docstring."""
        return inspect.getdoc(self.check) or ""

    def problems(self, checked: CheckedSet) -> Iterator[Problem]:
        """Check a set by this rule, and give the problems with their files."""
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
            place = found.file
            if isinstance(place, str):
                place = checked.template.place(place)
            yield problem.in_file(str(place))


_RULES: dict[str, Rule] = {}

_MODULES = (
    "css",
    "fields",
    "files",
    "fonts",
    "html",
    "labels",
    "outside",
    "pictures",
    "printed",
    "recipients",
    "structure",
    "tags",
    "word",
    "word_access",
)


def rule(code: str, severity: Severity = Severity.ERROR) -> Callable[[Check], Check]:
    """Register a function as a rule.

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
    """List every rule by its identifier, in the order of the identifiers."""
    # Imported here: these modules import this one, and registering their rules is all they do.
    for name in _MODULES:
        importlib.import_module(f"s55.lint.rules.{name}")
    return MappingProxyType(dict(sorted(_RULES.items())))


_HEAD = """\
# The rules of template sets

`s55 template check` looks at a template set by these rules. Each has a page of its own. A rule that
does not suit a set is switched off in its manifest, with the reason:

```yaml
checks:
  off:
    L519: The council's own style asks for justified text.
```

| Rule | What it asks for | Kind |
|---|---|---|
"""

_KINDS = {Severity.ERROR: "error", Severity.WARNING: "warning"}


def rule_page(rule: Rule) -> str:
    """Write the page about one rule, as Markdown."""
    summary, _, rest = rule.explanation.partition("\n")
    body = rest.strip()
    return (
        f"# {rule.code}: {_markdown(summary)}\n\n*{_KINDS[rule.severity]}*\n\n{_markdown(body)}\n"
    )


def rules_index(rules: Mapping[str, Rule]) -> str:
    """Write the list of all rules, as Markdown."""
    lines = [
        f"| [{code}]({code}.md) | {_markdown(rule.summary)} | {_KINDS[rule.severity]} |"
        for code, rule in rules.items()
    ]
    return _HEAD + "\n".join(lines) + "\n"


def rule_pages(rules: Mapping[str, Rule]) -> dict[str, str]:
    """Write every page, by its file name."""
    pages = {f"{code}.md": rule_page(rule) for code, rule in rules.items()}
    return {"README.md": rules_index(rules), **pages}


def _markdown(text: str) -> str:
    """Turn the double backticks of docstrings into the single ones of Markdown."""
    return text.replace("``", "`")
