"""Grow responses, import them, and print how much of them comes through."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.importers.grown.responses.axes import FORMATS
from tests.importers.grown.responses.documents import Document, document
from tests.importers.grown.responses.measuring import by_axis, measure, together, worst
from tests.importers.grown.responses.writers.files import write


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure the documents of the seeds, or write them with their labels.

    Args:
        arguments: the options; those of the command line if none are given.
    """
    options = _parser().parse_args(arguments)
    first, _, end = options.seeds.partition(":")
    seeds = range(int(first), int(end or int(first) + 1))
    formats: Sequence[str | None] = FORMATS if options.format == "all" else (options.format,)
    documents = [document(seed, format_) for seed in seeds for format_ in formats]
    if options.write:
        _keep(documents, options.write)
        return
    with tempfile.TemporaryDirectory() as folder:
        paths = write(documents, Path(folder))
        measures = [measure(one, path) for one, path in zip(documents, paths, strict=True)]
    everything = together(measures)
    lines = [*by_axis(measures), *worst(measures, options.worst), ""]
    lines.append(everything.line("together"))
    lines += [f"{thing}: {number}" for thing, number in sorted(everything.counts.items())]
    sys.stdout.write("\n".join(lines) + "\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="tests.importers.grown.responses")
    parser.add_argument("--seeds", default="0:50", help="one seed, or first and end: 0:200")
    parser.add_argument("--format", choices=[*FORMATS, "all"], help="what each seed is made in")
    parser.add_argument("--worst", type=int, default=5, help="how many seeds to show in full")
    parser.add_argument("--write", type=Path, help="a folder to keep the files and labels in")
    return parser


def _keep(documents: Sequence[Document], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for one, path in zip(documents, write(documents, folder), strict=True):
        data = one.label.as_data() | {"axes": one.axes.values()}
        label = json.dumps(data, ensure_ascii=False, indent=1)
        path.with_name(f"{path.name}.json").write_text(label, encoding="utf-8")


if __name__ == "__main__":
    main()
