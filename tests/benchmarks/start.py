# ruff: noqa: T201 - standard output carries the figures
"""The time until the first frame, and how many modules are imported until then.

    python tests/benchmarks/start.py [LOG] [--runs 9]

Without LOG the sample log is opened.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))


from logtui.demo import SAMPLE
from logtui.document.reading.parser import parse
from support.terminals import LOGTUI, Terminal
from support.timing import first_frame_time, median_and_p95

_IMPORTED = re.compile(r"^import time:.*\| +(\S+)\r?$", re.MULTILINE)


def main() -> None:
    """Measure what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("log", nargs="?", type=Path, default=SAMPLE, metavar="LOG")
    parser.add_argument("--runs", type=int, default=9, help="starts (default: 9)")
    args = parser.parse_args()
    document = parse(args.log.read_bytes())
    shown = document.title(document.entries[document.days[0].first_entry]).split()[0]
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = folder
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # nobody starts uncompiled programs
        words = [str(args.log)]
        names = _imported(words, shown)
        times = [first_frame_time(words, shown) for _ in range(args.runs)]
    own = sum(name.partition(".")[0] == "logtui" for name in names)
    median, slowest = median_and_p95(times)
    print(f"first frame  {median:.0f} ms (95 of 100 below {slowest:.0f} ms)")
    print(f"modules      {own} of logtui, {len(names)} with those of libraries")


def _imported(words: list[str], shown: str) -> list[str]:
    """Return the modules that are imported until ``shown`` is on the screen."""
    program, *rest = LOGTUI
    with Terminal(words, program=(program, "-X", "importtime", *rest)) as terminal:
        terminal.wait_for(shown)
        return _IMPORTED.findall(terminal.text.partition(shown)[0])


if __name__ == "__main__":
    main()
