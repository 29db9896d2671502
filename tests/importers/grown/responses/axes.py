"""The axes along which layouts differ, and how a seed draws a value of each.

Values are drawn independently. Where two together would leave a reader in doubt, one gives way:
what is told by italics alone is told by quotation marks in plain text, and a paragraph's number
never looks like an item's.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from tests.importers.grown.responses.names import CHIEFS, VOCABULARIES

FORMATS = "html docx bold.docx pdf untagged.pdf office.pdf odt txt layout.txt eml".split()
"""The ending of each format: Word with styles or only bold, a PDF by LibreOffice, and so on."""
_TEXT = ("txt", "layout.txt", "eml")
_TABLES = ("columns", "stacked", "who", "two columns")


@dataclass(frozen=True)
class Axes:
    """A value of each axis."""

    format: str
    frame: str
    layout: str
    naming: str
    reference: str
    teller: str
    order: str
    numbered: str
    kinds: str
    comments: str
    shared: str
    reports: str
    overall: str
    overall_place: str
    numbering: str
    vocabulary: str
    chiefs: str
    person: str
    furniture: str
    dated: str
    status: str
    target: str
    findings: str
    next_steps: str
    quotes: str
    markup: str

    def values(self) -> dict[str, str]:
        """The value of each axis that means something in this layout.

        The markup is that of a saved page: headings, bold paragraphs, or parts that open.
        """
        all_of_them = dict(vars(self))
        left_out: set[str] = set() if self.format == "html" else {"markup"}
        if self.layout in _TABLES:
            left_out |= {"naming", "teller", "shared"}
        if self.layout == "by owner":
            left_out |= {"teller", "shared"}
        return {name: value for name, value in all_of_them.items() if name not in left_out}


_CHOICES: dict[str, tuple[str, ...]] = {
    "frame": ("letter", "letter", "page", "page", "form", "report"),
    "layout": ("flow",) * 6 + ("by owner", "columns", "columns", "stacked", "who", "two columns"),
    "naming": (
        *("heading and text", "heading", "run-in", "quoted", "quoted in part", "italic"),
        *("box", "number only", "number and title"),
    ),
    "reference": ("full", "full", "short", "bare"),
    "teller": (
        *("heading", "label", "run-in", "plain run-in", "said and quoted", "said and indented"),
        *("said and barred", "italic", "voice"),
    ),
    "order": ("chief first", "chief first", "chief first", "body first"),
    "numbered": ("through", "gaps", "none"),
    "kinds": ("areas", "recommendations", "both", "causes"),
    "comments": ("both", "both", "both", "chief", "body"),
    "shared": ("no", "no", "yes"),
    "reports": ("one",) * 11 + ("two",),
    "overall": ("both", "both", "body", "chief", "none"),
    "overall_place": ("before", "before", "after", "after", "annex"),
    "numbering": ("none", "none", "none", "1.1", "1."),
    "vocabulary": (*VOCABULARIES, "pcc", "commissioner"),
    "chiefs": (*CHIEFS, "chief constable"),
    "person": ("first", "first", "third"),
    "furniture": ("none", "slight", "full"),
    "dated": ("no", "no", "no", "yes"),
    "status": ("no", "no", "yes"),
    "target": ("no", "no", "no", "yes"),
    "findings": ("no", "no", "yes"),
    "next_steps": ("no", "yes"),
    "quotes": ("curly", "curly", "straight"),
    "markup": ("headings", "headings", "bold", "parts"),
}


def axes(seed: int, wanted: str | None = None) -> Axes:
    """The values that a seed draws; with a format that is wanted, the same but for that."""
    drawn = Random(f"format {seed}").choice(FORMATS)  # noqa: S311  # a test repeats itself
    rng = Random(f"axes {seed}")  # noqa: S311  # a test repeats itself
    values = {name: rng.choice(choices) for name, choices in _CHOICES.items()}
    return _fair(Axes(format=wanted or drawn, **values))


def _fair(drawn: Axes) -> Axes:
    """What gives way so that a careful reader is never in doubt."""
    made = _of_layout(drawn)
    if made.format in _TEXT:
        tellers = {"said and barred": "said and quoted", "italic": "said and quoted"}
        if made.format == "eml":
            tellers["said and indented"] = "said and quoted"
        namings = {"italic": "quoted", "box": "run-in"}
        made = replace(
            made,
            teller=tellers.get(made.teller, made.teller),
            naming=namings.get(made.naming, made.naming),
        )
    if made.numbered == "none":
        namings = {"number only": "quoted", "number and title": "run-in"}
        made = replace(
            made, naming=namings.get(made.naming, made.naming), reference="full", shared="no"
        )
    if made.numbering != "none" and made.reference == "bare":
        made = replace(made, reference="full")
    if made.naming == "italic" and made.teller == "italic":
        made = replace(made, teller="label")
    if made.naming in ("quoted", "quoted in part") and made.teller == "said and quoted":
        made = replace(made, teller="run-in")
    if made.naming == "heading" and made.teller == "voice":
        made = replace(made, teller="label")
    return made


def _of_layout(drawn: Axes) -> Axes:
    made = drawn
    if made.layout == "by owner":
        numbered = "through" if made.numbered == "none" else made.numbered
        naming = made.naming if made.naming in ("heading and text", "quoted") else "run-in"
        made = replace(made, numbered=numbered, naming=naming, comments="both", shared="no")
        made = replace(made, reference="full" if made.reference == "bare" else made.reference)
    if made.layout in _TABLES:
        made = replace(made, shared="no")
        if made.layout in ("who", "two columns"):
            made = replace(made, comments="both")
    if made.comments == "chief" and made.overall in ("chief", "none"):
        made = replace(made, overall="both")
    if made.comments == "body" and made.overall in ("body", "none"):
        made = replace(made, overall="both")
    if made.reports == "two":
        made = replace(made, overall="body" if made.comments == "both" else "both")
        made = replace(made, overall_place="before")
    if made.frame in ("form", "letter") and made.reports == "two":
        made = replace(made, frame="report")
    return made
