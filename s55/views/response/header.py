"""The table at the head of a document: the particulars of the report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from s55.model.dates import in_words
from s55.model.response import Response
from s55.richtext.nodes import Link, Text
from s55.rules.deadlines import printed_deadline
from s55.templating.manifest import HeaderField, HeaderLine, Labels, Manifest
from s55.templating.wording import Wording
from s55.views.fields import InlineField, inline_field
from s55.views.response.views import HeaderRow


def header_rows(
    lines: Iterable[HeaderLine], response: Response, manifest: Manifest, wording: Wording
) -> tuple[HeaderRow, ...]:
    """The rows that ``lines`` ask for; one whose field the draft lacks is left out."""
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
            return InlineField("inspection.link", "Link to report", (Link(link.address, shown),))
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
