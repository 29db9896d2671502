"""Make the sample that template sets are tried out with, which has every field of every view.

The sample is a response and the settings of its office. Lists of responses get two: one published
late, and one that is still open and overdue. All dates are fixed.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path

from s55.drafts.load import load, response_of
from s55.drafts.translation.pairs import Pairs, SourceText
from s55.drafts.translation.writing import with_places
from s55.errors import S55Error
from s55.model.languages.translation import TranslatedText, Translation
from s55.model.office import Settings, SiteSettings
from s55.model.open_data.identity import identity_of_office
from s55.model.open_data.register import RegisterData
from s55.model.panel import Author, Contact, Meeting, PanelSettings
from s55.model.progress import Progress
from s55.model.response import Response, SignOff
from s55.office.cases import Case, Period, case_of
from s55.office.figures import ChartWording, items_by_status_and_age, responses_by_year
from s55.office.holders import holders_at
from s55.office.items import of_all
from s55.office.settings import load_settings
from s55.render.charts import chart_view
from s55.render.paper.page import with_pictures
from s55.render.register.html import with_figures
from s55.render.site.site import drawn_register
from s55.templating.gathered_manifest import GatheredManifest
from s55.templating.manifest import Manifest, SetManifest
from s55.templating.panel_manifest import PanelManifest
from s55.templating.register_manifest import RegisterManifest
from s55.templating.registry import find_set_of, standard_sets
from s55.templating.sets import AnySet
from s55.templating.site_manifest import SiteManifest
from s55.templating.wording import Wording
from s55.views.invitation import InvitationDates, invitation_view
from s55.views.open_data.gathered import gathered_view
from s55.views.open_data.published import register_data
from s55.views.paper.build import PaperContents, panel_view
from s55.views.paper.contents import PanelView
from s55.views.progress_form import progress_form_view
from s55.views.progress_sheet import progress_sheet_of, sheet_items
from s55.views.register import register_of
from s55.views.response.build import response_view
from s55.views.response.contents import DocumentView
from s55.views.site.frame import SiteContext, latest_first
from s55.views.site.index import index_view
from s55.views.site.response import Download, response_frame_view
from s55.views.translation_table import translation_table_view

_HERE = Path(__file__).resolve().parent
_ASKED = InvitationDates(date(2026, 3, 9), date(2026, 4, 10))
_LATE = date(2026, 5, 4)
_MEETING = date(2026, 10, 5)
_TODAY = date(2026, 11, 2)
_DAYS = 56


@cache
def sample_response() -> Response:
    """Make a response with something in every field."""
    draft, problems = load((_HERE / "sample.yaml").read_text(encoding="utf-8"), "sample.yaml")
    if draft is None:
        raise S55Error(problems)
    return draft.response


def sample_response_for(manifest: Manifest) -> Response:
    """Make the response that a template set is tried with: in both languages if the set says so."""
    response = sample_response()
    if manifest.second is None or manifest.second.apart or not manifest.second.texts:
        return response
    texts = tuple(
        _translated_text(source, number)
        for number, source in enumerate(Pairs.of(response).sources, start=1)
    )
    translation = Translation(language=manifest.second.language, texts=texts)
    return response.model_copy(update={"translation": translation})


def _translated_text(source: SourceText, number: int) -> TranslatedText:
    """Make a translation that no other text has."""
    begins = f"Translation {number}"
    if source.is_markdown:
        text = f"{begins}.\n\n{source.text}"
        return TranslatedText(field=source.field, of=source.mark, text=text)
    return TranslatedText(field=source.field, of=source.mark, words=f"{begins}: {source.text}")


@cache
def sample_settings() -> Settings:
    """Make the settings of the sample's office."""
    file = _HERE / "sample_settings.yaml"
    settings = load_settings(file.read_text(encoding="utf-8"), file.name)
    return settings.model_copy(
        update={"site": SiteSettings(address="https://www.example.org/responses/")}
    )


@cache
def sample_cases() -> tuple[Case, ...]:
    """Make two cases: the response to one was published late, that to the other is overdue."""
    response = sample_response()
    later = response.inspection.model_copy(
        update={
            "title": "A second sample: custody",
            "published": response.inspection.published + timedelta(days=90),
        }
    )
    published = response.model_copy(
        update={
            "sign_off": SignOff(name="Alex Example", date=_LATE),
            "distribution": {
                key: tuple(
                    one.model_copy(update={"date": _LATE}) if one.on else one for one in entries
                )
                for key, entries in response.distribution.items()
            },
            "recommendations": _with_history(response),
        }
    )
    still_open = response.model_copy(update={"inspection": later, "distribution": {}})
    return tuple(
        case_of(name, one, _DAYS, _TODAY, lambda _: None)
        for name, one in (("sample-1", published), ("sample-2", still_open))
    )


def _with_history(response: Response) -> object:
    entry = Progress.model_validate(
        {
            "date": _TODAY,
            "status": "in progress",
            "note": "Most of it is done.",
            "evidence": "Minute 12",
        }
    )
    part = response.recommendations
    if part is None:
        return None
    items = tuple(
        item.model_copy(update={"history": (entry,), "status": entry.status}) for item in part.items
    )
    return part.model_copy(update={"items": items})


def sample_view(template: AnySet[SetManifest], document: str) -> DocumentView | None:
    """Make the view of the sample for a document of a set; None if the set has no such document.

    Args:
        template: the set.
        document: its name, as :func:`s55.lint.parsed.opening.opened` gives it.

    Raises:
        S55Error: L105 and every other problem in the words of the manifest.
    """
    match template.manifest:
        case Manifest() as manifest if document == "invitation":
            return invitation_view(sample_response(), sample_settings(), manifest, _ASKED)
        case Manifest() as manifest if document == "translation":
            return translation_table_view(_translated(), sample_settings(), manifest, _TODAY)
        case Manifest() as manifest:
            return response_view(sample_response_for(manifest), sample_settings(), manifest)
        case PanelManifest() as manifest:
            return _paper(template.with_manifest(manifest))
        case SiteManifest() as manifest:
            return _page(manifest, document)
        case RegisterManifest() as manifest:
            return _register(template.with_manifest(manifest), document)
        case GatheredManifest() as manifest:
            return gathered_view(_registers(), manifest)
    return None


def _register(template: AnySet[RegisterManifest], document: str) -> DocumentView:
    manifest = template.manifest
    if document != "progress form":
        register = register_of(sample_cases(), sample_settings(), manifest, _TODAY)
        return with_figures(register, template)
    items = sheet_items(sample_cases(), manifest)
    sheet = progress_sheet_of(items, sample_settings(), manifest, _TODAY)
    return progress_form_view(sheet, sample_settings(), manifest, _TODAY)


def _translated() -> Response:
    """Make the sample as it goes to a translator: a place for each text."""
    text = (_HERE / "sample.yaml").read_text(encoding="utf-8")
    return response_of(with_places(text, "cy", {}))


def _paper(template: AnySet[PanelManifest]) -> PanelView:
    manifest, cases, settings = template.manifest, sample_cases(), sample_settings()
    spoken = ChartWording(manifest.labels.charts, Wording({}, f"manifest of {manifest.name}").fill)
    charts = (
        responses_by_year(cases, spoken),
        items_by_status_and_age(of_all(cases), spoken),
    )
    drawn = tuple(chart_view(chart, number) for number, chart in enumerate(charts, 1))
    panel = PanelSettings(
        author=Author(name="Sam Sample", post="Policy Officer"),
        contact=Contact(name="Sam Sample", email="panel@example.org", telephone="01632 960 001"),
        meetings=(Meeting(date=_MEETING, points=("What was **late**, and why?",)),),
    )
    paper = PaperContents(_MEETING, Period(date(2026, 1, 1), _TODAY), cases, drawn, _TODAY, _TODAY)
    holders = holders_at(_MEETING, settings)
    return with_pictures(panel_view(paper, settings, panel, manifest, holders), charts, template)


def _registers() -> list[RegisterData]:
    """Make the registers of two offices, which share a report; one of them has another too."""
    answered = tuple(case for case in sample_cases() if case.is_answered)
    site_set = find_set_of(SiteManifest, "site", [standard_sets()])
    site = SiteContext(latest_first(answered), sample_settings(), site_set.manifest, _TODAY)
    first = register_data(site)
    (response,) = first.responses
    other = response.model_copy(
        update={
            "id": identity_of_office("Other response"),
            "report": "A third sample: vetting",
            "report_address": "https://www.example.org/vetting",
        }
    )
    office = first.office.model_copy(
        update={"id": identity_of_office("Otherland Police"), "name": "Office for Otherland"}
    )
    second = first.model_copy(update={"office": office, "responses": (response, other)})
    return [first, second]


def _page(manifest: SiteManifest, document: str) -> DocumentView:
    answered = tuple(case for case in sample_cases() if case.is_answered)
    site = SiteContext(latest_first(answered), sample_settings(), manifest, _TODAY)
    if document == "register":
        return drawn_register(site)
    if document == "page of a response":
        files = (
            Download("sample-1.pdf", "application/pdf", 120_000, 9),
            Download("sample-1.docx", "application/vnd.openxmlformats", 40_000),
            Download("response.json", "application/json", 9_000),
        )
        return response_frame_view(answered[0], files, site)
    return index_view(site)
