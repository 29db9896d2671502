"""Compress each stream of a PDF once.

Made for: pydyf 0.13.0 (`pydyf.Stream.data`).
Why: pydyf compresses a stream again whenever it is asked for its bytes: to write them, and to work
    out the identifier of the file.
Upstream: `Stream.data` would have to keep the compressed bytes.
"""

from __future__ import annotations

import zlib
from typing import Any

_LEVEL = 9
"""The level that pydyf uses, so that the bytes are the same."""


def compress_streams(pdf: Any) -> None:
    """Compress the streams of a ``pydyf.PDF`` that is about to be written."""
    for thing in pdf.objects:
        if getattr(thing, "compress", False):
            extra, thing.extra, thing.compress = thing.extra, {}, False
            # A stream that says nothing about itself but its length.
            data: bytes = thing.data
            content = data.partition(b"stream\n")[2].removesuffix(b"\nendstream")
            compressor = zlib.compressobj(level=_LEVEL)
            thing.stream = [compressor.compress(content) + compressor.flush()]
            thing.extra = {**extra, "Filter": "/FlateDecode"}
