"""The first word of the command line decides: a command, or a log to browse.

Nothing but the chosen part is imported, so that ``logtui --version`` costs little more than
starting Python, and no headless command pays for the screens.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING

from logtui import __version__

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from pathlib import Path

COMMANDS = {
    "init": "start a new log",
    "add": "add an entry",
    "edit": "change an entry, in your editor or part by part",
    "rm": "delete an entry",
    "undo": "take back the last write, or bring back an earlier version",
    "redo": "make a write again that was taken back",
    "list": "list the entries of a log",
    "search": "find entries again, best match first",
}
"""Every command with what it does; each is a module of ``logtui.commands``."""

DONE, FAILED, WRONG_USAGE = 0, 1, 2
"""Exit statuses: done; could not be done; called wrongly."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``logtui`` with the given words, by default those of the command line.

    Returns:
        The exit status: 0 done, 1 it could not be done, 2 wrong usage.
    """
    words = sys.argv[1:] if argv is None else list(argv)
    if words[:1] in (["--version"], ["-V"]):
        print(f"logtui {__version__}")  # noqa: T201 - standard output carries the result
        return DONE
    from logtui.document.errors import LogtuiError

    try:
        if words and words[0] in COMMANDS:
            return _run_command(words[0], words[1:])
        return _browse(_browser_parser().parse_args(words))
    except LogtuiError as error:
        from logtui.safe_text import safe_text

        sys.stderr.write(f"logtui: {safe_text(str(error))}\n")
        return FAILED
    except BrokenPipeError:
        # The reader of our output has seen enough (`logtui list … | head`).
        sys.stderr.close()
        return FAILED
    except KeyboardInterrupt:
        return 130  # as a shell reports a program ended by Ctrl+C


def _run_command(name: str, words: list[str]) -> int:
    import argparse

    module = import_module(f"logtui.commands.{name}")
    parser = argparse.ArgumentParser(
        prog=f"logtui {name}",
        description=module.__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    module.configure(parser)
    # Options may stand between the words of a query.
    status: int = module.run(parser.parse_intermixed_args(words))
    return status


def _browser_parser() -> argparse.ArgumentParser:
    import argparse

    commands = "\n".join(f"  {name:8} {text}" for name, text in COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog="logtui",
        description="Browse a research log kept in one Markdown file.",
        epilog=f"commands (`logtui COMMAND --help` says more):\n{commands}\n\n"
        "A log that is named like a command is opened as ./NAME.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "file", nargs="?", metavar="FILE", help="the log; left out: $LOGTUI_LOG, then config.toml"
    )
    parser.add_argument("--demo", action="store_true", help="browse a throw-away copy of a sample")
    parser.add_argument("--version", action="store_true", help="print the version")
    return parser


def _browse(args: argparse.Namespace) -> int:
    if args.demo:
        from logtui.storage.demo import demo_log

        with demo_log() as path:
            return _show(path)
    chosen = _chosen_log(args.file)
    if chosen is None:
        sys.stderr.write(
            "logtui: which log? Name one (`logtui research-log.md`), set $LOGTUI_LOG, start one "
            "(`logtui init research-log.md`), or look around first (`logtui --demo`).\n"
        )
        return WRONG_USAGE
    return _show(chosen)


def _chosen_log(word: str | None) -> Path | None:
    from pathlib import Path

    if word is not None:
        return Path(word)
    from logtui.config import default_log

    return default_log()


def _show(path: Path) -> int:
    import gc

    # Thousands of objects are made until the first frame and none is dropped: collecting would
    # only find that out again and again. The screen turns it on behind the first frame.
    gc.disable()
    from logtui.document.errors import LogtuiError
    from logtui.session import Session

    session = Session.open(path)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise LogtuiError(
            f"there is no terminal to browse {path} on; `logtui list {path}` prints its entries"
        )
    from logtui.tui.app import browse

    browse(session)
    # At its end Python would look through everything once more.
    gc.freeze()
    return DONE
