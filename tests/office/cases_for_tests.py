"""Cases built by hand, for the tests of lists of all responses."""

from __future__ import annotations

from datetime import date
from typing import Any

from s55.model.response import Response
from s55.office.cases import Case, case_of
from s55.rules.deadlines import england_and_wales

TODAY = date(2026, 11, 22)
PUBLISHED = date(2026, 7, 7)
LAST_DAY = date(2026, 8, 31)
"""The statutory last day of a report of :data:`PUBLISHED`: 25 + 31 days, the first included."""


def case(
    published: date = PUBLISHED,
    *,
    answered: date | str | None = None,
    today: date = TODAY,
    name: str = "report",
    **parts: Any,
) -> Case:
    """A case whose draft holds ``parts``; ``answered`` is the day, or 'unknown'."""
    distribution = {"website": {"date": answered}} if answered else {}
    response = Response.model_validate(
        {
            "format": 1,
            "inspection": {
                "title": f"Title of {name}",
                "published": published,
                "publication_types": ["PEEL"],
                "forces": ["Borsetshire Police"],
                "link": {"address": f"https://www.example.org/{name}"},
            },
            "distribution": distribution,
            **parts,
        }
    )
    return case_of(name, response, 56, today, england_and_wales())


def recommendations(*items: dict[str, Any]) -> dict[str, Any]:
    """The part with recommendations that each have a text."""
    return {"recommendations": {"items": [{"text": "Do it.", **item} for item in items]}}


def areas(*items: dict[str, Any]) -> dict[str, Any]:
    """The part with areas for improvement that each have a text."""
    return {"areas_for_improvement": {"items": [{"text": "Do better.", **item} for item in items]}}


def concerns(*items: dict[str, Any]) -> dict[str, Any]:
    """The part with causes of concern that each have a text."""
    return {"causes_of_concern": {"items": [{"text": "It is bad.", **item} for item in items]}}
