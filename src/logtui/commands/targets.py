"""The options that several commands share: the entry that is meant, and how it is written."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_target_options(parser: argparse.ArgumentParser) -> None:
    """Give ``parser`` the log and the line that name an entry."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the log")
    parser.add_argument(
        "--line",
        type=line_number,
        required=True,
        metavar="N",
        help="any line of the entry, counted from 1",
    )


def add_in_place_option(parser: argparse.ArgumentParser) -> None:
    """Give ``parser`` the option by which the user agrees to writing into the file itself."""
    parser.add_argument(
        "--in-place",
        action="store_true",
        help="where the file cannot be replaced by a new one (it has hard links, or its folder"
        " takes no new file), write into it; its old content is kept for `logtui undo` first",
    )


def line_number(word: str) -> int:
    """Return the line that ``word`` names.

    Raises:
        argparse.ArgumentTypeError: It is no number, or none that a line has.
    """
    number = whole_number(word)
    if number < 1:
        raise argparse.ArgumentTypeError(f"lines are counted from 1, not {number}")
    return number


def whole_number(word: str) -> int:
    """Return the number that ``word`` is.

    Raises:
        argparse.ArgumentTypeError: It is none.
    """
    try:
        return int(word)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{word!r} is no whole number") from error
