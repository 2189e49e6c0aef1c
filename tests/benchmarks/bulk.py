# ruff: noqa: T201 - standard output carries the figures
"""How long it takes to change all entries of a log at once, with one save.

Run by hand, on a quiet machine:

    python tests/benchmarks/bulk.py [ENTRIES]

There are 10,000 unless ENTRIES says otherwise. CPU seconds of this process are printed, and what
they are per entry in a log of half that size: the two are alike where the time grows evenly.
"""

from __future__ import annotations

import datetime
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from logtui.document.bulk.bulk_operations import ChangeEntries, DeleteEntries, EntriesOperation
from logtui.document.bulk.changes import EntryChange, Replacement
from logtui.document.dates.partial import PartialDate
from logtui.document.editing.entry_ref import EntryRef
from logtui.session import Session
from logtui.system.pattern_replacement import PatternReplacement
from support.made_logs import made_log

ENTRIES = 10_000
CHANGES = {
    "kind": EntryChange(kind="🧪"),
    "date": EntryChange(date=PartialDate(2024, 9, 25)),
    "new day": EntryChange(date=PartialDate(2019, 2, 23)),
    "replace in title": EntryChange(replacement=Replacement("e", "é", "title")),
    "replace in link": EntryChange(replacement=Replacement("https:", "http:", "link")),
    "pattern in notes": EntryChange(replacement=PatternReplacement("^- t", "- T", "notes")),
    "tag": EntryChange(tags_added=("read",)),
    "delete": None,
    "delete a third": None,
}


def seconds(name: str, count: int) -> float:
    """Return the CPU seconds that the change ``name`` of a log of ``count`` entries takes."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder, "log.md")
        log.write_text(made_log(count), encoding="utf-8")
        session = Session.open_whole(log)
        document, change = session.document, CHANGES[name]
        entries = document.entries[::3] if name.endswith("third") else document.entries
        started = time.process_time()
        refs = [EntryRef.of(document, entry) for entry in entries]
        today = datetime.date(2024, 9, 30)
        operation: EntriesOperation = (
            ChangeEntries(refs, change, today) if change else DeleteEntries(refs)
        )
        session.commit(operation)
        return time.process_time() - started


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ENTRIES
    for name in CHANGES:
        whole, half = seconds(name, count), seconds(name, count // 2)
        print(
            f"{name:17} {whole:6.2f} s; an entry {1e6 * whole / count:4.0f} µs,"
            f" in half the log {1e6 * half / (count // 2):4.0f} µs"
        )
