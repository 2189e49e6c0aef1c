"""Show an entry by chance: of the whole log, or of what a query finds."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from logtui.commands.common import parse_whole_number
from logtui.commands.console.output import FORMAT_HELP, add_format_options, print_entries
from logtui.commands.console.progress import read_document
from logtui.commands.log_argument import add_readable_log_argument
from logtui.commands.manual import Command, ManualPage, refuse_usage
from logtui.commands.options.query_argument import add_query_argument, entries_of_query

if TYPE_CHECKING:
    import argparse


class RandomCommand(Command):
    """The command ``logtui random``."""

    page = ManualPage(
        notes=FORMAT_HELP,
        examples=(
            ("logtui random research-log.md", "any entry"),
            ("logtui random research-log.md kind:papers -n 3", "three papers"),
            ("logtui random research-log.md --seed 7", "the same one each time"),
        ),
        variables=("NO_COLOR", "FORCE_COLOR", "COLUMNS"),
    )

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Name the options of ``logtui random``."""
        add_readable_log_argument(parser, following="query")
        add_query_argument(parser)
        parser.add_argument(
            "-n", type=parse_whole_number, metavar="N", default=1, help="so many, all different"
        )
        parser.add_argument("--seed", metavar="S", help="what chance begins with: any text")
        add_format_options(parser)

    def run(self, args: argparse.Namespace) -> int:
        """Print entries by chance, each with the same one."""
        if args.n < 1:
            refuse_usage(args, "-n has to be at least 1")
        document = read_document(args.file)
        entries = entries_of_query(document, args.query)
        chance = random.Random(args.seed)  # noqa: S311 - nothing has to be kept secret
        print_entries(args, document, chance.sample(entries, min(args.n, len(entries))))
        return 0


COMMAND = RandomCommand()
