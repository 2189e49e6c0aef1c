"""The tags of the log: finding the entries with one, and giving one another name."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content

from logtui.document.bulk.tag_operations import ChangeTag
from logtui.document.properties.tags import count_tags, tag_key
from logtui.document.text.wording import counted_noun
from logtui.tui.dialogs.confirm import ConfirmDialog
from logtui.tui.dialogs.line import LineDialog, use_line
from logtui.tui.dialogs.tag_menu import TagMenu
from logtui.tui.drawing.labels import display_text, label_text
from logtui.tui.drawing.styles import styled
from logtui.tui.forms.preview import changed_lines, first_lines
from logtui.tui.host import Location

if TYPE_CHECKING:
    from logtui.document.properties.tags import TagCount
    from logtui.document.text.spans import Edit
    from logtui.tui.actions.commits import Commits
    from logtui.tui.host import Host
    from logtui.tui.panes.bars import SearchBar

_MOST_LINES = 400
_MAX_NAME = 50
"""Characters of a tag in a heading."""


class TagActions:
    """Shows the tags of the log, and does with one what the user wants."""

    def __init__(self, host: Host, bar: SearchBar, commits: Commits) -> None:
        """Make the actions of a screen.

        Args:
            host: The screen that shows the log.
            bar: Where its queries are typed.
            commits: Takes changes to the disk.
        """
        self._host = host
        self._bar = bar
        self._commits = commits

    async def show_tags(self) -> None:
        """Show the tags; one that is taken is looked for, or renamed.

        Raises:
            LogtuiError: It cannot be renamed so.
        """
        tags = count_tags(self._host.document)
        if not tags:
            self._host.report("this log has no tags")
            return
        menu = TagMenu(tags, self._host.dates)
        number = await self._host.ask(menu)
        if number is None:
            return
        if menu.is_renaming:
            await self._rename(tags[number])
        else:
            self._host.show_location(Location(self._host.selected or 0, (), ""))
            await self._bar.show_query(f"tag:{'-'.join(tags[number].name.split())}")

    async def _rename(self, tag: TagCount) -> None:
        heading = f"Rename {label_text(tag.name, _MAX_NAME)} to"
        document = self._host.document

        def plan(name: str) -> tuple[str, ChangeTag, Edit] | None:
            new = name.lstrip("#")
            operation = ChangeTag(tag.name, new)
            edit = operation.edit(document) if new not in ("", tag.name) else None
            return (new, operation, edit) if edit is not None else None

        dialog = partial(LineDialog, heading, "")
        planned = await use_line(self._host, dialog, plan, tag.name)
        if planned is None:
            return
        new, operation, edit = planned
        number = len(operation.changed_entries(document))
        count = counted_noun(number, "entry")
        others = {tag_key(other.name): other for other in count_tags(document)}
        same = others.get(tag_key(new))
        merging = f"; it becomes one with {same.name} ({same.count})" if same else ""
        note = styled(display_text(f"{operation.label} in {count}{merging}"), "strong")
        changes = changed_lines(document, edit, signs=self._host.app.no_color)
        lines = await asyncio.to_thread(first_lines, changes, _MOST_LINES)
        if await self._host.ask(ConfirmDialog("Rename this tag?", [note, Content(), *lines])):
            await self._commits.commit(operation)
