"""The pages about the rules, made of the rules' own docstrings."""

from __future__ import annotations

from collections.abc import Mapping

from s55.lint.rule import Rule
from s55.problems import Severity

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
    """The page about one rule, as Markdown."""
    summary, _, rest = rule.explanation.partition("\n")
    body = rest.strip()
    return (
        f"# {rule.code}: {_markdown(summary)}\n\n*{_KINDS[rule.severity]}*\n\n{_markdown(body)}\n"
    )


def rules_index(rules: Mapping[str, Rule]) -> str:
    """The list of all rules, as Markdown."""
    lines = [
        f"| [{code}]({code}.md) | {_markdown(rule.summary)} | {_KINDS[rule.severity]} |"
        for code, rule in rules.items()
    ]
    return _HEAD + "\n".join(lines) + "\n"


def rule_pages(rules: Mapping[str, Rule]) -> dict[str, str]:
    """Every page by its file name."""
    pages = {f"{code}.md": rule_page(rule) for code, rule in rules.items()}
    return {"README.md": rules_index(rules), **pages}


def _markdown(text: str) -> str:
    """Docstrings write code in double backticks, Markdown in single ones."""
    return text.replace("``", "`")
