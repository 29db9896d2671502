"""Write what programs read of the publication pages: the feed (RFC 4287) and the site map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date

from lxml import etree

from s55.records import dataclass

_ATOM = "http://www.w3.org/2005/Atom"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """A response in the feed.

    Attributes:
        id: its identity, for ever: :mod:`s55.model.open_data.identity`.
        address: its page.
        title: its title.
        published: the day of its first publication.
        updated: the day of the last publication, correction or withdrawal.
        summary: a line about it.
        others: its pages in other languages, by their tags (BCP 47).
    """

    id: str
    address: str
    title: str
    published: date
    updated: date
    summary: str
    others: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed.

    Attributes:
        id: its identity, for ever: :mod:`s55.model.open_data.identity`.
        address: its own full address.
        home: the full address of the page that it belongs to.
        title: its title.
        author: the office.
        language: BCP 47.
        day: its day where it has no entry.
        entries: the responses.
    """

    id: str
    address: str
    home: str
    title: str
    author: str
    language: str
    day: date
    entries: tuple[FeedEntry, ...]


def atom(feed: Feed) -> bytes:
    """Write the feed as Atom (RFC 4287), what changed last first; each day is noon in UTC."""
    root = etree.Element("feed", {"xmlns": _ATOM, _LANGUAGE: feed.language})
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    _add(root, "updated", _noon(max((one.updated for one in feed.entries), default=feed.day)))
    _add(etree.SubElement(root, "author"), "name", feed.author)
    _link(root, "self", feed.address, "application/atom+xml")
    _link(root, "alternate", feed.home, "text/html")
    _add(root, "generator", "s55")
    for entry in sorted(feed.entries, key=lambda one: (-one.updated.toordinal(), one.address)):
        element = etree.SubElement(root, "entry")
        _add(element, "id", entry.id)
        _add(element, "title", entry.title)
        _add(element, "updated", _noon(entry.updated))
        _add(element, "published", _noon(entry.published))
        _link(element, "alternate", entry.address, "text/html")
        for language, address in entry.others.items():
            _link(element, "alternate", address, "text/html", language)
        _add(element, "summary", entry.summary)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _add(parent: etree._Element, name: str, text: str) -> None:
    etree.SubElement(parent, name).text = text


def _link(
    parent: etree._Element, relation: str, address: str, media_type: str, language: str = ""
) -> None:
    attributes = {"rel": relation, "type": media_type, "href": address}
    told = {"hreflang": language} if language else {}
    etree.SubElement(parent, "link", {**attributes, **told})


def _noon(day: date) -> str:
    """Write a day as the time that a feed wants: at noon it is the same day nearly everywhere."""
    return f"{day.isoformat()}T12:00:00Z"


def sitemap(pages: Sequence[tuple[str, date]]) -> bytes:
    """Write the site map (sitemaps.org 0.9): each page's address and the day it last changed."""
    root = etree.Element("urlset", xmlns=_SITEMAP)
    for address, day in pages:
        entry = etree.SubElement(root, "url")
        etree.SubElement(entry, "loc").text = address
        etree.SubElement(entry, "lastmod").text = day.isoformat()
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
