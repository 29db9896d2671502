"""The settings and the panel's file: forms for their parts, what they said before, and undoing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from s55.desk.answers import Desk, answer_with, lead_to
from s55.desk.facts.fields import at_fields, changes_of, fields_of, group_at
from s55.desk.forms import Fields
from s55.desk.office.telling import told_of_office
from s55.desk.one_response import titles_of_facts
from s55.desk.putting_right import DraftAtDesk
from s55.desk.seeing import history_of_file, put_back_file
from s55.errors import S55Error
from s55.problems import Problem
from s55.records import dataclass
from s55.sources.facts import FactChange, FactGroup, FactKind
from s55.workspace import Workspace, shown


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A file of the office that the desk changes, and that is no draft.

    Attributes:
        name: its name.
        address: that of its page.
        title: the title of its page, for the links back to it.
        read: reads its text; '' where it is not there.
        groups: lists what its text says, group by group.
    """

    name: str
    address: str
    title: str
    read: Callable[[Workspace], str]
    groups: Callable[[str], Sequence[FactGroup]]

    def place(self, desk: Desk) -> str:
        """Name the file as messages do."""
        return shown(desk.workspace.root / self.name)

    def group(self, desk: Desk, of: str) -> FactGroup:
        """Find a group of its facts by its path, without the texts: they have the text editor.

        Raises:
            S55Error: K107 when there is no such group.
        """
        found = group_at(self.groups(self.read(desk.workspace)), of)
        return replace(
            found, facts=tuple(one for one in found.facts if one.kind is not FactKind.TEXT)
        )

    def filled_in(
        self, desk: Desk, fields: Fields, record: Callable[[Sequence[FactChange]], None]
    ) -> Response:
        """Write what was filled in; if that cannot be done, show the form again.

        Args:
            desk: the desk.
            fields: what was filled in; ``of`` says for which group.
            record: writes it.

        Raises:
            S55Error: K107 when there is no such group.
        """
        of = fields.get("of", "")
        group = self.group(desk, of)
        try:
            record(changes_of(group, fields))
        except (S55Error, OSError) as failure:
            seen, told = fields.get("seen", ""), told_of_office(desk.workspace, failure)
            problems = [one.problem for one in told]
            return self.form(self.group(desk, of), fields, problems, of=of, seen=seen)
        return self.saved(of)

    def saved(self, of: str) -> Response:
        """Lead to the page of the file, which says that a group is saved."""
        return lead_to(f"{self.address}?saved={quote(of, safe='')}")

    def form(
        self,
        group: FactGroup,
        typed: Fields | None,
        problems: Sequence[Problem],
        *,
        of: str,
        about: str = "",
        seen: str = "",
        address: str = "",
    ) -> Response:
        """Show the form for a group of facts.

        Args:
            group: the facts.
            typed: what was typed, if it could not be written.
            problems: why it could not.
            of: what the form sends back as that which it is about.
            about: what is said above the form.
            seen: what the form sends back to tell whether it is about the same by then.
            address: where the form is sent; '' for the page of the file.
        """
        # As in the forms of drafts: the names of its own fields are all that they can be about.
        told = DraftAtDesk.of_facts("", [group], self.address).all_told(problems)
        fields = fields_of(group, typed, told)
        return answer_with(
            "settings_form",
            422 if problems else 200,
            group=group,
            fields=fields,
            problems=at_fields(fields, told),
            of=of,
            seen=seen,
            address=address or self.address,
            back=(self.address, self.title),
            about=about,
        )

    def history(self, desk: Desk, request: Request) -> Response:
        """List what the file said before, or show what changed with one state.

        Raises:
            S55Error: what :func:`s55.desk.seeing.history_of_file` raises.
        """
        back = (self.address, self.title)
        titles = titles_of_facts(self.groups(self.read(desk.workspace)))
        address = f"{self.address}/history"
        return history_of_file(desk, request, self.name, address, back, titles)

    def undone(self, desk: Desk, request: Request, fields: Fields) -> Response:
        """Put an earlier state of the file back.

        Raises:
            S55Error: what :func:`s55.pipeline.keeping.history.put_back` raises.
        """
        del request
        put_back_file(desk, self.name, fields)
        return lead_to(f"{self.address}?done=undone")
