"""The command line: its first word is a command, or else the log to browse.

Only the chosen part is imported, so that ``logtui --version`` costs little more than starting
Python, and no headless command pays for the screens.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from logtui import __version__
from logtui.errors import LogtuiError
from logtui.system.process import (
    collect_rarely,
    drop_unwritten,
    leave_out_program_folder,
    log_path,
    occupy_closed_streams,
    print_message,
    results_to_output,
    skip_final_collection,
    stream_descriptor,
)

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

    from logtui.commands.manual import Command, ManualParser

COMMANDS = {
    "init": "start a new log",
    "add": "add an entry",
    "import": "bring in bookmarks and references of other programs",
    "edit": "change an entry in your editor, or parts of one or many",
    "rm": "delete an entry, or many",
    "done": "say that an entry that was to be read is done",
    "merge": "merge versions of a log: for git, and conflict copies",
    "undo": "take back the last write, or bring back an earlier version",
    "redo": "make a write again that was taken back",
    "repair": "take mojibake out of a log for good",
    "list": "list the entries of a log",
    "search": "find entries again, best match first",
    "export": "write a bibliography, a page, a digest, a feed or a table",
    "stats": "count what was read, and when",
    "tags": "list the tags of a log, rename or remove one",
    "check": "find what is broken or odd in a log",
    "related": "name the entries that are about the same as one",
    "today": "show what was read on this day of earlier years",
    "random": "show an entry by chance",
    "queue": "list what is still to be read, the oldest first",
    "review": "go through entries one after the other, the oldest first",
    "mcp": "serve a log to agents, by the Model Context Protocol",
    "skill": "print what an agent has to know to use logtui",
    "config": "show, check or begin the configuration file",
}
"""Every command with what it does; each is a module of ``logtui.commands``."""

_LINE_TERMINALS = frozenset({"dumb", "unknown"})
"""What $TERM says of terminals that cannot put text anywhere else than on the next line."""

_MODULES = {
    **{
        name: f"reports.{name}"
        for name in ("stats", "check", "today", "random", "queue", "review", "related")
    },
    "edit": "changing.edit",
    "rm": "changing.rm",
    "tags": "reports.tag_list",
    "import": "exchange.import_",
    "mcp": "exchange.mcp",
    "skill": "exchange.skill",
}
"""The modules of commands that are called otherwise, or stand in a folder of their own."""

DONE, FAILED, WRONG_USAGE = 0, 1, 2
"""Exit statuses: done; could not be done; called wrongly."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``logtui`` with ``argv``, by default the arguments of the command line.

    Returns:
        The exit status: 0 done, 1 it could not be done, 2 wrong usage.
    """
    if argv is None:
        leave_out_program_folder()
        argv = sys.argv[1:]
    arguments = list(argv)
    occupy_closed_streams()
    skip_final_collection()
    try:
        return _run(arguments)
    except LogtuiError as error:
        print_message(str(error))
        return WRONG_USAGE if error.is_wrong_usage else FAILED
    except FileNotFoundError:
        # What a command does not find it says; only a name may need a folder that has gone.
        if _has_working_folder():
            raise
        print_message("the folder that logtui was started in is gone; change to another one")
        return FAILED
    except KeyboardInterrupt:
        return 130  # as a shell reports a program ended by Ctrl+C
    finally:
        drop_unwritten()


def _has_working_folder() -> bool:
    try:
        os.getcwd()  # noqa: PTH109 - pathlib is not needed for anything else until here
    except FileNotFoundError:
        return False
    return True


def _run(arguments: list[str]) -> int:
    if arguments[:1] in (["--version"], ["-V"]):
        _print_version()
        return DONE
    if {"_ARGCOMPLETE", "COMP_LINE", "COMP_POINT"} <= os.environ.keys():
        from logtui.commands.console.shell_completion import command_to_complete, complete_and_exit

        command = command_to_complete(COMMANDS)
        complete_and_exit(_parser(command), command, COMMANDS)
    if arguments[:1] == ["help"]:
        arguments = [*arguments[1:2], "--help"]
    if arguments and arguments[0] in COMMANDS:
        return _run_command(arguments[0], arguments[1:])
    return _browse(arguments)


def _print_version() -> None:
    _print_result(f"logtui {__version__}\n")


def _print_result(text: str) -> None:
    with results_to_output():
        sys.stdout.write(text)


def _run_command(name: str, arguments: list[str]) -> int:
    collect_rarely()
    command: Command = _module_of(name).COMMAND
    args = _parser(name).parse_words(arguments)
    if "file" in args:
        from logtui.commands.log_argument import choose_log

        choose_log(args)
        _use_tag_settings()
    return command.run(args)


def _use_tag_settings() -> None:
    """Read as tags what the user's settings say."""
    from logtui.config.loading import load_existing_config

    config = load_existing_config()
    if config is not None and config.tags.people:
        from logtui.document.properties.tags import take_people_for_tags

        take_people_for_tags()


def _parser(name: str | None) -> ManualParser:
    """Return the parser of the command ``name``, or that of the browser for None."""
    from logtui.commands.manual import command_parser, main_parser

    if name is None:
        return main_parser(COMMANDS)
    module = _module_of(name)
    return command_parser(name, module.__doc__ or "", module.COMMAND)


def _module_of(name: str) -> ModuleType:
    """Return the module of the command ``name``."""
    return import_module(f"logtui.commands.{_MODULES.get(name, name)}")


def _browse(arguments: list[str]) -> int:
    from pathlib import Path

    if len(arguments) == 1 and not arguments[0].startswith("-"):
        # Making a parser would take a good part of the time until the first frame.
        return _browse_log(Path(arguments[0]))
    if (command := _likely_command(arguments)) is not None:
        print_message(f"{arguments[0]!r} is not a command; did you mean `logtui {command}`?")
        return WRONG_USAGE
    args = _parser(None).parse_args(arguments)
    if args.version:
        _print_version()
    elif args.completion:
        from logtui.commands.console.shell_completion import shell_script

        _print_result(shell_script(args.completion))
    elif args.demo:
        return _browse_sample()
    else:
        return _browse_usual_log() if args.file is None else _browse_log(log_path(args.file))
    return DONE


def _browse_sample() -> int:
    if problem := _terminal_problem():
        raise LogtuiError(
            f"{problem} to show the sample on; `logtui init research-log.md` starts a log"
            " of your own without one"
        )
    from logtui.demo import demo_log

    with demo_log() as path:
        return _browse_log(path)


def _browse_usual_log() -> int:
    from logtui.config.loading import default_log

    log = default_log()
    if log is not None:
        return _browse_log(log)
    print_message(
        "which log? Name one (`logtui research-log.md`), set $LOGTUI_LOG or `log` in "
        "the configuration file (`logtui config --init`), start one "
        "(`logtui init research-log.md`), or look around first (`logtui --demo`)."
    )
    return WRONG_USAGE


def _likely_command(arguments: list[str]) -> str | None:
    """Return the command that the first of several ``arguments`` is probably a slip for.

    None where it is an option or a file, or not like any command.
    """
    from difflib import get_close_matches
    from pathlib import Path

    word, *rest = arguments or [""]
    if not rest or word.startswith("-") or Path(word).exists():
        return None

    return next(iter(get_close_matches(word.casefold(), COMMANDS, n=1, cutoff=0.5)), None)


def _terminal_problem() -> str:
    """Return why nothing can be shown here, to stand before what was to be; empty where it can.

    Keys come from standard input, and the screen goes to standard error.
    """
    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        return "there is no terminal"
    name = os.environ.get("TERM", "")
    if name in _LINE_TERMINALS:
        return f"there is only a terminal that prints lines (TERM={name})"
    return ""


def _browse_log(path: Path) -> int:
    from logtui.system import process

    process.pause_collection()
    from logtui.errors import MissingLogError, shell_name
    from logtui.session import Session

    if stream_descriptor(path) is not None:
        raise LogtuiError(
            f"{path} is a stream, and only a file can be browsed; `logtui list {path}` prints its"
            " entries"
        )
    try:
        session = Session.open(path)
    except MissingLogError as error:
        if path.suffix or path.name != str(path):
            raise
        raise LogtuiError(f"{error}; `logtui --help` names the commands") from error
    if problem := _terminal_problem():
        raise LogtuiError(
            f"{problem} to browse {path} on; `logtui list {shell_name(path)}` prints its entries"
        )
    from logtui.config.loading import load_existing_config

    process.load_without_unused_parts()
    from logtui.tui.app import browse

    return browse(session, load_existing_config())
