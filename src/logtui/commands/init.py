"""Start a new log: a legend of the usual kinds and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.commands.common import report_lines
from logtui.commands.log_argument import add_log_argument
from logtui.commands.manual import Command, ManualPage
from logtui.storage.revision import Revision
from logtui.storage.save import create_log

if TYPE_CHECKING:
    import argparse

LEGEND = """\
Legend:
- 📜: papers
- 📰: blog posts, project pages
- 📖: books
- 🌐: broad/general resources
- 🧪: code, experiments
- 📺: videos
"""
"""What a new log holds; every line of it may be changed, left out or added to."""


_NOTES = """\
An existing file is refused. The kinds can be changed in any editor; an entry is written with
`logtui add`, or in the log itself, which `logtui FILE` opens."""


class InitCommand(Command):
    """The command ``logtui init``."""

    page = ManualPage(
        notes=_NOTES,
        examples=(("logtui init research-log.md", "start a log in this folder"),),
    )

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Name the options of ``logtui init``."""
        add_log_argument(
            parser,
            description="the log to make (default: $LOGTUI_LOG, else `log` of the configuration"
            " file)",
        )

    def run(self, args: argparse.Namespace) -> int:
        """Make the log."""
        create_log(args.file, Revision(LEGEND.encode(), label="start the log"))
        report_lines(
            [f"{args.file}: a new log with a legend of {len(LEGEND.splitlines()) - 1} kinds"]
        )
        return 0


COMMAND = InitCommand()
