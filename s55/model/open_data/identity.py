"""Make the identities by which other programs know our publications again, wherever they lie."""

from __future__ import annotations

from uuid import UUID, uuid5

_IDENTITIES = UUID("6b0a4f0e-5c0b-5d5e-9f55-055196200055")
"""The namespace of all identities (RFC 9562, version 5). Changing it would make every response new
to every reader."""


def identity(*parts: str) -> str:
    """Make an identity that stays the same wherever the pages are: a URN (RFC 9562, version 5).

    Readers of a feed know by it what they have seen, so an address would not do: with a new one
    every response would be new.

    Args:
        parts: what it stands for, and what tells that apart from all others of all offices.
    """
    return uuid5(_IDENTITIES, "\n".join(parts)).urn


def identity_of_office(force: str) -> str:
    """Identify an office by its force, which stays when the duty passes to another body."""
    return identity("office", force)


def identity_of_response(force: str, draft: str, published: str) -> str:
    """Identify a response by its force, the name of its draft and the day of the report."""
    return identity("response", force, draft, published)


def identity_of_item(response: str, reference: str) -> str:
    """Identify an item by its response and its short name there."""
    return identity("item", response, reference)


def identity_of_report(title: str, published: str) -> str:
    """Identify a report, alike in all offices that write its title alike.

    Capitals and white space do not count.
    """
    return identity("report", folded_title(title), published)


def folded_title(title: str) -> str:
    """Fold a title for comparison: capitals and white space do not count."""
    return " ".join(title.casefold().split())
