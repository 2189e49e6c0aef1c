"""Take back the last write that logtui made to a log, also one of an earlier run.

What other programs have changed elsewhere in the file since then stays. Besides its writes,
logtui keeps the last versions of the whole file; one of them can be brought back, and that can
be undone like any write.
"""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from logtui.commands.common import (
    add_in_place_option,
    open_to_write,
    parse_whole_number,
    print_lines,
    print_receipt,
    print_warnings,
    report_lines,
)
from logtui.commands.console.progress import show_progress
from logtui.commands.log_argument import add_log_argument
from logtui.commands.manual import Command, ManualPage
from logtui.errors import HistoryError, shell_name
from logtui.merging import undo_last_write
from logtui.storage import history
from logtui.storage.state import NS_PER_SECOND
from logtui.system.process import print_message

if TYPE_CHECKING:
    import argparse


class UndoCommand(Command):
    """The command ``logtui undo``."""

    page = ManualPage(
        notes="The last 50 versions are kept, for up to 30 days; times are those of this machine.",
        examples=(
            ("logtui undo research-log.md", "take back the last write"),
            ("logtui undo research-log.md --list", "see which writes can be undone"),
            ("logtui undo research-log.md --restore 2", "bring version 2 of --versions back"),
        ),
        files=("state",),
    )

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Name the options of ``logtui undo``."""
        add_log_argument(parser)
        group = parser.add_mutually_exclusive_group()
        group.add_argument(
            "--list",
            action="store_true",
            help="list the writes that can be undone, the next one first",
        )
        group.add_argument(
            "--versions",
            action="store_true",
            help="list the versions that are kept, the newest first",
        )
        group.add_argument(
            "--restore",
            type=parse_whole_number,
            metavar="N",
            help="bring version N of that list back",
        )
        add_in_place_option(parser)

    def run(self, args: argparse.Namespace) -> int:
        """Take back the last write, or do what the options ask for instead."""
        if args.list:
            print_lines(
                f"{number:>3}  {_local_time(write.time_ns)}  {write.label}"
                for number, write in enumerate(history.undoable_writes(args.file), 1)
            )
        elif args.versions:
            print_lines(
                f"{number:>3}  {_local_time(version.time_ns)}  {version.size} bytes"
                for number, version in enumerate(history.earlier_versions(args.file), 1)
            )
        elif args.restore is not None:
            _restore(args.file, args.restore, in_place=args.in_place)
        else:
            session = open_to_write(args)
            with show_progress(f"writing {args.file.name}"):
                receipt = undo_last_write(session)
            print_receipt(args.file, receipt, "undone: ")
        return 0


COMMAND = UndoCommand()


def _restore(path: Path, number: int, *, in_place: bool) -> None:
    versions = history.earlier_versions(path)
    if not 1 <= number <= len(versions):
        raise HistoryError(
            f"there is no version {number} of {path};"
            f" `logtui undo {shell_name(path)} --versions` lists them"
        )
    version = versions[number - 1]
    saved = history.restore_version(path, version, in_place=in_place)
    if saved.change is None:
        print_message(f"{path} is version {number} already, nothing is written")
        return
    time = _local_time(version.time_ns)
    report_lines([f"{path}: version {number} of {time} is back, {version.size} bytes"])
    print_warnings(saved.warnings)


def _local_time(time_ns: int) -> str:
    return datetime.datetime.fromtimestamp(time_ns // NS_PER_SECOND).isoformat(" ")  # noqa: DTZ006 - local
