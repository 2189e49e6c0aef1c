"""The screen with the three panes: where they stand, what they say, and the keys."""

from __future__ import annotations

import gc
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from logtui.errors import LogtuiError
from logtui.tui.panes.bars import KeyBar, TopBar
from logtui.tui.panes.date_pane import DatePane
from logtui.tui.panes.entry_detail import EntryDetail
from logtui.tui.panes.entry_list import EntryList
from logtui.tui.panes.search_bar import SearchBar
from logtui.tui.selection import newest_entry
from logtui.tui.shown_log import LogScreen
from logtui.tui.sizes import (
    MINIMUM,
    SIDE_BY_SIDE,
    add_small_styles,
    is_too_small,
    too_small_message,
)

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from logtui.config.settings import Config
    from logtui.document.model import Document, Entry
    from logtui.session import Session
    from logtui.tui.actions.linking import LinkActions
    from logtui.tui.actions.resolving import ConflictActions
    from logtui.tui.actions.walking import Navigator
    from logtui.tui.actions.writing import WriteActions
    from logtui.tui.background.relater import RelationFinder, Relations
    from logtui.tui.background.typed_texts import UnsavedText
    from logtui.tui.view import Location, View


OFFER_GROUP = "offer"
"""The workers that offer something as soon as the user is free for it."""


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

    _pending_location: Location | None = None

    def on_unmount(self) -> None:
        """End the search for relations."""
        if "_relater" in self.__dict__:
            self._relater.stop()

    def indexed(self, document: Document) -> None:
        """Find the relations of ``document``, now that searching no longer waits for anything."""
        self._relater.use(document)

    @cached_property
    def _relater(self) -> RelationFinder:
        from logtui.tui.background.relater import RelationFinder

        return RelationFinder(
            lambda relations: self.post_message(self.Related(relations)), self._courtesy
        )

    @cached_property
    def _walker(self) -> Navigator:
        from logtui.tui.actions.walking import Navigator

        return Navigator(self)

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

    def show_location(self, location: Location) -> None:
        """Show the dates, the search and the entry of ``location``."""
        bar = self.query_one(SearchBar)
        self._pending_location = location if location.query else None
        bar.put(location.query)
        self._show_scope(location.scope, location.entry)

    def go_to_entry(self, entry: int) -> None:
        """Show ``entry``, so that the key that returns leads back."""
        self._walker.go(entry)

    def watch_view(self, view: View | None) -> None:
        """Select what was selected when a search that is returned to was left."""
        place = self._pending_location
        if place is None or view is None or view.answer is None:
            return
        if view.answer.question.query == place.query and view.answer.is_complete:
            self._pending_location = None
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
        self.go_to_entry(entry)

    def action_return(self) -> None:
        """Return to where one came from."""
        self._walker.back()


class ActionScreen(WalkingScreen):
    """Hands each action to what does it, which is not needed for the first frame."""

    def on_unmount(self) -> None:
        """Keep what is typed in a form that is still open."""
        self.close_typed_texts()

    @cached_property
    def _write_actions(self) -> WriteActions:
        from logtui.tui.actions.writing import WriteActions

        fetches = self._config is not None and self._config.fetch.automatic
        return WriteActions(self, self._session, fetches_titles=fetches)

    @cached_property
    def _conflict_actions(self) -> ConflictActions:
        from logtui.tui.actions.resolving import ConflictActions

        actions = self._write_actions
        return ConflictActions(self, self._session, actions.commits, actions.typed_texts)

    @cached_property
    def _linker(self) -> LinkActions:
        """What takes things out of the log."""
        from logtui.tui.actions.linking import LinkActions

        return LinkActions(self, self._session.path)

    def _start(self, action: Coroutine[object, object, None], group: str = "write") -> None:
        """Have ``action`` done while the keys go on, and show what it raises."""
        self.run_worker(self._finish(action), group=group)

    async def _finish(self, action: Coroutine[object, object, None]) -> None:
        try:
            await action
        except LogtuiError as error:
            self.show_error(error)

    @property
    def _current(self) -> tuple[Document, Entry] | None:
        """The selected entry and the document that it stands in."""
        if self.view is None or self.selected is None:
            return None
        return self.view.document, self.view.document.entries[self.selected]

    # Drafts

    def offer_unsaved_texts(self, found: list[UnsavedText]) -> None:
        """Offer texts that were typed in an earlier run and are not in the log."""
        from logtui.tui.actions.resuming import ResumeActions

        actions = ResumeActions(self, self._session, self._write_actions, found)
        self._start(actions.offer_texts(), group=OFFER_GROUP)

    def flush_typed_texts(self) -> list[dict[str, str]]:
        """Bring what is typed to the state directory, and return what it does not take."""
        if "_write_actions" not in self.__dict__:
            return []
        self._write_actions.keep_typed()
        return self._write_actions.typed_texts.flush()

    def close_typed_texts(self) -> None:
        """Bring what was handed in to the state directory; the screens may be gone already."""
        if "_write_actions" in self.__dict__:
            self._write_actions.typed_texts.close()

    # Keys

    def action_add(self) -> None:
        """Add an entry."""
        if self._following.may_write():
            self._write_actions.add(self._document)

    def action_edit(self) -> None:
        """Edit the selected entry here."""
        if self._current and self._following.may_write():
            self._write_actions.edit(*self._current)

    def action_edit_outside(self) -> None:
        """Edit the selected entry in the user's editor."""
        if self._current and self._following.may_write():
            self._start(self._write_actions.edit_outside(*self._current))

    def action_delete(self) -> None:
        """Delete the selected entry, after a question."""
        if self._current and self._following.may_write():
            self._start(self._write_actions.delete(*self._current))

    def action_undo(self) -> None:
        """Take back the last write."""
        if self._following.may_write():
            self._start(self._write_actions.undo())

    def action_redo(self) -> None:
        """Make the write again that was last taken back."""
        if self._following.may_write():
            self._start(self._write_actions.redo())

    def action_settle(self) -> None:
        """Settle a conflict that is marked in the log, or merge a conflict copy beside it."""
        if self._following.may_write():
            self._start(self._conflict_actions.resolve_conflicts())

    def action_copy(self) -> None:
        """Copy the link of the selected entry."""
        if self._current:
            self._linker.copy(*self._current)

    def action_copy_part(self) -> None:
        """Choose what to copy of the selected entry."""
        if self._current:
            self._linker.choose_copy(*self._current)

    def action_open(self) -> None:
        """Open the link of the selected entry."""
        if self._current:
            self._linker.open(*self._current)


_LETTER_ACTIONS = frozenset(
    (
        *("search", "toggle_tree", "reload", "focus_pane", "copy", "copy_part", "open"),
        *("thread_previous", "thread_next", "follow", "return"),
    )
)
"""Actions whose keys are characters that are typed into a field."""


_WRITING_ACTIONS = frozenset({"add", "edit", "edit_outside", "delete", "settle", "undo", "redo"})
"""Actions that wait until the whole log is loaded; their keys are characters, too."""


_PANE_TITLES = (("tree", "1", "Dates"), ("list", "2", "Entries"), ("detail", "3", "Detail"))
"""The panes, the keys delivered for them, and what they are called."""


class MainScreen(ActionScreen):
    """Date tree, entry list and detail of one log."""

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

    _was_resumed = False

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
        event.refresh_styles &= self._was_resumed
        self._was_resumed = True

    def on_mount(self) -> None:
        """Show what is loaded, and load the rest behind it."""
        for pane, key, title in _PANE_TITLES:
            name = key
            if self._config and self._config.keys:
                from logtui.tui.bindings import key_display

                name = key_display(self.app, f"screen.focus_{pane}")
            self.query_one(f"#{pane}").border_title = Content(f"{name} {title}")
        if self._config and not self._config.panes.tree:
            self.add_class("-treeless")
        self.query_one(TopBar).file = self._session.path.name
        self.query_one(EntryList).focus()
        self.take_over(self._document, self._scope, newest_entry(self._document))
        self.call_after_refresh(self._finish_start)

    def _finish_start(self) -> None:
        """Do what the first frame did not have to wait for."""
        # Collecting was off so far; what there is by now stays to the end. Loading and indexing
        # a large log makes millions of objects that stay, too: looked through at Python's own
        # thresholds they would stop the keys for tenths of a second.
        gc.freeze()
        gc.set_threshold(50_000, 20, 100)
        gc.enable()
        if not self._session.is_complete:
            self._load()

    def on_resize(self, event: events.Resize) -> None:
        """Say so where there is too little room; share the width as the settings say."""
        add_small_styles(self.app.stylesheet, event.size)
        if is_too_small(event.size):
            self._show_too_small()
        share = self._config.panes.detail if self._config else None
        if share is not None:
            beside = event.size.width >= SIDE_BY_SIDE[0]
            self.query_one(EntryDetail).styles.width = f"{share}fr" if beside else None
            self.query_one(EntryList).styles.width = f"{100 - share}fr" if beside else None

    def _show_too_small(self) -> None:
        if not self.query("#too-small"):
            from textual.widgets import Static

            words = too_small_message(self.app, "app.quit")
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

    def show_dates(self, key: tuple[int | str, ...]) -> None:
        """Show the dates called ``key``, with nothing searched."""
        self.query_one(SearchBar).clear()
        self._show_scope(key, self.selected)
        self.action_focus_pane("list")

    async def find(self, query: str) -> None:
        """Look for ``query`` in all dates."""
        self._show_scope((), self.selected)
        await self.query_one(SearchBar).search_for(query)

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
        if action in _WRITING_ACTIONS and not self._session.is_complete:
            return False
        return not (typing and action in _LETTER_ACTIONS | _WRITING_ACTIONS)
