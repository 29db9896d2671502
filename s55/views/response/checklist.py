"""The office-use checklist, filled in from what was recorded of a response's distribution."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from s55.model.dates import in_words
from s55.model.distribution import Dispatch
from s55.model.office import ChecklistLine, ChecklistSettings
from s55.templating.manifest import Manifest
from s55.templating.wording import Wording
from s55.views.fields import CheckField
from s55.views.response.views import ChecklistLineView


def checklist_lines(
    distribution: Mapping[str, Dispatch],
    settings: ChecklistSettings,
    manifest: Manifest,
    wording: Wording,
) -> tuple[ChecklistLineView, ...]:
    """The lines of the checklist in the template set's order, then those the office adds.

    A line is ticked when every recipient it names is recorded, and bears the last of their days.
    """
    return tuple(
        _line(
            line,
            settings.rename.get(line.recipients[0], line.text),
            distribution,
            manifest,
            wording,
        )
        for line in (*manifest.checklist, *settings.add)
    )


def _line(
    line: ChecklistLine,
    text: str,
    distribution: Mapping[str, Dispatch],
    manifest: Manifest,
    wording: Wording,
) -> ChecklistLineView:
    recorded = [distribution[key] for key in line.recipients if key in distribution]
    ticked = len(recorded) == len(line.recipients)
    words = wording.fill(text)
    return ChecklistLineView(
        CheckField(f"distribution.{line.recipients[0]}", words, ticked),
        words,
        _state(recorded, manifest, wording) if ticked else wording.fill(manifest.labels.not_done),
    )


def _state(recorded: Sequence[Dispatch], manifest: Manifest, wording: Wording) -> str:
    labels = manifest.labels
    days = [dispatch.on for dispatch in recorded]
    known = [day for day in days if day is not None]
    if len(known) < len(days):
        return wording.fill(labels.done)
    return wording.fill(labels.done_on, date=in_words(max(known), manifest.language))
