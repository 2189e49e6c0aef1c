"""A day marker for a new date, written the way the log writes its others.

A marker near by is taken as the model: its numbers, names, weekday and count are exchanged for
those of the new date, and everything else, its title and its time excepted, is copied as it
stands. What comes out is read again; a model whose copy does not read as the date is passed over.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from logtui.document import date_words, markers, names, phrases
from logtui.document.date_writing import new_date
from logtui.document.day_models import agrees, core_end, heading_year, may_say, near, taken_apart
from logtui.document.markers import Shape
from logtui.document.places import outward

if TYPE_CHECKING:
    from collections.abc import Iterable

    from logtui.document.dates import PartialDate
    from logtui.document.day_models import Marker
    from logtui.document.model import Document

_NEAR = 12

_CLOSED = {"(": ")", "[": "]", "{": "}", "（": "）", "【": "】", "<": ">", "`": "`", '"': '"'}
_TAG = re.compile(r"<[^<>]*>")
_COUNTED = re.compile(
    r"([ ]{0,3}#+[ \t]+(?P<unit>[^\W\d_]+)[ ]?[#:№]?[ ]?)"
    r"(?P<number>\d{1,4})(?P<rest>[ \t#]*[\r\n]\s*)"
)
_SEPARATORS = " \t-–—:：|"
_WORD = re.compile(
    r"<[^<>]*>|(?P<count>(?P<unit>[^\W\d_]+)[ ]?[#:№]?[ ]?(?P<number>\d{1,4}))(?!\d)"
    r"|(?P<word>[^\W\d_]+)|(?P<digits>\d)"
)


def marker(document: Document, place: int, date: PartialDate) -> str:
    """Return a marker for ``date`` like those of the days around index ``place``.

    Where one line is day and entry at once, it ends where the entry begins.
    """
    models = near(document, place)
    given = heading_year(document, place)
    for model in models:
        says = may_say(model, date, models[0].date, given)
        text = rewritten(model, date, models) if says else None
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
    if model is None or not may_say(model, date, model.date, heading_year(document, index)):
        return None
    models = near(document, index)
    new = new_date(model, date, [model, *models])
    line, reading = model.dated, model.reading
    end = core_end(model)
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


def rewritten(model: Marker, date: PartialDate, models: Iterable[Marker] = ()) -> str | None:
    """Return a marker like ``model`` for ``date``, without its title; None where it cannot be.

    ``models`` are further markers of the log, which tell what ``model`` alone leaves open: whether
    days below ten take a zero, for one.
    """
    new = new_date(model, date, [model, *models])
    if new is None:
        return None
    line = model.dated
    head = _head(model, line[: model.reading.start], date)
    tail = _tail(model, line[model.reading.end :], head, date)
    if model.level:
        latest = all(_days_on(m.date, date) > 0 for m in (model, *models))
        return _below_heading(
            model, date, new, (head + new + tail).rstrip(_SEPARATORS) if latest else None
        )
    underline = model.text[model.line + len(line) :] if model.shape is Shape.HEADING else ""
    text = head + new + tail
    text = model.text[: model.line] + text + _underline(underline, len(line), len(text))
    return text if _reads(text + ("x" if model.shape is Shape.ITEM else ""), date, model) else None


def _below_heading(model: Marker, date: PartialDate, new: str, dated: str | None) -> str | None:
    """Return a marker like ``model``, whose date stands below a heading, for ``date``.

    A heading that only counts is counted on above the line ``dated``, which is None where the day
    is not the latest. Any other has words of its own, or is a week of several days; the ``new``
    date takes their place.
    """
    counted = _COUNTED.fullmatch(model.text[: model.line])
    if counted and dated is not None and names.counter(counted["unit"]) != "week":
        text = f"{counted[1]}{int(counted['number']) + 1}{counted['rest']}{dated}"
        return text if _reads(text, date, model) else None
    text = f"{'#' * model.level} {new}"
    found = markers.scan(text, ()).candidates
    return text if any(agrees(candidate.reading, date) for candidate in found) else None


def _days_on(old: PartialDate, new: PartialDate) -> int:
    """Return how many days ``new`` is behind ``old``; 0 where a year is unknown."""
    here, there = old.first(), new.first()
    return (there - here).days if here and there else 0


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
    return any(c.shape is model.shape and agrees(c.reading, date) for c in candidates)


def _plain(document: Document, place: int, models: list[Marker], date: PartialDate) -> str:
    """Return a marker with the ISO date, in the shape of the markers around ``place``."""
    iso = line(date)
    if models:
        model = models[0]
        if model.level:
            return f"{'#' * model.level} {iso}"
        head = model.dated[: model.content]
        if model.shape in (Shape.ITEM, Shape.ROW):
            return head + iso + (" - " if model.shape is Shape.ITEM else "|")
        opened = _opened(model.dated[: model.reading.start])
        return head + opened + iso + _closing(opened)
    for index in outward(place, len(document.days), _NEAR):
        level = re.match(r"[ ]{0,3}#+[ \t]+", document.days[index].marker.of(document.text))
        if level:
            return level[0] + iso
    return heading(date)
