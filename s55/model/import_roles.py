"""Define what an office's past responses call things: ``import-roles.yaml``."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field

from s55.model.base import Line, Model, lower_case


class Role(StrEnum):
    """What stands below a heading or in a column of a past response."""

    CHIEF_OFFICER = "chief_officer"
    POLICING_BODY = "policing_body"
    RECOMMENDATION = "recommendation"
    AREA_FOR_IMPROVEMENT = "area_for_improvement"
    CAUSE_OF_CONCERN = "cause_of_concern"
    NUMBER = "number"
    STATUS = "status"
    TARGET_DATE = "target_date"
    OWNER = "owner"
    KEY_FINDINGS = "key_findings"
    NOTES = "notes"


TaughtRole = Annotated[Role, BeforeValidator(lower_case)]
"""A role as a person writes it, in capitals or not."""


class ImportRoles(Model):
    """The words of headings and columns that the office uses, each with what it means."""

    roles: Annotated[dict[Line, TaughtRole], Field(max_length=500)] = Field(default_factory=dict)
    """The words of a heading or of a column's head, and beside them the role: chief_officer,
    policing_body, recommendation, area_for_improvement, cause_of_concern, number, status,
    target_date, owner (who sees to it), key_findings, or notes (kept in the office's notes)."""
