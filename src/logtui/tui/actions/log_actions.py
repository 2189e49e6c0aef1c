"""The keys that write, go to other entries and use links, handed to what does it."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from logtui.errors import LogtuiError

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence
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
        entry, (document, entries) = self._selected_entry, self._chosen_entries
        match command:
            case "add":
                self._writer.add(self._host.document)
            case "undo":
                self._start(self._writer.undo)
            case "redo":
                self._start(self._writer.redo)
            case "settle":
                self._start(self._resolver.resolve_conflicts)
            case "edit" if entries:
                self._writer.edit_chosen(document, entries)
            case "edit_outside" if entry:
                self._start(partial(self._writer.edit_outside, *entry, self._editor))
            case "delete" if entries:
                self._start(partial(self._writer.delete, document, entries))
            case "toggle_state" if entries:
                self._start(partial(self._states.toggle, document, entries))
            case "choose_state" if entries:
                self._start(partial(self._states.choose, document, entries))

    def link(self, command: str) -> None:
        """Copy or open something of the marked entries, else of the selected one.

        ``command`` is what the table of keys calls it.
        """
        document, entries = self._chosen_entries
        match command:
            case "copy" if entries:
                self._start(partial(self._linker.copy, document, entries))
            case "copy_part" if entries:
                self._start(partial(self._linker.choose_copy, document, entries))
            case "copy_again" if entries:
                self._start(partial(self._linker.copy_again, document, entries))
            case "open" if entries:
                self._start(partial(self._open_links, document, entries))

    async def _open_links(self, document: Document, entries: Sequence[Entry]) -> None:
        """Open the links of ``entries``; where the settings say so, they are read then."""
        if len(entries) == 1:
            is_open = await self._linker.open(document, entries[0])
        else:
            is_open = await self._linker.open_all(document, entries)
        if is_open and self._config is not None and self._config.queue.read_on_open:
            await self._states.finish_opened(document, entries)

    def copy_selection(self, text: str) -> None:
        """Copy ``text``, which the user selected with the mouse."""
        self._start(partial(self._linker.copy_selection, text))

    def export(self, command: str) -> None:
        """Export what is marked or shown, or fetch records of it, as the palette calls it."""
        from logtui.tui.actions.exporting import ExportActions

        actions = ExportActions(self._host, self._session)
        match command:
            case "file":
                self._start(actions.export_entries, "export")
            case "records":
                self._start(actions.fetch_papers, "export")

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

    @property
    def _chosen_entries(self) -> tuple[Document, list[Entry]]:
        """The entries that are marked, else the selected one, and the document of them."""
        marks, selection = self._host.marks, self._selected_entry
        if marks.entries:
            document = marks.document
            return document, [document.entries[number] for number in sorted(marks.entries)]
        return (selection[0], [selection[1]]) if selection else (marks.document, [])

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
        from logtui.tui.panes.date_pane import DatePane

        screen = self._screen
        return FilterActions(self._host, screen.query_one(SearchBar), screen.query_one(DatePane))

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

            config = self._config
            self._writing = WriteActions(
                self._host,
                self._session,
                fetches_titles=config is not None and config.fetch.automatic,
                way_to_finish=config.queue.done if config else None,
            )
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
