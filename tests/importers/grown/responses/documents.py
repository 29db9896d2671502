"""A whole document from a seed: what stands round the items, and the label."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from tests.importers.grown.responses.axes import Axes, axes
from tests.importers.grown.responses.blocks import (
    Block,
    Entries,
    Field,
    Furniture,
    Grid,
    Heading,
    Look,
    Passage,
    Run,
    passage,
)
from tests.importers.grown.responses.contents import (
    Contents,
    Inspection,
    Owner,
    Speech,
    Wanted,
    contents,
)
from tests.importers.grown.responses.flow import Flow
from tests.importers.grown.responses.furniture import furniture
from tests.importers.grown.responses.label import Label
from tests.importers.grown.responses.names import office
from tests.importers.grown.responses.sentences import Writer
from tests.importers.grown.responses.tables import day, tables
from tests.importers.grown.responses.telling import Labels, labels, quoted_speech

_LOOKS = ("voice", "italic", "said and quoted", "said and indented", "said and barred")
"""Ways of telling whose words follow that leave the policing body's without a name."""


@dataclass(frozen=True)
class Document:
    """A grown response.

    Attributes:
        seed: what it is grown from.
        axes: its layout.
        title: its title.
        blocks: its text.
        furniture: what stands round it.
        label: what it holds.
    """

    seed: int
    axes: Axes
    title: str
    blocks: tuple[Block, ...]
    furniture: Furniture
    label: Label


def document(seed: int, wanted: str | None = None) -> Document:
    """Grow the document of a seed, in the format it draws or in the one that is wanted."""
    drawn = axes(seed, wanted)
    rng = Random(f"contents {seed}")  # noqa: S311  # a test repeats itself
    held = office(rng, drawn.vocabulary, drawn.chiefs)
    writer = Writer(rng, held, drawn.person == "first")
    made = contents(rng, held, writer, _wanted(drawn))
    names = labels(rng, held, drawn)
    frame = _Frame(rng, drawn, made, names, Label())
    blocks = _numbered(frame.blocks(), drawn.numbering)
    round_it = furniture(rng, drawn, held)
    return Document(seed, drawn, frame.title, tuple(blocks), round_it, frame.label)


def _wanted(drawn: Axes) -> Wanted:
    of_flow = drawn.layout == "flow"
    return Wanted(
        numbered=drawn.numbered,
        kinds=drawn.kinds,
        comments=drawn.comments,
        cues=of_flow and drawn.teller in _LOOKS,
        status=drawn.status == "yes" and drawn.layout not in ("who", "two columns"),
        target=drawn.target == "yes" and drawn.layout not in ("who", "two columns"),
        shared=of_flow and drawn.shared == "yes",
        reports=2 if drawn.reports == "two" else 1,
        overall=drawn.overall,
        findings=drawn.findings == "yes",
        next_steps=drawn.next_steps == "yes",
        few=drawn.layout == "columns" and drawn.format == "layout.txt",
    )


@dataclass
class _Frame:
    """What is needed to write what stands round the items."""

    rng: Random
    axes: Axes
    contents: Contents
    names: Labels
    label: Label
    title: str = ""

    def blocks(self) -> list[Block]:
        """The whole document."""
        if self.names.day:
            self.label.passing(self.names.day)
        made = self._head()
        self.label.comment(Owner.BODY, [], self.contents.opening)
        made += self._opening()
        place = self.axes.overall_place
        if place == "before":
            made += self._chief()
        if self.rng.random() < 0.4:
            made += self._intro()
        for inspection in self.contents.inspections:
            made += self._inspection(inspection)
        if place == "after":
            made += self._chief()
        if self.contents.next_steps:
            self.label.comment(Owner.BODY, [], self.contents.next_steps)
            made += [self._part("Next steps"), *self.contents.next_steps]
        made += self._end()
        return made + (self._annex() if place == "annex" else [])

    def _inspection(self, inspection: Inspection) -> list[Block]:
        made: list[Block] = []
        level = 2
        if len(self.contents.inspections) > 1:
            made.append(Heading(inspection.title, 2))
            made.append(
                Passage(
                    (Run(f"Published on {day(inspection.published)}", counted=False),), Look.LINE
                )
            )
            level = 3
        if inspection.findings:
            listed = Entries(tuple((Run(one),) for one in inspection.findings))
            made += [Heading("Key findings", level), listed]
        made += self._legend()
        if self.axes.layout == "flow":
            return made + Flow(self.axes, self.names, self.label, level).by_item(inspection)
        if self.axes.layout == "by owner":
            return made + Flow(self.axes, self.names, self.label, level).by_owner(inspection)
        return made + tables(inspection, self.axes, self.names, self.label, level)

    def _legend(self) -> list[Block]:
        """What a reader has to know of the looks, under a heading of its own."""
        spoken = self.axes.comments in ("both", "chief")
        if self.axes.layout != "flow" or self.axes.teller != "italic" or not spoken:
            return []
        who = self.contents.office.words
        text = (
            f"What {who.chief_said} says is printed in italics; what {who.body_said} says is not."
        )
        return [self._part("How to read this response"), passage(self.label.passing(text))]

    # --- before the items -----------------------------------------------------------

    def _head(self) -> list[Block]:
        first, *others = self.contents.inspections
        if not others:
            self.label.title, self.label.published = first.title, first.published
        opens, closes = ("‘", "’") if self.axes.quotes == "curly" else ("'", "'")
        body = self.contents.office.words.body_short
        named = first.title if not others else "two inspection reports"
        self.title = self.rng.choice(
            (
                f"Response to HMICFRS report: {named}",
                f"{body} response to {opens}{named}{closes}"
                if not others
                else f"{body} response to {named}",
            )
        )
        heads = {"letter": self._letter, "form": self._form, "page": self._page}
        return heads.get(self.axes.frame, self._report)(first, several=bool(others))

    def _letter(self, first: Inspection, *, several: bool) -> list[Block]:
        held, sent = self.contents.office, day(self.contents.sent)
        address = f"{held.body_name}\nCounty House, Mill Lane\n{held.place} ZZ1 4AB"
        to = self.rng.choice(
            (
                "The Home Secretary\nHome Office\n2 Marsham Street\nLondon SW1P 4DF",
                "Secretary of State for the Home Department\n2 Marsham Street\nLondon SW1P 4DF",
            )
        )
        dear = self.rng.choice(("Home Secretary", "Secretary of State", "Minister"))
        return [
            passage(address, Look.RIGHT),
            Passage((Run(f"Date: {sent}", counted=False),), Look.LINE),
            passage(to, Look.LINE),
            passage(f"Dear {dear},", Look.LINE),
            passage(first.title, Look.LINE, bold=True),
            *self._statute(first),
        ]

    def _form(self, first: Inspection, *, several: bool) -> list[Block]:
        held = self.contents.office
        rows = (
            ("Inspection title", Run(first.title)),
            ("Date published", Run(day(first.published), counted=False)),
            ("Police force", Run(held.force)),
        )
        grid = Grid(
            tuple(
                (Field((passage(name, bold=True),), head=True), Field((Passage((value,)),)))
                for name, value in rows
            ),
            2,
        )
        head = Heading(f"Section 55 response of the {held.words.body}", 1)
        self.title = head.text
        return [head, grid]

    def _page(self, first: Inspection, *, several: bool) -> list[Block]:
        made: list[Block] = [Heading(self.title, 1)]
        if not several:
            text = self.rng.choice(("Report published: ", "First published: "))
            made.append(Passage((Run(text), Run(day(first.published), counted=False)), Look.LINE))
        return made

    def _report(self, first: Inspection, *, several: bool) -> list[Block]:
        made: list[Block] = [Heading(self.title, 1)]
        if several:
            text = "These comments are published under section 55 of the Police Act 1996."
            return [*made, passage(self.label.passing(text))]
        return [*made, *self._statute(first)]

    def _statute(self, first: Inspection) -> list[Block]:
        """The sentence that says what this is; it is the policing body's, or nobody's."""
        when = _ordinal(first) if self.rng.random() < 0.3 else day(first.published)
        text = self.rng.choice(
            (
                "In accordance with section 55 of the Police Act 1996, these are my comments on "
                "the report named above, which was published on {day}.",
                "I write pursuant to section 55(5) of the Police Act 1996 about the report named "
                "above, which HMICFRS published on {day}.",
                "This response is made under section 55(1) of the Police Act 1996. The report was "
                "published on the {day}.",
            )
        )
        before, after = text.split("{day}")
        self.label.passing(before + when + after)
        return [Passage((Run(before), Run(when, counted=False), Run(after)))]

    # --- what is said of the whole ---------------------------------------------------

    def _opening(self) -> list[Block]:
        said = list(self.contents.opening)
        if not said:
            return []
        if self.axes.frame == "letter" or self.rng.random() < 0.3:
            return said
        name = self.names.body if self.rng.random() < 0.5 else "Overall comments"
        if name == "Overall comments" and self.axes.frame == "form":
            name = self.names.body
        return [self._part(name), *said]

    def _part(self, name: str) -> Heading:
        """A heading over a part that is none of a side's; it may be kept in a comment."""
        return Heading(self.label.passing(name), 2)

    def _chief(self) -> list[Block]:
        speech: Speech = self.contents.chief
        if not speech:
            return []
        self.label.comment(Owner.CHIEF, [], speech)
        if self.axes.layout == "by owner" or self.rng.random() < 0.5:
            whole = f"Overall comments of the {self.contents.office.words.chief_short}"
            return [self._part(whole), *speech]
        said = self.label.passing(self.names.said)
        return [
            self._part("The report as a whole"),
            passage(said),
            *quoted_speech(speech, self.axes.quotes),
        ]

    def _intro(self) -> list[Block]:
        """A sentence before the items that says what follows, under a heading of its own."""
        text = self.rng.choice(
            (
                "What the report asks for is set out below, with what has been said on it.",
                "The following pages take the findings of the inspectors one after the other.",
            )
        )
        return [self._part("Structure of this response"), passage(self.label.passing(text))]

    def _annex(self) -> list[Block]:
        """What the chief officer says of the whole, after the signature, with another."""
        speech: Speech = self.contents.chief
        if not speech:
            return []
        self.label.comment(Owner.CHIEF, [], speech)
        held = self.contents.office
        signed = passage(f"{held.chief}\n{held.words.chief}", Look.LINE)
        name = f"Annex: comments of the {held.words.chief_short} on the report as a whole"
        return [self._part(name), *speech, signed]

    def _end(self) -> list[Block]:
        held = self.contents.office
        title = f"{held.words.body} for {held.place}"
        signed = passage(f"{held.holder}\n{title}", Look.LINE)
        if self.axes.frame == "letter":
            thanks = "I hope that this is of help, and my office will gladly answer questions."
            last = [passage(self.label.passing(thanks))] if self.rng.random() < 0.5 else []
            return [*last, passage("Yours sincerely,", Look.LINE), signed]
        return [signed] if self.axes.furniture == "full" else []


def _ordinal(inspection: Inspection) -> str:
    number = inspection.published.day
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10 if number not in (11, 12, 13) else 0, "th")
    return f"{number}{ending} {inspection.published:%B %Y}"


def _numbered(blocks: list[Block], numbering: str) -> list[Block]:
    """The blocks with numbers before their headings and paragraphs."""
    if numbering == "none":
        return blocks
    made: list[Block] = []
    section = count = 0
    for block in blocks:
        if isinstance(block, Heading) and block.level == 2:
            section, count = section + 1, 0 if numbering == "1.1" else count
            made.append(replace(block, marker=f"{section}.") if numbering == "1.1" else block)
        elif isinstance(block, Passage) and block.look not in (Look.LINE, Look.RIGHT):
            if numbering == "1.1" and not section:
                made.append(block)
                continue
            count += 1
            marker = f"{section}.{count}" if numbering == "1.1" else f"{count}."
            made.append(replace(block, marker=marker))
        else:
            made.append(block)
    return made
