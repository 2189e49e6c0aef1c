"""What belongs together in a log, on the screen: known in the background, gone after with keys."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from textual import on
from textual.message import Message
from textual.reactive import reactive

from logtui.tui.log_screen import LogScreen
from logtui.tui.search_bar import SearchBar

if TYPE_CHECKING:
    from logtui.document.model import Document
    from logtui.tui.relations import Relater, Relations
    from logtui.tui.view import View
    from logtui.tui.walking import Place, Walker


class WalkingScreen(LogScreen):
    """Keeps the relations between the entries of the log, and goes from one to another."""

    relations: reactive[Relations | None] = reactive(None)
    """Threads and references of a document: the one shown, or one that was shown before."""

    class Related(Message):
        """The relations of a document are known.

        Attributes:
            relations: What they are.
        """

        def __init__(self, relations: Relations) -> None:
            super().__init__()
            self.relations = relations

    _returning: Place | None = None

    def on_unmount(self) -> None:
        """End the search for relations."""
        if "_relater" in self.__dict__:
            self._relater.stop()

    def indexed(self, document: Document) -> None:
        """Find the relations of ``document``, now that searching no longer waits for anything."""
        self._relater.use(document)

    @cached_property
    def _relater(self) -> Relater:
        from logtui.tui.relations import Relater

        return Relater(lambda relations: self.post_message(self.Related(relations)), self._courtesy)

    @cached_property
    def _walker(self) -> Walker:
        from logtui.tui.walking import Walker

        return Walker(self)

    @on(Related)
    def _take_relations(self, message: Related) -> None:
        self.relations = message.relations

    def show_entry(self, entry: int) -> None:
        """Select ``entry``, also where the dates or the search shown have to be left for that."""
        if self.view is not None and self.view.position_of(entry) is not None:
            self.selected = entry
        else:
            self.query_one(SearchBar).clear()
            self._show_scope((), entry)

    def show_place(self, place: Place) -> None:
        """Show what was shown at ``place``."""
        bar = self.query_one(SearchBar)
        self._returning = place if place.query else None
        bar.put(place.query)
        self._show_scope(place.scope, place.entry)

    def watch_view(self, view: View | None) -> None:
        """Select what was selected when a search that is returned to was left."""
        place = self._returning
        if place is None or view is None or view.answer is None:
            return
        if view.answer.question.query == place.query and view.answer.complete:
            self._returning = None
            if view.position_of(place.entry) is not None:
                self.selected = place.entry

    # Keys

    def action_thread_previous(self) -> None:
        """Go to the entry before that has the same link."""
        self._walker.step(-1)

    def action_thread_next(self) -> None:
        """Go to the next later entry that has the same link."""
        self._walker.step(1)

    def action_follow(self) -> None:
        """Follow a reference in the entry."""
        self._walker.follow()

    def action_follow_reference(self, number: int) -> None:
        """Follow the reference that was clicked."""
        self._walker.follow_reference(number)

    def action_go(self, entry: int) -> None:
        """Go to the entry that was clicked."""
        self._walker.go(entry)

    def action_return(self) -> None:
        """Return to where one came from."""
        self._walker.back()
