"""The argument FILE, which every command can do without where the settings name a log."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from logtui.commands.manual import refuse_usage
from logtui.config.loading import default_log
from logtui.system.process import InputError, log_path, stream_descriptor

if TYPE_CHECKING:
    import argparse

NO_LOG = (
    "which log? Name FILE, or set $LOGTUI_LOG or `log` in the configuration file"
    " (`logtui config --init`)"
)
"""What is said where neither the command line nor the settings name a log."""

_HELP = "the log (default: $LOGTUI_LOG, else `log` of the configuration file)"


def add_log_argument(
    parser: argparse.ArgumentParser, following: str = "", description: str = _HELP
) -> None:
    """Give ``parser`` the log, a file, as its first argument, which may be left out.

    Args:
        parser: The parser of a command.
        following: The argument after it, which is added next; empty where there is none.
        description: What ``--help`` says of it.
    """
    parser.add_argument("file", nargs="?", metavar="FILE", help=description)
    parser.set_defaults(following=following, path_of_log=file_path)


def add_readable_log_argument(parser: argparse.ArgumentParser, following: str = "") -> None:
    """Give ``parser`` the log as ``add_log_argument`` does; it may be a stream, such as ``-``."""
    add_log_argument(parser, following, f"{_HELP}; - is standard input")
    parser.set_defaults(path_of_log=log_path)


def choose_log(args: argparse.Namespace) -> None:
    """Make ``args.file`` the path of the log, that of the settings where none is named.

    Where another argument may follow FILE, the first word is FILE only if it looks like a log, and
    otherwise belongs to that argument.

    Raises:
        ConfigError: The settings might name a log, but cannot be read.
        InputError: A stream is named where only a file will do.
    """
    word: str | None = args.file
    following = getattr(args, args.following) if args.following else None
    # Where two single words can be, two were typed: the first one is FILE whatever it is.
    can_be_left_out = args.following and not isinstance(following, str)
    if word is None or (can_be_left_out and not _looks_like_log(word)):
        log = default_log()
        if log is not None:
            args.file = log
            if word is not None:
                words = word if following is None else [word, *following]
                setattr(args, args.following, words)
            return
        if word is None:
            refuse_usage(args, NO_LOG)
        if not following:
            refuse_usage(args, f"{word!r} is not a file, and FILE comes before it; {NO_LOG}")
    args.file = args.path_of_log(word)


def named_log(word: str | None) -> Path | None:
    """Return the log that ``word`` names, if it looks like one, else that of the settings.

    Raises:
        ConfigError: The settings might name a log, but cannot be read.
    """
    return Path(word) if word is not None and _looks_like_log(word) else default_log()


def file_path(word: str) -> Path:
    """Return the path that ``word`` is.

    Raises:
        InputError: It names a stream, which cannot be written to as a log is.
    """
    path = log_path(word)
    if stream_descriptor(path) is not None:
        raise InputError(
            f"{word} is a stream, and here the log has to be a file; name that"
            " (`logtui list` and `search` read streams)"
        )
    return path


def _looks_like_log(word: str) -> bool:
    """Tell whether ``word`` is a stream, the name of something that is a file, or ends in .md."""
    if word.casefold().endswith(".md") or stream_descriptor(log_path(word)) is not None:
        return True
    return os.path.exists(word) and not os.path.isdir(word)  # noqa: PTH110, PTH112 - a title may be too long for pathlib
