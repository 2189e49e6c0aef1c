"""Delete entries of a log, with their notes; `logtui undo` brings them back.

The heading of a day goes too with the day's last entry.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.commands.changing.bulk_writing import write_to_entries
from logtui.commands.common import (
    add_in_place_option,
    open_to_write,
    print_dry_run,
    print_receipt,
)
from logtui.commands.console.progress import show_progress
from logtui.commands.manual import Command, ManualPage
from logtui.commands.options.named_entries import add_named_entries_options, named_entries
from logtui.document.bulk.bulk_operations import DeleteEntries
from logtui.document.editing.operations import DeleteEntry

if TYPE_CHECKING:
    import argparse


class RmCommand(Command):
    """The command ``logtui rm``."""

    page = ManualPage(
        examples=(
            ("logtui rm research-log.md --line 10", "delete the entry of line 10"),
            ("logtui undo research-log.md", "and bring it back"),
            (
                "logtui rm research-log.md --where no:link --dry-run",
                "see what a query would delete",
            ),
        ),
        files=("state",),
    )

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Name the options of ``logtui rm``."""
        add_named_entries_options(parser)
        add_in_place_option(parser)

    def run(self, args: argparse.Namespace) -> int:
        """Delete the entries."""
        session = open_to_write(args)
        named = named_entries(args, session.document)
        if args.line is None:
            write_to_entries(args, session, DeleteEntries(named.refs), named.misfits)
            return 0
        [target] = named.refs
        deletion = DeleteEntry(target)
        if args.dry_run:
            print_dry_run(args.file, session.document, deletion.edit(session.document))
            return 0
        with show_progress(f"writing {args.file.name}"):
            receipt = session.commit(deletion)
        print_receipt(args.file, receipt)
        return 0


COMMAND = RmCommand()
