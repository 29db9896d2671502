"""Describe a text that is written in the text editor, wherever it belongs."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from starlette.requests import Request

from s55.desk.answers import Desk
from s55.problems import Problem
from s55.records import dataclass
from s55.sources.seen import TextChange, digest_of


@dataclass(frozen=True, slots=True)
class TextAtDesk:
    """A text as its page shows it.

    Attributes:
        at: names it, as its form does.
        title: what is written there.
        group: what it belongs to.
        name: the name of the draft; '' for a text of none.
        text: what the file says there; '' where nothing is written.
        problems: what is to be put right in it.
        base: the address to which '/write' and '/edit' are added.
        after: the address that follows when it is saved.
        back: the address of the page above, and its words.
        about: the text that it answers or translates; '' for none.
        about_title: what that text is.
        language: the code of its language; '' for that of the page.
        is_choice: whether what the policing body does about an item is chosen here, in place of a
            text.
        removal: the address at which it is removed; '' for a text that can be left empty.
        other_form: the address of its form at which it can be said to stay as it is; '' for none.
        menu: the address of the entry of the menu that it belongs to.
    """

    at: str
    title: str
    group: str
    name: str
    text: str
    problems: tuple[Problem, ...]
    base: str
    after: str
    back: tuple[str, str]
    about: str = ""
    about_title: str = ""
    language: str = ""
    is_choice: bool = False
    removal: str = ""
    other_form: str = ""
    menu: str = "/"


FindText: TypeAlias = Callable[[Desk, Request, str], TextAtDesk | None]
"""Finds a text by what names it; None where there is no such text."""

WriteText: TypeAlias = Callable[[Desk, Request, TextChange, bool], None]
"""Writes a text; says whether that goes on with the change before it, as one state of the history.

Raises:
    S55Error: why it is not written: K101 when somebody else has changed it.
"""


TypeText: TypeAlias = Callable[[Desk, Request, TextChange], str]
"""Gives what the whole draft would say with a text; nothing is written.

Raises:
    S55Error: why the text could not be written.
"""


class TextsAtDesk(NamedTuple):
    """Texts of one kind, which have their pages at '/write' and '/edit' of one address.

    Attributes:
        find: finds one.
        write: writes one.
        digest: gives the digest by which it is known what a person has seen.
        typed: gives the draft with one, for its preview; None where the preview does not show them.
    """

    find: FindText
    write: WriteText
    digest: Callable[[str], str] = digest_of
    typed: TypeText | None = None
