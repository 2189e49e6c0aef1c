"""The figures of a log as JSON, for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from logtui.document.text.encoding import repair_for_display
from logtui.statistics.streaks import Gap, Streak

if TYPE_CHECKING:
    from collections.abc import Iterable

    from logtui.document.model import Document
    from logtui.statistics.grouping import GroupCount
    from logtui.statistics.overview import Comparison, Overview


def overview_record(
    document: Document, overview: Overview, comparison: Comparison | None
) -> dict[str, object]:
    """Return the figures as JSON has them; what is absent is null."""
    record: dict[str, Any] = overview._asdict()
    for name in ("kinds", "hosts", "weekdays"):
        record[name] = count_records(record[name])
    for name in ("first", "last"):
        record[name] = _iso(record[name])
    record["busiest_day"] = next(iter(count_records(filter(None, [overview.busiest_day]))), None)
    for name in ("gap", "week_streak", "day_streak"):
        record[name] = _dated_record(record[name])
    record["comparison"] = comparison and {
        "first": _iso(comparison.first),
        "last": _iso(comparison.last),
        "count": comparison.size,
        "count_before": comparison.size_before,
    }
    record["revisited"] = [
        {
            "title": repair_for_display(document.title(thread[0])),
            "url": document.url(thread[0]),
            "count": len(thread),
            "lines": [document.line_at(entry.span.start) for entry in thread],
        }
        for thread in overview.revisited
    ]
    return record


def count_records(counts: Iterable[GroupCount]) -> list[dict[str, object]]:
    """Return ``counts`` as JSON has them."""
    return [{"key": count.key, "count": count.size} for count in counts]


def _dated_record(value: Streak | Gap | None) -> dict[str, object] | None:
    if value is None:
        return None
    if isinstance(value, Gap):
        return {"before": _iso(value.before), "after": _iso(value.after), "days": value.days}
    return {"first": _iso(value.first), "count": value.length}


def _iso(day: object) -> str | None:
    return None if day is None else str(day)
