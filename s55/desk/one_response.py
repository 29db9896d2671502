"""Put together what the page of one response shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from urllib.parse import quote

from s55.drafts.facts import fact_groups
from s55.drafts.load import Draft
from s55.drafts.texts import TextPlace, text_places
from s55.errors import S55Error
from s55.pipeline.response import DraftSets, check_file
from s55.pipeline.standing import Standing, standing_of_draft
from s55.problems import Problem
from s55.sources.facts import FactGroup
from s55.sources.files import read_text
from s55.workspace import Workspace, shown

_FORMS = {"distribution": "record", "D115": "sign", "S55-4": "invite"}
"""The forms by which problems are put right, by their codes and the first part of their paths."""


@dataclass(frozen=True, slots=True)
class PartOfDocument:
    """The places of one part of a document, with the problems at each.

    Attributes:
        title: names the part.
        places: its places, in their order.
    """

    title: str
    places: tuple[tuple[TextPlace, tuple[Problem, ...]], ...]


@dataclass(frozen=True, slots=True)
class OneResponse:
    """What the page of a response shows.

    Attributes:
        name: the name of the draft.
        standing: how far it is; None if the draft cannot be understood.
        groups: what can be written, part by part.
        elsewhere: the problems that are at none of these places, each with the address of the
            page or the part of the page where it is put right; '' where that is the file.
        has_second_language: whether its texts are in a second language too, or are to be.
    """

    name: str
    standing: Standing | None
    groups: tuple[PartOfDocument, ...]
    elsewhere: tuple[tuple[Problem, str], ...]
    has_second_language: bool = False

    def place(self, at: str) -> tuple[TextPlace, tuple[Problem, ...]] | None:
        """Find a place with its problems; None where the draft does not have it for its item."""
        for group in self.groups:
            for place, problems in group.places:
                if place.is_at(at):
                    return place, problems
        return None


def titles_of(draft: Draft) -> dict[str, str]:
    """Name the facts and texts of a draft as its pages do, by their paths."""
    facts = titles_of_facts(fact_groups(draft.text))
    return facts | {one.path: f"{one.group}: {one.title}" for one in text_places(draft)}


def titles_of_facts(groups: Iterable[FactGroup]) -> dict[str, str]:
    """Name facts as their pages do, by their paths."""
    return {fact.path: f"{group.title}: {fact.title}" for group in groups for fact in group.facts}


def response_of_draft(workspace: Workspace, path: Path, today: date) -> OneResponse:
    """Read a draft for its page.

    Raises:
        S55Error: every problem of the settings, and when the file cannot be read.
    """
    settings = workspace.settings()
    checked = check_file(path, settings, today)
    if checked.draft is None:
        facts = fact_groups(read_text(path, shown(path)))
        told = tuple((one, _fact_address(path.stem, one.path, facts)) for one in checked.problems)
        return OneResponse(path.stem, None, (), told)
    places = text_places(checked.draft)
    known = {place.path for place in places}
    groups = tuple(
        PartOfDocument(title, tuple((one, _at(one.path, checked.problems)) for one in inside))
        for title, inside in groupby(places, key=lambda one: one.group)
    )
    elsewhere = [one for one in checked.problems if one.path not in known]
    standing = None
    try:
        standing = standing_of_draft(DraftSets(workspace, settings), path, checked, today)
    except S55Error as failure:
        elsewhere[:0] = failure.problems
    facts = fact_groups(checked.draft.text)
    told = tuple(
        (one, _put_right_at(one, path.stem, places) or _fact_address(path.stem, one.path, facts))
        for one in elsewhere
    )
    second = checked.draft.response.translation is not None or settings.second_language is not None
    return OneResponse(path.stem, standing, groups, told, second)


def _put_right_at(problem: Problem, name: str, places: Sequence[TextPlace]) -> str:
    """Give the address at which a problem is put right; '' where that is the file."""
    form = _FORMS.get(problem.code) or _FORMS.get(problem.path.split(".")[0])
    if form:
        return f"/response/{quote(name, safe='')}/{form}"
    for place in places:
        if problem.path and place.path.startswith(f"{problem.path}."):
            return f"#{quote(place.path)}"
    return ""


def _fact_address(name: str, path: str, groups: Sequence[FactGroup]) -> str:
    """Give the address of the field of a fact; '' where the path leads to none."""
    for group in groups:
        for fact in group.facts:
            if fact.path == path:
                of, to = quote(group.path, safe=""), quote(group.key(fact))
                return f"/response/{quote(name, safe='')}/facts?of={of}#{to}"
    return ""


def _at(path: str, problems: Sequence[Problem]) -> tuple[Problem, ...]:
    return tuple(one for one in problems if one.path == path)
