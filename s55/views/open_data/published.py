"""Build the published register of an office: what its publication pages show, as data."""

from __future__ import annotations

from typing import Any

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
from s55.views.site.frame import SiteContext, base_address, page_of


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


def _items(case: Case, response: str, site: SiteContext) -> list[ItemData]:
    tracked = tracked_items(case)
    references = {one.path: one.reference for one in tracked}
    return [_item(one, response, references, site) for one in tracked]


def _item(
    tracked: TrackedItem, response: str, references: dict[str, str], site: SiteContext
) -> ItemData:
    labels, words = site.manifest.labels, site.wording
    spoken = ProgressWording(labels.status_words, words.fill, site.language)
    row = item_row(ItemRow, tracked, spoken)
    data = {
        "id": identity_of_item(response, row.item),
        "reference": row.item,
        "kind": row.kind,
        "part_of": references.get(owner_of(tracked.path) or ""),
        "number": row.number or None,
        "under": row.under or None,
        "text": row.text.lines,
        "addressed_to": row.addressee or None,
        "due": row.due,
        "applies": row.applies,
        "is_open": row.is_open,
        "days_overdue": row.overdue or 0,
    }
    # Of an item that does not apply the office publishes the report's own words, if not more.
    if row.applies or site.settings.publish.items_not_applicable:
        data |= _answer(row)
    return ItemData.model_validate(data)


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
