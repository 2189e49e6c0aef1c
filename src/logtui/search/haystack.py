"""Many short lines searched at once: one ``str.find`` over all of them instead of one for each."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class Haystack:
    """Lines without line breaks in them. Lines are only ever added."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._starts = array("Q")
        self._size = 0
        self._joined = ""

    def add(self, line: str) -> None:
        """Append ``line``."""
        self._lines.append(line)
        self._starts.append(self._size)
        self._size += len(line) + 1

    def line(self, number: int) -> str:
        """Return the line that was added as the ``number``-th, counted from 0."""
        return self._lines[number]

    def find(self, needle: str) -> Iterator[int]:
        """Yield the numbers of the lines that ``needle`` stands in, each once, ascending."""
        if len(self._joined) < self._size:
            self._joined = "\n".join([*self._lines, ""])
        position = self._joined.find(needle)
        while position >= 0:
            number = bisect_right(self._starts, position) - 1
            yield number
            position = self._joined.find(needle, self._starts[number] + len(self._lines[number]))
