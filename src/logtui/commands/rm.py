"""Delete an entry of a log, with its notes; `logtui undo` brings it back.

The heading of its day goes too when it was the day's last entry.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.commands.common import (
    add_entry_options,
    add_in_place_option,
    open_to_write,
    print_receipt,
)
from logtui.commands.console.progress import show_progress
from logtui.commands.manual import Command, ManualPage
from logtui.document.editing.entry_ref import EntryRef
from logtui.document.editing.operations import DeleteEntry

if TYPE_CHECKING:
    import argparse


class RmCommand(Command):
    """The command ``logtui rm``."""

    page = ManualPage(
        examples=(
            ("logtui rm research-log.md --line 10", "delete the entry of line 10"),
            ("logtui undo research-log.md", "and bring it back"),
        ),
        files=("state",),
    )

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Name the options of ``logtui rm``."""
        add_entry_options(parser)
        add_in_place_option(parser)

    def run(self, args: argparse.Namespace) -> int:
        """Delete the entry."""
        session = open_to_write(args)
        target = EntryRef.from_line(session.document, args.line)
        with show_progress(f"writing {args.file.name}"):
            receipt = session.commit(DeleteEntry(target))
        print_receipt(args.file, receipt)
        return 0


COMMAND = RmCommand()
