"""How the merge does on simulated histories of two machines, and how git does on the same.

    python tests/benchmarks/merge_histories.py LOG [-n 1000] [--seed 1] [--show]

In each history both sides make one to five changes to LOG: new entries, mostly of today and some
of them on both sides, other titles and links, changed notes, deletions. A merge is right if it
leaves a conflict only for entries of which both sides changed the same part (or one deleted what
the other changed), and otherwise holds all that both sides wrote, once, with its days in order.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from logtui.document.reading import parser
from support.histories import Expected, History, faults, histories, is_orderly, said


def git_faults(history: History, expected: Expected, folder: Path) -> tuple[int, bool]:
    """Return how many conflicts git leaves, and whether a merge without one is wrong."""
    names = []
    for name in ("ours", "base", "theirs"):
        document = getattr(history, name).document
        path = folder / name
        path.write_bytes(document.encoding.encode(document.text))
        names.append(str(path))
    ran = subprocess.run(["git", "merge-file", "-p", *names], capture_output=True, check=False)
    if ran.returncode:
        return ran.returncode, False
    after = parser.parse(ran.stdout)
    right = Counter(said(after)) == expected.ours == expected.theirs
    return 0, not (right and is_orderly(history, after))


def main() -> None:
    """Measure the log that is named on the command line."""
    options = argparse.ArgumentParser()
    options.add_argument("log", type=Path)
    options.add_argument("-n", type=int, default=1000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--show", action="store_true")
    chosen = options.parse_args()
    document = parser.parse(chosen.log.read_bytes())
    counts: Counter[str] = Counter()
    spent = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for number, history in enumerate(histories(document, chosen.n, chosen.seed)):
            expected = history.expected()
            begin = time.perf_counter()
            wrong = faults(history)
            spent += time.perf_counter() - begin
            conflicts, broken = git_faults(history, expected, Path(folder))
            counts["with a conflict that has to be"] += bool(expected.conflicts)
            counts["wrong in logtui"] += bool(wrong)
            counts["with a conflict in git"] += bool(conflicts)
            counts["with a needless conflict in git"] += bool(conflicts) and not expected.conflicts
            counts["wrong in git without a conflict"] += broken
            if wrong and chosen.show:
                print(number, *wrong, sep="\n    ")  # noqa: T201
    print(f"{chosen.n} histories, {spent / chosen.n * 1000:.1f} ms each")  # noqa: T201
    for name, count in counts.items():
        print(f"{count:6} {name}")  # noqa: T201


if __name__ == "__main__":
    main()
