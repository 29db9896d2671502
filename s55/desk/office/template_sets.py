"""Start, list and check template sets; give out their files, and replace one by an upload."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import PurePosixPath
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import Response

from s55.desk.answers import Desk, answer_with, download, lead_to, missing
from s55.desk.filling_in import FILE, NOTHING, AtField, FormFields, ShownForm
from s55.desk.forms import Fields, FormReading, needed_line, unchosen
from s55.desk.seeing import history_of_file, state_of
from s55.desk.uploads import Upload
from s55.disk.history import history_of
from s55.errors import S55Error, problems_told
from s55.pipeline.keeping.history import put_back
from s55.pipeline.keeping.set_files import SetFile, replace_set_file, set_file, set_files
from s55.pipeline.rendering.limited import FILE_SECONDS
from s55.pipeline.template_sets import check_sets, is_own_set, known_sets, start_set
from s55.problems import Problem

_CHECKING = "checking the template set"
_NAMED = "Write it in small letters, digits and hyphens, for example our-office."
_NEW = FormFields(
    ("name", "base"),
    {
        "L101": AtField("base", "Choose one of those below."),
        "U102": AtField("name", _NAMED),
        "U109": AtField("name", "Choose another name."),
    },
)


def templates(desk: Desk, request: Request) -> Response:
    """List the template sets, or check one of them and list its files.

    Raises:
        S55Error: L101 when there is no such set.
    """
    name = request.query_params.get("check")
    if name is None:
        return answer_with("templates", sets=known_sets(desk.workspace), name="", problems=())
    check = partial(check_sets, desk.workspace, [name])
    _, problems = desk.limited.made(check, _CHECKING, FILE_SECONDS)
    kinds = {one.name: one.kind for one in known_sets(desk.workspace)}
    is_of_responses = kinds.get(name) == "response"
    return answer_with(
        "templates",
        sets=(),
        name=name,
        problems=problems,
        drafts=[one.stem for one in desk.workspace.drafts()] if is_of_responses else [],
        files=set_files(desk.workspace, name),
        replaced=request.query_params.get("replaced", ""),
    )


def new(desk: Desk, request: Request) -> Response:
    """Show the form by which a set is started."""
    del request
    return _new_form(desk, _NEW.shown(NOTHING))


def started(desk: Desk, request: Request, fields: Fields) -> Response:
    """Start a set; if that cannot be done, show the form again."""
    del request
    reading = FormReading()
    name = reading.of(lambda: needed_line(fields, "name", "the name is missing", _NAMED), "")
    base = reading.of(lambda: _base_of(fields), "")
    try:
        reading.refuse()
        start_set(desk.workspace, base, name, whole=False, files=[])
    except (S55Error, OSError) as failure:
        return _new_form(desk, _NEW.shown(fields, problems_told(failure)))
    return lead_to(f"/templates?{urlencode({'check': name})}")


def _base_of(fields: Fields) -> str:
    if base := fields.get("base"):
        return base
    raise unchosen("base", "Choose the set that looks most like what you want.")


def _new_form(desk: Desk, form: ShownForm) -> Response:
    sets = {one.name: f"{one.title} ({one.name})" for one in known_sets(desk.workspace)}
    return answer_with("new_set", form.status, sets=sets, form=form)


def file(desk: Desk, request: Request, problems: Sequence[Problem]) -> Response:
    """Show a file of a set: to be downloaded, and replaced in a set of the office's own.

    Raises:
        S55Error: K107 when there is no such file.
    """
    name, one = _asked(desk, request)
    form = FILE.shown(NOTHING, problems)
    is_own = is_own_set(desk.workspace, name)
    place = desk.workspace.templates / name / one.name
    return answer_with(
        "set_file",
        form.status,
        name=name,
        one=one,
        is_own=is_own,
        has_history=is_own and bool(history_of(place).states),
        form=form,
    )


def replaced(desk: Desk, request: Request, upload: Upload) -> Response:
    """Replace a file, if the set passes its check then.

    Raises:
        S55Error: K107 when there is no such file, and what
            :func:`s55.pipeline.keeping.set_files.replace_set_file` raises.
    """
    name, one = _asked(desk, request)
    seen = request.query_params.get("seen", "")
    replace = partial(replace_set_file, desk.workspace, name, one.name, upload.data, seen)
    desk.limited.made(replace, _CHECKING, FILE_SECONDS)
    return lead_to(f"/templates?{urlencode({'check': name, 'replaced': one.name})}")


def given(desk: Desk, request: Request) -> Response:
    """Give a file of a set.

    Raises:
        S55Error: K107 when there is no such file.
    """
    _, one = _asked(desk, request)
    return download(PurePosixPath(one.name).name, one.data)


def history(desk: Desk, request: Request) -> Response:
    """List what a file of a set was before, or show what changed with one state.

    Raises:
        S55Error: K107 when there is no such file, and what
            :func:`s55.desk.seeing.history_of_file` raises.
    """
    name, one = _asked(desk, request)
    address, back = _address(name, "history", one), (_address(name, "files", one), one.name)
    return history_of_file(desk, request, _typed(desk, name, one), address, back, {})


def undone(desk: Desk, request: Request, fields: Fields) -> Response:
    """Put an earlier state of a file back, if the set passes its check then.

    Raises:
        S55Error: K107 when there is no such file, and what
            :func:`s55.pipeline.keeping.history.put_back` raises.
    """
    name, one = _asked(desk, request)
    back = partial(put_back, desk.workspace, _typed(desk, name, one), state_of(fields))
    desk.limited.made(back, _CHECKING, FILE_SECONDS)
    return lead_to(f"/templates?{urlencode({'check': name, 'replaced': one.name})}")


def _asked(desk: Desk, request: Request) -> tuple[str, SetFile]:
    """Find the set and the file that an address names: among those that there are.

    Raises:
        S55Error: K107 when there is none.
    """
    name = request.path_params["set"]
    try:
        return name, set_file(desk.workspace, name, request.path_params["file"])
    except S55Error:
        raise missing() from None


def _typed(desk: Desk, name: str, one: SetFile) -> str:
    """Name a file as commands name it."""
    return f"{desk.workspace.templates.name}/{name}/{one.name}"


def _address(name: str, what: str, one: SetFile) -> str:
    return f"/templates/{quote(name, safe='')}/{what}/{quote(one.name, safe='')}"
