"""Write what programs read of the publication pages: the feed (RFC 4287) and the site map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from feedgen.feed import FeedGenerator
from lxml import etree

_NOON = time(12, tzinfo=UTC)
"""A feed wants a time; at noon it is the same day in London and nearly everywhere."""
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """A response in the feed: its page, its title, its day, and a line about it."""

    address: str
    title: str
    day: date
    summary: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed.

    Attributes:
        address: its own full address.
        home: the full address of the page that it belongs to.
        title: its title.
        author: the office.
        language: BCP 47.
        day: its day where it has no entry.
        entries: the responses.
    """

    address: str
    home: str
    title: str
    author: str
    language: str
    day: date
    entries: tuple[FeedEntry, ...]


def atom(feed: Feed) -> bytes:
    """Write the feed as Atom (RFC 4287), the latest response first.

    The identity of the feed and of each entry is the address of its page; each day is written as
    noon in UTC.
    """
    made = FeedGenerator()
    made.id(feed.home)
    made.title(feed.title)
    made.author(name=feed.author)
    made.link(href=feed.address, rel="self", type="application/atom+xml")
    made.link(href=feed.home, rel="alternate", type="text/html")
    made.language(feed.language)
    made.generator("s55")
    made.updated(_at_noon(max((entry.day for entry in feed.entries), default=feed.day)))
    newest = sorted(feed.entries, key=lambda entry: (-entry.day.toordinal(), entry.address))
    for entry in newest:
        _add(made, entry)
    return bytes(made.atom_str(pretty=True))


def _add(made: FeedGenerator, entry: FeedEntry) -> None:
    added = made.add_entry(order="append")
    added.id(entry.address)
    added.title(entry.title)
    added.updated(_at_noon(entry.day))
    added.published(_at_noon(entry.day))
    added.link(href=entry.address, rel="alternate", type="text/html")
    added.summary(entry.summary)


def _at_noon(day: date) -> datetime:
    return datetime.combine(day, _NOON)


def sitemap(pages: Sequence[tuple[str, date]]) -> bytes:
    """Write the site map (sitemaps.org 0.9): each page's address and the day it last changed."""
    root = etree.Element("urlset", xmlns=_SITEMAP)
    for address, day in pages:
        entry = etree.SubElement(root, "url")
        etree.SubElement(entry, "loc").text = address
        etree.SubElement(entry, "lastmod").text = day.isoformat()
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
