"""The bibliography of a log: its works with their keys, and those of some entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.export.citing.citation_keys import KEY_STYLES, assign_keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from logtui.document.model import Entry
    from logtui.export.citing.bib_file import BibFile
    from logtui.export.citing.citation_keys import KeyStyle
    from logtui.export.citing.works import PaperRecords, Work


class Bibliography:
    """All works of a log with their citation keys, whichever of them are wanted.

    Attributes:
        works: The works, the one that was read first before the others.
    """

    def __init__(
        self,
        works: Sequence[Work],
        records: PaperRecords,
        style: KeyStyle = KEY_STYLES[0],
        bib_file: BibFile | None = None,
    ) -> None:
        """Give each of ``works`` its key.

        Args:
            works: All works of a log but for those that nobody may see, whichever are wanted: keys
                do not depend on what is asked for. Those without a link come last, so that they
                take no key from the others.
            records: What is known of papers.
            style: How keys are made.
            bib_file: A bibliography whose keys its works keep.
        """
        described = [work.with_record(records.get(work.identity)) for work in works]
        known = bib_file.keys_of(described) if bib_file else {}
        self.works = assign_keys(described, style, known, bib_file.keys if bib_file else ())

    def of_entries(self, entries: Iterable[Entry]) -> list[Work]:
        """Return the works of ``entries``, with no entries but these, in the order of the log."""
        starts = {entry.span.start for entry in entries}
        works = []
        for work in self.works:
            wanted = tuple(entry for entry in work.entries if entry.span.start in starts)
            if wanted:
                works.append((work.entries[0].span.start, work._replace(entries=wanted)))
        return [work for _, work in sorted(works, key=lambda pair: pair[0])]
