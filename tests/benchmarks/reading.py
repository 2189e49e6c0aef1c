# ruff: noqa: T201 - standard output carries the figures
"""How well logs are read that nobody made a rule for, against truths made by hand.

Run by hand, with logs next to the checkout:

    python tests/benchmarks/reading.py [--missed] [--unread] [FILE ...]

Of each log with a truth (``NAME.truth.json``: line, date, title and link of each entry) it prints
F1 of the entries by their lines, and of all true entries, the share whose date, title and link are
right; below them the means over the logs. Sections without a date hold what is not an entry of any
day and do not count. Of all logs it counts the lines that are shown nowhere. ``--missed`` lists
what differs from the truth, ``--unread`` the lines that are shown nowhere; ``FILE`` is a part of a
name and leaves out all other logs.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from logtui.document.reading.parser import parse
from support.accounts import unread_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from logtui.document.model import Document

LOGS = Path(__file__).parents[2].parent / "shared" / "logs"
TITLE_LENGTH = 30
"""Characters that tell two titles apart."""


class TrueEntry(NamedTuple):
    """An entry as a person reads it."""

    line: int
    date: str | None
    title: str
    url: str | None


class Scores(NamedTuple):
    """How well a log was read, from 0 to 1."""

    f1: float
    dates: float
    titles: float
    links: float


def main() -> None:
    """Print the figures."""
    options = _options()
    print(f"{'log':52} {'F1':>6} {'dates':>6} {'titles':>6} {'links':>6}")
    all_scores: list[Scores] = []
    for path in _logs(options.names):
        truth_path = path.with_name(f"{path.name}.truth.json")
        if truth_path.exists():
            truth = [TrueEntry(**entry) for entry in json.loads(truth_path.read_text("utf-8"))]
            document = parse(path.read_bytes())
            scores = scores_of(document, truth)
            all_scores.append(scores)
            print(f"{path.name[:52]:52} {_row(scores)}")
            if options.missed:
                print(*differences(document, truth), sep="\n")
    if all_scores:
        means = Scores(*map(statistics.fmean, zip(*all_scores, strict=True)))
        print(f"{'mean':52} {_row(means)}")
    print("lines shown nowhere:")
    total = 0
    for path in _logs(options.names):
        document = parse(path.read_bytes())
        unread = list(unread_lines(document))
        total += len(unread)
        if unread:
            count = document.text.count("\n")
            print(f"{path.name[:52]:52} {len(unread):6} of {count}")
        if options.unread:
            print(*(f"    {number}: {line[:100]}" for number, line in unread), sep="\n")
    print(f"{'all logs':52} {total:6}")


def scores_of(document: Document, truth: list[TrueEntry]) -> Scores:
    """Return how well ``document`` was read, measured by its ``truth``."""
    read = {entry.line: entry for entry in _entries(document)}
    nothing = TrueEntry(0, "", "", "")
    dated = {line for line, entry in read.items() if entry.date is not None}
    wanted = {entry.line for entry in truth}
    if any(entry.date is None for entry in truth):
        dated = set(read)
    pairs = [(entry, read.get(entry.line, nothing)) for entry in truth]
    linked = [(entry, other) for entry, other in pairs if entry.url]
    return Scores(
        2 * len(dated & wanted) / (len(dated) + len(wanted)),
        _share(entry.date == other.date for entry, other in pairs),
        _share(_is_same_title(entry.title, other.title) for entry, other in pairs),
        _share(entry.url == other.url for entry, other in linked),
    )


def differences(document: Document, truth: list[TrueEntry]) -> Iterator[str]:
    """Yield a line for each entry that is not read as ``truth`` has it."""
    read = {entry.line: entry for entry in _entries(document)}
    wanted = {entry.line: entry for entry in truth}
    for line in sorted({*read, *wanted}):
        entry, other = wanted.get(line), read.get(line)
        if entry is None and other:
            yield f"    {line}: added {other.date} {other.title[:80]!r}"
        elif other is None and entry:
            yield f"    {line}: missed {entry.date} {entry.title[:80]!r}"
        elif entry and other:
            if entry.date != other.date:
                yield f"    {line}: date {other.date}, not {entry.date}"
            if not _is_same_title(entry.title, other.title):
                yield f"    {line}: title {other.title[:80]!r}, not {entry.title[:80]!r}"
            if entry.url and entry.url != other.url:
                yield f"    {line}: link {other.url}, not {entry.url}"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("names", metavar="FILE", nargs="*", help="a part of a log's name")
    parser.add_argument("--missed", action="store_true", help="list what differs from the truth")
    parser.add_argument("--unread", action="store_true", help="list lines that are shown nowhere")
    return parser.parse_args()


def _logs(names: list[str]) -> list[Path]:
    paths = [*sorted((LOGS / "more").glob("*.md")), LOGS / "research-log.md"]
    paths += sorted((LOGS / "wild").glob("*.md"))
    return [path for path in paths if not names or any(name in path.name for name in names)]


def _entries(document: Document) -> list[TrueEntry]:
    entries = []
    for entry in document.entries:
        date = document.date(entry)
        line = document.line_at(entry.span.start)
        iso = date.iso() if date else None
        entries.append(TrueEntry(line, iso, document.title(entry), document.url(entry)))
    return entries


def _is_same_title(title: str, other: str) -> bool:
    """Tell whether two titles begin alike; a truth has only the first line of a wrapped one."""
    bare, other_bare = _bare(title), _bare(other)
    return bare == other_bare or bare.startswith(other_bare) or other_bare.startswith(bare)


def _bare(title: str) -> str:
    return "".join(char for char in title.casefold() if char.isalnum())[:TITLE_LENGTH]


def _share(hits: Any) -> float:  # noqa: ANN401 - any iterable of truth values
    values = list(hits)
    return sum(values) / len(values) if values else 1.0


def _row(scores: Scores) -> str:
    return " ".join(f"{score:6.3f}" for score in scores)


if __name__ == "__main__":
    main()
