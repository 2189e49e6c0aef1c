"""Make the write again that `logtui undo` took back last."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from logtui.commands.receipts import tell
from logtui.session import Session

if TYPE_CHECKING:
    import argparse


def configure(parser: argparse.ArgumentParser) -> None:
    """Name the options of ``logtui redo``."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the log")


def run(args: argparse.Namespace) -> int:
    """Make the write again.

    Raises:
        LogtuiError: There is none, its place is no longer in the file, or it cannot be saved.
    """
    tell(args.file, Session.open_whole(args.file).redo(), "redone: ")
    return 0
