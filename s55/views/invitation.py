"""Build the invitation to comment (section 55(4)): a letter, and a form for the answers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import field, replace
from datetime import date
from functools import cached_property
from types import MappingProxyType

from s55.errors import ExitCode, S55Error
from s55.model.dates import in_words
from s55.model.names import ItemName, names_of
from s55.model.office import Settings
from s55.model.progress import STATED, ItemStatus
from s55.model.response import AreasForImprovement, ChiefOfficer, Item, Recommendations, Response
from s55.office.holders import Holders, holders_on
from s55.problems import error
from s55.records import dataclass
from s55.richtext.headings import below
from s55.richtext.markdown import blocks_of
from s55.richtext.nodes import Quote
from s55.rules.deadlines import statutory_last_day
from s55.templating.catalogue import in_second_language, translated
from s55.templating.manifest import InvitationPart, Manifest, PlaceLabel
from s55.templating.wording import Wording
from s55.views.fields import SECTION_LEVEL, BlockField, PlaceField, PlaceKind, places_as_sent
from s55.views.response.build import (
    header_rows,
    holder_lines,
    item_heading,
    sender_lines,
    wording_for,
)
from s55.views.response.contents import FormItemView, FormSection, InvitationView, LogoView

_MAX_TITLE = 64
"""The longest title that Word allows for a content control."""
_MAX_LABEL = 40
"""Room for the heading of an item before the label of its place."""


@dataclass(frozen=True, slots=True)
class InvitationDates:
    """The day of an invitation, and the day by which it asks for comments."""

    day: date
    reply_by: date


def invitation_view(
    response: Response,
    settings: Settings,
    manifest: Manifest,
    asked: InvitationDates,
    logo: LogoView | None = None,
) -> InvitationView:
    """Build the invitation to comment on the report of ``response``, for a layout.

    Raises:
        S55Error: L107 when the template set has no invitation, W104 when the settings name no
            holder for the day, L105 when a label cannot be filled in.
    """
    part = invitation_part(manifest)
    view = _builder(response, settings, manifest, part, asked).view(logo)
    if manifest.second is None:
        return view
    said = translated(settings, manifest.second.messages)
    second = in_second_language(manifest)
    # Imported here: most sets have one language.
    from s55.views.response.translated import with_headings

    headed = with_headings(response, second)
    other = _builder(headed, said, second, invitation_part(second), asked).view(logo)
    return replace(view, second=other)


def _builder(
    response: Response,
    settings: Settings,
    manifest: Manifest,
    part: InvitationPart,
    asked: InvitationDates,
) -> _InvitationBuilder:
    holders = holders_on(asked.day, response, settings)
    wording = wording_for(response, settings, holders, manifest)
    return _InvitationBuilder(response, settings, manifest, part, holders, wording, asked)


def invitation_part(manifest: Manifest) -> InvitationPart:
    """Get what the template set says of invitations.

    Raises:
        S55Error: L107 when it says nothing.
    """
    if manifest.invitation is None:
        raise S55Error(
            [
                error(
                    "L107",
                    f"the template set '{manifest.name}' has no invitation",
                    "Add 'invitation' to its manifest and the two layouts, as in the standard "
                    "sets, or name another set with --template.",
                )
            ],
            ExitCode.SETTINGS,
        )
    return manifest.invitation


def invitation_data(name: str, response: Response, view: InvitationView) -> bytes:
    """Write the data that an invitation carries, as JSON: its draft, and each place as it was sent.

    Args:
        name: the name of the draft.
        response: the response that the draft holds.
        view: the invitation.
    """
    data = {
        "kind": "invitation",
        "draft": name,
        "title": response.inspection.title,
        "published": response.inspection.published.isoformat(),
        **places_as_sent(view.places()),
        "items": {
            path: {"number": item.number or "", "text": item.text}
            for path, item in response.all_items()
        },
    }
    return json.dumps(data, ensure_ascii=False).encode()


@dataclass(frozen=True)
class _InvitationBuilder:
    """Builds the parts of an invitation."""

    response: Response
    settings: Settings
    manifest: Manifest
    part: InvitationPart
    holders: Holders
    wording: Wording
    asked: InvitationDates
    titles: set[str] = field(default_factory=set)
    """The titles of the places so far."""

    @cached_property
    def names(self) -> dict[str, ItemName]:
        """What tells the items apart, by their paths."""
        return names_of(self.response)

    def view(self, logo: LogoView | None) -> InvitationView:
        labels = self.part.labels
        chief = self.response.chief_officer or ChiefOfficer()
        return InvitationView(
            language=self.manifest.language,
            document_title=self._fill(labels.document_title),
            title=self._fill(labels.title),
            author=self.settings.office.name,
            dated=self.asked.day,
            logo=logo,
            sender=sender_lines(self.settings),
            addressee=self._addressee(),
            day=self._day(self.asked.day),
            header=tuple(
                replace(row, value=replace(row.value, path=""))
                for row in header_rows(self.part.header, self.response, self.manifest, self.wording)
            ),
            salutation=self._fill(labels.salutation),
            letter=self._filled(labels.letter),
            reply_line=self._fill(labels.reply_line),
            next_heading=self._fill(labels.next_heading),
            next_steps=self._filled(labels.next_steps),
            closing=self._fill(labels.closing),
            signatory=holder_lines(self.holders),
            form_heading=self._fill(labels.form_heading),
            guide=self._filled(labels.guide),
            whole_heading=self._fill(labels.whole_heading),
            whole=self._text(
                "chief_officer.comments", "", labels.whole, chief.comments, SECTION_LEVEL
            ),
            sections=self._sections(),
            due_label=self._fill(labels.due),
            about_heading=self._fill(labels.about_heading),
            name=self._line("chief_officer.name", "", labels.name, chief.name),
            post=self._line("chief_officer.post", "", labels.post, chief.post),
            commented=self._date("chief_officer.date", "", labels.date, chief.date),
            words={name: self._fill(text) for name, text in self.manifest.words.items()},
        )

    # --- the letter ----------------------------------------------------------

    def _day(self, day: date) -> str:
        return in_words(day, self.manifest.language)

    def _fill(self, label: str) -> str:
        return self.wording.fill(
            label,
            published=self._day(self.response.inspection.published),
            invited=self._day(self.asked.day),
            reply_by=self._day(self.asked.reply_by),
            statutory_last_day=self._day(statutory_last_day(self.response.inspection.published)),
        )

    def _filled(self, labels: Sequence[str]) -> tuple[str, ...]:
        return tuple(words for label in labels if (words := self._fill(label)))

    def _addressee(self) -> tuple[str, ...]:
        officer = self.holders.chief_officer
        named = (officer.name,) if officer.name else ()
        return (*named, officer.title, self.settings.force.name)

    # --- the items -----------------------------------------------------------

    def _sections(self) -> tuple[FormSection, ...]:
        """Build the items that apply, in the sections and the order of the response."""
        made = []
        for line in self.manifest.sections:
            if line.key == "causes_of_concern":
                views = tuple(self._causes_of_concern())
            else:
                kind = _KINDS.get(line.key)
                views = tuple(self._items(kind, line.key)) if kind else ()
            if views:
                made.append(FormSection(line.key, self._fill(line.heading), views))
        return tuple(made)

    def _causes_of_concern(self) -> Iterator[FormItemView]:
        part = self.response.causes_of_concern
        for index, concern in enumerate(part.items if part else ()):
            if not concern.applies:
                continue
            path = f"causes_of_concern.items[{index}]"
            yield self._item("cause_of_concern", path, concern)
            heading = self._title_of(path)
            for number, item in enumerate(concern.recommendations):
                if item.applies:
                    yield self._item(
                        "recommendation", f"{path}.recommendations[{number}]", item, heading
                    )

    def _items(self, kind: str, key: str) -> Iterator[FormItemView]:
        part: Recommendations | AreasForImprovement | None = getattr(self.response, key)
        for index, item in enumerate(part.items if part else ()):
            if item.applies:
                yield self._item(kind, f"{key}.items[{index}]", item)

    def _heading(self, path: str) -> str:
        return item_heading(self.names[path], self.manifest.labels, self.wording)

    def _title_of(self, path: str) -> str:
        """Name an item in the title of a place, which has no room for a heading of the report."""
        name = replace(self.names[path], under="")
        return item_heading(name, self.manifest.labels, self.wording)

    def _item(self, kind: str, path: str, item: Item, within: str = "") -> FormItemView:
        title = self._title_of(path)
        level = SECTION_LEVEL + (2 if within else 1)
        text = below(blocks_of(item.text), level)
        named = f"{within}, {title[:1].lower()}{title[1:]}" if within else title
        labels = self.part.labels
        return FormItemView(
            kind=kind,
            number=item.number or "",
            heading=self._heading(path),
            nested=bool(within),
            text=BlockField(text),
            quote=BlockField((Quote(text, of_report=True),)),
            due=self._day(item.due) if item.due else item.complete_by or "",
            comments=self._text(
                f"{path}.chief_officer", named, labels.comments, item.chief_officer, level
            ),
            force_action=self._text(
                f"{path}.force_action", named, labels.force_action, item.force_action, level
            ),
            owner=self._line(f"{path}.owner", named, labels.owner, item.owner),
            target_date=self._date(
                f"{path}.target_date", named, labels.target_date, item.target_date
            ),
            status=self._status(f"{path}.status", named, item.status),
        )

    # --- the places ----------------------------------------------------------

    def _place(self, path: str, of: str, words: PlaceLabel, kind: PlaceKind) -> PlaceField:
        """Make an empty place, with a title that is unique in the form."""
        label = self._fill(words.label)
        title, count = _title(of, "", label), 1
        while title in self.titles:
            count += 1
            title = _title(of, f" ({count})", label)
        self.titles.add(title)
        return PlaceField(
            path, title, kind, label, self._fill(words.prompt), language=self.manifest.language
        )

    def _text(
        self, path: str, of: str, words: PlaceLabel, text: str | None, level: int
    ) -> PlaceField:
        place = self._place(path, of, words, PlaceKind.TEXT)
        if text is None or not text.strip():
            return place
        return replace(place, base=text, blocks=below(blocks_of(text), level))

    def _line(self, path: str, of: str, words: PlaceLabel, text: str | None) -> PlaceField:
        place = self._place(path, of, words, PlaceKind.LINE)
        return replace(place, base=text or "", words=text or "")

    def _date(self, path: str, of: str, words: PlaceLabel, day: date | None) -> PlaceField:
        place = self._place(path, of, words, PlaceKind.DATE)
        if day is None:
            return place
        return replace(place, base=day.isoformat(), words=self._day(day), day=day)

    def _status(self, path: str, of: str, status: ItemStatus | None) -> PlaceField:
        words = self.part.labels.status_words
        choices = {one.value: self._fill(getattr(words, one.name.lower())) for one in STATED}
        place = self._place(path, of, self.part.labels.status, PlaceKind.CHOICE)
        place = replace(place, choices=tuple(choices.items()))
        return replace(place, base=status.value, words=choices[status.value]) if status else place


def _title(of: str, count: str, label: str) -> str:
    """Compose the title of a place; a long one loses words, never its count.

    What a label explains in brackets at its end is left out: programs show the title in a small
    box, and screen readers read it out at each place.
    """
    label = _IN_BRACKETS.sub("", label)[:_MAX_LABEL]
    after = f"{count}: {label}" if of else f"{label}{count}"
    return f"{of[: _MAX_TITLE - len(after)]}{after}"


_IN_BRACKETS = re.compile(r"(?<=\S)\s*\([^()]*\)$")

_KINDS = MappingProxyType(
    {"recommendations": "recommendation", "areas_for_improvement": "area_for_improvement"}
)
