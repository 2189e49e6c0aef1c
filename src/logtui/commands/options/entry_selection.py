"""Which entries an export has: by a query, by dates, by kind, and never what is private."""

from __future__ import annotations

import calendar
import datetime
from typing import TYPE_CHECKING, NamedTuple

from logtui.commands.common import find_kind, parse_line_number
from logtui.commands.manual import refuse_usage
from logtui.commands.options.date_options import (
    add_date_options,
    chosen_days,
    range_between,
    typed_period,
)
from logtui.config.filters import query_index
from logtui.document.editing.entry_ref import EntryRef
from logtui.privacy import entries_to_withhold, visible_entries
from logtui.search.periods import users_today
from logtui.search.rank import matching_entries

if TYPE_CHECKING:
    import argparse

    from logtui.document.model import Document, Entry
    from logtui.search.periods import DateRange

_MONTHS = 12


class Selection(NamedTuple):
    """The entries of an export.

    Attributes:
        entries: Those that are wanted, in the order of the log.
        visible: All that may leave the log.
        first: The first day that was asked for; None where it is open.
        last: The last day that was asked for; None where it is open.
    """

    entries: list[Entry]
    visible: list[Entry]
    first: datetime.date | None
    last: datetime.date | None


def add_selection_options(parser: argparse.ArgumentParser) -> None:
    """Give ``parser`` the query and the options that choose entries."""
    parser.add_argument(
        "query", nargs="*", metavar="QUERY", help="only what this query finds (default: all)"
    )
    parser.add_argument(
        "--kind", metavar="K", help="only this kind: a symbol or word of the legend"
    )
    add_date_options(parser)
    parser.add_argument(
        "--week",
        nargs="?",
        const="-1",
        metavar="W",
        help="only this week: 2024-w36, or -1 for the last one, which is meant without W",
    )
    parser.add_argument(
        "--month",
        nargs="?",
        const="-1",
        metavar="M",
        help="only this month: 2024-06, or -1 for the last one, which is meant without M",
    )
    parser.add_argument(
        "--line",
        type=parse_line_number,
        action="append",
        metavar="N",
        help="only the entry of line N; may be repeated",
    )
    parser.add_argument(
        "--without",
        action="append",
        default=[],
        metavar="QUERY",
        help="leave out what this query finds; may be repeated",
    )


def select_entries(args: argparse.Namespace, document: Document) -> Selection:
    """Return what the options of ``add_selection_options`` choose.

    Raises:
        LogtuiError: A query, a date, a kind or a line names nothing, or it is not known what is
            private.
    """
    chosen = typed_range(args, document)
    visible = visible_entries(document)
    days = chosen_days(document, chosen)
    entries = [entry for entry in visible if entry.day in days]
    if args.query or args.without:
        index = query_index(document)
        if args.query:
            matches = set(matching_entries(index, " ".join(args.query)))
            entries = [entry for entry in entries if entry in matches]
        for query in args.without:
            withheld = entries_to_withhold(index, query)
            entries = [entry for entry in entries if entry not in withheld]
    if args.kind is not None:
        kind = find_kind(document, args.kind)
        entries = [entry for entry in entries if document.kind(entry) == kind]
    if args.line:
        wanted = {EntryRef.from_line(document, line).find(document) for line in args.line}
        entries = [entry for entry in entries if entry in wanted]
    first, last = (_day(chosen.first), _day(chosen.last)) if chosen else (None, None)
    return Selection(entries, visible, first, last)


def typed_range(args: argparse.Namespace, document: Document) -> DateRange | None:
    """Return the days that the options for dates name; None where none does."""
    typed = [name for name in ("week", "month") if getattr(args, name) is not None]
    if len(typed) > 1 or (typed and (args.since or args.until)):
        refuse_usage(args, f"--{typed[0]} cannot stand next to another option for dates")
    if args.week is not None:
        return typed_period(week_words(args.week), document)
    if args.month is not None:
        return typed_period(month_words(args.month), document)
    return range_between(document, args.since, args.until)


def week_words(word: str) -> str:
    """Return the week that ``word`` means, such as ``2024-w36``; a number counts back from now."""
    back = _whole_number(word)
    if back is None:
        return word
    year, week, _ = (users_today() + datetime.timedelta(weeks=back)).isocalendar()
    return f"{year}-w{week}"


def month_words(word: str) -> str:
    """Return the month that ``word`` means, such as ``2024-06``; a number counts back from now."""
    back = _whole_number(word)
    if back is None:
        return word
    today = users_today()
    year, month = divmod(today.year * _MONTHS + today.month - 1 + back, _MONTHS)
    return f"{year}-{month + 1:02}"


def _whole_number(word: str) -> int | None:
    """Return the number from -999 to 0 that ``word`` is; None where it is none."""
    digits = word.removeprefix("-")
    is_number = digits.isascii() and digits.isdecimal() and len(digits) <= len("999")
    return -int(digits) if is_number and (word.startswith("-") or digits == "0") else None


def _day(iso: str) -> datetime.date | None:
    """Return the day at an end of a range; None where the range is open there."""
    year, month, day = map(int, iso.split("-"))
    if not datetime.MINYEAR <= year < datetime.MAXYEAR:
        return None
    month = min(max(month, 1), _MONTHS)
    return datetime.date(year, month, min(max(day, 1), calendar.monthrange(year, month)[1]))
