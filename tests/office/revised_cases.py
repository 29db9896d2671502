"""Responses that were corrected or withdrawn, for the tests of lists."""

from __future__ import annotations

from datetime import date
from typing import Any

from s55.office.cases import Case, with_replacements
from tests.office.cases_for_tests import case, recommendations

FIRST = date(2026, 8, 20)
"""In time: day 45."""
CORRECTED = {"event": "republished", "date": "2026-09-01", "what": "Two, not three."}
WITHDRAWN = {"event": "withdrawn", "date": "2026-10-01", "why": "It answered a draft."}


def revised(name: str, *events: dict[str, Any], **parts: Any) -> Case:
    """A signed response of an overdue day that was published in time, and what happened since."""
    website = [{"date": FIRST}, *events]
    signed = {"name": "Sam Sample", "date": "2026-07-10"}
    return case(
        name=name,
        distribution={"website": website},
        sign_off=signed,
        **{**recommendations({"number": "1"}), **parts},
    )


def corrected() -> Case:
    """One that was corrected."""
    return revised("corrected", CORRECTED)


def withdrawn() -> Case:
    """One that was withdrawn, after a correction."""
    return revised("withdrawn", CORRECTED, WITHDRAWN)


def replaced_and_new(answered: date | None = None) -> list[Case]:
    """One that was withdrawn and replaced, and the one in its place."""
    old = revised("old", {**WITHDRAWN, "replaced_by": "new"})
    inspection = old.response.inspection.model_dump(mode="json")
    new = case(
        name="new",
        answered=answered,
        inspection=inspection,
        sign_off={"name": "Sam Sample", "date": "2026-07-10"},
        **recommendations({"number": "1"}),
    )
    return with_replacements([old, new])


def replaced_twice() -> list[Case]:
    """One that was replaced by another, which was withdrawn and replaced too, the latest first."""
    old, _ = replaced_and_new()
    inspection = old.response.inspection.model_dump(mode="json")
    days = ({"date": "2026-10-02"}, {**WITHDRAWN, "date": "2026-10-09", "replaced_by": "newest"})
    new = case(name="new", inspection=inspection, distribution={"website": days})
    newest = case(name="newest", inspection=inspection, answered=date(2026, 10, 12))
    return with_replacements([newest, new, old])
