"""Show what was read on this day of earlier years.

Where there was nothing: in this week of earlier years, else a week, a month, three and six months
ago. Where there is nothing of that either, nothing is printed, so that it may stand in the start-up
file of a shell.
"""

from __future__ import annotations

import sys
from itertools import groupby
from typing import TYPE_CHECKING

from logtui.commands.console.output import (
    TextColors,
    add_color_option,
    entry_line,
    may_color,
    prepare_output,
)
from logtui.commands.console.progress import read_document
from logtui.commands.log_argument import add_readable_log_argument
from logtui.commands.manual import DATE_HELP, Command, ManualPage
from logtui.commands.options.typed_day import typed_day
from logtui.export.json_entries import json_array
from logtui.statistics.reminders import find_reminders
from logtui.system.process import results_to_output

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from logtui.document.model import Document
    from logtui.statistics.reminders import Reminder


class TodayCommand(Command):
    """The command ``logtui today``."""

    page = ManualPage(
        notes=f"""\
{DATE_HELP}

The 29th of February is remembered on the 28th in other years. --json gives what `logtui list`
does, and "ago".""",
        examples=(
            ("logtui today research-log.md", "what was read on this day"),
            ("logtui today research-log.md --date 2025-06-17", "on another one"),
        ),
        variables=("NO_COLOR", "FORCE_COLOR"),
    )

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Name the options of ``logtui today``."""
        add_readable_log_argument(parser)
        parser.add_argument("--date", metavar="D", help="the day to look back from")
        parser.add_argument("--json", action="store_true", help="print one JSON array")
        add_color_option(parser)

    def run(self, args: argparse.Namespace) -> int:
        """Print the entries of earlier times."""
        document = read_document(args.file)
        day = typed_day(args.date, document)
        reminders = find_reminders(document, day)
        with results_to_output():
            prepare_output()
            if args.json:
                entries = ((reminder.entry, {"ago": reminder.ago}) for reminder in reminders)
                sys.stdout.write(json_array(document, entries))
            else:
                colors = TextColors(may_color(args.color))
                sys.stdout.writelines(_lines(document, reminders, colors))
        return 0


COMMAND = TodayCommand()


def _lines(document: Document, reminders: list[Reminder], colors: TextColors) -> Iterator[str]:
    for (day, ago), group in groupby(reminders, key=lambda reminder: reminder[1:]):
        yield f"{colors.date(day.isoformat())} {ago}\n"
        for reminder in group:
            yield f"  {entry_line(document, reminder.entry, colors)}\n"
