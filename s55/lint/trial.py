"""A response with something in every place, rendered by a template set to see whether it can."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from s55.documents.invitation import Asked, invitation_view
from s55.documents.response import response_view
from s55.drafts import load
from s55.errors import S55Error
from s55.model.office import Settings
from s55.model.response import Response
from s55.problems import Problem
from s55.render.docx import to_docx
from s55.render.html import to_html
from s55.settings import load_settings
from s55.templating.manifest import Manifest, SetManifest
from s55.templating.sets import AnySet

_HERE = Path(__file__).resolve().parent
_ASKED = Asked(date(2026, 3, 9), date(2026, 4, 10))


def sample_response() -> Response:
    """The response with something in every place."""
    draft, problems = load((_HERE / "sample.yaml").read_text(encoding="utf-8"), "sample.yaml")
    if draft is None:
        raise S55Error(problems)
    return draft.response


def sample_settings() -> Settings:
    """The settings of the office whose response it is."""
    file = _HERE / "sample_settings.yaml"
    return load_settings(file.read_text(encoding="utf-8"), file.name)


def trial_problems(template: AnySet[SetManifest]) -> Iterator[Problem]:
    """What stops the sample from being rendered by a set, as Word and as HTML."""
    if not isinstance(template.manifest, Manifest):
        return
    responses = AnySet(template.folder, template.manifest)
    for attempt in (_response, _invitation):
        for kind in ("docx", "html"):
            try:
                attempt(responses, kind)
            except S55Error as failure:
                for problem in failure.problems:
                    yield problem if problem.file else problem.in_file(str(template.folder))


def _response(template: AnySet[Manifest], kind: str) -> None:
    view = response_view(sample_response(), sample_settings(), template.manifest)
    if kind == "docx":
        to_docx(view, template, b"{}")
    else:
        to_html(view, template)


def _invitation(template: AnySet[Manifest], kind: str) -> None:
    part = template.manifest.invitation
    if part is None:
        return
    view = invitation_view(sample_response(), sample_settings(), template.manifest, _ASKED)
    if kind == "docx":
        to_docx(view, template, b"{}", layout=part.word_layout)
    else:
        to_html(view, template, part.html_layout)
