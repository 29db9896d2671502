"""The template sets of drafts: which one a draft has, and whether its layouts show the same."""

from __future__ import annotations

from dataclasses import field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from s55.disk.places import SETTINGS_FILE
from s55.drafts.load import Draft
from s55.errors import ExitCode, S55Error
from s55.model.office import Settings
from s55.pipeline.checking import replacing_draft
from s55.problems import Problem, Severity
from s55.records import dataclass
from s55.templating import standard_sets
from s55.workspace import Workspace, shown

if TYPE_CHECKING:
    from s55.templating.sets import TemplateSet
    from s55.views.response.notices import Replacement


@dataclass(frozen=True, slots=True)
class DraftSets:
    """The template sets of a workspace's drafts, each read once.

    Attributes:
        workspace: where the sets lie.
        settings: name the set of drafts that name none.
        template: the name of the one set to use for every draft, None for the drafts' own.
    """

    workspace: Workspace
    settings: Settings
    template: str | None = None
    _read: dict[str, TemplateSet] = field(default_factory=dict)
    _unlike: dict[Path, list[Problem]] = field(default_factory=dict)

    def of(self, draft: Draft) -> TemplateSet:
        """Give the template set of a draft.

        Raises:
            S55Error: L101 when there is no such set, and every problem in its manifest.
        """
        name = self.template or draft.response.template or self.settings.template
        if name not in self._read:
            self._read[name] = self.workspace.template_set(name)
        return self._read[name]

    def refuse_unlike_layouts(self, template: TemplateSet) -> None:
        """Refuse a template set whose Word layout and web layout do not show the same.

        Raises:
            S55Error: L402 for each field that one of them lacks.
        """
        if problems := self._unlike_layouts(template):
            raise S55Error(problems, ExitCode.SETTINGS)

    def warn_of_unlike_layouts(self, template: TemplateSet) -> list[Problem]:
        """Warn of what :meth:`refuse_unlike_layouts` refuses: once, however many drafts ask.

        Where the layouts are those that s55 brings, none is read: that would take a tenth of a
        second of each run.
        """
        if template.folder in self._unlike or not template.layouts_differ_from(standard_sets()):
            return []
        hint = "As long as it is so, 's55 render --final' writes nothing."
        return [
            replace(one, severity=Severity.WARNING, hint=f"{one.hint} {hint}")
            for one in self._unlike_layouts(template)
        ]

    def _unlike_layouts(self, template: TemplateSet) -> list[Problem]:
        from s55.lint.unlike import unlike_layouts  # few sets have layouts of their own

        if template.folder not in self._unlike:
            self._unlike[template.folder] = unlike_layouts(template)
        return self._unlike[template.folder]

    def replacement_of(self, draft: Draft) -> Replacement | None:
        """Find the response that replaces a withdrawn one; None where there is none.

        Raises:
            S55Error: D175 when its draft is not there or cannot be read.
        """
        gone = draft.response.withdrawal
        if gone is None or gone.replaced_by is None:
            return None
        from s55.views.response.notices import Replacement

        other = replacing_draft(self.workspace.responses, gone.replaced_by)
        if isinstance(other, Problem):
            raise S55Error(draft.located([other]))
        inspection = other.response.inspection
        address = ""
        if self.settings.site is not None and other.response.first_publication is not None:
            from s55.views.site.frame import base_address, page_at

            page = page_at(gone.replaced_by, inspection.published)
            address = f"{base_address(self.settings)}{page}"
        return Replacement(inspection.title, address)


def missing_set_of(workspace: Workspace, draft: Draft) -> list[Problem]:
    """Find out whether a draft names a template set that there is not (L101).

    Args:
        workspace: where the sets lie.
        draft: the draft.
    """
    name = draft.response.template
    problem = workspace.missing_template_set(name) if name is not None else None
    return draft.located([problem]) if problem else []


def missing_set_of_settings(workspace: Workspace, settings: Settings) -> list[Problem]:
    """Find out whether the settings name a template set that there is not (L101).

    Args:
        workspace: where the sets lie.
        settings: name the set of drafts that name none.
    """
    problem = workspace.missing_template_set(settings.template)
    return [problem.in_file(shown(workspace.root / SETTINGS_FILE))] if problem else []
