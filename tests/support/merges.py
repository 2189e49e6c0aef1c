"""Merging three logs in tests."""

from __future__ import annotations

from logtui.document.merging.three_way import Merge, merge_logs
from logtui.document.reading.parser import parse


def merged(base: str | bytes, ours: str | bytes, theirs: str | bytes) -> Merge:
    """Return the merge of ``ours`` and ``theirs``, which both came from ``base``."""
    logs = (base, ours, theirs)
    return merge_logs(*(parse(log.encode() if isinstance(log, str) else log) for log in logs))


def together(base: str, ours: str, theirs: str) -> str:
    """Return the text of the merge, which has to be without conflicts."""
    found = merged(base, ours, theirs)
    assert not found.conflicts
    return found.resolved_text()
