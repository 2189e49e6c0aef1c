"""What the user can take out of the log: text to the clipboard, links to the browser."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from logtui.document.editing.copying import Part, copies
from logtui.document.entry_links import addresses
from logtui.document.text.encoding import repaired
from logtui.errors import LogtuiError
from logtui.system.clipboard import copy, sendable
from logtui.system.desktop import Local, Refused, Web, opening
from logtui.tui.drawing.labels import host_label, shown

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.notifications import SeverityLevel
    from textual.screen import Screen

    from logtui.document.model import Document, Entry
    from logtui.system.clipboard import Copied

_PROBLEM_SHOWN = 15
"""Seconds that a message stays which the user has to act on."""


class Linker:
    """Copies parts of entries and opens their links, without keeping the keys waiting.

    What takes time is done in threads that nobody waits for at the end.
    """

    def __init__(self, screen: Screen[None], log: Path) -> None:
        """Make the linker of a screen.

        Args:
            screen: Where dialogs are pushed and messages shown.
            log: The log's file; relative links start from its folder.
        """
        self._screen = screen
        self._log = log
        self._one_at_a_time = threading.Lock()
        self._latest = 0
        self._terminal_is_trusted = False

    def copy(self, document: Document, entry: Entry) -> None:
        """Copy the link of ``entry``; where it has none, say so and offer the rest."""
        url = document.url(entry)
        if url:
            self._copy(Part.LINK, url)
        else:
            self.copy_menu(document, entry)

    def copy_menu(self, document: Document, entry: Entry) -> None:
        """Let the user choose what to copy of ``entry``."""
        from logtui.tui.dialogs.choice import CopyMenu

        found = copies(document, entry)

        def chosen(index: int | None) -> None:
            if index is not None:
                self._copy(*found[index])

        self._screen.app.push_screen(CopyMenu(found), chosen)

    def open(self, document: Document, entry: Entry) -> None:
        """Open the link of ``entry``; where it has several, let the user choose."""
        from logtui.tui.dialogs.choice import LinkPicker

        found = addresses(document, entry)

        def chosen(index: int | None) -> None:
            if index is not None:
                self._open(found[index].target)

        if len(found) > 1:
            self._screen.app.push_screen(LinkPicker(found), chosen)
        elif found:
            chosen(0)
        else:
            self._say("this entry has no link", "warning")

    # Copying

    def _copy(self, part: Part, text: str) -> None:
        """Send ``text`` to the terminal at once, and behind that wherever it can be verified."""
        app, text = self._screen.app, sendable(repaired(text))
        app.copy_to_clipboard(text)
        self._latest += 1
        number = self._latest

        def work() -> None:
            with self._one_at_a_time:
                # An older text must not overwrite a newer one.
                copied = copy(text) if number == self._latest else None
            if copied is not None:
                app.call_later(self._copied, number, part, text, copied)

        _in_background(work)

    def _copied(self, number: int, part: Part, text: str, copied: Copied) -> None:
        """Say what is known about the newest text; show it where that is nothing."""
        if number != self._latest:
            return
        sentence = copied.sentence(part.value)
        if copied.certain or self._terminal_is_trusted:
            self._say(sentence)
        else:
            self._show(f"{sentence}, which may have ignored it", text, "it did take it")

    def _trust(self, answer: bool | None) -> None:  # noqa: FBT001 - what a dialog comes back with
        self._terminal_is_trusted = self._terminal_is_trusted or bool(answer)

    # Opening

    def _open(self, target: str) -> None:
        found = opening(target)
        if isinstance(found, Refused):
            self._say(f"{found.reason}: {shown(target, 100)}", "error")
        elif isinstance(found, Web):
            self._open_page(found.url)
        else:
            self._open_file(found)

    def _open_page(self, url: str) -> None:
        from logtui.system.desktop import BrowserError, open_address

        app = self._screen.app

        def work() -> None:
            try:
                open_address(url)
            except BrowserError as error:
                app.call_later(self._show, str(error), url)

        self._say(f"opening {host_label(url)}")
        _in_background(work)

    def _open_file(self, link: Local) -> None:
        """Open a file beside the log: text in the user's editor, all else on the desktop."""
        from logtui.system.desktop import is_text, located, open_file

        app = self._screen.app

        def work() -> None:
            path = located(self._log, link.path)
            if is_text(path):
                app.call_later(self._edit, path)
            else:
                open_file(path)

        self._try(work)

    def _edit(self, path: Path) -> None:
        """Open ``path`` in the user's editor; without one, on the desktop."""
        from textual.app import SuspendNotSupported

        from logtui.system.desktop import edit, open_file
        from logtui.system.editor import EditorError, editor_command

        try:
            editor_command()
        except EditorError:
            self._try(lambda: open_file(path))
            return
        try:
            with self._screen.app.suspend():
                edit(path)
        except (EditorError, SuspendNotSupported) as error:
            self._say(str(error), "error")
        self._screen.refresh(layout=True)

    # Messages

    def _try(self, work: Callable[[], object]) -> None:
        """Do ``work`` in the background; say what goes wrong."""
        app = self._screen.app

        def tried() -> None:
            try:
                work()
            except LogtuiError as error:
                app.call_later(self._say, str(error), "error")

        _in_background(tried)

    def _say(self, sentence: str, severity: SeverityLevel = "information") -> None:
        timeout = _PROBLEM_SHOWN if severity == "error" else None
        self._screen.notify(shown(sentence), severity=severity, markup=False, timeout=timeout)

    def _show(self, heading: str, text: str, offer: str = "") -> None:
        """Show ``text`` to be selected, unless the user is busy with something else by now."""
        from logtui.tui.dialogs.show_text import ShowText

        if self._screen.app.screen is self._screen:
            self._screen.app.push_screen(ShowText(shown(heading), text, offer), self._trust)
        else:
            self._say(heading, "warning")


def _in_background(work: Callable[[], object]) -> None:
    # No worker: quitting waits for those, and a browser or a display may take its time.
    threading.Thread(target=work, name="linker", daemon=True).start()
