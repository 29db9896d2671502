"""Tell whether the Word file and the web page of a response would show the same."""

from __future__ import annotations

from dataclasses import replace

from s55.lint.parsed.opening import opened
from s55.lint.rule import all_rules
from s55.problems import Problem
from s55.templating.sets import TemplateSet

_CODE = "L402"


def unlike_layouts(template: TemplateSet) -> list[Problem]:
    """List the fields that one layout of a response shows and the other does not (L402).

    Returns:
        a problem for each; none where the manifest switches the rule off.
    """
    if _CODE in template.manifest.checks.off:
        return []
    checked = opened(template)
    response = tuple(one for one in checked.documents if one.name == "response")
    return list(all_rules()[_CODE].problems(replace(checked, documents=response)))
