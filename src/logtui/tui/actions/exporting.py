"""Files made of entries that are marked or shown, and what servers tell of papers among them."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from logtui.document.text.wording import counted_noun
from logtui.errors import LogtuiError, error_reason
from logtui.export.citing.bibliography import Bibliography
from logtui.export.citing.works import works_of
from logtui.export.formats import (
    ENTRY_FORMATS,
    FORMATS_BY_SUFFIX,
    WORK_FORMATS,
    EntryFormat,
    ExportOptions,
    WorkFormat,
    entries_text,
    works_text,
)
from logtui.privacy import visible_entries
from logtui.record_requests import fetch_records
from logtui.records import RecordStore, wanted_works
from logtui.search.periods import users_today
from logtui.storage.files import write_new_file
from logtui.tui.dialogs.choice import ChoiceDialog, ChoiceRow

if TYPE_CHECKING:
    from logtui.document.model import Document, Entry
    from logtui.session import Session
    from logtui.tui.host import Host

_DESCRIPTIONS: dict[WorkFormat | EntryFormat, tuple[str, str]] = {
    "bibtex": ("b", "a bibliography for BibTeX"),
    "biblatex": ("B", "a bibliography for biblatex"),
    "csl": ("c", "CSL-JSON, for pandoc and Zotero"),
    "ris": ("r", "RIS, for reference managers"),
    "text": ("t", "a list of references"),
    "markdown": ("m", "a log of its own"),
    "digest": ("d", "a mail to others"),
    "html": ("h", "one page with a filter"),
    "atom": ("a", "a feed"),
    "netscape": ("n", "bookmarks for browsers"),
    "csv": ("s", "a table"),
    "jsonl": ("l", "an object on each line"),
}
_OTHER_SUFFIXES = {"biblatex": ".bib", "digest": ".md", "netscape": ".html"}
_MAX_FILES = 1000


class ExportActions:
    """Writes new files next to the log, and asks for records; both take place in threads."""

    def __init__(self, host: Host, session: Session) -> None:
        """Make the actions of a screen.

        Args:
            host: The screen that shows the log.
            session: The log.
        """
        self._host = host
        self._session = session

    @property
    def _chosen(self) -> str:
        """Which entries it is about: the ``marked`` ones, else the ``shown`` ones."""
        if self._host.marks.entries:
            return "marked"
        view = self._host.view
        return "shown, partly matching" if view and view.missing else "shown"

    async def export_entries(self) -> None:
        """Let a format be chosen, and write the marked entries, else the shown ones, to a new file.

        Raises:
            LogtuiError: It cannot be written.
        """
        formats = (*WORK_FORMATS, *ENTRY_FORMATS)
        rows = [ChoiceRow(_DESCRIPTIONS[name][0], name, _DESCRIPTIONS[name][1]) for name in formats]
        chosen = await self._host.ask(ChoiceDialog(f"Export the {self._chosen} entries", rows))
        if chosen is None:
            return
        document, entries = self._chosen_entries()
        path = await asyncio.to_thread(
            export_to_new_file, document, entries, formats[chosen], self._session.path
        )
        count = counted_noun(len(entries), "entry")
        self._host.report(f"exported {count} to", path.name, ", next to the log")

    async def fetch_papers(self) -> None:
        """Ask arXiv and doi.org about the marked papers, else the shown ones, and keep the answers.

        Raises:
            LogtuiError: It cannot be kept.
        """
        document, entries = self._chosen_entries()
        store, today = RecordStore(), users_today()
        works = wanted_works(store, works_of(document, entries), today)
        papers = counted_noun(len(works), "paper")
        self._host.report(f"asking about {papers} …" if works else "nothing to ask for")
        problems = await fetch_records(store, works, today) if works else []
        if problems:
            raise LogtuiError("; ".join(problems[:3]))
        if works:
            self._host.report(f"fetched authors and dates of {papers}")

    def _chosen_entries(self) -> tuple[Document, list[Entry]]:
        view, marks = self._host.view, self._host.marks
        document, numbers = marks.document, marks.entries
        if view is not None and not numbers:
            document, numbers = view.document, frozenset(view.entries)
        return document, [document.entries[number] for number in sorted(numbers)]


def export_to_new_file(
    document: Document, entries: list[Entry], name: WorkFormat | EntryFormat, log: Path
) -> Path:
    """Write those of ``entries`` that are not private to a new file next to ``log``; return it.

    Raises:
        LogtuiError: It cannot be written.
    """
    visible = visible_entries(document)
    shown = set(entries).intersection(visible)
    wanted = [entry for entry in visible if entry in shown]
    match name:
        case "bibtex" | "biblatex" | "csl" | "ris" | "text":
            works = works_of(document, visible)
            works = Bibliography(works, RecordStore().records(works)).of_entries(wanted)
            text = works_text(document, works, name, ExportOptions())
        case _:
            text = entries_text(document, wanted, name, ExportOptions())
    suffixes = {known: suffix for suffix, known in reversed(FORMATS_BY_SUFFIX.items())}
    suffix = suffixes.get(name) or _OTHER_SUFFIXES[name]
    for number in range(1, _MAX_FILES):
        mark = f"-{number}" if number > 1 else ""
        path = log.with_name(f"{log.stem}-{name}{mark}{suffix}")
        try:
            write_new_file(path, text.encode(), mode=0o666)
        except FileExistsError:
            continue
        except OSError as error:
            raise LogtuiError(f"{path} cannot be written: {error_reason(error)}") from error
        return path
    raise LogtuiError(f"{log.parent} has a thousand exports already; delete some of them")
