"""A response, the office and a template set's manifest to the view that layouts show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from types import MappingProxyType
from typing import Any, TypeVar

from s55.model.dates import in_words
from s55.model.office import Settings
from s55.model.response import (
    AreasForImprovement,
    CausesOfConcern,
    Recommendations,
    Response,
)
from s55.richtext.nodes import Paragraph, Text
from s55.templating.catalogue import in_second_language, translated
from s55.templating.manifest import Labels, Manifest, SectionLine
from s55.templating.wording import Wording
from s55.views.fields import (
    BlockField,
    CheckField,
    InlineField,
    PlaceField,
    block_field,
    inline_field,
)
from s55.views.holders import Holders, holders_for
from s55.views.response.checklist import checklist_lines
from s55.views.response.header import header_rows
from s55.views.response.items import ItemViews
from s55.views.response.letter import letter_view
from s55.views.response.views import (
    ItemView,
    JudgmentRow,
    JudgmentTable,
    LogoView,
    ResponseView,
    Section,
)

T = TypeVar("T")

_AS_IT_IS = (BlockField, CheckField, PlaceField, LogoView, str)


def only_shown(view: T) -> T:
    """The view without the paths of its fields of one line.

    What a document says a second time, in another language, is no second place for the field.
    """
    made: T = _shown(view)
    return made


def _shown(part: Any) -> Any:
    if isinstance(part, InlineField):
        return replace(part, path="", picked=None)
    if isinstance(part, tuple):
        return tuple(map(_shown, part))
    if is_dataclass(part) and not isinstance(part, (*_AS_IT_IS, type)):
        return replace(part, **{one.name: _shown(getattr(part, one.name)) for one in fields(part)})
    return part


def response_view(
    response: Response, settings: Settings, manifest: Manifest, logo: LogoView | None = None
) -> ResponseView:
    """What a layout shows of ``response``.

    Args:
        response: the response, checked.
        settings: the office's settings.
        manifest: the template set's manifest.
        logo: the office's logo, already read.

    Raises:
        S55Error: W104 when nobody is named for a day, L105 when a label cannot be filled in.
    """
    view = _Builder(response, settings, manifest, holders_for(response, settings)).view(logo)
    if manifest.second is None:
        return view
    said = translated(settings, manifest.second.messages)
    other = _Builder(response, said, in_second_language(manifest), holders_for(response, said))
    return replace(view, second=only_shown(other.view(logo)))


def wording_for(response: Response, settings: Settings, holders: Holders, source: str) -> Wording:
    """The wording of a template set for one response."""
    return Wording(
        {
            "office": settings.office,
            "force": settings.force,
            "policing_body": holders.policing_body,
            "chief_officer": holders.chief_officer,
            "inspectorate": holders.inspectorate,
            "inspection": response.inspection,
        },
        source,
    )


@dataclass(frozen=True)
class _Builder:
    """Holds what every part of the view is built from."""

    response: Response
    settings: Settings
    manifest: Manifest
    holders: Holders

    @property
    def labels(self) -> Labels:
        return self.manifest.labels

    def view(self, logo: LogoView | None) -> ResponseView:
        wording = wording_for(
            self.response, self.settings, self.holders, f"manifest of {self.manifest.name}"
        )
        signed = self.response.sign_off
        return ResponseView(
            language=self.manifest.language,
            document_title=wording.fill(self.labels.document_title),
            title=wording.fill(self.labels.title),
            statutory_line=wording.fill(self.labels.statutory_line),
            draft_notice="" if signed else wording.fill(self.labels.draft_notice),
            author=self.settings.office.name,
            dated=signed.date if signed else self.response.inspection.published,
            logo=logo,
            header=header_rows(self.manifest.header, self.response, self.manifest, wording),
            sections=tuple(
                section
                for line in self.manifest.sections
                if (section := self._section(line, wording)) is not None
            ),
            letter=letter_view(self.response, self.settings, self.holders, self.manifest, wording),
            words={name: wording.fill(text) for name, text in self.manifest.words.items()},
        )

    # --- the sections --------------------------------------------------------

    def _section(self, line: SectionLine, wording: Wording) -> Section | None:
        return _SECTIONS[line.key](self, wording.fill(line.heading), wording)

    def _key_findings(self, heading: str, wording: Wording) -> Section:
        body = block_field("key_findings", "Key findings", self.response.key_findings)
        return Section(
            "key_findings",
            heading,
            body=body,
            judgments=self._judgments(wording),
            notice="" if body else wording.fill(self.labels.no_key_findings),
        )

    def _judgments(self, wording: Wording) -> JudgmentTable | None:
        judgments = self.response.judgments
        if judgments is None or not judgments.shown:
            return None
        rows = tuple(
            JudgmentRow(
                inline_field(f"judgments.items[{index}].area", "Area", row.area),
                inline_field(
                    f"judgments.items[{index}].grade",
                    "Judgment",
                    wording.fill(getattr(self.labels, f"grade_{row.grade.name.lower()}")),
                ),
            )
            for index, row in enumerate(judgments.items)
        )
        return JudgmentTable(
            block_field("judgments.introduction", "Judgments", judgments.introduction),
            wording.fill(self.labels.judgments_caption),
            wording.fill(self.labels.judgments_area),
            wording.fill(self.labels.judgments_grade),
            rows,
        )

    def _item_views(self, wording: Wording) -> ItemViews:
        return ItemViews(self.response, self.manifest, wording)

    def _causes_of_concern(self, heading: str, wording: Wording) -> Section | None:
        return self._items_section(
            "causes_of_concern",
            heading,
            self.response.causes_of_concern,
            wording.fill(self.labels.no_causes_of_concern),
            self._item_views(wording).causes_of_concern(),
        )

    def _recommendations(self, heading: str, wording: Wording) -> Section | None:
        return self._items_section(
            "recommendations",
            heading,
            self.response.recommendations,
            wording.fill(self.labels.no_recommendations),
            self._item_views(wording).recommendations(),
        )

    def _areas_for_improvement(self, heading: str, wording: Wording) -> Section | None:
        return self._items_section(
            "areas_for_improvement",
            heading,
            self.response.areas_for_improvement,
            wording.fill(self.labels.no_areas_for_improvement),
            self._item_views(wording).areas_for_improvement(),
        )

    def _items_section(
        self,
        key: str,
        heading: str,
        part: CausesOfConcern | Recommendations | AreasForImprovement | None,
        none_sentence: str,
        items: tuple[ItemView, ...],
    ) -> Section | None:
        if part is None or not (items or part.none or part.introduction):
            return None
        return Section(
            key,
            heading,
            introduction=block_field(f"{key}.introduction", "Introduction", part.introduction),
            body=_none_stated(key, part.none, none_sentence),
            statement=none_sentence if part.none is True else "",
            items=items,
            numbered=ItemViews.numbered(items),
        )

    def _chief_officer(self, heading: str, wording: Wording) -> Section:
        chief = self.response.chief_officer
        body = block_field(
            "chief_officer.comments", "Chief officer's comments", chief.comments if chief else None
        )
        items = tuple(item for item in self._all_views(wording) if item.answered)
        return Section(
            "chief_officer",
            heading,
            body=body,
            items=items,
            notice="" if body or items else self._no_comments(wording),
        )

    def _no_comments(self, wording: Wording) -> str:
        chief = self.response.chief_officer
        if chief is None or chief.invited is None:
            return wording.fill(self.labels.chief_officer_not_invited)
        invited = in_words(chief.invited.date, self.manifest.language)
        return wording.fill(self.labels.chief_officer_invited, invited=invited)

    def _policing_body(self, heading: str, wording: Wording) -> Section:
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
            item for item in self._all_views(wording) if item.policing_body or item.action_details
        )
        written = opening or reply or closing or items
        return Section(
            "policing_body",
            heading,
            body=opening,
            items=items,
            reply=reply,
            closing=closing,
            notice="" if written else wording.fill(self.labels.no_policing_body),
        )

    def _all_views(self, wording: Wording) -> Iterable[ItemView]:
        views = self._item_views(wording)
        for concern in views.causes_of_concern():
            yield concern
            yield from concern.recommendations
        yield from views.recommendations()
        yield from views.areas_for_improvement()

    def _checklist(self, heading: str, wording: Wording) -> Section | None:
        lines = checklist_lines(
            self.response.distribution, self.settings.checklist, self.manifest, wording
        )
        return Section("checklist", heading, lines=lines) if lines else None


def _none_stated(key: str, none: bool | str, sentence: str) -> BlockField | None:
    """The statement that there are no items: the draft's own, or the form's sentence."""
    if none is True:
        return BlockField((Paragraph((Text(sentence),)),))
    return block_field(f"{key}.none", "Statement", none or None)


_SECTIONS: Mapping[str, Callable[[_Builder, str, Wording], Section | None]] = MappingProxyType(
    {
        "key_findings": _Builder._key_findings,
        "causes_of_concern": _Builder._causes_of_concern,
        "recommendations": _Builder._recommendations,
        "areas_for_improvement": _Builder._areas_for_improvement,
        "chief_officer": _Builder._chief_officer,
        "policing_body": _Builder._policing_body,
        "checklist": _Builder._checklist,
    }
)
