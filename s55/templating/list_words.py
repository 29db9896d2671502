"""The words that lists of reports and items share: headings, and the names of what they count.

The manifests of the register, the panel's paper and the publication pages each set these words.
"""

from enum import Enum

from s55.model.base import Line, Model


class KindWords(Model):
    """The words for the kinds of items a report makes."""

    cause_of_concern: Line
    """For a cause of concern."""
    recommendation: Line
    """For a recommendation."""
    area_for_improvement: Line
    """For an area for improvement."""
    area_for_priority_action: Line = "Area for priority action"
    """For an area for improvement that the report calls an area for priority action."""


class StatedStatusWords(Model):
    """The words for how far the force says to be with an item."""

    not_started: Line
    """For work that has not begun."""
    in_progress: Line
    """For work that goes on."""
    complete: Line
    """For work that is done."""


class StatusWords(StatedStatusWords):
    """The words for how far the force is with an item, also after its response."""

    closed: Line = "Closed by the inspectorate"
    """For an item that the inspectorate has closed."""
    superseded: Line = "Superseded"
    """For an item in whose place another has come."""
    reopened: Line = "Reopened"
    """For an item that was done and is to be worked on again."""
    not_applicable: Line = "Not applicable"
    """For an item that no longer concerns the force."""
    superseded_by: Line = "Superseded by {{ item }}"
    """With the item in its place, where it is known: ``item``."""
    reopened_on: Line = "Reopened on {{ date }}"
    """With the day from which it has been worked on again: ``date``."""
    of_force: Line = "{{ force }}: {{ status }}"
    """Of one of several forces: ``force`` and ``status``, one of the words above."""


OF_AN_ENTRY = ("superseded_by", "reopened_on", "of_force")
"""The words of statuses that name more than the others."""


class PaceWords(Model):
    """The words for how an item compares with its day, each with a mark of a shape of its own."""

    late: Line = "▲ Late"
    """For an open item whose day is over."""
    soon: Line = "◆ Due within 30 days"
    """For one whose day comes within 30 days."""
    on_time: Line = "● On time"
    """For one whose day comes later."""
    no_day: Line = "○ No day set"
    """For one without a day."""
    done: Line = "✓ Done"
    """For an item with nothing left to do."""
    withdrawn: Line = "□ Response withdrawn"
    """For an open item whose response is withdrawn, and nothing is in its place."""


class MarkWords(Model):
    """The words for how the policing body judges an item, each with a mark of its own shape."""

    red: Line = "■ Red"
    """For an item that it marks red."""
    amber: Line = "▲ Amber"
    """For one that it marks amber."""
    green: Line = "● Green"
    """For one that it marks green."""


class RevisionWords(Model):
    """The words for what happened to a response after its publication.

    {{ date }} is the day; '' where it is not known.
    """

    corrected: Line = "corrected{% if date %} on {{ date }}{% endif %}"
    """For a response that was corrected, by its last correction."""
    withdrawn: Line = "withdrawn{% if date %} on {{ date }}{% endif %}"
    """For a response that was withdrawn."""
    replaced: Line = "withdrawn{% if date %} on {{ date }}{% endif %} and replaced"
    """For a response that was withdrawn, and that another one replaces."""
    to_be_replaced: Line = "withdrawn{% if date %} on {{ date }}{% endif %}, and to be replaced"
    """For one that was withdrawn, as long as the other one is not published."""
    replaces: Line = "replaces the response of {{ date }}"
    """For the one that replaces it, as timely as that was: {{ date }} is the replaced one's day."""
    awaited: Line = (
        "the response of {{ date }} was withdrawn, and the one to replace it is not published yet"
    )
    """For that one until it is published."""


class ActionWords(Model):
    """The words for what the body does about a recommendation."""

    taken: Line
    """For action that was taken."""
    proposed: Line
    """For action that is proposed."""
    none: Line
    """For no action."""


class TimelinessWords(Model):
    """The words for a response's timeliness; in a paper for the panel {{ days }} is a number."""

    in_time: Line
    """Published in time."""
    late: Line
    """Published late."""
    open: Line
    """Not published, and the period runs."""
    overdue: Line
    """Not published, and the period is over."""
    unknown: Line
    """Published on a day that was not recorded."""


class ItemHeadings(Model):
    """The headings that every list of items has."""

    number: Line
    """The item's number."""
    office_number: Line = "Our number"
    """The office's own number of an item without one."""
    under: Line = "Heading in the report"
    """The heading of the report under which it stands."""
    kind: Line
    """What kind of item it is."""
    owner: Line
    """Who in the force sees to it."""
    target: Line
    """The day by which the force means to have done it."""
    status: Line
    """How far the force is."""


class InspectionHeadings(Model):
    """The headings that every list of inspections has."""

    published: Line
    """The day the report was published."""
    statutory: Line
    """The statutory last day."""
    answered: Line
    """The day the response was published."""
    timeliness: Line
    """Whether it was in time."""
    also_in: Line = "Also in"
    """Before the second language of a response that has documents in two."""


def named(value: Enum | None, words: Model, default: str = "") -> str:
    """Say what a template set calls a value, such as a status or a kind of item.

    Args:
        value: the value, or None where nothing is recorded.
        words: the set's words for the values of this kind.
        default: what to say for None.
    """
    if value is None:
        return default
    name: str = getattr(words, value.name.lower())
    return name
