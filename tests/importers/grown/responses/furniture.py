"""What stands round a document and is nobody's comment."""

from __future__ import annotations

from random import Random

from tests.importers.grown.responses.axes import Axes
from tests.importers.grown.responses.blocks import Furniture
from tests.importers.grown.responses.names import Office

_MENU = (
    "Home;About us;Your commissioner;Police and crime plan;Grants;Accountability;"
    "News;Get involved;Contact;Volunteers;Key documents"
).split(";")
_FOOT = (
    "Accessibility statement;Privacy notice;Cookies;Freedom of information;Complaints;Site map"
).split(";")


def furniture(rng: Random, axes: Axes, office: Office) -> Furniture:
    """The furniture of a document: more or less of it, as the axis says."""
    if axes.furniture == "none":
        return Furniture()
    running = rng.choice(("OFFICIAL", f"{office.body_name}", f"Ref: S55/{rng.randint(11, 99)}"))
    if axes.furniture == "slight":
        return Furniture(running=running, page_numbers=True)
    foot = [*rng.sample(_FOOT, 4), f"© {office.body_name} {rng.randint(2023, 2026)}"]
    return Furniture(
        menu=rng.sample(_MENU, rng.randint(4, 8)),
        crumbs=["Home", "Accountability", "Inspection reports"],
        foot=foot,
        running=running,
        page_numbers=True,
    )
