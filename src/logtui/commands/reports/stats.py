"""Count what was read, and when: totals, kinds, hosts, streaks and a map of the days.

With a query, all of it is about what the query finds: the timeline of a term.
"""

from __future__ import annotations

import csv
import datetime
import io
import sys
from typing import TYPE_CHECKING

from logtui.commands.common import find_kind
from logtui.commands.console.output import (
    TextColors,
    add_color_option,
    may_color,
    prepare_output,
)
from logtui.commands.console.progress import read_document
from logtui.commands.log_argument import add_readable_log_argument
from logtui.commands.manual import DATE_HELP, Command, ManualPage, refuse_usage
from logtui.commands.options.date_options import add_date_options, chosen_days, range_between
from logtui.commands.options.query_argument import add_query_argument, entries_of_query
from logtui.commands.options.typed_day import typed_day
from logtui.commands.reports.overview_text import (
    count_lines,
    map_lines,
    overview_lines,
)
from logtui.document.text.safe import safe_text
from logtui.export.json_entries import json_text
from logtui.export.json_figures import count_records, overview_record
from logtui.search.periods import DateRange, first_and_last_day, parse_period
from logtui.search.words import fold
from logtui.statistics.grouping import ENTRY_GROUPINGS, count_entries
from logtui.statistics.heatmap import fitting_unit, map_days, map_months
from logtui.statistics.overview import Comparison, compare_periods, day_counts, summarize
from logtui.system.process import results_to_output

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from logtui.document.model import Document, Entry
    from logtui.statistics.grouping import GroupCount
    from logtui.statistics.heatmap import Heatmap

_COMPARED_DAYS = 28
"""Days up to today that are compared with as many before where no period is asked for."""

_NOTES = f"""\
{DATE_HELP}

An entry of which only the month is known counts in months and years, and in no day, week or
weekday. A week of a streak has an entry on any of its days; this week does not break one before it
is over. The map shows the last 53 weeks, or, where fewer than one day in ten has an entry, the
months of all years.

--by in a pipe gives key and count between tabs, and - for entries without a kind or a link."""


class StatsCommand(Command):
    """The command ``logtui stats``."""

    page = ManualPage(
        notes=_NOTES,
        examples=(
            ("logtui stats research-log.md", "the whole log"),
            ("logtui stats research-log.md --year 2024", "one year"),
            ("logtui stats research-log.md sparse autoencoder --by month", "the time of a term"),
            ("logtui stats research-log.md --by host --csv", "for a spreadsheet"),
        ),
        variables=("NO_COLOR", "FORCE_COLOR"),
    )

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Name the options of ``logtui stats``."""
        add_readable_log_argument(parser, following="query")
        add_query_argument(parser)
        parser.add_argument(
            "--by", choices=ENTRY_GROUPINGS, help="print only how many entries there are for each"
        )
        parser.add_argument("--kind", metavar="K", help="only this kind")
        add_date_options(parser)
        parser.add_argument("--year", metavar="Y", help="only this year")
        parser.add_argument("--last", metavar="N", help="only the last 30d, 12w, 6m or 2y")
        parser.add_argument("--map", choices=("days", "months"), help="what the map shows")
        parser.add_argument(
            "--week", choices=("mon", "sun"), default="mon", help="when a week of the map begins"
        )
        parser.add_argument("--ascii", action="store_true", help="draw with ASCII characters only")
        parser.add_argument(
            "--today", metavar="D", help="the day up to which to count (default: today)"
        )
        group = parser.add_mutually_exclusive_group()
        group.add_argument("--json", action="store_true", help="print JSON")
        group.add_argument("--csv", action="store_true", help="print a table; by day without --by")
        add_color_option(parser)

    def run(self, args: argparse.Namespace) -> int:
        """Print the figures that the options ask for."""
        document = read_document(args.file)
        today = typed_day(args.today, document)
        matches = entries_of_query(document, args.query)
        if args.kind is not None:
            kind = find_kind(document, args.kind)
            matches = [entry for entry in matches if document.kind(entry) == kind]
        period = _typed_period(args, document, today)
        days = chosen_days(document, period)
        entries = [entry for entry in matches if entry.day in days]
        with results_to_output():
            prepare_output()
            if args.by is not None or args.csv:
                sys.stdout.writelines(_table(args, document, entries))
                return 0
            overview = summarize(document, entries, today)
            comparison = _comparison(document, matches, period, today)
            if args.json:
                record = overview_record(document, overview, comparison)
                sys.stdout.write(f"{json_text(record)}\n")
                return 0
            colors = TextColors(may_color(args.color))
            heatmap = _heatmap(args, document, entries, today)
            lines = [*overview_lines(document, overview, comparison, is_ascii=args.ascii)]
            drawn_map = map_lines(heatmap, colors, is_ascii=args.ascii) if heatmap.rows else []
            sys.stdout.writelines(f"{line}\n" for line in (*lines[:2], *drawn_map, *lines[2:]))
        return 0


COMMAND = StatsCommand()


def _typed_period(
    args: argparse.Namespace, document: Document, today: datetime.date
) -> DateRange | None:
    """Return the days that the options for dates name; None where none does."""
    typed = [name for name in ("year", "last", "since") if getattr(args, name) is not None]
    if len(typed) > 1 or (args.until is not None and typed not in ([], ["since"])):
        refuse_usage(args, f"--{typed[0]} cannot stand next to another option for dates")
    if args.last is not None:
        first = parse_period(fold(f"-{args.last.strip().removeprefix('-')}"), today)
        if not isinstance(first, DateRange):
            refuse_usage(args, f"--last takes a time like 30d, 12w, 6m or 2y, not {args.last!r}")
        return DateRange(first.first, today.isoformat())
    if args.year is not None:
        return range_between(document, args.year, args.year)
    return range_between(document, args.since, args.until)


def _comparison(
    document: Document, matches: list[Entry], period: DateRange | None, today: datetime.date
) -> Comparison | None:
    """Return ``period`` next to the time before it; the last four weeks where there is none.

    None where it has no beginning, and where both are empty.
    """
    first, last = today - datetime.timedelta(days=_COMPARED_DAYS - 1), today
    if period is not None:
        first_day, last_day = first_and_last_day(period)
        if first_day is None:
            return None
        first, last = first_day, min(last_day or today, max(today, first_day))
    comparison = compare_periods(day_counts(document, matches), first, last)
    return comparison if comparison.size or comparison.size_before else None


def _heatmap(
    args: argparse.Namespace, document: Document, entries: list[Entry], today: datetime.date
) -> Heatmap:
    counts = day_counts(document, entries)
    if (args.map or fitting_unit(counts)) == "days":
        return map_days(counts, today, first_weekday=args.week.capitalize())
    return map_months(filter(None, map(document.date, entries)), today)


def _table(args: argparse.Namespace, document: Document, entries: list[Entry]) -> Iterable[str]:
    """Yield how many entries there are for each key, in the format that ``args`` ask for."""
    counts = count_entries(document, entries, args.by or "day")
    if args.json:
        yield f"{json_text(count_records(counts))}\n"
    elif args.csv:
        yield from _csv_lines(args.by or "day", counts)
    elif sys.stdout.isatty():
        yield from (f"{line}\n" for line in count_lines(counts, is_ascii=args.ascii))
    else:
        yield from (f"{safe_text(count.key)}\t{count.size}\n" for count in counts)


def _csv_lines(grouping: str, counts: list[GroupCount]) -> Iterable[str]:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow((grouping, "count"))
    writer.writerows((safe_text(count.key), count.size) for count in counts)
    yield text.getvalue()
