"""What can be done with a log and its entries: the actions that write and take out."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from logtui.tui.selection import same_entry
from logtui.tui.walking_screen import WalkingScreen

if TYPE_CHECKING:
    from logtui.document.model import Document, Entry
    from logtui.tui.linker import Linker
    from logtui.tui.offers import Offer
    from logtui.tui.settling import Settler
    from logtui.tui.writer import Writer


class ActionScreen(WalkingScreen):
    """Hands each action to what does it, which is not needed for the first frame."""

    def on_unmount(self) -> None:
        """Keep what is typed in a form that is still open."""
        self.close_drafts()

    @cached_property
    def _writer(self) -> Writer:
        """What writes, with what the form for a new entry can tell of a link."""
        from logtui.tui.known_link import Aids, Known, known
        from logtui.tui.writer import Writer

        def find(url: str) -> Known | None:
            return known(self.relations, url) if self.relations else None

        def go(found: Known) -> None:
            entry = same_entry(found.document, found.entry, self.document)
            if entry is not None:
                self._walker.go(entry)

        fetches = self._config is not None and self._config.fetch.automatic
        return Writer(self, self._session, self._written, self.scoped, Aids(find, go, fetches))

    @cached_property
    def _settler(self) -> Settler:
        """What settles conflicts."""
        from logtui.tui.settling import Settler

        return Settler(self, self._session, self._writer.commits, self._writer.conflict_drafts)

    @cached_property
    def _linker(self) -> Linker:
        """What takes things out of the log."""
        from logtui.tui.linker import Linker

        return Linker(self, self._session.path)

    @property
    def _current(self) -> tuple[Document, Entry] | None:
        """The selected entry and the document that it stands in."""
        if self.view is None or self.selected is None:
            return None
        return self.view.document, self.view.document.entries[self.selected]

    # Drafts

    def offer_drafts(self, found: list[Offer]) -> None:
        """Offer texts that were typed in an earlier run and are not in the log."""
        from logtui.tui.resuming import Resuming

        Resuming(self, self._session, self._writer, found).offer()

    def keep_drafts(self) -> list[dict[str, str]]:
        """Bring what is typed to the state directory, and return what it does not take."""
        if "_writer" not in self.__dict__:
            return []
        self._writer.keep_typed()
        return self._writer.keeper.flush()

    def close_drafts(self) -> None:
        """Bring what was handed in to the state directory; the screens may be gone already."""
        if "_writer" in self.__dict__:
            self._writer.keeper.close()

    # Keys

    def action_add(self) -> None:
        """Add an entry."""
        if self._following.may_write():
            self._writer.add(self._document)

    def action_edit(self) -> None:
        """Edit the selected entry here."""
        if self._current and self._following.may_write():
            self._writer.edit(*self._current)

    def action_edit_outside(self) -> None:
        """Edit the selected entry in the user's editor."""
        if self._current and self._following.may_write():
            self._writer.edit_outside(*self._current)

    def action_delete(self) -> None:
        """Delete the selected entry, after a question."""
        if self._current and self._following.may_write():
            self._writer.delete(*self._current)

    def action_undo(self) -> None:
        """Take back the last write."""
        if self._following.may_write():
            self._writer.undo()

    def action_redo(self) -> None:
        """Make the write again that was last taken back."""
        if self._following.may_write():
            self._writer.redo()

    def action_settle(self) -> None:
        """Settle a conflict that is marked in the log, or merge a conflict copy beside it."""
        if self._following.may_write():
            self._settler.settle()

    def action_copy(self) -> None:
        """Copy the link of the selected entry."""
        if self._current:
            self._linker.copy(*self._current)

    def action_copy_part(self) -> None:
        """Choose what to copy of the selected entry."""
        if self._current:
            self._linker.copy_menu(*self._current)

    def action_open(self) -> None:
        """Open the link of the selected entry."""
        if self._current:
            self._linker.open(*self._current)
