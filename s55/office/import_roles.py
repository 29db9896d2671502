"""Read and write what the office's past responses call things: ``import-roles.yaml``."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field

from s55.errors import ExitCode, S55Error
from s55.model.base import Line, Model, lower_case
from s55.problems import error
from s55.sources.editing import YamlEdit
from s55.sources.reading import read_tree
from s55.sources.tree import Scalar
from s55.sources.validation import validated
from s55.sources.writing import scalar

ROLES_FILE = "import-roles.yaml"
HEAD = """\
# What the office's past responses call things: the words of a heading or of a column's head, and
# what is below. 's55 import FILE --teach' adds to it, and every import reads it.
"""


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


def load_roles(text: str, file: str) -> Mapping[str, Role]:
    """Read the words that the office taught, each with its role.

    Raises:
        S55Error: with every problem in the file.
    """
    if all(not line.strip() or line.lstrip().startswith("#") for line in text.splitlines()):
        return {}
    root, problems = read_tree(text)
    if isinstance(root, Scalar) and root.is_null:
        return {}
    roles = None
    if root is not None:
        roles, invalid = validated(root, ImportRoles)
        problems += invalid
    if roles is None or problems:
        raise S55Error([problem.in_file(file) for problem in problems], ExitCode.SETTINGS)
    return dict(roles.roles)


def lessons_of(given: Sequence[str]) -> dict[str, Role]:
    """Read lessons as a person types them: 'Our view=policing_body'.

    Raises:
        S55Error: I274 for each that has no words or no role that s55 knows.
    """
    lessons: dict[str, Role] = {}
    problems = []
    known = {role.value: role for role in Role}
    for one in given:
        words, _, said = one.rpartition("=")
        role = known.get(said.strip().lower().replace(" ", "_").replace("-", "_"))
        if not words.strip() or role is None:
            problems.append(
                error(
                    "I274",
                    f"'{one}' does not say what words mean",
                    "Write the words of the heading or column, =, and one of "
                    f"{', '.join(known)}: --teach 'Our view=policing_body'.",
                )
            )
        else:
            lessons[" ".join(words.split())] = role
    if problems:
        raise S55Error(problems, ExitCode.USAGE)
    return lessons


def with_lessons(text: str, lessons: Mapping[str, Role]) -> str:
    """Add lessons to the text of the file, whose other lines stay; a new one replaces an old."""
    if not text.strip():
        lines = [f"  {scalar(words)}: {role.value}" for words, role in lessons.items()]
        return "\n".join([f"{HEAD}roles:", *lines]) + "\n"
    roles = ((("roles", words), role.value) for words, role in lessons.items())
    return YamlEdit(text, ImportRoles).set_all(roles).text
