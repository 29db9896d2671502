"""How a document tells whose words follow."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from tests.importers.grown.responses.axes import Axes
from tests.importers.grown.responses.blocks import Block, Entries, Heading, Look, Passage, Run
from tests.importers.grown.responses.contents import Owner, Speech
from tests.importers.grown.responses.label import Label
from tests.importers.grown.responses.names import Office
from tests.importers.grown.responses.sentences import MONTHS

_LABELS = (
    "{whose} response",
    "{whose} comments",
    "Response of the {who}",
    "Comments of the {who}",
    "{who} response",
    "{who} comments",
    "{whose} view",
)
_OF_FORCE = ("Force response", "Force update", "Update from the {who}")
_MINE = ("My comments", "My response")
_SAID = (
    "{Chief} has told me:",
    "I have asked for the view of {chief}, who has stated:",
    "{Chief} has responded as follows:",
    "The answer that I received from {chief} is this:",
    "{Chief} has commented:",
)
_SAID_THIRD = (
    "{Chief} has responded as follows:",
    "{Chief} has commented:",
    "{Chief} has told the office:",
)


@dataclass
class Labels:
    """The labels that a document uses throughout.

    Attributes:
        chief: the label of the chief officer's words.
        body: the label of the policing body's.
        said: the sentence before the chief officer's words.
        day: the month of the chief officer's words, where a label has it.
        who: how a column names the chief officer and the policing body.
    """

    chief: str
    body: str
    said: str
    day: str
    who: tuple[str, str]

    @property
    def chief_dated(self) -> str:
        """The chief officer's label with its day."""
        return f"{self.chief} ({self.day})" if self.day else self.chief


def labels(rng: Random, office: Office, axes: Axes) -> Labels:
    """Choose the labels of a document."""
    words = office.words
    patterns = _LABELS + (_OF_FORCE if axes.chiefs == "force" else ())
    if words.body_short == "MOPAC":
        body = rng.choice(("MOPAC response", "MOPAC’s comments", "Comments of MOPAC"))
    else:
        body = _label(rng.choice(_LABELS), words.body_short)
    if axes.person == "first" and rng.random() < 0.35:
        body = rng.choice(_MINE)
    said = rng.choice(_SAID if axes.person == "first" else _SAID_THIRD)
    chief = words.chief_said
    said = said.format(chief=chief, Chief=chief[0].upper() + chief[1:])
    day = f"{rng.choice(MONTHS)} 2024" if axes.dated == "yes" else ""
    chief_label = _label(rng.choice(patterns), words.chief_short)
    return Labels(chief_label, body, said, day, (words.chief_short, words.body_short))


def _label(pattern: str, who: str) -> str:
    return pattern.format(who=who, whose=f"{who}’s")


def told(
    axes: Axes, owner: Owner, speech: Speech, names: Labels, label: Label, level: int
) -> list[Block]:
    """The blocks that tell whose a speech is, and the speech."""
    if not speech:
        return []
    name = names.chief_dated if owner is Owner.CHIEF else names.body
    teller = axes.teller
    if teller == "heading":
        return [Heading(name, level), *speech]
    if teller == "label":
        return [Passage((Run(name, bold=True),)), *speech]
    if teller in ("run-in", "plain run-in"):
        return _run_in(speech, f"{name}: ", bold=teller == "run-in")
    if owner is Owner.BODY or teller == "voice":
        return list(speech)
    if teller == "italic":
        return [_in_italics(block) for block in speech]
    said = Passage((Run(label.passing(names.said)),))
    return [said, *_set_apart(speech, teller, axes.quotes)]


def _run_in(speech: Speech, name: str, *, bold: bool) -> list[Block]:
    first, *others = speech
    if not isinstance(first, Passage):
        return [Passage((Run(name.strip(), bold=bold),)), *speech]
    return [replace(first, runs=(Run(name, bold=bold), *first.runs)), *others]


def _in_italics(block: Block) -> Block:
    if isinstance(block, Passage):
        return replace(block, runs=tuple(replace(run, italic=True) for run in block.runs))
    if isinstance(block, Entries):
        entries = tuple(
            tuple(replace(run, italic=True) for run in entry) for entry in block.entries
        )
        return replace(block, entries=entries)
    return block


def _set_apart(speech: Speech, teller: str, quotes: str) -> list[Block]:
    if teller == "said and quoted":
        return quoted_speech(speech, quotes)
    look = Look.BAR if teller == "said and barred" else Look.INDENT
    return [
        replace(block, look=look) if isinstance(block, Passage | Entries) else block
        for block in speech
    ]


def quoted_speech(speech: Speech, quotes: str) -> list[Block]:
    """A speech in quotation marks, which open each paragraph and close the last."""
    opens, closes = marks(quotes)
    made: list[Block] = []
    for at, block in enumerate(speech):
        last = at == len(speech) - 1
        if isinstance(block, Passage):
            runs = (Run(opens), *block.runs, *((Run(closes),) if last else ()))
            made.append(replace(block, runs=runs))
        elif isinstance(block, Entries) and last:
            entries = (*block.entries[:-1], (*block.entries[-1], Run(closes)))
            made.append(replace(block, entries=entries))
        else:
            made.append(block)
    return made


def marks(quotes: str) -> tuple[str, str]:
    """The marks before and after a quotation."""
    return ("“", "”") if quotes == "curly" else ('"', '"')
