"""How long things take, for the benchmarks; all times in milliseconds."""

from __future__ import annotations

import os
import re
import statistics
import time
from pathlib import Path
from typing import TYPE_CHECKING

from support.terminals import LOGTUI, Terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_LIST_SECONDS = 0.25
"""Seconds in which no words are painted, after which a list is taken for whole."""

_WORD = re.compile(r"[^\W\d_]{2}")


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


def typing_times(terminal: Terminal, text: str) -> Iterator[tuple[float, float]]:
    """Yield for each letter of ``text`` how long until its first byte, and until its last words."""
    for letter in text:
        terminal.drain(0.1)
        start = last = time.perf_counter()
        terminal.press(letter)
        size = len(terminal.raw)
        terminal.wait_for_more()
        letter_time = time.perf_counter() - start
        while (now := time.perf_counter()) - last < _LIST_SECONDS:
            if _WORD.search(terminal.text_after(size)):
                last = now
            size = len(terminal.raw)
            terminal.drain(0.005)
        yield letter_time * 1000, (last - start) * 1000


def cpu_seconds(pid: int) -> float:
    """Return how long the process ``pid`` has had a processor."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def median_and_p95(times: Sequence[float]) -> tuple[float, float]:
    """Return the median of ``times`` and what 95 of 100 of them stay below."""
    ordered = sorted(times)
    return statistics.median(ordered), ordered[int(0.95 * (len(ordered) - 1))]
