"""Real logs that lie beside some checkouts: all open, and the checked ones are read as meant."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from logtui.document.reading import parser

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from logtui.document.model import Document

Found = set[tuple[int, str]]


def test_the_first_log(shared_logs: Path) -> None:
    data = (shared_logs / "research-log.md").read_bytes()
    document = parser.parse(data)
    assert document.encoding.code_page == "mac_roman"
    assert document.encoding.encode(document.text) == data
    assert len(document.days) == 97
    assert len(document.entries) == 282
    assert [kind.symbol for kind in document.legend.kinds] == [*"📜📰📖🌐🧪📺"]
    assert all(document.kind(entry) for entry in document.entries)
    assert sum(document.url(entry) is None for entry in document.entries) == 1
    assert sum(document.notes(entry) is None for entry in document.entries) == 154
    assert sum((document.url(entry) or "").startswith("./") for entry in document.entries) == 21
    dates = [day.date.first_day() for day in document.days if day.date]
    assert all(later and earlier and later > earlier for later, earlier in pairwise(dates))


def test_every_log_opens_without_loss(shared_logs: Path) -> None:
    logs = [shared_logs / "research-log.md", *sorted((shared_logs / "wild").glob("*.md"))]
    assert len(logs) == 74
    for log in logs:
        data = log.read_bytes()
        document = parser.parse(data)
        assert document.encoding.encode(document.text) == data
        assert all(document.parts(entry).title is not None for entry in document.entries)


def test_days_are_recognised_where_there_are_any(shared_logs: Path) -> None:
    rows = (shared_logs / "wild" / "index.tsv").read_text(encoding="utf-8").splitlines()[1:]
    seen = []
    for name, *_, count, _, _, form, _, _, _, _, _, _, _, _ in (row.split("\t") for row in rows):
        if form not in ("none", "dayn", "weekn"):
            document = parser.parse((shared_logs / "wild" / name).read_bytes())
            dated = sum(day.date is not None for day in document.days)
            seen.append(dated >= max(1, 0.9 * int(count)))
    assert sum(seen) >= 0.95 * len(seen)


def test_the_checked_logs_are_met(shared_logs: Path) -> None:
    scores = [_score(shared_logs / "wild", truth) for truth in _truths(shared_logs)]
    assert len(scores) == 9
    by_line, by_title, dated = (sum(column) / len(scores) for column in zip(*scores, strict=True))
    assert by_line >= 0.92
    assert by_title >= 0.92
    assert dated >= 0.98


def _truths(shared_logs: Path) -> list[dict[str, Any]]:
    folder = shared_logs / "wild" / "truth"
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]


def _score(folder: Path, truth: dict[str, Any]) -> tuple[float, float, float]:
    """Return F1 of the entries by line, by line and title, and the share of right dates."""
    document = parser.parse((folder / truth["file"]).read_bytes())
    checked = [day for day in truth["days"] if day.get("entries_checked", True)]
    wanted = {(e["line"], " ".join(e["title"].split())) for day in checked for e in day["entries"]}
    lines = {day["line"] for day in checked} if truth["partial"] else None
    found = _entries(document, lines)
    by_line = _f1({line for line, _ in found}, {line for line, _ in wanted})
    return by_line, _f1(found, wanted), _share_of_dates(document, truth)


def _entries(document: Document, lines: set[int] | None) -> Found:
    """Return line and title of the entries of the days in ``lines``, of all days for None."""
    return {
        (document.line_at(entry.span.start), " ".join(document.title(entry).split()))
        for day in document.days
        if lines is None or document.line_at(day.marker.start) in lines
        for entry in document.entries[day.first_entry : day.stop_entry]
    }


def _share_of_dates(document: Document, truth: dict[str, Any]) -> float:
    """Return how many of the days that both know have the date they should."""
    found = {document.line_at(day.marker.start): day.date for day in document.days}
    right = [
        (date.iso() if date else None) == (day["date"] or day.get("month"))
        for day in truth["days"]
        if (day["date"] or day.get("month")) and day["line"] in found
        for date in [found[day["line"]]]
    ]
    return sum(right) / len(right) if right else 1.0


def _f1(found: AbstractSet[object], wanted: AbstractSet[object]) -> float:
    return 2 * len(found & wanted) / (len(found) + len(wanted))
