"""Bringing in what other programs have kept: the summary and the change first, then one write."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.content import Content

from logtui.errors import error_reason
from logtui.importing.import_items import ImportItems, ImportOptions, import_summary
from logtui.importing.source_file import MAX_SOURCE_BYTES
from logtui.importing.source_formats import read_source
from logtui.importing.source_item import SourceError
from logtui.storage.files import read_beginning
from logtui.tui.dialogs.confirm import ConfirmDialog
from logtui.tui.dialogs.line import LineDialog, use_line
from logtui.tui.drawing.labels import display_text
from logtui.tui.drawing.styles import styled
from logtui.tui.drawing.word_diff import diff_lines, lines_without_ends
from logtui.tui.forms.preview import first_lines

if TYPE_CHECKING:
    from logtui.document.model import Document
    from logtui.document.text.spans import Edit
    from logtui.tui.actions.commits import Commits
    from logtui.tui.host import Host

_MOST_LINES = 400


class ImportActions:
    """Asks for a file, shows what it would bring, and brings it."""

    def __init__(self, host: Host, commits: Commits) -> None:
        """Make the actions of a screen.

        Args:
            host: The screen that shows the log.
            commits: Takes the change to the disk.
        """
        self._host = host
        self._commits = commits

    async def import_file(self) -> None:
        """Import a file that the user names, after showing what it would change.

        Raises:
            LogtuiError: Nothing is written.
        """
        heading, document = "Import bookmarks or references from", self._host.document
        dialog = partial(LineDialog, heading, "~/Downloads/bookmarks.html")
        planned = await use_line(self._host, dialog, partial(planned_import, document))
        if planned is None:
            return
        operation, edit = planned
        summary = import_summary(operation)
        if edit is None:
            self._host.report(f"imported nothing: {summary}")
            return
        changes = await asyncio.to_thread(edit_lines, document, edit)
        lines = [styled(display_text(summary), "strong"), Content(), *changes]
        if await self._host.ask(ConfirmDialog("Import this?", lines)):
            await self._commits.commit(operation)


def named_path(name: str) -> Path:
    """Return the path that the user means by ``name``, which may begin with ``~``."""
    try:
        return Path(name).expanduser()
    except RuntimeError:  # there is no such user: `~nobody` is a name like any
        return Path(name)


def planned_import(document: Document, name: str) -> tuple[ImportItems, Edit | None]:
    """Return what brings the file that the user names into ``document``, and its edit.

    Raises:
        SourceError: The file cannot be read.
    """
    path = named_path(name)
    try:
        data = read_beginning(path, MAX_SOURCE_BYTES + 1)
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error_reason(error)}") from error
    operation = ImportItems(read_source(data, str(path)), ImportOptions(), path.name)
    return operation, operation.edit(document)


def edit_lines(document: Document, edit: Edit) -> list[Content]:
    """Return the first lines of what ``edit`` changes in ``document``, as they are shown."""
    old, new = edit.span.of(document.text), edit.text
    changes = diff_lines(lines_without_ends(old), lines_without_ends(new), signs=True)
    return first_lines(changes, _MOST_LINES)
