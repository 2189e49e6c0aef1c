"""The screen with the three panes: where they stand, what they say, and the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.actions import SkipAction
from textual.content import Content
from textual.screen import Screen

from logtui.tui.bindings import bindings, key_display
from logtui.tui.panes.bars import KeyBar, SearchBar, TopBar
from logtui.tui.panes.date_pane import DatePane
from logtui.tui.panes.entry_detail import EntryDetail
from logtui.tui.panes.entry_list import EntryList
from logtui.tui.shown_log import ShownLog
from logtui.tui.terminal import (
    MINIMUM,
    SIDE_BY_SIDE,
    add_small_styles,
    is_too_small,
    too_small_message,
)
from logtui.tui.view import newest_entry

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.message import Message
    from textual.widget import Widget

    from logtui.config.settings import Config
    from logtui.session import Session


_LETTER_ACTIONS = frozenset(
    {"search", "toggle_tree", "reload", "focus_pane", "mark", "write", "navigate", "link"}
)
"""Actions whose keys are characters that are typed into a field."""


_PANE_TITLES = (("tree", "1", "Dates"), ("list", "2", "Entries"), ("detail", "3", "Detail"))
"""The panes, their default keys, and what they are called."""


class MainScreen(Screen[None], inherit_css=False):
    """Date tree, entry list and detail of one log.

    Attributes:
        shown_log: The log, and what of it is shown.
    """

    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - as Screen declares it
        (0, "-tiny"),
        (MINIMUM[0], "-narrow"),
        (SIDE_BY_SIDE[0], "-medium"),
        (160, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012 - the same
        (0, "-flat"),
        (MINIMUM[1], "-short"),
        (SIDE_BY_SIDE[1], "-tall"),
    ]
    # Nothing of the screen itself is ever seen.
    BLANK = True
    AUTO_FOCUS = ""
    # Goes with the styles, which are not inherited.
    COMPONENT_CLASSES = Screen.COMPONENT_CLASSES

    _was_resumed = False
    _moved_focus: tuple[Widget, str] | None = None
    """What had the focus before the tree was shown or hidden, and which pane got it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("screen")

    def __init__(self, session: Session, config: Config | None = None) -> None:
        super().__init__()
        self._session = session
        self._config = config
        self.shown_log = ShownLog(self, session, config)
        add_small_styles(self.app.stylesheet, self.app.size)
        # Textual sets the classes of the window's size at the first resize, when everything has
        # been styled and laid out once.
        width, height = self.app.size
        for size, breakpoints in (
            (width, self.HORIZONTAL_BREAKPOINTS),
            (height, self.VERTICAL_BREAKPOINTS),
        ):
            fitting = [name for least, name in breakpoints or () if size >= least]
            self.add_class(fitting[-1], update=False)

    def compose(self) -> ComposeResult:
        """Yield the bar, the panes and the keys."""
        yield TopBar(id="top")
        yield SearchBar(id="search")
        yield DatePane(id="tree")
        compact = self._config is not None and self._config.density == "compact"
        yield EntryList(compact=compact, id="list")
        yield EntryDetail(id="detail")
        yield KeyBar(id="keys")

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Keep the styles as they are at first: mounting has just set them."""
        event.refresh_styles &= self._was_resumed
        if self._was_resumed:
            self.remove_class("-covered")
            self.query(KeyBar).refresh()
        self._was_resumed = True

    def on_screen_suspend(self) -> None:
        """Leave the frame that says where keys go, and the keys, to the dialog above."""
        self.add_class("-covered")
        self.query(KeyBar).refresh()

    def on_mount(self) -> None:
        """Show what is loaded, and load the rest after it."""
        for name, key, title in _PANE_TITLES:
            pane, key_name = self.query_one(f"#{name}"), key
            if self._config and self._config.keys:
                key_name = key_display(self.app, f"screen.focus_{name}")
            pane.border_title = Content(f"{key_name} {title}")
            if isinstance(pane, EntryList):
                pane.title = f"{key_name} {title}"
        if self._config and not self._config.panes.tree:
            self.add_class("-treeless")
        self.query_one(TopBar).file = self._session.path.name
        self.query_one(EntryList).focus()
        log = self.shown_log
        self.query_one(SearchBar).use_filters(log.filters)
        if self._config and self._config.panes.filters:
            self.query_one(DatePane).filters = log.filters
        log.take_over(log.document, log.root_scope, newest_entry(log.document))
        self.call_after_refresh(self._finish_start)

    def on_unmount(self) -> None:
        """End what goes on in the background."""
        self.shown_log.stop()

    def _finish_start(self) -> None:
        """Do what the first frame did not have to wait for."""
        from logtui.system.process import collect_rarely

        collect_rarely()
        if not self._session.is_complete:
            self.shown_log.threads.load()

    def on_resize(self, event: events.Resize) -> None:
        """Say so where there is too little room; share the width as the settings say."""
        add_small_styles(self.app.stylesheet, event.size)
        if is_too_small(event.size) and not self.query("#too-small"):
            from textual.widgets import Static

            message = too_small_message(self.app, "app.quit")
            self.mount(Static(message, id="too-small", markup=False))
        share = self._config.panes.detail if self._config else None
        if share is not None:
            is_side_by_side = event.size.width >= SIDE_BY_SIDE[0]
            for pane, part in ((EntryDetail, share), (EntryList, 100 - share)):
                self.query_one(pane).styles.width = f"{part}fr" if is_side_by_side else None

    # Messages of the bar and the panes

    @on(SearchBar.QueryChanged)
    def _run_query(self) -> None:
        self.shown_log.run_query(self.shown_log.selected)

    @on(SearchBar.Moved)
    def _move(self, message: SearchBar.Moved) -> None:
        self.query_one(EntryList).action_move(message.step)

    @on(SearchBar.Submitted)
    @on(SearchBar.Left)
    @on(DatePane.ListWanted)
    @on(EntryDetail.Closed)
    @on(EntryList.Opened)
    def _focus_other_pane(self, message: Message) -> None:
        self.action_focus_pane("detail" if isinstance(message, EntryList.Opened) else "list")

    @on(DatePane.ScopeHighlighted)
    def _show_scope(self, message: DatePane.ScopeHighlighted) -> None:
        self.shown_log.narrow(message.scope)

    @on(EntryList.Highlighted)
    def _select(self, message: EntryList.Highlighted) -> None:
        self.shown_log.select(message.entry)

    # Keys and commands

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
        """Show or hide the tree; a narrow screen shows it alone.

        The focus moves only where what has it is hidden, and comes back with that.
        """
        focused, moved = self.focused, self._moved_focus
        self.toggle_class("-tree-toggled")
        self._moved_focus = None
        around = focused.ancestors_with_self if focused is not None else []
        if moved is not None and self.query_one(f"#{moved[1]}") in around:
            moved[0].focus()
        elif focused is not None and not all(node.display for node in around):
            pane = "tree" if self.query_one(DatePane).display else "list"
            self.action_focus_pane(pane)
            self._moved_focus = (focused, pane)

    def action_reload(self) -> None:
        """Read the log from the disk again."""
        self.shown_log.threads.load()

    async def action_search(self) -> None:
        """Put the cursor into the search bar."""
        await self.query_one(SearchBar).start()

    def action_drop_words(self) -> None:
        """Search without the words for which nothing was found."""
        answer = self.shown_log.view.answer if self.shown_log.view else None
        if answer is not None and answer.relaxation is not None:
            self.query_one(SearchBar).set_query(answer.relaxation.query)
        else:
            self.shown_log.report("there is no word to drop")

    def action_back(self) -> None:
        """Take one step back: to the list, from the search, from the scope, to the tree."""
        log, bar = self.shown_log, self.query_one(SearchBar)
        if log.marks.range_start is not None:
            self.action_mark("no range")
        elif not self.query_one(EntryList).display or self.query_one(EntryDetail).has_focus:
            self.action_focus_pane("list")
        elif bar.query_text:
            bar.clear()
        elif log.scope.key:
            log.show_scope((), log.selected)
        elif log.actions.navigator.step_back():
            return
        elif log.marks.entries:
            self.action_mark("none")
        elif self.query_one(DatePane).display:
            self.action_focus_pane("tree")

    def action_mark(self, command: str) -> None:
        """Mark entries, or take marks off, as the table of keys and the palette call it."""
        from logtui.tui.marked_entries import changed_marks

        log, entries = self.shown_log, self.query_one(EntryList)
        if log.view is not None and log.marks.document is log.view.document:
            log.marks = changed_marks(command, log.marks, log.view, entries.cursor)
            entries.marks = log.marks
            entries.action_move(command == "entry")
            self.query_one(KeyBar).note_selection(log)

    def action_write(self, command: str) -> None:
        """Do what changes the log, where there is a file to write to."""
        if self.shown_log.threads.follower.may_write():
            self.shown_log.actions.write(command)

    def action_navigate(self, way: str, number: int = 0) -> None:
        """Go to another entry, return from there, or look through what a saved filter finds."""
        self.shown_log.actions.navigate(way, number)

    def action_copy_text(self) -> None:
        """Copy what is selected with the mouse, and say so."""
        text = self.get_selected_text()
        if text is None:
            raise SkipAction
        self.shown_log.actions.copy_selection(text)

    def action_link(self, command: str) -> None:
        """Copy or open something of the selected entry."""
        self.shown_log.actions.link(command)

    def check_action(
        self,
        action: str,
        parameters: tuple[object, ...],  # noqa: ARG002 - part of what Textual calls
    ) -> bool | None:
        """Leave the keys that are letters to the search bar while it is typed in."""
        if action == "write" and not self._session.is_complete:
            return False
        is_typing = self.focused is not None and isinstance(self.focused.parent, SearchBar)
        return not (is_typing and action in _LETTER_ACTIONS)
