"""List the entries of a log in the order of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.commands.common import find_kind
from logtui.commands.console.output import FORMAT_HELP, add_format_options, print_entries
from logtui.commands.console.progress import read_document
from logtui.commands.log_argument import add_readable_log_argument
from logtui.commands.manual import DATE_HELP, Command, ManualPage
from logtui.document.dates.partial import PartialDate
from logtui.document.editing.typed_date import read_date
from logtui.search.periods import DateRange, EveryYear, days_of, parse_period, users_today
from logtui.search.words import fold

if TYPE_CHECKING:
    import argparse

    from logtui.document.model import Document

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
    everything = range(len(document.days))
    if since is None and until is None:
        return set(everything)
    chosen = days_of(PartialDate())
    if since:
        chosen = chosen._replace(first=_period_option(since, document).first)
    if until:
        chosen = chosen._replace(last=_period_option(until, document).last)
    dates = ((index, document.days[index].date) for index in everything)
    return {index for index, date in dates if date and chosen.holds(date)}


def _period_option(words: str, document: Document) -> DateRange:
    """Return the days that ``words`` mean; without a year, those nearest to today."""
    today = users_today()
    period = parse_period(fold(words.strip()), today, document.number_order)
    if isinstance(period, EveryYear):
        return period.nearest(today)
    if period is None:
        date = read_date(words, today, document)
        return days_of(PartialDate(date.year, date.month, date.day))
    return period
