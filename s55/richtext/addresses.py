"""Judge the addresses of links: what they give away, and whether their words name another one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import SplitResult, urlsplit

from s55.problems import Problem, warning

_LINK = re.compile(r"(https?://[^\s]+|mailto:[^\s@]+@[^\s@]+|tel:\+?[\d().\-]+)", re.IGNORECASE)
_WEB = frozenset({"http", "https"})
_ENDINGS = "uk com org net eu int info wales cymru scot london"
_LOOKS_LIKE_ADDRESS = re.compile(
    r"(?P<scheme>https?://)?(?P<host>(?:[\w-]+\.)+(?P<end>[a-z]+))(?::\d+)?(?P<rest>[/?#]\S*)?",
    re.IGNORECASE,
)
_LOOKS_LIKE_MAIL = re.compile(r"[^\s@]+@[\w-]+(?:\.[\w-]+)+")


def may_be_linked(address: str) -> bool:
    """Say whether a link may lead there: to the web, an e-mail address or a telephone number."""
    return _LINK.fullmatch(address) is not None


def holds_login(address: str) -> bool:
    """Say whether a web address holds a user name or a password before an '@' (RFC 3986, 3.2.1)."""
    parts = _parts(address)
    return parts is not None and parts.scheme in _WEB and "@" in parts.netloc


def address_warnings(address: str, words: str, line: int) -> Iterator[Problem]:
    """Warn of a link that gives a login away (T230), or whose words name another address (T231).

    Args:
        address: where the link leads.
        words: what a reader sees.
        line: its line in the text, from 1.
    """
    if holds_login(address):
        yield warning(
            "T230",
            f"the link '{words.strip()}' holds a user name or a password, and everybody could read "
            "it",
            "Give the address without what stands before the @.",
            line=line,
        )
    if _names_another(words.strip(), address):
        yield warning(
            "T231",
            f"a link reads '{words.strip()}' and leads to '{address}'",
            "Make the words and the address agree, or say in words where it leads.",
            line=line,
        )


def _names_another(words: str, address: str) -> bool:
    if words.lower() == address.lower():
        return False
    words = words.removeprefix("mailto:")
    if _LOOKS_LIKE_MAIL.fullmatch(words):
        mail = address.partition(":")[2].partition("?")[0]
        return not (address.lower().startswith("mailto:") and mail.lower() == words.lower())
    named = _LOOKS_LIKE_ADDRESS.fullmatch(words)
    if named is None or not _is_address(named):
        return False
    parts = _parts(address)
    if parts is None or parts.scheme not in _WEB:
        return True
    if _bare(named["host"]) != _bare(parts.hostname or ""):
        return True
    shown, real = _path(named["rest"] or ""), _path(parts.path)
    cut = words.endswith(("…", "..."))
    return bool(named["scheme"]) and not cut and shown != real


def _is_address(named: re.Match[str]) -> bool:
    """Say whether words name a web address, and not a file such as report.pdf."""
    known = named["end"].lower() in _ENDINGS.split()
    return bool(named["scheme"]) or named["host"].lower().startswith("www.") or known


def _parts(address: str) -> SplitResult | None:
    try:
        return urlsplit(address)
    except ValueError:
        return None


def _bare(host: str) -> str:
    return host.lower().removeprefix("www.")


def _path(rest: str) -> str:
    """Give the path without what only moves the view or ends it: '#part', '?query', a last '/'."""
    return re.split("[?#]", rest)[0].rstrip("/")
