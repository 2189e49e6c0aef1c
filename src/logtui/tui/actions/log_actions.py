"""The keys that write, go to other entries and use links, handed to what does it."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from logtui.errors import LogtuiError

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from contextlib import ExitStack

    from textual.screen import Screen
    from textual.worker import Worker

    from logtui.config.settings import Config
    from logtui.document.model import Document, Entry
    from logtui.session import Session
    from logtui.tui.actions.filtering import FilterActions
    from logtui.tui.actions.linking import LinkActions
    from logtui.tui.actions.reminding import ReminderActions
    from logtui.tui.actions.resolving import ConflictActions
    from logtui.tui.actions.state_changing import StateActions
    from logtui.tui.actions.tagging import TagActions
    from logtui.tui.actions.walking import Navigator
    from logtui.tui.actions.writing import WriteActions
    from logtui.tui.background.background_host import BackgroundHost
    from logtui.tui.background.typed_texts import UnsavedText

    Action = Callable[[], Coroutine[None, None, None]]
    """Something to be awaited."""


OFFER_GROUP = "offer"
"""The workers that offer something as soon as the user is free for it."""


class LogActions:
    """Hands each action on the log to what does it, which is made at its first key."""

    def __init__(
        self,
        host: BackgroundHost,
        screen: Screen[None],
        session: Session,
        config: Config | None,
        exit_stack: ExitStack,
    ) -> None:
        """Make the actions of a screen.

        Args:
            host: The screen that shows the log.
            screen: Where dialogs are pushed and messages shown.
            session: The log.
            config: The user's settings.
            exit_stack: When it is closed, what is typed goes to the state directory.
        """
        self._host = host
        self._screen = screen
        self._session = session
        self._config = config
        self._exit_stack = exit_stack
        self._writing: WriteActions | None = None

    def write(self, command: str) -> None:
        """Do what changes the log; ``command`` is an argument of ``write`` in the table of keys."""
        entry = self._selected_entry
        match command:
            case "add":
                self._writer.add(self._host.document)
            case "undo":
                self._start(self._writer.undo)
            case "redo":
                self._start(self._writer.redo)
            case "settle":
                self._start(self._resolver.resolve_conflicts)
            case "edit" if entry:
                self._writer.edit(*entry)
            case "edit_outside" if entry:
                self._start(partial(self._writer.edit_outside, *entry, self._editor))
            case "delete" if entry:
                self._start(partial(self._writer.delete, *entry))
            case "toggle_state" if entry:
                self._start(partial(self._states.toggle, *entry))
            case "choose_state" if entry:
                self._start(partial(self._states.choose, *entry))

    def link(self, command: str) -> None:
        """Copy or open something of the selected entry, as the table of keys calls it."""
        entry = self._selected_entry
        match command:
            case "copy" if entry:
                self._start(partial(self._linker.copy, *entry))
            case "copy_part" if entry:
                self._start(partial(self._linker.choose_copy, *entry))
            case "copy_again" if entry:
                self._start(partial(self._linker.copy_again, *entry))
            case "open" if entry:
                self._start(partial(self._open_link, *entry))

    async def _open_link(self, document: Document, entry: Entry) -> None:
        """Open the link of ``entry``; where the settings say so, it is read then."""
        is_open = await self._linker.open(document, entry)
        if is_open and self._config is not None and self._config.queue.read_on_open:
            await self._states.finish_opened(document, entry)

    def copy_selection(self, text: str) -> None:
        """Copy ``text``, which the user selected with the mouse."""
        self._start(partial(self._linker.copy_selection, text))

    def export(self, command: str) -> None:
        """Export what is shown, or fetch what is known of its papers, as the palette calls it."""
        from logtui.tui.actions.exporting import ExportActions

        actions = ExportActions(self._host, self._session)
        match command:
            case "file":
                self._start(actions.export_shown, "export")
            case "records":
                self._start(actions.fetch_shown, "export")

    def import_file(self) -> None:
        """Bring in a file of another program, which the user names."""
        from logtui.tui.actions.importing_files import ImportActions

        self._start(ImportActions(self._host, self._writer.commits).import_file)

    def navigate(self, way: str, number: int) -> None:
        """Go to another entry, or use the saved filters.

        Args:
            way: As the table of keys, the palette and what can be clicked call it.
            number: With ``thread`` how many entries to go on, with ``reference`` which of those
                of the entry to follow, with ``entry`` the index in ``Document.entries``, with
                ``filter`` which one.
        """
        match way:
            case "thread":
                self.navigator.step(number)
            case "references":
                self.navigator.follow()
            case "reference":
                self.navigator.follow_reference(number)
            case "entry":
                self.navigator.go(number)
            case "map":
                self._start(self._reminders.show_map)
            case "problems":
                self._start(self._reminders.show_problems)
            case "tags":
                self._start(self._tagger.show_tags)
            case "queue" | "on_this_day" | "random":
                self._reminders.remind(way)
            case "back":
                self.navigator.back()
            case _:
                self._start(partial(self._filterer.use, way, number), "find")

    @property
    def _selected_entry(self) -> tuple[Document, Entry] | None:
        """The selected entry and the document that it stands in."""
        view, selected = self._host.view, self._host.selected
        if view is None or selected is None:
            return None
        return view.document, view.document.entries[selected]

    # What does it

    @property
    def _editor(self) -> str | None:
        """The editor of the configuration, before those of the environment."""
        return self._config.editor if self._config else None

    @cached_property
    def navigator(self) -> Navigator:
        """What goes from entry to entry, and back."""
        from logtui.tui.actions.walking import Navigator

        return Navigator(self._host)

    @cached_property
    def _reminders(self) -> ReminderActions:
        from logtui.tui.actions.reminding import ReminderActions

        return ReminderActions(self._host, self.navigator, self._session.path)

    @cached_property
    def _filterer(self) -> FilterActions:
        from logtui.tui.actions.filtering import FilterActions
        from logtui.tui.panes.bars import SearchBar

        return FilterActions(self._host, self._screen.query_one(SearchBar))

    @cached_property
    def _states(self) -> StateActions:
        from logtui.tui.actions.state_changing import StateActions

        way = self._config.queue.done if self._config else None
        return StateActions(self._host, self._writer.commits, way)

    @property
    def _tagger(self) -> TagActions:
        from logtui.tui.actions.tagging import TagActions
        from logtui.tui.panes.bars import SearchBar

        bar = self._screen.query_one(SearchBar)
        return TagActions(self._host, bar, self._writer.commits)

    @cached_property
    def _linker(self) -> LinkActions:
        from logtui.tui.actions.linking import LinkActions

        return LinkActions(self._host, self._session.path, self._editor)

    @cached_property
    def _resolver(self) -> ConflictActions:
        from logtui.tui.actions.resolving import ConflictActions

        writer = self._writer
        return ConflictActions(self._host, self._session, writer.commits, writer.typed_texts)

    @property
    def _writer(self) -> WriteActions:
        if self._writing is None:
            from logtui.tui.actions.writing import WriteActions

            fetches = self._config is not None and self._config.fetch.automatic
            self._writing = WriteActions(self._host, self._session, fetches_titles=fetches)
            self._exit_stack.callback(self._writing.typed_texts.close)
        return self._writing

    def _start(self, action: Action, group: str = "write") -> None:
        """Have ``action`` done while the keys go on, and show what it raises."""
        work: Action = partial(self._finish, action)
        _: Worker[None] = self._screen.run_worker(work, group=group)

    async def _finish(self, action: Action) -> None:
        try:
            await action()
        except LogtuiError as error:
            self._host.warn(error, severity="error")

    # What is typed

    @property
    def is_writing(self) -> bool:
        """Whether a change of the log has still to reach the disk."""
        return self._writing is not None and self._writing.commits.is_writing

    def offer_unsaved_texts(self, texts: list[UnsavedText]) -> None:
        """Offer texts of an earlier run that are not in the log; may run in any thread."""
        import logtui.tui.actions.resuming  # noqa: F401 - many modules, in a thread nobody waits for

        self._host.call_later(self._resume, texts)

    def _resume(self, texts: list[UnsavedText]) -> None:
        from logtui.tui.actions.resuming import ResumeActions

        actions = ResumeActions(self._host, self._session, self._writer, texts)
        self._start(actions.offer_texts, OFFER_GROUP)

    def flush_typed_texts(self) -> list[dict[str, str]]:
        """Bring what is typed to the state directory, and return what it does not take."""
        if self._writing is None:
            return []
        self._writing.keep_typed()
        return self._writing.typed_texts.flush()
