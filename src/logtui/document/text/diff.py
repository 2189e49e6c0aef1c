"""Which items of two sequences are the same ones: a diff that stays fast on any input.

Sequences that are compared with each other are of one type: two texts, two lists, bytes twice.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from logtui.document.text.lines import CHUNK_LENGTH

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

_MOST_COMPARED = 1 << 16
"""Pairs of items up to which two stretches without a unique item in common are compared in full."""

IndexPair = tuple[int, int]
_Window = tuple[int, int, int, int]


class Hunk(NamedTuple):
    """Items ``start:end`` of one sequence that became items ``first:stop`` of another."""

    start: int
    end: int
    first: int
    stop: int


def common_prefix(first: Sequence[object], second: Sequence[object]) -> int:
    """Return how many items both sequences have in common at their beginnings."""
    length, most = 0, min(len(first), len(second))
    step = CHUNK_LENGTH
    while step and length < most:
        end = min(length + step, most)
        if first[length:end] == second[length:end]:
            length = end
        else:
            step = (end - length) // 2
    return length


def common_suffix(
    first: Sequence[object], second: Sequence[object], most: int | None = None
) -> int:
    """Return how many items, at most ``most``, both sequences have in common at their ends."""
    length, whole = 0, min(len(first), len(second))
    most = whole if most is None else min(most, whole)
    step = CHUNK_LENGTH
    while step and length < most:
        end = min(length + step, most)
        ours = first[len(first) - end : len(first) - length]
        if ours == second[len(second) - end : len(second) - length]:
            length = end
        else:
            step = (end - length) // 2
    return length


def equal_pairs(first: Sequence[Hashable], second: Sequence[Hashable]) -> list[IndexPair]:
    """Return the indices of equal items of both sequences, rising in both.

    Equal ends are taken off, then what occurs once on either side is put in its longest common
    order (patience diff), and the stretches between are treated alike.
    """
    found: list[IndexPair] = []
    todo: list[_Window] = [(0, len(first), 0, len(second))]
    while todo:
        a, b, c, d = todo.pop()
        while a < b and c < d and first[a] == second[c]:
            found.append((a, c))
            a, c = a + 1, c + 1
        while a < b and c < d and first[b - 1] == second[d - 1]:
            b, d = b - 1, d - 1
            found.append((b, d))
        if a == b or c == d:
            continue
        anchors = _anchors(first, second, (a, b, c, d))
        if anchors:
            todo += _windows_between(anchors, (a, b, c, d))
            found += anchors
        elif (b - a) * (d - c) <= _MOST_COMPARED:
            found += _fully_compared_pairs(first, second, (a, b, c, d))
    return sorted(found)


def hunks(first: Sequence[Hashable], second: Sequence[Hashable]) -> list[Hunk]:
    """Return what has to change in ``first`` to make it ``second``, in order."""
    found = []
    a = c = 0
    for b, d in [*equal_pairs(first, second), (len(first), len(second))]:
        if a < b or c < d:
            found.append(Hunk(a, b, c, d))
        a, c = b + 1, d + 1
    return found


def longest_increasing(numbers: Sequence[int]) -> list[int]:
    """Return the indices of a longest rising subsequence of ``numbers``."""
    ends: list[int] = []
    tops: list[int] = []
    above: list[int] = []
    for index, number in enumerate(numbers):
        pile = bisect_left(tops, number)
        above.append(ends[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(number)
            ends.append(index)
        else:
            tops[pile], ends[pile] = number, index
    found: list[int] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        found.append(at)
        at = above[at]
    return found[::-1]


def _anchors(
    first: Sequence[Hashable], second: Sequence[Hashable], window: _Window
) -> list[IndexPair]:
    """Return the items that occur once in each part of ``window``, in their common order."""
    a, b, c, d = window
    once = _unique_positions(first, a, b)
    also = _unique_positions(second, c, d)
    both = [(at, also[item]) for item, at in once.items() if item in also]
    return [both[index] for index in longest_increasing([at for _, at in both])]


def _unique_positions(items: Sequence[Hashable], start: int, end: int) -> dict[Hashable, int]:
    """Return where each item that occurs once in ``items[start:end]`` stands."""
    counts = Counter(items[start:end])
    return {items[at]: at for at in range(start, end) if counts[items[at]] == 1}


def _windows_between(anchors: list[IndexPair], window: _Window) -> Iterator[_Window]:
    """Yield the stretches of ``window`` that the ``anchors`` leave."""
    a, b, c, d = window
    for at, other in anchors:
        if a < at or c < other:
            yield a, at, c, other
        a, c = at + 1, other + 1
    yield a, b, c, d


def _fully_compared_pairs(
    first: Sequence[Hashable], second: Sequence[Hashable], window: _Window
) -> Iterator[IndexPair]:
    """Yield the pairs that a full comparison of ``window`` finds."""
    from difflib import SequenceMatcher

    a, b, c, d = window
    matcher = SequenceMatcher(None, first[a:b], second[c:d], autojunk=False)
    for block in matcher.get_matching_blocks():
        for step in range(block.size):
            yield a + block.a + step, c + block.b + step
