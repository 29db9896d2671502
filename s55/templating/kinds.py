"""The kinds of template sets, and a set of whichever kind it says it is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from s55.templating.manifest import Manifest, SetManifest
from s55.templating.panel_manifest import PanelManifest
from s55.templating.register_manifest import RegisterManifest
from s55.templating.registry import MANIFEST_FILE, kind_of, load_set_of
from s55.templating.sets import AnySet
from s55.templating.site_manifest import SiteManifest

KINDS: Mapping[str, type[SetManifest]] = MappingProxyType(
    {
        "response": Manifest,
        "panel": PanelManifest,
        "site": SiteManifest,
        "register": RegisterManifest,
    }
)
"""The model of the manifest of each kind."""


def load_any(folder: Path) -> AnySet[SetManifest]:
    """The set in ``folder``, of whichever kind.

    Raises:
        S55Error: every problem in its manifest.
    """
    model = KINDS.get(kind_of(folder / MANIFEST_FILE), Manifest)
    return load_set_of(model, folder)
