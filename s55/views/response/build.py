"""Build what layouts show of a response, from the response, the settings and a manifest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import partial
from itertools import groupby
from types import MappingProxyType
from typing import Any, TypeVar

from s55.model.dates import in_words
from s55.model.distribution import Dispatch
from s55.model.names import ItemKind, ItemName, names_of
from s55.model.office import Addressee, ChecklistLine, ChecklistSettings, Settings
from s55.model.progress import STATED, ItemMark
from s55.model.response import (
    Action,
    AreasForImprovement,
    CausesOfConcern,
    Item,
    LetterDetails,
    Recommendations,
    Response,
)
from s55.office.holders import Holders, holders_for
from s55.records import dataclass
from s55.richtext.headings import below
from s55.richtext.nodes import (
    Block,
    BulletList,
    Control,
    Heading,
    Hyperlink,
    ListItem,
    OrderedList,
    Paragraph,
    Quote,
    Strong,
    Text,
)
from s55.rules.deadlines import printed_deadline, statutory_last_day
from s55.templating.catalogue import in_second_language, translated
from s55.templating.list_words import named
from s55.templating.manifest import HeaderField, HeaderLine, Labels, Manifest
from s55.templating.wording import Wording
from s55.views.fields import (
    SECTION_LEVEL,
    BlockField,
    CheckField,
    DayPicked,
    InlineField,
    OneOf,
    PlaceField,
    block_field,
    control,
    inline_field,
)
from s55.views.response.addressees import addressees_of, letter_day
from s55.views.response.contents import (
    ChecklistLineView,
    HeaderRow,
    ItemView,
    JudgmentRow,
    JudgmentTable,
    LetterView,
    LogoView,
    ResponseView,
    Section,
    SignedView,
)
from s55.views.response.held import has_texts_in_both
from s55.views.response.notices import Replacement, notices_of


class ItemViews:
    """Builds the views of a response's items, without those that do not apply to the force."""

    def __init__(self, response: Response, manifest: Manifest, wording: Wording) -> None:
        self._response = response
        self._labels = manifest.labels
        self._marks = manifest.marks
        self._language = manifest.language
        self._level = SECTION_LEVEL + 1 if manifest.item_headings else SECTION_LEVEL
        self._nested = self._level + 1 if manifest.item_headings else self._level
        self._wording = wording
        self._names = names_of(response)

    def causes_of_concern(self) -> tuple[ItemView, ...]:
        """The causes of concern, each with its recommendations."""
        part = self._response.causes_of_concern
        views = []
        for index, item in enumerate(part.items if part else ()):
            path = f"causes_of_concern.items[{index}]"
            nested = tuple(
                self._view("recommendation", f"{path}.recommendations[{r}]", inner, self._nested)
                for r, inner in enumerate(item.recommendations)
                if inner.applies
            )
            if item.applies:
                views.append(self._view("cause_of_concern", path, item, self._level, nested))
        return tuple(views)

    def recommendations(self) -> tuple[ItemView, ...]:
        """The recommendations outside causes of concern."""
        part = self._response.recommendations
        return self._views("recommendation", "recommendations", part.items if part else ())

    def areas_for_improvement(self) -> tuple[ItemView, ...]:
        """The areas for improvement."""
        part = self._response.areas_for_improvement
        return self._views(
            "area_for_improvement", "areas_for_improvement", part.items if part else ()
        )

    def _views(self, kind: str, key: str, items: Sequence[Item]) -> tuple[ItemView, ...]:
        return tuple(
            self._view(kind, f"{key}.items[{index}]", item, self._level)
            for index, item in enumerate(items)
            if item.applies
        )

    def _view(
        self,
        kind: str,
        path: str,
        item: Item,
        level: int,
        recommendations: tuple[ItemView, ...] = (),
    ) -> ItemView:
        name = self._names[path]
        heading = item_heading(name, self._labels, self._wording)
        text = control(f"{path}.text", heading, item.text, level)

        def said(key: str, title: str) -> BlockField | None:
            words = getattr(item, key)
            return block_field(f"{path}.{key}", _title(heading, title), words, self._level)

        details = said("action_details", "action")
        force_action = said("force_action", "force's action")
        owner, target_date, status = self._force_says(path, heading, item)
        mark = self._mark(path, heading, item)
        return ItemView(
            kind=kind,
            number=name.number,
            office_number=name.office_number,
            heading=heading,
            short=item_heading(
                replace(name, under="", place=0, count=0), self._labels, self._wording
            ),
            priority=name.kind is ItemKind.AREA_FOR_PRIORITY_ACTION,
            text=BlockField((text,)),
            quote=BlockField((Quote((text,), of_report=True),)),
            under=item.under or "",
            addressed_to=item.addressed_to or "",
            complete_by=item.complete_by or "",
            chief_officer=said("chief_officer", "chief officer"),
            force_label=self._wording.fill(self._labels.force_action) if force_action else "",
            force_action=force_action,
            owner=owner,
            target_date=target_date,
            status=status,
            status_key=item.status.name.lower() if item.status else "",
            mark=mark,
            mark_key=item.mark.value if item.mark and mark else "",
            answers=self._answers(owner, target_date, status),
            policing_body=said("policing_body", "policing body"),
            action_label=self._action_label(item.action) if details else "",
            action_details=details,
            recommendations=recommendations,
        )

    def _force_says(
        self, path: str, heading: str, item: Item
    ) -> tuple[InlineField | None, InlineField | None, InlineField | None]:
        """Owner, target date and status, each None where the draft has none."""
        owner = target_date = status = None
        if item.owner:
            owner = inline_field(f"{path}.owner", _title(heading, "owner"), item.owner)
        if item.target_date:
            words = inline_field(
                f"{path}.target_date",
                _title(heading, "target date"),
                in_words(item.target_date, self._language),
            )
            target_date = replace(words, picked=DayPicked(item.target_date, self._language))
        if item.status:
            choices = {
                one.value: self._wording.fill(getattr(self._labels, f"status_{one.name.lower()}"))
                for one in STATED
            }
            status = _chosen(f"{path}.status", _title(heading, "status"), item.status, choices)
        return owner, target_date, status

    def _mark(self, path: str, heading: str, item: Item) -> InlineField | None:
        words = self._marks
        if item.mark is None or words is None:
            return None
        choices = {one.value: self._wording.fill(named(one, words)) for one in ItemMark}
        return _chosen(f"{path}.mark", _title(heading, "mark"), item.mark, choices)

    def _answers(
        self,
        owner: InlineField | None,
        target_date: InlineField | None,
        status: InlineField | None,
    ) -> tuple[HeaderRow, ...]:
        labels = self._labels
        given = (
            (labels.owner, owner),
            (labels.target_date, target_date),
            (labels.status, status),
        )
        rows = [HeaderRow(self._wording.fill(label), value) for label, value in given if value]
        return (
            *rows[:1],
            *(replace(row, label=row.label[:1].lower() + row.label[1:]) for row in rows[1:]),
        )

    def _action_label(self, action: Action | None) -> str:
        name = _ACTION_LABELS.get(action) if action else None
        return self._wording.fill(getattr(self._labels, name)) if name else ""

    def numbered(self, items: Sequence[ItemView]) -> BlockField | None:
        """Make lists of the items, with their own numbers and gaps, below the report's headings.

        Items without a whole number have bullets; one that is named in another way begins with
        its name. Headings in the items' texts come right below those.
        """
        if not items:
            return None
        groups = [(key, tuple(group)) for key, group in groupby(items, self._list_heading)]
        if not any(heading for heading, _ in groups):
            return BlockField(tuple(self._lists(items, SECTION_LEVEL)))
        level = SECTION_LEVEL + 1
        blocks: list[Block] = []
        for place, (heading, group) in enumerate(groups):
            words = heading or (self._wording.fill(self._labels.other_items) if place else "")
            blocks += [Heading(level, (Text(words),))] if words else []
            blocks += self._lists(group, level)
        return BlockField(tuple(blocks))

    def _list_heading(self, item: ItemView) -> str:
        """Give the heading above items in a list; '' for areas under no heading of the report."""
        if not item.priority:
            return item.under
        label = self._wording.fill(self._labels.area_for_priority_action, number="")
        if not item.under:
            return label
        return self._wording.fill(self._labels.item_under, heading=label, under=item.under)

    def _lists(self, items: Sequence[ItemView], level: int) -> Iterator[Block]:
        """Make a numbered list of each run of items with whole numbers, and bullets of the rest."""
        for counted, run in groupby(items, lambda item: item.number.isdecimal()):
            entries = tuple(self._entry(item, level) for item in run)
            if counted:
                yield OrderedList(entries, entries[0].value or 0, ")", tight=False)
            else:
                yield BulletList(entries, tight=False)

    def _entry(self, item: ItemView, level: int) -> ListItem:
        text = below(item.text.blocks, level)
        if item.number.isdecimal():
            return ListItem(text, int(item.number))
        if not (item.number or item.office_number):
            return ListItem(text)
        return ListItem((Paragraph((Strong((Text(item.short),)),)), *text))


def item_heading(name: ItemName, labels: Labels, wording: Wording) -> str:
    """Write the heading of an item, by which it is told apart wherever it is named.

    Raises:
        S55Error: L105 when a label cannot be filled in.
    """
    heading = wording.fill(getattr(labels, name.kind.name.lower()), number=name.number)
    if name.office_number:
        heading = wording.fill(
            labels.item_with_office_number, heading=heading, office_number=name.office_number
        )
    if name.under:
        heading = wording.fill(labels.item_under, heading=heading, under=name.under)
    if name.count:
        heading = wording.fill(
            labels.item_among, heading=heading, place=str(name.place), count=str(name.count)
        )
    return heading


def _chosen(path: str, title: str, value: str, choices: Mapping[str, str]) -> InlineField:
    """Make a field whose value is one of several, each with its words."""
    words = inline_field(path, title, choices[value])
    return replace(words, picked=OneOf(value, tuple(choices.items())))


def _title(heading: str, what: str) -> str:
    """Compose the title of a field of an item; a long heading loses words, never what it is."""
    return f"{heading[: _MAX_TITLE - len(what) - 2]}: {what}"


_MAX_TITLE = 64
"""The longest title that Word takes."""

_ACTION_LABELS = MappingProxyType(
    {
        Action.TAKEN: "action_taken",
        Action.PROPOSED: "action_proposed",
        Action.NONE: "action_none",
    }
)


T = TypeVar("T")

_AS_IT_IS = (CheckField, PlaceField, LogoView, str)


def only_shown(view: T) -> T:
    """Take the paths off a view's fields of one line.

    A text that is repeated in another language is not a second place to edit the field.
    """

    def shown(part: InlineField | Control) -> InlineField | Control:
        return part if isinstance(part, Control) else replace(part, path="", picked=None)

    return with_fields(view, shown)


def with_fields(view: T, changed: Callable[[InlineField | Control], InlineField | Control]) -> T:
    """Change each field of one line, and each text of the draft, that a view holds."""
    made: T = _with_parts(view, (InlineField, Control), changed)
    return made


def with_block_fields(view: T, changed: Callable[[BlockField], BlockField]) -> T:
    """Change each field of paragraphs, lists and tables that a view holds."""
    made: T = _with_parts(view, (BlockField,), changed)
    return made


def _with_parts(part: Any, kinds: tuple[type, ...], changed: Callable[[Any], Any]) -> Any:
    if isinstance(part, kinds):
        return changed(part)
    if isinstance(part, tuple):
        return tuple(_with_parts(one, kinds, changed) for one in part)
    if is_dataclass(part) and not isinstance(part, (*_AS_IT_IS, type)):
        values = {
            one.name: _with_parts(getattr(part, one.name), kinds, changed) for one in fields(part)
        }
        return replace(part, **values)
    return part


def response_view(
    response: Response,
    settings: Settings,
    manifest: Manifest,
    logo: LogoView | None = None,
    replacement: Replacement | None = None,
    languages: tuple[InlineField, ...] = (),
    addressee: Addressee | None = None,
) -> ResponseView:
    """Build what a layout shows of ``response``.

    Args:
        response: the response.
        settings: the office's settings.
        manifest: the template set's.
        logo: the office's logo.
        replacement: the response that replaces it, where it was withdrawn.
        languages: the link to the same document in the other language.
        addressee: to whom the letter goes; to the first for None, as it is published.

    Raises:
        S55Error: W104 when the settings name no holder for a day, L105 for a label that cannot be
            filled in.
    """
    view = _ResponseBuilder.of(response, settings, manifest).view(logo, replacement, addressee)
    view = replace(view, languages=languages)
    if manifest.second is None or manifest.second.apart:
        return view
    if manifest.second.texts:
        # Imported here: it builds on this module, and few responses have texts in two languages.
        from s55.views.response.translated import view_beside

        if not has_texts_in_both(response, manifest):  # none, or in a third language
            response = response.model_copy(update={"translation": None})
        return replace(view, second=view_beside(response, settings, manifest, logo, replacement))
    said = translated(settings, manifest.second.messages)
    other = _ResponseBuilder.of(response, said, in_second_language(manifest))
    return replace(view, second=only_shown(other.view(logo, replacement, addressee)))


def wording_for(
    response: Response, settings: Settings, holders: Holders, manifest: Manifest
) -> Wording:
    """Fill in the labels of a template set for one response."""
    return Wording(
        {
            "office": settings.office,
            "force": settings.force,
            "policing_body": holders.policing_body,
            "chief_officer": holders.chief_officer,
            "inspectorate": holders.inspectorate,
            "inspection": response.inspection,
        },
        f"manifest of {manifest.name}",
    )


@dataclass(frozen=True)
class _ResponseBuilder:
    """Builds the parts of a response."""

    response: Response
    settings: Settings
    manifest: Manifest
    holders: Holders
    wording: Wording

    @classmethod
    def of(cls, response: Response, settings: Settings, manifest: Manifest) -> _ResponseBuilder:
        holders = holders_for(response, settings)
        wording = wording_for(response, settings, holders, manifest)
        return cls(response, settings, manifest, holders, wording)

    @property
    def labels(self) -> Labels:
        return self.manifest.labels

    @property
    def items(self) -> ItemViews:
        return ItemViews(self.response, self.manifest, self.wording)

    def view(
        self,
        logo: LogoView | None,
        replacement: Replacement | None,
        addressee: Addressee | None,
    ) -> ResponseView:
        signed = self.response.sign_off
        return ResponseView(
            language=self.manifest.language,
            document_title=self._fill(self.labels.document_title),
            title=self._fill(self.labels.title),
            statutory_line=self._fill(self.labels.statutory_line),
            draft_notice="" if signed else self._fill(self.labels.draft_notice),
            author=self.settings.office.name,
            dated=signed.date if signed else self.response.inspection.published,
            logo=logo,
            header=header_rows(self.manifest.header, self.response, self.manifest, self.wording),
            sections=tuple(
                section
                for line in self.manifest.sections
                if (section := _SECTIONS[line.key](self, self._fill(line.heading))) is not None
            ),
            letter=self._letter(addressee),
            notices=notices_of(self.response, replacement, self.manifest, self.wording),
            words={name: self._fill(text) for name, text in self.manifest.words.items()},
            numbered_paragraphs=self.manifest.numbered_paragraphs,
            signed=self._signed(),
        )

    def _signed(self) -> SignedView | None:
        signed = self.response.sign_off
        if signed is None:
            return None
        post = signed.post or self.holders.policing_body.title
        return SignedView(signed.name, post, in_words(signed.date, self.manifest.language))

    def _fill(self, label: str, **more: str) -> str:
        return self.wording.fill(label, **more)

    def _letter(self, addressee: Addressee | None) -> LetterView | None:
        """Build the letter around a response; None where the template set is not for letters."""
        part = self.manifest.letter
        if part is None:
            return None
        if addressee is None:
            addressee = addressees_of(self.response, self.settings, self.manifest)[0]
        language, published = self.manifest.language, self.response.inspection.published
        days = {
            "published": in_words(published, language),
            "statutory_last_day": in_words(statutory_last_day(published), language),
        }

        def filled(labels: Sequence[str]) -> tuple[str, ...]:
            return tuple(words for label in labels if (words := self._fill(label, **days)))

        letter, day = self.response.letter or LetterDetails(), letter_day(self.response)
        signed = self._signed()
        return LetterView(
            sender=sender_lines(self.settings),
            addressee=filled(addressee.lines),
            our_reference=letter.our_reference or "",
            your_reference=letter.your_references.get(addressee.recipient, ""),
            sent=in_words(letter.sent, language) if letter.sent else "",
            day=in_words(day, language) if day else self._fill(part.undated),
            salutation=self._fill(addressee.salutation),
            opening=filled(part.opening),
            ending=filled(part.ending),
            closing=self._fill(part.closing),
            signatory=(signed.name, signed.post) if signed else holder_lines(self.holders),
            copies=filled(part.copies),
        )

    # --- the sections --------------------------------------------------------

    def _key_findings(self, heading: str) -> Section:
        body = block_field("key_findings", "Key findings", self.response.key_findings)
        return Section(
            "key_findings",
            heading,
            body=body,
            judgments=self._judgments(),
            notice="" if body else self._fill(self.labels.no_key_findings),
        )

    def _judgments(self) -> JudgmentTable | None:
        judgments = self.response.judgments
        if judgments is None or not judgments.shown:
            return None
        rows = tuple(
            JudgmentRow(
                inline_field(f"judgments.items[{index}].area", "Area", row.area),
                inline_field(
                    f"judgments.items[{index}].grade",
                    "Judgment",
                    self._fill(getattr(self.labels, f"grade_{row.grade.name.lower()}")),
                ),
            )
            for index, row in enumerate(judgments.items)
        )
        return JudgmentTable(
            block_field("judgments.introduction", "Judgments", judgments.introduction),
            self._fill(self.labels.judgments_caption),
            self._fill(self.labels.judgments_area),
            self._fill(self.labels.judgments_grade),
            rows,
        )

    def _items_section(self, heading: str, key: str) -> Section | None:
        part: CausesOfConcern | Recommendations | AreasForImprovement | None
        part = getattr(self.response, key)
        none_sentence = self._fill(getattr(self.labels, f"no_{key}"))
        items: tuple[ItemView, ...] = getattr(self.items, key)()
        if part is None or not (items or part.none or part.introduction):
            return None
        return Section(
            key,
            heading,
            introduction=block_field(f"{key}.introduction", "Introduction", part.introduction),
            body=_none_stated(key, part.none, none_sentence),
            statement=none_sentence if part.none is True else "",
            items=items,
            numbered=self.items.numbered(items),
        )

    def _chief_officer(self, heading: str) -> Section:
        chief = self.response.chief_officer
        body = block_field(
            "chief_officer.comments", "Chief officer's comments", chief.comments if chief else None
        )
        items = tuple(item for item in self._all_views() if item.answered)
        return Section(
            "chief_officer",
            heading,
            body=body,
            items=items,
            notice="" if body or items else self._no_comments(),
        )

    def _no_comments(self) -> str:
        chief = self.response.chief_officer
        if chief is None or chief.invited is None:
            return self._fill(self.labels.chief_officer_not_invited)
        invited = in_words(chief.invited.date, self.manifest.language)
        return self._fill(self.labels.chief_officer_invited, invited=invited)

    def _policing_body(self, heading: str) -> Section:
        body = self.response.policing_body
        title = "Comments of the policing body"
        opening = block_field("policing_body.opening", title, body.opening if body else None)
        reply = block_field(
            "policing_body.reply_to_chief_officer",
            "Reply to the chief officer",
            body.reply_to_chief_officer if body else None,
        )
        closing = block_field("policing_body.closing", title, body.closing if body else None)
        items = tuple(
            item for item in self._all_views() if item.policing_body or item.action_details
        )
        written = opening or reply or closing or items
        return Section(
            "policing_body",
            heading,
            body=opening,
            items=items,
            reply=reply,
            closing=closing,
            closing_heading=self._fill(self.labels.closing) if closing and items else "",
            notice="" if written else self._fill(self.labels.no_policing_body),
        )

    def _all_views(self) -> Iterable[ItemView]:
        views = self.items
        for concern in views.causes_of_concern():
            yield concern
            yield from concern.recommendations
        yield from views.recommendations()
        yield from views.areas_for_improvement()

    def _checklist(self, heading: str) -> Section | None:
        lines = checklist_lines(
            self.response.distribution, self.settings.checklist, self.manifest, self.wording
        )
        return Section("checklist", heading, lines=lines) if lines else None


def _none_stated(key: str, none: bool | str, sentence: str) -> BlockField | None:
    """Make the statement that there are no items: the draft's, or the form's sentence."""
    if none is True:
        return BlockField((Paragraph((Text(sentence),)),))
    return block_field(f"{key}.none", "Statement", none or None)


_SECTIONS: Mapping[str, Callable[[_ResponseBuilder, str], Section | None]] = MappingProxyType(
    {
        "key_findings": _ResponseBuilder._key_findings,
        **{
            key: partial(_ResponseBuilder._items_section, key=key)
            for key in ("causes_of_concern", "recommendations", "areas_for_improvement")
        },
        "chief_officer": _ResponseBuilder._chief_officer,
        "policing_body": _ResponseBuilder._policing_body,
        "checklist": _ResponseBuilder._checklist,
    }
)


def header_rows(
    lines: Iterable[HeaderLine], response: Response, manifest: Manifest, wording: Wording
) -> tuple[HeaderRow, ...]:
    """Build the rows that ``lines`` ask for, without those that the draft has no field for."""
    rows = ((line, _value(line.field, response, manifest)) for line in lines)
    return tuple(
        HeaderRow(wording.fill(line.label), value, line.field) for line, value in rows if value
    )


def _value(field: HeaderField, response: Response, manifest: Manifest) -> InlineField | None:
    inspection, labels = response.inspection, manifest.labels
    match field:
        case "title":
            return inline_field("inspection.title", "Inspection title", inspection.title)
        case "published":
            day = in_words(inspection.published, manifest.language)
            return inline_field("inspection.published", "Publication date", day)
        case "publication_types":
            types = _listed(inspection.publication_types, labels)
            return inline_field("inspection.publication_types", "Publication types", types)
        case "forces":
            forces = _listed(inspection.forces, labels)
            return inline_field("inspection.forces", "Police forces", forces)
        case "isbn":
            isbn = inspection.isbn
            return inline_field("inspection.isbn", "ISBN", isbn) if isbn else None
        case "link":
            link = inspection.link
            shown = (Text(link.text or link.address),)
            return InlineField(
                "inspection.link", "Link to report", (Hyperlink(link.address, shown),)
            )
        case "deadline":
            printed = printed_deadline(
                inspection.published, manifest.deadline.days_after_publication
            )
            words = in_words(printed, manifest.language)
            return inline_field("deadline", "Response deadline", words)


def _listed(entries: Sequence[str], labels: Labels) -> str:
    *first, last = entries
    if not first:
        return last
    return labels.list_separator.join(first) + labels.list_last + last


def checklist_lines(
    distribution: Mapping[str, Sequence[Dispatch]],
    settings: ChecklistSettings,
    manifest: Manifest,
    wording: Wording,
) -> tuple[ChecklistLineView, ...]:
    """Build the lines of the checklist: the template set's, then those the office adds.

    A line is ticked when every recipient it names is recorded, and shows the last of the days on
    which each first had the response.
    """
    return tuple(
        _line(
            line,
            settings.rename.get(line.recipients[0], line.text),
            distribution,
            manifest,
            wording,
        )
        for line in settings.lines_after(manifest.checklist)
    )


def _line(
    line: ChecklistLine,
    text: str,
    distribution: Mapping[str, Sequence[Dispatch]],
    manifest: Manifest,
    wording: Wording,
) -> ChecklistLineView:
    recorded = [distribution[key][0] for key in line.recipients if key in distribution]
    ticked = len(recorded) == len(line.recipients)
    words = wording.fill(text)
    return ChecklistLineView(
        CheckField(f"distribution.{line.recipients[0]}", words, ticked),
        words,
        _state(recorded, manifest, wording) if ticked else wording.fill(manifest.labels.not_done),
    )


def _state(recorded: Sequence[Dispatch], manifest: Manifest, wording: Wording) -> str:
    labels = manifest.labels
    days = [dispatch.on for dispatch in recorded]
    known = [day for day in days if day is not None]
    if len(known) < len(days):
        return wording.fill(labels.done)
    return wording.fill(labels.done_on, date=in_words(max(known), manifest.language))


def sender_lines(settings: Settings) -> tuple[str, ...]:
    """Write who the letter is from: the office, its address in one line, and other contacts."""
    address = settings.office.address
    lines = (settings.office.name, ", ".join(address.lines), address.email, address.telephone)
    return tuple(line for line in lines if line)


def holder_lines(holders: Holders) -> tuple[str, ...]:
    """Write who holds the office: the name, if the settings give it, and the title."""
    body = holders.policing_body
    return (*((body.name,) if body.name else ()), body.title)
