"""Find who held which office, and what the inspectorate was called, on the days of a response."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from s55.errors import ExitCode, S55Error
from s55.model.dates import with_weekday
from s55.model.office import Body, Inspectorate, Officer, Settings, Term
from s55.model.response import Response
from s55.problems import error
from s55.records import dataclass

TermT = TypeVar("TermT", bound=Term)


@dataclass(frozen=True, slots=True)
class Holders:
    """The titles and names that one document uses."""

    policing_body: Body
    chief_officer: Officer
    inspectorate: Inspectorate


def holders_for(response: Response, settings: Settings) -> Holders:
    """Find the titles and names for ``response``.

    The inspectorate is named as on the day of publication; the body and the chief officer as on
    the day of the sign-off and of the chief officer's comments, and until there is one, as on the
    day of publication: never as of today, so that a response reads the same on any day.

    Raises:
        S55Error: W104 when the settings name no holder for one of these days.
    """
    published = response.inspection.published
    signed = response.sign_off.date if response.sign_off else published
    chief = response.chief_officer
    commented = chief.date if chief and chief.date else signed
    return Holders(
        _on(settings.policing_body, signed, "policing_body"),
        _on(settings.chief_officer, commented, "chief_officer"),
        _on(settings.inspectorate, published, "inspectorate"),
    )


def holders_on(day: date, response: Response, settings: Settings) -> Holders:
    """Find the titles and names for a letter of ``day`` about the report.

    Raises:
        S55Error: W104 when the settings name no holder for the day.
    """
    return Holders(
        _on(settings.policing_body, day, "policing_body"),
        _on(settings.chief_officer, day, "chief_officer"),
        _on(settings.inspectorate, response.inspection.published, "inspectorate"),
    )


def holders_at(day: date, settings: Settings) -> Holders:
    """Find the titles and names on ``day``, for a paper about several reports.

    Raises:
        S55Error: W104 when the settings name no holder for the day.
    """
    return Holders(
        _on(settings.policing_body, day, "policing_body"),
        _on(settings.chief_officer, day, "chief_officer"),
        _on(settings.inspectorate, day, "inspectorate"),
    )


def policing_body_at(day: date, settings: Settings) -> Body | None:
    """Find the local policing body of ``day``; None where the settings do not say."""
    return next((body for body in settings.policing_body if body.holds_on(day)), None)


def _on(terms: Sequence[TermT], day: date, key: str) -> TermT:
    for term in terms:
        if term.holds_on(day):
            return term
    raise S55Error(
        [
            error(
                "W104",
                f"the settings name no holder under '{key}' for {with_weekday(day)}",
                f"In settings.yaml, add an entry under '{key}' with 'since' and 'until' around "
                "that day.",
            )
        ],
        ExitCode.SETTINGS,
    )
