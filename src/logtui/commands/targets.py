"""The options that name the entry that a command is about."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_target_options(parser: argparse.ArgumentParser) -> None:
    """Give ``parser`` the log and the line that name an entry."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the log")
    parser.add_argument(
        "--line",
        type=_line_number,
        required=True,
        metavar="N",
        help="any line of the entry, counted from 1",
    )


def _line_number(word: str) -> int:
    number = int(word)
    if number < 1:
        raise argparse.ArgumentTypeError(f"lines are counted from 1, not {number}")
    return number
