"""The table of attacks as docs/security.md shows it."""

from __future__ import annotations

from s55.lint.rule import all_rules
from tests.attacks.attack import Attack, Harmless, Kind, Must
from tests.attacks.table import ATTACKS

BEGINS = "<!-- The table of attacks, written by the tests: -->"
ENDS = "<!-- The end of the table. -->"


def table_text() -> str:
    """The table in Markdown: the kinds in the order of their list, each with its attacks."""
    lines = [BEGINS, ""]
    for kind in Kind:
        found = [attack for attack in ATTACKS if attack.kind is kind]
        if found:
            lines += [
                f"### By the {kind}" if kind is not Kind.COMMAND else "### On the command line"
            ]
            lines += ["", "| What is tried | What happens |", "|---|---|"]
            lines += [_row(attack) for attack in found]
            lines.append("")
    return "\n".join([*lines, ENDS])


def _row(attack: Attack) -> str:
    name = attack.name.replace("|", "\\|")
    return f"| {name} | {_said(attack.must)} |"


def _said(must: Must) -> str:
    if isinstance(must, Harmless):
        return "nothing but words in the document" if must.shows else "nothing"
    page = (
        f"rules/{must.code}.md" if must.code in all_rules() else f"problems.md#{must.code.lower()}"
    )
    return f"refused: [{must.code}]({page})"
