"""The rule for recipients: that what is sent to those whom a set names can be recorded."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence

from s55.lint.parsed.checked import CheckedSet
from s55.lint.rule import Finding, Findings, rule
from s55.model.distribution import STANDARD_RECIPIENTS
from s55.problems import Severity
from s55.templating.manifest import Manifest
from s55.templating.registry import MANIFEST_FILE

_LEAST = 4
"""Shorter words, such as 'of', say nothing about who is meant."""


@rule("L409", Severity.WARNING)
def recipients_can_be_recorded(checked: CheckedSet) -> Findings:
    """A recipient that the manifest names is one that can be recorded.

    What a response is sent to is recorded by its recipients: ``s55 mark`` takes those that every
    office has (``website``, ``inspectorate``, ``inspectorate_portal``, ``secretary_of_state``,
    ``chief_officer`` and ``panel``), and those of your ``settings.yaml``. A name that is in the
    manifest alone cannot be recorded: a line of ``checklist`` with it is never ticked, and nobody
    can say that the letter to it went out. Name others in the settings: a line under ``add`` in
    ``checklist``, an addressee under ``addressees``. As long as the settings cannot be read, the
    rule says nothing.
    """
    added = checked.added_recipients
    if not isinstance(checked.manifest, Manifest) or added is None:
        return
    known = (*STANDARD_RECIPIENTS, *added)
    for place, recipient, instead in _named(checked.manifest):
        if recipient in known:
            continue
        meant = _meant(recipient, known)
        yield Finding(
            "manifest.yaml",
            f"'{place}' names the recipient '{recipient}', whom s55 mark does not know",
            f"Name the recipient in settings.yaml instead, under {instead}."
            + (f" Did you mean '{meant}'?" if meant else ""),
            _line_of(checked, recipient),
        )


def _meant(recipient: str, known: Sequence[str]) -> str:
    """Find the name that may have been meant: by its letters, or by a word that both have."""
    if close := difflib.get_close_matches(recipient, known, n=1):
        return close[0]
    words = {word for word in recipient.split("_") if len(word) >= _LEAST}
    return next((name for name in known if words & set(name.split("_"))), "")


def _line_of(checked: CheckedSet, recipient: str) -> int | None:
    """Find the first line of the manifest that names a recipient; None where its base does."""
    named = re.compile(rf"^[^#]*\brecipients?\b[^#]*?:.*\b{re.escape(recipient)}\b")
    alone = re.compile(rf"^\s*-\s*{re.escape(recipient)}\s*$")
    lines = (checked.folder / MANIFEST_FILE).read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        if named.search(line) or alone.search(line):
            return number
    return None


def _named(manifest: Manifest) -> Iterator[tuple[str, str, str]]:
    """Give each recipient with the place that names it, and where the settings have it."""
    for line in manifest.checklist:
        for recipient in line.recipients:
            yield "checklist", recipient, "'add' in 'checklist'"
    for one in manifest.letter.addressees if manifest.letter else ():
        yield "letter.addressees", one.recipient, "'addressees'"
