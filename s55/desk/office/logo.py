"""Take a picture that is to be the office's logo, and what it says in words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from s55.desk.answers import HEADERS, Desk, answer_with, missing
from s55.desk.filling_in import FILE, NOTHING, FormFields, ShownForm
from s55.desk.forms import Fields, needed_line
from s55.desk.office.settings import SETTINGS
from s55.desk.uploads import Upload, gone
from s55.errors import S55Error, problems_told
from s55.office.settings_lists import LOGO
from s55.pipeline.keeping.office_logo import NewLogo, check_logo, record_logo
from s55.pipeline.rendering.limited import AFTER_READING, PAGE_SECONDS
from s55.problems import Problem

_FIELDS = FormFields(("words",), within=f"{LOGO}.")
_HINT = "Write it for those who do not see it: mostly the name of the office."


def logo(desk: Desk, request: Request, problems: Sequence[Problem]) -> Response:
    """Show the form to which a picture is given, and the logo as it is."""
    del request
    return _page(desk, FILE.shown(NOTHING, problems))


def given(desk: Desk, request: Request, upload: Upload) -> Response:
    """Look at a picture, and ask what it says.

    Raises:
        S55Error: W102 when it cannot be the logo, K118 when that takes too long to see.
    """
    del request
    check = partial(check_logo, upload.data, upload.name)
    desk.limited.made(check, f"reading {upload.name}", PAGE_SECONDS, AFTER_READING)
    file, words = _now(desk)
    form = ShownForm({"words": words})
    return _page(desk, form, desk.uploads.keep(upload), upload.name, file)


def taken(desk: Desk, request: Request, fields: Fields) -> Response:
    """Make a picture the logo, with its words; if that cannot be done, show the form again.

    Raises:
        S55Error: K110 when the picture is not kept any more.
    """
    del request
    key, seen = fields.get("key", ""), fields.get("seen", "")
    upload = desk.uploads.get(key)
    if upload is None:
        raise gone()
    try:
        words = needed_line(fields, "words", "what it says is missing", _HINT)
        record_logo(desk.workspace, NewLogo(upload.data, words), seen)
    except (S55Error, OSError) as failure:
        form = _FIELDS.shown(fields, problems_told(failure))
        return _page(desk, form, key, upload.name, seen)
    desk.uploads.forget(key)
    return SETTINGS.saved(LOGO)


def picture(desk: Desk, request: Request) -> Response:
    """Give the logo as it is.

    Raises:
        S55Error: K107 when there is none that can be used.
    """
    del request
    try:
        held = desk.workspace.logo(desk.workspace.settings())
    except S55Error:
        held = None
    if held is None:
        raise missing()
    return Response(held.data, headers=HEADERS, media_type=held.media_type)


def _now(desk: Desk) -> tuple[str, str]:
    """Give the file that is the logo, and what it says; '' for none."""
    groups = SETTINGS.groups(SETTINGS.read(desk.workspace))
    group = next((one for one in groups if one.path == LOGO), None)
    return (group.about, group.facts[0].value) if group else ("", "")


def _page(desk: Desk, form: ShownForm, key: str = "", name: str = "", seen: str = "") -> Response:
    """Show the form for a picture, or the one for the words of one that was given."""
    file, words = _now(desk)
    return answer_with(
        "logo", form.status, form=form, key=key, name=name, seen=seen, file=file, words=words
    )
