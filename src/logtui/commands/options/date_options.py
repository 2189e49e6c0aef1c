"""Options that choose entries by their dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.document.dates.partial import PartialDate
from logtui.document.editing.typed_date import read_date
from logtui.search.periods import DateRange, EveryYear, days_of, parse_period, users_today
from logtui.search.words import fold

if TYPE_CHECKING:
    import argparse

    from logtui.document.model import Document


def add_date_options(parser: argparse.ArgumentParser) -> None:
    """Give ``parser`` the options that name the first and the last date."""
    parser.add_argument("--since", metavar="D", help="only entries of this date and later")
    parser.add_argument("--until", metavar="D", help="only entries of this date and earlier")


def range_between(document: Document, since: str | None, until: str | None) -> DateRange | None:
    """Return the days between two dates, each as the user typed it; None where neither is."""
    if since is None and until is None:
        return None
    chosen = days_of(PartialDate())
    if since:
        chosen = chosen._replace(first=typed_period(since, document).first)
    if until:
        chosen = chosen._replace(last=typed_period(until, document).last)
    return chosen


def chosen_days(document: Document, chosen: DateRange | None) -> set[int]:
    """Return the indices of the days of ``document`` that lie in ``chosen``; all days for None.

    A day of which only the month is known counts when any of its days does; one without a
    calendar date only when no date is asked for.
    """
    everything = range(len(document.days))
    if chosen is None:
        return set(everything)
    dates = ((index, document.days[index].date) for index in everything)
    return {index for index, date in dates if date and chosen.holds(date)}


def typed_period(words: str, document: Document) -> DateRange:
    """Return the days that ``words`` mean; without a year, those nearest to today.

    Raises:
        DateError: They mean none.
    """
    today = users_today()
    period = parse_period(fold(words.strip()), today, document.number_order)
    if isinstance(period, EveryYear):
        return period.nearest(today)
    if period is None:
        date = read_date(words, today, document)
        return days_of(PartialDate(date.year, date.month, date.day))
    return period
