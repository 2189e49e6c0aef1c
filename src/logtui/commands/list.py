"""List the entries of a log in the order of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.commands.common import find_kind
from logtui.commands.console.output import FORMAT_HELP, add_format_options, print_entries
from logtui.commands.console.progress import read_document
from logtui.commands.log_argument import add_readable_log_argument
from logtui.commands.manual import DATE_HELP, Command, ManualPage
from logtui.commands.options.date_options import add_date_options, chosen_days, range_between

if TYPE_CHECKING:
    import argparse

_NOTES = f"""\
{DATE_HELP} A year, an ISO week (2024-w36), last-month, this-week, -30d, -2w, -6m and -1y will do as
well.

{FORMAT_HELP}"""


class ListCommand(Command):
    """The command ``logtui list``."""

    page = ManualPage(
        notes=_NOTES,
        examples=(
            ("logtui list research-log.md --kind papers --since 2024-09", "papers since September"),
            ("logtui list research-log.md --since -7", "what came in the last seven days"),
            ("logtui list research-log.md --since last-month --until last-month", "a month"),
            ("logtui list research-log.md --jsonl | jq -r .url", "all links"),
        ),
        variables=("NO_COLOR", "FORCE_COLOR", "COLUMNS"),
    )

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Name the options of ``logtui list``."""
        add_readable_log_argument(parser)
        parser.add_argument(
            "--kind",
            metavar="K",
            help="only this kind: a symbol or word of the legend (default: all)",
        )
        add_date_options(parser)
        add_format_options(parser)

    def run(self, args: argparse.Namespace) -> int:
        """Print the entries that the options select."""
        document = read_document(args.file)
        days = chosen_days(document, range_between(document, args.since, args.until))
        entries = [entry for entry in document.entries if entry.day in days]
        if args.kind is not None:
            kind = find_kind(document, args.kind)
            entries = [entry for entry in entries if document.kind(entry) == kind]
        print_entries(args, document, entries)
        return 0


COMMAND = ListCommand()
