"""Where the review of a log was left, for each query."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.errors import StorageError, error_reason
from logtui.storage.files import read_file, write_atomically
from logtui.storage.state import LogState

if TYPE_CHECKING:
    from pathlib import Path

_MOST_REVIEWS = 50
"""Queries that are remembered; the one that was used longest ago goes first."""


def shown_in_review(log: Path, query: str) -> list[str]:
    """Return what was stored for ``query``; empty where nothing was, or it cannot be read."""
    return _stored_reviews(LogState.of(log)).get(query, [])


def store_review(log: Path, query: str, shown: list[str]) -> None:
    """Store for ``query`` which entries of ``log`` were ``shown``.

    Raises:
        StorageError: The state directory cannot be written.
    """
    import json

    state = LogState.of(log)
    reviews = _stored_reviews(state)
    reviews.pop(query, None)
    reviews[query] = shown
    kept = dict(list(reviews.items())[-_MOST_REVIEWS:])
    try:
        state.make()
        write_atomically(state.reviews, json.dumps(kept).encode("ascii"))
    except OSError as error:
        raise StorageError(
            f"where the review is left is not kept: {state.reviews}: {error_reason(error)}"
        ) from error


def _stored_reviews(state: LogState) -> dict[str, list[str]]:
    import json

    try:
        stored = json.loads(read_file(state.reviews))
    except (OSError, ValueError):
        return {}
    if not isinstance(stored, dict):
        return {}
    return {query: shown for query, shown in stored.items() if isinstance(shown, list)}
