"""What comes and goes in an office's settings: its logo, addressees, lines of the checklist."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from s55.errors import S55Error
from s55.model.distribution import STANDARD_RECIPIENTS
from s55.model.office import Settings
from s55.problems import Problem, error
from s55.records import dataclass
from s55.sources.editing import YamlEdit
from s55.sources.facts import (
    Fact,
    FactChange,
    FactGroup,
    FactKind,
    new_entry,
    of_the_new,
    says,
    with_values,
    wrong_in,
)
from s55.sources.files import BYTE_ORDER_MARK
from s55.sources.reading import read_tree
from s55.sources.seen import digest_of
from s55.sources.tree import Mapping as Keys
from s55.sources.tree import Node, count_at, parse_path, text_of, value_at

LOGO = "office.logo"
"""The office's logo."""
RENAMED = "checklist.rename"
"""The new words for lines of the template set."""
DAYS = (
    Fact("since", "First day on which this counts", FactKind.DAY, "Without it, always before"),
    Fact("until", "Last day on which this counts", FactKind.DAY, "Without it, to this day"),
)
"""From when to when an entry counts."""


_RECIPIENTS = MappingProxyType(
    {
        "website": "the website",
        "inspectorate": "the inspectorate",
        "inspectorate_portal": "the inspectorate’s portal",
        "secretary_of_state": "the Secretary of State",
        "chief_officer": "the chief officer",
        "panel": "the panel",
    }
)
"""What the standard recipients are called."""
_OWN = "of your own: small letters, digits and _, such as home_office"
_TICKED_BY = {key: words[:1].upper() + words[1:] for key, words in _RECIPIENTS.items()}
_ADDRESSEES = {
    key: words for key, words in _TICKED_BY.items() if key not in {"website", "inspectorate_portal"}
}


@dataclass(frozen=True, slots=True)
class SettingsList:
    """A list to which entries are added, and from which they are removed.

    Attributes:
        title: what one entry is.
        name: the fact by which people know an entry from the others.
        facts: what an entry says.
    """

    title: str
    name: str
    facts: tuple[Fact, ...]


LISTS: Mapping[str, SettingsList] = MappingProxyType(
    {
        "addressees": SettingsList(
            "Addressee of letters",
            "lines",
            (
                Fact(
                    "recipient",
                    "Which recipient it is",
                    FactKind.CHOICE,
                    choices=_ADDRESSEES,
                    others=f"Another one, by a name {_OWN}",
                    is_needed=True,
                ),
                Fact("lines", "Name and address", FactKind.LINES, "Line by line", is_needed=True),
                Fact(
                    "salutation",
                    "How the letter begins",
                    hint="For example, Dear Home Secretary",
                    is_needed=True,
                ),
                *DAYS,
            ),
        ),
        "checklist.add": SettingsList(
            "Line of the checklist",
            "text",
            (
                Fact(
                    "recipients",
                    "Whose records tick it",
                    FactKind.LINES,
                    choices=_TICKED_BY,
                    others=f"Others, each on a line, by names {_OWN}",
                    is_needed=True,
                ),
                Fact(
                    "text",
                    "Its words",
                    hint="For example, Response forwarded to the Home Secretary",
                    is_needed=True,
                ),
            ),
        ),
    }
)
"""The lists by their paths."""


@dataclass(frozen=True, slots=True)
class SettingsEntry:
    """An entry of a list as a person saw it.

    Attributes:
        path: its path.
        seen: for a change :attr:`FactGroup.about`, for a removal what :func:`digest_of_entry`
            gives.
    """

    path: str
    seen: str


def comes_and_goes(path: str) -> bool:
    """Say whether what is at a path can be removed: an entry of a list, or the logo."""
    return path == LOGO or path.partition("[")[0] in LISTS


def list_groups(root: Node) -> Iterator[FactGroup]:
    """List the logo, the entries of all lists, and the new words for lines of the template set."""
    if isinstance(value_at(root, parse_path(LOGO)), Keys):
        file = text_of(value_at(root, parse_path(f"{LOGO}.file")))
        words = Fact(f"{LOGO}.alternative_text", "What it says, in words", is_needed=True)
        yield FactGroup(LOGO, f"The logo: {file}" if file else "The logo", (words,), file)
    for key, one in LISTS.items():
        for at in range(count_at(root, key)):
            path = f"{key}[{at}]"
            facts = tuple(replace(fact, path=f"{path}.{fact.path}") for fact in one.facts)
            yield _named(root, FactGroup(path, one.title, facts), one.name)
    yield FactGroup(RENAMED, "Words of the checklist’s lines", tuple(_renamed(root)))


def _named(root: Node, group: FactGroup, name: str) -> FactGroup:
    """Give an entry the text by which people know it, the first line of one of its facts."""
    (fact,) = with_values(root, [one for one in group.facts if group.key(one) == name])
    about = fact.value.partition("\n")[0]
    return replace(group, about=about, title=f"{group.title}: {about}" if about else group.title)


def _renamed(root: Node) -> Iterator[Fact]:
    """Yield the words for the line of each recipient, those that only the file names at the end."""
    held = value_at(root, parse_path(RENAMED))
    keys = [entry.key.text for entry in held.entries] if isinstance(held, Keys) else []
    added = [
        text_of(value_at(root, parse_path(f"checklist.add[{at}].recipients[0]")))
        for at in range(count_at(root, "checklist.add"))
    ]
    others = [one for one in dict.fromkeys((*STANDARD_RECIPIENTS, *keys)) if one not in added]
    for key in others:
        title = f"The line for {_RECIPIENTS.get(key, f'“{key}”')}"
        yield Fact(f"{RENAMED}.{key}", title, hint="Without it, as in the template set")


def new_facts(key: str) -> FactGroup:
    """List what is to be said of a new entry.

    Args:
        key: one of :data:`LISTS`.
    """
    one = LISTS[key]
    facts = tuple(replace(fact, path=f"new.{fact.path}") for fact in one.facts)
    return FactGroup("new", f"{one.title}: add one", facts)


def with_entry(text: str, key: str, changes: Sequence[FactChange]) -> tuple[str, str]:
    """Add an entry after the others, and leave every other byte as it was.

    The same one twice in a row is one: the form was sent twice.

    Args:
        text: the text of the settings, with a byte order mark or without.
        key: one of :data:`LISTS`.
        changes: what is said of it, by the paths of :func:`new_facts`.

    Returns:
        the new text, and the path of the entry.

    Raises:
        S55Error: K103 for each fact that is missing, what of D101 to D111 is wrong with the entry,
            with its path from ``new``, and D117 when the list cannot be edited.
    """
    there = [one for one in _groups(text) if one.path.startswith(f"{key}[")]
    if there and _is_said(there[-1], changes):
        return text, there[-1].path
    path = f"{key}[{len(there)}]"
    edit = YamlEdit(text).append(key, new_entry(new_facts(key), changes))
    if wrong := _wrong_below(path, edit.text):
        raise S55Error([of_the_new(one, path) for one in wrong])
    return edit.text, path


def without_entry(text: str, seen: SettingsEntry) -> str:
    """Remove an entry, and leave every other byte as it was.

    Args:
        text: the text of the settings, with a byte order mark or without.
        seen: the entry.

    Raises:
        S55Error: K102 when another one is at its place by now, or it says something else, D117
            when it cannot be removed.
    """
    there = {one.path: digest_of_entry(one) for one in _groups(text)}
    if not comes_and_goes(seen.path) or there.get(seen.path) != seen.seen:
        raise _overtaken(seen)
    return YamlEdit(text).remove(seen.path).text


def refuse_another(text: str, seen: SettingsEntry, changes: Sequence[FactChange]) -> None:
    """Refuse to change an entry when another one is at its place by now.

    Args:
        text: the text of the settings.
        seen: the entry; one of no list is never another.
        changes: what it is to say. One that says all that already was changed by the same form.

    Raises:
        S55Error: K102.
    """
    if not comes_and_goes(seen.path):
        return
    now = next((one for one in _groups(text) if one.path == seen.path), None)
    if now is None or (now.about != seen.seen and not _is_said(now, changes)):
        raise _overtaken(seen)


def digest_of_entry(group: FactGroup) -> str:
    """Give what tells an entry from what it says later."""
    return digest_of("\n\n".join((group.about, *(one.value for one in group.facts))))


def with_logo(text: str, seen: str, file: str, words: str) -> str:
    """Name the logo, and leave every other byte as it was.

    Args:
        text: the text of the settings, with a byte order mark or without.
        seen: the file that was the logo when the person looked; '' for none.
        file: the file beside the settings.
        words: what it says, for those who do not see it.

    Raises:
        S55Error: K102 when another file is the logo by now, and what of D101 to D111 is wrong with
            the words.
    """
    now = next((one.about for one in _groups(text) if one.path == LOGO), "")
    if now not in {seen, file}:
        raise _overtaken(SettingsEntry(LOGO, seen))
    edit = YamlEdit(text).set(f"{LOGO}.file", file).set(f"{LOGO}.alternative_text", words)
    if wrong := _wrong_below(LOGO, edit.text):
        raise S55Error([replace(one, line=None, column=None) for one in wrong])
    return edit.text


def _wrong_below(path: str, text: str) -> list[Problem]:
    return [one for one in wrong_in(text, Settings) if one.path.startswith(f"{path}.")]


def _is_said(group: FactGroup, changes: Sequence[FactChange]) -> bool:
    said = {one.path.rpartition(".")[2]: one.value for one in changes}
    return all(says(one, said.get(group.key(one), one.value)) for one in group.facts)


def _groups(text: str) -> list[FactGroup]:
    root, _ = read_tree(text.removeprefix(BYTE_ORDER_MARK))
    if not isinstance(root, Keys):
        return []
    return [replace(one, facts=with_values(root, one.facts)) for one in list_groups(root)]


def _overtaken(seen: SettingsEntry) -> S55Error:
    hint = "Go back to the settings, and choose it again."
    message = "the file now has something else at this place, or nothing; nothing was written"
    return S55Error([error("K102", message, hint, path=seen.path)])
