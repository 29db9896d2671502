"""The one Jinja environment in which every layout runs: sandboxed, strict, closed.

Sandboxed: a layout cannot reach Python's internals. Strict: a name that does not exist is an
error and not an empty string. Closed: no loader but the one given, so no file outside the set.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import BaseLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment


def layout_environment(
    finalize: Callable[[Any], Any],
    *,
    autoescape: bool,
    loader: BaseLoader | None = None,
) -> ImmutableSandboxedEnvironment:
    """An environment for layouts.

    Args:
        finalize: turns what a tag puts out (a field or a string) into what stands in the format.
        autoescape: whether plain strings are escaped as HTML.
        loader: where layouts include from; None where they cannot.
    """
    return ImmutableSandboxedEnvironment(
        finalize=finalize,
        autoescape=autoescape,
        loader=loader,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
