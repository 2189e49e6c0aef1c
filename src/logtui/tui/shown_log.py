"""What is shown of a log and what is selected, and how both change."""

from __future__ import annotations

from contextlib import ExitStack
from functools import cached_property
from typing import TYPE_CHECKING

from logtui.tui.bindings import key_display
from logtui.tui.drawing.labels import display_text
from logtui.tui.panes.bars import KeyBar, SearchBar, TopBar
from logtui.tui.panes.date_pane import DatePane
from logtui.tui.panes.entry_detail import EntryDetail
from logtui.tui.panes.entry_list import EntryList
from logtui.tui.view import (
    MarkedEntries,
    View,
    build_scopes,
    find_scope,
    newest_entry,
    searched_entries,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.notifications import SeverityLevel
    from textual.screen import Screen

    from logtui.config.settings import Config, DateFormat
    from logtui.document.model import Document
    from logtui.log_writes import Receipt
    from logtui.session import Session
    from logtui.tui.actions.log_actions import LogActions
    from logtui.tui.background.log_threads import LogThreads
    from logtui.tui.background.typed_texts import UnsavedText
    from logtui.tui.drawing.search_answers import SearchAnswer
    from logtui.tui.host import Answer, Location
    from logtui.tui.log_relations import Relations
    from logtui.tui.view import Scope

_WARNING_SECONDS = 15
"""Seconds for which a message of what went wrong stays."""


class ShownLog:
    """The log that a screen shows, and what of it: dates, entries, the selected one.

    Actions and threads have it as their ``BackgroundHost``.

    Attributes:
        app: The app that the screen belongs to.
        dates: How dates are shown.
        document: The log.
        root_scope: All its dates.
        scope: Those that are shown.
        view: What the list shows; None before the first frame.
        selected: Index in ``Document.entries`` of the selected entry; None where there is none.
        marks: The entries of the log that are marked.
        relations: Threads and references of the log or of an earlier one; None until known.
        filters: The user's saved filters: the name and the query of each.
    """

    def __init__(self, screen: Screen[None], session: Session, config: Config | None) -> None:
        """Make what is shown on ``screen`` of the log of ``session``.

        Args:
            screen: Has the panes.
            session: The log.
            config: The user's settings.
        """
        self._screen = screen
        self._session = session
        self._config = config
        self._exit_stack = ExitStack()
        self._is_used = False
        self._pending_location: Location | None = None
        self._pending_entry: int | None = None
        self._added_entry: int | None = None
        self.app = screen.app
        self.dates: DateFormat = config.dates if config else "iso"
        self.document = session.document
        self.root_scope = self.scope = self.build_scopes(self.document)
        self.view: View | None = None
        self.selected: int | None = None
        self.marks = MarkedEntries(self.document)
        self.relations: Relations | None = None
        self.filters: Mapping[str, str] = config.filters if config else {}

    def stop(self) -> None:
        """End for good what works for it; at the second call nothing is left to end."""
        self._exit_stack.close()

    @cached_property
    def actions(self) -> LogActions:
        """What is done with the log."""
        from logtui.tui.actions.log_actions import LogActions

        return LogActions(self, self._screen, self._session, self._config, self._exit_stack)

    @cached_property
    def threads(self) -> LogThreads:
        """What works for the log in the background."""
        from logtui.tui.background.log_threads import LogThreads

        return LogThreads(self, self._session, self._exit_stack)

    # The screen

    @property
    def is_active(self) -> bool:
        """Whether nothing is open above the screen."""
        return self._screen.is_active

    def report(self, before: str, title: str = "", after: str = "") -> None:
        """Say in the status line what was done, in the past tense; the arguments as of a Status."""
        from logtui.tui.drawing.status import Status

        self._screen.query_one(TopBar).report(Status(before, title, after))

    def warn(self, problem: str | Exception, *, severity: SeverityLevel = "warning") -> None:
        """Show ``problem``, made safe for the terminal: what went wrong or may do so."""
        self._screen.notify(
            display_text(str(problem)), severity=severity, timeout=_WARNING_SECONDS, markup=False
        )

    async def ask(self, dialog: Screen[Answer]) -> Answer | None:
        """Show ``dialog`` and return what it closes with; only a worker can wait for that."""
        from logtui.tui.dialogs.dialog import answer_to

        return await answer_to(self.app, dialog)

    def call_later(self, callback: Callable[..., object], *arguments: object) -> bool:
        """Have ``callback`` called in the thread of the screen; tell whether there is one."""
        return self._screen.call_later(callback, *arguments)

    def show_state(self, level: str, label: str) -> None:
        """Show how the file stands: ``good``, ``busy`` or ``bad``, in two or three words."""
        self._screen.query_one(TopBar).state = (level, label)

    # The document

    def build_scopes(self, document: Document) -> Scope:
        """Return the root of the scopes of ``document``; may run in any thread."""
        return build_scopes(document, self.dates)

    def take_over(self, document: Document, root: Scope, selected: int | None) -> None:
        """Show ``document``, whose scopes are below ``root``, with the entry ``selected``."""
        if self.document is self._session.document is not document:
            return  # newer already: a write and a reload have overtaken one another
        self.document = document
        if self.marks.entries:
            from logtui.tui.marked_entries import marks_after_change

            self.marks = marks_after_change(self.marks, document)
        else:
            self.marks = MarkedEntries(document)
        self.scope = find_scope(root, self.scope.key) or root
        self.root_scope = self._screen.query_one(DatePane).root_scope = root
        self.run_query(selected)
        if self._session.is_complete:
            # Not before the first frame; the head alone is not worth an index.
            self._screen.call_after_refresh(self._use, document)
            self.show_state("good", "saved")
        else:
            self.show_state("busy", "loading")

    def _use(self, document: Document) -> None:
        """Have threads work for ``document``; the first time, go to where the reader was."""
        self.threads.use(document)
        dates = self._screen.query_one(DatePane)
        if dates.filters:
            self.threads.searcher.count_filters(None, dates)
        if self._is_used:
            return
        from logtui.tui.selection import day_status, remember_position, remembered_position, welcome

        self._is_used = True
        self._screen.refresh_bindings()  # the keys that write had to wait for the whole log
        self._exit_stack.callback(remember_position, self._session.path, self)
        position = remembered_position(self._session.path, self.document)
        first_words = welcome(self.app) if position is None else None
        if position and self._config and self._config.start.on_this_day:
            first_words = day_status(self.document)
        if first_words:
            self._screen.query_one(TopBar).welcome(first_words)
        if position and self.selected == newest_entry(self.document) and not self.scope.key:
            self.show_scope(*position)
        if self._config and (self._config.problems or self.filters):
            from logtui.config.filters import filter_problems
            from logtui.tui.drawing.labels import problem_lines

            # Safe to show already, with a line for each.
            problems = problem_lines([*self._config.problems, *filter_problems(self._config)])
            if problems:
                self._screen.notify(problems, severity="warning", markup=False, timeout=20)

    def show_receipt(self, receipt: Receipt, root: Scope, taken: str) -> None:
        """Show what a change did and the log after it, whose scopes are below ``root``.

        ``taken`` is what was done to the change: ``undone`` or ``redone``, or nothing.
        """
        from logtui.tui.drawing.status import receipt_status
        from logtui.tui.selection import entry_after_change

        # What is shown may be older than the log while a search is under way.
        before = self.view or View.of_scope(self.document, self.scope)
        entry = entry_after_change(before, self.selected, receipt)
        if len(receipt.document.entries) > len(self.document.entries):
            self._added_entry = entry
        if self.marks.entries and receipt.document is self._session.document:
            from logtui.tui.marked_entries import marks_after_write

            self.marks = marks_after_write(self.marks, receipt)
        self.take_over(receipt.document, root, entry)
        self.threads.follower.note_file_written()
        way_back = "redo" if taken == "undone" else "undo"
        hint = f"{key_display(self.app, f'screen.{way_back}')} {way_back}es"
        self._screen.query_one(TopBar).report(receipt_status(receipt, hint, taken))
        for warning in receipt.warnings:
            self.warn(warning)

    def offer_unsaved_texts(self, texts: list[UnsavedText]) -> None:
        """Offer texts of an earlier run that are not in the log; may run in any thread."""
        self.actions.offer_unsaved_texts(texts)

    def show_relations(self, relations: Relations) -> None:
        """Show threads and references of the log, or of one that was shown before."""
        self.relations = self._screen.query_one(EntryDetail).relations = relations
        self._screen.query_one(KeyBar).note_selection(self)

    # Dates, entries, the selected one

    def select(self, entry: int) -> None:
        """Select ``entry``, which the list shows."""
        self.threads.key_activity.touch()
        self._pending_entry = None
        self.selected = entry
        self._screen.query_one(DatePane).selected_day = self.document.entries[entry].day
        for pane in (self._screen.query_one(EntryList), self._screen.query_one(EntryDetail)):
            pane.selected = entry
        self._screen.query_one(KeyBar).note_selection(self)

    def show_entry(self, entry: int) -> None:
        """Select ``entry``, also where the dates or the search shown have to be left for that."""
        if self.view is not None and self.view.position_of(entry) is not None:
            self.select(entry)
        else:
            self._screen.query_one(SearchBar).clear()
            self.show_scope((), entry)

    def go_to_entry(self, entry: int) -> None:
        """Show ``entry``, so that the key that returns leads back."""
        self.actions.navigator.go(entry)

    def show_location(self, location: Location) -> None:
        """Show the dates, the search and the entry of ``location``."""
        self._pending_location = location if location.query else None
        self._screen.query_one(SearchBar).set_query(location.query)
        self.show_scope(location.scope, location.entry)

    def show_scope(self, key: tuple[int | str, ...], selected: int | None) -> None:
        """Show the dates called ``key``, where the log has them, with the entry ``selected``."""
        self.scope = find_scope(self.root_scope, key) or self.root_scope
        self._screen.query_one(DatePane).show_scope(self.scope.key)
        self.run_query(self.selected if selected is None else selected)

    def narrow(self, scope: Scope) -> None:
        """Show ``scope``, which is highlighted among the dates."""
        if scope.key != self.scope.key:
            self.scope = scope
            self.run_query(self.selected)

    def run_query(self, selected: int | None) -> None:
        """Show the entries of the scope, or have the query looked for among them.

        Args:
            selected: The entry to select, an index in ``Document.entries``.
        """
        view = View.of_scope(self.document, self.scope)
        query = self._screen.query_one(SearchBar).query_text
        if query.strip():
            from logtui.tui.drawing.search_answers import SearchQuestion

            # What is shown stays until the answer comes.
            self._pending_entry = selected
            question = SearchQuestion(
                self.document, query, searched_entries(self.document, self.scope)
            )
            self.threads.searcher.ask(question)
        else:
            if self.view is not None:
                self.threads.searcher.ask(None)
            self._show(view, selected)

    def show_answer(self, answer: SearchAnswer) -> None:
        """Show what a search found, unless something else is looked for by now."""
        bar = self._screen.query_one(SearchBar)
        question = answer.question
        if question.document is not self.document or question.query != bar.query_text:
            return
        selected = None
        old_answer = self.view.answer if self.view else None
        if old_answer is not None and old_answer.question.query == question.query:
            selected = self._pending_entry
            if selected is None:
                from logtui.tui.selection import same_entry

                selected = same_entry(old_answer.question.document, self.selected, self.document)
        else:
            self._added_entry = None
        if answer.result.query.is_only_begun:
            self._show(View.of_scope(self.document, self.scope), self.selected)
        else:
            view = View.of_answer(answer, self.scope)
            location = self._pending_location
            if location is not None and location.query == question.query and answer.is_complete:
                self._pending_location = None
                if view.position_of(location.entry) is not None:
                    selected = location.entry
            self._show(view, selected)
        bar.show_completion(answer.completions)
        if answer.result.problem:
            bar.show_problem(answer.result.problem)

    def _show(self, view: View, selected: int | None) -> None:
        """Show ``view``; where it lacks the entry ``selected``, another one is selected.

        That is the next one of those listed before, if this is the same list after a change, else
        the first one. An entry that was added is shown even if the list has to give way.
        """
        if self._added_entry is not None and (view.answer is None or view.answer.is_complete):
            selected, self._added_entry = self._added_entry, None
            if view.position_of(selected) is None:
                self._screen.query_one(SearchBar).clear()
                self.show_scope((), selected)
                return
        if selected is None or view.position_of(selected) is None:
            before = self.view
            selected = view.entries[0] if view.entries else None
            if before is not None and before.is_same_list(view):
                from logtui.tui.selection import entries_around

                around = entries_around(before, self.selected, view.document)
                listed = (entry for entry in around if view.position_of(entry) is not None)
                selected = next(listed, selected)
        self.selected = selected
        self.view = view._replace(dates=self.dates)
        # The selection first and silently: the panes then lay out once, for the right entry.
        for pane in (self._screen.query_one(EntryList), self._screen.query_one(EntryDetail)):
            pane.set_reactive(type(pane).selected, selected)
            pane.view = self.view
        self.marks = self._screen.query_one(EntryList).marks = self.marks.without_range
        dates = self._screen.query_one(DatePane)
        dates.matches = view.matches_by_day if view.answer else None
        dates.selected_day = None if selected is None else view.document.entries[selected].day
        self._screen.query_one(TopBar).scope = self.scope.title
        listed_count = len(view.entries) if view.answer else self.scope.size
        self._screen.query_one(SearchBar).show_count(
            listed_count, len(view.document.entries), are_partial=bool(view.missing)
        )
        self._screen.query_one(KeyBar).note_selection(self)
