"""Make the write again that `logtui undo` took back last."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from logtui.commands.common import add_in_place_option, tell
from logtui.commands.manual import Page
from logtui.commands.progress import opened, progress

if TYPE_CHECKING:
    import argparse


PAGE = Page(
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
    session = opened(args.file)
    session.in_place = args.in_place
    with progress(f"writing {args.file.name}"):
        receipt = session.redo()
    tell(args.file, receipt, "redone: ")
    return 0
