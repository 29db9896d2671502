"""Build the published register of an office: what its publication pages show, as data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from s55.drafts.translation.pairs import Pairs, with_texts
from s55.model.names import owner_of
from s55.model.open_data.identity import (
    identity_of_item,
    identity_of_office,
    identity_of_report,
    identity_of_response,
)
from s55.model.open_data.register import (
    FORMAT,
    VERSION,
    ItemData,
    OfficeData,
    RegisterData,
    ResponseData,
)
from s55.office.cases import Case
from s55.office.items import TrackedItem, tracked_items
from s55.views.lists import ItemRow, ProgressWording, item_row
from s55.views.site.frame import SiteContext, base_address, page_at, page_of


def register_data(site: SiteContext) -> RegisterData:
    """Build the register of all published responses, with nothing that is for the office alone."""
    force = site.settings.force.name
    ids = {case.name: _id_of(case, force) for case in site.cases}
    return RegisterData.model_validate(
        {
            "format": FORMAT,
            "version": VERSION,
            "dated": site.today,
            "office": OfficeData(
                id=identity_of_office(force),
                name=site.settings.office.name,
                force=force,
                address=base_address(site.settings),
            ),
            "responses": tuple(_response(case, ids, site) for case in site.cases),
        }
    )


def _id_of(case: Case, force: str) -> str:
    return identity_of_response(force, case.name, case.published.isoformat())


def _response(case: Case, ids: dict[str, str], site: SiteContext) -> ResponseData:
    inspection, gone = case.response.inspection, case.response.withdrawal
    return ResponseData.model_validate(
        {
            "id": ids[case.name],
            "name": case.name,
            "address": f"{base_address(site.settings)}{page_of(case)}",
            **_in_second_language(case, base_address(site.settings)),
            "report_id": identity_of_report(inspection.title, case.published.isoformat()),
            "report": inspection.title,
            "report_published": case.published,
            "report_address": inspection.link.address,
            "forces": inspection.forces,
            "statutory_last_day": case.statutory,
            "response_published": case.answered,
            "day_of_period": case.days_taken,
            "timeliness": case.timeliness.value,
            "days_late": case.days_late,
            "is_withdrawn": case.is_withdrawn,
            "replaced_by": ids.get(gone.replaced_by or "") if gone else None,
            "items": tuple(_items(case, ids[case.name], site)),
        }
    )


def _in_second_language(case: Case, base: str) -> dict[str, str | None]:
    """Say where a response is in its second language, and what it calls the report there."""
    if not (language := case.second_language):
        return {}
    titles = [one for one in Pairs.of(case.response).pairs if one.source.path == "inspection.title"]
    return {
        "second_language": language,
        "second_address": f"{base}{page_at(case.name, case.published, language)}",
        "second_report": titles[0].said if titles else None,
    }


def _items(case: Case, response: str, site: SiteContext) -> Iterator[ItemData]:
    tracked = tracked_items(case)
    references = {one.path: one.reference for one in tracked}
    labels, words = site.manifest.labels, site.wording
    spoken = ProgressWording(labels.status_words, words.fill, site.language)
    second = _translated(case) if case.second_language else {}
    for one in tracked:
        row = item_row(ItemRow, one, spoken)
        data = _asked(row, references.get(owner_of(one.path) or ""))
        said = item_row(ItemRow, second[one.path], spoken) if one.path in second else None
        if said:
            data["second_under"] = said.under or None
            data["second_text"] = said.text.lines or None
            data["second_addressed_to"] = said.addressee or None
        # Of an item that does not apply the office publishes the report's own words, if not more.
        if row.applies or site.settings.publish.items_not_applicable:
            data |= _answer(row)
            data["second_explanation"] = _explained(row, said) if said else None
        yield ItemData.model_validate({"id": identity_of_item(response, row.item), **data})


def _translated(case: Case) -> dict[str, TrackedItem]:
    """Give the items with nothing but their translations, by their paths."""
    pairs = Pairs.of(case.response).pairs
    said = with_texts(case.response, {one.source.path: one.said or "" for one in pairs})
    return {one.path: one for one in tracked_items(replace(case, response=said))}


def _explained(row: ItemRow, said: ItemRow) -> str | None:
    """Give the translation of the explanation, and of no other text."""
    text = said.action_details if row.action_details else said.policing_body
    return (text.lines or None) if text else None


def _asked(row: ItemRow, owner: str | None) -> dict[str, Any]:
    """Say what the report asks, and whether it is done."""
    return {
        "reference": row.item,
        "kind": row.kind,
        "part_of": owner,
        "number": row.number or None,
        "under": row.under or None,
        "text": row.text.lines,
        "addressed_to": row.addressee or None,
        "due": row.due,
        "applies": row.applies,
        "is_open": row.is_open,
        "days_overdue": row.overdue or 0,
    }


def _answer(row: ItemRow) -> dict[str, Any]:
    return {
        "action": row.action,
        "explanation": row.explanation or None,
        "owner": row.owner or None,
        "target": row.target,
        "status": row.status,
        "mark": row.mark,
        "updated": row.updated,
        "note": row.note or None,
    }
