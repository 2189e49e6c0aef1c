"""The bibliography of a log: its works with their keys, and those of some entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.export.citing.citation_keys import KEY_STYLES, assign_keys
from logtui.export.citing.works import unlinked_works, works_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from logtui.document.model import Document, Entry
    from logtui.export.citing.bib_file import BibFile
    from logtui.export.citing.citation_keys import KeyStyle
    from logtui.export.citing.works import PaperRecords, Work


class Bibliography:
    """All works of a log with their citation keys, whichever of them are wanted.

    Attributes:
        works: The works, the one that was read first before the others.
        document: The log.
    """

    def __init__(
        self,
        document: Document,
        entries: Sequence[Entry],
        records: PaperRecords | None = None,
        style: KeyStyle = KEY_STYLES[0],
        bib_file: BibFile | None = None,
    ) -> None:
        """Find the works of ``entries`` and give each its key.

        Args:
            document: The log.
            entries: All its entries but for those that nobody may see, whichever are wanted: keys
                do not depend on what is asked for.
            records: What is known of papers.
            style: How keys are made.
            bib_file: A bibliography whose keys its works keep.
        """
        self.document = document
        linked = works_of(document, entries, records or {})
        known = bib_file.keys_of(linked) if bib_file else {}
        taken = bib_file.keys if bib_file else ()
        # Those without a link come last, so that they take no key from the others.
        works = [*linked, *unlinked_works(document, entries)]
        self.works = assign_keys(works, style, known, taken)

    def of_entries(self, entries: Iterable[Entry], *, with_unlinked: bool = False) -> list[Work]:
        """Return the works of ``entries``, with no entries but these, in the order of the log.

        Args:
            entries: Entries of the log.
            with_unlinked: Whether entries without a link count, too.
        """
        starts = {entry.span.start for entry in entries}
        works = []
        for work in self.works:
            wanted = tuple(entry for entry in work.entries if entry.span.start in starts)
            if wanted and (work.url or with_unlinked):
                works.append((work.entries[0].span.start, work._replace(entries=wanted)))
        return [work for _, work in sorted(works, key=lambda pair: pair[0])]
