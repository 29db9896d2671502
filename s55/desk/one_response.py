"""Put together what the page of one response shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from pathlib import Path
from urllib.parse import quote

from s55.desk.hints import OF_COMMANDS, PlaceAtDesk, here
from s55.desk.putting_right import DraftAtDesk, PutRight
from s55.drafts.facts import fact_groups
from s55.drafts.load import Draft, load
from s55.drafts.texts import TextPlace, text_places
from s55.errors import S55Error
from s55.pipeline.checking import check_file, lacking_before_publication
from s55.pipeline.rendering.sets import DraftSets
from s55.pipeline.standing import ResponseStep, Standing, standing_of_draft
from s55.problems import Problem
from s55.records import dataclass
from s55.sources.facts import FactGroup
from s55.sources.files import read_text
from s55.workspace import Workspace, shown, with_shown_files


@dataclass(frozen=True, slots=True)
class PartOfDocument:
    """The places of one part of a document, with the problems at each.

    Attributes:
        title: names the part.
        places: its places, in their order.
    """

    title: str
    places: tuple[tuple[TextPlace, tuple[PutRight, ...]], ...]


@dataclass(frozen=True, slots=True)
class OneResponse:
    """What the page of a response shows.

    Attributes:
        name: the name of the draft.
        standing: how far it is; None if the draft cannot be understood.
        groups: what can be written, part by part.
        elsewhere: the problems that are at none of these places, each with where it is put right.
        has_second_language: whether its texts are in a second language too, or are to be.
    """

    name: str
    standing: Standing | None
    groups: tuple[PartOfDocument, ...]
    elsewhere: tuple[PutRight, ...]
    has_second_language: bool = False

    @property
    def to_go_on(self) -> PlaceAtDesk | None:
        """Where what is to be done next is done; None when nothing is."""
        if self.standing is None or not self.standing.waits_for:
            return None
        step = self.standing.next_step.step
        if step is ResponseStep.WRITE:
            return PlaceAtDesk("See what is missing", "#to-do")
        place = OF_COMMANDS[step.value]
        return place._replace(address=place.address.format(quote(self.name, safe="")))

    def following(self, place: TextPlace) -> TextPlace | None:
        """Give the text after another in the document; None after the last."""
        places = [one for group in self.groups for one, _ in group.places]
        at = next((at for at, one in enumerate(places) if one.path == place.path), len(places))
        return places[at + 1] if at + 1 < len(places) else None

    def place(self, at: str) -> tuple[TextPlace, tuple[Problem, ...]] | None:
        """Find a place with its problems; None where the draft does not have it for its item."""
        for group in self.groups:
            for place, problems in group.places:
                if place.is_at(at):
                    return place, tuple(one.problem for one in problems)
        return None


def titles_of(draft: Draft) -> dict[str, str]:
    """Name the facts and texts of a draft as its pages do, by their paths."""
    facts = titles_of_facts(fact_groups(draft.text))
    return facts | {one.path: f"{one.group}: {one.title}" for one in text_places(draft)}


def titles_of_facts(groups: Iterable[FactGroup]) -> dict[str, str]:
    """Name facts as their pages do, by their paths."""
    return {fact.path: f"{group.title}: {fact.title}" for group in groups for fact in group.facts}


def draft_at_desk(path: Path) -> DraftAtDesk:
    """List the places of a draft as it is now, to tell what is wrong with it.

    Raises:
        S55Error: when the file cannot be read.
    """
    text = read_text(path, shown(path))
    return DraftAtDesk.of(path.stem, text, load(text, "")[0])


def lacking_in(
    workspace: Workspace, path: Path, text: str, today: date
) -> tuple[Draft | None, list[PutRight]]:
    """List what is missing before a response is published, and where it is put right.

    Args:
        workspace: the workspace.
        path: the draft.
        text: what it says, without a byte order mark.
        today: the current day.

    Returns:
        the draft, None when it cannot be understood; and what is missing.

    Raises:
        S55Error: every problem of the settings.
    """
    checked = check_file(path, workspace.settings(), today, final=True, text=text)
    at_desk = DraftAtDesk.of(path.stem, text, checked.draft)
    lacking = with_shown_files(lacking_before_publication(checked))
    return checked.draft, [at_desk.told(one) for one in lacking]


def told_beside_draft(path: Path, problems: Sequence[Problem]) -> Sequence[tuple[Problem, str]]:
    """Tell the problems of a draft beside its preview, each with the page where it is put right.

    Hints name pages of the desk, without links.
    """
    try:
        at_desk = draft_at_desk(path)
    except S55Error:  # it has just gone: its problems say so
        return [(one, "") for one in problems]
    told = map(at_desk.told, problems)
    return [
        (replace(one.problem, hint=here(one.problem.hint).striptags()), one.address) for one in told
    ]


def response_of_draft(workspace: Workspace, path: Path, today: date) -> OneResponse:
    """Read a draft for its page.

    Raises:
        S55Error: every problem of the settings, and when the file cannot be read.
    """
    settings = workspace.settings()
    text = read_text(path, shown(path))
    checked = check_file(path, settings, today, text=text)
    at_desk = DraftAtDesk.of(path.stem, text, checked.draft)
    if checked.draft is None:
        return OneResponse(path.stem, None, (), tuple(map(at_desk.told, checked.problems)))
    known = {place.path for place in at_desk.texts}
    told = [at_desk.told(one) for one in checked.problems]
    groups = tuple(
        PartOfDocument(title, tuple((one, _at(one.path, told)) for one in inside))
        for title, inside in groupby(at_desk.texts, key=lambda one: one.group)
    )
    elsewhere = [one for one in checked.problems if one.path not in known]
    standing = None
    try:
        standing = standing_of_draft(DraftSets(workspace, settings), path, checked, today)
    except S55Error as failure:
        elsewhere[:0] = failure.problems
    second = checked.draft.response.translation is not None or settings.second_language is not None
    return OneResponse(path.stem, standing, groups, tuple(map(at_desk.told, elsewhere)), second)


def _at(path: str, told: Sequence[PutRight]) -> tuple[PutRight, ...]:
    return tuple(one for one in told if one.problem.path == path)
