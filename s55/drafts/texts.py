"""List the places of a draft in which people write, and change them one by one.

A change names what the person saw there. If the draft says something else by now, nothing is
written: what somebody else wrote is never replaced unseen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from s55.drafts.load import Draft, load, response_of
from s55.errors import S55Error
from s55.model.names import names_of
from s55.model.response import Action, CauseOfConcern, Item, Recommendation, Response
from s55.problems import Problem, error, has_errors
from s55.records import dataclass
from s55.sources.editing import YamlEdit
from s55.sources.files import BYTE_ORDER_MARK
from s55.sources.seen import TextChange, digest_of, plain_text
from s55.sources.tree import parse_path, text_of, value_at

_OF_AN_ITEM = (
    ("text", "What the report says"),
    ("chief_officer", "The chief officer’s comments"),
    ("force_action", "What the force has done or means to do"),
    ("policing_body", "Your comments"),
    ("action_details", "Your action, or the reason for none"),
    ("office_notes", "Notes for the office alone"),
)
_OWN = (
    ("opening", "Your opening"),
    ("reply_to_chief_officer", "Your reply to the chief officer’s comments"),
    ("closing", "Your closing"),
)
_SECTIONS = (
    ("causes_of_concern", "Causes of concern"),
    ("recommendations", "Recommendations"),
    ("areas_for_improvement", "Areas for improvement"),
)

_MARK = "~"
"""What stands between the path of a place and the mark of its item."""
_MARK_LENGTH = 12


@dataclass(frozen=True, slots=True)
class TextPlace:
    """A place of a draft in which people write.

    Attributes:
        path: its path, for example ``recommendations.items[0].policing_body``.
        group: the part of the document that it belongs to: 'Recommendation 3'.
        title: what is written there.
        text: what the draft says there; '' where nothing is written.
        item: the path of its item; '' for a text that belongs to none.
        mark: tells its item from others, which may be at this place later; '' without an item.
        needs_text: whether the draft cannot be without it.
        choices: the values to choose from, where it is no text.
    """

    path: str
    group: str
    title: str
    text: str = ""
    item: str = ""
    mark: str = ""
    needs_text: bool = False
    choices: tuple[str, ...] = ()

    @property
    def is_of_item(self) -> bool:
        """Whether it belongs to an item, and is not what the report says in it."""
        return bool(self.item) and self.path != f"{self.item}.text"

    @property
    def at(self) -> str:
        """Give the path together with the mark, as a form names the place."""
        return f"{self.path}{_MARK}{self.mark}" if self.mark else self.path

    def is_at(self, at: str) -> bool:
        """Whether it is the place that somebody saw: of an item that is still the same."""
        path, _, mark = at.partition(_MARK)
        return path == self.path and mark in {"", self.mark}


def text_places(draft: Draft) -> tuple[TextPlace, ...]:
    """List the places in which people write, in the order of the document."""

    def said(path: str) -> str:
        return text_of(value_at(draft.root, parse_path(path)))

    return tuple(
        replace(
            place,
            text=said(place.path),
            mark=digest_of(said(f"{place.item}.text"))[:_MARK_LENGTH] if place.is_of_item else "",
        )
        for place in _places(draft.response)
    )


def _places(response: Response) -> Iterator[TextPlace]:
    """List the places without what is written there."""
    yield TextPlace("key_findings", "The report", "What it found")
    names = {path: name.as_subject for path, name in names_of(response).items()}
    for key, heading in _SECTIONS:
        section = getattr(response, key)
        if section is None:
            continue
        if not section.none:
            yield TextPlace(f"{key}.introduction", heading, "Introduction")
        for path, item in response.all_items():
            if path.startswith(f"{key}."):
                yield from _of_item(path, item, _capital(names[path]))
    yield TextPlace("chief_officer.comments", "The chief officer", "Comments on the whole report")
    for key, title in _OWN:
        yield TextPlace(f"policing_body.{key}", "Your response", title)
    yield TextPlace("office_notes", "Notes", "Notes for the office alone")


def _of_item(path: str, item: Item, group: str) -> Iterator[TextPlace]:
    if not item.applies:
        yield TextPlace(
            f"{path}.text", f"{group} (does not apply)", _OF_AN_ITEM[0][1], needs_text=True
        )
        return
    for key, title in _OF_AN_ITEM:
        yield TextPlace(f"{path}.{key}", group, title, item=path, needs_text=key == "text")
        if key == "policing_body" and isinstance(item, Recommendation | CauseOfConcern):
            choices = tuple(one.value for one in Action)
            yield TextPlace(
                f"{path}.action", group, "What you do about it", item=path, choices=choices
            )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


# --- changing -------------------------------------------------------------------------


class TextOvertakenError(S55Error):
    """The draft says something else at this place than the person saw; nothing was changed.

    Attributes:
        now: what it says.
    """

    now: str = ""


def with_texts(text: str, changes: Sequence[TextChange]) -> str:
    """Write what people changed into a draft, and leave every other byte as it was.

    A text that says what the draft says already changes nothing.

    Args:
        text: the text of the draft, with a byte order mark or without.
        changes: what to write.

    Raises:
        TextOvertakenError: K101 when the draft says something else than the person saw.
        S55Error: K102 for a place that the draft does not have, or not for the same item, K103 when
            a text is missing that it must have, D117 when the place cannot be edited, and the
            problems of a draft that cannot be understood.
    """
    draft, problems = load(text.removeprefix(BYTE_ORDER_MARK), "")
    if draft is None or has_errors(problems):
        raise S55Error(problems)
    places = {one.path: one for one in text_places(draft)}
    edit = YamlEdit(text, Response)
    for change in changes:
        place = places.get(change.path.partition(_MARK)[0])
        if place is None or not place.is_at(change.path):
            raise no_such_place(change.path)
        now = text_of(edit.held(place.path))
        wanted = plain_text(change.text)
        if wanted == plain_text(now):
            continue
        if change.seen != digest_of(now):
            raise _overtaken(place, now)
        if place.choices and wanted not in {"", *place.choices}:
            raise no_such_place(change.path)
        if wanted:
            edit.set(place.path, wanted if place.choices else f"{wanted}\n")
        elif place.needs_text:
            raise S55Error([_empty(place)])
        else:
            edit.remove(place.path)
    response_of(edit.text)
    return edit.text


def _overtaken(place: TextPlace, now: str) -> TextOvertakenError:
    problem = error(
        "K101",
        f"somebody else has changed this text meanwhile ({place.group}: {place.title}); nothing "
        "was written",
        "Compare the two texts, and save the one that is to stand.",
        path=place.path,
    )
    failure = TextOvertakenError([problem])
    failure.now = now
    return failure


def no_such_place(at: str) -> S55Error:
    """Say that a draft does not have a place any more, or not for the same item (K102)."""
    path = at.partition(_MARK)[0]
    problem = error(
        "K102",
        "the draft no longer has this place; nothing was written",
        "Go back to the response, and choose the place again.",
        path=path,
    )
    return S55Error([problem])


def _empty(place: TextPlace) -> Problem:
    return error(
        "K103",
        f"'{place.title}' of {place.group} cannot be empty; nothing was written",
        "Write what the report says. An item that is not for the force: say so among its facts.",
        path=place.path,
    )
