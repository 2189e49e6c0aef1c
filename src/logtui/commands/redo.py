"""Make the write again that `logtui undo` took back last."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from logtui.commands.common import add_in_place_option, print_receipt
from logtui.commands.manual import ManualPage
from logtui.commands.progress import open_session, show_progress

if TYPE_CHECKING:
    import argparse


PAGE = ManualPage(
    examples=(("logtui redo research-log.md", "undo the undoing"),),
    files=("state",),
)


def configure(parser: argparse.ArgumentParser) -> None:
    """Name the options of ``logtui redo``."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the log")
    add_in_place_option(parser)


def run(args: argparse.Namespace) -> int:
    """Make the write again.

    Raises:
        LogtuiError: There is none, its place is no longer in the file, or it cannot be saved.
    """
    session = open_session(args.file)
    session.in_place = args.in_place
    with show_progress(f"writing {args.file.name}"):
        receipt = session.redo()
    print_receipt(args.file, receipt, "redone: ")
    return 0
