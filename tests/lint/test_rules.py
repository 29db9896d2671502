"""Every rule finds what it is for, with its place, and leaves alone what only looks like it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx.document import Document
from docx.shared import Pt, RGBColor

from s55.lint.field_list import field_lines
from s55.lint.parsed.opening import opened
from s55.lint.rule import all_rules, rule_pages
from s55.problems import Severity
from s55.templating.registry import MANIFEST_FILE, load_any, standard_sets
from s55.word.xml import remove
from tests.command import ROOT
from tests.lint.cases import CASES, SIGNS, Case
from tests.lint.sets import (
    Change,
    added,
    copy_of,
    found_by,
    paragraph,
    problems_in,
    text,
    word,
)

STANDARD = sorted(path.parent.name for path in standard_sets().glob(f"*/{MANIFEST_FILE}"))


@pytest.mark.parametrize("name", STANDARD)
def test_the_sets_that_come_with_it_have_no_problem(name: str) -> None:
    """Whatever their kind, and whether it is an error or a warning."""
    assert problems_in(standard_sets() / name) == []


def test_every_rule_has_a_case() -> None:
    codes = [case.code for case in (*CASES, SIGNS)]
    assert sorted(codes) == list(all_rules())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_a_set_that_breaks_the_rule(case: Case, tmp_path: Path) -> None:
    """One problem, in the words of the case, in a file of the set, with something to do."""
    folder = copy_of("opccn-2023", tmp_path)
    case.broken(folder)
    (found,) = found_by(case.code, folder)
    assert case.says in found.message
    assert found.hint.endswith((".", "?"))
    assert found.file is not None
    assert Path(found.file).is_relative_to(folder)
    if case.line is not None:
        assert found.line == case.line


@pytest.mark.parametrize("case", [*CASES, SIGNS], ids=lambda case: case.code)
def test_a_set_that_only_looks_as_if_it_did(case: Case, tmp_path: Path) -> None:
    folder = copy_of("opccn-2023", tmp_path)
    case.sound(folder)
    assert found_by(case.code, folder) == []


def _normal(edit: Callable[[Any], None]) -> Change:
    """Change the font of the style that all others are based on."""
    return word(lambda document: edit(document.styles["Normal"].font))


@pytest.mark.parametrize(
    ("code", "edit", "says"),
    [
        (
            "L516",
            lambda font: setattr(font, "size", Pt(8)),
            "the style 'Normal' makes text of 8 points",
        ),
        (
            "L515",
            lambda font: setattr(font.color, "rgb", RGBColor(0xAA, 0xAA, 0xAA)),
            "text in the colour of the style 'Normal' has a contrast of 2.3 to 1, in the "
            "body: '{{ draft_notice }}'",
        ),
    ],
)
def test_a_style_is_told_once_and_not_at_each_paragraph(
    code: str, edit: Callable[[Any], None], says: str, tmp_path: Path
) -> None:
    """Sixty paragraphs take it, and some of them hold only tags that print nothing."""
    folder = copy_of("opccn-2023", tmp_path)
    _normal(edit)(folder)
    assert [problem.message for problem in found_by(code, folder)] == [says]


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "says"),
    [
        ("{% endif %}", "", "L303", 21, "'{% if draft_notice %}' has no '{% endif %}'"),
        ("{% endfor %}", "", "L303", 24, "'{% for notice in notices %}' has no '{% endfor %}'"),
        (
            "{% if draft_notice %}",
            "",
            "L303",
            23,
            "'{% endif %}' ends nothing that was begun",
        ),
        ("{{ title }}", "{{ title }", "L301", 30, "the tag '{{' is not closed: '{{ title }</h1>'"),
        ("{% if logo %}", "{% if logo }", "L301", 27, "the tag '{%' is not closed: '{% if logo }'"),
        ("{{ title }}", "{{ title + }}", "L304", 30, "the tag cannot be read"),
    ],
)
def test_a_web_layout_that_cannot_be_read_is_told_at_the_tag_that_is_wrong(
    old: str, new: str, code: str, line: int, says: str, tmp_path: Path
) -> None:
    """Once, and not at the end of the file, where reading stops."""
    folder = copy_of("opccn-2023", tmp_path)
    layout = folder / "layout.html"
    source = layout.read_text(encoding="utf-8")
    layout.write_text(source.replace(old, new, 1), encoding="utf-8")
    found = [one for each in ("L301", "L303", "L304") for one in found_by(each, folder)]
    assert [(one.code, one.line) for one in found] == [(code, line)]
    assert found[0].message.startswith(says)


def test_a_wrong_wording_is_told_at_its_line_with_what_was_meant(tmp_path: Path) -> None:
    folder = copy_of("opccn-2023", tmp_path)
    manifest = folder / MANIFEST_FILE
    before = manifest.read_text(encoding="utf-8")
    lines = before.split("\n")
    (number, line) = next((n, x) for n, x in enumerate(lines) if "{{ policing_body.title }}" in x)
    lines[number] = line.replace("{{ policing_body.title }}", "{{ policing_bod.title }}", 1)
    manifest.write_text("\n".join(lines), encoding="utf-8")
    (found,) = [one for one in problems_in(folder) if one.code == "L105"]
    assert (found.file, found.line) == (str(manifest), number + 1)
    assert found.message.endswith("cannot be filled in: there is no 'policing_bod'")
    assert found.hint == "Did you mean 'policing_body'?"


@pytest.mark.parametrize(
    ("css", "says"),
    [
        ("color: #000 font-size: 2em", "gives 'color' a value that the PDF leaves out: '#000 font"),
        ("margin: 2 em", "gives 'margin' a value that the PDF leaves out: '2 em'"),
        ("font-weight: boldd", "gives 'font-weight' a value that the PDF leaves out: 'boldd'"),
        ("text-aling: left", "has a property 'text-aling', which does not exist"),
    ],
)
def test_a_declaration_without_effect(css: str, says: str, tmp_path: Path) -> None:
    folder = copy_of("opccn-2023", tmp_path)
    added("style.css", f"\nh2 {{ {css} }}\n")(folder)
    (found,) = found_by("L540", folder)
    assert found.message.startswith(f"'h2' {says}")
    assert found.severity is Severity.WARNING


def test_what_only_browsers_have_is_left_to_the_screen(tmp_path: Path) -> None:
    """The PDF has nothing to stick to; on the screen the value is right."""
    folder = copy_of("opccn-2023", tmp_path)
    added("style.css", "\n@media screen { h2 { position: sticky } }\n")(folder)
    assert found_by("L540", folder) == []
    added("style.css", "\nh2 { position: sticky }\n")(folder)
    (found,) = found_by("L540", folder)
    assert found.hint.endswith("put it below '@media screen'.")


@pytest.mark.parametrize(
    ("value", "is_faint"),
    [("1%", True), ("50%", True), (".99", True), ("0", True), ("100%", False), ("1.0", False)],
)
def test_how_much_is_seen_through(value: str, is_faint: bool, tmp_path: Path) -> None:
    folder = copy_of("opccn-2023", tmp_path)
    added("style.css", f"\n.stamp {{ opacity: {value} }}\n")(folder)
    assert [one.message for one in found_by("L538", folder)] == (
        ["'.stamp' is transparent"] if is_faint else []
    )


def test_styles_in_a_layout_are_checked_as_those_of_the_stylesheet(tmp_path: Path) -> None:
    """At the line of their element; those that a tag fills in are left out."""
    folder = copy_of("opccn-2023", tmp_path)
    styled = (
        '<p style="opacity: 0.5; colour: red">a</p>\n<p style="color: #999; ;x">b</p>'
        '<p style="opacity: {{ title }}">c</p><a style="text-decoration: none" href="#x">d</a>'
    )
    text("layout.html", "</main>", f"\n{styled}</main>")(folder)
    at = (
        (folder / "layout.html")
        .read_text(encoding="utf-8")
        .split("\n")
        .index('<p style="opacity: 0.5; colour: red">a</p>')
    )
    found = [one for one in problems_in(folder) if one.file == str(folder / "layout.html")]
    assert [(one.code, (one.line or 0) - at, one.column) for one in found] == [
        ("L538", 1, 1),
        ("L540", 1, 1),
        ("L531", 2, 1),
        ("L532", 2, 1),
        ("L534", 2, 70),
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "May<br>Custody",
        "<span>May</span><br/><span>Custody</span>",
        "May<br><br>Custody",
        "{{ title }}<br>{{ title }}",
        "May{% if title %}<br>{% endif %}Custody",
        "{% for one in title %}{{ one }}{% if not loop.last %}<br>{% endif %}{% endfor %}",
        "May {%- if title %}<br>{% endif %}Custody",
    ],
)
def test_headings_whose_bookmark_joins_their_lines(heading: str, tmp_path: Path) -> None:
    folder = copy_of("opccn-2023", tmp_path)
    text("layout.html", "</main>", f"\n <h2>{heading}</h2></main>")(folder)
    (found,) = found_by("L529", folder)
    lines = (folder / "layout.html").read_text(encoding="utf-8").split("\n")
    assert (found.column, lines[(found.line or 0) - 1][:5]) == (2, " <h2>")


@pytest.mark.parametrize(
    "heading",
    [
        "May <br>Custody",
        "May<br> Custody",
        "May\n<br>\nCustody",
        "May&nbsp;<br>Custody",
        "<br>May<br>",
        "{# May<br>Custody #}May<!-- a<br>b -->",
        "{{ title }} {% if title %}<br>{% endif %}{{ title }}",
        "{% for one in title %}{{ one }} <br>{% endfor %}",
    ],
)
def test_headings_whose_bookmark_has_the_space(heading: str, tmp_path: Path) -> None:
    folder = copy_of("opccn-2023", tmp_path)
    text("layout.html", "</main>", f"<h2>{heading}</h2></main>")(folder)
    assert found_by("L529", folder) == []


CLOSED = '<aside class="extra"><dialog class="ask" id="why"><p>Why?</p></dialog></aside>'


@pytest.mark.parametrize(
    ("closed", "css", "names"),
    [
        (CLOSED, "", ["dialog"]),
        ("<p popover>Words</p>", "", ["p"]),
        ("<details><p>a</p><details open>b</details></details>", "", ["details"]),
        (CLOSED, "@media screen { dialog { display: none } }", ["dialog"]),
        (CLOSED, "dialog p, dialog::backdrop { display: none }", ["dialog"]),
        (CLOSED, "dialog { display: block }", ["dialog"]),
        (CLOSED, "@media print { dialog:not([open]) { display: none } }", []),
        (CLOSED, "p, aside.extra { display: none }", []),
        (CLOSED, "#why { display: none }", []),
        (CLOSED, "dialog > :not(h2) { display: none }", []),
        (f"<div hidden>{CLOSED}</div>", "", []),
        ("<dialog {% if title %}open{% endif %}>a</dialog>", "", []),
    ],
)
def test_what_is_closed_and_printed(
    closed: str, css: str, names: list[str], tmp_path: Path
) -> None:
    folder = copy_of("opccn-2023", tmp_path)
    text("layout.html", "</main>", f"{closed}</main>")(folder)
    added("style.css", f"\n{css}\n")(folder)
    assert [one.message.split(">")[0] for one in found_by("L530", folder)] == [
        f"<{name}" for name in names
    ]


def test_each_sign_that_is_missing_is_told(tmp_path: Path) -> None:
    folder = copy_of("opccn-2023", tmp_path)
    SIGNS.broken(folder)
    found = [problem.message for problem in found_by(SIGNS.code, folder)]
    assert SIGNS.says in found
    assert [message.partition("'")[2][0] for message in found] == ["☐", "☑"]


@pytest.mark.parametrize(
    ("css", "line", "column"),
    [("\n\n.pale {\n  color: #999;\n}\n", 3, 3), ("\n.pale { color: #999 }\n", 1, 9)],
)
def test_problems_of_a_stylesheet_name_line_and_column(
    tmp_path: Path, css: str, line: int, column: int
) -> None:
    folder = copy_of("opccn-2023", tmp_path)
    before = (folder / "style.css").read_text(encoding="utf-8").count("\n")
    added("style.css", css)(folder)
    (found,) = problems_in(folder)
    assert (found.line, found.column) == (before + line + 1, column)


def test_a_rule_that_is_off_is_not_applied(tmp_path: Path) -> None:
    folder = copy_of("opccn-2023", tmp_path)
    added("style.css", "\n.pale { color: #999 }\n")(folder)
    added("manifest.yaml", "\nchecks:\n  off:\n    L532: The printers insist on it.\n")(folder)
    assert problems_in(folder) == []


def test_what_closes_a_tag_that_nothing_opens_is_told(tmp_path: Path) -> None:
    """It would be printed as it stands; what a remark says is not printed."""
    folder = copy_of("opccn-2023", tmp_path)
    paragraph("{# as in {{ title }} #}{ title }}")(folder)
    (found,) = found_by("L301", folder)
    assert found.message.startswith("'}}' closes a tag that nothing opens, in the body")


def test_a_loop_without_its_end_is_told_once(tmp_path: Path) -> None:
    """And not each branch after it as one that ends nothing."""
    folder = copy_of("opccn-2023", tmp_path)

    def without_inner_end(document: Document) -> None:
        ends = [one for one in document.paragraphs if one.text == "{%p endfor %}"]
        remove(ends[2]._p)

    word(without_inner_end)(folder)
    (found,) = (one for one in problems_in(folder) if one.code == "L303")
    assert found.message.endswith(": '{%p for item in section.items %}'")


def test_a_loop_without_its_beginning_is_told_with_its_name(tmp_path: Path) -> None:
    """The name of the loop in one line, and no field that the layout lacks because of it."""
    folder = copy_of("opccn-2023", tmp_path)

    def without_beginning(document: Document) -> None:
        begin = "{%p for section in sections %}"
        (one,) = (one for one in document.paragraphs if one.text == begin)
        remove(one._p)

    word(without_beginning)(folder)
    found = problems_in(folder)
    assert "L402" not in {one.code for one in found}
    (lost,) = (one for one in found if one.message.startswith("there is no field 'section', "))
    assert re.search(r", and at \d+ more places$", lost.message)
    assert lost.hint == "It is named by a loop: {%p for section in sections %}."


@pytest.mark.parametrize(
    ("count", "more"), [(1, ""), (2, ", and at 1 more place"), (3, ", and at 2 more places")]
)
def test_an_unknown_name_is_told_once_with_the_number_of_its_places(
    count: int, more: str, tmp_path: Path
) -> None:
    folder = copy_of("opccn-2023", tmp_path)
    for _ in range(count):
        paragraph("{{ weather }}")(folder)
    (found,) = found_by("L401", folder)
    assert found.message.startswith("there is no field 'weather', in the body")
    assert found.message.endswith(f": '{{{{ weather }}}}'{more}")


@pytest.mark.parametrize(
    ("file", "data", "message"),
    [
        ("layout.docx", b"no Word file", "the response cannot be laid out: the Word layout is d"),
        ("layout.html", b"\xe9", "the response cannot be laid out: the layout is not UTF-8"),
        ("style.css", "h1 { color: red }".encode("utf-16"), "the stylesheet cannot be read here"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(
    file: str, data: bytes, message: str, tmp_path: Path
) -> None:
    folder = copy_of("opccn-2023", tmp_path)
    (folder / file).write_bytes(data)
    found = [one for one in problems_in(folder) if one.message.startswith(message)]
    assert [one.file for one in found] == [str(folder / file)]


def test_a_rule_of_the_stylesheet_without_its_end_is_told(tmp_path: Path) -> None:
    """The rule after it begins within it; one that names the other with & is meant to."""
    folder = copy_of("opccn-2023", tmp_path)
    added("style.css", "\nh1 { color: #000;\nh2 { color: #000 }\n.x { color: #000; &:hover {} }\n")(
        folder
    )
    found = [one for one in found_by("L531", folder) if "begins within" in one.message]
    assert [one.message for one in found] == [
        "the stylesheet cannot be read here ('h2' begins within the rule 'h1')",
        "the stylesheet cannot be read here ('.x' begins within the rule 'h1')",
    ]


def test_columns_beside_one_another_need_no_header_row(tmp_path: Path) -> None:
    """A table of one row is no table to be read by its headings."""
    folder = copy_of("opccn-2023", tmp_path)
    word(lambda document: document.add_table(1, 2))(folder)
    assert found_by("L513", folder) == []


def test_an_unknown_rule_cannot_be_off_and_a_reason_is_wanted(tmp_path: Path) -> None:
    folder = copy_of("opccn-2023", tmp_path)
    added("manifest.yaml", "\nchecks:\n  off:\n    L999: The printers insist.\n    L519: no\n")(
        folder
    )
    found = {problem.code: problem for problem in problems_in(folder)}
    assert set(found) == {"L109", "L110"}
    assert found["L109"].severity is Severity.ERROR
    assert found["L110"].severity is Severity.WARNING


def test_a_recipient_gets_the_name_that_was_meant(tmp_path: Path) -> None:
    folder = copy_of("opccn-2023", tmp_path)
    text("manifest.yaml", "recipients: [website]", "recipients: [web_site]")(folder)
    (found,) = found_by("L409", folder)
    assert found.hint == (
        "Name the recipient in settings.yaml instead, under 'add' in 'checklist'. "
        "Did you mean 'website'?"
    )


def test_a_recipient_is_told_with_its_line_and_by_a_word_of_its_name(tmp_path: Path) -> None:
    folder = copy_of("opccn-2023", tmp_path)
    text("manifest.yaml", "recipients: [website]", "recipients: [home_secretary]")(folder)
    (found,) = found_by("L409", folder)
    assert found.hint.endswith(" Did you mean 'secretary_of_state'?")
    assert found.line is not None
    lines = (folder / MANIFEST_FILE).read_text(encoding="utf-8").splitlines()
    assert "home_secretary" in lines[found.line - 1]


def test_a_picture_of_the_page_alone_is_told_too(tmp_path: Path) -> None:
    folder = copy_of("opccn-2023", tmp_path)
    text("layout.html", "</main>", '<p><img src="river.png" alt="The river"></p></main>')(folder)
    (found,) = found_by("L417", folder)
    assert found.message == "layout.html has a picture 'The river', and layout.docx lacks it"
    text("layout.html", 'alt="The river"', 'alt="" aria-hidden="true"')(folder)
    assert found_by("L417", folder) == []


def test_a_word_layout_of_the_base_in_another_font_is_to_be_copied(tmp_path: Path) -> None:
    folder = tmp_path / "our-office"
    folder.mkdir()
    (folder / MANIFEST_FILE).write_text(
        "name: our-office\nbased_on: opccn-2023\n", encoding="utf-8"
    )
    (folder / "style.css").write_text('html { font-family: "DejaVu Serif" }', encoding="utf-8")
    found = found_by("L416", folder)
    assert [one.message for one in found] == [
        f"the text of {name} is in Arial, that of the page in DejaVu Serif"
        for name in ("layout.docx", "invitation.docx", "translation.docx")
    ]
    assert found[1].hint == (
        "Copy it (s55 template copy our-office invitation.docx), and change the font of the style "
        "Normal in Word."
    )


@pytest.mark.parametrize(
    ("added", "hints"),
    [
        (("town_hall",), []),
        (
            ("town_halls",),
            [
                "Name the recipient in settings.yaml instead, under 'add' in 'checklist'. "
                "Did you mean 'town_halls'?"
            ],
        ),
        (None, []),
    ],
    ids=["in the settings", "spelt otherwise there", "settings that cannot be read"],
)
def test_a_recipient_that_the_settings_add_can_be_recorded(
    added: tuple[str, ...] | None, hints: list[str], tmp_path: Path
) -> None:
    folder = copy_of("opccn-2023", tmp_path)
    text("manifest.yaml", "recipients: [website]", "recipients: [town_hall]")(folder)
    found = all_rules()["L409"].problems(opened(load_any(folder), added))
    assert [one.hint for one in found] == hints


def test_a_field_gets_the_name_that_was_meant(tmp_path: Path) -> None:
    folder = copy_of("opccn-2023", tmp_path)
    text("layout.html", "{{ section.reply }}", "{{ section.repyl }}")(folder)
    (found,) = found_by("L401", folder)
    assert found.message == "there is no field 'section.repyl'"
    assert found.hint == "Did you mean 'reply'?"
    lines = (folder / "layout.html").read_text(encoding="utf-8").splitlines()
    assert found.line is not None
    assert "section.repyl" in lines[found.line - 1]


def test_what_no_rule_knows_is_found_by_trying(tmp_path: Path) -> None:
    """A label that names what is not there stops a render, and no rule looks at labels."""
    folder = copy_of("opccn-2023", tmp_path)
    text("manifest.yaml", "not_done: not yet done", 'not_done: "{{ nobody.name }}"')(folder)
    found = problems_in(folder)
    assert {problem.code for problem in found} == {"L105"}


@pytest.mark.parametrize(
    ("name", "file", "old", "new", "code"),
    [
        ("panel", "manifest.yaml", "no_owner: ", 'no_owner: "{{ nobody.name }}" #', "L105"),
        ("panel", "layout.html", "</main>", "{{ 1 / 0 }}</main>", "L202"),
        ("site", "manifest.yaml", "not_overdue: ", 'not_overdue: "{{ nobody.name }}" #', "L105"),
        ("site", "response.html", "{{ heading }}", "{{ heading }}{{ 1 / 0 }}", "L202"),
        ("site", "register.html", "</main>", "{{ 1 / 0 }}</main>", "L202"),
        ("register", "manifest.yaml", "reckoned: ", 'reckoned: "{{ nobody.name }}" #', "L105"),
        ("register", "layout.html", "</main>", "{{ 1 / 0 }}</main>", "L202"),
        ("gathered", "layout.html", "</main>", "{{ 1 / 0 }}</main>", "L202"),
    ],
)
def test_sets_of_every_kind_are_tried_out(
    tmp_path: Path, name: str, file: str, old: str, new: str, code: str
) -> None:
    """A fault that shows only when a document is made is told, and told once."""
    folder = copy_of(name, tmp_path)
    text(file, old, new)(folder)
    assert [problem.code for problem in problems_in(folder)] == [code]


def test_a_heading_with_nothing_below_it_is_found_in_word_too(tmp_path: Path) -> None:
    folder = copy_of("opccn-2023", tmp_path)

    def twice(document: Document) -> None:
        (closing,) = (one for one in document.paragraphs if one.text == "{{ section.closing }}")
        closing.insert_paragraph_before("{{ section.heading }}", "Heading 3")

    word(twice)(folder)
    found = [one for one in found_by("L550", folder) if one.message.endswith("'In conclusion'")]
    assert [Path(one.file or "").name for one in found] == ["layout.docx"]


def test_text_after_a_comment_is_below_its_heading(tmp_path: Path) -> None:
    folder = copy_of("opccn-2023", tmp_path)
    thanks = "<section><h2>Thanks</h2><!-- Keep this. -->To all who helped.</section>\n</main>"
    text("layout.html", "</main>", thanks)(folder)
    assert found_by("L550", folder) == []


def test_the_word_layout_of_a_paper_is_tried_out(tmp_path: Path) -> None:
    """Here by a tag that reckons with what is no number."""
    folder = copy_of("panel", tmp_path)
    paragraph("{{ title / 2 }}")(folder)
    (found,) = problems_in(folder)
    assert found.file == str(folder / "layout.docx")


@pytest.mark.parametrize("name", ["opccn-2023", "panel", "register", "site"])
def test_fields_of_every_kind_have_examples(name: str) -> None:
    """What a field shows in the sample; a part of the fields has nothing to show."""
    lines = field_lines(opened(load_any(standard_sets() / name)))
    single = [line for line in lines if "list" not in line.type]
    assert sum(bool(line.example) for line in single) > 0.6 * len(single)


def test_the_pages_of_the_rules_are_current() -> None:
    """To write them anew: s55 template rules --out docs/rules."""
    folder = ROOT / "docs/rules"
    pages = rule_pages(all_rules())
    assert {path.name for path in folder.iterdir()} == set(pages)
    for name, page in pages.items():
        assert (folder / name).read_text(encoding="utf-8") == page, name


def test_every_rule_says_what_it_asks_for_and_why() -> None:
    for rule in all_rules().values():
        assert re.fullmatch(r"[A-Z☐].{15,98}[.]", rule.summary), rule.code
        assert len(rule.explanation.split()) > 15, rule.code
