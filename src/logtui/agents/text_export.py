"""Entries as text for an agent, and what is not known of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.export.citing.bibliography import Bibliography
from logtui.export.citing.works import works_of
from logtui.export.formats import ExportOptions, entries_text, works_text
from logtui.records import RecordStore

if TYPE_CHECKING:
    from collections.abc import Sequence

    from logtui.agents.log_reading import ExportFormat
    from logtui.document.model import Document, Entry


def exported_text(
    document: Document, visible: Sequence[Entry], entries: Sequence[Entry], name: ExportFormat
) -> tuple[str, list[str]]:
    """Return ``entries`` in the format ``name``, and the keys of works without known authors.

    Args:
        document: The log.
        visible: All its entries that may leave it, which citation keys depend on.
        entries: Some of them.
        name: The format.
    """
    match name:
        case "markdown" | "digest":
            return entries_text(document, entries, name, ExportOptions()), []
        case _:
            all_works = works_of(document, visible)
            records = RecordStore().records(all_works)
            works = Bibliography(all_works, records).of_entries(entries)
            text = works_text(document, works, name, ExportOptions())
            return text, [f"{work.key}: authors" for work in works if work.record is None]
