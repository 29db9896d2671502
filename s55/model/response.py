"""Define the response: the report's items, the chief officer's comments and the body's own."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema

from s55.model.base import (
    FormatVersion,
    IsoDate,
    ItemNumber,
    Line,
    Markdown,
    MarkdownText,
    Model,
    OfficeOnly,
    RequiredMarkdown,
    YesNo,
    lower_case,
)
from s55.model.distribution import (
    WEBSITE,
    Dispatch,
    Dispatches,
    DispatchEvent,
    RecipientKey,
    event_at,
)
from s55.model.inspection import Inspection, Judgments
from s55.model.languages.translation import Translation
from s55.model.progress import GivenMark, Progress, StatedStatus

_REVISIONS = (DispatchEvent.REPUBLISHED, DispatchEvent.WITHDRAWN)


class Action(StrEnum):
    """What the body does about a recommendation (section 55(5B))."""

    TAKEN = "taken"
    PROPOSED = "proposed"
    NONE = "none"


class Item(Model):
    """Something a report asks for."""

    number: ItemNumber | None = None
    """The item's own number as the report prints it; gaps are kept."""
    office_number: ItemNumber | None = None
    """The office's own number of an item that the report does not number."""
    under: Line | None = None
    """The heading of the report under which it stands."""
    text: RequiredMarkdown
    """The whole text of the item, with its nested bullets."""
    addressed_to: Line | None = None
    """Whom the report asks, for example 'chief constables' or 'the Home Office'."""
    complete_by: Line | None = None
    """The time the report sets, as printed: 'By January 2024'."""
    due: IsoDate | None = None
    """The last day of that time, for lists and reminders."""
    applies: YesNo = True
    """Whether the item applies to this force; one that does not is kept and not printed."""
    reason_not_applicable: Line | None = None
    """Why it does not apply."""
    chief_officer: Markdown | None = None
    """The chief officer's comments on this item."""
    force_action: Markdown | None = None
    """What the force has done about it, or proposes to do."""
    owner: Line | None = None
    """Who in the force sees to it: a name or a post."""
    target_date: IsoDate | None = None
    """The day by which the force means to have done it."""
    status: StatedStatus | None = None
    """How far the force is with it, as the statement says: not started, in progress, complete."""
    mark: GivenMark | None = None
    """How the policing body judges the progress: red, amber or green, apart from the status."""
    history: tuple[Progress, ...] = ()
    """How far it was on which day, in drafts of format 1; by now in a file of its own."""
    policing_body: Markdown | None = None
    """The local policing body's comments on this item."""
    action: Annotated[Action | None, BeforeValidator(lower_case)] = None
    """What the body does about it (section 55(5B)): taken, proposed or none; its comments or
    the action's details explain."""
    action_details: Markdown | None = None
    """The action, or the reason for taking none, where it is to stand in a place of its own."""
    office_notes: Annotated[Markdown | None, OfficeOnly()] = None
    """Notes for the office alone."""

    @property
    def latest(self) -> Progress | None:
        """The latest entry of its history; of two of one day the later in the draft."""
        return max(reversed(self.history), key=lambda entry: entry.date, default=None)


class Recommendation(Item):
    """A recommendation: the Act asks for an explanation for each (section 55(5B))."""


class AreaForImprovement(Item):
    """An area for improvement (AFI), or an area for priority action."""

    priority: YesNo = False
    """Whether the report calls it an area for priority action."""


class CauseOfConcern(Item):
    """A cause of concern; it comes with one or more recommendations."""

    recommendations: tuple[Recommendation, ...] = ()
    """The recommendations made because of it."""


def _yes_or_text(value: object) -> object:
    """``none: yes`` asks for the template set's own sentence, any other text is that sentence."""
    if isinstance(value, str) and value.strip().lower() in {"yes", "true"}:
        return True
    if isinstance(value, str) and value.strip().lower() in {"no", "false", ""}:
        return False
    return value


def _recorded(value: object) -> object:
    """Leave out recipients with nothing beside them: they are places for what is to come."""
    if isinstance(value, dict):
        return {key: entry for key, entry in value.items() if entry is not None}
    return value


Distribution = Annotated[
    dict[RecipientKey, Dispatches],
    BeforeValidator(_recorded),
]

NoneStated = Annotated[
    bool | Annotated[str, MarkdownText()],
    BeforeValidator(_yes_or_text),
    WithJsonSchema({"anyOf": [{"type": "boolean"}, {"type": "string"}]}),
]


class CausesOfConcern(Model):
    """The causes of concern, or the statement that there are none."""

    introduction: Markdown | None = None
    """What stands before the first."""
    items: tuple[CauseOfConcern, ...] = ()
    """The causes of concern in the order of the report."""
    none: NoneStated = False
    """'yes', or a sentence of your own, when the report has none."""


class Recommendations(Model):
    """The recommendations, or the statement that there are none."""

    introduction: Markdown | None = None
    """What stands before the first."""
    items: tuple[Recommendation, ...] = ()
    """The recommendations in the order of the report, with their own numbers."""
    none: NoneStated = False
    """'yes', or a sentence of your own, when the report has none."""


class AreasForImprovement(Model):
    """The areas for improvement, or the statement that there are none."""

    introduction: Markdown | None = None
    """What stands before the first."""
    items: tuple[AreaForImprovement, ...] = ()
    """The areas for improvement in the order of the report."""
    none: NoneStated = False
    """'yes', or a sentence of your own, when the report has none."""


class Invitation(Model):
    """The invitation to comment, with the date the body specified (section 55(4))."""

    date: IsoDate
    """The day on which the chief officer was invited."""
    reply_by: IsoDate | None = None
    """The date before which comments were asked for."""
    how: Line | None = None
    """How, for example 'by e-mail'."""


class ChiefOfficer(Model):
    """The chief officer's comments on the report as a whole, and whose they are."""

    invited: Invitation | None = None
    """The invitation to comment."""
    name: Line | None = None
    """Who made the comments."""
    post: Line | None = None
    """Their post, where it is not the one in the settings."""
    date: IsoDate | None = None
    """The day the comments are dated or were received."""
    comments: Markdown | None = None
    """Comments on the report as a whole; those on one item stand with the item."""


class PolicingBody(Model):
    """The local policing body's comments on the report as a whole."""

    opening: Markdown | None = None
    """What stands before the comments on the items."""
    reply_to_chief_officer: Markdown | None = None
    """The response to the chief officer's comments (section 55(5))."""
    closing: Markdown | None = None
    """What stands after the comments on the items."""


class SignOff(Model):
    """Who approved the response for publication; until then the document says 'draft'."""

    name: Line
    """Who signed it off."""
    post: Line | None = None
    """Their post."""
    date: IsoDate
    """The day on which it was signed off."""
    text: Line | None = None
    """The fingerprint of the text that was approved, which binds the two; 's55 sign' writes it."""


class LetterDetails(Model):
    """What a response bears that goes out as a letter, beside its text."""

    our_reference: Line | None = None
    """The office's own reference."""
    your_references: dict[RecipientKey, Line] = Field(default_factory=dict)
    """The reference of each addressee, by the recipient: 'secretary_of_state'."""
    sent: IsoDate | None = None
    """The day on which the letters go out, which they bear."""


class Response(Model):
    """A Section 55 response: one YAML file, ordered as the document is."""

    format: FormatVersion
    """The version of the draft format: 2; drafts of format 1 are read as well."""
    template: Line | None = None
    """The template set; the one in the settings when not given."""
    inspection: Inspection
    """The inspection report that is answered."""
    key_findings: Markdown | None = None
    """What the report found, in the office's words."""
    judgments: Judgments | None = None
    """The graded judgments of the report."""
    causes_of_concern: CausesOfConcern | None = None
    """The causes of concern."""
    recommendations: Recommendations | None = None
    """The recommendations that stand on their own."""
    areas_for_improvement: AreasForImprovement | None = None
    """The areas for improvement."""
    chief_officer: ChiefOfficer | None = None
    """The chief officer's comments."""
    policing_body: PolicingBody | None = None
    """The local policing body's comments."""
    sign_off: SignOff | None = None
    """The approval for publication."""
    letter: LetterDetails | None = None
    """References and day of a response that goes out as a letter."""
    distribution: Distribution = Field(default_factory=dict)
    """Where the response was published and to whom it was sent, event by event."""
    office_notes: Annotated[Markdown | None, OfficeOnly()] = None
    """Notes for the office alone: they are in no document and in no data."""
    translation: Translation | None = None
    """The texts in a second language, in which the response is published too."""

    def all_recommendations(self) -> Iterator[tuple[str, Recommendation]]:
        """Yield every recommendation with its path, those of causes of concern first."""
        for path, item in self.all_items():
            if isinstance(item, Recommendation):
                yield path, item

    def all_items(self) -> Iterator[tuple[str, Item]]:
        """Yield every item with its path in the draft, in the order of the document."""
        for name, section in (
            ("causes_of_concern", self.causes_of_concern),
            ("recommendations", self.recommendations),
            ("areas_for_improvement", self.areas_for_improvement),
        ):
            for number, item in enumerate(section.items if section else ()):
                path = f"{name}.items[{number}]"
                yield path, item
                if isinstance(item, CauseOfConcern):
                    for inner, recommendation in enumerate(item.recommendations):
                        yield f"{path}.recommendations[{inner}]", recommendation

    def applying_items(self) -> Iterator[tuple[str, Item]]:
        """Yield every item that documents print, with its path, in their order.

        A recommendation of a cause of concern that does not apply does not apply either.
        """
        left_out = ""
        for path, item in self.all_items():
            if left_out and path.startswith(left_out):
                continue
            if item.applies:
                yield path, item
            else:
                left_out = f"{path}."

    @property
    def has_chief_officers_comments(self) -> bool:
        """Whether the chief officer has commented, on the whole report or on an item that applies.

        An answer on what the force has done or proposes is a comment too.
        """
        items = [item for _, item in self.applying_items()]
        texts = [text for item in items for text in (item.chief_officer, item.force_action)]
        texts.append(self.chief_officer.comments if self.chief_officer else None)
        return any(text is not None and text.strip() for text in texts)

    def events_at(self, recipient: str) -> list[tuple[DispatchEvent, Dispatch]]:
        """List what happened at a place of publication or for a recipient, the earliest first."""
        entries = self.distribution.get(recipient, ())
        return [(event_at(entries, at, recipient), entry) for at, entry in enumerate(entries)]

    @property
    def first_publication(self) -> Dispatch | None:
        """The first publication, by which section 55(5A) is met or not; None before it."""
        return next(iter(self.distribution.get(WEBSITE, ())), None)

    @property
    def corrections(self) -> tuple[Dispatch, ...]:
        """The publications of a corrected text, the earliest first."""
        events = self.events_at(WEBSITE)
        return tuple(entry for event, entry in events if event is DispatchEvent.REPUBLISHED)

    @property
    def withdrawal(self) -> Dispatch | None:
        """The withdrawal from the website; None unless it is the last that happened there."""
        event, entry = next(reversed(self.events_at(WEBSITE)), (None, None))
        return entry if event is DispatchEvent.WITHDRAWN else None

    @property
    def revised(self) -> tuple[DispatchEvent, date] | None:
        """The last correction or withdrawal whose day is known, and that day; None before one.

        Whoever had a copy of what was published is sent one of what is published since then.
        """
        events = self.events_at(WEBSITE)
        days = [(entry.on, event) for event, entry in events if event in _REVISIONS and entry.on]
        # Of two on one day the later in the draft.
        day, event = max(reversed(days), key=lambda one: one[0], default=(None, None))
        return (event, day) if event and day else None

    @property
    def is_signed_off(self) -> bool:
        """Whether the response was approved for publication."""
        return self.sign_off is not None
