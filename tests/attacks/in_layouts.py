"""Attacks by an HTML layout: it would run, fetch, read, or never end."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

from tests.attacks.attack import Attack, Harmless, Kind, Refused
from tests.attacks.places import SET, set_file

REACHES = Refused("L204")
UNKNOWN = Refused("L202", "No filter named")
ENDLESS = Refused("L210")


_CIRCLE = b64encode(
    b'<svg xmlns="http://www.w3.org/2000/svg"><g id="a"><use href="#a"/></g></svg>'
).decode("ascii")


def _html(name: str, payload: str, must: Refused | Harmless) -> Attack:
    return Attack(name, Kind.HTML, payload, must)


def _linked_out(workspace: Path) -> None:
    """A file of the set that is a link to one outside of it."""
    set_file(workspace, "layout.html", "{% include 'aside.html' %}")
    (workspace / SET / "aside.html").symlink_to(workspace.parent / "secret.txt")


PYTHON = [
    _html("the classes of Python", "{{ ''.__class__.__mro__[1].__subclasses__() }}", REACHES),
    _html("a string's class by item", "{{ ''['__class__'] }}", REACHES),
    _html(
        "a shell by the globals of cycler",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        REACHES,
    ),
    _html("the globals of lipsum", "{{ lipsum.__globals__ }}", Refused("L203", "'lipsum'")),
    _html("the insides of self", "{{ self.__init__.__globals__ }}", REACHES),
    _html("the insides of namespace", "{{ namespace.__init__ }}", REACHES),
    _html("the filter attr", "{{ title | attr('__class__') }}", UNKNOWN),
    _html(
        "an attribute by the filter map",
        "{{ [title] | map(attribute='__class__') | first }}",
        REACHES,
    ),
    _html("an attribute by format", "{{ '{0.__class__}'.format(title) }}", REACHES),
    _html("an attribute by format_map", "{{ '{a.__class__}'.format_map({'a': 1}) }}", REACHES),
    _html("the code of a macro", "{% macro m() %}{% endmacro %}{{ m.__call__ }}", REACHES),
    _html("the frame of a generator", "{{ (title | list).gi_frame }}", Refused("L203")),
    _html("a method that changes a list", "{{ [1].append(2) }}", REACHES),
    _html("an exit", "{{ exit() }}", Refused("L203", "'exit'")),
    _html("an import of Python", "{% import 'os' as os %}{{ os.environ }}", Refused("L103")),
    _html("the tag do", "{% do [].append(1) %}", Refused("L202")),
]

WITHOUT_END = [
    _html("a loop of a billion", "{% for i in range(10**9) %}x{% endfor %}", ENDLESS),
    _html(
        "three loops of a hundred thousand, each in the other",
        "{% for a in range(99999) %}{% for b in range(99999) %}{% for c in range(99999) %}"
        "{% endfor %}{% endfor %}{% endfor %}",
        ENDLESS,
    ),
    _html(
        "a page without end",
        "{% for a in range(99999) %}" + "much ado about nothing " * 100 + "{% endfor %}",
        ENDLESS,
    ),
    _html("a string times a billion", "{{ 'a' * 10**9 }}", ENDLESS),
    _html("a list times a billion", "{{ ([0] * 10**9) | length }}", ENDLESS),
    _html("a power of powers", "{{ 9 ** (9 ** 9) }}", ENDLESS),
    _html(
        "a number of many digits, times itself",
        "{% set n = 9 ** 1000 %}"
        + "".join("{% set n = n * n %}" for _ in range(40))
        + "{{ n > 1 }}",
        ENDLESS,
    ),
    _html("the filter center", "{{ 'a' | center(10**9) }}", UNKNOWN),
    _html("the filter indent", "{{ 'a' | indent(10**9, true) }}", UNKNOWN),
    _html("the filter format", "{{ '%1000000000d' | format(1) }}", UNKNOWN),
    _html("the filter batch", "{{ [1] | batch(10**9, 'x') | list }}", UNKNOWN),
    _html("the filter slice", "{{ [1] | slice(10**9) | list | length }}", UNKNOWN),
    _html("words of lipsum without end", "{{ lipsum(10**6) }}", Refused("L203", "'lipsum'")),
    _html("the filter random", "{{ [1, 2] | random }}", UNKNOWN),
    _html("the method center", "{{ 'a'.center(10**9) }}", REACHES),
    _html("the method ljust", "{{ 'a'.ljust(10**9) }}", REACHES),
    _html("the method expandtabs", "{{ '\\t'.expandtabs(10**9) }}", REACHES),
    _html("a number as bytes", "{{ (1).to_bytes(10**9, 'big') | length }}", REACHES),
    _html("a width by percent", "{{ '%1000000000d' % 1 }}", REACHES),
    _html("a width by format", "{{ '{:1000000000}'.format(1) }}", REACHES),
    _html("rounding to a billion places", "{{ 1 | round(-1000000000) }}", ENDLESS),
    _html(
        "words that double forty times",
        "{% set a = 'lol' %}" + "{% set a = a ~ a %}" * 40 + "{{ a | length }}",
        ENDLESS,
    ),
    _html(
        "sums of words that double forty times",
        "{% set a = 'lol' %}" + "{% set a = a + a %}" * 40 + "{{ a | length }}",
        ENDLESS,
    ),
    _html(
        "a block of words that doubles in a loop",
        "{% set n = namespace(a='lol') %}{% for i in range(40) %}"
        "{% set b %}{{ n.a }}{{ n.a }}{% endset %}{% set n.a = b %}{% endfor %}{{ n.a | length }}",
        ENDLESS,
    ),
    _html(
        "a macro that doubles its words",
        "{% macro m(a) %}{{ a }}{{ a }}{% endmacro %}{% set a = 'lol' %}"
        + "{% set a = m(a) %}" * 40
        + "{{ a | length }}",
        ENDLESS,
    ),
    _html(
        "the filter replace as a multiplier",
        "{% set a = 'aaaaaaaa' * 1000 %}{{ a | replace('a', a) | replace('a', a) | length }}",
        ENDLESS,
    ),
    _html(
        "the filter join as a multiplier",
        "{% set a = 'aaaaaaaa' * 1000 %}{{ range(99999) | join(a) | length }}",
        ENDLESS,
    ),
    _html(
        "lists in lists, compared",
        "{% set a = [1] %}{% set b = [1] %}"
        + "{% set a = [a, a] %}{% set b = [b, b] %}" * 40
        + "{{ a == b }}",
        ENDLESS,
    ),
    _html(
        "lists in lists, as a string",
        "{% set a = [1] %}" + "{% set a = [a, a] %}" * 14 + "{{ a | string | length }}",
        Refused("L205"),
    ),
    _html(
        "a chain of filters over a hundred thousand",
        "{% set n = range(99999) %}" + "{{ (n" + " | map('abs')" * 60 + " | sum) > 0 }}",
        ENDLESS,
    ),
    _html(
        "a macro that calls itself",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        Refused("L202", "calls itself"),
    ),
    _html(
        "a macro that calls itself twice, sixty deep",
        "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}"
        "{{ m(60) }}",
        ENDLESS,
    ),
    _html(
        "a loop that goes into itself",
        "{% set n = namespace(a=[]) %}{% for i in [1] recursive %}{{ loop([1]) }}{% endfor %}",
        Refused("L202", "calls itself"),
    ),
    _html(
        "a layout that includes itself", "{% include 'layout.html' %}", Refused("L202", "itself")
    ),
    _html(
        "a layout that extends itself",
        "{% block a %}{% include 'layout.html' %}{% endblock %}",
        Refused("L202", "itself"),
    ),
    _html(
        "brackets ten thousand deep",
        "{{ " + "(" * 10_000 + "1" + ")" * 10_000 + " }}",
        Refused("L202"),
    ),
    _html("conditions two hundred deep", "{% if 1 %}" * 200 + "{% endif %}" * 200, Refused("L202")),
    _html("loops thirty deep", "{% for a in [1] %}" * 30 + "{% endfor %}" * 30, Refused("L202")),
    _html("a sum of twenty thousand numbers", "{{ " + "1 + " * 20_000 + "1 }}", Refused("L202")),
    _html("a layout of eight megabytes", "x" * 8_000_000, Refused("L104")),
    _html(
        "a cell over a billion columns",
        "<table><tr><td colspan='1000000000'>x</td></tr></table>",
        Refused("L210", "colspan"),
    ),
    _html(
        "a cell over a million rows",
        "<table><tr><td rowspan='1000000'>x</td></tr></table>",
        Refused("L210", "rowspan"),
    ),
    _html(
        "a column over a billion",
        "<table><colgroup span='1000000000'></colgroup><tr><td>x</td></tr></table>",
        Refused("L210", "span"),
    ),
    _html("elements twenty thousand deep", "<div>" * 20_000, Refused("L210")),
]

FETCHES = [
    _html("a script", "<script>alert(1)</script>", REACHES),
    _html("a script, its name put together", "<{{ 'script' }}>alert(1)</{{ 'script' }}>", REACHES),
    _html("a script within an SVG", "<svg><script>alert(1)</script></svg>", REACHES),
    _html("an event", "<p onclick='alert(1)'>x</p>", REACHES),
    _html("an event, its name put together", "<p {{ 'on' }}click='alert(1)'>x</p>", REACHES),
    _html("an event after a slash", "<svg/onload=alert(1)>", REACHES),
    _html("an event of details", "<details open ontoggle='alert(1)'>x</details>", REACHES),
    _html("an iframe", "<iframe src='CANARY'></iframe>", REACHES),
    _html("a page within an iframe", "<iframe srcdoc='&lt;b&gt;'></iframe>", REACHES),
    _html("an object", "<object data='file:///etc/passwd'></object>", REACHES),
    _html("an embed, its name put together", "<em{{ 'bed' }} src='CANARY'>", REACHES),
    _html("another base", "<base href='CANARY/'>", REACHES),
    _html("a stylesheet by link", "<link rel='stylesheet' href='CANARY/a.css'>", REACHES),
    _html("a file attached by link", "<link rel='attachment' href='file:///etc/passwd'>", REACHES),
    _html(
        "a file attached by an anchor",
        "<a rel='attachment' href='file:///etc/passwd'>x</a>",
        REACHES,
    ),
    _html("a refresh", "<meta http-equiv='refresh' content='0;url=CANARY'>", REACHES),
    _html(
        "a refresh, its name put together",
        "<meta http-equiv='re{{ 'fresh' }}' content='0;u=CANARY'>",
        REACHES,
    ),
    _html("a form", "<form action='CANARY'><input></form>", REACHES),
    _html("a button that runs", "<button formaction='javascript:alert(1)'>x</button>", REACHES),
    _html(
        "a drawing that holds itself, written out",
        f"<img src='data:image/svg+xml;base64,{_CIRCLE}' alt=''>",
        ENDLESS,
    ),
    _html("a picture on the web", "<img src='CANARY/a.png' alt=''>", REACHES),
    _html("a picture without its scheme", "<img src='//example.org/a.png' alt=''>", REACHES),
    _html(
        "a picture, its attribute put together", "<img s{{ 'rc' }}='CANARY/a.png' alt=''>", REACHES
    ),
    _html("a picture of the disk", "<img src='file:///etc/passwd' alt=''>", REACHES),
    _html("pictures for many screens", "<img srcset='CANARY/a.png 2x' alt=''>", REACHES),
    _html("a picture in an SVG", "<svg><image href='CANARY/a.png'/></svg>", REACHES),
    _html(
        "a picture in an SVG, the old way",
        "<svg><image xlink:href='file:///etc/passwd'/></svg>",
        REACHES,
    ),
    _html("a piece of another SVG", "<svg><use href='CANARY/a.svg#a'/></svg>", REACHES),
    _html("a link that runs", "<a href='javascript:alert(1)'>x</a>", REACHES),
    _html(
        "a link that runs, in references", "<a href='&#106;avascript&colon;alert(1)'>x</a>", REACHES
    ),
    _html("a link that runs, with a tab in it", "<a href='jav&#9;ascript:alert(1)'>x</a>", REACHES),
    _html(
        "a link that runs, in an SVG",
        "<svg><a xlink:href='java&#115;cript:alert(1)'><text>x</text></a></svg>",
        REACHES,
    ),
    _html(
        "a link that is animated to run",
        "<svg><a><animate attributeName='href' values='javas&#99;ript:alert(1)'/></a></svg>",
        REACHES,
    ),
    _html("a link to a page of its own", "<a href='data:text/html,%3Cscript%3E'>x</a>", REACHES),
    _html("a link to the disk", "<a href='file:///etc/passwd'>x</a>", REACHES),
    _html("a link that reports", "<a href='#response' ping='CANARY'>x</a>", REACHES),
    _html("an address in a style", "<p style='background: url(CANARY/a.png)'>x</p>", REACHES),
    _html(
        "an address in a style, with an escape",
        "<p style='background: u\\72l(CANARY/a.png)'>x</p>",
        REACHES,
    ),
    _html(
        "a set of pictures in a style",
        "<p style=\"background: image-set('CANARY/a.png' 1x)\">x</p>",
        REACHES,
    ),
    _html(
        "an import in a style, with an escape", "<style>@\\69mport 'CANARY/a.css';</style>", REACHES
    ),
    _html(
        "a picture in a table's background", "<table background='CANARY/a.png'></table>", REACHES
    ),
    _html("a picture as a button", "<input type='image' src='CANARY/a.png'>", REACHES),
    _html("a picture in a template", "<template><img src='CANARY/a.png'></template>", REACHES),
    _html("a picture behind noscript", "<noscript><img src='CANARY/a.png'></noscript>", REACHES),
    _html("a picture behind a broken comment", "<!--><img src='CANARY/a.png'>-->", REACHES),
    _html("a portal", "<portal href='CANARY'></portal>", REACHES),
    _html("a rule of their own", "<meta http-equiv='Content-Security-Policy' content=''>", REACHES),
    _html(
        "escaping turned off", "{% autoescape false %}{{ '<script>' }}{% endautoescape %}", REACHES
    ),
    _html("the filter safe", "{{ document_title | safe }}", UNKNOWN),
    _html(
        "words that look like a tag",
        "{{ '<b>bold</b> & more' }}",
        Harmless((("html", "&lt;b&gt;bold&lt;/b&gt; &amp; more"),)),
    ),
    _html(
        "tags in the words of a tag",
        "{{ '{{ 7 * 7 }}' }}",
        Harmless((("html", "{{ 7 * 7 }}"),), ("49",)),
    ),
]

READS = [
    _html("a file above the set", "{% include '../../settings.yaml' %}", Refused("L102")),
    _html("a file of the system", "{% include '/etc/passwd' %}", Refused("L102")),
    _html(
        "the secret beside the workspace", "{% include '../../../secret.txt' %}", Refused("L102")
    ),
    Attack("a link of the disk that leads out of the set", Kind.HTML, _linked_out, Refused("L102")),
    _html(
        "a picture above the set",
        "<img src=\"{{ '../../../secret.png' | data_uri }}\" alt=''>",
        Refused("L102"),
    ),
    _html("a text as a picture", "<img src=\"{{ '/etc/passwd' | data_uri }}\" alt=''>", REACHES),
    _html(
        "one of many files that are not there",
        "{% include ['a.html', '../../../secret.txt'] %}",
        Refused("L103"),
    ),
]

ATTACKS = [*PYTHON, *WITHOUT_END, *FETCHES, *READS]
