"""What is shown of a log and what is selected: the state of the screen and how it changes."""

from __future__ import annotations

import threading
from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING

from textual import on
from textual.message import Message
from textual.reactive import reactive
from textual.screen import Screen

from logtui.errors import LogtuiError
from logtui.tui.drawing.labels import display_text
from logtui.tui.drawing.toasts import replace_toast
from logtui.tui.idle import KeyActivity
from logtui.tui.panes.bars import TopBar
from logtui.tui.panes.date_pane import DatePane
from logtui.tui.panes.entry_detail import EntryDetail
from logtui.tui.panes.entry_list import EntryList
from logtui.tui.panes.search_bar import SearchBar
from logtui.tui.selection import newest_entry, same_entry
from logtui.tui.view import Scope, View, build_scopes, find_scope

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel

    from logtui.config.settings import Config
    from logtui.document.model import Document
    from logtui.session import Receipt, Session
    from logtui.tui.background.follower import FileFollower
    from logtui.tui.background.searcher import SearchAnswer, Searcher
    from logtui.tui.background.typed_texts import UnsavedText
    from logtui.tui.host import Answer


class LogScreen(Screen[None]):
    """Keeps the view and the selection of one log, and what they follow from.

    Where the panes stand and which keys there are is said by the class made of this one.
    """

    view: reactive[View | None] = reactive(None, always_update=True)
    """What the list shows."""
    selected: reactive[int | None] = reactive(None)
    """Index in ``Document.entries`` of the entry shown in the detail."""
    root_scope: reactive[Scope | None] = reactive(None)
    """The scopes of the document shown."""

    class Found(Message):
        """A search has an answer.

        Attributes:
            answer: What was found.
        """

        def __init__(self, answer: SearchAnswer) -> None:
            super().__init__()
            self.answer = answer

    def __init__(self, session: Session, config: Config | None = None) -> None:
        super().__init__()
        self._session = session
        self._config = config
        self._document = session.document
        self._scope = self.build_scopes(session.document)
        self._courtesy = KeyActivity()
        self._receipt = ""

    @cached_property
    def searcher(self) -> Searcher:
        """What searches; it is not needed for the first frame."""
        from logtui.tui.background.searcher import Searcher

        return Searcher(
            lambda answer: self.post_message(self.Found(answer)), self.indexed, self._courtesy
        )

    @cached_property
    def _following(self) -> FileFollower:
        """What comes of the file beside the screen; it has the whole log to wait for."""
        from logtui.tui.background.follower import FileFollower

        return FileFollower(self, self._session)

    @property
    def document(self) -> Document:
        """The log that is shown."""
        return self._document

    def on_unmount(self) -> None:
        """End what goes on beside the screen for good."""
        self.searcher.stop()
        self._leave()
        if self._followed:
            self._following.stop()

    # What others may ask

    def build_scopes(self, document: Document) -> Scope:
        """Return the root of the scopes of ``document``, its dates as the settings say.

        May run in any thread.
        """
        return build_scopes(document, self._config.dates if self._config else "iso")

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Show ``message`` as plain text, made safe for the terminal."""
        super().notify(
            display_text(message), title=title, severity=severity, timeout=timeout, markup=markup
        )

    def show_error(self, error: Exception) -> None:
        """Show ``error`` as a message."""
        self.notify(str(error), severity="error", timeout=15)

    async def ask(self, dialog: Screen[Answer]) -> Answer | None:
        """Show ``dialog`` and return what it closes with; only a worker can wait for that."""
        return await self.app.push_screen_wait(dialog)

    # Documents

    def indexed(self, document: Document) -> None:
        """Take note, in a thread of its own, that all of ``document`` can be searched."""

    def offer_unsaved_texts(self, found: list[UnsavedText]) -> None:
        """Offer texts that were typed in an earlier run and are not in the log."""

    def _load(self) -> None:
        """Have the whole log read and parsed while what there is stays on the screen."""
        self.show_state("busy", "loading")
        # No worker: quitting waits for those, and there is nothing here worth waiting for.
        threading.Thread(target=self._read_log, name="loader", daemon=True).start()

    def _read_log(self) -> None:
        partial = not self._session.is_complete
        try:
            document = self._session.reload()
        except LogtuiError as error:
            self.call_later(self._fail, error)
            return
        document.line_at(0)  # counts the lines, here where nobody waits for it
        self.call_later(self._reloaded, document, self.build_scopes(document), first=partial)

    def _reloaded(self, document: Document, root: Scope, *, first: bool) -> None:
        """Show a newly read document; the selected entry stays where it still exists.

        Args:
            document: The log.
            root: Its scopes.
            first: Whether only the head of the log was known so far; then the newest entry of
                the whole is selected, unless the user has moved already.
        """
        selected = newest_entry(document)
        if self.selected is not None and not (
            first and self.selected == newest_entry(self._document)
        ):
            selected = same_entry(self._document, self.selected, document)
        self.take_over(document, root, selected)

    def take_over(self, document: Document, root: Scope, selected: int | None) -> None:
        """Show ``document`` from now on, with the entry ``selected``."""
        if self._document is self._session.document is not document:
            return  # newer already: a write and a reload have overtaken one another
        self._document = document
        self._scope = find_scope(root, self._scope.key) or root
        self.root_scope = root
        self._look(selected)
        if self._session.is_complete:
            # Not before the first frame; the head alone is not worth an index.
            self.call_after_refresh(lambda: self.searcher.use(document))
            self.call_after_refresh(self._follow, document)
            self.show_state("good", "saved")
        else:
            self.show_state("busy", "loading")

    def _follow(self, document: Document) -> None:
        """See what there is about ``document``, all of it, beside what it says."""
        first = not self._followed
        self._following.follow_document(document)
        if first:
            self.refresh_bindings()  # the keys that write had to wait for the whole log
            self._come_back()
            self._tell_problems()

    @property
    def _followed(self) -> bool:
        """Whether the whole log has been shown."""
        return "_following" in self.__dict__

    def _tell_problems(self) -> None:
        """Say what of the configuration file could not be used."""
        problems = self._config.problems if self._config else ()
        if problems:
            from logtui.tui.drawing.labels import problem_lines

            # Safe to show already, with a line for each.
            self.app.notify(problem_lines(problems), severity="warning", markup=False, timeout=20)

    def show_receipt(self, receipt: Receipt, root: Scope) -> None:
        """Show what a change did, and the log after it with the entry that was written."""
        before, document = self._document.text, receipt.document
        lines = range(receipt.line, receipt.line + max(receipt.added, 1))
        touched = [entry for line in lines if (entry := document.entry_at_line(line))]
        # Lines beside a new entry may differ too, such as one that was the last without an end.
        new = [entry for entry in touched if entry.span.of(document.text).strip() not in before]
        moved = not new and len(document.entries) == len(self._document.entries)
        entry = None if moved else next(iter(new or touched), None)
        selected = self.selected
        if moved:
            selected = same_entry(self._document, selected, document)
        elif entry is not None:
            selected = bisect_left(document.entries, entry.span, key=lambda other: other.span)
        elif selected is not None:
            selected = min(selected, len(document.entries) - 1)
        self.take_over(document, root, selected)
        self._following.note_file_written()
        earlier, self._receipt = self._receipt, display_text(str(receipt))
        replace_toast(self.app, earlier, self._receipt)
        for warning in receipt.warnings:
            self.notify(display_text(warning), severity="warning", markup=False, timeout=15)

    def _come_back(self) -> None:
        """Go to where the reader was, unless somewhere has been gone to already."""
        from logtui.tui.selection import remembered_position, welcome_message

        left = remembered_position(self._session.path, self._document)
        if left is None:
            self.notify(welcome_message(self.app), title="New here?", markup=False, timeout=10)
        elif self.selected == newest_entry(self._document) and not self._scope.key:
            self._show_scope(*left)

    def _leave(self) -> None:
        """Remember where the reader is, if the log was ever shown as a whole."""
        if self._followed:
            from logtui.tui.selection import remember_position

            remember_position(self._session.path, self._document, self._scope, self.selected)

    # Views

    def _show_scope(self, key: tuple[int | str, ...], selected: int | None) -> None:
        """Show the dates called ``key``, where the log has them, with the entry ``selected``."""
        root = self.root_scope or self._scope
        self._scope = find_scope(root, key) or root
        self.query_one(DatePane).show_scope(self._scope.key)
        self._look(self.selected if selected is None else selected)

    def _look(self, selected: int | None) -> None:
        """Show the entries of the scope, or have the query looked for among them.

        Args:
            selected: The entry to select, an index in the entries of the document.
        """
        view = View.of_scope(self._document, self._scope)
        query = self.query_one(SearchBar).query_text
        if query.strip():
            from logtui.tui.background.searcher import SearchQuestion

            # What is shown stays until the answer comes.
            among = frozenset(view.entries) if self._scope.key else None
            self.searcher.ask(SearchQuestion(self._document, query, among))
        else:
            if self.view is not None:
                self.searcher.ask(None)
            self._show(view, selected)

    def _show(self, view: View, selected: int | None) -> None:
        """Show ``view``; where it lacks the entry ``selected``, its first one is selected."""
        if selected is None or view.position_of(selected) is None:
            selected = view.entries[0] if view.entries else None
        # The selection first and silently: the panes then lay out once, for the right entry.
        for node in (self, self.query_one(EntryList), self.query_one(EntryDetail)):
            node.set_reactive(type(node).selected, selected)
        self.view = view._replace(dates=self._config.dates) if self._config else view
        self.query_one(TopBar).scope = self._scope.title
        found = len(view.entries) if view.answer else self._scope.size
        self.query_one(SearchBar).show_count(found, len(view.document.entries))
        self._count()

    @on(Found)
    def _show_answer(self, message: Found) -> None:
        answer, bar = message.answer, self.query_one(SearchBar)
        if answer.question.document is not self._document:
            return
        if answer.question.query != bar.query_text:
            return
        selected = None
        before = self.view.answer if self.view else None
        if before is not None and before.question.query == answer.question.query:
            selected = same_entry(before.question.document, self.selected, self._document)
        if answer.result.query.begun:
            self._show(View.of_scope(self._document, self._scope), self.selected)
        else:
            self._show(View.of_answer(answer, self._scope), selected)
        bar.show_completion(answer.completions)
        if answer.result.problem:
            bar.show_problem(answer.result.problem)

    def _count(self) -> None:
        view = self.view
        detail = self.query_one(EntryDetail)
        if view is None or self.selected is None:
            detail.border_subtitle = ""
            return
        detail.border_subtitle = f"{self.selected + 1} of {len(view.document.entries)}"

    def watch_selected(self) -> None:
        """Number the entry that is shown."""
        self._courtesy.touch()
        self._count()

    def show_state(self, level: str, words: str) -> None:
        """Show how the file stands: ``good``, ``busy`` or ``bad``, in two or three words."""
        self.query_one(TopBar).state = (level, words)

    def _fail(self, error: LogtuiError) -> None:
        self.show_state("bad", "not read")
        self.show_error(error)
