"""Small drafts, settings and manifests, written afresh, for the tests to build on."""

from __future__ import annotations

from datetime import date

from s55.drafts.load import Draft, load
from s55.model.office import Settings
from s55.model.response import Response
from s55.office.settings import load_settings
from s55.problems import Problem
from s55.sources.reading import read_tree
from s55.sources.validation import validated
from s55.templating.manifest import Manifest
from s55.templating.registry import load_set, standard_sets
from s55.views.response.build import response_view
from s55.views.response.contents import ResponseView, Section

FILE = "responses/harbour.yaml"
"""What the drafts of the tests are called."""

TODAY = date(2024, 5, 1)
"""A day inside the period of :data:`HEAD`'s report, published on 2 April 2024."""

HEAD = """\
format: 1
inspection:
  title: Harbour policing
  published: 2024-04-02
  publication_types: [Thematic]
  forces: [Saltmarsh Police]
  link:
    text: Report on harbours
    address: https://example.org/harbours
"""
"""The least that a draft can be: nine lines."""

FINISHED = (
    HEAD
    + """\
key_findings: |
  Patrol boats are kept **well**.
recommendations:
  items:
    - number: 2
      text: |
        Chief constables should count their boats.
      chief_officer: |
        Two boats have been counted.
      policing_body: |
        The count is welcome.
      action: taken
chief_officer:
  date: 2024-04-20
  comments: |
    The report is fair.
policing_body:
  opening: |
    Harbours matter to everybody here.
sign_off:
  name: Robin Sample
  date: 2024-05-02
distribution:
  website: {date: 2024-05-03}
  inspectorate: {date: 2024-05-03}
  secretary_of_state: {date: 2024-05-04}
"""
)
"""A draft that lacks nothing on 6 May 2024."""

SETTINGS = """\
office:
  name: Office of the Commissioner for Saltmarsh
  abbreviation: OCS
force:
  name: Saltmarsh Police
policing_body:
  - title: Saltmarsh Police and Crime Commissioner
    abbreviation: PCC
    until: 2024-05-08
  - title: Mayor of Saltmarsh
    abbreviation: Mayor
    since: 2024-05-09
chief_officer:
  - title: Chief Constable
inspectorate:
  - name: The former inspectorate
    abbreviation: FI
    until: 2017-07-18
  - name: The inspectorate of constabulary
    abbreviation: IC
    since: 2017-07-19
"""
"""Settings with a change of commissioner and a change of the inspectorate's name."""


def problems_of_draft(text: str) -> list[Problem]:
    """What is wrong with a draft as it stands."""
    return load(text, FILE)[1]


def draft_of(text: str) -> Draft:
    """The draft that a text without problems holds."""
    draft, problems = load(text, FILE)
    assert problems == []
    assert draft is not None
    return draft


def response_of(text: str) -> Response:
    """The response that a text without problems holds."""
    return draft_of(text).response


def settings_of(text: str = SETTINGS) -> Settings:
    """The settings that a text holds."""
    return load_settings(text, "settings.yaml")


def manifest_of(name: str = "opccn-2023") -> Manifest:
    """The manifest of a standard template set."""
    return load_set(standard_sets() / name).manifest


def manifest_from(text: str) -> Manifest:
    """The manifest that a text holds."""
    root, problems = read_tree(text)
    assert root is not None
    manifest, invalid = validated(root, Manifest)
    assert problems + invalid == []
    assert manifest is not None
    return manifest


def view_of(text: str, template: str = "opccn-2023", settings: str = SETTINGS) -> ResponseView:
    """What a layout shows of a draft."""
    return response_view(response_of(text), settings_of(settings), manifest_of(template))


def section_of(view: ResponseView, key: str) -> Section:
    """The one section of a view with this key."""
    (section,) = (section for section in view.sections if section.key == key)
    return section
