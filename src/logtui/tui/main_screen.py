"""The screen with the three panes: it owns what is shown and what is selected, and wires them."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding
from textual.containers import Horizontal
from textual.message import Message
from textual.reactive import reactive
from textual.screen import Screen

from logtui.document.errors import LogtuiError
from logtui.tui.date_pane import DatePane
from logtui.tui.entry_detail import EntryDetail
from logtui.tui.entry_list import EntryList
from logtui.tui.finder import Finder, Question
from logtui.tui.key_bar import KeyBar
from logtui.tui.labels import shown
from logtui.tui.scope import Scope, find, scopes
from logtui.tui.search_bar import QueryInput, SearchBar
from logtui.tui.selection import newest, same_entry
from logtui.tui.top_bar import TopBar
from logtui.tui.view import View

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from logtui.document.model import Document, Entry
    from logtui.session import Receipt, Session
    from logtui.tui.finder import Answer
    from logtui.tui.writer import Writer


_LETTER_ACTIONS = frozenset({"search", "toggle_tree", "reload", "focus_pane"})
"""Actions whose keys are characters that are typed into a field."""


_WRITING_ACTIONS = frozenset({"add", "edit", "edit_outside", "delete", "undo", "redo"})
"""Actions that wait until the whole log is loaded; their keys are characters, too."""


class MainScreen(Screen[None]):
    """Date tree, entry list and detail of one log."""

    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - as Screen declares it
        (0, "-narrow"),
        (110, "-medium"),
        (160, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-tall")]  # noqa: RUF012 - the same
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "search", "Search", key_display="/", id="screen.search"),
        Binding("a", "add", "Add", id="screen.add"),
        Binding("e", "edit", "Edit", id="screen.edit"),
        Binding("E", "edit_outside", "Edit in $EDITOR", show=False, id="screen.edit_outside"),
        Binding("d", "delete", "Delete", id="screen.delete"),
        Binding("u", "undo", "Undo", id="screen.undo"),
        Binding("U", "redo", "Redo", show=False, id="screen.redo"),
        Binding("t", "toggle_tree", "Tree", id="screen.tree"),
        Binding("r", "reload", "Reload", show=False, id="screen.reload"),
        Binding("1", "focus_pane('tree')", "Dates", show=False, id="screen.focus_tree"),
        Binding("2", "focus_pane('list')", "Entries", show=False, id="screen.focus_list"),
        Binding("3", "focus_pane('detail')", "Detail", show=False, id="screen.focus_detail"),
        Binding("escape", "back", "Back", show=False, id="screen.back"),
    ]

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

        def __init__(self, answer: Answer) -> None:
            super().__init__()
            self.answer = answer

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._document = session.document
        self._scope = scopes(session.document)
        self._finder = Finder(lambda answer: self.post_message(self.Found(answer)))

    def compose(self) -> ComposeResult:
        """Yield the bar, the panes and the keys."""
        self._anticipate_size()
        yield TopBar(id="top")
        yield SearchBar(id="search")
        with Horizontal(id="panes"):
            yield DatePane(id="tree").data_bind(MainScreen.root_scope)
            yield EntryList(id="list").data_bind(MainScreen.view, MainScreen.selected)
            yield EntryDetail(id="detail").data_bind(MainScreen.view, MainScreen.selected)
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        """Show what is loaded, and load the rest behind it."""
        for pane, title in (("tree", "1 Dates"), ("list", "2 Entries"), ("detail", "3 Detail")):
            self.query_one(f"#{pane}").border_title = title
        self.query_one(TopBar).file = self._session.path.name
        self.query_one(EntryList).focus()
        self._take_over(self._document, self._scope, newest(self._document))
        if not self._session.complete:
            self._load()

    def on_unmount(self) -> None:
        """End the search for good."""
        self._finder.stop()

    def _anticipate_size(self) -> None:
        """Set the classes of the window's size before anything is styled.

        Textual sets them at the first resize, when everything has been styled and laid out once.
        """
        width, height = self.app.size
        for size, breakpoints in (
            (width, self.HORIZONTAL_BREAKPOINTS),
            (height, self.VERTICAL_BREAKPOINTS),
        ):
            fitting = [name for least, name in breakpoints or () if size >= least]
            self.add_class(fitting[-1], update=False)

    # Documents

    @work(thread=True, exclusive=True, group="load")
    def _load(self) -> None:
        """Read and parse the whole log while what there is stays on the screen."""
        partial = not self._session.complete
        self.app.call_from_thread(self._say, "busy", "loading")
        try:
            document = self._session.reload()
        except LogtuiError as error:
            self.app.call_from_thread(self._fail, error)
            return
        document.line_at(0)  # counts the lines, here where nobody waits for it
        self.app.call_from_thread(self._reloaded, document, scopes(document), first=partial)

    def _reloaded(self, document: Document, root: Scope, *, first: bool) -> None:
        """Show a newly read document; the selected entry stays where it still exists.

        Args:
            document: The log.
            root: Its scopes.
            first: Whether only the head of the log was known so far; then the newest entry of
                the whole is selected, unless the user has moved already.
        """
        selected = newest(document)
        if self.selected is not None and not (first and self.selected == newest(self._document)):
            selected = same_entry(self._document, self.selected, document)
        self._take_over(document, root, selected)

    def _take_over(self, document: Document, root: Scope, selected: int | None) -> None:
        """Show ``document`` from now on, with the entry ``selected``."""
        self._document = document
        self._scope = find(root, self._scope.key) or root
        self.root_scope = root
        self._look(selected)
        if self._session.complete:
            # Not before the first frame; the head alone is not worth an index.
            self.call_after_refresh(self._finder.use, document)
        self._say("good", "saved")

    def _written(self, receipt: Receipt, root: Scope) -> None:
        """Show the log as it is after a change, with the entry that was written."""
        before, document = self._document.text, receipt.document
        lines = range(receipt.line, receipt.line + max(receipt.added, 1))
        touched = [entry for line in lines if (entry := document.entry_at_line(line))]
        # Lines beside a new entry may differ too, such as one that was the last without an end.
        new = [entry for entry in touched if entry.span.of(document.text).strip() not in before]
        entry = next(iter(new or touched), None)
        selected = self.selected
        if entry is not None:
            selected = bisect_left(document.entries, entry.span, key=lambda other: other.span)
        elif selected is not None:
            selected = min(selected, len(document.entries) - 1)
        self._take_over(document, root, selected)
        self._say("good", "saved")
        self.notify(shown(str(receipt)), markup=False)
        for warning in receipt.warnings:
            self.notify(shown(warning), severity="warning", markup=False, timeout=15)

    # Views

    def _look(self, selected: int | None) -> None:
        """Show the entries of the scope, or have the query looked for among them.

        Args:
            selected: The entry to select, an index in the entries of the document.
        """
        view = View.of_scope(self._document, self._scope)
        query = self.query_one(SearchBar).query_text
        if query.strip():
            # What is shown stays until the answer comes.
            among = frozenset(view.entries) if self._scope.key else None
            self._finder.ask(Question(self._document, query, among))
        else:
            self._finder.ask(None)
            self._show(view, selected)

    def _show(self, view: View, selected: int | None) -> None:
        """Show ``view``; where it lacks the entry ``selected``, its first one is selected."""
        if selected is None or view.position_of(selected) is None:
            selected = view.entries[0] if view.entries else None
        # The selection first and silently: the panes then lay out once, for the right entry.
        for node in (self, self.query_one(EntryList), self.query_one(EntryDetail)):
            node.set_reactive(type(node).selected, selected)
        self.view = view
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
        self._show(View.of_answer(answer, self._scope), selected)
        bar.show_completion(answer.completions)
        if answer.result.problem:
            bar.show_problem(answer.result.problem)

    @on(SearchBar.Asked)
    def _search(self) -> None:
        self._look(self.selected)

    @on(SearchBar.Moved)
    def _move(self, message: SearchBar.Moved) -> None:
        self.query_one(EntryList).action_move(message.step)

    @on(SearchBar.Kept)
    def _keep(self) -> None:
        self.action_focus_pane("list")

    @on(SearchBar.Left)
    def _leave_search(self) -> None:
        self.query_one(SearchBar).clear()
        self.action_focus_pane("list")

    def _count(self) -> None:
        view = self.view
        detail = self.query_one(EntryDetail)
        if view is None or self.selected is None:
            detail.border_subtitle = ""
            return
        detail.border_subtitle = f"{self.selected + 1} of {len(view.document.entries)}"

    def watch_selected(self) -> None:
        """Number the entry that is shown."""
        self._count()

    def _say(self, level: str, words: str) -> None:
        self.query_one(TopBar).state = (level, words)

    def _fail(self, error: LogtuiError) -> None:
        self._say("bad", "not read")
        self.notify(shown(str(error)), severity="error", markup=False, timeout=15)

    @cached_property
    def _writer(self) -> Writer:
        """What writes; it brings the dialogs along, which are not needed for the first frame."""
        from logtui.tui.writer import Writer

        return Writer(self, self._session, self._written)

    @property
    def _current(self) -> tuple[Document, Entry] | None:
        """The selected entry and the document that it stands in."""
        if self.view is None or self.selected is None:
            return None
        return self.view.document, self.view.document.entries[self.selected]

    # Messages of the panes

    @on(DatePane.Narrowed)
    def _narrow(self, message: DatePane.Narrowed) -> None:
        if message.scope.key != self._scope.key:
            self._scope = message.scope
            self._look(self.selected)

    @on(DatePane.Jumped)
    def _jump(self) -> None:
        self.action_focus_pane("list")

    @on(EntryList.Highlighted)
    def _select(self, message: EntryList.Highlighted) -> None:
        self.selected = message.entry

    @on(EntryList.Opened)
    def _read(self) -> None:
        self.query_one(EntryDetail).focus()

    @on(EntryDetail.Closed)
    def _close(self) -> None:
        self.query_one(EntryList).focus()

    # Keys

    def action_focus_pane(self, pane: str) -> None:
        """Move to one of the panes; where only the tree or only the others show, switch."""
        target = self.query_one(f"#{pane}")
        if not target.display:
            self.toggle_class("-tree-toggled")
        if isinstance(target, DatePane):
            target.focus_tree()
        else:
            target.focus()

    def action_toggle_tree(self) -> None:
        """Show or hide the tree; a narrow screen shows it alone."""
        self.toggle_class("-tree-toggled")
        self.action_focus_pane("tree" if self.query_one(DatePane).display else "list")

    def action_reload(self) -> None:
        """Read the log from the disk again."""
        self._load()

    async def action_search(self) -> None:
        """Put the cursor into the search bar."""
        await self.query_one(SearchBar).start()

    def action_back(self) -> None:
        """Take one step back: to the list, from the search, from the scope, to the tree."""
        search = self.query_one(SearchBar)
        if not self.query_one(EntryList).display or self.query_one(EntryDetail).has_focus:
            self.action_focus_pane("list")
        elif search.query_text:
            search.clear()
        elif self._scope.key and self.root_scope is not None:
            self._scope = self.root_scope
            self._look(self.selected)
            self.query_one(DatePane).show_scope(())
        elif self.query_one(DatePane).display:
            self.action_focus_pane("tree")

    def action_add(self) -> None:
        """Add an entry."""
        self._writer.add(self._document)

    def action_edit(self) -> None:
        """Edit the selected entry here."""
        if self._current:
            self._writer.edit(*self._current)

    def action_edit_outside(self) -> None:
        """Edit the selected entry in the user's editor."""
        if self._current:
            self._writer.edit_outside(*self._current)

    def action_delete(self) -> None:
        """Delete the selected entry, after a question."""
        if self._current:
            self._writer.delete(*self._current)

    def action_undo(self) -> None:
        """Take back the last write."""
        self._writer.undo()

    def action_redo(self) -> None:
        """Make the write again that was last taken back."""
        self._writer.redo()

    def check_action(
        self,
        action: str,
        parameters: tuple[object, ...],  # noqa: ARG002 - part of what Textual calls
    ) -> bool | None:
        """Leave the keys that are letters to the search bar while it is typed in."""
        typing = isinstance(self.focused, QueryInput)
        if action in _WRITING_ACTIONS and not self._session.complete:
            return False
        return not (typing and action in _LETTER_ACTIONS | _WRITING_ACTIONS)
