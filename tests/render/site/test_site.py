"""The files of the publication pages: the feed, the site map, and pages made ready for the web."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta
from typing import Any

import pytest
from lxml import etree, html

from s55.model.open_data.identity import identity
from s55.office.cases import Case
from s55.render.site.feed import Feed, FeedEntry, atom, sitemap
from s55.render.site.pages import Head, list_page, response_page
from s55.render.site.site import site_files
from tests.drafts_for_tests import SETTINGS, settings_of
from tests.office.cases_for_tests import TODAY
from tests.office.revised_cases import CORRECTED, WITHDRAWN, revised
from tests.render.site_for_tests import PAGE, a_site, context, files, rendered, site_set, titled
from tests.site_for_tests import BASE

ATOM = "{http://www.w3.org/2005/Atom}"

# What RFC 4287 asks of a feed and its entries (its sections 4.1.1, 4.1.2 and 4.2), for the elements
# that this feed has; whatever else stands in it is refused.
RFC_4287 = etree.RelaxNG(
    etree.fromstring("""
<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.w3.org/2005/Atom"
    datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <start><element name="feed"><ref name="language"/>
    <interleave>
      <ref name="id"/><ref name="title"/><ref name="updated"/>
      <oneOrMore><element name="author"><element name="name"><ref name="text"/></element></element>
      </oneOrMore>
      <oneOrMore><ref name="link"/></oneOrMore>
      <optional><element name="generator"><ref name="text"/></element></optional>
    </interleave>
    <zeroOrMore><element name="entry"><interleave>
      <ref name="id"/><ref name="title"/><ref name="updated"/>
      <oneOrMore><ref name="link"/></oneOrMore>
      <optional><element name="published"><ref name="day"/></element></optional>
      <optional><element name="summary"><ref name="text"/></element></optional>
    </interleave></element></zeroOrMore>
  </element></start>
  <define name="language"><attribute name="xml:lang"><data type="language"/></attribute></define>
  <define name="id"><element name="id"><data type="anyURI"><param name="minLength">1</param></data>
    </element></define>
  <define name="title"><element name="title"><ref name="text"/></element></define>
  <define name="updated"><element name="updated"><ref name="day"/></element></define>
  <define name="text"><data type="string"><param name="minLength">1</param></data></define>
  <define name="day"><data type="dateTime">
    <param name="pattern">\\d{4}-\\d\\d-\\d\\dT12:00:00(Z|\\+00:00)</param></data></define>
  <define name="link"><element name="link"><attribute name="href"><data type="anyURI"/></attribute>
    <optional><attribute name="rel"/></optional><optional><attribute name="type"/></optional>
    <empty/></element></define>
</grammar>""")
)

SITEMAPS_ORG = etree.RelaxNG(
    etree.fromstring("""
<element name="urlset" ns="http://www.sitemaps.org/schemas/sitemap/0.9"
    xmlns="http://relaxng.org/ns/structure/1.0"
    datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <oneOrMore><element name="url">
    <element name="loc"><data type="anyURI"><param name="maxLength">2048</param></data></element>
    <element name="lastmod"><data type="date"/></element>
  </element></oneOrMore>
</element>""")
)

HEAD = Head(f"{BASE}2024/one/index.html", "../../", "../../feed.xml", "New responses")
ADDITIONS = (
    "<nav aria-label='Way'><a href='../../index.html'>All</a></nav>\n<section><p>More</p></section>"
)


def parsed(page: str) -> Any:
    """A page, parsed."""
    return html.document_fromstring(page)


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    """The files of six responses."""
    return files(a_site())


# --- the feed and the site map ----------------------------------------------------


def test_the_feed_is_as_rfc_4287_asks(made: dict[str, bytes]) -> None:
    """An id, a title and a day for the feed and for each entry; no id twice; a way to itself."""
    feed = etree.fromstring(made["feed.xml"])
    RFC_4287.assertValid(feed)
    ids = [element.text for element in feed.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids)) == 7
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {"self": f"{BASE}feed.xml", "alternate": f"{BASE}index.html"}


def test_the_feed_tells_the_latest_response_first(made: dict[str, bytes]) -> None:
    """By the day of the response; one whose day was not kept has that of its sign-off."""
    feed = etree.fromstring(made["feed.xml"])
    entries = [
        (entry.findtext(f"{ATOM}title"), str(entry.findtext(f"{ATOM}updated"))[:10])
        for entry in feed.iter(f"{ATOM}entry")
    ]
    assert entries == [
        ("Zebras and Wŷl", "2025-11-20"),
        ("apples", "2025-10-09"),
        ("Émigrés", "2024-09-30"),
        ("Boats, item 9", "2024-02-24"),
        ("Boats, item 10", "2024-02-01"),
        ("Cats", "2023-01-20"),
    ]
    assert str(feed.findtext(f"{ATOM}updated")).startswith("2025-11-20T12:00:00")


def test_a_feed_without_responses_is_a_feed() -> None:
    """With the day on which it was made."""
    feed = etree.fromstring(files([])["feed.xml"])
    RFC_4287.assertValid(feed)
    assert str(feed.findtext(f"{ATOM}updated")).startswith(TODAY.isoformat())


def test_what_means_something_in_xml_is_text() -> None:
    """Titles hold what reports are called."""
    day = date(2024, 1, 2)
    entry = FeedEntry("urn:a", f"{BASE}a?b=1&c=2", 'A & B <b>"C"</b> ]]>', day, day, "<p>")
    feed = Feed("urn:f", f"{BASE}f", BASE, "T & <U>", "Office", "cy", TODAY, (entry,))
    read = etree.fromstring(atom(feed))
    RFC_4287.assertValid(read)
    assert read.findtext(f"{ATOM}entry/{ATOM}title") == 'A & B <b>"C"</b> ]]>'
    link = read.find(f"{ATOM}entry/{ATOM}link")
    assert link is not None
    assert link.get("href") == f"{BASE}a?b=1&c=2"


def test_identities_are_those_of_the_response_wherever_it_is() -> None:
    """A new address of the pages, of the report or of its title makes nothing new to a reader."""
    ids = _ids(files(a_site())["feed.xml"])
    moved = settings_of(f"{SETTINGS}site:\n  address: https://elsewhere.example/s55\n")
    elsewhere = files(a_site(), settings=moved)["feed.xml"]
    assert b"https://elsewhere.example/s55/feed.xml" in elsewhere
    assert _ids(elsewhere) == ids
    assert all(one.startswith("urn:uuid:") for one in ids)
    # It never changes: readers have stored it.
    assert ids[0] == "urn:uuid:cf32c389-0435-58c0-b360-b261cbcb2aa5"
    assert identity("feed", "Saltmarsh Police") == ids[0]
    other = settings_of(
        f"{SETTINGS}site:\n  address: {BASE}\n".replace("name: Saltmarsh Police", "name: Other")
    )
    assert not set(_ids(files(a_site(), settings=other)["feed.xml"])) & set(ids)


def _ids(feed: bytes) -> list[str]:
    return [str(one.text) for one in etree.fromstring(feed).iter(f"{ATOM}id")]


def test_a_correction_and_a_withdrawal_are_updates_that_say_so() -> None:
    """The same entry, with the day of the last event and that of the first publication."""

    def told(one: Case) -> dict[str, str]:
        made = files([one])
        entry = etree.fromstring(made["feed.xml"]).find(f"{ATOM}entry")
        assert entry is not None
        assert (
            f"<lastmod>{str(entry.findtext(f'{ATOM}updated'))[:10]}</lastmod>".encode()
            in (made["sitemap.xml"])
        )
        return {
            name: str(entry.findtext(f"{ATOM}{name}"))
            for name in ("id", "published", "updated", "summary")
        }

    first, fixed, gone = (
        told(revised("report", *events)) for events in ((), (CORRECTED,), (CORRECTED, WITHDRAWN))
    )
    assert first["id"] == fixed["id"] == gone["id"]
    assert {one["published"] for one in (first, fixed, gone)} == {"2026-08-20T12:00:00Z"}
    assert [one["updated"][:10] for one in (first, fixed, gone)] == [
        "2026-08-20",
        "2026-09-01",
        "2026-10-01",
    ]
    assert fixed["summary"].startswith("Corrected on 1 September 2026: Two, not three. The report")
    assert gone["summary"].startswith("Withdrawn on 1 October 2026: It answered a draft. The rep")
    assert first["summary"].startswith("The report was published")


def test_the_grammar_of_the_tests_refuses_what_is_wrong(made: dict[str, bytes]) -> None:
    """So that the tests before test something."""
    for name in ("id", "updated", "title"):
        feed = etree.fromstring(made["feed.xml"])
        found = feed.find(f"{ATOM}entry/{ATOM}{name}")
        assert found is not None
        found.getparent().remove(found)  # type: ignore[union-attr]  # an entry
        assert not RFC_4287.validate(feed)


def test_the_site_map_names_every_page_and_the_day_it_changed(made: dict[str, bytes]) -> None:
    """The register is reckoned anew every day; the list changes with the latest response."""
    root = etree.fromstring(made["sitemap.xml"])
    SITEMAPS_ORG.assertValid(root)
    entries = {str(entry[0].text): entry[1].text for entry in root}
    pages = {f"{BASE}{name}" for name in made if name.endswith(".html")}
    assert set(entries) == pages
    assert entries[f"{BASE}index.html"] == "2025-11-20"
    assert entries[f"{BASE}register.html"] == TODAY.isoformat()
    assert entries[f"{BASE}2024/emigres/index.html"] == "2024-09-30"
    assert b"&amp;" in sitemap([("https://a.org/?a&b", TODAY)])


# --- pages made ready -----------------------------------------------------------------


def test_a_response_stands_between_the_way_back_and_its_files() -> None:
    """The link that passes over stays first; the rest of the page is as it was."""
    made = response_page(PAGE.format(title="Ŵ & <i>"), ADDITIONS, "en-GB", HEAD)
    body = parsed(made.page).body
    assert [child.tag for child in body] == ["a", "nav", "header", "section", "main"]
    assert [child.get("lang") for child in body] == [None] * 5
    assert body.xpath("//main/h2/text()") == ["Findings"]
    assert body.xpath("//ol/@start") == ["3"]


def test_additions_in_another_language_say_so() -> None:
    """A Welsh site with English responses, or the other way about."""
    made = response_page(PAGE.format(title="A"), ADDITIONS, "cy", HEAD)
    body = parsed(made.page).body
    assert [child.get("lang") for child in body] == [None, "cy", None, "cy", None]


@pytest.mark.parametrize(
    ("body", "tags"),
    [
        ("<a href='#m'>Skip</a><main id='m'>x</main>", ["a", "nav", "section", "main"]),
        ("<main>x</main>", ["nav", "section", "main"]),
    ],
)
def test_a_layout_without_a_head_has_all_additions_first(body: str, tags: list[str]) -> None:
    """After the link that passes over them."""
    head = "<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'></head>"
    page = f"{head}<body>{body}</body></html>"
    made = parsed(response_page(page, ADDITIONS, "en", HEAD).page)
    assert [child.tag for child in made.body] == tags


def test_a_page_has_no_style_of_its_own_and_loses_none() -> None:
    """Styles go into files named for what they hold, shared by pages that have the same."""
    page = (
        PAGE.replace("<h2>", '<h2 class="a" style="color: red">')
        .replace("{{", "{")
        .replace("}}", "}")
    )
    one = response_page(page, ADDITIONS, "en-GB", HEAD)
    two = response_page(page.replace("Findings", "Other"), ADDITIONS, "en-GB", HEAD)
    assert one.stylesheets == two.stylesheets
    (style, own) = one.stylesheets.values()
    assert style.startswith("h1 { color: #1d2f5f; }")
    assert own == ".own-1 { color: red }\n"
    written = parsed(one.page)
    assert written.xpath("//style | //@style") == []
    assert written.xpath("//h2/@class") == ["a own-1"]
    linked = written.xpath("//link[@rel='stylesheet']/@href")
    assert linked == [f"../../{name}" for name in (*one.stylesheets, "assets/response.css")]


def test_the_rule_comes_before_whatever_it_rules() -> None:
    """Right after the encoding; a response's page may run no script at all."""
    made = response_page(PAGE.format(title="A"), ADDITIONS, "en-GB", HEAD).page
    index = list_page(PAGE.format(title="A"), dataclasses.replace(HEAD, root=""))
    for page, script in ((made, "'none'"), (index, "'self'")):
        encoding, rule = parsed(page).head[:2]
        assert encoding.get("charset") == "utf-8"
        assert rule.get("http-equiv") == "Content-Security-Policy"
        assert rule.get("content") == (
            f"default-src 'none'; style-src 'self'; script-src {script}; img-src 'self' data:; "
            "font-src 'self' data:; base-uri 'none'; form-action 'none'"
        )
    assert "<script" not in made
    assert '<script src="assets/script.js" defer></script>' in index


def test_two_reports_of_one_title_have_pages_of_two_titles() -> None:
    """The day of the report tells them apart."""
    cases = [
        titled("a", "PEEL", "2023-01-05", "2023-02-01"),
        titled("b", "PEEL", "2024-01-05", "2024-02-01"),
        titled("c", "Other", "2024-01-05", "2024-02-01"),
    ]
    made = files(cases)
    titles = [
        parsed(made[f"{folder}/index.html"].decode()).findtext(".//title")
        for folder in ("2023/a", "2024/b", "2024/c")
    ]
    assert titles == [
        "Response: PEEL (5 January 2023)",
        "Response: PEEL (5 January 2024)",
        "Response: Other",
    ]


def test_the_same_responses_give_the_same_bytes_in_whatever_order_they_come() -> None:
    """And another day changes nothing but the register, the calendar and the site map."""
    first = files(a_site())
    assert files(a_site()[::-1]) == first
    site = dataclasses.replace(context(a_site()), today=TODAY + timedelta(days=1))
    cases = [dataclasses.replace(one, today=site.today) for one in site.cases]
    later = site_files(
        dataclasses.replace(site, cases=tuple(cases)), [rendered(one) for one in cases], site_set()
    )
    assert [name for name, data in first.items() if later[name] != data] == [
        "calendar.ics",
        "register.csv",
        "register.html",
        "register.json",
        "responses.csv",
        "sitemap.xml",
    ]


def test_texts_of_a_draft_are_text_in_every_page() -> None:
    """Whatever the report is called, it opens no element and no attribute."""
    evil = "\"><script>alert(1)</script><img src=x onerror='a'> & {{ x }}"
    made = files([titled("a", evil, "2024-01-05", "2024-02-01")], PAGE.replace("{title}", "x"))
    for name in ("index.html", "register.html", "2024/a/index.html"):
        page = parsed(made[name].decode())
        assert page.xpath("//script[not(@src)] | //img | //@onerror") == []
    assert evil in parsed(made["index.html"].decode()).text_content()
