"""What the user can take out of the log: text to the clipboard, links to the browser."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from logtui.daemon_call import call_in_daemon
from logtui.document.editing.copying import CopyFormat, copy_options, joined_parts
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
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from logtui.document.editing.copying import CopyOption
    from logtui.document.model import Document, Entry
    from logtui.tui.host import UserInterface

_MAX_AT_ONCE = 200
"""Entries whose parts are looked at while a key waits."""

_MAX_OPENED = 8
"""Links that are opened without a question."""


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

    async def copy(self, document: Document, entries: Sequence[Entry]) -> None:
        """Copy the links of ``entries``; where there is none, say so and offer the rest."""
        if any(document.url(entry) for entry in entries):
            await self._copy_as(document, entries, CopyFormat.LINK)
        else:
            await self.choose_copy(document, entries)

    async def choose_copy(self, document: Document, entries: Sequence[Entry]) -> None:
        """Let the user choose what to copy of ``entries``; the first ones tell what there is."""
        from logtui.tui.dialogs.choice import CopyMenu

        options: dict[CopyFormat, CopyOption] = {}
        for entry in entries[:_MAX_AT_ONCE]:
            for option in copy_options(document, entry):
                options.setdefault(option.format, option)
        citable = any(citable_link(document, entry) for entry in entries[:_MAX_AT_ONCE])
        menu = CopyMenu(list(options.values()), CITATION_FORMATS if citable else (), len(entries))
        choice = await self._host.ask(menu)
        if choice is not None:
            self._chosen_format = menu.formats[choice]
            await self._copy_as(document, entries, self._chosen_format)

    async def copy_again(self, document: Document, entries: Sequence[Entry]) -> None:
        """Copy of ``entries`` what was chosen last; let the user choose where nothing was."""
        if self._chosen_format is None:
            await self.choose_copy(document, entries)
        else:
            await self._copy_as(document, entries, self._chosen_format)

    async def copy_selection(self, text: str) -> None:
        """Copy ``text``, which the user selected with the mouse."""
        await self._copy(CopyFormat.SELECTION.value, text)

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
                await call_in_daemon(open_address, target.url)
            except DesktopError as error:
                await self._show_text(str(error), target.url)
                return False
            self._host.report(f"opened {host_label(target.url)} in the browser")
        else:
            await self._open_file(target)
        return True

    async def open_all(self, document: Document, entries: Sequence[Entry]) -> bool:
        """Open the link of each of ``entries`` in the browser, if there are many after a question.

        Tell whether they are open.

        Raises:
            LogtuiError: None of them has a link that a browser opens.
        """
        from logtui.system.desktop import DesktopError, open_address
        from logtui.tui.dialogs.confirm import question_about

        addresses = await call_in_daemon(web_addresses, document, entries)
        if not addresses:
            raise LogtuiError("none of the marked entries has a link for a browser")
        if len(addresses) > _MAX_OPENED:
            count = len(addresses)
            question = question_about(addresses, count, f"Open {count} links in the browser?")
            if not await self._host.ask(question):
                return False
        for address in addresses:
            try:
                await call_in_daemon(open_address, address)
            except DesktopError as error:
                await self._show_text(str(error), "\n".join(addresses))
                return False
        self._host.report(f"opened {len(addresses)} links in the browser")
        return True

    async def _copy_as(
        self, document: Document, entries: Sequence[Entry], copy_format: CopyFormat
    ) -> None:
        """Copy ``entries`` in the form ``copy_format``, in one text.

        Raises:
            LogtuiError: None of them has that.
        """
        if copy_format in CITATION_FORMATS:
            text, count = await call_in_daemon(known_citations, document, entries, copy_format)
        elif len(entries) > _MAX_AT_ONCE:
            text, count = await call_in_daemon(joined_parts, document, entries, copy_format)
        else:
            text, count = joined_parts(document, entries, copy_format)
        if not count:
            lack = "this entry lacks" if len(entries) == 1 else "these entries lack"
            raise LogtuiError(f"nothing is copied: {lack} {copy_format.value}")
        part = copy_format.value
        if len(entries) > 1:
            whole = f"{len(entries)} entries"
            part += f" of {whole}" if count == len(entries) else f" of {count} of {whole}"
        await self._copy(part, text)

    async def _copy(self, part: str, text: str) -> None:
        """Send ``text`` to the terminal at once, and after that wherever it can be verified.

        Then say what is known about it, and show it where that is nothing. ``part`` names it.
        """
        text = pasteable_text(repair_for_display(text))
        self._host.app.copy_to_clipboard(text)
        self._latest_copy += 1
        number = self._latest_copy
        async with self._copy_lock:
            # An older text must not overwrite a newer one.
            result = await call_in_daemon(copy_text, text) if number == self._latest_copy else None
        if result is None or number != self._latest_copy:
            return
        sentence = result.sentence(part)
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

        path = await call_in_daemon(find_local_file, self._log, link.path)
        opener, type_name = await call_in_daemon(local_file_type, path)
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
        await call_in_daemon(open_file, path)
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


def known_citations(
    document: Document, entries: Sequence[Entry], copy_format: CopyFormat
) -> tuple[str, int]:
    """Return what ``entries`` cite in the form ``copy_format``, with what the cache knows of it.

    All of the log is gone through for the keys, which takes a while; the network is not asked.
    The number is that of the entries that cite something.
    """
    from logtui.privacy import visible_entries
    from logtui.records import RecordStore

    visible = visible_entries(document)
    works = works_of(document, [*visible, *set(entries).difference(visible)])
    cited = Bibliography(works, RecordStore().records(works)).of_entries(entries)
    cited.sort(key=lambda work: min(entry.span.start for entry in work.entries))
    return citation_text(document, cited, copy_format), sum(len(work.entries) for work in cited)


def web_addresses(document: Document, entries: Iterable[Entry]) -> list[str]:
    """Return the first link of each of ``entries`` that a browser may open, each once."""
    first_links = (links_of(document, entry)[:1] for entry in entries)
    targets = [open_policy(link.target) for links in first_links for link in links]
    return list(dict.fromkeys(target.url for target in targets if isinstance(target, WebAddress)))
