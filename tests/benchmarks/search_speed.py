# ruff: noqa: T201 - standard output carries the figures
"""How long a key in the search takes, in process, and beside fzf.

Run by hand, on a quiet machine:

    python tests/benchmarks/search_speed.py LOG ... [--fzf] [--memory]

Prints what an index and a ``logtui search`` cost, each next to what reading the log costs alone:
processor time, median of ``--runs``. Then it types words of titles letter by letter and prints the
time from a key to the ranked result. With ``--fzf`` the same queries go to ``fzf --filter`` over
the titles; what it takes to start and to read them is taken off, as measured by a query that
nothing can match.
"""

from __future__ import annotations

import argparse
import gc
import random
import resource
import shutil
import statistics
import subprocess
import sys
import time
import tracemalloc
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1]))

from logtui.document.reading.parser import parse
from logtui.search.index import build_index
from logtui.search.rank import search_index
from support.known_items import typed
from support.timing import median_and_p95, milliseconds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from logtui.document.model import Document
    from logtui.search.index import Index

FZF_QUERIES = 40
IMPOSSIBLE = "^\x7f"
"""A query for fzf that it has to compare with no title in full."""


def measure_index(log: Path, runs: int) -> None:
    """Print the processor time of an index and of a search as a process, with their floors."""
    data = log.read_bytes()
    parsing, indexing = [], []
    for _ in range(runs):
        start = time.process_time()
        document = parse(data)
        parsed = time.process_time()
        build_index(document)
        parsing.append(parsed - start)
        indexing.append(time.process_time() - parsed)
    print(f"  index {statistics.median(indexing):.3f} s, parse {statistics.median(parsing):.3f} s")
    words = document.title(document.entries[-1]).split()[:2]
    search = [sys.executable, "-m", "logtui", "search", str(log), *words]
    nothing = [sys.executable, "-m", "logtui", "list", str(log), "--since", "2099-12-31"]
    pairs = [(cpu_of(search), cpu_of(nothing)) for _ in range(runs)]
    ours, floor = (statistics.median(times) for times in zip(*pairs, strict=True))
    print(f"  logtui search {ours:.3f} s, listing nothing of it {floor:.3f} s")


def cpu_of(command: Sequence[str]) -> float:
    """Return the processor time of a process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def time_keys(index: Index, states: Sequence[str]) -> None:
    """Print the times of all keys."""
    times = [milliseconds(partial(search_index, index, query)) for query in states]
    median, p95 = median_and_p95(times)
    print(
        f"  {len(times)} keys: median {median:.2f} ms, p95 {p95:.2f} ms, "
        f"longest {max(times):.1f} ms"
    )


def compare_with_fzf(index: Index, states: Sequence[str]) -> None:
    """Print how many times longer fzf takes than a search, for queries met for the first time."""
    fzf = shutil.which("fzf")
    if fzf is None:
        sys.exit("fzf is not installed")
    document = index.document
    titles = "\n".join(document.title(entry) for entry in document.entries).encode()

    def filtered(query: str) -> float:
        command = [fzf, "--filter", query]
        return milliseconds(
            lambda: subprocess.run(command, input=titles, stdout=subprocess.PIPE, check=False)
        )

    chosen = random.Random(2).sample(states, min(FZF_QUERIES, len(states)))  # noqa: S311 - no secret
    loading = statistics.median(filtered(IMPOSSIBLE) for _ in range(9))
    theirs, ours = [], []
    for query in chosen:
        theirs.append(statistics.median(filtered(query) for _ in range(3)) - loading)
        index.scores.clear()
        index.beginnings.clear()
        ours.append(milliseconds(partial(search_index, index, query)))
    print(
        f"  fzf, net of {loading:.0f} ms: median {statistics.median(theirs):.1f} ms, "
        f"sum {sum(theirs):.0f} ms; search: median {statistics.median(ours):.1f} ms, "
        f"sum {sum(ours):.0f} ms; {sum(theirs) / sum(ours):.1f} times faster"
    )


def measure_memory(document: Document) -> None:
    """Print how much memory the index takes beside the text that it is made from."""
    gc.collect()
    tracemalloc.start()
    index = build_index(document)
    search_index(index, "warm up")
    gc.collect()
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    text = sys.getsizeof(document.text)
    print(f"  index {size / 1e6:.1f} MB, text {text / 1e6:.1f} MB: {size / text:.2f} times")


def main() -> None:
    """Measure the logs that are named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("logs", type=Path, nargs="+")
    parser.add_argument("--runs", type=int, default=5, help="indexes and searches (default: 5)")
    parser.add_argument("--fzf", action="store_true")
    parser.add_argument("--memory", action="store_true")
    args = parser.parse_args()
    for log in args.logs:
        document = parse(log.read_bytes())
        print(f"{log.name}, {len(document.entries)} entries")
        measure_index(log, args.runs)
        index = build_index(document)
        search_index(index, "warm up")
        states = typed(document)
        time_keys(index, states)
        if args.fzf:
            compare_with_fzf(index, states)
        if args.memory:
            del index
            measure_memory(document)


if __name__ == "__main__":
    main()
