"""Attacks by labels, settings and texts: what people type in, and what a page would make of it."""

from __future__ import annotations

from tests.attacks.attack import Attack, Harmless, Kind, Refused

LABEL = Refused("L105")


def _label(name: str, payload: str, must: Refused | Harmless = LABEL) -> Attack:
    return Attack(name, Kind.LABEL, payload, must)


def _setting(name: str, payload: str, must: Refused | Harmless) -> Attack:
    return Attack(name, Kind.SETTINGS, payload, must)


def _text(name: str, payload: str, must: Refused | Harmless) -> Attack:
    return Attack(name, Kind.TEXT, payload, must)


def _line(name: str, payload: str, must: Refused | Harmless) -> Attack:
    return Attack(name, Kind.LINE, payload, must)


def _shown(html: str, docx: str | None = None) -> Harmless:
    return Harmless((("html", html), ("docx", html if docx is None else docx)))


LABELS = [
    _label("the classes of Python", "{{ ''.__class__.__mro__ }}"),
    _label("a shell by cycler", "{{ cycler.__init__.__globals__.os }}"),
    _label("the insides of the office", "{{ office.__class__ }}"),
    _label("a name that is not there", "{{ settings }}"),
    _label("a string times a billion", "{{ 'a' * 10**9 }}"),
    _label("a loop of a billion", "{% for a in range(10**9) %}{% endfor %}"),
    _label(
        "loops in each other",
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    ),
    _label("a file", "{% include '/etc/passwd' %}"),
    _label(
        "lists in lists, as words", "{% set a = [1] %}" + "{% set a = [a, a] %}" * 60 + "{{ a }}"
    ),
    _label(
        "a script", "<script>alert(1)</script>", _shown("&lt;script&gt;alert(1)&lt;/script&gt;")
    ),
    _label("a tag of XML", "</w:t><w:object/>", _shown("&lt;/w:t&gt;&lt;w:object/&gt;")),
    _label(
        "words that double", "{% set a = 'lollollol' %}" + "{% set a = a ~ a %}" * 30 + "{{ a }}"
    ),
]

SETTINGS = [
    _setting(
        "a line of the checklist that reaches for Python",
        'checklist:\n  rename:\n    panel: "{{ office.__init__.__globals__ }}"',
        LABEL,
    ),
    _setting(
        "a line of the checklist with a script",
        "checklist:\n  rename:\n    panel: \"<script>alert('panel')</script>\"",
        _shown("&lt;script&gt;alert("),
    ),
    _setting(
        "a line of the checklist without end",
        "checklist:\n  rename:\n    panel: \"{{ 'a' * 10**9 }}\"",
        LABEL,
    ),
    _setting(
        "a template set above the workspace",
        "template: ../../templates/opccn-2023",
        Refused("L101"),
    ),
    _setting("a template set of the system", "template: /etc", Refused("L101")),
    _setting("a template set that is no name", "template: ..", Refused("L101")),
    _setting("a tag of YAML", "template: !!python/object/apply:os.system [id]", Refused("D012")),
    _setting(
        "a million reminders", "calendar:\n  remind: [" + "1, " * 1000 + "1]", Refused("D103")
    ),
    _setting(
        "an address of the pages that runs",
        "site:\n  address: javascript:alert(1)",
        Refused("D103"),
    ),
]

LINES = [
    _line("a script", "<script>alert(1)</script>", _shown("&lt;script&gt;alert(1)&lt;/script&gt;")),
    _line(
        "an end of the title",
        "</title><script>alert(1)</script>",
        Harmless((("html", "&lt;/title&gt;&lt;script&gt;"),), ("</title><script>",)),
    ),
    _line(
        "quotes for an attribute",
        "\"' onmouseover='alert(1)' x=\"",
        Harmless((("html", "&#34;&#39; onmouseover=&#39;alert(1)&#39; x=&#34;"),)),
    ),
    _line(
        "ampersand, brackets and quotes",
        "A & B < C > D \" E ' F &amp; &#60;",
        Harmless(
            (
                ("html", "A &amp; B &lt; C &gt; D"),
                ("docx", "A &amp; B &lt; C &gt; D"),
                ("html", "&amp;amp; &amp;#60;"),
                ("docx", "&amp;amp; &amp;#60;"),
            )
        ),
    ),
    _line(
        "tags of a template",
        "{{ 7 * 7 }}{% for a in b %}{# c #}",
        Harmless(
            (
                ("html", "{{ 7 * 7 }}{% for a in b %}{# c #}"),
                ("docx", "{{ 7 * 7 }}{% for a in b %}{# c #}"),
            ),
            ("49{%",),
        ),
    ),
    _line(
        "tags of a Word template",
        "{%p if x %}{{r y }}{%tr for a in b %}",
        _shown("{%p if x %}{{r y }}{%tr for a in b %}"),
    ),
    _line("the marks between which s55 keeps its place", "\ufdd00\ufdd1", Refused("T203")),
    _line(
        "the end of a piece of XML",
        "]]> <!-- --> <?x ?>",
        _shown("]]&gt; &lt;!-- --&gt; &lt;?x ?&gt;"),
    ),
    _line("a null", "a\x00b", Refused("T203")),
    _line("a sound of a bell", "a\x07b", Refused("T203")),
    _line("half a character", "a\ud800b", Refused("D005")),
    _line("text that turns round", "paid \u202e000,1\u202c pounds", Refused("T203")),
    _line("text that turns round, kept apart", "paid \u2067000,1\u2069 pounds", Refused("T203")),
    _line("a line of a hundred thousand letters", "x" * 100_000, Refused("D103")),
    _line(
        "ten thousand marks above one letter",
        "a" + "\u0301" * 1_900,
        Harmless((("docx", "\u0301\u0301"),)),
    ),
]

TEXTS = [
    _text("a script", "<script>alert(1)</script>", Refused("T201")),
    _text("a picture that fetches", "<img src=x onerror=alert(1)>", Refused("T201")),
    _text("a comment of HTML", "Words <!-- hidden --> here", Refused("T201")),
    _text("an element within words", "Words <b onclick=alert(1)>here</b>", Refused("T201")),
    _text("a style", "<style>* { display: none }</style>", Refused("T201")),
    _text("a picture of Markdown", "![alt](https://example.org/a.png)", Refused("T202")),
    _text("a link that runs", "[words](javascript:alert(1))", Refused("T204")),
    _text(
        "a link that runs, in references",
        "[words](&#106;avascript&colon;alert(1))",
        Refused("T204"),
    ),
    _text("a link that runs, with a tab", "[words](<java\tscript:alert(1)>)", Refused("T204")),
    _text("a link that runs, in capitals", "<JAVASCRIPT:alert(1)>", Refused("T204")),
    _text("a link that runs, defined below", "[words][a]\n\n[a]: vbscript:x", Refused("T204")),
    _text("a link to a page of its own", "[words](data:text/html,x)", Refused("T204")),
    _text("a link to the disk", "[words](file:///etc/passwd)", Refused("T204")),
    _text("a link to a share", "[words](//127.0.0.1/a)", Refused("T204")),
    _text(
        "a link with quotes in its address",
        '[words](https://example.org/"onclick=alert(1))',
        Harmless((("html", "example.org/%22onclick=alert(1)"),)),
    ),
    _text(
        "a title of a link with quotes",
        "[words](https://example.org/ '\" onclick=\"alert(1)')",
        Harmless(lacks=('" onclick="alert',)),
    ),
    _text(
        "a word of Markdown's with a script",
        "`<script>alert(1)</script>`",
        _shown("&lt;script&gt;alert(1)&lt;/script&gt;"),
    ),
    _text(
        "code that ends its element",
        "```\n</code></pre><script>alert(1)</script>\n```",
        _shown("&lt;/code&gt;&lt;/pre&gt;&lt;script&gt;"),
    ),
    _text(
        "tags of a template",
        "{{ config }} {% include '/etc/passwd' %} {{ 7 * 7 }}",
        Harmless((("html", "{% include"), ("docx", "{% include")), ("root:",)),
    ),
    _text(
        "a field of Word",
        '{ DDEAUTO cmd "/k calc" } {INCLUDETEXT "a"}',
        Harmless((("docx", "{ DDEAUTO cmd"),), ("instrText>DDE",)),
    ),
    _text(
        "a script by references",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        _shown("&lt;script&gt;alert(1)&lt;/script&gt;"),
    ),
    _text("a feed of a form by reference", "a&#12;b", Refused("T203")),
    _text("text that turns round", "paid \u202e000,1\u202c pounds", Refused("T203")),
    _text("a letter that nobody sees", "a\ufeffb", Refused("T203")),
    _text("a null", "a\x00b", Refused("T203")),
    _text("an escape of a terminal", "a\x1b[2Jb", Refused("T203")),
    _text(
        "a hundred lists in each other",
        "".join("  " * n + "- a\n" for n in range(100)),
        Refused("T212"),
    ),
    _text("ten thousand quotations", ">" * 10_000 + " a", Refused("T206")),
    _text("emphasis a thousand deep", "*a " * 1_000 + "b" + "*" * 1_000, Refused("T206")),
    _text("fifty thousand brackets", "[" * 50_000, Refused("T208")),
    _text("fifty thousand links that are none", "[a](" * 50_000, Refused("T208")),
    _text("two hundred thousand angles", "<a " * 60_000, Refused("T209")),
    _text("a hundred thousand ticks", " ".join("`" * n for n in range(1, 600)), Refused("T209")),
    _text("a hundred thousand stars", "a**b" * 25_000 + "c* " * 25_000, Refused("T209")),
    _text(
        "a table of a million cells",
        "|" + "a|" * 3_000 + "\n|" + "-|" * 3_000 + "\n" + "|x|\n" * 3_000,
        Refused("T209"),
    ),
    _text("a list of forty thousand items", "- a\n" * 40_000, Refused("T209")),
    _text("forty thousand paragraphs", "a\n\n" * 40_000, Refused("T209")),
    _text("a paragraph of four hundred thousand letters", "x" * 400_000, Refused("T209")),
    _text("a text longer than any", "much ado " * 60_000, Refused("D103")),
    _text(
        "forty thousand definitions that define nothing",
        "".join(f"[a{n}]: x\n" for n in range(5_000)),
        Refused("T207"),
    ),
]

ATTACKS = [*LABELS, *SETTINGS, *LINES, *TEXTS]
