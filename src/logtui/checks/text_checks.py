"""Checks of the text as a whole: characters that were misread, conflicts that were left."""

from __future__ import annotations

from collections.abc import Iterator

from logtui.checks.checked_log import CheckedLog, Problem, quoted
from logtui.document.merging.conflicts import find_conflicts
from logtui.document.text import lines
from logtui.document.text.encoding import repair_for_display


def check_mojibake(log: CheckedLog) -> Iterator[Problem]:
    """Yield the first place with misread characters, and how many lines have some."""
    document = log.document
    code_page = document.encoding.code_page
    if code_page is not None:
        offset = next((i for i, char in enumerate(document.text) if not char.isascii()), 0)
        yield Problem(
            "mojibake",
            offset,
            f"the text was once misread as {code_page}; `logtui repair` mends the whole file",
        )
        return
    if document.text.isascii():
        return
    broken = [
        (start, line)
        for start, line in lines.iter_lines(document.text)
        if repair_for_display(line) != line
    ]
    if broken:
        start, line = broken[0]
        number = f"{len(broken)} lines have" if len(broken) > 1 else "this line has"
        yield Problem("mojibake", start, f"{number} misread characters, here {quoted(line)}")


def check_conflicts(log: CheckedLog) -> Iterator[Problem]:
    """Yield the conflicts between git's markers."""
    for conflict in find_conflicts(log.document.text):
        yield Problem(
            "conflict-marks",
            conflict.span.start,
            "a conflict is left between git's markers; `c` in the log settles it",
        )
