"""Find and read template sets, and fill in their layouts."""

from __future__ import annotations

from pathlib import Path


def standard_sets() -> Path:
    """Find the folder of the template sets that come with s55.

    In an installed wheel it is inside the package; in a checkout, beside it. It is said here
    because to look into the folder takes no more than that.
    """
    package = Path(__file__).resolve().parent.parent
    inside = package / "standard"
    return inside if inside.is_dir() else package.parent / "templates"
