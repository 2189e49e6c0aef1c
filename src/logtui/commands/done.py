"""Say that an entry that was to be read is done.

A checkbox is ticked. What is marked otherwise, by a kind, a label, a tag or its section, loses that
mark and goes to the day of today, as what was read on it. --tick, --move and the setting queue.done
choose one of the two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.commands.common import (
    add_dry_run_option,
    add_entry_options,
    add_in_place_option,
    open_to_write,
    print_dry_run,
    print_receipt,
)
from logtui.commands.console.progress import show_progress
from logtui.commands.manual import Command, ManualPage
from logtui.config.loading import load_existing_config
from logtui.document.editing.entry_ref import EntryRef
from logtui.document.editing.operations import ChangeState
from logtui.document.properties.states import entry_state
from logtui.errors import LogtuiError
from logtui.search.periods import users_today

if TYPE_CHECKING:
    import argparse

    from logtui.document.editing.draft import WayToFinish


class DoneCommand(Command):
    """The command ``logtui done``."""

    page = ManualPage(
        examples=(
            ("logtui queue research-log.md", "what is to be read, with its lines"),
            ("logtui done research-log.md --line 10", "the entry of line 10 is done"),
            ("logtui done research-log.md --line 10 --move", "and goes to today, whatever it is"),
        ),
        files=("config", "state"),
    )

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Name the options of ``logtui done``."""
        add_entry_options(parser)
        ways = parser.add_mutually_exclusive_group()
        ways.add_argument(
            "--move",
            action="store_const",
            const="move",
            dest="way",
            help="take the mark off, and move the entry to the day of today",
        )
        ways.add_argument(
            "--tick", action="store_const", const="tick", dest="way", help="write [x] before it"
        )
        add_dry_run_option(parser)
        add_in_place_option(parser)

    def run(self, args: argparse.Namespace) -> int:
        """Write that the entry is done."""
        config = load_existing_config()
        way: WayToFinish | None = args.way or (config.queue.done if config else None)
        session = open_to_write(args)
        document = session.document
        entry = EntryRef.from_line(document, args.line).find(document)
        if args.way is None and entry_state(document, entry) is None:
            raise LogtuiError(
                f"the entry of line {args.line} is not marked as still to be read, nothing is"
                " written; --tick writes [x] before it"
            )
        today = users_today()
        change = ChangeState(document, entry, "done", today, way)
        if args.dry_run:
            print_dry_run(args.file, document, change.edit(document))
            return 0
        with show_progress(f"writing {args.file.name}"):
            receipt = session.commit(change)
        print_receipt(args.file, receipt)
        return 0


COMMAND = DoneCommand()
