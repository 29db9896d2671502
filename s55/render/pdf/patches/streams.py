"""The contents of a PDF's pages, compressed once.

pydyf (0.13) compresses each stream anew whenever it is asked for its bytes: once to write them,
and once more to work out the identifier of the file.
"""

from __future__ import annotations

import zlib
from typing import Any

_LEVEL = 9
"""As pydyf compresses, so that the bytes are the same."""


def compress_streams(pdf: Any) -> None:
    """Compress what is to be compressed, and keep it as it is then.

    Args:
        pdf: a ``pydyf.PDF`` that is about to be written.
    """
    for thing in pdf.objects:
        if getattr(thing, "compress", False):
            extra, thing.extra = thing.extra, {}
            content = _plain(thing)
            compressor = zlib.compressobj(level=_LEVEL)
            thing.stream = [compressor.compress(content) + compressor.flush()]
            thing.extra = {**extra, "Filter": "/FlateDecode"}


def _plain(stream: Any) -> bytes:
    """The contents of a stream that says nothing of itself but its length."""
    stream.compress = False
    data: bytes = stream.data
    return data.partition(b"stream\n")[2].removesuffix(b"\nendstream")
