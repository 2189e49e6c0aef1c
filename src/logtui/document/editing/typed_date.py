"""A date as a person types it."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

from logtui.document.dates import reader, surroundings
from logtui.document.dates.partial import PartialDate, valid_date
from logtui.document.editing.draft import DraftError
from logtui.document.order import is_dated, is_only_preamble

if TYPE_CHECKING:
    from logtui.document.dates.partial import DateReading
    from logtui.document.model import Document

_MINUS_DAYS = re.compile(r"[-−](\d{1,5})$")
_DAY_WORDS = {"today": 0, "yesterday": 1}
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)", re.ASCII)
_FIRST_YEAR, _LAST_YEAR = 1900, 2099
_LEAP_YEAR = 2000


def read_date(
    words: str, today: datetime.date, document: Document | None = None
) -> datetime.date | PartialDate:
    """Return the date that ``words`` mean; a month alone as a date without a day.

    ``today``, ``yesterday`` and ``-3`` (days ago) are understood, ISO dates, and every form that
    a log may use. Numbers that could be read two ways are read as ``document`` has them; a
    missing year is the one that brings the date nearest to ``today``.

    Raises:
        DraftError: ``words`` are no date, an impossible one, or could mean two.
    """
    text = words.strip()
    word = text.casefold()
    minus = _MINUS_DAYS.match(word)
    if minus or word in _DAY_WORDS:
        days = int(minus[1]) if minus else _DAY_WORDS[word]
        return today - datetime.timedelta(days=days)
    start = surroundings.skip_prefix(text, 0)
    reading = reader.date_at(text, start) or reader.whole_date(text, start, len(text))
    if reading is None or surroundings.has_words(text, surroundings.skip_suffix(text, reading.end)):
        raise DraftError("date", _explain_refusal(text, today), starts_as_typed=bool(text))
    last_field_end = max((end for _, _, end in reading.fields), default=reading.end)
    has_more_digits = any(char.isdigit() for char in text[last_field_end : reading.end])
    date = None if has_more_digits else _resolve_reading(reading, text, document, today)
    if date is None or date.month is None:
        raise DraftError("date", f"there is no such day: {text}")
    date = date if date.year else _in_nearest_year(date, today)
    return date if date.day is None else datetime.date(date.year or 1, date.month or 1, date.day)


def default_date(document: Document, today: datetime.date) -> datetime.date | None:
    """Return the date of an entry that is given none: ``today``; None in a log without days."""
    if is_dated(document) or is_only_preamble(document):
        return today
    return None


def _explain_refusal(text: str, today: datetime.date) -> str:
    """Return why ``text`` is not a date."""
    years = [int(year) for year in _YEAR.findall(text)]
    if any(not _FIRST_YEAR <= year <= _LAST_YEAR for year in years):
        with_other_year = _YEAR.sub(str(_LEAP_YEAR), text)
        if reader.date_at(with_other_year, surroundings.skip_prefix(with_other_year, 0)):
            return f"{text} is out of reach; years go from {_FIRST_YEAR} to {_LAST_YEAR}"
    return f"{text or 'nothing'} is not a date; write it like {today:%Y-%m-%d}, today or -3"


def _resolve_reading(
    reading: DateReading, text: str, document: Document | None, today: datetime.date
) -> PartialDate | None:
    """Return the one date that ``reading`` means in ``document``.

    Where the document does not tell, a two-digit year stands before or after the others.
    """
    order = document.number_order if document else None
    if order == "year":
        return reading.year_first or reading.date(month_first=True)
    year_first = None if order else reading.year_first
    dates = list(dict.fromkeys(filter(None, (reading.day_first, reading.month_first, year_first))))
    if order:
        if len(dates) == 1 and not reading.orders_for(dates[0]).count(order):
            raise DraftError("date", f"there is no such day: {text}")
        return reading.date(month_first=order == "month")
    if len(dates) > 1:
        likely = dates[-1] if year_first else dates[0]
        iso = (likely if likely.year else _in_nearest_year(likely, today)).iso()
        raise DraftError(
            "date", f"{text} could be two days; write it like {iso}", starts_as_typed=True
        )
    return dates[0] if dates else None


def _in_nearest_year(date: PartialDate, today: datetime.date) -> PartialDate:
    """Return ``date`` in the year that brings it nearest to ``today``."""
    years = range(today.year - 3, today.year + 4)
    dates = [valid_date(year, date.month, date.day) for year in years]
    distances = [
        (abs((first - today).days), option)
        for option in dates
        if option and (first := option.first_day())
    ]
    return min(distances)[1]
