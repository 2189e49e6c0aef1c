"""A day marker for a new date, written the way the log writes its others.

A marker near by is taken as the model: its numbers, names, weekday and count are exchanged for
those of the new date, and everything else, its title and its time excepted, is copied as it
stands. What comes out is read again; a model whose copy does not read as the date is passed over.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from logtui.document import date_words, lines, markers, names, phrases
from logtui.document.blocks import is_inline
from logtui.document.markers import Shape
from logtui.document.places import OLDEST_FIRST, order, outward

if TYPE_CHECKING:
    from collections.abc import Iterable

    from logtui.document.dates import PartialDate, Reading
    from logtui.document.model import Document

_MODELS = 12
_HALF_A_YEAR = 183
_CLOSED = {"(": ")", "[": "]", "{": "}", "（": "）", "【": "】", "<": ">", "`": "`", '"': '"'}
_TAG = re.compile(r"<[^<>]*>")
_SEPARATORS = " \t-–—:：|"
_WORD = re.compile(
    r"<[^<>]*>|(?P<count>(?P<unit>[^\W\d_]+)[ ]?[#:№]?[ ]?(?P<number>\d{1,4}))(?!\d)"
    r"|(?P<word>[^\W\d_]+)|(?P<digits>\d)"
)
_SUFFIX = re.compile(r"(?:st|nd|rd|th|er)(?![^\W\d_])", re.IGNORECASE)
_SAME = {"day_": "day", "month_": "month", "year_": "year", "han_day": "day", "han_month": "month"}


class Marker(NamedTuple):
    """A day marker taken apart.

    Attributes:
        text: The marker; the whole line where it shares it with an entry.
        line: Offset in ``text`` of the line that the date stands in.
        content: Offset in that line behind the ``##`` or the bullet.
        shape: What it is made of.
        reading: The date, its offsets counted from the beginning of the line.
        date: What the document makes of it.
    """

    text: str
    line: int
    content: int
    shape: Shape
    reading: Reading
    date: PartialDate

    @property
    def dated(self) -> str:
        """The line that the date stands in."""
        return self.text[self.line : lines.end_of_line(self.text, self.line)]


def marker(document: Document, place: int, date: PartialDate) -> str:
    """Return a marker for ``date`` like those of the days around index ``place``.

    Where one line is day and entry at once, it ends where the entry begins.
    """
    models = _near(document, place)
    for model in models:
        text = rewritten(model, date, models) if _may_say(model, date, models[0].date) else None
        if text:
            return text
    return _plain(document, place, models, date)


def heading(date: PartialDate) -> str:
    """Return a marker for ``date`` in a log whose markers are headings or not there yet."""
    return f"## {line(date)}"


def line(date: PartialDate) -> str:
    """Return a marker for ``date`` in a log that has no headings."""
    return date.iso() or f"{date.month or 1:02d}/{date.day or 1:02d}"


def redated(document: Document, index: int, date: PartialDate) -> str | None:
    """Return the marker of day ``index`` with ``date`` in place of its own, its title kept.

    None where the date cannot be exchanged.
    """
    model = taken_apart(document, index)
    if model is None or not _may_say(model, date, model.date):
        return None
    models = _near(document, index)
    new = _new_date(model, date, [model, *models])
    line, reading = model.dated, model.reading
    end = _core_end(model)
    if new is None or end != reading.end:
        return None
    ahead, behind = line[: reading.start], line[end:]
    kept = _with_weekday(behind, model.date, date)
    behind = behind if kept is None else kept
    ahead = _with_weekday(ahead, model.date, date) or ahead
    whole = model.text[: model.line] + ahead + new + behind + model.text[model.line + len(line) :]
    day = document.days[index]
    keep = len(model.text) - (day.marker.end - day.marker.start)
    return whole[: len(whole) - keep] if _reads(whole, date, model) else None


def taken_apart(document: Document, index: int) -> Marker | None:
    """Return the marker of day ``index`` in its parts; None for a day without a date in it."""
    day = document.days[index]
    if day.date is None or day.marker.empty:
        return None
    end = day.marker.end
    if is_inline(document, day):
        end = lines.end_of_line(document.text, end)
    text = document.text[day.marker.start : end]
    for found in markers.scan(text, ()).candidates:
        if found.start == 0 and _agrees(found.reading, day.date):
            return Marker(text, found.line, found.content, found.shape, found.reading, day.date)
    return None


def rewritten(model: Marker, date: PartialDate, models: Iterable[Marker] = ()) -> str | None:
    """Return a marker like ``model`` for ``date``, without its title; None where it cannot be.

    ``models`` are further markers of the log, which tell what ``model`` alone leaves open: whether
    days below ten take a zero, for one.
    """
    new = _new_date(model, date, [model, *models])
    if new is None:
        return None
    line = model.dated
    head = _head(model, line[: model.reading.start], date)
    tail = _tail(model, line[model.reading.end :], head, date)
    underline = model.text[model.line + len(line) :] if model.shape is Shape.HEADING else ""
    text = head + new + tail
    text = model.text[: model.line] + text + _underline(underline, len(line), len(text))
    return text if _reads(text + ("x" if model.shape is Shape.ITEM else ""), date, model) else None


def _near(document: Document, place: int) -> list[Marker]:
    """Return the markers near ``place`` in their parts, that of the day before in time first."""
    start = place - 1 if order(document) == OLDEST_FIRST else place
    near = outward(start, len(document.days), _MODELS)
    return [found for index in near if (found := taken_apart(document, index))]


def _agrees(reading: Reading, date: PartialDate) -> bool:
    """Tell whether everything that ``reading`` says, either way, is so in ``date``."""
    return _says(reading.day_first, date) or _says(reading.month_first, date)


def _says(read: PartialDate | None, date: PartialDate) -> bool:
    return read is not None and all(a is None or a == b for a, b in zip(read, date, strict=True))


def _has_month_first(models: Iterable[Marker]) -> bool:
    """Tell whether numbers that could be read two ways have the month first; the nearest tells."""
    for model in models:
        month, day = (
            _says(read, model.date) for read in (model.reading.month_first, model.reading.day_first)
        )
        if month != day:
            return month
    return True


def _may_say(model: Marker, date: PartialDate, near: PartialDate) -> bool:
    """Tell whether a marker like ``model`` says all of ``date`` that ``near`` does not imply."""
    said = {name for name, _, _ in _fields(model)}
    said |= {"month"} if said & {"first", "name"} else set()
    said |= {"day"} if "first" in said else set()
    if date.day and "day" not in said:
        return False
    if date.year and near.year and "year" not in said:
        here, there = date.first(), near.first()
        if here is None or there is None or abs((here - there).days) >= _HALF_A_YEAR:
            return False
    return "month" in said or (date.year, date.month) == (near.year, near.month)


def _fields(model: Marker) -> list[tuple[str, int, int]]:
    return [(_SAME.get(name, name), start, end) for name, start, end in model.reading.fields]


def _core_end(model: Marker) -> int:
    """Return where the first day of the marker's date ends; a range goes on behind it."""
    end = max((end for _, _, end in model.reading.fields), default=model.reading.start)
    rest = model.dated[end : model.reading.end]
    return (
        end
        if any(char.isalnum() and char not in _COUNTERS for char in rest)
        and not (_SUFFIX.fullmatch(rest))
        else model.reading.end
    )


_COUNTERS = "日号號일年月년월º°ª"


def _new_date(model: Marker, date: PartialDate, models: Iterable[Marker]) -> str | None:
    """Return ``date`` written like the date of ``model``; None where it lacks what is needed."""
    line, at = model.dated, model.reading.start
    pieces: list[str] = []
    for name, start, end in _fields(model):
        between = line[at:start]
        if any(char.isdigit() for char in between):
            return None
        value = _value(model, name, line[start:end], date, models)
        if value is None:
            return None
        at = end
        if name in ("day", "first", "second") and (suffix := _SUFFIX.match(line, end)):
            value += date_words.ordinal_like(suffix[0], date.day or 1)
            at = suffix.end()
        pieces += between, value
    return "".join((*pieces, line[at : max(_core_end(model), at)])) if pieces else None


def _value(
    model: Marker, name: str, old: str, date: PartialDate, models: Iterable[Marker]
) -> str | None:
    """Return what stands for field ``name`` of ``date`` where the model has ``old``."""
    if name in ("first", "second"):
        number = date.month if (name == "first") == _has_month_first([model, *models]) else date.day
    else:
        number = {"year": date.year, "day": date.day}.get(name, date.month)
    if number is None:
        return None
    if name == "year":
        mark = old[:1] if old[0] in "'’" else ""
        return mark + (f"{number:04d}" if len(old) - len(mark) > 2 else f"{number % 100:02d}")  # noqa: PLR2004
    if name == "name":
        return date_words.month_like(old, number, _texts(models, "name"))
    if not old[0].isdecimal():
        return date_words.han(number)
    tight = model.reading.form in ("compact", "yymmdd", "mmdd") and len(old) > 1
    padded = tight or _pads(name, [old], models)
    return f"{number:02d}" if padded else str(number)


def _pads(name: str, own: list[str], models: Iterable[Marker]) -> bool:
    """Tell whether numbers below ten take a zero in field ``name``.

    The nearest marker with such a number tells; else one with such a number in another field; else
    they do, except beside the name of a month.
    """
    texts = own + _texts(models, name)
    others = [
        text for other in ("first", "second", "day", "month") for text in _texts(models, other)
    ]
    for text in texts + others:
        if len(text) == 1 or text[0] == "0":
            return text[0] == "0"
    return all(field != "name" for model in models for field, _, _ in _fields(model))


def _texts(models: Iterable[Marker], name: str) -> list[str]:
    """Return what the ``models`` have in field ``name``."""
    return [m.dated[start:end] for m in models for field, start, end in _fields(m) if field == name]


def _head(model: Marker, head: str, date: PartialDate) -> str:
    """Return what goes in front of the date: ``head`` without a title in it."""
    kept = _with_weekday(head, model.date, date, counted=True)
    if kept is not None:
        return kept
    return head[: model.content]


def _tail(model: Marker, tail: str, head: str, date: PartialDate) -> str:
    """Return what goes behind the date: ``tail`` without a title or a time in it.

    What ``head`` opens is closed.
    """
    if model.shape in (Shape.ITEM, Shape.ROW) or not model.shape.titled:
        end = phrases.behind(model.dated, model.reading.end) - model.reading.end
        stop = tail.find("|") + 1 if model.shape is Shape.ROW else end
        tail = tail[:stop] if phrases.says_more(tail, end) or model.shape is Shape.ROW else tail
    kept = _with_weekday(tail, model.date, date)
    if kept is not None and _opened(head) == _opened(model.dated[: model.reading.start]):
        return kept.rstrip() if model.shape.titled else kept
    tags = "".join(re.findall(r"</\w+>", tail)) if _TAG.search(head) else ""
    apart = "" if model.shape.titled else tail[len(tail.rstrip(_SEPARATORS)) :]
    return _closing(_opened(head)) + tags + apart


def _opened(head: str) -> str:
    """Return the brackets and emphasis marks that ``head`` ends with, tags left out."""
    bare = _TAG.sub("", head)
    found = re.search(r"[(\[{（【<`\"*_~]*$", bare)
    return found[0] if found and not bare.strip().endswith("* ") else ""


def _closing(opened: str) -> str:
    return "".join(_CLOSED.get(char, char) for char in reversed(opened))


def _with_weekday(
    text: str, old: PartialDate, date: PartialDate, *, counted: bool = False
) -> str | None:
    """Return ``text`` with the weekday of ``date``, and one more ``Day N`` if ``counted``.

    None where ``text`` holds anything else than labels, weekdays and marks.
    """
    pieces: list[str] = []
    at = 0
    for found in _WORD.finditer(text):
        new: str | None = found[0]
        if found["digits"] or (found["count"] and not (counted and names.counter(found["unit"]))):
            return None
        if found["count"]:
            step = 1 if (date.first() or 0) != (old.first() or 0) else 0
            new = text[found.start() : found.start("number")] + str(int(found["number"]) + step)
        elif found["word"] and names.is_weekday(found["word"]) and old.day and date.day:
            day = date.first()
            new = date_words.weekday_like(found["word"], day.weekday()) if day else None
        elif found["word"] and not names.is_label(found["word"]):
            return None
        if new is None:
            return None
        pieces += text[at : found.start()], new
        at = found.end()
    return "".join((*pieces, text[at:]))


def _underline(rest: str, old: int, new: int) -> str:
    """Return ``rest``, a line end and an underline, as long as the text above it was."""
    mark = rest.lstrip("\r\n")
    if not mark.strip():
        return ""
    length = len(mark) - old + new if len(mark) == old else len(mark)
    return rest[: len(rest) - len(mark)] + mark[0] * max(length, 3)


def _reads(text: str, date: PartialDate, model: Marker) -> bool:
    """Tell whether ``text`` is a marker of the model's shape that reads as ``date``."""
    candidates = markers.scan(text, ()).candidates
    return any(c.shape is model.shape and _agrees(c.reading, date) for c in candidates)


def _plain(document: Document, place: int, models: list[Marker], date: PartialDate) -> str:
    """Return a marker with the ISO date, in the shape of the markers around ``place``."""
    iso = line(date)
    if models:
        model = models[0]
        head = model.dated[: model.content]
        if model.shape in (Shape.ITEM, Shape.ROW):
            return head + iso + (" - " if model.shape is Shape.ITEM else "|")
        opened = _opened(model.dated[: model.reading.start])
        return head + opened + iso + _closing(opened)
    for index in outward(place, len(document.days), _MODELS):
        level = re.match(r"[ ]{0,3}#+[ \t]+", document.days[index].marker.of(document.text))
        if level:
            return level[0] + iso
    return heading(date)
