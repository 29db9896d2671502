"""Make reports from seeds, read them, and print what was right, by every choice made for them."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.importers.grown.reports.axes import FORMATS
from tests.importers.grown.reports.making import Grown, grown
from tests.importers.grown.reports.measuring import Account, Score, measure


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="python -m tests.importers.grown.reports")
    parser.add_argument("--seeds", default="0:100", help="the seeds, as FIRST:AFTER-LAST")
    parser.add_argument("--format", choices=FORMATS, help="one format for all (else by seed)")
    parser.add_argument("--write", type=Path, help="keep the reports in this folder")
    parser.add_argument("--worst", type=int, default=10, help="how many seeds to show in full")
    parser.add_argument("--silent", action="store_true", help="what is told of missed items")
    options = parser.parse_args()
    first, after = map(int, options.seeds.split(":"))
    reports = grown(range(first, after), options.format)
    if options.write:
        options.write.mkdir(parents=True, exist_ok=True)
        for one in reports:
            (options.write / one.name).write_bytes(one.data)
    account = measure(reports)
    title = f"seeds {options.seeds}"
    silence = account.silence.table(title) if options.silent else ""
    sys.stdout.write(silence or told(account, reports, options.worst))


def told(account: Account, reports: list[Grown], worst: int) -> str:
    """The tables: in all, by choice with the worst first, and the worst seeds."""
    lines = [_head(f"{len(reports)} reports")]
    lines += [_row(name, score) for name, score in sorted(account.kinds.items())]
    lines.append(f"letters lost: {account.lost} of {account.letters}")
    lines.append(f"reports not read: {len(account.refused)}")
    items_right = sum(not _of_items(misses) for misses in account.misses.values())
    lines += [f"reports with all items right: {items_right}", "", _head("items by choice")]
    choices = sorted(account.choices.items(), key=lambda pair: _share_wrong(pair[1]), reverse=True)
    lines += [_row(f"{axis}: {value}", score) for (axis, value), score in choices]
    shapes = {one.shape.seed: one.shape for one in reports}
    ranked = sorted(account.misses, key=lambda seed: len(_of_items(account.misses[seed])))
    for seed in ranked[::-1][:worst]:
        shape = shapes[seed]
        lines += ["", f"seed {seed}: {dict(shape.begin)}", f"  {dict(shape.values)}"]
        lines += [f"  {account.refused[seed]}"] if seed in account.refused else []
        lines += [f"  {miss}" for miss in account.misses[seed]]
    return "\n".join(lines) + "\n"


def _of_items(misses: list[str]) -> list[str]:
    return [miss for miss in misses if miss.startswith(("found ", "missed "))]


def _share_wrong(score: Score) -> float:
    return score.wrong / max(score.expected + score.found, 1)


def _head(title: str) -> str:
    return f"{title:<40}{'expected':>9}{'found':>7}{'right':>7}{'prec.':>8}{'recall':>8}"


def _row(name: str, score: Score) -> str:
    counts = f"{score.expected:>9}{score.found:>7}{score.right:>7}"
    return f"  {name:<38}{counts}{score.precision:>8.3f}{score.recall:>8.3f}"


if __name__ == "__main__":
    main()
