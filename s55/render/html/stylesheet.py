"""Make a set's stylesheet ready for a page: it runs nothing and needs no other file."""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from pathlib import Path, PurePosixPath

from s55.errors import ExitCode, S55Error
from s55.problems import Problem, error
from s55.render.font_files import refuse_font
from s55.render.html.safety import endless_in, refuse_drawing, refuse_picture
from s55.templating.inheritance import merged_stylesheet
from s55.templating.manifest import SetManifest
from s55.templating.sets import AnySet

_MEDIA_TYPES = {
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".otf": "font/otf",
    ".webp": "image/webp",
}

_CARRIED = re.compile(r"data:(?:image/(?:png|jpeg|gif|webp)|font/[a-z0-9]+);base64,")
"""What a stylesheet can embed; a drawing has to be a file of the set, which is checked."""

# Comments and strings come first, so that their content is not taken for a rule.
_TOKEN = re.compile(
    r"""
      (?P<comment> /\*.*?(?:\*/|\Z) )
    | url\( \s* (?P<quote>["']?) (?P<url>[^"')]*?) (?P=quote) \s* \)
    | (?P<string> "(?:\\.|[^"\\\n\f\r])*" | '(?:\\.|[^'\\\n\f\r])*' )
    | (?P<forbidden> @import\b | ["'] | \b(?:image|image-set|-webkit-image-set|src)\( | url\( | \\ )
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)


def data_uri(data: bytes, media_type: str) -> str:
    """Write bytes as a ``data:`` address."""
    return f"data:{media_type};base64,{base64.b64encode(data).decode('ascii')}"


def file_uri(template: AnySet[SetManifest], name: str) -> str:
    """Write the file ``name`` of the set as a ``data:`` address.

    Raises:
        S55Error: L102 to L104 as :meth:`AnySet.read`; L204 for a kind of file that a page
            cannot hold; L204, L207 and L210 for a picture that is damaged or does harm.
    """
    media_type = _MEDIA_TYPES.get(PurePosixPath(name).suffix.lower())
    if media_type is None:
        raise S55Error(
            [
                error(
                    "L204",
                    f"'{name}' is not a picture or font that a page can hold",
                    "Use a PNG, JPEG, GIF, WebP or SVG picture, or a TrueType or OpenType font.",
                ).in_file(str(template.folder))
            ],
            ExitCode.SETTINGS,
        )
    data = template.read(name)
    try:
        if media_type == "image/svg+xml":
            refuse_drawing(data, name)
        elif media_type.startswith("image/"):
            refuse_picture(data, name)
        else:
            refuse_font(data, name)
    except S55Error as failure:
        file = str(template.path(name))
        raise S55Error([p.in_file(file) for p in failure.problems], failure.exit_code) from None
    return data_uri(data, media_type)


def inlined_stylesheet(template: AnySet[SetManifest], name: str | None = None) -> str:
    """Make the set's stylesheet ready for ``<style>``.

    It is merged with a stylesheet of that name in the base. Comments are left out, files of the set
    become ``data:`` addresses, and nothing in it can end the ``<style>`` element or reach outside
    the set.

    Args:
        template: the set.
        name: another stylesheet of the set than the one its manifest names first.

    Raises:
        S55Error: L204 with the line of what reaches outside, L210 for what has no end, L102 to
            L104 as :meth:`AnySet.read`.
    """
    merged = ""
    for path, data in template.stylesheets(name or template.manifest.stylesheet):
        closed = _closed(template, path, data)
        if (endless := endless_in(closed)) is not None:
            raise _without_end(path, endless)
        merged = merged_stylesheet(merged, closed) if merged else closed
        if (endless := endless_in(merged)) is not None:
            raise _without_end(path, endless)
    return merged


def _closed(template: AnySet[SetManifest], path: Path, data: bytes) -> str:
    css = data.decode("utf-8", errors="replace").removeprefix("\ufeff")

    def replaced(token: re.Match[str]) -> str:
        if token["comment"] is not None:
            return " "
        if token["string"] is not None:
            return token[0]
        line = css.count("\n", 0, token.start()) + 1
        if token["forbidden"] is not None:
            raise _reaches_outside(path, token[0], line)
        return _inlined_url(template, path, token["url"], line)

    return _TOKEN.sub(replaced, css).replace("</", "<\\/").strip()


def outside_of(template: AnySet[SetManifest], name: str | None = None) -> list[Problem]:
    """Find everything in the set's stylesheet that :func:`inlined_stylesheet` would refuse.

    Raises:
        S55Error: L102 to L104 when the stylesheet itself cannot be read.
    """
    found: list[Problem] = []
    for path, data in template.stylesheets(name or template.manifest.stylesheet):
        css = data.decode("utf-8", errors="replace").removeprefix("\ufeff")
        for token in _TOKEN.finditer(css):
            line = css.count("\n", 0, token.start()) + 1
            if token["forbidden"] is not None:
                found.extend(_reaches_outside(path, token[0], line).problems)
            elif token["url"] is not None:
                try:
                    _inlined_url(template, path, token["url"], line)
                except S55Error as failure:
                    found.extend(
                        replace(problem, line=line).in_file(str(path))
                        for problem in failure.problems
                    )
    return found


def _inlined_url(template: AnySet[SetManifest], path: Path, url: str, line: int) -> str:
    if url.startswith("#") or _CARRIED.match(url):
        return f'url("{url}")'
    if ":" in url or url.startswith("/") or "\\" in url:
        raise _reaches_outside(path, f"url({url})", line)
    return f'url("{file_uri(template, url)}")'


def _without_end(path: Path, what: str) -> S55Error:
    problem = error(
        "L210",
        f"the stylesheet asks for more than any document needs: {what}",
        "Take it out, or write a smaller number.",
    )
    return S55Error([problem.in_file(str(path))], ExitCode.SETTINGS)


def _reaches_outside(path: Path, what: str, line: int) -> S55Error:
    if what in {'"', "'"}:
        message = "the stylesheet holds a quotation mark that is not closed on its line"
        hint = "Close it on the same line, or take it out."
    else:
        message = f"the stylesheet holds '{what}', which could reach outside the template set"
        hint = "Write the rules into this file, and name pictures of the set as url(file.png)."
    problem = error("L204", message, hint, line=line)
    return S55Error([problem.in_file(str(path))], ExitCode.SETTINGS)
