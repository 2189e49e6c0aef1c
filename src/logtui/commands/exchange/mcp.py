"""Serve a log to agents, by the Model Context Protocol on standard input and output.

The server knows this one log and nothing else. Without --write it only reads. It takes the extra
`mcp`: pip install 'logtui[mcp]'.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from logtui.commands.console.progress import open_session
from logtui.commands.log_argument import add_log_argument
from logtui.commands.manual import Command, ManualPage
from logtui.errors import LogtuiError
from logtui.system.process import results_to_output

if TYPE_CHECKING:
    import argparse


class McpCommand(Command):
    """The command ``logtui mcp``."""

    page = ManualPage(
        notes="""\
An agent can search, list, read, count and export entries; with --write it can also add entries,
add notes, change an entry that is as it has read it, and take back what it wrote. It cannot delete,
and what the setting export.exclude finds is not shown to it. What it writes stands in the log as
logtui writes it, next to an open screen; `logtui undo --list` shows it.""",
        examples=(
            ("logtui mcp log.md --setup", "what the usual clients have to be told"),
            ("logtui mcp log.md --write", "serve it; a client starts this"),
        ),
        files=("config", "cache", "state"),
    )

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Name the options of ``logtui mcp``."""
        add_log_argument(parser)
        parser.add_argument("--write", action="store_true", help="let the agent write, too")
        parser.add_argument(
            "--setup", action="store_true", help="print what clients have to be told, and end"
        )

    def run(self, args: argparse.Namespace) -> int:
        """Serve the log until the client goes."""
        args.file = args.file.absolute()
        if args.setup:
            from logtui.agents.client_setup import setup_text

            program = str(Path(sys.argv[0]).absolute())
            with results_to_output():
                sys.stdout.write(setup_text(program, args.file, may_write=args.write))
            return 0
        session = open_session(args.file)
        try:
            from logtui.agents.log_server import log_server
        except ImportError as error:
            raise LogtuiError(
                "serving agents takes one more library: pip install 'logtui[mcp]'"
            ) from error
        log_server(session, may_write=args.write).run()
        return 0


COMMAND = McpCommand()
