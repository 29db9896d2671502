"""Rewrite a draft of format 1 in format 2, and say what format 1 does not tell.

Each record of the distribution becomes a list of events, and the history of each item moves to the
record of progress. All else stays as it is, comments and order too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from s55.drafts.load import response_of
from s55.drafts.progress import HEAD
from s55.errors import S55Error
from s55.model.base import DRAFT_FORMAT
from s55.model.dates import with_weekday
from s55.model.distribution import WEBSITE
from s55.model.progress import ProgressRecord
from s55.model.response import Item, Response
from s55.office.items import references_of
from s55.problems import Problem, warning
from s55.records import dataclass
from s55.rules.deadlines import statutory_last_day
from s55.sources.comments import Comment, comments_of
from s55.sources.editing import YamlEdit, entry_with_comments
from s55.sources.files import BYTE_ORDER_MARK
from s55.sources.reading import read_tree
from s55.sources.tree import Items, Loc, Mapping, Node, data_of, parse_path, value_at
from s55.sources.writing import Written, flow

_OF_ANOTHER = re.compile(
    r"\b(?:again|amend\w*|correct\w*|earlier|first|original\w*|re-?issue\w*|re-?publish\w*|"
    r"replac\w*|revis\w*|second|version\w*|withdr[ae]w\w*)\b",
    re.IGNORECASE,
)
"""Words about a publication that let one think of another one."""


@dataclass(frozen=True, slots=True)
class Upgraded:
    """A draft in format 2.

    Attributes:
        text: its text.
        progress: the text of the record of progress; None where there is none.
        lists: how many records of the distribution became lists.
        entries: how many entries of histories moved to the record of progress.
        unknown: what format 1 did not tell (D184 to D188), with the paths in the draft.
    """

    text: str
    progress: str | None
    lists: int
    entries: int
    unknown: tuple[Problem, ...]


def upgraded(text: str, progress: str | None) -> Upgraded | None:
    """Rewrite a draft in format 2; give None for one that is of format 2 already.

    Args:
        text: the text of the draft, with a byte order mark or without.
        progress: the text of its record of progress, or None.

    Raises:
        S55Error: the problems of a draft that cannot be understood, D117 where a place cannot be
            edited.
    """
    response = response_of(text)
    if response.format == DRAFT_FORMAT:
        return None
    references = references_of(response)
    edit = YamlEdit(text, Response)
    lists = _with_lists(edit, response)
    record = progress
    moved = 0
    for path, item in response.all_items():
        if item.history:
            entries = _taken_out(edit, parse_path(f"{path}.history"))
            record = _added(record, references[path], entries)
            moved += len(entries)
    edit.set("format", DRAFT_FORMAT)
    unknown = (*_unknown(text, response), *_lost_comments(text, edit.text, record))
    return Upgraded(edit.text, record, lists, moved, unknown)


def _with_lists(edit: YamlEdit, response: Response) -> int:
    """Turn each record of the distribution into a list; count them."""
    paths = [f"distribution.{recipient}" for recipient in response.distribution]
    single = [path for path in paths if isinstance(edit.held(path), Mapping)]
    for path in single:
        edit.enlist(path)
    return len(single)


# --- the history of an item ----------------------------------------------------------


def _taken_out(edit: YamlEdit, loc: Loc) -> list[Written]:
    """Take the history of an item out of a draft, with the comments that went with it."""
    before = edit.text.removeprefix(BYTE_ORDER_MARK)
    root = _tree(before)
    held = value_at(root, loc)
    count = len(held.items) if isinstance(held, Items) else 0
    entries = [_cut(before, root, (*loc, number)) for number in range(count)]
    edit.remove(loc)
    gone = Counter(_words_of_comments(before)) - Counter(_words_of_comments(edit.text))
    gone -= Counter(words for entry in entries for words in _words_of_comments(_text_of(entry)))
    # What stood beside the key, or between brackets, comes above the first entry.
    first, *others = entries
    return [Written((*gone.elements(), *first.lines), first.data), *others]


def _cut(text: str, root: Node, loc: Loc) -> Written:
    """Cut an entry out as it was written, or write it on one line where that cannot be done."""
    node = value_at(root, loc)
    data = data_of(node) if node else None
    written = entry_with_comments(text, root, loc)
    again, problems = read_tree(_text_of(written))
    if again is not None and not problems and data_of(again) == [data]:
        return written
    return Written((f"- {flow(Written((), data))}",), data)


def _text_of(written: Written) -> str:
    return "\n".join((*written.lines, ""))


def _added(record: str | None, reference: str, entries: list[Written]) -> str:
    """Put the entries of a history before those that the record has of the item already."""
    edit = YamlEdit(record or f"{HEAD}format: {DRAFT_FORMAT}\nitems:\n", ProgressRecord)
    for number, entry in enumerate(entries):
        edit.insert(("items", reference), number, entry)
    return edit.text


# --- what is not known -----------------------------------------------------------------


def _unknown(text: str, response: Response) -> Iterator[Problem]:
    yield from _unknown_days(response)
    yield from _another_publication(text, response)
    references = references_of(response)
    for path, item in response.all_items():
        yield from _what_was_said(path, item, references[path], response)


def _unknown_days(response: Response) -> Iterator[Problem]:
    for recipient, dispatches in response.distribution.items():
        if any(one.on is None for one in dispatches):
            yield warning(
                "D186",
                f"the day recorded for '{recipient}' is 'unknown', and stays so",
                "If somebody finds it out, write it in its place.",
                path=f"distribution.{recipient}",
            )


def _another_publication(text: str, response: Response) -> Iterator[Problem]:
    """Find a publication that may not have been the first, as format 1 kept only one."""
    first = response.first_publication
    root = _tree(text.removeprefix(BYTE_ORDER_MARK))
    is_single = isinstance(value_at(root, ("distribution", WEBSITE)), Mapping)
    if first is None or first.on is None or not is_single:
        return
    if why := _why_another(text, response, first.on):
        yield warning(
            "D184",
            f"the publication of {with_weekday(first.on)} is now taken for the first one, and "
            f"format 1 kept one alone: {why}",
            "If it was a later one, write the first above it, and add 'event: republished' and "
            "'what:' (what was corrected) to this one.",
            path=f"distribution.{WEBSITE}",
        )


def _why_another(text: str, response: Response, day: date) -> str:
    last_day = statutory_last_day(response.inspection.published)
    said = next(filter(_OF_ANOTHER.search, _said_of_website(text, response)), "")
    if said:
        return f"'{said}' may speak of another"
    if response.sign_off and response.sign_off.date > day:
        return f"the response was signed off after it, on {with_weekday(response.sign_off.date)}"
    if day > last_day:
        return f"it is later than the last day of the statutory period, {with_weekday(last_day)}"
    return ""


def _said_of_website(text: str, response: Response) -> Iterator[str]:
    """Yield the comments and the words that stand with the record of the website."""
    (first,) = response.distribution[WEBSITE]
    yield from filter(None, (first.how, first.reference, first.by))
    root = _tree(text.removeprefix(BYTE_ORDER_MARK))
    held = value_at(root, ("distribution",))
    if isinstance(held, Mapping):
        keys = [entry.key.text for entry in held.entries]
        at = keys.index(WEBSITE)
        start = held.entries[at].key.start.line
        last = held.entries[at].value.end.line
        if at + 1 < len(keys):
            last = held.entries[at + 1].key.start.line - 1
        yield from (
            one.words.lstrip("# ")
            for one in comments_of(text.removeprefix(BYTE_ORDER_MARK), root)
            if start <= one.line <= last
        )


def _what_was_said(path: str, item: Item, reference: str, response: Response) -> Iterator[Problem]:
    """Find a status that may not be the one that the response had on its day."""
    latest = item.latest
    if latest is None or item.status is None:
        return
    if item.status is not latest.status:
        yield warning(
            "D187",
            f"{reference} is '{item.status.value}' in the draft, and '{latest.status.value}' by "
            f"the latest entry of its history ({with_weekday(latest.date)}), "
            "which lists now follow",
            "If the draft is right, record it with s55 update.",
            path=f"{path}.status",
        )
        return
    day = _day_of_the_statement(response)
    if day is None or latest.date <= day:
        return
    before = [entry for entry in item.history if entry.date <= day]
    then = max(before, key=lambda entry: entry.date, default=None)
    what = (
        f"by its history it was '{then.status.value}' then" if then else "nothing tells what it was"
    )
    yield warning(
        "D185",
        f"the status of {reference}, '{item.status.value}', is of {with_weekday(latest.date)}, and "
        f"the response of {with_weekday(day)}: {what}",
        "Look it up in the published document, and correct 'status' in the draft if it differs.",
        path=f"{path}.status",
    )


def _day_of_the_statement(response: Response) -> date | None:
    """Give the day of the response: of its sign-off, or else of its first publication."""
    if response.sign_off:
        return response.sign_off.date
    return response.first_publication.on if response.first_publication else None


# --- comments ----------------------------------------------------------------------------


def _lost_comments(before: str, after: str, record: str | None) -> Iterator[Problem]:
    """Find comments of the draft that are in neither of the two files now."""
    kept = Counter(_words_of_comments(after)) + Counter(_words_of_comments(record or ""))
    for comment in _comments(before):
        if kept[comment.words] > 0:
            kept[comment.words] -= 1
        else:
            yield warning(
                "D188",
                f"this note of line {comment.line} found no place: {comment.words}",
                "It is in the old draft, which s55 keeps.",
            )


def _words_of_comments(text: str) -> list[str]:
    return [comment.words for comment in _comments(text)]


def _comments(text: str) -> list[Comment]:
    plain = text.removeprefix(BYTE_ORDER_MARK)
    root, _ = read_tree(plain)
    return list(comments_of(plain, root)) if root else []


def _tree(text: str) -> Node:
    root, problems = read_tree(text)
    if root is None:
        raise S55Error(problems)
    return root
