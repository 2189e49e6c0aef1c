"""How long things take, for the benchmarks; all times in milliseconds."""

from __future__ import annotations

import statistics
import time
from typing import TYPE_CHECKING

from support.terminals import LOGTUI, Terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def milliseconds(task: Callable[[], object]) -> float:
    """Return how long ``task`` takes."""
    start = time.perf_counter()
    task()
    return (time.perf_counter() - start) * 1000


def first_frame_time(words: list[str], shown: str, program: Sequence[str] = LOGTUI) -> float:
    """Return how long ``program`` takes from its start until ``shown`` is on the screen."""
    start = time.perf_counter()
    with Terminal(words, program=program) as terminal:
        terminal.wait_for(shown)
        return (time.perf_counter() - start) * 1000


def paint_times(terminal: Terminal, keys: str) -> list[float]:
    """Return for each key how long it takes until the first byte that it has drawn."""
    times = []
    for key in keys:
        terminal.drain(0.03)
        start = time.perf_counter()
        terminal.press(key)
        terminal.wait_for_more()
        times.append((time.perf_counter() - start) * 1000)
    return times


def median_and_p95(times: Sequence[float]) -> tuple[float, float]:
    """Return the median of ``times`` and what 95 of 100 of them stay below."""
    ordered = sorted(times)
    return statistics.median(ordered), ordered[int(0.95 * (len(ordered) - 1))]
