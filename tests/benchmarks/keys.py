"""How long from a key to what it paints, on a real terminal.

    python tests/benchmarks/keys.py LOG [KEYS]

Presses each of KEYS (by default 60 times ``j``) once the log is loaded, and once more from the
first frame on while it is still loading, and prints the median and the 95th percentile in
milliseconds.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from logtui.document.reading.parser import parse
from support.terminals import Terminal
from support.timing import median_and_p95, milliseconds, paint_times


def report(name: str, times: list[float]) -> None:
    """Print one line of figures."""
    median, p95 = median_and_p95(times)
    print(f"{name:16} median {median:6.1f} ms   p95 {p95:6.1f} ms")  # noqa: T201


def main() -> None:
    """Measure the log that is named on the command line."""
    log = sys.argv[1]
    keys = sys.argv[2] if len(sys.argv) > 2 else "j" * 60
    count = len(parse(Path(log).read_bytes()).entries)
    with Terminal([log]) as terminal:
        terminal.wait_for("2 Entries")
        report("while loading", paint_times(terminal, keys[:20]))
        terminal.wait_for(f"{count}/{count}")
        report("loaded", paint_times(terminal, keys))
        terminal.press("q")
        print(f"quit             {milliseconds(terminal.wait):6.1f} ms")  # noqa: T201


if __name__ == "__main__":
    main()
