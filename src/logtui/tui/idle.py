"""How work in the background gives way to a user who is pressing keys."""

from __future__ import annotations

import time

QUIET = 0.2
"""Seconds without a key after which the user is taken to be looking, not moving."""


class Courtesy:
    """Knows when the user last moved; any thread may ask."""

    def __init__(self) -> None:
        self._moved = -QUIET

    def note(self) -> None:
        """Take note that the user moves."""
        self._moved = time.monotonic()

    def rest(self, usual: float) -> float:
        """Return how many seconds to rest between two slices of work: ``usual``, or longer."""
        return QUIET if time.monotonic() - self._moved < QUIET else usual
