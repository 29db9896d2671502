"""Know the form's own words in every standard template set: labels, headings, sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Any, get_args

from s55.errors import S55Error
from s55.importers.responses.text import folded
from s55.model.office import ChecklistLine, Settings
from s55.records import dataclass
from s55.templating.manifest import HeaderField, Manifest, SectionKey
from s55.templating.registry import load_set, set_names, standard_sets
from s55.templating.wording import Wording

_LABELS: Mapping[HeaderField, str] = {
    "title": r"(?:(?:inspection |report )*(?:title|name)|(?:title|name) of (?:the )?"
    r"(?:inspection|report)|(?:hmicfrs |hmic |inspection |inspectorate )?report|inspection)",
    "published": r"(?:(?:report |date )?(?:first )?published(?: on| date| by (?:the )?\w+)?"
    r"|(?:hmicfrs |hmic )?(?:report )?publication date|date of (?:report |report's )?publication)",
    "publication_types": r"(?:publication |report |inspection )?(?:types?|themes?)",
    "forces": r"(?:police )?forces?(?: inspected)?",
    "isbn": r"isbn",
    "link": r"(?:web )?link(?: to (?:the )?(?:full )?report)?|report link",
    "deadline": r"(?:(?:section 55 )?(?:response )?(?:deadline|due(?: date)?)"
    r"|date response (?:is )?due)",
}
_CHIEF = r"(?:the )?(?:chief (?:constable|officer)|commissioner of police)"
_BODY = (
    r"(?:the )?(?:(?:police (?:fire )?and crime |pfcc|pcc|opcc|mopac)\w*(?: (?:for|of) [\w ]+)?"
    r"|commissioner|mayor)"
)
_COMMENTS = r"(?:'s)? (?:response|comments?|reply)\b.*"
_FROM = r"(?:response|comments?) (?:of|from|by)"
_HEADINGS: Mapping[SectionKey, str] = {
    "key_findings": r"(?:summary of )?(?:the )?(?:key|main) findings",
    "causes_of_concern": r"causes? of concern",
    "recommendations": r"recommendations",
    "areas_for_improvement": r"areas for improvement(?: afis?)?|afis",
    "chief_officer": rf"{_FROM} {_CHIEF}.*|{_CHIEF}{_COMMENTS}",
    "policing_body": rf"{_FROM} {_BODY}.*|{_BODY}{_COMMENTS}",
    "checklist": r"(?:distribution |circulation )?(?:for )?office use(?: only)?",
}
_COUNT = re.compile(
    r"^\s*(?:(?:part|section)\s+\w{1,3}\s*[.:–—-]|\d{1,2}(?:\.\d{1,2})*[.):]?(?=\s)|[A-Za-z][.)])\s+",
    re.IGNORECASE,
)
"""The number of a part or a line of a form: 'Part 1 –', '1.1', 'a)'."""
_INVITED = "\x00"


@dataclass(frozen=True, slots=True)
class FilledForm:
    """One template set with the office's words filled in."""

    manifest: Manifest
    labels: Mapping[str, str]
    headings: Mapping[SectionKey, str]
    header: Mapping[HeaderField, str]
    checklist: Sequence[tuple[ChecklistLine, str]]


@cache
def _manifests(folder: Path) -> tuple[Manifest, ...]:
    """Load the manifests of the sets that come with s55, once: nothing changes them meanwhile."""
    return tuple(load_set(folder / name).manifest for name in set_names([folder]))


class Forms:
    """Every standard template set, filled in with each office-holder the settings name.

    Args:
        settings: the office's settings, or None: then only what every office's form says is known.
    """

    def __init__(self, settings: Settings | None) -> None:
        self.settings = settings

    @cached_property
    def filled(self) -> list[FilledForm]:
        """Every template set, for every term of office."""
        return [
            form
            for manifest in _manifests(standard_sets())
            for values in _values(self.settings)
            if (form := _filled(manifest, values, self.settings)) is not None
        ]

    def header_field(self, label: str) -> HeaderField | None:
        """Find the field of the header that a label belongs to."""
        known = folded(_COUNT.sub("", label))
        if not known or len(known) > 60:
            return None
        for form in self.filled:
            for field, words in form.header.items():
                if folded(words) == known:
                    return field
        fields = (field for field, words in _LABELS.items() if re.fullmatch(words, known))
        return next(fields, None)

    def section(self, heading: str) -> SectionKey | None:
        """Find the section that a heading begins."""
        known = folded(_COUNT.sub("", heading))
        if not known or len(known) > 160:
            return None
        for form in self.filled:
            for key, words in form.headings.items():
                if folded(words) == known:
                    return key
        keys: Iterator[SectionKey] = (
            key for key in get_args(SectionKey) if re.fullmatch(_HEADINGS[key], known)
        )
        return next(keys, None)

    def is_label(self, text: str, *names: str) -> bool:
        """Tell whether a text is one of the form's labels of these names, in any template set."""
        known = folded(text)
        return any(folded(form.labels[name]) == known for form in self.filled for name in names)

    def is_revision(self, text: str) -> bool:
        """Tell whether a text is the notice of a correction or a withdrawal at a document's head.

        It is known by what stands before its day.
        """
        labels = (form.labels[name] for form in self.filled for name in ("corrected", "withdrawn"))
        starts = (label.partition(_INVITED)[0] for label in labels)
        return any(start.strip() and text.startswith(start) for start in starts)

    def says(self, text: str, name: str) -> re.Match[str] | None:
        """Match a text with a sentence of the form; what was filled in is group 1."""
        for form in self.filled:
            pattern = re.escape(form.labels[name]).replace(re.escape(_INVITED), "(.+?)")
            if found := re.fullmatch(pattern.replace(r"\ ", r"\s+"), " ".join(text.split())):
                return found
        return None


def _values(settings: Settings | None) -> Iterator[dict[str, Any]]:
    """Yield what the words in {{ }} may name, for each term of office."""
    if settings is None:
        return
    for inspectorate in settings.inspectorate:
        for body in settings.policing_body:
            for chief in settings.chief_officer:
                yield {
                    "office": settings.office,
                    "force": settings.force,
                    "policing_body": body,
                    "chief_officer": chief,
                    "inspectorate": inspectorate,
                    "inspection": {"title": ""},
                    "invited": _INVITED,
                    "number": "",
                    **dict.fromkeys(("heading", "office_number", "under", "place", "count"), ""),
                    **dict.fromkeys(("what", "why", "title", "text"), ""),
                    "date": _INVITED,
                }


def _filled(
    manifest: Manifest, values: Mapping[str, Any], settings: Settings | None
) -> FilledForm | None:
    wording = Wording(values, manifest.name)
    renamed = settings.checklist.rename if settings else {}
    lines = (*manifest.checklist, *(settings.checklist.add if settings else ()))
    try:
        return FilledForm(
            manifest,
            {
                name: wording.fill(str(getattr(manifest.labels, name)))
                for name in type(manifest.labels).model_fields
            },
            {line.key: wording.fill(line.heading) for line in manifest.sections},
            {line.field: wording.fill(line.label) for line in manifest.header},
            [(line, wording.fill(renamed.get(line.recipients[0], line.text))) for line in lines],
        )
    except S55Error:  # the office's own words name something else
        return None
