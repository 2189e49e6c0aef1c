"""Headings of years, months and weeks, and the place of a new day among them."""

from __future__ import annotations

import datetime
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING, NamedTuple

from logtui.document import extents
from logtui.document.dates import reader, surroundings
from logtui.document.dates.partial import PartialDate
from logtui.document.dates.week_headings import monday_of, week_heading, week_in
from logtui.document.editing import day_marker
from logtui.document.editing.draft import DraftError
from logtui.document.editing.marker_model import MarkerModel
from logtui.document.editing.style import MOST_DAYS
from logtui.document.model import Document, MarkerStyle
from logtui.document.order import OLDEST_FIRST, direction, nearest_indices
from logtui.document.reading.candidates import BELOW_HEADINGS, scan_lines
from logtui.document.reading.markers import ENCLOSING_FORMS, MONTH_FORMS
from logtui.document.text import lines, markdown
from logtui.document.text.encoding import repair_for_display
from logtui.document.text.lazy_pattern import lazy_pattern
from logtui.document.text.opaque import opaque_spans
from logtui.document.text.safe import safe_label
from logtui.document.text.spans import Span

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Sequence

    from logtui.document.model import Day, Entry
    from logtui.document.reading.candidates import Candidate

_REACH = 1 << 14
_LONGEST_HEADING = 60
_PERIOD_FORMS = ENCLOSING_FORMS | {"week", "count"}
_WORD_BEFORE_SIGN = lazy_pattern(r"[^\W\d_]+(?=\s*[-–—:(\[|,])")


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
        return day is not None and self.monday not in {None, monday_of(day)}

    def text_for(
        self, document: Document, date: PartialDate, others: tuple[MarkerModel, ...]
    ) -> str | None:
        """Return a heading like this one for ``date``; None where it cannot be written.

        ``others`` are markers of the log that settle in which language a month is named.
        """
        if self.model:
            period = PartialDate(date.year, date.month if self.model.date.month else None)
            return day_marker.marker_like(self.model, period, others)
        text, day = self.span.of(document.text), date.first_day()
        return week_heading(text, self.monday, day) if self.monday and day else None


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
    parts = tuple(new_days), tuple(entries), document.tables
    return Document(document.text, document.encoding, document.legend, *parts)


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
    for index in nearest_indices(heading.day_index, len(document.days), MOST_DAYS):
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
    scan = scan_lines(text, () if span.start else opaque_spans(text))
    candidates = {candidate.start: candidate for candidate in scan.candidates}
    for heading in scan.headings:
        candidate = candidates.get(heading.start)
        end = candidate.end if candidate else lines.end_of_line(text, heading.start)
        heading_text = text[heading.start : end]
        week = week_in(heading_text)
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
            mondays.add(monday_of(first))
    year = week["year"] or week["later_year"]
    if mondays or not year:
        return mondays.pop() if len(mondays) == 1 else None
    try:
        return datetime.date.fromisocalendar(int(year), int(week["week"]), 1)
    except ValueError:
        return None


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
        level: How deep a heading its marker is; a large number where it is not a heading.
    """

    neighbour: int
    is_above: bool
    headings: list[PeriodHeading]
    date: PartialDate
    level: int

    @property
    def missing(self) -> list[PeriodHeading]:
        """The last of the headings, from the first that excludes the date on."""
        return self.headings[_including_count(self.headings, self.date) :]


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
            places.append(DayPlace(neighbour, is_above, headings, date, level))
    place = max(places, key=lambda p: (not p.missing, len(p.headings) - len(p.missing)))
    return place if not place.missing else _place_among_periods(document, date, level) or place


def _place_among_periods(document: Document, date: PartialDate, level: int) -> DayPlace | None:
    """Return the place for ``date`` in its own period, or next to the period that it follows.

    The days of the period, or the periods next to it, may go another way than those of all the log.
    None where no year is known.

    Raises:
        DraftError: The period that it follows has earlier and later days.
    """
    days, headings = document.days, _headings_of_days(document, level)
    keys = [day.date.order_key() if day.date else None for day in days]
    counts = [_including_count(above, date) for above in headings]
    most, new_key = max(counts), date.order_key()
    dated = [index for index, count in enumerate(counts) if count == most and keys[index]]
    if new_key is None or not dated:
        return None
    own = [[index] for index in dated if len(headings[index]) == most]
    by_period = groupby(dated, key=lambda index: headings[index][most : most + 1])
    groups = own or [list(group) for _, group in by_period]
    for group in groups:
        group_keys = [key for index in group if (key := keys[index])]
        if min(group_keys) < new_key < max(group_keys):
            raise refusal(document, headings[group[0]][most])
    first_keys = [key for group in groups if (key := keys[group[0]])]
    telling = first_keys
    if len(groups) == 1 and not own:
        below = zip(keys, headings, strict=True)
        telling = [key for key, above in below if key and len(above) > most]
    is_open = telling[0] == telling[-1]
    rises = direction(document) == OLDEST_FIRST if is_open else telling[0] < telling[-1]
    position = sum((key < new_key) == rises for key in first_keys)
    is_above = position == 0 or (not rises and position < len(groups))
    neighbour = groups[position][0] if is_above else groups[position - 1][-1]
    return DayPlace(neighbour, is_above, headings[neighbour], date, level)


def _headings_of_days(document: Document, level: int) -> list[list[PeriodHeading]]:
    """Return for each day the headings of periods above ``level`` that it stands below."""
    headings: list[list[PeriodHeading]] = []
    for index, day in enumerate(document.days):
        before = document.days[index - 1] if index else None
        if before and before.span.end == day.span.start and not _names_period(before):
            headings.append(headings[-1])
        else:
            headings.append([h for h in enclosing_headings(document, index) if h.level < level])
    return headings


def refusal(document: Document, heading: PeriodHeading) -> DraftError:
    """Return the error for a day that would stand below ``heading`` of another period."""
    name = safe_label(repair_for_display(heading.span.of(document.text)), _LONGEST_HEADING)
    return DraftError(
        "date",
        f"the new day would stand below `{name}`; write the heading of its year, month or week into"
        " the log first",
    )


def _including_count(headings: Sequence[PeriodHeading], date: PartialDate) -> int:
    """Return how many of ``headings``, from the outermost on, include ``date``."""
    excluding = (index for index, heading in enumerate(headings) if heading.excludes(date))
    return next(excluding, len(headings))
