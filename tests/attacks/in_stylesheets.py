"""Attacks by a stylesheet: it would fetch, or never end."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.attacks.attack import Attack, Harmless, Kind, Refused, Setting
from tests.attacks.in_files import png
from tests.attacks.places import DRAFT, SET, replace_in

REACHES = Refused("L204")
ENDLESS = Refused("L210")


def _css(name: str, payload: str | Setting, must: Refused | Harmless) -> Attack:
    return Attack(name, Kind.CSS, payload, must)


def _in_itself(media_type: str, data: Callable[[], bytes], rule: str) -> Setting:
    """A rule with an address that carries a file, which is made when the attack is."""

    def put(workspace: Path) -> None:
        address = f"data:{media_type};base64,{b64encode(data()).decode('ascii')}"
        with (workspace / SET / "style.css").open("a", encoding="utf-8") as file:
            file.write(rule.replace("ADDRESS", address))

    return put


def _a_page_each(workspace: Path) -> None:
    """A draft with a long list, and a page for each of its items."""
    with (workspace / SET / "style.css").open("a", encoding="utf-8") as file:
        file.write("li { break-after: page }\n")
    path = workspace / DRAFT
    replace_in(path, "  Patrol boats are kept **well**.\n", "  - a boat\n" * 1_200)


ATTACKS = [
    _css("an import", "@import 'CANARY/a.css';", REACHES),
    _css("an import by address", "@import url(CANARY/a.css);", REACHES),
    _css("an import with an escape", "@\\69mport 'CANARY/a.css';", REACHES),
    _css("a picture on the web", "p { background: url(CANARY/a.png) }", REACHES),
    _css("a picture of the disk", "p { background: url('file:///etc/passwd') }", REACHES),
    _css("a picture without its scheme", "p { background: url(//example.org/a.png) }", REACHES),
    _css("a picture above the set", "p { background: url(../../../secret.png) }", Refused("L102")),
    _css("an address with an escape", "p { background: u\\72l(CANARY/a.png) }", REACHES),
    _css(
        "an address behind a string that is not closed",
        'p::before { content: "\n} p { background: url(CANARY/a.png) } i::before { content: "}',
        REACHES,
    ),
    _css(
        "an address behind a comment in a string",
        "p::before { content: '/*' } p { background: url(CANARY/a.png) } /* */",
        REACHES,
    ),
    Attack(
        "fallbacks nine hundred deep, checked",
        Kind.CSS,
        "p { color: " + "var(--x," * 900 + "red" + ")" * 900 + " }",
        Refused("L531"),
        ("template", "check", "opccn-2023"),
    ),
    _css("rules for print nine hundred deep", "@media print {" * 900 + "}" * 900, ENDLESS),
    _css(
        "values that double, fourteen times",
        ":root { --v0: x; "
        + "".join(f"--v{n}: var(--v{n - 1}) var(--v{n - 1}); " for n in range(1, 15))
        + "} p::before { content: var(--v14) }",
        ENDLESS,
    ),
    _css("a set of pictures", "p { background: image-set('CANARY/a.png' 1x) }", REACHES),
    _css("a font on the web", "@font-face { font-family: F; src: url(CANARY/f.woff) }", REACHES),
    _css("a font by src()", "@font-face { font-family: F; src: src('CANARY/f.woff') }", REACHES),
    _css(
        "a picture of 13,000 by 13,000, written out",
        _in_itself("image/png", partial(png, 13_000, 13_000), "p { background: url(ADDRESS) }"),
        Refused("L207"),
    ),
    _css(
        "a font for web pages, written out",
        _in_itself(
            "font/woff2",
            lambda: b"wOF2" + bytes(44),
            "@font-face { font-family: F; src: url(ADDRESS) } p { font-family: F }",
        ),
        Refused("L104"),
    ),
    _css("a colour profile on the web", "@color-profile --a { src: url(CANARY/a.icc) }", REACHES),
    _css(
        "the end of the style",
        "p::before { content: '</style><script>alert(1)</script>' }",
        Harmless((("html", "<\\/style><script>"),)),
    ),
    _css("an address from an attribute", "a::before { content: attr(href url) }", Harmless()),
    _css("a file attached to a link", "a { -weasy-link: attr(href); link: 'CANARY' }", Harmless()),
    _css("a picture of another element", "p { background: -moz-element(#a) }", Harmless()),
    _css("a script as a value", "p { width: expression(alert(1)); behavior: none }", Harmless()),
    _css("a text as a picture", "p { background: url(manifest.yaml) }", REACHES),
    _css(
        "values that grow tenfold, ten times",
        ":root { --a0: x x x x x x x x x x; "
        + " ".join(f"--a{n + 1}: {' '.join([f'var(--a{n})'] * 10)};" for n in range(10))
        + " } p { font-family: var(--a10) }",
        ENDLESS,
    ),
    _css(
        "values that hold each other",
        ":root { --a: var(--b) x; --b: var(--a) x } p { font-family: var(--a) }",
        ENDLESS,
    ),
    _css("a page without end", "main { padding-bottom: 99999999cm }", ENDLESS),
    _css(
        "a hundred million pages, by a margin",
        "main::after { content: 'x'; display: block; margin-top: 9e9cm }",
        ENDLESS,
    ),
    _css("pages of nothing", "@page { size: 1mm 1mm; margin: 0 }", ENDLESS),
    Attack(
        "twelve hundred pages, one for each item",
        Kind.CSS,
        _a_page_each,
        Refused("L210", "more than 1,000 pages"),
    ),
    _css(
        "a grid of a million columns",
        "main { display: grid; grid-template-columns: repeat(10000000, 1px) }",
        ENDLESS,
    ),
    _css("a billion columns", "main { columns: 1000000000 1px }", ENDLESS),
    _css("a billion columns, reckoned", "main { columns: calc(99999 * 99999) }", ENDLESS),
    _css("brackets fifty thousand deep", "p { width: " + "(" * 50_000 + " }", ENDLESS),
    _css("a stylesheet of eight megabytes", "p { color: red }\n" * 500_000, Refused("L104")),
    _css("a hundred thousand selectors in each other", ":is(" * 20_000 + "p", ENDLESS),
    _css("a selector of three hundred steps", "* " * 300 + "{ color: red }", ENDLESS),
    _css(
        "a gradient of forty thousand colours",
        f"p {{ background: linear-gradient({'red, ' * 40_000}red) }}",
        ENDLESS,
    ),
    _css("letters of no size", "p { font-size: 0.0001px }", Refused("P502")),
]
