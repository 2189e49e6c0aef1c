"""Time that goes on only when a test says so, however slow the machine is."""

from __future__ import annotations


class Clock:
    """Stands for a clock such as ``time.monotonic``.

    Attributes:
        now: What it shows, in seconds.
    """

    def __init__(self, now: float = 0.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now
