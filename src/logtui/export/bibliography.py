"""The bibliography of a log: its works with their keys, and those of some entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.export.citation_keys import assign_keys
from logtui.export.works import unlinked_works, works_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from logtui.document.model import Document, Entry
    from logtui.export.bib_file import BibFile
    from logtui.export.citation_keys import KeyStyle
    from logtui.export.works import PaperRecords, Work


class Bibliography:
    """All works of a log with their citation keys, whichever of them are wanted.

    Attributes:
        works: The works, the one that was read first before the others.
        document: The log.
    """

    def __init__(
        self,
        document: Document,
        records: PaperRecords | None = None,
        style: KeyStyle = "auth-year-word",
        bib_file: BibFile | None = None,
    ) -> None:
        """Find the works of ``document`` and give each its key.

        Args:
            document: The log.
            records: What is known of papers.
            style: How keys are made.
            bib_file: A bibliography whose keys its works keep.
        """
        self.document = document
        linked = works_of(document, records or {})
        known = bib_file.keys_of(linked) if bib_file else {}
        # Those without a link come last, so that they take no key from the others.
        self.works = assign_keys(
            [*linked, *unlinked_works(document)], style, known, bib_file.keys if bib_file else ()
        )

    def of_entries(self, entries: Iterable[Entry], *, with_unlinked: bool = False) -> list[Work]:
        """Return the works of ``entries`` in the order of the log.

        Args:
            entries: Entries of the log.
            with_unlinked: Whether entries without a link count, too.
        """
        starts = {entry.span.start for entry in entries}
        works = [
            work
            for work in self.works
            if (work.url or with_unlinked)
            and any(entry.span.start in starts for entry in work.entries)
        ]
        return sorted(works, key=lambda work: work.entries[0].span.start)
