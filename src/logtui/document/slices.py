"""Long work done in slices, beside something that must not wait for it."""

from __future__ import annotations

from itertools import islice
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

STEP = 64
"""Steps between two looks at the clock."""


def advance(steps: Iterator[None], seconds: float) -> bool:
    """Take ``steps`` for about ``seconds`` and tell whether there may be more of them."""
    end = perf_counter() + seconds
    while sum(1 for _ in islice(steps, STEP)) == STEP:
        if perf_counter() >= end:
            return True
    return False
