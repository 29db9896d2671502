"""``s55 deadline``: the arithmetic of section 55(5A), explained."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from s55.cli.options import Today, a_date, current_folder, the_day
from s55.rules.deadlines import Deadline, deadline_of


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(deadline)


def deadline(
    published: Annotated[
        str, typer.Argument(metavar="DATE", help="The day the report was published.")
    ],
    template: Annotated[
        str | None,
        typer.Option("--template", metavar="SET", help="The template set whose rule is printed."),
    ] = None,
    today: Today = None,
) -> None:
    """Explain the statutory last day and the date the form prints, for a day of publication.

    Example: s55 deadline 2023-07-07
    """
    from s55.rules.deadlines import england_and_wales
    from s55.workspace import find_workspace

    workspace = find_workspace(current_folder())
    settings = workspace.settings_or_none()
    name = template or (settings.template if settings else "opccn-2023")
    rule = workspace.template_set(name).manifest.deadline.days_after_publication
    dates = deadline_of(a_date(published, "DATE"), rule, england_and_wales())
    for line in explained(dates, rule, name, the_day(today)):
        typer.echo(line)


def explained(dates: Deadline, rule: int, template: str, today: date) -> list[str]:
    """The arithmetic, line by line."""
    lines = [
        f"Published:           {_day(dates.published)} (day 1)",
        f"Statutory last day:  {_day(dates.statutory)} (day 56 = publication + 55 days; "
        "section 55(5A): before the end of the period of 56 days beginning with the day of "
        "publication)",
        f"The form prints:     {_day(dates.printed)} (publication + {rule} days, the rule of "
        f"template set '{template}')",
    ]
    if dates.closed:
        lines.append(
            f"Warning:             the statutory last day is a non-working day ({dates.closed}), "
            f"and the period is not extended; the last working day is {_day(dates.working)}"
        )
    left = dates.days_left(today)
    if left >= 0:
        lines.append(f"On {_day(today)}: {left} {_noun(left)} left to the statutory last day")
    else:
        lines.append(f"On {_day(today)}: {-left} {_noun(-left)} past the statutory last day")
    return lines


def _day(day: date) -> str:
    return f"{day:%A} {day.isoformat()}"


def _noun(count: int) -> str:
    return "day" if count == 1 else "days"
