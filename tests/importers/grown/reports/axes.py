"""The choices that make the structure of a report, each made for itself, and which are fair."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from random import Random
from types import MappingProxyType

KINDS = ("cause_of_concern", "recommendation", "area_for_improvement")
FORMATS = (
    "html", "docx", "pdf-tagged", "pdf-untagged", "pdf-office", "layout.txt", "txt", "md", "eml",
)  # fmt: skip
TYPED = ("layout.txt", "txt", "md", "eml")
"""Formats in which only words and white space say where something ends."""
BEGIN = (
    "heading", "run-in", "label alone", "numbered list", "bullets", "numbered paragraph", "code",
    "box with label", "box without label", "table row", "label | text", "table each", "tile",
    "definition list", "details", "text box", "lead-in list",
)  # fmt: skip
"""How an item begins."""
BOUNDED = (
    "box with label", "box without label", "table row", "label | text", "table each", "tile",
    "definition list", "details", "text box", "numbered list", "bullets",
    "lead-in list",
)  # fmt: skip
"""Those which show where the item ends, whatever follows."""
UNLABELLED = (
    "lead-in list", "numbered list", "bullets", "numbered paragraph", "box without label",
    "table row",
)  # fmt: skip
"""Those in which the heading above says what the items are."""
AXES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "format": FORMATS,
        "place": ("each section", "middle", "end", "front", "both", "annex"),
        "numbering": ("through", "chapter", "none"),
        "title": ("none", "title"),
        "length": (
            "sentence",
            "sentence",
            "paragraphs",
            "bullets",
            "letters",
            "bullets, paragraph",
        ),
        "wording": ("should", "should", "recommend", "needs to", "imperative"),
        "failing": ("as a request", "as a statement"),
        "concern": ("alone", "with recommendations"),
        "visit": ("none", "days"),
        "lines": ("ragged", "ragged", "hyphenated"),
        "frame": ("table", "paragraphs"),
        "due": ("none", "clause", "apart"),
        "whom": ("none", "clause", "apart"),
        "vocabulary": ("2014", "2016", "2018", "2021", "2023", "thematic", "joint"),
        "case": ("sentence", "sentence", "title", "upper"),
        "label end": (":", ".", " –", ""),
        "grades": ("none", "table", "table with years", "matrix", "line", "list"),
        "page": ("bare", "numbers", "heads"),
        "site": ("bare", "menus"),
        "notes": ("none", "none", "some"),
        "columns": ("one", "one", "one", "two"),
        "contents": ("none", "list"),
        "earlier": ("none", "prose", "table", "list"),
        "practice": ("none", "box", "heading"),
        "quotation": ("none", "quotation"),
        "method": ("none", "list"),
        "glossary": ("none", "table", "list"),
        "styles": ("real", "bold"),
        "look": ("tint", "border", "bar"),
        "heads of columns": ("0", "1", "2", "3", "4"),
    }
)
"""Every choice but how items begin; a value that stands twice is drawn twice as often."""


@dataclass(frozen=True)
class Shape:
    """What was chosen for a report."""

    seed: int
    values: Mapping[str, str]
    begin: Mapping[str, str] = field(default_factory=dict)
    """How the items of each kind begin."""

    def __getitem__(self, axis: str) -> str:
        return self.values[axis]

    def of_kind(self, kind: str) -> dict[str, str]:
        """Every choice that bears on the items of a kind."""
        return {**self.values, "begin": self.begin[kind]}


def random_for(seed: int, what: str) -> Random:
    """Random choices for one matter, which do not change when another has one value more."""
    return Random(f"{seed} {what}")  # noqa: S311 - nothing secret is chosen


def shape_of(seed: int, form: str | None = None) -> Shape:
    """Choose the structure of a report; `form` asks for a format."""
    values = {axis: random_for(seed, axis).choice(choices) for axis, choices in AXES.items()}
    values["format"] = form or values["format"]
    first = random_for(seed, "begin").choice(BEGIN)
    begin = {}
    for kind in KINDS:
        random = random_for(seed, f"begin {kind}")
        begin[kind] = random.choice(BEGIN) if random.random() < 0.3 else first
    return _fair(Shape(seed, values, begin))


def _fair(shape: Shape) -> Shape:
    """Take back what would leave a careful reader in doubt."""
    form = shape["format"]
    begin = {kind: _fair_begin(how, form) for kind, how in shape.begin.items()}
    return replace(shape, values=_fair_page(_fair_items(shape.values, begin), begin), begin=begin)


def _fair_begin(how: str, form: str) -> str:
    if how == "text box" and form != "docx":
        return "box with label"
    if how == "details" and form != "html":  # on paper nothing shows where one ends
        return "label alone"
    if how in {"box without label", "definition list"} and form in TYPED:
        return "label alone"
    if how == "definition list" and form in {"docx", "pdf-office"}:
        return "label alone"  # a word processor has no such lists
    return how


def _fair_items(given: Mapping[str, str], begin: Mapping[str, str]) -> dict[str, str]:
    """Several paragraphs, and other text after an item, only where a frame shows its end."""
    values = dict(given)
    typed = values["format"] in TYPED
    if typed or any(how not in BOUNDED for how in begin.values()):
        values["length"] = {"paragraphs": "sentence", "bullets, paragraph": "bullets"}.get(
            values["length"], values["length"]
        )
        if values["place"] == "middle":
            values["place"] = "each section"
    if typed and CELLS & {*begin.values()}:  # a cell is one line there
        values["length"] = "sentence"
    return values


CELLS = frozenset(("table row", "label | text", "table each"))


def _fair_page(given: Mapping[str, str], begin: Mapping[str, str]) -> dict[str, str]:
    """What is not to be had in a format is not chosen for it."""
    values = dict(given)
    form = values["format"]
    printed = form in {"pdf-tagged", "pdf-untagged"}
    if not printed or CELLS & {*begin.values()}:
        values["columns"] = "one"
    if form != "html":
        values["site"] = "bare"
    if not printed and form not in {"pdf-office", "docx", "layout.txt"}:
        values["page"] = "bare"
    if form not in {"docx", "pdf-office"}:
        values["frame"] = "table"
    if form in TYPED:
        values["styles"] = "real"
    if not printed:
        values["lines"] = "ragged"
    if form in {"txt", "eml"} and values["grades"] == "matrix":
        values["grades"] = "table"
    return values
