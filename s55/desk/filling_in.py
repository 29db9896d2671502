"""Say which field of a form each problem is about, so that the page tells it there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from types import MappingProxyType
from typing import NamedTuple

from s55.desk.forms import Fields
from s55.desk.putting_right import DraftAtDesk, PutRight
from s55.problems import Problem
from s55.records import dataclass
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
        addresses: where those about the draft are put right.
    """

    fields: Fields
    problems: tuple[Problem, ...] = ()
    addresses: Mapping[Problem, str] = field(default_factory=dict)

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

    def shown(
        self,
        fields: Fields,
        problems: Sequence[Problem] = (),
        at_desk: DraftAtDesk | None = None,
    ) -> ShownForm:
        """Put together what a page shows.

        Args:
            fields: what is filled in.
            problems: what is wrong with it.
            at_desk: the draft that the form is about, whose own problems are told in the words of
                the desk; None for a form about something else.
        """
        placed = [self._placed(one, at_desk) for one in with_shown_files(problems)]
        addresses = {one.problem: one.address for one in placed if one.address}
        return ShownForm(fields, tuple(one.problem for one in placed), addresses)

    def _placed(self, problem: Problem, at_desk: DraftAtDesk | None) -> PutRight:
        found = self._field_of(problem)
        if found is None:
            told = at_desk.told(problem) if at_desk else PutRight(problem, "")
            return told._replace(problem=replace(told.problem, path=self.otherwise))
        # Who fills in a form sees its fields, and not the lines of a file.
        hint = found.hint or problem.hint
        at_field = replace(problem, path=found.field, hint=hint, file=None, line=None, column=None)
        return PutRight(at_field, "")

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
