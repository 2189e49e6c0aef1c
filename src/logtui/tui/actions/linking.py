"""What the user can take out of the log: text to the clipboard, links to the browser."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import Future
from functools import partial
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from textual.app import SuspendNotSupported

from logtui.document.editing.copying import CopyFormat, copy_options
from logtui.document.entry_links import links_of
from logtui.document.text.encoding import repair_for_display
from logtui.errors import LogtuiError
from logtui.export.citing.bibliography import Bibliography
from logtui.export.citing.citation_forms import CITATION_FORMATS, citation_text
from logtui.export.citing.works import citable_link, works_of
from logtui.system.clipboard import copy_text, pasteable_text
from logtui.system.open_policy import LocalFile, RefusedLink, WebAddress, open_policy
from logtui.tui.drawing.labels import display_text, host_label, label_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from logtui.document.model import Document, Entry
    from logtui.tui.host import UserInterface

Arguments = ParamSpec("Arguments")
Outcome = TypeVar("Outcome")


class LinkActions:
    """Copies parts of entries and opens their links, without keeping the keys waiting.

    What is awaited here raises a ``LogtuiError`` where it cannot be done. What takes time is done
    in threads that nobody waits for at the end.
    """

    def __init__(
        self, host: UserInterface, log: Path, configured_editor: str | None = None
    ) -> None:
        """Make the linker of a screen.

        Args:
            host: Where questions are asked and messages shown.
            log: The log's file; relative links start from its folder.
            configured_editor: The editor's command in the settings.
        """
        self._host = host
        self._log = log
        self._configured_editor = configured_editor
        self._copy_lock = asyncio.Lock()
        self._latest_copy = 0
        self._terminal_is_trusted = False
        self._chosen_format: CopyFormat | None = None

    async def copy(self, document: Document, entry: Entry) -> None:
        """Copy the link of ``entry``; where it has none, say so and offer the rest."""
        url = document.url(entry)
        if url:
            await self._copy(CopyFormat.LINK, url)
        else:
            await self.choose_copy(document, entry)

    async def choose_copy(self, document: Document, entry: Entry) -> None:
        """Let the user choose what to copy of ``entry``."""
        from logtui.tui.dialogs.choice import CopyMenu

        options = copy_options(document, entry)
        forms = CITATION_FORMATS if citable_link(document, entry) else ()
        choice = await self._host.ask(CopyMenu(options, forms))
        if choice is not None:
            formats = [*(option.format for option in options), *forms]
            self._chosen_format = formats[choice]
            await self._copy_as(document, entry, formats[choice])

    async def copy_again(self, document: Document, entry: Entry) -> None:
        """Copy of ``entry`` what was chosen last; let the user choose where nothing was."""
        if self._chosen_format is None:
            await self.choose_copy(document, entry)
        else:
            await self._copy_as(document, entry, self._chosen_format)

    async def copy_selection(self, text: str) -> None:
        """Copy ``text``, which the user selected with the mouse."""
        await self._copy(CopyFormat.SELECTION, text)

    async def open(self, document: Document, entry: Entry) -> bool:
        """Open the link of ``entry``, one of several if the user chooses; tell whether one is."""
        from logtui.system.desktop import DesktopError, open_address
        from logtui.tui.dialogs.choice import LinkPicker

        links = links_of(document, entry)
        if not links:
            self._host.report("this entry has no link")
            return False
        choice: int | None = 0
        if len(links) > 1:
            choice = await self._host.ask(LinkPicker(links))
        if choice is None:
            return False
        target = open_policy(links[choice].target)
        if isinstance(target, RefusedLink):
            raise LogtuiError(f"{target.reason}: {label_text(links[choice].target, 100)}")
        if isinstance(target, WebAddress):
            try:
                await _call_in_thread(open_address, target.url)
            except DesktopError as error:
                await self._show_text(str(error), target.url)
                return False
            self._host.report(f"opened {host_label(target.url)} in the browser")
        else:
            await self._open_file(target)
        return True

    async def _copy_as(self, document: Document, entry: Entry, copy_format: CopyFormat) -> None:
        """Copy ``entry`` in the form ``copy_format``.

        Raises:
            LogtuiError: It does not have that.
        """
        if copy_format in CITATION_FORMATS and citable_link(document, entry):
            text = await _call_in_thread(known_citation, document, entry, copy_format)
            await self._copy(copy_format, text)
            return
        for option in copy_options(document, entry):
            if option.format is copy_format:
                await self._copy(*option)
                return
        raise LogtuiError(f"nothing is copied: this entry lacks {copy_format.value}")

    async def _copy(self, part: CopyFormat, text: str) -> None:
        """Send ``text`` to the terminal at once, and after that wherever it can be verified.

        Then say what is known about it, and show it where that is nothing.
        """
        text = pasteable_text(repair_for_display(text))
        self._host.app.copy_to_clipboard(text)
        self._latest_copy += 1
        number = self._latest_copy
        async with self._copy_lock:
            # An older text must not overwrite a newer one.
            result = await _call_in_thread(copy_text, text) if number == self._latest_copy else None
        if result is None or number != self._latest_copy:
            return
        sentence = result.sentence(part.value)
        if result.is_certain or self._terminal_is_trusted:
            self._host.report(sentence)
        else:
            await self._show_text(f"{sentence}, which may have ignored it", text, "it did take it")

    async def _open_file(self, link: LocalFile) -> None:
        """Open a file next to the log: in the user's editor or on the desktop, or ask first."""
        from logtui.system.desktop import open_file
        from logtui.system.editor import EditorError, editor_command
        from logtui.system.file_types import Opener
        from logtui.system.local_files import find_local_file, local_file_type
        from logtui.tui.dialogs.confirm import open_file_question

        path = await _call_in_thread(find_local_file, self._log, link.path)
        opener, type_name = await _call_in_thread(local_file_type, path)
        if opener is Opener.EDITOR:
            try:
                command = editor_command(self._configured_editor)
            except EditorError as error:
                type_name = f"a text, but {error}"
            else:
                self._edit_file(path, command)
                return
        if opener is not Opener.DESKTOP:
            if not self._host.is_active:  # the user is busy with something else by now
                self._host.warn(f"{path.name} is {type_name}; it is not opened")
                return
            if not await self._host.ask(open_file_question(path, type_name)):
                return
        await _call_in_thread(open_file, path)
        self._host.report("opened", path.name)

    def _edit_file(self, path: Path, command: list[str]) -> None:
        """Give ``path`` and the terminal to the user's editor, and wait for its end."""
        from logtui.system.editor import EditorError, edit_file

        failure: EditorError | None = None
        try:
            with self._host.app.suspend():
                try:
                    edit_file(path, command)
                except EditorError as error:
                    failure = error  # raised in here it would leave the app suspended
        except SuspendNotSupported as error:
            raise LogtuiError(str(error)) from error
        self._host.app.screen.refresh(layout=True)
        if failure is not None:
            raise failure

    async def _show_text(self, heading: str, text: str, offer: str = "") -> None:
        """Show ``text`` to be selected, unless the user is busy with something else by now."""
        from logtui.tui.dialogs.show_text import TextDialog

        if not self._host.is_active:
            self._host.warn(heading)
            return
        dialog = TextDialog(display_text(heading), text, offer)
        if await self._host.ask(dialog):
            self._terminal_is_trusted = True


def known_citation(document: Document, entry: Entry, copy_format: CopyFormat) -> str:
    """Return what ``entry`` cites in the form ``copy_format``, with what the cache knows of it.

    All of the log is gone through for the key, which takes a while; the network is not asked.
    """
    from logtui.privacy import visible_entries
    from logtui.records import RecordStore

    visible = visible_entries(document)
    entries = visible if entry in visible else [*visible, entry]
    works = works_of(document, entries)
    (work,) = Bibliography(works, RecordStore().records(works)).of_entries([entry])
    return citation_text(document, work, copy_format)


async def _call_in_thread(
    function: Callable[Arguments, Outcome], *args: Arguments.args, **kwargs: Arguments.kwargs
) -> Outcome:
    """Return what ``function`` returns, called in a thread that quitting does not wait for.

    A browser or a display may take its time.
    """
    future: Future[Outcome] = Future()
    call = partial(function, *args, **kwargs)
    threading.Thread(target=_fulfil, args=(future, call), name="links", daemon=True).start()
    return await asyncio.wrap_future(future)


def _fulfil(future: Future[Outcome], call: Callable[[], Outcome]) -> None:
    """Give ``future`` what ``call`` returns or raises, unless nobody waits for it any more."""
    if future.set_running_or_notify_cancel():
        try:
            future.set_result(call())
        except Exception as error:  # noqa: BLE001 - it is raised where the outcome is awaited
            future.set_exception(error)
