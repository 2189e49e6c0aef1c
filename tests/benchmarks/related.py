# ruff: noqa: T201 - standard output carries the figures
"""How much of what is shown as related is so, as somebody judged who read the log.

Run by hand, for the log that ``related_judged.txt`` next to this file is about:

    python tests/benchmarks/related.py LOG

That file names 40 entries by their lines, drawn at random, each with the lines of what was shown
for it; ``-`` stands before those that a reader would not have named. What is shown by now and was
not judged is listed. Last measured: something is shown for 21 of 40 entries, and 36 of 43 of what
is shown fit (84 %); each reason is words that both entries have, or their link.
"""

from __future__ import annotations

import sys
from pathlib import Path

from logtui.commands.reports.related import related_entries
from logtui.document.reading.parser import parse

JUDGED = Path(__file__).with_name("related_judged.txt")


def main() -> None:
    """Print the figures for the log that is named on the command line."""
    document = parse(Path(sys.argv[1]).read_bytes())
    numbers = {document.line_at(entry.span.start): n for n, entry in enumerate(document.entries)}
    lines = {number: line for line, number in numbers.items()}
    asked = with_any = fitting = shown = 0
    for row in JUDGED.read_text(encoding="utf-8").splitlines():
        line, *verdicts = row.split()
        related = [lines[other] for other in related_entries(document, numbers[int(line)])]
        asked += 1
        with_any += bool(related)
        shown += len(related)
        fitting += sum(str(other) in verdicts for other in related)
        unjudged = [other for other in related if not {str(other), f"-{other}"} & {*verdicts}]
        if unjudged:
            print(f"line {line}: not judged yet: {', '.join(map(str, unjudged))}")
    print(f"something is shown for {with_any} of {asked} entries")
    print(f"of {shown} that are shown, {fitting} fit")


if __name__ == "__main__":
    main()
