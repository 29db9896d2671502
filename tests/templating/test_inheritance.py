"""A template set that is based on another: what it takes from there, and what it never can."""

from __future__ import annotations

from pathlib import Path

import pytest

from s55.errors import ExitCode, S55Error
from s55.problems import Problem
from s55.render.html.stylesheet import inlined_stylesheet
from s55.templating.inheritance import merged_stylesheet
from s55.templating.registry import MAX_BASES, find_set, kind_of, load_any, load_set, standard_sets

TEXT = (standard_sets() / "opccn-2023" / "manifest.yaml").read_text(encoding="utf-8")


def _base(place: Path, name: str = "base") -> Path:
    """A set that stands alone."""
    folder = place / name
    (folder / "fonts").mkdir(parents=True)
    text = TEXT.replace("name: opccn-2023", f"name: {name}")
    (folder / "manifest.yaml").write_text(text, encoding="utf-8")
    for file in ("layout.html", "style.css", "fonts/LiberationSans-Regular.ttf"):
        (folder / file).write_text(f"{file} of {name}", encoding="utf-8")
    return folder


def _derived(place: Path, name: str, base: str, more: str = "") -> Path:
    folder = place / name
    folder.mkdir(parents=True)
    text = f"name: {name}\nbased_on: {base}\n{more}"
    (folder / "manifest.yaml").write_text(text, encoding="utf-8")
    return folder


def _refused(folder: Path) -> Problem:
    with pytest.raises(S55Error) as caught:
        load_set(folder)
    (problem,) = caught.value.problems
    assert caught.value.exit_code is ExitCode.SETTINGS
    return problem


# --- files -------------------------------------------------------------------


def test_a_file_that_a_set_lacks_is_that_of_its_base(tmp_path: Path) -> None:
    """Through several sets; its own comes first."""
    base = _base(tmp_path)
    middle = _derived(tmp_path, "middle", "base")
    (middle / "layout.html").write_text("middle", encoding="utf-8")
    (middle / "part.html").write_text("part", encoding="utf-8")
    top = load_set(_derived(tmp_path, "top", "middle"))
    assert top.read("layout.html") == b"middle"
    assert top.read("part.html") == b"part"
    assert top.read("style.css") == b"style.css of base"
    font = "fonts/LiberationSans-Regular.ttf"
    assert top.path(font) == (base / font).resolve()
    assert top.manifest.fonts[0].file == font


def test_a_set_that_brings_another_font_keeps_those_of_its_base(tmp_path: Path) -> None:
    """But for the faces of a family that it brings itself."""
    _base(tmp_path)
    folder = _derived(tmp_path, "top", "base")
    manifest = folder / "manifest.yaml"
    before = manifest.read_text(encoding="utf-8")
    font = "fonts/LiberationSans-Regular.ttf"
    signs = ["Liberation Mono", "Noto Sans Symbols 2"]
    for family, kept in (("Other", ["Liberation Sans"] * 4 + signs), ("liberation sans", signs)):
        own = f"{before}\nfonts: [{{family: {family}, file: {font}}}]\n"
        manifest.write_text(own, encoding="utf-8")
        assert [one.family for one in load_set(folder).manifest.fonts] == [family, *kept]


def test_a_file_that_none_of_them_has_is_told(tmp_path: Path) -> None:
    """With the sets that were looked in."""
    _base(tmp_path)
    _derived(tmp_path, "middle", "base")
    top = load_set(_derived(tmp_path, "top", "middle"))
    with pytest.raises(S55Error) as caught:
        top.read("logo.png")
    (problem,) = caught.value.problems
    assert problem.code == "L103"
    assert problem.message == (
        "template set 'top' lacks the file 'logo.png', and so does its base 'middle', "
        "and so does its base 'base'"
    )
    assert problem.file == str(tmp_path / "top")
    assert top.place("logo.png") == tmp_path / "top/logo.png"


def test_no_file_outside_is_reached(tmp_path: Path) -> None:
    """Neither through the set nor through its base, by a path or by a link."""
    base = _base(tmp_path)
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (base / "link.txt").symlink_to(tmp_path / "secret.txt")
    top = load_set(_derived(tmp_path, "top", "base"))
    (top.folder / "mine.txt").symlink_to(base / "style.css")
    for name in ("../secret.txt", "../base/style.css", "link.txt", "mine.txt", "/etc/hostname"):
        with pytest.raises(S55Error) as caught:
            top.read(name)
        assert caught.value.problems[0].code == "L102", name


# --- the manifest ------------------------------------------------------------


def test_a_key_that_a_set_lacks_is_that_of_its_base(tmp_path: Path) -> None:
    """Mappings key by key; everything else is replaced; nothing beside a key leaves it out."""
    _base(tmp_path)
    more = (
        "title: Ours\nlabels:\n  done: finished\nheader:\n  - {field: title, label: Report}\n"
        "words: {a: one}\ninvitation:\n  labels:\n    closing: Yours\n"
    )
    middle = load_set(_derived(tmp_path, "middle", "base", more)).manifest
    base = load_set(tmp_path / "base").manifest
    assert (middle.name, middle.title, middle.based_on) == ("middle", "Ours", "base")
    assert middle.labels == base.labels.model_copy(update={"done": "finished"})
    assert [line.label for line in middle.header] == ["Report"]
    assert middle.sections == base.sections
    assert middle.invitation is not None
    assert base.invitation is not None
    assert middle.invitation.labels.closing == "Yours"
    assert middle.invitation.labels.salutation == base.invitation.labels.salutation
    more = "words: {b: two}\ninvitation:\nlabels:\n  status:\n"
    top = load_set(_derived(tmp_path, "top", "middle", more)).manifest
    assert top.words == {"a": "one", "b": "two"}
    assert top.invitation is None
    assert (top.title, top.labels.done, top.labels.status) == ("Ours", "finished", "Status:")


def test_problems_are_told_where_they_are(tmp_path: Path) -> None:
    """A slip of the set at its line in its manifest, a slip of the base in that of the base."""
    base = _base(tmp_path)
    top = _derived(tmp_path, "top", "base", "labels:\n  dnoe: x\n")
    problem = _refused(top)
    assert (problem.code, problem.line, problem.column) == ("D101", 4, 3)
    assert problem.hint == "Did you mean 'done'?"
    assert problem.file == str(top / "manifest.yaml")
    text = TEXT.replace("name: opccn-2023", "name: base").replace("language:", "langauge:")
    (base / "manifest.yaml").write_text(text, encoding="utf-8")
    problem = _refused(_derived(tmp_path, "other", "base"))
    assert (problem.code, problem.file) == ("D101", str(base / "manifest.yaml"))


def test_the_name_is_never_taken_from_the_base(tmp_path: Path) -> None:
    """It is missing, and not another's."""
    _base(tmp_path)
    top = _derived(tmp_path, "top", "base")
    (top / "manifest.yaml").write_text("based_on: base\n", encoding="utf-8")
    assert (_refused(top).code, _refused(top).path) == ("D102", "name")


# --- which set it is -----------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["../base", "..", ".", "/etc", "base/.", "base/../base", "'a\\b'", "C:base", "''"]
)
def test_a_base_is_a_name_and_never_a_path(name: str, tmp_path: Path) -> None:
    _base(tmp_path / "sets")
    _base(tmp_path)
    problem = _refused(_derived(tmp_path / "sets", "top", name))
    assert problem.code in {"L101", "D103"}
    assert problem.path == "based_on"
    assert problem.line == 2


def test_an_unknown_base_is_told_with_the_one_that_was_meant(tmp_path: Path) -> None:
    problem = _refused(_derived(tmp_path, "top", "opccn-2032"))
    assert (problem.code, problem.line, problem.column) == ("L101", 2, 11)
    assert problem.message == "the set is based on 'opccn-2032', which s55 could not find"
    assert problem.hint == "Did you mean 'opccn-2023'?"
    assert problem.file == str(tmp_path / "top/manifest.yaml")


@pytest.mark.parametrize("names", ["a", "ab", "abc"])
def test_sets_that_are_based_on_each_other_are_refused(names: str, tmp_path: Path) -> None:
    """However many there are; and they can still be listed."""
    for at, name in enumerate(names):
        _derived(tmp_path, name, names[(at + 1) % len(names)])
    problem = _refused(tmp_path / "a")
    if names == "a":
        assert problem.code == "L101"
    else:
        assert problem.code == "L115"
        assert problem.message.startswith("the sets are based on each other: 'b'")
    assert kind_of(tmp_path / "a/manifest.yaml") == "response"


def test_a_chain_has_an_end(tmp_path: Path) -> None:
    """The longest that is read, and one more."""
    _base(tmp_path, "set-0")
    for at in range(1, MAX_BASES + 2):
        _derived(tmp_path, f"set-{at}", f"set-{at - 1}")
    assert load_set(tmp_path / f"set-{MAX_BASES}").manifest.sections
    problem = _refused(tmp_path / f"set-{MAX_BASES + 1}")
    assert problem.code == "L115"
    assert problem.message == f"more than {MAX_BASES} sets are based on each other"


def test_a_set_can_be_based_on_one_that_comes_with_s55(tmp_path: Path) -> None:
    """On the one of its own name too."""
    _derived(tmp_path, "opccn-2023", "opccn-2023", "title: Ours\n")
    found = find_set("opccn-2023", [tmp_path, standard_sets()])
    assert found.folder == tmp_path / "opccn-2023"
    assert found.manifest.title == "Ours"
    assert found.path("layout.docx") == standard_sets() / "opccn-2023/layout.docx"
    own = load_set(_derived(tmp_path, "top", "opccn-2023"))
    assert own.manifest.title == "Ours"
    assert own.read("style.css") == (standard_sets() / "opccn-2023/style.css").read_bytes()


def test_a_set_that_comes_with_s55_is_never_based_on_one_of_the_workspace(tmp_path: Path) -> None:
    """So a changed set of the workspace changes no other."""
    _base(tmp_path, "opccn-2023")
    found = find_set("letter", [tmp_path, standard_sets()])
    assert found.base is not None
    assert found.base.folder == standard_sets() / "opccn-2023"


def test_a_base_of_another_kind_gives_its_fonts_alone(tmp_path: Path) -> None:
    """And the kind is that of the base where a set does not say it."""
    panel = load_any(standard_sets() / "panel")
    assert panel.manifest.based_on == "opccn-2023"
    font = "fonts/LiberationSans-Regular.ttf"
    assert panel.path(font) == standard_sets() / "opccn-2023" / font
    own = load_any(_derived(tmp_path, "ours", "panel"))
    assert own.manifest.kind == "panel"
    assert own.path(font) == standard_sets() / "opccn-2023" / font
    assert own.read("layout.html") == panel.read("layout.html")
    for name in ("invitation.html", "invitation.docx"):
        with pytest.raises(S55Error):
            panel.path(name)
    assert len(panel.stylesheets("style.css")) == 1


# --- stylesheets -----------------------------------------------------------------


def _merged(base: str, own: str) -> str:
    return " ".join(merged_stylesheet(base, own).split())


def test_a_rule_changes_the_properties_that_it_names() -> None:
    """In their places; others are added, and nothing is lost."""
    base = "h1 { color: red; margin: 0; }\nh2 { color: blue }"
    assert _merged(base, "h1 { color: black; padding: 0; }") == (
        "h1 { color: black; padding: 0; margin: 0; } h2 { color: blue; }"
    )
    assert _merged(base, "h2{margin:0}\nh3 { color: red }") == (
        "h1 { color: red; margin: 0; } h2 { color: blue;margin:0; } h3 { color: red; }"
    )


def test_a_new_rule_follows_the_one_before_it() -> None:
    """Or comes at the end; an empty rule says where."""
    base = "a { x: 1; } b { x: 2; } c { x: 3; }"
    assert _merged(base, "d { x: 4; }") == f"{base} d {{ x: 4; }}"
    own = "a {}\nd { x: 4; }\ne { x: 5; }\nb { y: 6 }"
    assert _merged(base, own) == (
        "a { x: 1; } d { x: 4; } e { x: 5; } b { x: 2; y: 6; } c { x: 3; }"
    )


def test_rules_within_conditions_and_pages() -> None:
    base = "p { x: 1; } @media print { p { x: 2; } } @page { size: A4; @top-left { x: 3; } }"
    own = "@page { @top-left { y: 4; } size: A3; } @media print { q { x: 5; } } @media screen {}"
    assert _merged(base, own) == (
        "p { x: 1; } @media print { p { x: 2; } } @page { size: A3; @top-left { x: 3; y: 4; } } "
        "@media print { q { x: 5; } } @media screen {}"
    )


@pytest.mark.parametrize(
    ("own", "merged"),
    [
        (
            "p { x: 3; } q { x: 4; } @media print { p { x: 5; } q { x: 6; } }",
            "p { x: 3; } q { x: 4; } @media print { p { x: 5; } } @media print { q { x: 6; } }",
        ),
        (
            "p, q { x: 4; } @media print { p { x: 5; } }",
            "p { x: 1; } @media print { p { x: 2; } } p, q { x: 4; } @media print { p { x: 5; } }",
        ),
        (
            "p { x: 3; } /* paper */ @media print { q { x: 6; } }",
            "p { x: 3; } @media print { p { x: 2; } } /* paper */ @media print { q { x: 6; } }",
        ),
    ],
)
def test_a_rule_for_some_cases_stays_behind_the_rule_that_it_changes(own: str, merged: str) -> None:
    """Whatever the base has for these cases before it: else the rule would change nothing."""
    for condition in ("@media print", "@supports (x: 1)"):
        base, changed, whole = (
            css.replace("@media print", condition)
            for css in ("p { x: 1; } @media print { p { x: 2; } }", own, merged)
        )
        assert _merged(base, changed) == whole


def test_a_property_or_rule_that_comes_twice() -> None:
    """A value for older browsers is kept; fonts are added, and the last rule is changed."""
    assert _merged("a { x: 1; }", "a { x: 2; x: 3; }") == "a { x: 2; x: 3; }"
    assert _merged("a { x: 1; } a { x: 2; }", "a { x: 3; }") == "a { x: 1; } a { x: 3; }"
    face = '@font-face { src: url("f"); }'
    assert _merged(face, face) == f"{face} {face}"


def test_brackets_in_strings_comments_and_addresses() -> None:
    base = 'a::after { content: "}{;"; } /* } */ b { background: url(data:x;y{z); }'
    own = "b { color: red; } /* a comment at the head stays out */ c { content: '}' }"
    assert _merged(base, own) == (
        'a::after { content: "}{;"; } /* } */ b { background: url(data:x;y{z); color: red; } '
        "/* a comment at the head stays out */ c { content: '}'; }"
    )


@pytest.mark.parametrize("own", ["} a { x: 2; }", "a { x: 2; } }", "{" * 3000])
def test_what_is_out_of_balance_follows_as_it_is(own: str) -> None:
    """As a browser reads it, one stylesheet after the other."""
    assert merged_stylesheet("a { x: 1; }", own) == f"a {{ x: 1; }}\n{own}"


def test_a_copy_of_the_base_changes_nothing() -> None:
    """So a copied stylesheet can be cut down rule by rule."""
    css = (standard_sets() / "opccn-2023/style.css").read_text(encoding="utf-8")
    assert merged_stylesheet(css, css) == css
    assert merged_stylesheet(css, css.replace("#1a1a1a", "#222")) == css.replace("#1a1a1a", "#222")


def test_a_stylesheet_of_another_name_stands_alone(tmp_path: Path) -> None:
    """What it does not say is then said nowhere."""
    base = _base(tmp_path)
    (base / "style.css").write_text("/* base */ a { x: 1; }\n", encoding="utf-8")
    top = _derived(tmp_path, "top", "base")
    (top / "style.css").write_text("/* own */ b { x: url(p.png); }\n", encoding="utf-8")
    (base / "p.png").write_bytes(b"\x89PNG")
    made = inlined_stylesheet(load_set(top))
    assert made.startswith("a { x: 1; }\n")
    assert 'url("data:image/png;base64,' in made
    manifest = (top / "manifest.yaml").read_text(encoding="utf-8")
    (top / "manifest.yaml").write_text(f"{manifest}stylesheet: own.css\n", encoding="utf-8")
    (top / "own.css").write_text("c { x: 1; }\n", encoding="utf-8")
    assert inlined_stylesheet(load_set(top)) == "c { x: 1; }"


@pytest.mark.parametrize(
    ("css", "code"),
    [("a { x: url(https://example.org/x) }", "L204"), ("a { margin: 9999999px }", "L210")],
)
def test_a_stylesheet_of_a_base_is_closed_like_any(tmp_path: Path, css: str, code: str) -> None:
    """The problem is told in the file that has it."""
    base = _base(tmp_path)
    top = load_set(_derived(tmp_path, "top", "base"))
    (base / "style.css").write_text(css, encoding="utf-8")
    for own in (None, "b { x: 1 }"):
        if own:
            (top.folder / "style.css").write_text(own, encoding="utf-8")
        with pytest.raises(S55Error) as caught:
            inlined_stylesheet(top)
        (problem,) = caught.value.problems
        assert (problem.code, problem.file) == (code, str(base / "style.css"))
