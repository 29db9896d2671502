"""What a grown response says, before it has a layout."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from random import Random

from tests.importers.grown.responses.blocks import Block, Entries, Passage, Run, passage
from tests.importers.grown.responses.names import Office
from tests.importers.grown.responses.sentences import MONTHS, Writer
from tests.importers.grown.responses.topics import TOPICS, Topic


class Kind(StrEnum):
    """The kinds of items."""

    CAUSE = "cause_of_concern"
    RECOMMENDATION = "recommendation"
    AREA = "area_for_improvement"

    @property
    def said(self) -> str:
        """The name of the kind, as text has it."""
        return {
            Kind.CAUSE: "Cause of concern",
            Kind.RECOMMENDATION: "Recommendation",
            Kind.AREA: "Area for improvement",
        }[self]

    @property
    def plural(self) -> str:
        """The name of several of the kind."""
        return {
            Kind.CAUSE: "Causes of concern",
            Kind.RECOMMENDATION: "Recommendations",
            Kind.AREA: "Areas for improvement",
        }[self]


class Owner(StrEnum):
    """Whose words a comment is."""

    CHIEF = "chief_officer"
    BODY = "policing_body"


Speech = tuple[Block, ...]
"""What somebody says: paragraphs and lists."""


@dataclass
class Asked:
    """An item of the report.

    Attributes:
        kind: what it is.
        number: its number, as text; empty where the report has none.
        topic: its subject.
        text: what it asks for.
        parts: what follows as a list.
        chief: what the chief officer says on it.
        body: what the policing body says on it.
        shared: whether the comments are those on the item before as well.
        status: how far the force is with it.
        target: the day by which the force means to have done it.
    """

    kind: Kind
    number: str
    topic: Topic
    text: str
    parts: tuple[str, ...] = ()
    chief: Speech = ()
    body: Speech = ()
    shared: bool = False
    status: str = ""
    target: date | None = None


@dataclass
class Inspection:
    """A report that is answered.

    Attributes:
        title: its title.
        published: the day of its publication.
        items: what it asks for, those of a kind together.
        findings: its key findings, in the inspectors' or the office's words.
    """

    title: str
    published: date
    items: list[Asked]
    findings: list[str] = field(default_factory=list)


@dataclass
class Contents:
    """What a response says.

    Attributes:
        office: who says it.
        writer: who has written it down.
        inspections: the reports that are answered; nearly always one.
        opening: what the policing body says of the whole.
        chief: what the chief officer says of the whole.
        next_steps: what the policing body means to do.
        sent: the day of the response.
    """

    office: Office
    writer: Writer
    inspections: list[Inspection]
    opening: Speech
    chief: Speech
    next_steps: Speech
    sent: date


_THEMES = (
    "how well the police care for people in custody",
    "the police response to burglary and theft",
    "how forces deal with missing children",
    "the use of data by police forces",
    "the service to victims of fraud",
    "how effectively forces tackle violence against women",
)


@dataclass(frozen=True)
class Wanted:
    """What the axes ask of the contents.

    Attributes:
        numbered: how items are numbered: through, with gaps, or not at all.
        kinds: which kinds of items there are: areas, recommendations, both, causes.
        comments: who comments on items: both, chief or body.
        cues: whether each paragraph has to say by its words who speaks.
        status: whether items have a status.
        target: whether items have a target date.
        shared: whether two items share their comments.
        reports: how many reports are answered.
        overall: whose overall comments there are: both, body, chief or none.
        findings: whether there are key findings.
        next_steps: whether there are next steps.
        few: whether there are three items at most.
    """

    numbered: str
    kinds: str
    comments: str
    cues: bool
    status: bool
    target: bool
    shared: bool
    reports: int
    overall: str
    findings: bool
    next_steps: bool
    few: bool


def contents(rng: Random, office: Office, writer: Writer, wanted: Wanted) -> Contents:
    """Draw what a response says."""
    topics = rng.sample(TOPICS, len(TOPICS))
    published = date(2021, 1, 4) + timedelta(days=rng.randrange(1700))
    inspections = [
        _inspection(rng, office, writer, wanted, topics, published) for _ in range(wanted.reports)
    ]
    both = wanted.overall == "both"
    topic = rng.choice(TOPICS)
    opening = [writer.body_whole(topic) for _ in range(rng.randint(1, 4))]
    whole = [writer.chief_whole(topic) for _ in range(rng.randint(1, 4))]
    steps = [writer.next_step(topic) for _ in range(rng.randint(1, 3))]
    return Contents(
        office,
        writer,
        inspections,
        _grouped(rng, opening) if both or wanted.overall == "body" else (),
        _grouped(rng, whole) if both or wanted.overall == "chief" else (),
        _grouped(rng, steps) if wanted.next_steps else (),
        published + timedelta(days=rng.randint(20, 54)),
    )


def _grouped(rng: Random, sentences: list[str]) -> Speech:
    """Sentences, each once, in one or more paragraphs or in a list."""
    if len(sentences) > 2 and rng.random() < 0.15:
        return (Entries(tuple((Run(sentence),) for sentence in sentences)),)
    paragraphs: list[str] = []
    for sentence in dict.fromkeys(sentences):
        if paragraphs and rng.random() < 0.5:
            paragraphs[-1] += f" {sentence}"
        else:
            paragraphs.append(sentence)
    return tuple(passage(text) for text in paragraphs)


def _inspection(
    rng: Random,
    office: Office,
    writer: Writer,
    wanted: Wanted,
    topics: list[Topic],
    published: date,
) -> Inspection:
    if wanted.kinds in ("areas", "causes") or rng.random() < 0.3:
        year = published.year
        title = f"PEEL {year - 1}–{year % 100 + 1}: An inspection of {office.force}"
        if rng.random() < 0.4:
            title = f"{office.force}: an inspection of {rng.choice(('custody', 'vetting'))}"
    else:
        theme = rng.choice(_THEMES)
        title = rng.choice((f"An inspection of {theme}", f"{theme[0].upper()}{theme[1:]}"))
    most = 3 if wanted.few or wanted.reports > 1 else 10
    items = [_asked(rng, kind, topics.pop(), wanted) for kind in _kinds(rng, wanted.kinds, most)]
    _number(rng, items, wanted.numbered)
    _comment(rng, writer, items, wanted)
    findings = [writer.finding(one.topic) for one in items[:3]] if wanted.findings else []
    return Inspection(title, published, items, list(dict.fromkeys(findings)))


def _kinds(rng: Random, kinds: str, most: int) -> list[Kind]:
    number = rng.randint(1, most)
    if kinds == "areas":
        return [Kind.AREA] * number
    if kinds == "recommendations":
        return [Kind.RECOMMENDATION] * number
    if kinds == "both":
        first = rng.randint(1, max(1, most - 1))
        return [Kind.RECOMMENDATION] * first + [Kind.AREA] * rng.randint(1, max(1, most - first))
    return [Kind.CAUSE] + [Kind.AREA] * rng.randint(1, max(1, most - 1))


def _asked(rng: Random, kind: Kind, topic: Topic, wanted: Wanted) -> Asked:
    musts = rng.sample(topic.musts, len(topic.musts))
    target = date(2026, rng.randint(1, 12), rng.randint(1, 28)) if wanted.target else None
    status = rng.choice(("not started", "in progress", "complete")) if wanted.status else ""
    parts: tuple[str, ...] = ()
    if kind is Kind.CAUSE:
        text = f"{topic.fault}. This is a cause of concern for those whom it affects."
    elif kind is Kind.AREA:
        text = f"The force should {musts[0]}."
        if rng.random() < 0.3:
            text = f"The force needs to {musts[0]}, and to {musts[1]}."
    else:
        until = f"By {rng.choice(MONTHS)} {rng.choice((2025, 2026))}, "
        who = rng.choice(("chief constables should", "the force should", "all forces should"))
        start = until + who if rng.random() < 0.5 else who[0].upper() + who[1:]
        if rng.random() < 0.2:
            text = f"{start}:"
            parts = (*(f"{must};" for must in musts[:-1]), f"{musts[-1]}.")
        else:
            text = f"{start} {musts[0]}."
    return Asked(kind, "", topic, text, parts, status=status, target=target)


def _number(rng: Random, items: list[Asked], numbered: str) -> None:
    if numbered == "none":
        return
    last: dict[Kind, int] = {}
    for item in items:
        step = rng.choice((1, 1, 2, 4)) if numbered == "gaps" else 1
        last[item.kind] = last.get(item.kind, 0) + step
        item.number = str(last[item.kind])


def _comment(rng: Random, writer: Writer, items: list[Asked], wanted: Wanted) -> None:
    for item in items:
        if wanted.comments in ("both", "chief"):
            item.chief = _speech(rng, writer, item.topic, Owner.CHIEF, cues=wanted.cues)
        if wanted.comments in ("both", "body"):
            item.body = _speech(rng, writer, item.topic, Owner.BODY, cues=wanted.cues)
    pairs = [
        at for at in range(1, len(items)) if items[at].kind is items[at - 1].kind is not Kind.CAUSE
    ]
    if wanted.shared and pairs:
        at = rng.choice(pairs)
        items[at].chief, items[at].body = items[at - 1].chief, items[at - 1].body
        items[at].shared = True


def _speech(rng: Random, writer: Writer, topic: Topic, owner: Owner, *, cues: bool) -> Speech:
    """One to four paragraphs, sometimes with a list in the place of one."""
    say = writer.chief if owner is Owner.CHIEF else writer.body
    blocks: list[Block] = []
    longest = (1, 1, 2, 2, 3, 4) if owner is Owner.CHIEF else (1, 1, 1, 2, 3)
    for at in range(rng.choice(longest)):
        first = cues or (at == 0 and rng.random() < 0.6)
        sentences = [say(topic, cue=first)]
        sentences += [say(topic, cue=False) for _ in range(rng.choice((0, 0, 1, 1, 2, 3)))]
        blocks.append(passage(" ".join(dict.fromkeys(sentences))))
    if owner is Owner.CHIEF and rng.random() < 0.2:
        blocks += _listed(rng, topic)
    return tuple(blocks)


def _listed(rng: Random, topic: Topic) -> list[Block]:
    entries = tuple(
        (Run(step[0].upper() + step[1:] + ("." if rng.random() < 0.5 else "")),)
        for step in topic.steps
    )
    start = f"The {topic.unit} has done three things since then, which we think matter most:"
    return [Passage((Run(start),)), Entries(entries, ordered=rng.random() < 0.3)]
