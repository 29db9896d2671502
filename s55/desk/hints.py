"""Say where at the desk something is done, in place of the command that a hint names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import quote

from markupsafe import Markup


class PlaceAtDesk(NamedTuple):
    """Where the desk does what a command does.

    Attributes:
        words: what the desk calls it.
        address: its address; with '{}' it is on the page of a response, whose name goes there.
    """

    words: str
    address: str


OF_COMMANDS: Mapping[str, PlaceAtDesk] = {
    "ask": PlaceAtDesk("Ask for progress", "/ask"),
    "calendar": PlaceAtDesk("Papers and pages", "/papers"),
    "check": PlaceAtDesk("the page of the response", "/response/{}"),
    "collect": PlaceAtDesk("Take in a Word file that came back", "/response/{}/collect"),
    "correct": PlaceAtDesk("Record that it was corrected", "/response/{}/correct"),
    "history": PlaceAtDesk("What it said before", "/response/{}/history"),
    "import": PlaceAtDesk("Start a response from a report", "/start"),
    "invite": PlaceAtDesk("Invite the chief officer to comment", "/response/{}/invite"),
    "mark": PlaceAtDesk("Record that it was published or sent", "/response/{}/record"),
    "new": PlaceAtDesk("Start a response without a file", "/new"),
    "panel": PlaceAtDesk("Papers and pages", "/papers"),
    "register": PlaceAtDesk("Open items", "/register"),
    "render": PlaceAtDesk("Download", "/response/{}"),
    "sign": PlaceAtDesk("Record who approved it", "/response/{}/sign"),
    "site": PlaceAtDesk("Papers and pages", "/papers"),
    "status": PlaceAtDesk("All responses", "/"),
    "translate": PlaceAtDesk("Its texts in the second language", "/response/{}/translations"),
    "undo": PlaceAtDesk("What it said before", "/response/{}/history"),
    "update": PlaceAtDesk("Record how far the force is", "/response/{}/progress"),
    "verify": PlaceAtDesk("Verify a file", "/verify"),
    "withdraw": PlaceAtDesk("Record that it was withdrawn", "/response/{}/withdraw"),
}
"""The commands whose work the desk does too."""

ONLY_IN_TERMINAL = frozenset(
    "backup deadline desk diff gather init preview restore schema template upgrade".split()
)
"""The commands that no page of the desk stands for."""

_NAMELESS = frozenset({"calendar", "panel", "register", "site"})
_NOT_AT_DESK = re.compile(r"--(?:teach|language|update|from|all|anyway|clean)\b")
"""Options by which a command does what the desk does not do."""
_MORE = re.compile(r" and \d+ more$")
_RECORDED = re.compile(r"^(?:distribution|progress of items)\.(\w+)\b.*$")
"""A place that is not a text: to whom the response was sent, or the item whose progress changed."""
_SAID_BY_THE_ACTION = ("sign_off", "chief_officer.invited", "progress of format")
"""Places that only one action of the desk writes, so that its name says enough."""
_NAME = (
    # Not the verb of the sentence: with a hyphen, or before what no sentence goes on with.
    r"(?P<name>[a-z0-9_]+-[a-z0-9_-]+"
    r"|[a-z0-9][a-z0-9_]*(?= --| [A-Z]| [a-z_]+ --|[.,;:)']|$))"
)
_VALUE = r"(?:[A-Z][A-Z_]*|\d[\d.-]*|\"[^\"]*\"|'[^']*'|[\w.-]+(?=[.,;:)']|$))"
_COMMAND = re.compile(
    r"(?P<quote>'?)\bs55 (?P<command>[a-z]+)"
    rf"(?: (?:'[^']*'|[^\s']+\.\w+\b|{_NAME}|[A-Z]+\b))?"
    r"(?P<rest>(?: [A-Z][A-Z0-9_-]*(?:\.\d+)*\b| [a-z_]+(?= --))*"
    rf"(?: --[a-z-]+(?: {_VALUE})?)*)"
    r"(?P=quote)"
)


def here(hint: str) -> Markup:
    """Write a hint with the places of the desk, as links, in place of commands.

    What only the terminal can do stays as it is.
    """
    parts: list[str | Markup] = []
    end = 0
    for found in _COMMAND.finditer(hint):
        place = OF_COMMANDS.get(found["command"])
        if place is None or _NOT_AT_DESK.search(found["rest"]):
            continue
        parts += [hint[end : found.start()], _shown(place, found["name"] or "")]
        end = found.start("name") - 1 if _is_verb(found) else found.end()
    return Markup().join([*parts, hint[end:]])


def in_words_of_desk(what: str, titles: Mapping[str, str]) -> str:
    """Say as the desk does what made a state of a history: 's55 sign: sign_off.name'.

    Args:
        what: the command and the places that it changed, as ``s55 history`` lists them.
        titles: the names of places, by their paths.
    """
    done, _, places = what.partition(": ")
    command = done.removeprefix("s55 ")
    if command == "desk":
        done = "At the desk"
    elif command in OF_COMMANDS:
        done = f"“{OF_COMMANDS[command].words}”"
    more = found[0] if (found := _MORE.search(places)) else ""
    listed = places.removesuffix(more).split(", ") if places else []
    if done.startswith("“"):
        listed = [one for one in listed if one in titles or not one.startswith(_SAID_BY_THE_ACTION)]
    named = dict.fromkeys(titles.get(one) or _recorded(one) for one in listed)
    return f"{done}: {', '.join(named)}{more}" if named else done


def _recorded(place: str) -> str:
    """Name what was recorded, and not its place in the file: 'secretary of state', 'R1'."""
    found = _RECORDED.match(place)
    return found[1].replace("_", " ") if found else place


def _is_verb(found: re.Match[str]) -> bool:
    """Whether what looks like a name follows a command that takes none: 's55 site wrote.'."""
    return found["command"] in _NAMELESS and found["name"] is not None and not found["rest"]


def _shown(place: PlaceAtDesk, name: str) -> Markup:
    if "{}" in place.address and not name:
        return Markup("“{}”").format(place.words)
    address = place.address.format(quote(name, safe=""))
    return Markup('<a class="govuk-link" href="{}">{}</a>').format(address, place.words)
