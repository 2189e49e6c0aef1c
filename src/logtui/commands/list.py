"""List the entries of a log in the order of the file."""

from __future__ import annotations

import calendar
import datetime
from typing import TYPE_CHECKING

from logtui.commands.common import find_kind
from logtui.commands.log_argument import add_readable_log_argument
from logtui.commands.manual import DATE_HELP, Command, ManualPage
from logtui.commands.output import FORMAT_HELP, add_format_options, print_entries
from logtui.commands.progress import read_document
from logtui.document.dates.partial import PartialDate
from logtui.document.editing.typed_date import read_date

if TYPE_CHECKING:
    import argparse

    from logtui.document.model import Document


class ListCommand(Command):
    """The command ``logtui list``."""

    page = ManualPage(
        notes=f"{DATE_HELP}\n\n{FORMAT_HELP}",
        examples=(
            ("logtui list research-log.md --kind papers --since 2024-09", "papers since September"),
            ("logtui list research-log.md --since -7", "what came in the last seven days"),
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
        parser.add_argument("--since", metavar="D", help="only entries of this date and later")
        parser.add_argument("--until", metavar="D", help="only entries of this date and earlier")
        add_format_options(parser)

    def run(self, args: argparse.Namespace) -> int:
        """Print the entries that the options select."""
        document = read_document(args.file)
        days = _chosen_days(document, args.since, args.until)
        entries = [entry for entry in document.entries if entry.day in days]
        if args.kind is not None:
            kind = find_kind(document, args.kind)
            entries = [entry for entry in entries if document.kind(entry) == kind]
        print_entries(args, document, entries)
        return 0


COMMAND = ListCommand()


def _chosen_days(document: Document, since: str | None, until: str | None) -> set[int]:
    """Return the indices of the days between two dates, each as the user typed it.

    A day of which only the month is known counts when any of its days does; one without a
    calendar date only when no date is asked for.
    """
    if since is None and until is None:
        return set(range(len(document.days)))
    start = (_date_option(since, document).first_day() if since else None) or datetime.date.min
    stop = _last_day(_date_option(until, document)) if until else datetime.date.max
    return {
        index
        for index, day in enumerate(document.days)
        if day.date and (first := day.date.first_day())
        if first <= stop and start <= _last_day(day.date)
    }


def _date_option(words: str, document: Document) -> PartialDate:
    today = datetime.date.today()  # noqa: DTZ011 - the user's own day is meant
    date = read_date(words, today, document)
    return PartialDate(date.year, date.month, date.day)


def _last_day(date: PartialDate) -> datetime.date:
    """Return the last day that ``date`` may be."""
    year = date.year or datetime.MAXYEAR
    month = date.month or 12
    return datetime.date(year, month, date.day or calendar.monthrange(year, month)[1])
