"""What a form asks of whoever opened it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

    from logtui.config.settings import DateFormat
    from logtui.document.bulk.bulk_operations import EntriesOperation
    from logtui.document.editing.draft import WayToFinish
    from logtui.document.editing.operations import Operation
    from logtui.document.model import Document, Entry
    from logtui.tui.background.typed_texts import FieldTexts


OperationMaker: TypeAlias = "Callable[[], EntriesOperation]"
"""Makes what changes many entries, which takes a while; called in a thread."""


class KnownEntry(NamedTuple):
    """The latest entry with a link.

    Attributes:
        document: The log that it stands in.
        entry: Index in ``document.entries``.
        day: What its day is called, safe to show.
        title: Its title, to be typed again.
        symbol: The symbol of its kind; empty without one.
    """

    document: Document
    entry: int
    day: str
    title: str
    symbol: str


class EntryWriter(Protocol):
    """Writes what is typed into the log, and keeps it until then."""

    @property
    def fetches_titles(self) -> bool:
        """Whether the title of a pasted link is fetched without a key."""

    @property
    def way_to_finish(self) -> WayToFinish | None:
        """What becomes of an entry that is done; None for what the log does."""

    @property
    def dates(self) -> DateFormat:
        """How dates are shown."""

    def report(self, message: str) -> None:
        """Say in the status line what was done."""

    async def save(self, operation: Operation, text_name: str) -> None:
        """Do ``operation``, and drop the text kept as ``text_name`` as soon as it is done.

        Raises:
            LogtuiError: Nothing is written.
        """

    async def do_to_all(self, make_operation: OperationMaker) -> None:
        """Do what ``make_operation`` returns, called in a thread; name the entries that it leaves.

        Raises:
            LogtuiError: Nothing is written.
        """

    def find_fields(self, text_name: str) -> FieldTexts | None:
        """Return what is kept as ``text_name``; None where nothing is."""

    def keep_fields(self, text_name: str, start: FieldTexts, fields: FieldTexts) -> None:
        """Keep ``fields`` as ``text_name``; where they are as at the ``start``, nothing."""

    def drop_fields(self, text_name: str) -> None:
        """Forget what is kept as ``text_name``."""

    def known_entry(self, url: str) -> KnownEntry | None:
        """Return the latest entry with the link ``url``; None where none is known."""

    def go_to_known_entry(self, known: KnownEntry) -> None:
        """Go to ``known``, where it still stands in the log."""

    def edit_raw(
        self, document: Document, entry: Entry, text_name: str = "", lines: str | None = None
    ) -> object:
        """Open the form with the lines of ``entry``.

        Args:
            document: The log.
            entry: The entry.
            text_name: The kept text to go on with; empty for the one of this very entry.
            lines: What stands there; left out, what is kept, else the lines as they are.
        """
