"""Which entry to select: at the beginning, and when the log has changed."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from logtui.document.model import Document


def newest(document: Document) -> int | None:
    """Return the entry to begin with: the newest day's first, in a growing log its last."""
    if not document.entries:
        return None
    dated = [
        (first, index)
        for index, day in enumerate(document.days)
        if day.stop > day.first and day.date and (first := day.date.first())
    ]
    if not dated:
        return 0
    latest = max(first for first, _ in dated)
    index = next(index for first, index in dated if first == latest)
    day = document.days[index]
    return day.stop - 1 if day.stop == len(document.entries) and day.first else day.first


def same_entry(before: Document, selected: int | None, document: Document) -> int | None:
    """Return where the selected entry of ``before`` stands in ``document``.

    The same text at the same place, else the same text anywhere, else whatever is at its place.
    """
    if selected is None or before is document:
        return selected
    text = before.entries[selected].span.of(before.text)
    here = range(selected, min(selected + 1, len(document.entries)))
    for index in chain(here, range(len(document.entries))):
        span = document.entries[index].span
        if span.end - span.start == len(text) and span.of(document.text) == text:
            return index
    return min(selected, len(document.entries) - 1) if document.entries else None
