"""List what is still to be read, the oldest first, each with its age in days.

It is what the log marks so: a checkbox before the title ([ ] open, [/] being read), a kind or a
label called `To read` or the like, a tag such as #toread, or the items of a section `To read` or
`Queue`.
"""

from __future__ import annotations

import sys
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
from logtui.commands.manual import Command, ManualPage
from logtui.commands.options.query_argument import add_query_argument, entries_of_query
from logtui.document.properties.states import entry_state
from logtui.export.json_entries import JsonEntries, json_text
from logtui.search.periods import users_today
from logtui.statistics.waiting import waiting_entries
from logtui.system.process import results_to_output

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from logtui.document.model import Document
    from logtui.statistics.waiting import WaitingEntry


class QueueCommand(Command):
    """The command ``logtui queue``."""

    page = ManualPage(
        notes="""\
A line is the line of the entry, its age, and what it is; the age is - in a section without dates.
--json gives what `logtui list` does, and "age", the days.""",
        examples=(
            ("logtui queue research-log.md", "what is to be read"),
            ("logtui queue research-log.md kind:papers", "only papers"),
            ("logtui done research-log.md --line 10", "read it"),
        ),
        variables=("NO_COLOR", "FORCE_COLOR"),
    )

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Name the options of ``logtui queue``."""
        add_readable_log_argument(parser, following="query")
        add_query_argument(parser)
        parser.add_argument("--json", action="store_true", help="print one JSON array")
        add_color_option(parser)

    def run(self, args: argparse.Namespace) -> int:
        """Print the entries that are to be read."""
        document = read_document(args.file)
        today = users_today()
        waiting = waiting_entries(document, entries_of_query(document, args.query), today)
        with results_to_output():
            prepare_output()
            if args.json:
                json_entries = JsonEntries(document)
                records = [{**json_entries.of(one.entry), "age": one.age} for one in waiting]
                sys.stdout.write(f"{json_text(records)}\n")
            else:
                colors = TextColors(may_color(args.color))
                sys.stdout.writelines(_lines(document, waiting, colors))
        return 0


COMMAND = QueueCommand()


def _lines(
    document: Document, waiting: Sequence[WaitingEntry], colors: TextColors
) -> Iterator[str]:
    numbers = [str(document.line_at(one.entry.span.start)) for one in waiting]
    number_width = max(map(len, numbers), default=0)
    age_width = max((len(one.age_label) for one in waiting), default=0)
    for number, one in zip(numbers, waiting, strict=True):
        reading = " (reading)" if entry_state(document, one.entry) == "reading" else ""
        yield (
            f"{colors.dim(number.rjust(number_width))} "
            f"{colors.date(one.age_label.rjust(age_width))} "
            f"{entry_line(document, one.entry, colors)}{reading}\n"
        )
