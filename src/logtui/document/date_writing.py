"""A date in the numbers and names of another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.document import date_words
from logtui.document.day_models import ORDINAL, core_end, fields, says

if TYPE_CHECKING:
    from collections.abc import Iterable

    from logtui.document.dates import PartialDate
    from logtui.document.day_models import Marker


def new_date(model: Marker, date: PartialDate, models: Iterable[Marker]) -> str | None:
    """Return ``date`` written like the date of ``model``; None where it lacks what is needed."""
    line, at = model.dated, model.reading.start
    pieces: list[str] = []
    for name, start, end in fields(model):
        between = line[at:start]
        if any(char.isdigit() for char in between):
            return None
        value = _value(model, name, line[start:end], date, models)
        if value is None:
            return None
        at = end
        if name in ("day", "first", "second") and (suffix := ORDINAL.match(line, end)):
            value += date_words.ordinal_like(suffix[0], date.day or 1)
            at = suffix.end()
        pieces += between, value
    return "".join((*pieces, line[at : max(core_end(model), at)])) if pieces else None


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
    return all(field != "name" for model in models for field, _, _ in fields(model))


def _texts(models: Iterable[Marker], name: str) -> list[str]:
    """Return what the ``models`` have in field ``name``."""
    return [m.dated[start:end] for m in models for field, start, end in fields(m) if field == name]


def _has_month_first(models: Iterable[Marker]) -> bool:
    """Tell whether numbers that could be read two ways have the month first; the nearest tells."""
    for model in models:
        month, day = (
            says(read, model.date) for read in (model.reading.month_first, model.reading.day_first)
        )
        if month != day:
            return month
    return True
