"""Day markers of a log taken apart, as models for a new one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from logtui.document.dates import names, surroundings
from logtui.document.extents import has_inline_entry
from logtui.document.model import MarkerStyle
from logtui.document.order import OLDEST_FIRST, direction, nearest_indices
from logtui.document.reading.candidates import scan_lines
from logtui.document.text import lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from logtui.document.dates.partial import DateReading, NumberOrder, PartialDate
    from logtui.document.model import Document


HEADING_REACH = 1 << 14
"""Characters above a day that are looked at for a heading that encloses it."""

ORDINAL_SUFFIX = re.compile(r"(?:st|nd|rd|th|er)(?![^\W\d_])", re.IGNORECASE)
"""What stands behind a number that counts: ``1st``, ``1er``."""

_MOST_MODELS = 12
_HALF_A_YEAR = 183
_DAYS_OF_A_YEAR = 366
_FIELD_ALIASES = {
    "day_": "day",
    "month_": "month",
    "year_": "year",
    "han_day": "day",
    "han_month": "month",
}
_COUNTER_SIGNS = "日号號일年月년월º°ª"


class MarkerModel(NamedTuple):
    """A day marker taken apart.

    Attributes:
        text: The marker; the whole line where it shares it with an entry.
        line: Offset in ``text`` of the line that the date stands in.
        content: Offset in that line behind the ``##`` or the bullet.
        style: What it is made of.
        reading: The date, its offsets counted from the beginning of the line.
        date: What the document makes of it.
        level: Of the heading above the line that the date stands in; 0 without one.
    """

    text: str
    line: int
    content: int
    style: MarkerStyle
    reading: DateReading
    date: PartialDate
    level: int = 0

    @property
    def dated(self) -> str:
        """The line that the date stands in."""
        return self.text[self.line : lines.end_of_line(self.text, self.line)]


def marker_models_near(document: Document, place: int) -> list[MarkerModel]:
    """Return the markers near ``place`` in their parts, that of the day before in time first."""
    start = place - 1 if direction(document) == OLDEST_FIRST else place
    indices = nearest_indices(start, len(document.days), _MOST_MODELS)
    return [found for index in indices if (found := marker_model_of(document, index))]


def marker_model_of(document: Document, index: int) -> MarkerModel | None:
    """Return the marker of day ``index`` in its parts; None for a day without a date in it."""
    day = document.days[index]
    if day.date is None or day.marker.is_empty:
        return None
    end = day.marker.end
    if has_inline_entry(document, day):
        end = lines.end_of_line(document.text, end)
    text = document.text[day.marker.start : end]
    scanned = scan_lines(text, ())
    head = scanned.headings[0] if scanned.headings else None
    for found in reversed(scanned.candidates):
        level = head.level if head and head.start < found.start else 0
        if (found.start == 0 or level) and may_mean(found.reading, day.date):
            where = found.line, found.content
            return MarkerModel(text, *where, found.style, found.reading, day.date, level)
    return None


def may_mean(reading: DateReading, date: PartialDate) -> bool:
    """Tell whether everything that ``reading`` says, one way or the other, is so in ``date``."""
    return bool(reading.orders_for(date))


def heading_year(document: Document, place: int) -> int | None:
    """Return the year that a heading gives the days around index ``place``; None without one.

    It stands between two days, or in front of the first one.
    """
    last = min(place, len(document.days) - 1)
    for index in range(last, max(last - _DAYS_OF_A_YEAR, -1), -1):
        start = document.days[index].span.start
        end = document.days[index - 1].span.end if index else 0
        between = document.text[max(end, start - HEADING_REACH) : start]
        for found in reversed(scan_lines(between, ()).candidates if between.strip() else ()):
            if found.reading.form == "year" and found.is_alone and found.reading.day_first:
                return found.reading.day_first.year
    return None


def can_express_date(
    model: MarkerModel, date: PartialDate, near: PartialDate, given: int | None = None
) -> bool:
    """Tell whether a marker like ``model`` says all of ``date`` that ``near`` does not imply.

    A heading above may have ``given`` the year.
    """
    said = {name for name, _, _ in date_fields(model)}
    said |= {"month"} if said & {"first", "name"} else set()
    said |= {"day"} if "first" in said else set()
    if date.day and "day" not in said:
        return False
    if date.year and near.year and date.year != given and "year" not in said:
        here, there = date.first(), near.first()
        if here is None or there is None or abs((here - there).days) >= _HALF_A_YEAR:
            return False
    return "month" in said or (date.year, date.month) == (near.year, near.month)


def date_fields(model: MarkerModel) -> list[tuple[str, int, int]]:
    """Return the fields of the marker's date, those of one meaning by one name."""
    return [
        (_FIELD_ALIASES.get(name, name), start, end) for name, start, end in model.reading.fields
    ]


def first_date_end(model: MarkerModel) -> int:
    """Return where the first day of the marker's date ends; a range goes on behind it."""
    end = max((end for _, _, end in model.reading.fields), default=model.reading.start)
    rest = model.dated[end : model.reading.end]
    goes_on = any(char.isalnum() and char not in _COUNTER_SIGNS for char in rest)
    return end if goes_on and not ORDINAL_SUFFIX.fullmatch(rest) else model.reading.end


_MOST_DAYS = 12

_CLOSING_SIGNS = {
    "(": ")",
    "[": "]",
    "{": "}",
    "（": "）",
    "【": "】",
    "<": ">",
    "`": "`",
    '"': '"',
}
_TAG = re.compile(r"<[^<>]*>")
_COUNTED_HEADING = re.compile(
    r"([ ]{0,3}#+[ \t]+(?P<unit>[^\W\d_]+)[ ]?[#:№]?[ ]?)"
    r"(?P<number>\d{1,4})(?P<rest>[ \t#]*[\r\n]\s*)"
)
_SEPARATORS = " \t-–—:：|"
_WORD_OR_COUNT = re.compile(
    r"<[^<>]*>|(?P<count>(?P<unit>[^\W\d_]+)[ ]?[#:№]?[ ]?(?P<number>\d{1,4}))(?!\d)"
    r"|(?P<word>[^\W\d_]+)|(?P<digits>\d)"
)


def new_day_marker(document: Document, place: int, date: PartialDate) -> str:
    """Return a marker for ``date`` like those of the days around index ``place``.

    Where one line is day and entry at once, it ends where the entry begins.
    """
    models = marker_models_near(document, place)
    given = heading_year(document, place)
    for model in models:
        says = can_express_date(model, date, models[0].date, given)
        text = marker_like(model, date, models) if says else None
        if text:
            return text
    return _iso_marker(document, place, models, date)


def heading_marker(date: PartialDate) -> str:
    """Return a marker for ``date`` in a log whose markers are headings or not there yet."""
    return f"## {plain_marker(date)}"


def plain_marker(date: PartialDate) -> str:
    """Return a marker for ``date`` in a log that has no headings."""
    return date.iso() or f"{date.month or 1:02d}/{date.day or 1:02d}"


def redate_marker(document: Document, index: int, date: PartialDate) -> str | None:
    """Return the marker of day ``index`` with ``date`` in place of its own, its title kept.

    None where the date cannot be exchanged.
    """
    model = marker_model_of(document, index)
    if model is None or not can_express_date(
        model, date, model.date, heading_year(document, index)
    ):
        return None
    models = marker_models_near(document, index)
    new = date_like(model, date, [model, *models])
    line, reading = model.dated, model.reading
    end = first_date_end(model)
    if new is None or end != reading.end:
        return None
    ahead, behind = line[: reading.start], line[end:]
    kept = _replace_weekday(behind, model.date, date)
    behind = behind if kept is None else kept
    ahead = _replace_weekday(ahead, model.date, date) or ahead
    whole = model.text[: model.line] + ahead + new + behind + model.text[model.line + len(line) :]
    day = document.days[index]
    keep = len(model.text) - (day.marker.end - day.marker.start)
    return whole[: len(whole) - keep] if _is_marker_of(whole, date, model) else None


def marker_like(
    model: MarkerModel, date: PartialDate, models: Iterable[MarkerModel] = ()
) -> str | None:
    """Return a marker like ``model`` for ``date``, without its title; None where it cannot be.

    ``models`` are further markers of the log, which tell what ``model`` alone leaves open: whether
    days below ten take a zero, for one.
    """
    new = date_like(model, date, [model, *models])
    if new is None:
        return None
    line = model.dated
    head = _text_before_date(model, line[: model.reading.start], date)
    tail = _text_after_date(model, line[model.reading.end :], head, date)
    if model.level:
        latest = all(_days_between(m.date, date) > 0 for m in (model, *models))
        return _marker_below_heading(
            model, date, new, (head + new + tail).rstrip(_SEPARATORS) if latest else None
        )
    underline = model.text[model.line + len(line) :] if model.style is MarkerStyle.HEADING else ""
    text = head + new + tail
    text = model.text[: model.line] + text + _resize_underline(underline, len(line), len(text))
    return (
        text
        if _is_marker_of(text + ("x" if model.style is MarkerStyle.ITEM else ""), date, model)
        else None
    )


def _marker_below_heading(
    model: MarkerModel, date: PartialDate, new: str, dated: str | None
) -> str | None:
    """Return a marker like ``model``, whose date stands below a heading, for ``date``.

    A heading that only counts is counted on above the line ``dated``, which is None where the day
    is not the latest. Any other has words of its own, or is a week of several days; the ``new``
    date takes their place.
    """
    counted = _COUNTED_HEADING.fullmatch(model.text[: model.line])
    if counted and dated is not None and names.count_unit(counted["unit"]) != "week":
        text = f"{counted[1]}{int(counted['number']) + 1}{counted['rest']}{dated}"
        return text if _is_marker_of(text, date, model) else None
    text = f"{'#' * model.level} {new}"
    found = scan_lines(text, ()).candidates
    return text if any(may_mean(candidate.reading, date) for candidate in found) else None


def _days_between(old: PartialDate, new: PartialDate) -> int:
    """Return how many days ``new`` is behind ``old``; 0 where a year is unknown."""
    here, there = old.first(), new.first()
    return (there - here).days if here and there else 0


def _text_before_date(model: MarkerModel, head: str, date: PartialDate) -> str:
    """Return what goes in front of the date: ``head`` without a title in it."""
    kept = _replace_weekday(head, model.date, date, counted=True)
    if kept is not None:
        return kept
    return head[: model.content]


def _text_after_date(model: MarkerModel, tail: str, head: str, date: PartialDate) -> str:
    """Return what goes behind the date: ``tail`` without a title or a time in it.

    What ``head`` opens is closed.
    """
    if model.style in (MarkerStyle.ITEM, MarkerStyle.ROW) or not model.style.has_title:
        end = surroundings.skip_suffix(model.dated, model.reading.end) - model.reading.end
        stop = tail.find("|") + 1 if model.style is MarkerStyle.ROW else end
        tail = (
            tail[:stop]
            if surroundings.has_words(tail, end) or model.style is MarkerStyle.ROW
            else tail
        )
    kept = _replace_weekday(tail, model.date, date)
    if kept is not None and _open_brackets(head) == _open_brackets(
        model.dated[: model.reading.start]
    ):
        return kept.rstrip() if model.style.has_title else kept
    tags = "".join(re.findall(r"</\w+>", tail)) if _TAG.search(head) else ""
    apart = "" if model.style.has_title else tail[len(tail.rstrip(_SEPARATORS)) :]
    return _closing_brackets(_open_brackets(head)) + tags + apart


def _open_brackets(head: str) -> str:
    """Return the brackets and emphasis marks that ``head`` ends with, tags left out."""
    bare = _TAG.sub("", head)
    found = re.search(r"[(\[{（【<`\"*_~]*$", bare)
    return found[0] if found and not bare.strip().endswith("* ") else ""


def _closing_brackets(opened: str) -> str:
    return "".join(_CLOSING_SIGNS.get(char, char) for char in reversed(opened))


def _replace_weekday(
    text: str, old: PartialDate, date: PartialDate, *, counted: bool = False
) -> str | None:
    """Return ``text`` with the weekday of ``date``, and one more ``Day N`` if ``counted``.

    None where ``text`` holds anything else than labels, weekdays and marks.
    """
    pieces: list[str] = []
    at = 0
    for found in _WORD_OR_COUNT.finditer(text):
        new: str | None = found[0]
        if found["digits"] or (
            found["count"] and not (counted and names.count_unit(found["unit"]))
        ):
            return None
        if found["count"]:
            step = 1 if (date.first() or 0) != (old.first() or 0) else 0
            new = text[found.start() : found.start("number")] + str(int(found["number"]) + step)
        elif found["word"] and names.is_weekday(found["word"]) and old.day and date.day:
            day = date.first()
            new = names.weekday_name_like(found["word"], day.weekday()) if day else None
        elif found["word"] and not names.is_label(found["word"]):
            return None
        if new is None:
            return None
        pieces += text[at : found.start()], new
        at = found.end()
    return "".join((*pieces, text[at:]))


def _resize_underline(rest: str, old: int, new: int) -> str:
    """Return ``rest``, a line end and an underline, as long as the text above it was."""
    mark = rest.lstrip("\r\n")
    if not mark.strip():
        return ""
    length = len(mark) - old + new if len(mark) == old else len(mark)
    return rest[: len(rest) - len(mark)] + mark[0] * max(length, 3)


def _is_marker_of(text: str, date: PartialDate, model: MarkerModel) -> bool:
    """Tell whether ``text`` is a marker of the model's shape that reads as ``date``."""
    candidates = scan_lines(text, ()).candidates
    return any(c.style is model.style and may_mean(c.reading, date) for c in candidates)


def _iso_marker(
    document: Document, place: int, models: list[MarkerModel], date: PartialDate
) -> str:
    """Return a marker with the ISO date, in the shape of the markers around ``place``."""
    iso = plain_marker(date)
    if models:
        model = models[0]
        if model.level:
            return f"{'#' * model.level} {iso}"
        head = model.dated[: model.content]
        if model.style in (MarkerStyle.ITEM, MarkerStyle.ROW):
            return head + iso + (" - " if model.style is MarkerStyle.ITEM else "|")
        opened = _open_brackets(model.dated[: model.reading.start])
        return head + opened + iso + _closing_brackets(opened)
    for index in nearest_indices(place, len(document.days), _MOST_DAYS):
        level = re.match(r"[ ]{0,3}#+[ \t]+", document.days[index].marker.of(document.text))
        if level:
            return level[0] + iso
    return heading_marker(date)


_FIELD_MEANINGS: Mapping[NumberOrder, Mapping[str, str]] = {
    "month": {"first": "month", "second": "day"},
    "day": {"first": "day", "second": "month"},
    "year": {"first": "year", "second": "month", "year": "day"},
}
"""What the fields of numbers mean that could be read several ways."""


def date_like(model: MarkerModel, date: PartialDate, models: Iterable[MarkerModel]) -> str | None:
    """Return ``date`` written like the date of ``model``; None where it lacks what is needed."""
    line, at = model.dated, model.reading.start
    pieces: list[str] = []
    for name, start, end in date_fields(model):
        between = line[at:start]
        if any(char.isdigit() for char in between):
            return None
        value = _new_field(model, name, line[start:end], date, models)
        if value is None:
            return None
        at = end
        if name in ("day", "first", "second") and (suffix := ORDINAL_SUFFIX.match(line, end)):
            value += names.ordinal_suffix_like(suffix[0], date.day or 1)
            at = suffix.end()
        pieces += between, value
    return "".join((*pieces, line[at : max(first_date_end(model), at)])) if pieces else None


def _new_field(
    model: MarkerModel, name: str, old: str, date: PartialDate, models: Iterable[MarkerModel]
) -> str | None:
    """Return what stands for field ``name`` of ``date`` where the model has ``old``."""
    meaning = _field_meaning(model, name, models)
    number = {"year": date.year, "day": date.day}.get(meaning, date.month)
    if number is None:
        return None
    if meaning == "year":
        mark = old[:1] if old[0] in "'’" else ""
        return mark + (f"{number:04d}" if len(old) - len(mark) > 2 else f"{number % 100:02d}")  # noqa: PLR2004
    if name == "name":
        return names.month_name_like(old, number, _field_texts(models, "name"))
    if not old[0].isdecimal():
        return names.han_numeral(number)
    # Behind a year of two digits a day has two as well, or it would be taken for the year.
    tight = meaning != name == "year" or model.reading.form in ("compact", "yymmdd", "mmdd")
    padded = (tight and len(old) > 1) or _is_zero_padded(name, [old], models)
    return f"{number:02d}" if padded else str(number)


def _is_zero_padded(name: str, own: list[str], models: Iterable[MarkerModel]) -> bool:
    """Tell whether numbers below ten take a zero in field ``name``.

    The nearest marker with such a number tells; else one with such a number in another field; else
    they do, except beside the name of a month.
    """
    texts = own + _field_texts(models, name)
    others = [
        text
        for other in ("first", "second", "day", "month")
        for text in _field_texts(models, other)
    ]
    for text in texts + others:
        if len(text) == 1 or text[0] == "0":
            return text[0] == "0"
    return all(field != "name" for model in models for field, _, _ in date_fields(model))


def _field_texts(models: Iterable[MarkerModel], name: str) -> list[str]:
    """Return what the ``models`` have in field ``name``."""
    return [
        m.dated[start:end] for m in models for field, start, end in date_fields(m) if field == name
    ]


def _field_meaning(model: MarkerModel, name: str, models: Iterable[MarkerModel]) -> str:
    """Return what field ``name`` of ``model`` means: ``year``, ``month``, ``day`` or ``name``.

    In numbers that could be read several ways the nearest marker that tells decides, else the
    month comes first.
    """
    if not any(field == "first" for field, _, _ in date_fields(model)):
        return name
    order: NumberOrder = "month"
    for other in (model, *models):
        found = other.reading.orders_for(other.date)
        if len(found) == 1:
            order = found[0]
            break
    return _FIELD_MEANINGS[order].get(name, name)
