"""Which candidates are the days of a log: one scheme for the whole file.

People mark their days in one way; everything else that looks like a date is a mention. So the
shape with the most hits is taken, then a dated heading of any level counts as well.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from logtui.document.dates import surroundings
from logtui.document.dates.partial import STRONG_FORMS
from logtui.document.model import MarkerStyle
from logtui.document.reading.candidates import BELOW_HEADINGS
from logtui.document.text import lines, markdown
from logtui.document.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from logtui.document.dates.partial import DateReading
    from logtui.document.reading.candidates import Candidate, Heading


_Value = TypeVar("_Value")

HEADING_WEIGHT = 1.6
"""How many list items or lines a heading counts for."""

WEAK_WEIGHT = 0.5
"""How much a hit counts whose form may well be no date, like ``1/2`` or ``Day 3``."""

MONTH_FORMS = frozenset({"ym", "my", "month"})
"""Forms that name a month and no day."""

ENCLOSING_FORMS = MONTH_FORMS | {"year"}
"""Forms of the headings that give a month or a year to the days below them."""


def choose_markers(candidates: Sequence[Candidate], headings: Sequence[Heading]) -> list[Candidate]:
    """Return those of ``candidates`` that mark days, in the order of the text."""
    usable = _usable_candidates(candidates)
    shape = _commonest_style(usable)
    if shape is None:
        return []
    marks = [candidate for candidate in usable if candidate.style is shape]
    form = _most_common(candidate.reading.form for candidate in marks)
    level = _most_common(candidate.level for candidate in _with_usual_form(marks, form))
    chosen = [
        candidate
        for candidate in usable
        if (
            _is_marker(candidate, form, level)
            if candidate.style is shape
            else _is_dated_heading(candidate)
        )
    ]
    return _drop_enclosing_months(chosen, headings)


def _usable_candidates(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return ``candidates`` without years, and without days of a month that nothing names."""
    has_month = False
    usable = []
    for candidate in candidates:
        form = candidate.reading.form
        has_month = has_month or form in MONTH_FORMS
        if form == "year" or (form == "dom" and not has_month):
            continue
        usable.append(candidate)
    return usable


def _commonest_style(candidates: Iterable[Candidate]) -> MarkerStyle | None:
    """Return the shape with the most hits; None where nothing tells of days.

    A single hit is enough only where the date leads its line.
    """
    scores: dict[MarkerStyle, float] = defaultdict(float)
    hits: Counter[MarkerStyle] = Counter()
    leads = set()
    for candidate in candidates:
        weight = HEADING_WEIGHT if candidate.style is MarkerStyle.HEADING else 1.0
        strong = candidate.reading.form in STRONG_FORMS
        scores[candidate.style] += weight * (1.0 if strong else WEAK_WEIGHT)
        hits[candidate.style] += 1
        if candidate.leads and strong:
            leads.add(candidate.style)
    for shape in sorted(scores, key=lambda shape: -scores[shape]):
        if hits[shape] > 1 or shape in leads:
            return shape
    return None


def _with_usual_form(marks: list[Candidate], form: str) -> list[Candidate]:
    """Return those of ``marks`` that tell which level the days are on."""
    return [c for c in marks if c.reading.form in STRONG_FORMS] or [
        c for c in marks if c.reading.form == form
    ]


def _is_marker(candidate: Candidate, form: str, level: int) -> bool:
    """Tell whether ``candidate``, which has the shape of the days, is one.

    On the level of the days the date may stand anywhere; on another one it has to come first. A
    weak form has to be the usual one, or all that the line says.
    """
    if candidate.level != level and not candidate.leads:
        return False
    found = candidate.reading.form
    if found in STRONG_FORMS or found == form:
        return True
    if candidate.level == level and candidate.style is MarkerStyle.HEADING:
        return candidate.leads or found == "count"
    return candidate.is_alone


def _is_dated_heading(candidate: Candidate) -> bool:
    """Tell whether ``candidate`` is a heading that begins with a date beyond doubt."""
    if candidate.style is not MarkerStyle.HEADING or not candidate.leads:
        return False
    return candidate.reading.form in STRONG_FORMS


def _drop_enclosing_months(chosen: list[Candidate], headings: Sequence[Heading]) -> list[Candidate]:
    """Return ``chosen`` without the months that only enclose days or weeks given below them."""
    kept = []
    for candidate, below in zip(chosen, [*chosen[1:], None], strict=True):
        encloses = (
            below is not None
            and candidate.reading.form in MONTH_FORMS
            and (below.level > candidate.level or below.style > candidate.style)
            and not _is_closed_between(candidate, below, headings)
        )
        if not encloses:
            kept.append(candidate)
    return kept


def _is_closed_between(outer: Candidate, inner: Candidate, headings: Sequence[Heading]) -> bool:
    """Tell whether a heading between the two ends what ``outer`` encloses."""
    at = bisect_right(headings, outer.start, key=lambda heading: heading.start)
    while at < len(headings) and headings[at].start < inner.start:
        if headings[at].level <= outer.level:
            return True
        at += 1
    return False


def _most_common(values: Iterable[_Value]) -> _Value:
    return Counter(values).most_common(1)[0][0]


_END_MATTER_DIVISOR = 2
"""The end matter of a log is at most one part in this many of what follows its first day."""

COUNT_FORMS = frozenset({"count", "dom"})
"""Forms of a heading that only counts: ``Day 3``, ``Entry 3``."""

_FARTHEST_DATE_LINE = 1000
"""Characters behind which a date line is no longer looked for below a heading."""


class Section(NamedTuple):
    """Where a day stands, before its entries are known.

    Attributes:
        span: From the marker to the end of the day's last line.
        marker: The marker, without the line end; without the entry where one line is both.
        title: What the marker says beside the date; None where there is nothing.
        body: Where the day's entries begin.
        style: What the marker is made of; None for a log without days.
        reading: The date, its offsets counted from the beginning of the span; None without days.
    """

    span: Span
    marker: Span
    title: Span | None
    body: int
    style: MarkerStyle | None = None
    reading: DateReading | None = None


def sections(text: str, chosen: Sequence[Candidate], headings: Sequence[Heading]) -> list[Section]:
    """Return the sections of ``text`` that the ``chosen`` markers begin, in order.

    There is one such marker at least.
    """
    starts = [candidate.start for candidate in chosen]
    ends = _day_ends(starts, chosen, headings, len(text))
    return [_section(text, c, end) for c, end in zip(chosen, ends, strict=True)]


def undated_section(text: str, start: int, headings: Sequence[Heading]) -> Section:
    """Return the one section of a log that has no days; its entries begin behind ``start``.

    A single heading above all others is the title of the log.
    """
    if len(headings) > 1 and headings[0].level < min(h.level for h in headings[1:]):
        start = max(start, lines.next_line_start(text, headings[0].start))
    return Section(Span(start, len(text)), Span(start, start), None, start)


def _section(text: str, candidate: Candidate, end: int) -> Section:
    """Return the section that ``candidate`` begins and that ends at ``end``."""
    body = min(lines.next_line_start(text, candidate.end), end)
    marker = Span(candidate.start, candidate.end)
    title = None
    if candidate.style.has_title:
        title = _title_span(text, candidate)
    if not candidate.is_alone and (
        not candidate.style.has_title or _has_date_below(text, candidate)
    ):
        body = candidate.line + _entry_start(text, candidate)
        if candidate.style is MarkerStyle.ROW:
            body = _next_cell_start(text, candidate.line + candidate.reading.end, candidate.end)
        marker = Span(candidate.start, body)
    shift = candidate.line - candidate.start
    reading = candidate.reading.shift(shift) if shift else candidate.reading
    return Section(Span(candidate.start, end), marker, title, body, candidate.style, reading)


def _has_date_below(text: str, candidate: Candidate) -> bool:
    """Tell whether ``candidate`` is a heading that has its date in a line below."""
    if candidate.line == candidate.start:
        return False
    return not markdown.is_details(text[candidate.start : lines.end_of_line(text, candidate.start)])


def _entry_start(text: str, candidate: Candidate) -> int:
    """Return where in its line the entry begins that a marker is at once.

    A date that is the beginning of a link's label stays with the label.
    """
    line = text[candidate.line : candidate.end]
    bracket = line.rfind("[", candidate.content, candidate.reading.start)
    inside = bracket >= 0 and "]" not in line[bracket : candidate.rest]
    return bracket if inside and "](" in line[candidate.rest :] else candidate.rest


def _next_cell_start(text: str, at: int, end: int) -> int:
    """Return where the next cell with something in it begins; ``end`` where none does."""
    while at := text.find("|", at, end) + 1:
        following = text.find("|", at, end)
        if text[at : following if following >= 0 else end].strip():
            return at
    return end


def _title_span(text: str, candidate: Candidate) -> Span | None:
    """Return what a heading says behind its date, or else in front of it.

    A week, or a day that names no date, is titled with all that its heading says.
    """
    head = text[candidate.start : lines.end_of_line(text, candidate.start)]
    if _has_date_below(text, candidate):
        return surroundings.strip_marks(
            head, markdown.read_heading(head)[1], len(head), candidate.start
        )
    line = text[candidate.line : lines.end_of_line(text, candidate.line)]
    begin, end = candidate.content, candidate.reading.start
    reading = candidate.reading
    if reading.form == "week" or not any(reading.day_first or reading.month_first or ()):
        return surroundings.strip_marks(line, begin, len(line), candidate.line)
    behind = surroundings.strip_marks(line, candidate.rest, len(line), candidate.line)
    if behind or surroundings.has_only_labels(line[:end], begin):
        return behind
    return surroundings.strip_marks(line, begin, end, candidate.line)


def _day_ends(
    starts: list[int], chosen: Sequence[Candidate], headings: Sequence[Heading], length: int
) -> list[int]:
    """Return where each day ends: at the next one, or at a heading that stands above it."""
    marks = set(starts)
    others = [heading for heading in headings if heading.start not in marks]
    places = [heading.start for heading in others]
    limits = _ending_levels(chosen, others, length)
    ends = []
    for candidate, limit, following in zip(chosen, limits, [*starts[1:], length], strict=True):
        at = bisect_right(places, candidate.start)
        while at < len(others) and places[at] < following and others[at].level > limit:
            at += 1
        ends.append(places[at] if at < len(others) and places[at] < following else following)
    return ends


def _ending_levels(
    chosen: Sequence[Candidate], others: Sequence[Heading], length: int
) -> list[int]:
    """Return for each day the level of the deepest heading that ends it."""
    common = _ending_level_of_lines(chosen, others)
    limits = [c.level if c.level < BELOW_HEADINGS else common for c in chosen]
    if limits[-1] == common and chosen[-1].level == BELOW_HEADINGS:
        limits[-1] = _ending_level_of_last_day(chosen, others, length, common)
    return limits


def _ending_level_of_lines(chosen: Sequence[Candidate], others: Sequence[Heading]) -> int:
    """Return the level of the deepest heading that ends a day whose marker is no heading.

    Headings end items and rows; under lines they are topics of the day, except those as high as
    the one that the first day stands under.
    """
    if chosen[0].style in (MarkerStyle.ITEM, MarkerStyle.ROW):
        return BELOW_HEADINGS
    return others[at - 1].level if (at := _count_before(others, chosen[0].start)) else 0


def _ending_level_of_last_day(
    chosen: Sequence[Candidate], others: Sequence[Heading], length: int, common: int
) -> int:
    """Return the level that ends the last day: what stands under headings there is end matter.

    Not so where the days before have such headings inside, or where it would be most of the log.
    """
    first, last = chosen[0].start, chosen[-1].start
    inside = {h.level for h in others[_count_before(others, first) : _count_before(others, last)]}
    behind = others[_count_before(others, last) :]
    heading = next((heading for heading in behind if heading.level not in inside), None)
    if heading is None or (length - heading.start) * _END_MATTER_DIVISOR > length - first:
        return common
    return max(common, heading.level)


def _count_before(headings: Sequence[Heading], offset: int) -> int:
    """Return how many of ``headings`` begin before ``offset``."""
    return bisect_left(headings, offset, key=lambda heading: heading.start)


def move_dates_to_headings(
    text: str, candidates: list[Candidate], headings: Sequence[Heading]
) -> list[Candidate]:
    """Return ``candidates`` with a heading in place of the date line right below it.

    A heading without a date (``Entry 3`` has none) whose next line that is not blank is only a
    date, or begins with ``Date: …``, is the day, if that is how the file does it: more than once,
    and for most such lines. Once is enough for a heading like those of other days, and above
    ``Date: …`` for one that is not the title of the log. Lines that go on behind their date count
    as well where all of them stand so.
    """
    dated = {c.start: c.reading.form for c in candidates if c.style is MarkerStyle.HEADING}
    plain = [heading for heading in headings if dated.get(heading.start, "count") in COUNT_FORMS]
    lone = [c for c in candidates if _is_date_line(text, c)]
    lone += _continued_date_lines(text, candidates, plain)
    heads = {c.start: head for c in lone if (head := _heading_above(text, c, plain))}
    if not heads or 2 * len(heads) <= len(lone):
        return candidates
    level = Counter(head.level for head in heads.values()).most_common(1)[0][0]
    if len(heads) == 1 and level not in {c.level for c in candidates if c.start in dated}:
        is_title = level == 1 and headings[0] in heads.values()
        if is_title or not any(_has_label(text, c) for c in lone):
            return candidates
    taken = {start: head for start, head in heads.items() if head.level == level}
    covered = {head.start for head in taken.values()}
    return [
        c._replace(start=taken[c.start].start, style=MarkerStyle.HEADING, level=level)
        if c.start in taken
        else c
        for c in candidates
        if c.start not in covered
    ]


def _is_date_line(text: str, candidate: Candidate) -> bool:
    """Tell whether ``candidate`` may be the date line of a heading: only a date, or ``Date: …``."""
    if candidate.is_alone and candidate.style in (MarkerStyle.BARE, MarkerStyle.EMPHASIS):
        return True
    if candidate.style in (MarkerStyle.HEADING, MarkerStyle.ROW):
        return False
    return _has_label(text, candidate)


def _continued_date_lines(
    text: str, candidates: Sequence[Candidate], headings: Sequence[Heading]
) -> list[Candidate]:
    """Return the lines that begin with a date and go on, if each is the first below a heading.

    There have to be several, or the heading has to count; and headings with dates, if there are
    any, have to be as high, so that these are no lines within the days.
    """
    found = [
        c for c in candidates if c.style is MarkerStyle.BARE and c.reading.form in STRONG_FORMS
    ]
    found = [c for c in found if not _is_date_line(text, c)]
    heads: list[Heading] = []
    for candidate in found:
        head = _heading_above(text, candidate, headings)
        if head is None:
            return []
        heads.append(head)
    dated = [c for c in candidates if c.style is MarkerStyle.HEADING]
    levels = {c.level for c in dated if c.reading.form not in COUNT_FORMS}
    if levels.difference(head.level for head in heads):
        return []
    counting = {c.start for c in dated if c.reading.form in COUNT_FORMS}
    return found if len(found) > 1 or counting.issuperset(head.start for head in heads) else []


def _has_label(text: str, candidate: Candidate) -> bool:
    """Tell whether a label with a colon stands in front of the date."""
    return (
        ":" in text[candidate.line + candidate.content : candidate.line + candidate.reading.start]
    )


def _heading_above(text: str, candidate: Candidate, headings: Sequence[Heading]) -> Heading | None:
    """Return the heading whose next line that is not blank is ``candidate``; None without one."""
    at = _count_before(headings, candidate.start)
    if not at:
        return None
    heading = headings[at - 1]
    if candidate.start - heading.start > _FARTHEST_DATE_LINE:
        return None
    between = text[lines.next_line_start(text, heading.start) : candidate.start]
    return heading if not between.strip("=- \t\r\n") else None
