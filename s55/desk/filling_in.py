"""Say which field of a form each problem is about, so that the page tells it there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import NamedTuple

from s55.desk.forms import Fields
from s55.problems import Problem
from s55.workspace import with_shown_files

NOTHING: Fields = MappingProxyType({})
"""A form in which nothing is filled in."""


class AtField(NamedTuple):
    """Where the problems of a code are told in a form.

    Attributes:
        field: the field.
        hint: what is to be done there; '' for what the problem says itself. Those of commands name
            their options.
    """

    field: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class ShownForm:
    """A form as its page shows it.

    Attributes:
        fields: what stands in its fields, by their names.
        problems: why it was not taken, each with the field that it is about as its path, or ''.
    """

    fields: Fields
    problems: tuple[Problem, ...] = ()

    @property
    def status(self) -> int:
        """Give the status of HTTP."""
        return 422 if self.problems else 200

    def at(self, name: str) -> tuple[Problem, ...]:
        """Give the problems of a field."""
        return tuple(one for one in self.problems if one.path == name)


@dataclass(frozen=True, slots=True)
class FormFields:
    """The fields of a form, and which of them a problem is about.

    Attributes:
        names: their names, which are the ids of their first inputs too.
        at: the fields of problems, by their codes.
        within: the path in the draft whose parts are called as the fields are; '' for none.
        otherwise: the field of all other problems; '' where those are about the form as a whole.
    """

    names: tuple[str, ...]
    at: Mapping[str, AtField] = field(default_factory=dict)
    within: str = ""
    otherwise: str = ""

    def shown(self, fields: Fields, problems: Sequence[Problem] = ()) -> ShownForm:
        """Put together what a page shows: what is filled in, and what is wrong with it."""
        return ShownForm(fields, tuple(self._placed(problems)))

    def _placed(self, problems: Sequence[Problem]) -> Iterator[Problem]:
        for problem in with_shown_files(problems):
            found = self._field_of(problem)
            if found is None:
                yield replace(problem, path=self.otherwise)
                continue
            # Who fills in a form sees its fields, and not the lines of a file.
            hint = found.hint or problem.hint
            yield replace(problem, path=found.field, hint=hint, file=None, line=None, column=None)

    def _field_of(self, problem: Problem) -> AtField | None:
        if problem.path in self.names:
            return AtField(problem.path)
        if problem.code in self.at:
            return self.at[problem.code]
        last = problem.path.rpartition(".")[2]
        is_within = bool(self.within) and problem.path.startswith(self.within)
        return AtField(last) if is_within and last in self.names else None


FILE = FormFields(("file",), otherwise="file")
"""A form to which a file is given."""
