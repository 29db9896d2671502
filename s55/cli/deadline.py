"""``s55 deadline``: the arithmetic of section 55(5A), explained."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from s55.cli.options import Today, a_date, the_day
from s55.model.dates import with_weekday

if TYPE_CHECKING:
    from s55.rules.deadlines import Deadline


def deadline(
    published: Annotated[
        str, typer.Argument(metavar="DATE", help="The day on which the report was published.")
    ],
    template: Annotated[
        str | None,
        typer.Option("--template", metavar="SET", help="The template set that prints a deadline."),
    ] = None,
    today: Today = None,
) -> None:
    """Explain both deadlines for a day of publication.

    They are the last day that the Act allows and the date that the form prints.

    Example: s55 deadline 2023-07-07
    """
    from s55.rules.deadlines import deadline_of, england_and_wales
    from s55.workspace import find_workspace

    workspace = find_workspace(Path.cwd())
    settings = workspace.settings_or_none()
    name = template or (settings.template if settings else "opccn-2023")
    rule = workspace.template_set(name).manifest.deadline.days_after_publication
    dates = deadline_of(a_date(published, "DATE"), rule, england_and_wales())
    for line in deadline_lines(dates, rule, name, the_day(today)):
        typer.echo(line)


def deadline_lines(dates: Deadline, rule: int, template: str, today: date) -> list[str]:
    """Explain the arithmetic line by line.

    Args:
        dates: the deadlines.
        rule: how many days after publication the form's date is.
        template: the name of the template set with that rule.
        today: the current day in Europe/London.
    """
    lines = [
        f"Published:           {with_weekday(dates.published)} (day 1)",
        f"Statutory last day:  {with_weekday(dates.statutory)} (day 56 = publication + 55 days; "
        "section 55(5A): before the end of the period of 56 days beginning with the day of "
        "publication)",
        f"The form prints:     {with_weekday(dates.printed)} (publication + {rule} days, the rule "
        f"of template set '{template}')",
    ]
    if dates.closed:
        lines.append(
            f"Warning:             the statutory last day is not a working day ({dates.closed}), "
            "and the period is not extended; the last working day is "
            f"{with_weekday(dates.working)}"
        )
    left = dates.days_left(today)
    days = "1 day" if abs(left) == 1 else f"{abs(left)} days"
    when = "left to" if left >= 0 else "past"
    return [*lines, f"On {with_weekday(today)}: {days} {when} the statutory last day"]
