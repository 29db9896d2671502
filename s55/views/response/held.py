"""Name the texts that a response holds for its readers, each of which an output must show."""

from __future__ import annotations

import re
from collections.abc import Iterator

from s55.model.response import Item, Response
from s55.records import dataclass
from s55.templating.manifest import Manifest

_NUMBER = re.compile(r"\[\d+\]")
_OF_AN_ITEM = (
    "text", "chief_officer", "force_action", "policing_body", "action_details",
)  # fmt: skip
_LINES_OF_AN_ITEM = ("owner",)
_PARTS = ("causes_of_concern", "recommendations", "areas_for_improvement")

_OF_THE_ACT = frozenset(
    {"chief_officer", "force_action", "policing_body", "action_details", "comments"}
    | {"opening", "reply_to_chief_officer", "closing"}
)
"""The last words of the names of what section 55(5) and (5B) asks a body to publish."""


@dataclass(frozen=True, slots=True)
class HeldText:
    """A text of a response.

    Attributes:
        path: its place in the draft, for example ``recommendations.items[0].text``.
        text: the text, as the draft has it.
        is_markdown: whether it is Markdown; else it is one line.
        translates: the place of the text of which it is a translation; '' for none.
    """

    path: str
    text: str
    is_markdown: bool = True
    translates: str = ""

    @property
    def name(self) -> str:
        """The place without the numbers of entries: ``recommendations.items.text``."""
        return _NUMBER.sub("", self.translates or self.path)


def held_texts(response: Response) -> Iterator[HeldText]:
    """Yield each text that was typed for readers, in the order of the draft.

    What is for the office alone is not among them, nor are items that do not apply to the force,
    dates and other records, such as whom an item is addressed to, which its text says too
    (``s55 render --final`` says which of those a page does not show).
    """
    yield HeldText("inspection.title", response.inspection.title, is_markdown=False)
    yield from _texts(response, "", ("key_findings",))
    if response.judgments is not None and response.judgments.shown:
        yield from _texts(response.judgments, "judgments.", ("introduction",))
        for index, row in enumerate(response.judgments.items):
            yield from _texts(row, f"judgments.items[{index}].", (), ("area",))
    items: dict[str, list[tuple[str, Item]]] = {name: [] for name in _PARTS}
    for path, item in response.applying_items():
        items[path.partition(".")[0]].append((path, item))
    for name in _PARTS:
        part = getattr(response, name)
        yield from _texts(part, f"{name}.", ("introduction", "none"))
        for path, item in items[name]:
            yield from _texts(item, f"{path}.", _OF_AN_ITEM, _LINES_OF_AN_ITEM)
    yield from _texts(response.chief_officer, "chief_officer.", ("comments",))
    yield from _texts(
        response.policing_body, "policing_body.", ("opening", "reply_to_chief_officer", "closing")
    )


def has_texts_in_both(response: Response, manifest: Manifest) -> bool:
    """Whether a document of a response has its texts in both languages of its template set."""
    second, translation = manifest.second, response.translation
    if second is None or translation is None or second.apart or not second.texts:
        return False
    return translation.language == second.language


def held_translations(response: Response) -> Iterator[HeldText]:
    """Yield the translation of each of these texts that has one, in the same order."""
    # Imported here: few responses have texts in two languages.
    from s55.drafts.translation.pairs import Pairs

    pairs = {pair.source.path: pair for pair in Pairs.of(response).pairs}
    for held in held_texts(response):
        pair = pairs.get(held.path)
        if pair is not None and pair.said is not None:
            yield HeldText(pair.path, pair.said, held.is_markdown, held.path)


def may_be_left_out(name: str) -> bool:
    """Whether a set may leave out a text of that name: not what section 55(5) and (5B) asks for."""
    return name.rpartition(".")[2] not in _OF_THE_ACT


def _texts(
    record: object, place: str, texts: tuple[str, ...], lines: tuple[str, ...] = ()
) -> Iterator[HeldText]:
    for key in (*texts, *lines):
        value = getattr(record, key, None)
        if isinstance(value, str):
            yield HeldText(f"{place}{key}", value, is_markdown=key in texts)
