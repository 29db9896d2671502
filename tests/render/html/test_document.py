"""The page of a response: whole, closed, escaped; and what is wrong in a layout, with its place."""

from __future__ import annotations

import dataclasses
import itertools
from html.parser import HTMLParser
from pathlib import Path

import pytest

from s55.errors import ExitCode, S55Error
from s55.render.html.document import to_html
from s55.views.response.contents import LogoView
from tests.render.sets_for_tests import STANDARD_SETS, copied_set, only_problem, standard_set
from tests.views_for_tests import rich_view

VOID = {"br", "hr", "img", "meta"}


class _Checker(HTMLParser):
    """Collects the elements of a page, and fails when they are not closed in their order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def elements(page: str) -> list[tuple[str, dict[str, str | None]]]:
    """The elements of a page, in order."""
    checker = _Checker()
    checker.feed(page)
    checker.close()
    assert checker.open == []
    return checker.elements


@pytest.mark.parametrize("name", STANDARD_SETS)
def test_page_has_what_a_page_needs(name: str) -> None:
    """Language, title, author, date, one main, one h1, a skip link, and no other file."""
    page = to_html(rich_view(), standard_set(name))
    found = elements(page)
    tags = [tag for tag, _ in found]
    assert page.startswith("<!DOCTYPE html>\n")
    assert found[0] == ("html", {"lang": "en-GB"})
    assert "<title>Section 55 response: Answering &lt;calls&gt; &amp; “more”</title>" in page
    metas = {
        attributes.get("name"): attributes.get("content")
        for tag, attributes in found
        if tag == "meta"
    }
    assert metas["author"] == "Office of the Police and Crime Commissioner for Borsetshire"
    assert metas["dcterms.created"] == metas["dcterms.modified"] == "2023-08-31"
    assert metas["viewport"] == "width=device-width, initial-scale=1"
    assert (tags.count("main"), tags.count("header"), tags.count("h1")) == (1, 1, 1)
    assert ("a", {"class": "skip", "href": "#response"}) in found
    assert ("main", {"id": "response"}) in found
    assert not {"script", "link", "iframe", "object"} & set(tags)


def test_headings_skip_no_level() -> None:
    """Each heading is at most one level below the one before."""
    levels = [
        int(tag[1])
        for tag, _ in elements(to_html(rich_view(), standard_set()))
        if tag in {"h1", "h2", "h3", "h4", "h5", "h6"}
    ]
    assert levels[:3] == [1, 2, 3]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_order_of_a_section() -> None:
    """The policing body's section: body, reply, items with action, closing; then the checklist."""
    page = to_html(rich_view(), standard_set())
    start = page.index('<section class="policing_body">')
    places = [
        page.index(words, start)
        for words in (
            "I have read the report with care.",
            "I note the comments.",
            "<h3>Recommendation 2</h3>",
            "I shall ask for a report in May.",
            '<p class="action"><strong>Action taken:</strong></p>',
            "A board now meets each month.",
            "I shall return to it in the spring.",
            "<h2>For Office Use Only:</h2>",
            '<li><span class="box" aria-hidden="true">☑</span> Response forwarded to HMICFRS '
            "Section 55 Responses (done on 30 August 2023)</li>",
            '<li><span class="box" aria-hidden="true">☐</span> Response forwarded to Police and '
            "Crime Panel (not yet done)</li>",
        )
    ]
    assert places == sorted(places)


def test_layouts_differ_in_recommendations() -> None:
    """The 2023 layout gives each recommendation a heading, the 2022 one numbers them."""
    assert "<h3>Recommendation 3:</h3>" in to_html(rich_view(), standard_set("opccn-2023"))
    page = to_html(rich_view(), standard_set("opccn-2022"))
    start = page.index('<section class="recommendations">')
    assert page[start : page.index("</section>", start)].count('<ol class="paren">') == 1
    assert "<h3>Recommendation 3:</h3>" not in page


def test_draft_notice_only_on_a_draft() -> None:
    """A response that is signed off does not call itself a draft."""
    notice = '<p class="notice draft">Draft: not signed off, not for publication.</p>'
    assert notice in to_html(rich_view(), standard_set())
    assert "notice draft" not in to_html(rich_view(draft=False), standard_set())


def test_logo_is_inside_the_page() -> None:
    """The logo is a data address with its alternative text."""
    logo = LogoView(b"\x89PNG", "image/png", 'The "seal" of <Borsetshire>')
    page = to_html(rich_view(logo=logo), standard_set())
    assert (
        '<p class="logo"><img src="data:image/png;base64,iVBORw==" '
        'alt="The &#34;seal&#34; of &lt;Borsetshire&gt;"></p>'
    ) in page


def test_words_of_a_draft_are_never_markup() -> None:
    """Neither HTML, nor an end of the style, nor a tag of the layout gets out of a draft."""
    nasty = "</title></style><script>alert(1)</script>{{ title }}{% raw %}\"'&"
    view = dataclasses.replace(rich_view(), title=nasty, author=nasty, document_title=nasty)
    page = to_html(view, standard_set())
    assert "<script" not in page
    escaped = (
        "&lt;/title&gt;&lt;/style&gt;&lt;script&gt;alert(1)&lt;/script&gt;"
        "{{ title }}{% raw %}&#34;&#39;&amp;"
    )
    assert f"<title>{escaped}</title>" in page
    assert f"<h1>{escaped}</h1>" in page
    assert f'<meta name="author" content="{escaped}">' in page


SYNTAX, UNKNOWN, OUTSIDE, WHOLE = "L202", "L203", "L204", "L205"


@pytest.mark.parametrize(
    ("layout", "code", "line", "words", "hint"),
    [
        ("a\n{{ title", SYNTAX, 2, "the tag '{{' is not closed: '{{ title'", "{{ field }}"),
        ("{% if title %}", SYNTAX, 1, "has no '{% endif %}'", "where the part ends"),
        ("{{ title + }}", SYNTAX, 1, "the layout cannot be read", "must be closed"),
        ("{{ title | shout }}", SYNTAX, 1, "No filter named 'shout'", ""),
        ("{{ 1 / 0 }}", SYNTAX, 1, "division by zero", ""),
        ("{{ range(10**9) | join }}", "L210", 1, "it counts further than 100,000", ""),
        ("a\n\n{{ titel }}", UNKNOWN, 3, "'titel'", "Did you mean 'title'?"),
        (
            "{% for s in sections %}\n{{ s.headin }}\n{% endfor %}",
            UNKNOWN,
            2,
            "'headin'",
            "Did you mean 'heading'?",
        ),
        ("{{ words.nothing }}", UNKNOWN, 1, "'nothing'", "docs/templates.md"),
        ("{{ ''.__class__ }}", OUTSIDE, 1, "unsafe", ""),
        ("{{ title.format.__globals__ }}", OUTSIDE, 1, "unsafe", ""),
        ("\n<script>x</script>", OUTSIDE, 2, "<script", "Take it out"),
        ("<p onclick='x'>", OUTSIDE, 1, "onclick", ""),
        ('<img src="http://x.uk/y.png">', OUTSIDE, 1, "src=", "data_uri"),
        ("<img\n  src='seal.png'>", OUTSIDE, 1, "src=", "data_uri"),
        ("<link rel=stylesheet href=x.css>", OUTSIDE, 1, "<link", ""),
        ("<p style='background: url(x)'>", OUTSIDE, 1, "url(", ""),
        ("<a href='javascript:x'>", OUTSIDE, 1, "javascript:", ""),
        ("{{ sections }}", WHOLE, 1, "a whole tuple", ""),
        ("{% for s in sections %}{{ s }}{% endfor %}", WHOLE, 1, "a whole Section", ""),
    ],
)
def test_wrong_layout(
    tmp_path: Path, layout: str, code: str, line: int, words: str, hint: str
) -> None:
    """Every slip in a layout has its code, its place and its cure."""
    template = copied_set(tmp_path)
    file = template.folder / "layout.html"
    file.write_text(layout, encoding="utf-8")
    with pytest.raises(S55Error) as caught:
        to_html(rich_view(), template)
    problem = only_problem(caught.value)
    assert (problem.code, problem.file, problem.line) == (code, str(file.resolve()), line)
    assert words in problem.message
    assert hint in problem.hint
    assert caught.value.exit_code is ExitCode.SETTINGS


@pytest.mark.parametrize(
    ("layout", "code"),
    [
        ("{% include '../secret.txt' %}", "L102"),
        ("{% include '/etc/passwd' %}", "L102"),
        ("{% include 'missing.html' %}", "L103"),
        ("{% include 'layout.html' %}", "L202"),
        ("{{ '../secret.txt' | data_uri }}", "L204"),
        ("{{ '../secret.png' | data_uri }}", "L102"),
    ],
)
def test_layout_stays_in_its_folder(tmp_path: Path, layout: str, code: str) -> None:
    """A layout includes nothing from outside its set, and not itself."""
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (tmp_path / "secret.png").write_text("secret", encoding="utf-8")
    template = copied_set(tmp_path)
    (template.folder / "layout.html").write_text(layout, encoding="utf-8")
    with pytest.raises(S55Error) as caught:
        to_html(rich_view(), template)
    assert only_problem(caught.value).code == code


def test_layout_is_not_followed_out_by_a_link(tmp_path: Path) -> None:
    """A symbolic link out of the set is as good as a path out of it."""
    (tmp_path / "secret.html").write_text("secret", encoding="utf-8")
    template = copied_set(tmp_path)
    (template.folder / "inner.html").symlink_to(tmp_path / "secret.html")
    (template.folder / "layout.html").write_text("{% include 'inner.html' %}", encoding="utf-8")
    with pytest.raises(S55Error) as caught:
        to_html(rich_view(), template)
    assert only_problem(caught.value).code == "L102"


def test_layout_can_include_from_its_set(tmp_path: Path) -> None:
    """A part of a layout can stand in a file of its own, and pictures are carried along."""
    template = copied_set(tmp_path)
    (template.folder / "seal.png").write_bytes(b"\x89PNG")
    (template.folder / "part.html").write_text(
        '<img src="{{ \'seal.png\' | data_uri }}" alt="{{ author }}">', encoding="utf-8"
    )
    (template.folder / "layout.html").write_text("{% include 'part.html' %}", encoding="utf-8")
    assert to_html(rich_view(), template) == (
        '<img src="data:image/png;base64,iVBORw==" '
        'alt="Office of the Police and Crime Commissioner for Borsetshire">'
    )


@pytest.mark.parametrize(
    ("part", "code"),
    [("a\n{{ titel }}", UNKNOWN), ("a\n{{ sections }}", WHOLE), ("a\n{{ title", SYNTAX)],
)
def test_what_is_wrong_in_a_file_that_a_layout_includes(
    tmp_path: Path, part: str, code: str
) -> None:
    """The message names that file and its line."""
    template = copied_set(tmp_path)
    file = template.folder / "part.html"
    file.write_text(part, encoding="utf-8")
    (template.folder / "layout.html").write_text("{% include 'part.html' %}", encoding="utf-8")
    with pytest.raises(S55Error) as caught:
        to_html(rich_view(), template)
    problem = only_problem(caught.value)
    assert (problem.code, problem.file, problem.line) == (code, str(file.resolve()), 2)


def test_layout_that_is_not_utf8(tmp_path: Path) -> None:
    """A layout saved in another encoding says so."""
    template = copied_set(tmp_path)
    (template.folder / "layout.html").write_bytes("Tŷ".encode("utf-16"))
    with pytest.raises(S55Error) as caught:
        to_html(rich_view(), template)
    assert only_problem(caught.value).message == "the layout is not UTF-8 (byte 0)"


def test_absent_parts_leave_nothing(tmp_path: Path) -> None:
    """A field that is absent shows nothing, and not the word None."""
    template = copied_set(tmp_path)
    (template.folder / "layout.html").write_text("[{{ sections[1].body }}]", encoding="utf-8")
    assert to_html(rich_view(), template) == "[]"
