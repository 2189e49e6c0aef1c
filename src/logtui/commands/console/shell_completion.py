"""Completion of command lines in bash, zsh and fish, by argcomplete.

The shell asks the program itself what fits, so that the kinds of a log can be among the answers.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    import argparse
    from collections.abc import Collection, Iterator

    from logtui.session import Session

SHELLS = ("bash", "zsh", "fish")
"""Shells that can be told how to complete."""

COMPLETION_VARIABLE = "_ARGCOMPLETE"
"""The environment variable by which a shell asks for what fits."""

_FILE_METAVARS = frozenset({"FILE", "BASE", "OURS", "THEIRS", "OUT", "FILE.bib"})
_DATE_WORDS = ("today", "yesterday")


def shell_script(shell: str) -> str:
    """Return what ``shell``, one of ``SHELLS``, has to read to complete ``logtui``."""
    from argcomplete.shell_integration import shellcode

    return shellcode(["logtui"], use_defaults=False, shell=shell)


def command_to_complete(commands: Collection[str]) -> str | None:
    """Return which of ``commands`` the words before the cursor begin with; None for none."""
    from argcomplete.lexers import split_line

    _, _, _, words, _ = split_line(os.environ["COMP_LINE"], int(os.environ["COMP_POINT"]))
    skipped = int(os.environ[COMPLETION_VARIABLE])
    return words[skipped] if len(words) > skipped and words[skipped] in commands else None


def complete_and_exit(
    parser: argparse.ArgumentParser, command: str | None, commands: Collection[str]
) -> NoReturn:
    """Tell the shell that asks what fits, and end the program.

    Args:
        parser: The parser of ``command``, or of the browser.
        command: What ``command_to_complete`` returns.
        commands: The names of the commands.
    """
    from argcomplete import autocomplete
    from argcomplete.completers import BaseCompleter

    if command:
        os.environ[COMPLETION_VARIABLE] = str(int(os.environ[COMPLETION_VARIABLE]) + 1)
    first = () if command else commands

    class Values(BaseCompleter):
        def __call__(
            self,
            *,
            prefix: str,
            action: argparse.Action,
            parser: argparse.ArgumentParser,  # noqa: ARG002 - part of what argcomplete calls
            parsed_args: argparse.Namespace,
        ) -> list[str]:
            return [*first, *_values(prefix, action, parsed_args)]

    autocomplete(parser, always_complete_options=False, default_completer=Values())
    raise SystemExit(1)  # the shell asked in a way that argcomplete does not know


def _values(prefix: str, action: argparse.Action, args: argparse.Namespace) -> list[str]:
    """Return what may stand where ``action`` takes a value; nothing for free text."""
    match action.metavar:
        case str() as name if name in _FILE_METAVARS:
            return list(_paths(prefix))
        case "K":
            return _kind_names(getattr(args, "file", None))
        case "QUERY":
            return _queries(prefix, getattr(args, "file", None))
        case "D":
            return list(_DATE_WORDS)
    return []


def _paths(prefix: str) -> Iterator[str]:
    """Yield the files and folders that begin with ``prefix``; hidden ones where it asks for them.

    A leading ``~`` stays as it is typed.
    """
    folder, slash, name_prefix = prefix.rpartition("/")
    try:
        with os.scandir(Path(folder + slash or ".").expanduser()) as folder_entries:
            entries = sorted(folder_entries, key=lambda entry: entry.name)
    except (OSError, RuntimeError, ValueError):
        return
    for entry in entries:
        name = entry.name
        is_wanted = name.startswith(name_prefix) and (name_prefix or not name.startswith("."))
        if is_wanted and name.isprintable():
            yield folder + slash + name + ("/" if entry.is_dir() else "")


def _kind_names(word: str | None) -> list[str]:
    """Return what the legend of the log calls its kinds; ``word`` is the first one typed."""
    session = _session(word)
    kinds = session.document.legend.kinds if session else ()
    names = (kind.name.partition(",")[0].strip() for kind in kinds)
    return [name for name in names if name and name.isprintable()]


def _queries(prefix: str, word: str | None) -> list[str]:
    """Return what a query that is typed as far as ``prefix`` may become in the log."""
    session = _session(word) if prefix else None
    if session is None:
        return []
    from logtui.config.filters import query_index
    from logtui.search.completion import completions

    index = query_index(session.reload())
    return [query for query in completions(prefix, index) if query.isprintable()]


def _session(word: str | None) -> Session | None:
    """Return the log, if there is one that can be read; ``word`` is the first one typed."""
    from logtui.commands.log_argument import named_log
    from logtui.errors import LogtuiError
    from logtui.session import Session

    try:
        log = named_log(word)
        return Session.open(log) if log else None
    except LogtuiError:
        return None
