"""The marker of a day with a new date, written like the markers of its neighbours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from logtui.document.dates import names, surroundings
from logtui.document.dates.partial import PartialDate
from logtui.document.editing.marker_model import (
    MarkerModel,
    heading_year,
    marker_model_of,
    marker_models_near,
)
from logtui.document.editing.style import MOST_DAYS
from logtui.document.model import MarkerStyle
from logtui.document.order import nearest_indices
from logtui.document.reading.candidates import link_around, scan_lines

if TYPE_CHECKING:
    from logtui.document.model import Document


_NOTHING = PartialDate()
_OPENING_SIGNS = '([{（【<`"*_~'
_CLOSING_SIGNS = str.maketrans("([{（【<", ")]}）】>")
_DIGITS = re.compile(r"\d{1,6}")
_FEWEST_SHARING, _MOST_SHARING = 2, 4
"""Neighbours that have to share their words, and those that are looked at."""

_TAG = re.compile(r"<[^<>]*>")
_COUNTED_HEADING = re.compile(
    r"([ ]{0,3}#+[ \t]+(?P<unit>[^\W\d_]+)[ ]?[#:№]?[ ]?)"
    r"(?P<number>\d{1,4})(?P<rest>[ \t#]*[\r\n]\s*)"
)
_WORD_OR_COUNT = re.compile(
    r"<[^<>]*>|(?P<count>(?P<unit>[^\W\d_]+)[ ]?[#:№]?[ ]?(?P<number>\d{1,4}))(?!\d)"
    r"|(?P<word>[^\W\d_]+)|(?P<digits>\d)"
)


def new_day_marker(
    document: Document, day_index: int, date: PartialDate, known: PartialDate = _NOTHING
) -> str:
    """Return a marker for ``date`` like those of the days around ``day_index``.

    The headings above it say what is ``known`` of the date. Where one line is day and entry at
    once, it ends where the entry begins.
    """
    models = marker_models_near(document, day_index)
    if known.year is None:
        known = known._replace(year=heading_year(document, day_index))
    # A few days that were taken together are no example where most stand alone.
    single = [model for model in models if model.reading.last_day is None]
    for model in single if 2 * len(single) > len(models) else models:
        if model.can_express(date, models[0].date, known):
            marker = marker_like(model, date, models)
            if marker:
                return marker
    return _iso_marker(document, day_index, models, date)


def heading_marker(date: PartialDate) -> str:
    """Return a marker for ``date`` in a log whose markers are headings or not there yet."""
    return f"## {plain_marker(date)}"


def plain_marker(date: PartialDate) -> str:
    """Return a marker for ``date`` in a log that has no headings."""
    return date.iso() or f"{date.month or 1:02d}/{date.day or 1:02d}"


def redate_marker(
    document: Document, day_index: int, date: PartialDate, known: PartialDate = _NOTHING
) -> str | None:
    """Return the marker of the day ``day_index`` with ``date`` as its date, its title kept.

    The headings above it say what is ``known`` of the date. None where it cannot be exchanged.
    """
    model = marker_model_of(document, day_index)
    if model is None or not model.can_express(date, model.date, known):
        return None
    new_date = model.date_like(date, (model, *marker_models_near(document, day_index)))
    end = model.first_date_end
    if new_date is None or end != model.reading.end:
        return None
    line = model.date_line
    before = _replace_weekday(model.before, model.date, date)
    after = _replace_weekday(line[end:], model.date, date)
    text = (
        model.text[: model.line]
        + (model.before if before is None else before)
        + new_date
        + (line[end:] if after is None else after)
        + model.text[model.line + len(line) :]
    )
    marker = document.days[day_index].marker
    length_after_marker = len(model.text) - (marker.end - marker.start)
    return text[: len(text) - length_after_marker] if _is_marker_of(text, date, model) else None


def marker_like(
    model: MarkerModel, date: PartialDate, models: tuple[MarkerModel, ...]
) -> str | None:
    """Return a marker like ``model`` for ``date``, without its title; None where it cannot be."""
    new_date = model.date_like(date, models)
    line = model.date_line
    if new_date is None or link_around(line, model.content, model.reading.start):
        return None
    date = model.range_with(date)[0]
    before = _replace_weekday(model.before, model.date, date, counted=True)
    if before is None:
        is_shared = _shares_words(model, models)
        before = model.before[: model.content]
        if model.style is MarkerStyle.EMPHASIS:
            words = model.before[model.content :]
            before += words[: len(words) - len(words.lstrip(_OPENING_SIGNS))]
        if is_shared:
            before = _DIGITS.sub(lambda number: str(int(number[0]) + 1), model.before, count=1)
    new_line = before + new_date + _text_after_date(model, before, date)
    if model.level:
        day = date.first_day()
        days = [neighbour.date.first_day() for neighbour in (model, *models)]
        is_latest = day and all(other and other < day for other in days)
        return _marker_below_heading(
            model, date, new_date, new_line.rstrip(surroundings.SEPARATORS) if is_latest else None
        )
    marker = model.text[: model.line] + new_line
    if model.style is MarkerStyle.HEADING:
        underline = model.text[model.line + len(line) :]
        marker += _resize_underline(underline, len(line), len(new_line))
    entry = "x" if model.style is MarkerStyle.ITEM else ""
    return marker if _is_marker_of(marker + entry, date, model) else None


def _marker_below_heading(
    model: MarkerModel, date: PartialDate, new_date: str, new_line: str | None
) -> str | None:
    """Return a marker like ``model``, whose date stands below a heading, for ``date``.

    A heading that only counts is counted on above ``new_line``, which is None where the day is not
    the latest. Any other has words of its own, or is a week of several days; ``new_date`` takes
    their place.
    """
    counted = _COUNTED_HEADING.fullmatch(model.text[: model.line])
    if counted and new_line is not None and names.count_unit(counted["unit"]) != "week":
        marker = f"{counted[1]}{int(counted['number']) + 1}{counted['rest']}{new_line}"
        return marker if _is_marker_of(marker, date, model) else None
    marker = f"{'#' * model.level} {new_date}"
    candidates = scan_lines(marker, ()).candidates
    return marker if any(line.reading.orders_for(date) for line in candidates) else None


def _text_after_date(model: MarkerModel, before: str, date: PartialDate) -> str:
    """Return what goes after the date, without a title or a time in it.

    What the text ``before`` the date opens is closed.
    """
    after = model.date_line[model.reading.end :]
    if model.style is MarkerStyle.ROW:
        after = after[: after.find("|") + 1]
    elif not model.style.has_title:
        end = surroundings.skip_suffix(model.date_line, model.reading.end) - model.reading.end
        after = after[:end] if surroundings.has_words(after, end) else after
    brackets = _open_brackets(before)
    with_weekday = _replace_weekday(after, model.date, date)
    if with_weekday is not None and brackets == _open_brackets(model.before):
        return with_weekday.rstrip() if model.style.has_title else with_weekday
    tags = "".join(re.findall(r"</\w+>", after)) if _TAG.search(before) else ""
    words = after.rstrip(surroundings.SEPARATORS)
    separator = "" if model.style.has_title else after[len(words) :]
    return _closing_brackets(brackets) + tags + separator


def _shares_words(model: MarkerModel, models: tuple[MarkerModel, ...]) -> bool:
    """Tell whether the nearest of ``models`` all say before their date what ``model`` does.

    Numbers may differ.
    """
    words = _DIGITS.sub("0", model.before)
    near = [other for other in models if other is not model][:_MOST_SHARING]
    return len(near) >= _FEWEST_SHARING and all(
        _DIGITS.sub("0", other.before) == words for other in near
    )


def _open_brackets(before: str) -> str:
    """Return the brackets and emphasis marks that ``before`` ends with, tags left out."""
    bare = _TAG.sub("", before)
    return bare[len(bare.rstrip(_OPENING_SIGNS)) :]


def _closing_brackets(brackets: str) -> str:
    return brackets[::-1].translate(_CLOSING_SIGNS)


def _replace_weekday(
    text: str, old: PartialDate, date: PartialDate, *, counted: bool = False
) -> str | None:
    """Return ``text`` with the weekday of ``date``, and one more ``Day N`` if ``counted``.

    None where ``text`` holds anything else than labels, weekdays and marks.
    """
    pieces: list[str] = []
    offset = 0
    for match in _WORD_OR_COUNT.finditer(text):
        new: str | None = match[0]
        if match["digits"] or (
            match["count"] and not (counted and names.count_unit(match["unit"]))
        ):
            return None
        if match["count"]:
            step = 1 if (date.first_day() or 0) != (old.first_day() or 0) else 0
            new = text[match.start() : match.start("number")] + str(int(match["number"]) + step)
        elif match["word"] and names.is_weekday(match["word"]) and old.day and date.day:
            day = date.first_day()
            new = names.weekday_name_like(match["word"], day.weekday()) if day else None
        elif match["word"] and not names.is_label(match["word"]):
            return None
        if new is None:
            return None
        pieces += text[offset : match.start()], new
        offset = match.end()
    return "".join((*pieces, text[offset:]))


def _resize_underline(rest: str, old: int, new: int) -> str:
    """Return ``rest``, a line end and an underline, as long as the text above it was."""
    underline = rest.lstrip("\r\n")
    if not underline.strip():
        return ""
    length = len(underline) - old + new if len(underline) == old else len(underline)
    return rest[: len(rest) - len(underline)] + underline[0] * max(length, 3)


def _is_marker_of(text: str, date: PartialDate, model: MarkerModel) -> bool:
    """Tell whether ``text`` is a marker of the model's style that reads as ``date``."""
    candidates = scan_lines(text, ()).candidates
    return any(line.style is model.style and line.reading.orders_for(date) for line in candidates)


def _iso_marker(
    document: Document, day_index: int, models: tuple[MarkerModel, ...], date: PartialDate
) -> str:
    """Return a marker with the ISO date, in the style of the markers around ``day_index``."""
    iso = plain_marker(date)
    if not models:
        for index in nearest_indices(day_index, len(document.days), MOST_DAYS):
            marks = re.match(r"[ ]{0,3}#+[ \t]+", document.days[index].marker.of(document.text))
            if marks:
                return marks[0] + iso
        return heading_marker(date)
    model = models[0]
    if model.level:
        return f"{'#' * model.level} {iso}"
    before = model.date_line[: model.content]
    if model.style is MarkerStyle.ITEM:
        return f"{before}{iso} - "
    if model.style is MarkerStyle.ROW:
        return f"{before}{iso}|"
    brackets = _open_brackets(model.before)
    return before + brackets + iso + _closing_brackets(brackets)
