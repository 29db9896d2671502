"""Decide who may use a server of s55: this machine's browser, in the account of who started it.

Without that, another site could read the drafts through the browser of anybody who visits it (by a
form, a script, or a name that it points to this machine), and so could every other account on the
machine, to whom the port is open as well. So each request needs a key. The address that is printed
holds it, and the browser then keeps it as a cookie. The address that the browser is started with
holds another one, good for one visit: other accounts can see with what a program was started.

Browsers send a cookie to every port of a machine, so to the servers of other accounts too, but to
its own path alone. So all pages are at a path that nobody can guess, and the cookie with them.
"""

from __future__ import annotations

import secrets
from dataclasses import field
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from s55.records import dataclass

HOST = "127.0.0.1"
_KEY = "key"
_COOKIE = "s55-{command}-{port}"
"""Several may run at once, under one path."""
_NO_KEY = "Open the address that 's55 {command}' printed in the terminal: it holds the key."
_ANOTHER_PAGE = "Another page may not read the {command}."
_READING = frozenset({"GET", "HEAD"})


@dataclass(slots=True)
class Keys:
    """The keys of one server.

    Attributes:
        root: the path of all its pages, without a slash at its end.
        kept: opens it for as long as it runs.
        _once: opens it one time; '' after that.
    """

    root: str
    kept: str = field(repr=False)
    _once: str = field(repr=False)

    @classmethod
    def made(cls, root: str = "") -> Keys:
        """Make keys that nobody can guess (128 bits each).

        Args:
            root: the path of all pages; '' for a new one.
        """
        return cls(root or new_root(), secrets.token_urlsafe(16), secrets.token_urlsafe(16))

    def leads_to(self, path: str) -> bool:
        """Say whether a path is one of its pages."""
        first = path[: len(self.root) + 1]
        return secrets.compare_digest(first.encode(), f"{self.root}/".encode())

    def opens(self, given: str) -> bool:
        """Say whether a key, as the cookie has it, opens it."""
        return secrets.compare_digest(given.encode(), self.kept.encode())

    def lets_in(self, given: str) -> bool:
        """Say whether the key of an address opens it, this time."""
        if self._once and secrets.compare_digest(given.encode(), self._once.encode()):
            self._once = ""
            return True
        return self.opens(given)

    def address(self, port: int) -> str:
        """Give the address for the terminal: good for as long as the server runs."""
        return _address(port, self.kept)

    def first_address(self, port: int) -> str:
        """Give the address to start the browser with: good once."""
        return _address(port, self._once)


def new_root() -> str:
    """Make a path that nobody can guess (128 bits)."""
    return f"/{secrets.token_urlsafe(16)}"


def _address(port: int, key: str) -> str:
    return f"http://{HOST}:{port}/?{urlencode({_KEY: key})}"


@dataclass(frozen=True, slots=True)
class OnlyWhoStartedIt:
    """Refuse every request that does not come from the browser of who started the server.

    Attributes:
        app: what is protected.
        port: the port the server listens on.
        keys: the keys of this server.
        command: the command that started it, for messages.
        changes: whether it takes forms, which change something. They must come from its own pages.
    """

    app: ASGIApp
    port: int
    keys: Keys
    command: str = "preview"
    changes: bool = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 403 or 405, lead on a visitor with a key, or hand the request on."""
        if scope["type"] == "http":
            request = Request(scope)
            answer = self._refused(request) or self._let_in(request)
            if answer is not None:
                await answer(scope, receive, send)
                return
            scope = {**scope, "root_path": self.keys.root}
        await self.app(scope, receive, send)

    def _refused(self, request: Request) -> Response | None:
        hosts = {f"{name}:{self.port}" for name in (HOST, "localhost", "[::1]")}
        origin = request.headers.get("origin")
        another = PlainTextResponse(_ANOTHER_PAGE.format(command=self.command), 403)
        if request.headers.get("host") not in hosts:
            return PlainTextResponse(f"This is not the address of the {self.command}.", 403)
        if origin is not None and origin.removeprefix("http://") not in hosts:
            return another
        if request.headers.get("sec-fetch-site", "none") in {"cross-site", "same-site"}:
            return another
        if request.method in _READING:
            return None
        if not self.changes:
            return PlainTextResponse(f"The {self.command} changes nothing.", 405)
        if request.method != "POST":
            return PlainTextResponse(f"The {self.command} takes forms alone.", 405)
        return another if origin is None else None

    def _let_in(self, request: Request) -> Response | None:
        """Turn the key in an address into a cookie, and leave it out of the address."""
        no_key = PlainTextResponse(_NO_KEY.format(command=self.command), 403)
        if request.url.path == "/":
            if not self.keys.lets_in(request.query_params.get(_KEY, "")):
                return no_key
            pages = f"{self.keys.root}/"
            answer = RedirectResponse(pages, 303, {"Referrer-Policy": "no-referrer"})
            answer.set_cookie(
                self._cookie, self.keys.kept, path=pages, httponly=True, samesite="strict"
            )
            return answer
        is_open = self.keys.leads_to(request.url.path) and self._has_cookie(request)
        return None if is_open else no_key

    @property
    def _cookie(self) -> str:
        return _COOKIE.format(command=self.command, port=self.port)

    def _has_cookie(self, request: Request) -> bool:
        """Look at each cookie of the name: a server at another port may have set one as well."""
        pairs = [one.partition("=") for one in request.headers.get("cookie", "").split(";")]
        given = [value.strip() for name, _, value in pairs if name.strip() == self._cookie]
        return any(self.keys.opens(value) for value in given)
