"""How much work a task does, counted in calls: the same on every machine, however busy it is."""

from __future__ import annotations

import sys
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType


def count_calls(task: Callable[[], object]) -> int:
    """Return how many functions ``task`` calls, those written in C among them."""
    calls = 0

    def note(_frame: FrameType, event: str, _value: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        task()
    finally:
        sys.setprofile(before)
    return calls


def growth(make: Callable[[int], Callable[[], object]], size: int) -> list[float]:
    """Return by how much the work grows as the input of ``make`` is twice and four times ``size``.

    About 2 at each step where the work grows as the input does, 4 where as its square.
    """
    counts = [count_calls(make(size * factor)) for factor in (1, 2, 4)]
    return [more / less for less, more in pairwise(counts)]
