"""The rule for recipients: that what is sent to those whom a set names can be recorded."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from s55.lint.parsed.checked import CheckedSet
from s55.lint.rule import Finding, Findings, rule
from s55.model.distribution import STANDARD_RECIPIENTS
from s55.problems import Severity
from s55.templating.manifest import Manifest


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
        close = difflib.get_close_matches(recipient, known, n=1)
        meant = f" Did you mean '{close[0]}'?" if close else ""
        yield Finding(
            "manifest.yaml",
            f"'{place}' names the recipient '{recipient}', whom s55 mark does not know",
            f"Name the recipient in settings.yaml instead, under {instead}.{meant}",
        )


def _named(manifest: Manifest) -> Iterator[tuple[str, str, str]]:
    """Give each recipient with the place that names it, and where the settings have it."""
    for line in manifest.checklist:
        for recipient in line.recipients:
            yield "checklist", recipient, "'add' in 'checklist'"
    for one in manifest.letter.addressees if manifest.letter else ():
        yield "letter.addressees", one.recipient, "'addressees'"
