# ruff: noqa: T201 - standard output carries the figures
"""Start, keys, search, saving and memory at three sizes, each beside its floor.

Run by hand, on a quiet machine, with logtui installed (an editable one starts slower):

    python tests/benchmarks/overview.py [LOG ...] [--runs 9] [--imports]

Without LOG the logs are made: 282, 10,000 and 100,000 entries. What stands beside a figure is what
nothing can be faster than: a Textual app that shows one word, ``python -c pass``, reading the
file, writing and syncing it. Runs of the two alternate, so that both see the same machine; the
ratio is the median of the paired ones. ``--imports`` prints where the time until the first frame
goes, module by module.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))


from logtui.document.editing.edits import raw_text_of, replace_lines
from logtui.document.reading.parser import parse
from logtui.search.index import build_index
from logtui.search.rank import search_index
from logtui.session import Session
from support.known_items import typed
from support.made_logs import made_log
from support.terminals import Terminal
from support.timing import first_frame_time, median_and_p95, milliseconds, paint_times

if TYPE_CHECKING:
    from collections.abc import Callable

    from logtui.document.model import Document
    from logtui.document.text.spans import Edit

SIZES = (282, 10_000, 100_000)

_READY = "MARKER-READY"
_BARE = f"""
from textual.app import App
from textual.widgets import Static
class Bare(App):
    BINDINGS = [("q", "quit", "quit")]
    def compose(self):
        yield Static("{_READY}")
Bare().run()
"""


def main() -> None:
    """Measure what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("logs", nargs="*", type=Path, metavar="LOG")
    parser.add_argument("--runs", type=int, default=9, help="starts of each kind (default: 9)")
    parser.add_argument("--imports", action="store_true", help="where the time of a start goes")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = folder
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # nobody starts uncompiled programs
        version = partial(_run, [sys.executable, "-m", "logtui", "--version"])
        nothing = partial(_run, [sys.executable, "-c", "pass"])
        _compare("logtui --version", version, "python -c pass", nothing, args.runs)
        for log in args.logs or _made(Path(folder)):
            _measure(log, args.runs)
        if args.imports:
            _print_imports()


def _made(folder: Path) -> list[Path]:
    logs = [folder / f"{size}-entries.md" for size in SIZES]
    for log, size in zip(logs, SIZES, strict=True):
        log.write_text(made_log(size), encoding="utf-8")
    return logs


def _measure(log: Path, runs: int) -> None:
    """Print everything about one log."""
    document = parse(log.read_bytes())
    print(f"\n{log.name}: {len(document.entries):,} entries, {log.stat().st_size / 1e6:.1f} MB")
    marker = document.title(document.entries[document.days[0].first_entry]).split()[0]
    ours = partial(first_frame_time, [str(log)], marker)
    bare = partial(first_frame_time, [], _READY, (sys.executable, "-c", _BARE))
    _compare("first frame", ours, "bare Textual", bare, runs)
    _measure_screen(log)
    index = build_index(document)
    times = sorted(milliseconds(partial(search_index, index, query)) for query in typed(document))
    _print("search, a key", times)
    copy = log.with_suffix(".copy")
    copy.write_bytes(log.read_bytes())
    _compare("save", partial(_save, copy), "write, sync", partial(_write, copy), 5)
    _compare("read and parse", partial(_parse, log), "read", partial(_read, log), 5)


def _measure_screen(log: Path) -> None:
    """Print how long keys take to paint, how much memory is used, and how long quitting takes."""
    with Terminal([str(log)]) as terminal:
        terminal.wait_for("saved")
        terminal.drain(1)
        _print("key to paint", paint_times(terminal, "j" * 40))
        status = Path(f"/proc/{terminal.pid}/status").read_text(encoding="ascii")
        resident = re.search(r"VmRSS:\s+(\d+)", status)
        terminal.press("q")
        _print("quit", [milliseconds(terminal.wait)])
    if resident:
        print(f"  {'memory':16} {int(resident[1]) / 1024:8.0f} MB")


def _compare(
    name: str, ours: Callable[[], float], floor_name: str, floor: Callable[[], float], runs: int
) -> None:
    """Print the medians of two tasks that take turns, and the median of their ratios."""
    pairs = [(ours(), floor()) for _ in range(runs)]
    mine, theirs = (statistics.median(times) for times in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    print(f"  {name:16} {mine:8.1f} ms   {floor_name} {theirs:.1f} ms   x{ratio:.2f}")


def _print(name: str, times: list[float]) -> None:
    median, p95 = median_and_p95(times)
    print(f"  {name:16} {median:8.1f} ms   p95 {p95:.1f} ms")


def _run(command: list[str]) -> float:
    return milliseconds(partial(subprocess.run, command, check=True, capture_output=True))


class LongerLine(NamedTuple):
    """Makes the first line of the newest entry longer."""

    label: str = "benchmark"

    def edit(self, document: Document) -> Edit | None:
        """Return the edit."""
        entry = document.entries[0]
        raw = raw_text_of(document, entry)
        return replace_lines(document, entry, raw.rstrip("\n") + " again\n")


def _save(log: Path) -> float:
    """Return how long it takes to change the first line of the newest entry."""
    session = Session.open_whole(log)
    return milliseconds(partial(session.commit, LongerLine()))


def _write(log: Path) -> float:
    data = log.read_bytes()
    start = time.perf_counter()
    with log.with_suffix(".floor").open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    return (time.perf_counter() - start) * 1000


def _parse(log: Path) -> float:
    return milliseconds(lambda: parse(log.read_bytes()))


def _read(log: Path) -> float:
    return milliseconds(log.read_bytes)


def _print_imports() -> None:
    """Print how the imports until the first frame share out, by package."""
    code = "import logtui.cli, logtui.session, logtui.tui.app"
    command = [sys.executable, "-X", "importtime", "-c", code]
    report = subprocess.run(command, check=True, capture_output=True, text=True).stderr
    shares: Counter[str] = Counter()
    for spent, name in re.findall(r"import time:\s+(\d+) \|\s+\d+ \|\s+(\S+)", report):
        shares[name.split(".")[0]] += int(spent)
    print("\nimports")
    for package, spent in shares.most_common(12):
        print(f"  {package:16} {spent / 1000:8.1f} ms")


if __name__ == "__main__":
    main()
