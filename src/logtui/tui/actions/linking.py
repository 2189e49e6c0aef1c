"""What the user can take out of the log: text to the clipboard, links to the browser."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING

from logtui.document.editing.copying import CopyFormat, copy_options
from logtui.document.entry_links import links_of
from logtui.document.text.encoding import repair_for_display
from logtui.errors import LogtuiError
from logtui.export.citing.citation_forms import CITATION_FORMATS, citation_text
from logtui.export.citing.works import citable_link, works_of
from logtui.system.clipboard import copy_text, pasteable_text
from logtui.system.open_policy import LocalFile, RefusedLink, WebAddress, open_policy
from logtui.tui.drawing.labels import display_text, host_label, label_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.notifications import SeverityLevel
    from textual.screen import Screen

    from logtui.document.model import Document, Entry
    from logtui.system.clipboard import CopyResult

_PROBLEM_TIMEOUT = 15
"""Seconds that a message stays which the user has to act on."""


class LinkActions:
    """Copies parts of entries and opens their links, without keeping the keys waiting.

    What takes time is done in threads that nobody waits for at the end.
    """

    def __init__(
        self, screen: Screen[None], log: Path, configured_editor: str | None = None
    ) -> None:
        """Make the linker of a screen.

        Args:
            screen: Where dialogs are pushed and messages shown.
            log: The log's file; relative links start from its folder.
            configured_editor: The editor's command in the settings.
        """
        self._screen = screen
        self._log = log
        self._configured_editor = configured_editor
        self._copy_lock = threading.Lock()
        self._latest_copy = 0
        self._terminal_is_trusted = False
        self._chosen_format: CopyFormat | None = None

    def copy(self, document: Document, entry: Entry) -> None:
        """Copy the link of ``entry``; where it has none, say so and offer the rest."""
        url = document.url(entry)
        if url:
            self._copy(CopyFormat.LINK, url)
        else:
            self.choose_copy(document, entry)

    def choose_copy(self, document: Document, entry: Entry) -> None:
        """Let the user choose what to copy of ``entry``."""
        from logtui.tui.dialogs.choice import CopyMenu

        options = copy_options(document, entry)
        forms = CITATION_FORMATS if citable_link(document, entry) else ()
        formats = [*(option.format for option in options), *forms]

        def chosen(index: int | None) -> None:
            if index is not None:
                self._chosen_format = formats[index]
                self._copy_as(document, entry, formats[index])

        self._screen.app.push_screen(CopyMenu(options, forms), chosen)

    def copy_again(self, document: Document, entry: Entry) -> None:
        """Copy of ``entry`` what was chosen last; let the user choose where nothing was."""
        if self._chosen_format is None:
            self.choose_copy(document, entry)
        else:
            self._copy_as(document, entry, self._chosen_format)

    def open(self, document: Document, entry: Entry) -> None:
        """Open the link of ``entry``; where it has several, let the user choose."""
        from logtui.tui.dialogs.choice import LinkPicker

        found = links_of(document, entry)

        def chosen(index: int | None) -> None:
            if index is not None:
                self._open_link(found[index].target)

        if len(found) > 1:
            self._screen.app.push_screen(LinkPicker(found), chosen)
        elif found:
            chosen(0)
        else:
            self._notify("this entry has no link", "warning")

    # Copying

    def _copy_as(self, document: Document, entry: Entry, copy_format: CopyFormat) -> None:
        """Copy ``entry`` in the form ``copy_format``, where it has that."""
        if copy_format in CITATION_FORMATS and citable_link(document, entry):
            self._run_in_thread(partial(self._cite, document, entry, copy_format))
            return
        for option in copy_options(document, entry):
            if option.format is copy_format:
                self._copy(*option)
                return
        self._notify(f"nothing is copied: this entry lacks {copy_format.value}", "warning")

    def _cite(self, document: Document, entry: Entry, copy_format: CopyFormat) -> None:
        """Make the citation and have it copied; in a thread, since all of the log is gone through.

        What is known of papers is in the cache; the network is not asked.
        """
        from logtui.privacy import visible_entries
        from logtui.records import RecordStore

        visible = visible_entries(document)
        entries = visible if entry in visible else [*visible, entry]
        records = RecordStore().records(works_of(document, entries, {}))
        text = citation_text(document, entries, entry, records, copy_format)
        self._screen.app.call_later(self._copy, copy_format, text)

    def _copy(self, part: CopyFormat, text: str) -> None:
        """Send ``text`` to the terminal at once, and behind that wherever it can be verified."""
        app, text = self._screen.app, pasteable_text(repair_for_display(text))
        app.copy_to_clipboard(text)
        self._latest_copy += 1
        number = self._latest_copy

        def work() -> None:
            with self._copy_lock:
                # An older text must not overwrite a newer one.
                copied = copy_text(text) if number == self._latest_copy else None
            if copied is not None:
                app.call_later(self._report_copy, number, part, text, copied)

        _start_thread(work)

    def _report_copy(self, number: int, part: CopyFormat, text: str, copied: CopyResult) -> None:
        """Say what is known about the newest text; show it where that is nothing."""
        if number != self._latest_copy:
            return
        sentence = copied.sentence(part.value)
        if copied.is_certain or self._terminal_is_trusted:
            self._notify(sentence)
        else:
            self._show_text(f"{sentence}, which may have ignored it", text, "it did take it")

    def _trust(self, answer: bool | None) -> None:  # noqa: FBT001 - what a dialog comes back with
        self._terminal_is_trusted = self._terminal_is_trusted or bool(answer)

    # Opening

    def _open_link(self, target: str) -> None:
        found = open_policy(target)
        if isinstance(found, RefusedLink):
            self._notify(f"{found.reason}: {label_text(target, 100)}", "error")
        elif isinstance(found, WebAddress):
            self._open_page(found.url)
        else:
            self._open_file(found)

    def _open_page(self, url: str) -> None:
        from logtui.system.desktop import DesktopError, open_address

        app = self._screen.app

        def work() -> None:
            try:
                open_address(url)
            except DesktopError as error:
                app.call_later(self._show_text, str(error), url)

        self._notify(f"opening {host_label(url)}")
        _start_thread(work)

    def _open_file(self, link: LocalFile) -> None:
        """Open a file next to the log: in the user's editor or on the desktop, or ask first."""
        from logtui.system.desktop import open_file
        from logtui.system.file_types import Opener
        from logtui.system.local_files import find_local_file, local_file_type

        app = self._screen.app

        def work() -> None:
            path = find_local_file(self._log, link.path)
            opener, type_name = local_file_type(path)
            if opener is Opener.EDITOR:
                app.call_later(self._edit_file, path)
            elif opener is Opener.DESKTOP:
                open_file(path)
            else:
                app.call_later(self._ask_to_open_file, path, type_name)

        self._run_in_thread(work)

    def _edit_file(self, path: Path) -> None:
        """Open ``path`` in the user's editor; without one, ask about the desktop."""
        from textual.app import SuspendNotSupported

        from logtui.system.editor import EditorError, edit_file, editor_command

        try:
            command = editor_command(self._configured_editor)
        except EditorError as error:
            self._ask_to_open_file(path, f"a text, but {error}")
            return
        try:
            with self._screen.app.suspend():
                edit_file(path, command)
        except (EditorError, SuspendNotSupported) as error:
            self._notify(str(error), "error")
        self._screen.refresh(layout=True)

    def _ask_to_open_file(self, path: Path, type_name: str) -> None:
        """Ask about the desktop, unless the user is busy with something else by now."""
        from logtui.tui.dialogs.confirm import open_file_question

        if self._screen.app.screen is self._screen:
            self._screen.app.push_screen(
                open_file_question(path, type_name), partial(self._open_if_agreed, path)
            )
        else:
            self._notify(f"{path.name} is {type_name}; it is not opened", "warning")

    def _open_if_agreed(self, path: Path, answer: bool | None) -> None:  # noqa: FBT001 - what a dialog comes back with
        from logtui.system.desktop import open_file

        if answer:
            self._run_in_thread(partial(open_file, path))

    # Messages

    def _run_in_thread(self, work: Callable[[], object]) -> None:
        """Do ``work`` in the background; say what goes wrong."""
        app = self._screen.app

        def tried() -> None:
            try:
                work()
            except LogtuiError as error:
                app.call_later(self._notify, str(error), "error")

        _start_thread(tried)

    def _notify(self, sentence: str, severity: SeverityLevel = "information") -> None:
        timeout = _PROBLEM_TIMEOUT if severity == "error" else None
        self._screen.notify(
            display_text(sentence), severity=severity, markup=False, timeout=timeout
        )

    def _show_text(self, heading: str, text: str, offer: str = "") -> None:
        """Show ``text`` to be selected, unless the user is busy with something else by now."""
        from logtui.tui.dialogs.show_text import TextDialog

        if self._screen.app.screen is self._screen:
            self._screen.app.push_screen(
                TextDialog(display_text(heading), text, offer), self._trust
            )
        else:
            self._notify(heading, "warning")


def _start_thread(work: Callable[[], object]) -> None:
    # No worker: quitting waits for those, and a browser or a display may take its time.
    threading.Thread(target=work, name="linker", daemon=True).start()
