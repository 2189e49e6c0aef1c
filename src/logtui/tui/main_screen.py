"""The screen with the three panes: where they stand, what they say, and the keys."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding
from textual.containers import Horizontal

from logtui.tui.date_pane import DatePane
from logtui.tui.entry_detail import EntryDetail
from logtui.tui.entry_list import EntryList
from logtui.tui.key_bar import KeyBar
from logtui.tui.log_screen import LogScreen
from logtui.tui.search_bar import QueryInput, SearchBar
from logtui.tui.selection import newest
from logtui.tui.top_bar import TopBar

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType


_LETTER_ACTIONS = frozenset({"search", "toggle_tree", "reload", "focus_pane"})
"""Actions whose keys are characters that are typed into a field."""


_WRITING_ACTIONS = frozenset({"add", "edit", "edit_outside", "delete", "undo", "redo"})
"""Actions that wait until the whole log is loaded; their keys are characters, too."""


class MainScreen(LogScreen):
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
        self.call_after_refresh(self._go_on)

    def _go_on(self) -> None:
        """Do what the first frame did not have to wait for."""
        # Collecting was off so far; what there is by now stays to the end. Loading and indexing
        # a large log makes millions of objects that stay, too: looked through at Python's own
        # thresholds they would stop the keys for tenths of a second.
        gc.freeze()
        gc.set_threshold(50_000, 20, 100)
        gc.enable()
        if not self._session.complete:
            self._load()

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

    # Messages of the bar and the panes

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
