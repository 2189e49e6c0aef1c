"""Make the write again that `logtui undo` took back last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.commands.common import add_in_place_option, open_to_write, print_receipt
from logtui.commands.console.progress import show_progress
from logtui.commands.log_argument import add_log_argument
from logtui.commands.manual import Command, ManualPage

if TYPE_CHECKING:
    import argparse


class RedoCommand(Command):
    """The command ``logtui redo``."""

    page = ManualPage(
        examples=(("logtui redo research-log.md", "undo the undoing"),),
        files=("state",),
    )

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Name the options of ``logtui redo``."""
        add_log_argument(parser)
        add_in_place_option(parser)

    def run(self, args: argparse.Namespace) -> int:
        """Make the write again."""
        session = open_to_write(args)
        with show_progress(f"writing {args.file.name}"):
            receipt = session.redo()
        print_receipt(args.file, receipt, "redone: ")
        return 0


COMMAND = RedoCommand()
