"""The settings and the panel's file: forms for their parts, what they said before, and undoing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from s55.desk.answers import Desk, answer_with, lead_to
from s55.desk.facts.fields import at_fields, fields_of
from s55.desk.forms import Fields
from s55.desk.one_response import titles_of_facts
from s55.desk.seeing import history_of_file, put_back_file
from s55.problems import Problem
from s55.sources.facts import FactGroup
from s55.sources.files import read_text
from s55.workspace import shown


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A file of the office that the desk changes, and that is no draft.

    Attributes:
        name: its name.
        address: that of its page.
        title: the title of its page, for the links back to it.
        groups: lists what its text says, group by group.
    """

    name: str
    address: str
    title: str
    groups: Callable[[str], Sequence[FactGroup]]

    def place(self, desk: Desk) -> str:
        """Name the file as messages do."""
        return shown(desk.workspace.root / self.name)

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
        fields = fields_of(group, typed, problems)
        return answer_with(
            "settings_form",
            422 if problems else 200,
            group=group,
            fields=fields,
            problems=at_fields(fields, problems),
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
        path = desk.workspace.root / self.name
        text = read_text(path, shown(path)) if path.exists() else ""
        titles, address = titles_of_facts(self.groups(text)), f"{self.address}/history"
        return history_of_file(desk, request, self.name, address, back, titles)

    def undone(self, desk: Desk, request: Request, fields: Fields) -> Response:
        """Put an earlier state of the file back.

        Raises:
            S55Error: what :func:`s55.pipeline.keeping.history.put_back` raises.
        """
        del request
        put_back_file(desk, self.name, fields)
        return lead_to(f"{self.address}?done=undone")
