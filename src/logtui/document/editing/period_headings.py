"""Headings of years, months and weeks, and the place of a new day among them."""

from __future__ import annotations

import datetime
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from logtui.document import extents
from logtui.document.dates import names, reader, surroundings
from logtui.document.dates.partial import PartialDate
from logtui.document.editing import day_marker, style
from logtui.document.editing.marker_model import MarkerModel
from logtui.document.model import Document, MarkerStyle
from logtui.document.order import nearest_indices
from logtui.document.reading.candidates import BELOW_HEADINGS, scan_lines
from logtui.document.reading.markers import ENCLOSING_FORMS, MONTH_FORMS
from logtui.document.text import lines, markdown
from logtui.document.text.lazy_pattern import lazy_pattern
from logtui.document.text.spans import Edit, Span, combine_edits

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

    from logtui.document.model import Day, Entry
    from logtui.document.reading.candidates import Candidate

_REACH = 1 << 14
_DAYS_OF_A_WEEK = 7
_PERIOD_FORMS = ENCLOSING_FORMS | {"week", "count"}
_WORD_BEFORE_SIGN = lazy_pattern(r"[^\W\d_]+(?=\s*[-–—:(\[|,])")
_WEEK_LETTERS = frozenset({"w", "cw", "kw"})
_WEEK = lazy_pattern(
    r"(?:(?P<year>\d{4})[-\s]*)?(?:(?P<unit>[^\W\d_]+)[ ]?[#:№.-]?[ ]?)?"
    r"(?P<week>\d{1,2})(?!\d|\s?[-–]\s?\d)(?P<sign>\s?[周週주])?"
    r"(?:[,\s/-]+(?P<later_year>\d{4})(?!\d))?"
)


class PeriodHeading(NamedTuple):
    """A heading that gives the days below it a year, a month or a week.

    Attributes:
        span: Where it stands, an underline included and the last line end not.
        level: How deep it is, 1 to 6.
        day_index: The day that it stands above; the number of days where it is below all.
        model: The heading as a model for others; None where it names a week, or nothing.
        monday: Where that week begins; None where it names no week.
    """

    span: Span
    level: int
    day_index: int
    model: MarkerModel | None
    monday: datetime.date | None

    @property
    def is_period(self) -> bool:
        """Whether it names a period, and is not just any heading."""
        return self.model is not None or self.monday is not None

    def excludes(self, date: PartialDate) -> bool:
        """Tell whether ``date`` is in another year, month or week."""
        if self.model:
            return self.model.date.contradicts(date)
        day = date.first_day() if date.day else None
        return day is not None and self.monday not in {None, _monday_of(day)}

    def text_for(
        self, document: Document, date: PartialDate, others: Iterable[MarkerModel]
    ) -> str | None:
        """Return a heading like this one for ``date``; None where it cannot be written.

        ``others`` are markers of the log that settle in which language a month is named.
        """
        if self.model:
            period = PartialDate(date.year, date.month if self.model.date.month else None)
            return day_marker.marker_like(self.model, period, others)
        text, day = self.span.of(document.text), date.first_day()
        return _week_heading(text, self.monday, day) if self.monday and day else None


def without_enclosing_days(document: Document) -> Document:
    """Return ``document`` without what is read as a day and only stands around days.

    These are sections without a marker, and headings of periods with nothing but days below.
    """
    days = document.days
    kept = [
        index
        for index, (day, below) in enumerate(zip_longest(days, days[1:]))
        if not day.marker.is_empty and not _encloses_only(document, day, below)
    ]
    if len(kept) in {0, len(days)}:
        return document
    new_days: list[Day] = []
    entries: list[Entry] = []
    for new_index, index in enumerate(kept):
        day, first = days[index], len(entries)
        own = document.entries[day.first_entry : day.stop_entry]
        entries += (entry._replace(day=new_index) for entry in own)
        new_days.append(day._replace(first_entry=first, stop_entry=len(entries)))
    return Document(
        document.text, document.encoding, document.legend, tuple(new_days), tuple(entries)
    )


def _encloses_only(document: Document, day: Day, below: Day | None) -> bool:
    """Tell whether ``day`` is the heading of a period with no entry, and ``below`` stands in it."""
    if below is None or day.first_entry < day.stop_entry or not _names_period(day):
        return False
    level, level_below = (marker_level(d.marker.of(document.text)) for d in (day, below))
    return level < level_below


def _names_period(day: Day) -> bool:
    is_heading = day.style is MarkerStyle.HEADING
    return is_heading and day.reading is not None and day.reading.form in _PERIOD_FORMS


def enclosing_headings(document: Document, day_index: int) -> list[PeriodHeading]:
    """Return the headings of periods that the day ``day_index`` stands below, the outermost first.

    One that the legend stands below is the title of the log; one whose first day is in another
    period only looks like such a heading (``List`` is a month to some).
    """
    level = marker_level(document.days[day_index].marker.of(document.text))
    enclosing: list[PeriodHeading] = []
    for index in range(day_index, -1, -1):
        if level <= 1:
            break
        above = _own_heading(document, index - 1) if index else ()
        for heading in reversed([*above, *headings_above(document, index)]):
            if heading.level >= level:
                continue
            level = heading.level
            if heading.is_period:
                enclosing.append(heading)
    legend = document.legend.span
    return [
        heading
        for heading in reversed(enclosing)
        if (legend is None or legend.start < heading.span.start)
        and not heading.excludes(document.days[heading.day_index].date or PartialDate())
    ]


def headings_like(document: Document, heading: PeriodHeading) -> Iterator[PeriodHeading]:
    """Yield ``heading`` and then those of other days on its level, the nearest first."""
    yield heading
    for index in nearest_indices(heading.day_index, len(document.days), style.MOST_DAYS):
        yield from (
            other for other in enclosing_headings(document, index) if other.level == heading.level
        )


def marker_level(marker: str) -> int:
    """Return how deep the heading is that ``marker`` begins with; ``BELOW_HEADINGS`` for others."""
    return next((heading.level for heading in scan_lines(marker, ()).headings), BELOW_HEADINGS)


def known_part(headings: Iterable[PeriodHeading], date: PartialDate) -> PartialDate:
    """Return what of ``date`` a day need not say below ``headings`` that include it."""
    dates = [heading.model.date for heading in headings if heading.model]
    return PartialDate(
        date.year if any(known.year for known in dates) else None,
        date.month if any(known.month for known in dates) else None,
    )


def headings_above(document: Document, day_index: int) -> Iterator[PeriodHeading]:
    """Yield the headings between the day ``day_index`` and the one before, whatever they say.

    For the number of days, those below all of them.
    """
    text, days = document.text, document.days
    start = days[day_index - 1].span.end if day_index else 0
    end = days[day_index].span.start if day_index < len(days) else len(text)
    if text[start:end].strip():
        yield from _headings_in(document, Span(max(start, end - _REACH), end), day_index)


def _own_heading(document: Document, day_index: int) -> Iterator[PeriodHeading]:
    """Yield the marker of the day ``day_index`` where it is a heading that names a period."""
    day = document.days[day_index]
    if _names_period(day):
        yield from _headings_in(document, day.marker, day_index + 1)


def _headings_in(document: Document, span: Span, day_index: int) -> Iterator[PeriodHeading]:
    """Yield the headings in ``span``, which stand above the day ``day_index``."""
    text = span.of(document.text)
    scan = scan_lines(text, () if span.start else markdown.opaque_spans(text))
    candidates = {candidate.start: candidate for candidate in scan.candidates}
    for heading in scan.headings:
        candidate = candidates.get(heading.start)
        end = candidate.end if candidate else lines.end_of_line(text, heading.start)
        heading_text = text[heading.start : end]
        week = _week_in(heading_text)
        monday = _monday_below(document, day_index, week) if week else None
        model = None if week else _period_model(heading_text, candidate)
        start = span.start + heading.start
        yield PeriodHeading(
            Span(start, start + len(heading_text)), heading.level, day_index, model, monday
        )


def _period_model(heading: str, candidate: Candidate | None) -> MarkerModel | None:
    """Return ``heading`` as a model, None where it does not begin with a month, or is not a year.

    A month may have a title, after a sign where it is without its year.
    """
    line = heading[: lines.end_of_line(heading, 0)]
    content = markdown.read_heading(line)[1]
    reading = candidate.reading if candidate else None
    if candidate is None:
        start = surroundings.skip_prefix(line, content)
        word = _WORD_BEFORE_SIGN.match(line, start)
        reading = word and reader.whole_date(line, start, word.end())
    elif not candidate.is_leading or not (
        candidate.is_alone or candidate.reading.form in MONTH_FORMS
    ):
        return None
    if reading is None or reading.form not in ENCLOSING_FORMS or reading.day_first is None:
        return None
    date = reading.day_first
    order = reading.orders_for(date)[0]
    return MarkerModel(heading, 0, content, MarkerStyle.HEADING, reading, date, order, 0)


def _week_in(heading: str) -> re.Match[str] | None:
    """Return the week, maybe with its year, that ``heading`` begins with; None without one."""
    line = heading[: lines.end_of_line(heading, 0)]
    week = _WEEK.match(line, markdown.read_heading(line)[1])
    if week is None or week["sign"]:
        return week
    unit = week["unit"] or ""
    is_week = names.count_unit(unit) == "week" or unit.casefold() in _WEEK_LETTERS
    return week if is_week else None


def _monday_below(document: Document, day_index: int, week: re.Match[str]) -> datetime.date | None:
    """Return where the ``week`` of a heading above the day ``day_index`` begins.

    The days that follow each other below it tell, else its year; None where these days are more
    than a week of the calendar has.
    """
    mondays = set()
    for index in range(day_index, len(document.days)):
        day = document.days[index]
        if index > day_index and (
            _names_period(day) or document.days[index - 1].span.end != day.span.start
        ):
            break
        if day.date and day.date.day and (first := day.date.first_day()):
            mondays.add(_monday_of(first))
    year = week["year"] or week["later_year"]
    if mondays or not year:
        return mondays.pop() if len(mondays) == 1 else None
    try:
        return datetime.date.fromisocalendar(int(year), int(week["week"]), 1)
    except ValueError:
        return None


def _monday_of(day: datetime.date) -> datetime.date:
    return day - datetime.timedelta(days=day.weekday())


def _week_heading(heading: str, monday: datetime.date, day: datetime.date) -> str | None:
    """Return ``heading``, which names the week of ``monday``, for the week of ``day``.

    Weeks that are not those of the calendar are counted on. None where it says more in numbers.
    """
    week, line_end = _week_in(heading), lines.end_of_line(heading, 0)
    if week is None or any(char.isdigit() for char in heading[week.end() :]):
        return None
    number, (year, calendar_week, _) = int(week["week"]), day.isocalendar()
    is_calendar = monday.isocalendar().week == number
    number += (_monday_of(day) - monday).days // _DAYS_OF_A_WEEK
    number = calendar_week if is_calendar else number
    is_padded = week["week"][0] == "0" or heading[week.start("week") - 1] in "wW"
    values = {"year": str(year), "week": f"{number:0{1 + is_padded}d}", "later_year": str(year)}
    edits = [Edit(Span(*week.span(name)), new) for name, new in values.items() if week[name]]
    head = combine_edits(heading, edits).apply(heading[: week.end()])
    return head + heading[line_end:] if number > 0 else None


def empty_heading(
    document: Document, missing: PeriodHeading, date: PartialDate, day_index: int
) -> PeriodHeading | None:
    """Return a heading for ``date`` on the level of ``missing`` that has no days below it yet.

    It stands above the day ``day_index``, above the first or below the last; None without one.
    """
    for index in dict.fromkeys((day_index, 0, len(document.days))):
        headings = list(headings_above(document, index))
        for heading, below in zip_longest(headings, headings[1:]):
            is_empty = below.level <= heading.level if below else index == len(document.days)
            if (
                is_empty
                and heading.level == missing.level
                and heading.is_period
                and not heading.excludes(date)
            ):
                return heading
    return None


def gap_above(document: Document, heading: PeriodHeading, newline: str) -> str:
    """Return what stands between the day before ``heading`` and it, or usually does."""
    if heading.day_index:
        end = extents.day_end(document, document.days[heading.day_index - 1])
        between = document.text[end : heading.span.start]
        if extents.is_separator(between):
            return between
    if document.days[0].style is MarkerStyle.HEADING:
        return style.gap_between_days(document, heading.day_index, newline)
    return newline * 2


def gap_below(document: Document, heading: PeriodHeading, newline: str) -> str:
    """Return the blank lines between ``heading`` and what is below it."""
    rest = document.text[heading.span.end :]
    gap = rest[: len(rest) - len(rest.lstrip())]
    return gap if extents.is_blank(gap) else newline * 2


def period_end(document: Document, heading: PeriodHeading, last_day: int) -> int:
    """Return where the text below ``heading`` ends, ``last_day`` being its last day."""
    text = document.text
    day_end = extents.day_end(document, document.days[last_day])
    end = document.days[last_day].span.end
    following = next(iter(document.days[last_day + 1 :]), None)
    for other in headings_above(document, last_day + 1):
        if other.level <= heading.level:
            end = other.span.start
            break
        end = following.span.start if following else len(text)
    return day_end if extents.is_separator(text[day_end:end]) else len(text[:end].rstrip())


class DayPlace(NamedTuple):
    """A place for a new day: right above another one, or right below it.

    Attributes:
        neighbour: The index of that other day.
        is_above: Whether the new day goes above it.
        headings: Those of periods that would enclose the new day, the outermost first.
        date: The date of the new day.
    """

    neighbour: int
    is_above: bool
    headings: list[PeriodHeading]
    date: PartialDate

    @property
    def missing(self) -> list[PeriodHeading]:
        """The last of the headings, from the first that excludes the date on."""
        excluding = (i for i, heading in enumerate(self.headings) if heading.excludes(self.date))
        return self.headings[next(excluding, len(self.headings)) :]


def find_place(
    document: Document, day_index: int, date: PartialDate, level: int, *, prefers_above: bool
) -> DayPlace:
    """Return the place for ``date`` between the day ``day_index`` and the one before.

    Headings above ``level`` enclose it. It is on that side where more of them include the date;
    ``prefers_above`` tells where both are alike. A day that is only the heading of its period takes
    it in.
    """
    places = []
    for neighbour, is_above in sorted(
        ((day_index, True), (day_index - 1, False), (day_index, False)),
        key=lambda side: side[1] != prefers_above,
    ):
        if not 0 <= neighbour < len(document.days):
            continue
        headings = enclosing_headings(document, neighbour)
        own = [] if is_above else [h for h in _own_heading(document, neighbour) if h.is_period]
        if is_above or own or neighbour < day_index:
            headings = [heading for heading in (*headings, *own) if heading.level < level]
            places.append(DayPlace(neighbour, is_above, headings, date))
    return max(
        places, key=lambda place: (not place.missing, len(place.headings) - len(place.missing))
    )
