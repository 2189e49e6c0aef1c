# ruff: noqa: T201 - standard output carries the figures
"""How long from a key to what it paints, on a real terminal, and when the program comes to rest.

    python tests/benchmarks/keys.py LOG [--keys jjjjj] [--words "sparse auto" ...]

Presses each of ``--keys`` while the log is still loading and when it is loaded, types each of
``--words`` into the search while the log is indexed and when it is, and prints the median and the
95th percentile in milliseconds. A key in the search counts until its letter is painted, and until
the last words that it has painted, those of the list. Also how long quitting takes at once after
the first frame and at the end, and when the program, left alone, has no more to do.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from logtui.document.reading.parser import parse
from support.terminals import CTRL_Q, Terminal
from support.timing import cpu_seconds, median_and_p95, milliseconds, paint_times, typing_times

WORDS = ("grokking", "sparse auto", "attention", "transf mech", "polyc")
FIRST_FRAME = "2 Entries"
CLEAR = "\x15"

_REST_SECONDS = 1.0
_REST_SHARE = 0.05


def main() -> None:
    """Measure what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("log")
    parser.add_argument("--keys", default="j" * 60)
    parser.add_argument("--words", nargs="+", default=WORDS)
    args = parser.parse_args()
    loaded = f"{len(parse(Path(args.log).read_bytes()).entries)}"
    _measure_keys(args.log, loaded, args.keys)
    _measure_words(args.log, loaded, args.words)
    with Terminal([args.log]) as terminal:
        terminal.wait_for(FIRST_FRAME)
        terminal.press("q")
        print(f"{'quit at once':22} {milliseconds(terminal.wait):6.1f} ms")
    with Terminal([args.log]) as terminal:
        terminal.wait_for(FIRST_FRAME)
        print(f"{'at rest':22} after {_wait_for_rest(terminal):.1f} s")


def _measure_keys(log: str, loaded: str, keys: str) -> None:
    with Terminal([log]) as terminal:
        terminal.wait_for(FIRST_FRAME)
        _report("key while loading", paint_times(terminal, keys[:20]))
        terminal.wait_for(f"{loaded}/{loaded}")
        _report("key when loaded", paint_times(terminal, keys))
        terminal.press(CTRL_Q)
        print(f"{'quit':22} {milliseconds(terminal.wait):6.1f} ms")


def _measure_words(log: str, loaded: str, words: list[str]) -> None:
    with Terminal([log]) as terminal:
        terminal.wait_for(f"{loaded}/{loaded}")
        terminal.press("/")
        for state in ("while indexing", "when indexed"):
            terminal.drain(0.3)
            letters, lists = [], []
            for word in words:
                for letter_time, list_time in typing_times(terminal, word):
                    letters.append(letter_time)
                    lists.append(list_time)
                terminal.press(CLEAR)
                terminal.drain(0.3)
            _report(f"letter {state}", letters)
            _report(f"list {state}", lists)
            _wait_for_rest(terminal)


def _report(name: str, times: list[float]) -> None:
    median, p95 = median_and_p95(times)
    print(f"{name:22} median {median:6.1f} ms   p95 {p95:6.1f} ms   longest {max(times):6.1f} ms")


def _wait_for_rest(terminal: Terminal) -> float:
    """Return after how many seconds the program takes no more time of the processor."""
    start = time.perf_counter()
    while True:
        before = cpu_seconds(terminal.pid)
        end = time.perf_counter() + _REST_SECONDS
        while (left := end - time.perf_counter()) > 0:
            terminal.drain(min(left, 0.05))
        if cpu_seconds(terminal.pid) - before < _REST_SHARE * _REST_SECONDS:
            return time.perf_counter() - start - _REST_SECONDS


if __name__ == "__main__":
    main()
