"""Which candidates are the days of a log: one scheme for the whole file.

People mark their days in one way; everything else that looks like a date is a mention. So the
shape with the most hits is taken, then a dated heading of any level counts as well.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, TypeVar

from logtui.document.dates import STRONG
from logtui.document.markers import Shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from logtui.document.markers import Candidate, Heading

_Value = TypeVar("_Value")

HEADING_WEIGHT = 1.6
"""How many list items or lines a heading counts for."""

WEAK_WEIGHT = 0.5
"""How much a hit counts whose form may well be no date, like ``1/2`` or ``Day 3``."""

MONTHLY = frozenset({"ym", "my", "month"})
"""Forms that name a month and no day."""

ENCLOSING = MONTHLY | {"year"}
"""Forms of the headings that give a month or a year to the days below them."""


def choose(candidates: Sequence[Candidate], headings: Sequence[Heading]) -> list[Candidate]:
    """Return those of ``candidates`` that mark days, in the order of the text."""
    usable = _usable(candidates)
    shape = _shape(usable)
    if shape is None:
        return []
    marks = [candidate for candidate in usable if candidate.shape is shape]
    form = _common(candidate.reading.form for candidate in marks)
    level = _common(candidate.level for candidate in _tellers(marks, form))
    chosen = [
        candidate
        for candidate in usable
        if (
            _fits(candidate, form, level)
            if candidate.shape is shape
            else _is_dated_heading(candidate)
        )
    ]
    return _without_outer_months(chosen, headings)


def _usable(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return ``candidates`` without years, and without days of a month that nothing names."""
    has_month = False
    usable = []
    for candidate in candidates:
        form = candidate.reading.form
        has_month = has_month or form in MONTHLY
        if form == "year" or (form == "dom" and not has_month):
            continue
        usable.append(candidate)
    return usable


def _shape(candidates: Iterable[Candidate]) -> Shape | None:
    """Return the shape with the most hits; None where nothing tells of days.

    A single hit is enough only where the date leads its line.
    """
    scores: dict[Shape, float] = defaultdict(float)
    hits: Counter[Shape] = Counter()
    leads = set()
    for candidate in candidates:
        weight = HEADING_WEIGHT if candidate.shape is Shape.HEADING else 1.0
        strong = candidate.reading.form in STRONG
        scores[candidate.shape] += weight * (1.0 if strong else WEAK_WEIGHT)
        hits[candidate.shape] += 1
        if candidate.leads and strong:
            leads.add(candidate.shape)
    for shape in sorted(scores, key=lambda shape: -scores[shape]):
        if hits[shape] > 1 or shape in leads:
            return shape
    return None


def _tellers(marks: list[Candidate], form: str) -> list[Candidate]:
    """Return those of ``marks`` that tell which level the days are on."""
    return [c for c in marks if c.reading.form in STRONG] or [
        c for c in marks if c.reading.form == form
    ]


def _fits(candidate: Candidate, form: str, level: int) -> bool:
    """Tell whether ``candidate``, which has the shape of the days, is one.

    On the level of the days the date may stand anywhere; on another one it has to come first. A
    weak form has to be the usual one, or all that the line says.
    """
    if candidate.level != level and not candidate.leads:
        return False
    found = candidate.reading.form
    if found in STRONG or found == form:
        return True
    if candidate.level == level and candidate.shape is Shape.HEADING:
        return candidate.leads or found == "count"
    return candidate.alone


def _is_dated_heading(candidate: Candidate) -> bool:
    """Tell whether ``candidate`` is a heading that begins with a date beyond doubt."""
    if candidate.shape is not Shape.HEADING or not candidate.leads:
        return False
    return candidate.reading.form in STRONG


def _without_outer_months(chosen: list[Candidate], headings: Sequence[Heading]) -> list[Candidate]:
    """Return ``chosen`` without the months that only enclose days or weeks given below them."""
    kept = []
    for candidate, below in zip(chosen, [*chosen[1:], None], strict=True):
        encloses = (
            below is not None
            and candidate.reading.form in MONTHLY
            and (below.level > candidate.level or below.shape > candidate.shape)
            and not _closed_between(candidate, below, headings)
        )
        if not encloses:
            kept.append(candidate)
    return kept


def _closed_between(outer: Candidate, inner: Candidate, headings: Sequence[Heading]) -> bool:
    """Tell whether a heading between the two ends what ``outer`` encloses."""
    at = bisect_right(headings, outer.start, key=lambda heading: heading.start)
    while at < len(headings) and headings[at].start < inner.start:
        if headings[at].level <= outer.level:
            return True
        at += 1
    return False


def _common(values: Iterable[_Value]) -> _Value:
    return Counter(values).most_common(1)[0][0]
