"""How long from a key to what it paints, on a real terminal.

    python tests/benchmarks/keys.py LOG [KEYS]

Presses each of KEYS (by default 60 times ``j``) once the log is loaded, and once more from the
first frame on while it is still loading, and prints the median and the 95th percentile in
milliseconds.
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from terminals import Terminal


def paint_times(terminal: Terminal, keys: str) -> list[float]:
    """Return for each key the milliseconds until the first byte that it has drawn."""
    times = []
    for key in keys:
        terminal.drain(0.03)
        start = time.perf_counter()
        terminal.press(key)
        terminal.wait_for_more()
        times.append((time.perf_counter() - start) * 1000)
    return times


def report(name: str, times: list[float]) -> None:
    """Print one line of figures."""
    ordered = sorted(times)
    p95 = ordered[int(0.95 * (len(ordered) - 1))]
    print(f"{name:16} median {statistics.median(times):6.1f} ms   p95 {p95:6.1f} ms")  # noqa: T201


def main() -> None:
    """Measure the log that is named on the command line."""
    log = sys.argv[1]
    keys = sys.argv[2] if len(sys.argv) > 2 else "j" * 60
    with Terminal([log]) as terminal:
        terminal.wait_for("2 Entries")
        report("while loading", paint_times(terminal, keys[:20]))
        terminal.wait_for("saved")
        report("loaded", paint_times(terminal, keys))
        terminal.press("q")
        start = time.perf_counter()
        terminal.wait()
        print(f"quit             {(time.perf_counter() - start) * 1000:6.1f} ms")  # noqa: T201


if __name__ == "__main__":
    main()
