"""What the threads may ask of the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from logtui.tui.host import Host

if TYPE_CHECKING:
    from logtui.tui.background.log_threads import LogThreads
    from logtui.tui.background.typed_texts import UnsavedText
    from logtui.tui.drawing.search_answers import SearchAnswer
    from logtui.tui.log_relations import Relations


class BackgroundHost(Host, Protocol):
    """The same for the threads, which call all but ``call_later`` by means of it."""

    @property
    def threads(self) -> LogThreads:
        """What works for the log in the background."""

    def show_state(self, level: str, label: str) -> None:
        """Show how the file stands: ``good``, ``busy`` or ``bad``, in two or three words."""

    def show_answer(self, answer: SearchAnswer) -> None:
        """Show what a search found, unless something else is looked for by now."""

    def show_relations(self, relations: Relations) -> None:
        """Show threads and references of the log, or of one that was shown before."""

    def offer_unsaved_texts(self, texts: list[UnsavedText]) -> None:
        """Offer texts of an earlier run that are not in the log; may run in any thread."""
