"""The screen with the three panes: where they stand, what they say, and the keys."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding
from textual.content import Content

from logtui.tui.action_screen import ActionScreen
from logtui.tui.date_pane import DatePane
from logtui.tui.entry_detail import EntryDetail
from logtui.tui.entry_list import EntryList
from logtui.tui.key_bar import KeyBar
from logtui.tui.room import ENOUGH, LEAST, add_small_styles, is_too_small, too_small
from logtui.tui.search_bar import SearchBar
from logtui.tui.selection import newest
from logtui.tui.top_bar import TopBar

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from logtui.config.model import Config
    from logtui.session import Session


_LETTER_ACTIONS = frozenset(
    (
        *("search", "toggle_tree", "reload", "focus_pane", "copy", "copy_part", "open"),
        *("thread_previous", "thread_next", "follow", "return"),
    )
)
"""Actions whose keys are characters that are typed into a field."""


_WRITING_ACTIONS = frozenset({"add", "edit", "edit_outside", "delete", "settle", "undo", "redo"})
"""Actions that wait until the whole log is loaded; their keys are characters, too."""


_TITLES = (("tree", "1", "Dates"), ("list", "2", "Entries"), ("detail", "3", "Detail"))
"""The panes, the keys delivered for them, and what they are called."""


class MainScreen(ActionScreen):
    """Date tree, entry list and detail of one log."""

    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - as Screen declares it
        (0, "-tiny"),
        (LEAST[0], "-narrow"),
        (ENOUGH[0], "-medium"),
        (160, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012 - the same
        (0, "-flat"),
        (LEAST[1], "-short"),
        (ENOUGH[1], "-tall"),
    ]
    # Nothing of the screen itself is ever seen.
    BLANK = True
    AUTO_FOCUS = ""

    _resumed = False

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "search", "Search", key_display="/", id="screen.search"),
        Binding("a", "add", "Add", id="screen.add"),
        Binding("e", "edit", "Edit", id="screen.edit"),
        Binding("E", "edit_outside", "Edit in $EDITOR", show=False, id="screen.edit_outside"),
        Binding("d", "delete", "Delete", id="screen.delete"),
        Binding("u", "undo", "Undo", id="screen.undo"),
        Binding("U", "redo", "Redo", show=False, id="screen.redo"),
        Binding("c", "settle", "Settle", show=False, id="screen.settle"),
        Binding("y", "copy", "Copy", id="screen.copy"),
        Binding("Y", "copy_part", "Copy …", show=False, id="screen.copy_part"),
        Binding("o", "open", "Open", id="screen.open"),
        Binding(
            "comma,less_than_sign",
            "thread_previous",
            "Earlier",
            show=False,
            id="screen.thread_previous",
        ),
        Binding(
            "full_stop,greater_than_sign",
            "thread_next",
            "Later",
            show=False,
            id="screen.thread_next",
        ),
        Binding("f", "follow", "Follow", show=False, id="screen.follow"),
        Binding("b", "return", "Return", show=False, id="screen.return"),
        Binding("t", "toggle_tree", "Tree", id="screen.tree"),
        Binding("r", "reload", "Reload", show=False, id="screen.reload"),
        Binding("1", "focus_pane('tree')", "Dates", show=False, id="screen.focus_tree"),
        Binding("2", "focus_pane('list')", "Entries", show=False, id="screen.focus_list"),
        Binding("3", "focus_pane('detail')", "Detail", show=False, id="screen.focus_detail"),
        Binding("escape", "back", "Back", show=False, id="screen.back"),
    ]

    def __init__(self, session: Session, config: Config | None = None) -> None:
        super().__init__(session, config)
        self._anticipate_size()

    def compose(self) -> ComposeResult:
        """Yield the bar, the panes and the keys."""
        yield TopBar(id="top")
        yield SearchBar(id="search")
        yield DatePane(id="tree").data_bind(MainScreen.root_scope)
        compact = self._config is not None and self._config.density == "compact"
        yield EntryList(compact=compact, id="list").data_bind(MainScreen.view, MainScreen.selected)
        yield EntryDetail(id="detail").data_bind(
            MainScreen.view, MainScreen.selected, MainScreen.relations
        )
        yield KeyBar(id="keys")

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Keep the styles as they are at first: mounting has just set them."""
        event.refresh_styles &= self._resumed
        self._resumed = True

    def on_mount(self) -> None:
        """Show what is loaded, and load the rest behind it."""
        for pane, key, title in _TITLES:
            name = key
            if self._config and self._config.keys:
                from logtui.tui.keys_in_force import key_of

                name = key_of(self.app, f"screen.focus_{pane}")
            self.query_one(f"#{pane}").border_title = Content(f"{name} {title}")
        if self._config and not self._config.panes.tree:
            self.add_class("-treeless")
        self.query_one(TopBar).file = self._session.path.name
        self.query_one(EntryList).focus()
        self.take_over(self._document, self._scope, newest(self._document))
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

    def on_resize(self, event: events.Resize) -> None:
        """Say so where there is too little room; share the width as the settings say."""
        add_small_styles(self.app.stylesheet, event.size)
        if is_too_small(event.size):
            self._say_too_small()
        share = self._config.panes.detail if self._config else None
        if share is not None:
            beside = event.size.width >= ENOUGH[0]
            self.query_one(EntryDetail).styles.width = f"{share}fr" if beside else None
            self.query_one(EntryList).styles.width = f"{100 - share}fr" if beside else None

    def _say_too_small(self) -> None:
        if not self.query("#too-small"):
            from textual.widgets import Static

            words = too_small(self.app, "app.quit")
            self.mount(Static(words, id="too-small", markup=False))

    def _anticipate_size(self) -> None:
        """Set the classes of the window's size before anything is styled.

        Textual sets them at the first resize, when everything has been styled and laid out once.
        """
        add_small_styles(self.app.stylesheet, self.app.size)
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

    def go_to(self, key: tuple[int | str, ...]) -> None:
        """Show the dates called ``key``, with nothing searched."""
        self.query_one(SearchBar).clear()
        self._show_scope(key, self.selected)
        self.action_focus_pane("list")

    async def find(self, query: str) -> None:
        """Look for ``query`` in all dates."""
        self._show_scope((), self.selected)
        await self.query_one(SearchBar).look_for(query)

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
            self._show_scope((), self.selected)
        elif not self._walker.step_back() and self.query_one(DatePane).display:
            self.action_focus_pane("tree")

    def check_action(
        self,
        action: str,
        parameters: tuple[object, ...],  # noqa: ARG002 - part of what Textual calls
    ) -> bool | None:
        """Leave the keys that are letters to the search bar while it is typed in."""
        typing = self.focused is not None and isinstance(self.focused.parent, SearchBar)
        if action in _WRITING_ACTIONS and not self._session.complete:
            return False
        return not (typing and action in _LETTER_ACTIONS | _WRITING_ACTIONS)
