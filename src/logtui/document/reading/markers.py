"""Which candidates are the day markers of a log: one way for the whole file.

People mark their days in one way; everything else that looks like a date is a mention. So the
style with the most hits is taken, then a dated heading of any level counts as well.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from logtui.document.dates.partial import STRONG_FORMS
from logtui.document.model import MarkerStyle
from logtui.document.reading.candidates import BELOW_HEADINGS, Heading
from logtui.document.text import lines
from logtui.document.text.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from logtui.document.reading.candidates import Candidate

HEADING_WEIGHT = 1.6
"""How many list items or lines a heading counts for."""

WEAK_WEIGHT = 0.5
"""How much a hit counts whose form may well not be a date, like ``1/2`` or ``Day 3``."""

MONTH_FORMS = frozenset({"ym", "my", "month"})
"""Forms that name a month and no day."""

ENCLOSING_FORMS = MONTH_FORMS | {"year"}
"""Forms of the headings that give a month or a year to the days below them."""

COUNT_FORMS = frozenset({"count", "dom"})
"""Forms of a heading that only counts: ``Day 3``, ``Entry 3``."""

_MOST_OF = 4
"""One part in this many may be otherwise where most of a log is meant."""

_FARTHEST_DATE_LINE = 1000
"""Characters after which a date line is no longer looked for below a heading."""

_ITEM = lazy_pattern(r"(?:^|[\r\n])[ ]{0,3}[-*+][ \t]")


def choose_markers(
    text: str, candidates: Sequence[Candidate], headings: Sequence[Heading]
) -> list[Candidate]:
    """Return those of ``candidates`` that mark days, in the order of the ``text``."""
    candidates = _without_sections(_without_years(candidates))
    candidates = _without_mentions(text, candidates)
    style = _commonest_style(candidates)
    if style is None:
        return []
    styled = [candidate for candidate in candidates if candidate.style is style]
    form = Counter(c.reading.form for c in styled).most_common(1)[0][0]
    strong = [c for c in styled if c.reading.form in STRONG_FORMS]
    usual = strong or [c for c in styled if c.reading.form == form]
    level = Counter(c.level for c in usual).most_common(1)[0][0]
    markers = [
        c
        for c in candidates
        if (_is_marker(c, form, level) if c.style is style else _is_other_marker(c, style))
    ]
    return [
        marker
        for marker, following in zip(markers, [*markers[1:], None], strict=True)
        if following is None or not _is_enclosing_month(marker, following, headings)
    ]


def move_dates_to_headings(
    text: str, candidates: list[Candidate], headings: Sequence[Heading]
) -> list[Candidate]:
    """Return ``candidates`` with a heading in place of the date line right below it.

    A heading without a date (``Entry 3`` has none) whose next line that is not blank is only a
    date, or begins with ``Date: …``, is the day, if that is how the file does it: more than once,
    and for most such lines. Once is enough for a heading like those of other days, and above
    ``Date: …`` for one that is not the title of the log. Lines that go on after their date count
    as well where all of them stand so.
    """
    forms = {c.start: c.reading.form for c in candidates if c.style is MarkerStyle.HEADING}
    undated = [heading for heading in headings if forms.get(heading.start, "count") in COUNT_FORMS]
    date_lines = [c for c in candidates if _is_date_line(text, c)]
    date_lines += _continued_date_lines(text, candidates, undated)
    headings_above = {
        c.start: heading for c in date_lines if (heading := _heading_above(text, c, undated))
    }
    if not headings_above or 2 * len(headings_above) <= len(date_lines):
        return candidates
    level = Counter(heading.level for heading in headings_above.values()).most_common(1)[0][0]
    if len(headings_above) == 1 and level not in {c.level for c in candidates if c.start in forms}:
        is_title = level == 1 and headings[0] in headings_above.values()
        if is_title or not any(_has_label(text, c) for c in date_lines):
            return candidates
    moved = {start: h.start for start, h in headings_above.items() if h.level == level}
    replaced = set(moved.values())
    return [
        c._replace(start=moved[c.start], style=MarkerStyle.HEADING, level=level)
        if c.start in moved
        else c
        for c in candidates
        if c.start not in replaced
    ]


def count_before(headings: Sequence[Heading], offset: int) -> int:
    """Return how many of ``headings`` begin before ``offset``."""
    return bisect_left(headings, offset, key=lambda heading: heading.start)


def _without_years(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return ``candidates`` without years, and without days of a month that nothing names."""
    has_month = False
    dated = []
    for candidate in candidates:
        form = candidate.reading.form
        has_month = has_month or form in MONTH_FORMS
        if form != "year" and (form != "dom" or has_month):
            dated.append(candidate)
    return dated


def _without_sections(candidates: Sequence[Candidate]) -> Sequence[Candidate]:
    """Return ``candidates`` without headings like ``6.17`` that are not a month and a day.

    Where they are numbers of sections or versions, the first number of each of them is followed by
    a one or less.
    """
    dates = [c.reading.day_first for c in candidates if c.reading.form == "md"]
    if not dates:
        return candidates
    numbers = [(date.month or 0, date.day or 0) for date in dates if date]
    steps = [(a < b) - (a > b) for a, b in pairwise(numbers)]
    is_ordered = abs(sum(steps)) * _MOST_OF > len(steps) * (_MOST_OF - 1)
    first_days = {month: min(d for m, d in numbers if m == month) for month, _ in numbers[:1]}
    if all(dates) and steps and is_ordered and min(first_days.values()) > 1:
        return candidates
    return [candidate for candidate in candidates if candidate.reading.form != "md"]


def _without_mentions(text: str, candidates: Sequence[Candidate]) -> Sequence[Candidate]:
    """Return ``candidates`` without dates that end items, unless most items of ``text`` end so.

    A log whose days are marked in another way, too, mentions dates at the end of its items.
    """
    tails = [candidate for candidate in candidates if candidate.style is MarkerStyle.TAIL]
    if not tails:
        return candidates
    others = [candidate for candidate in candidates if candidate.style is not MarkerStyle.TAIL]
    if sum(map(_is_full_date, others)) * _MOST_OF >= len(tails):
        return others
    has_below = any(tail.line > tail.start for tail in tails)
    is_usual = has_below or 2 * len(tails) >= sum(1 for _ in _ITEM.finditer(text))
    return candidates if is_usual else others


def year_lines(candidates: Sequence[Candidate], markers: Sequence[Candidate]) -> list[Heading]:
    """Return the lines that only name a year, as headings of the deepest level.

    There are none where the ``markers`` are headings, or name the year themselves.
    """
    if not markers or any(
        marker.style is MarkerStyle.HEADING or ((date := marker.reading.day_first) and date.year)
        for marker in markers
    ):
        return []
    return [
        Heading(candidate.start, BELOW_HEADINGS - 1)
        for candidate in candidates
        if candidate.reading.form == "year"
        and candidate.style in (MarkerStyle.BARE, MarkerStyle.EMPHASIS)
        and candidate.is_alone
    ]


def _commonest_style(candidates: Iterable[Candidate]) -> MarkerStyle | None:
    """Return the style with the most hits; None where nothing tells of days.

    A single hit is enough only where the date leads its line.
    """
    scores: dict[MarkerStyle, float] = defaultdict(float)
    hits: Counter[MarkerStyle] = Counter()
    leading_styles = set()
    for candidate in candidates:
        is_strong = candidate.reading.form in STRONG_FORMS
        weight = HEADING_WEIGHT if candidate.style is MarkerStyle.HEADING else 1.0
        scores[candidate.style] += weight * (1.0 if is_strong else WEAK_WEIGHT)
        hits[candidate.style] += 1
        if candidate.is_leading and is_strong:
            leading_styles.add(candidate.style)
    for style in sorted(scores, key=lambda style: -scores[style]):
        if hits[style] > 1 or style in leading_styles:
            return style
    return None


def _is_marker(candidate: Candidate, usual_form: str, usual_level: int) -> bool:
    """Tell whether ``candidate``, which has the style of the days, is one.

    On the level of the days the date may stand anywhere, and a full one in headings above; on
    another level it has to come first. A weak form has to be the usual one, or all that the line
    says.
    """
    form = candidate.reading.form
    if candidate.level != usual_level and not candidate.is_leading:
        return candidate.level < usual_level and _is_full_date(candidate)
    if form in STRONG_FORMS or form == usual_form:
        return True
    if candidate.level == usual_level and candidate.style is MarkerStyle.HEADING:
        return candidate.is_leading or form == "count"
    return candidate.is_alone


def _is_other_marker(candidate: Candidate, usual_style: MarkerStyle) -> bool:
    """Tell whether ``candidate``, which has not the ``usual_style`` of the days, is one.

    It is a heading that begins with a date; or, in a log of headings, a full date alone in a line.
    """
    if candidate.style is MarkerStyle.HEADING:
        return candidate.is_leading and candidate.reading.form in STRONG_FORMS
    is_line = candidate.style in (MarkerStyle.BARE, MarkerStyle.EMPHASIS)
    is_apart = candidate.is_alone and not candidate.content_start
    return is_line and is_apart and usual_style is MarkerStyle.HEADING and _is_full_date(candidate)


def _is_full_date(candidate: Candidate) -> bool:
    """Tell whether ``candidate`` has year, month and day, in a form that means nothing else."""
    reading = candidate.reading
    date = reading.day_first or reading.month_first
    return reading.form in STRONG_FORMS and date is not None and None not in date


def _is_enclosing_month(
    marker: Candidate, following: Candidate, headings: Sequence[Heading]
) -> bool:
    """Tell whether ``marker`` is a month that only encloses days or weeks given below it.

    No heading between the two may end what it encloses.
    """
    if marker.reading.form not in MONTH_FORMS or (
        following.level <= marker.level and following.style <= marker.style
    ):
        return False
    index = bisect_right(headings, marker.start, key=lambda heading: heading.start)
    while index < len(headings) and headings[index].start < following.start:
        if headings[index].level <= marker.level:
            return False
        index += 1
    return True


def _is_date_line(text: str, candidate: Candidate) -> bool:
    """Tell whether ``candidate`` may be the date line of a heading: only a date, or ``Date: …``."""
    if candidate.is_alone and candidate.style in (MarkerStyle.BARE, MarkerStyle.EMPHASIS):
        return True
    if candidate.style in (MarkerStyle.HEADING, MarkerStyle.ROW, MarkerStyle.TAIL):
        return False
    return _has_label(text, candidate)


def _has_label(text: str, candidate: Candidate) -> bool:
    """Tell whether a label with a colon stands before the date."""
    start = candidate.line + candidate.content_start
    return ":" in text[start : candidate.line + candidate.reading.start]


def _continued_date_lines(
    text: str, candidates: Sequence[Candidate], headings: Sequence[Heading]
) -> list[Candidate]:
    """Return the lines that begin with a date and go on, if each is the first below a heading.

    There have to be several, or the heading has to count; and headings with dates, if there are
    any, have to be as high, so that these are not lines within the days.
    """
    date_lines = [
        c
        for c in candidates
        if c.style is MarkerStyle.BARE
        and c.reading.form in STRONG_FORMS
        and not _is_date_line(text, c)
    ]
    headings_above: list[Heading] = []
    for candidate in date_lines:
        heading = _heading_above(text, candidate, headings)
        if heading is None:
            return []
        headings_above.append(heading)
    dated = [c for c in candidates if c.style is MarkerStyle.HEADING]
    levels = {c.level for c in dated if c.reading.form not in COUNT_FORMS}
    if levels.difference(heading.level for heading in headings_above):
        return []
    counting = {c.start for c in dated if c.reading.form in COUNT_FORMS}
    if len(date_lines) > 1 or counting.issuperset(heading.start for heading in headings_above):
        return date_lines
    return []


def _heading_above(text: str, candidate: Candidate, headings: Sequence[Heading]) -> Heading | None:
    """Return the heading whose next line that is not blank is ``candidate``; None without one."""
    index = count_before(headings, candidate.start)
    if not index or candidate.start - headings[index - 1].start > _FARTHEST_DATE_LINE:
        return None
    heading = headings[index - 1]
    between = text[lines.next_line_start(text, heading.start) : candidate.start]
    return heading if not between.strip("=- \t\r\n") else None
