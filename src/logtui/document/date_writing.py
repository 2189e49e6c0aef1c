"""A date in the numbers and names of another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.document import date_words
from logtui.document.day_models import ORDINAL, core_end, fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from logtui.document.dates import Order, PartialDate
    from logtui.document.day_models import Marker

_MEANINGS: Mapping[Order, Mapping[str, str]] = {
    "month": {"first": "month", "second": "day"},
    "day": {"first": "day", "second": "month"},
    "year": {"first": "year", "second": "month", "year": "day"},
}
"""What the fields of numbers mean that could be read several ways."""


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
    meaning = _meaning(model, name, models)
    number = {"year": date.year, "day": date.day}.get(meaning, date.month)
    if number is None:
        return None
    if meaning == "year":
        mark = old[:1] if old[0] in "'’" else ""
        return mark + (f"{number:04d}" if len(old) - len(mark) > 2 else f"{number % 100:02d}")  # noqa: PLR2004
    if name == "name":
        return date_words.month_like(old, number, _texts(models, "name"))
    if not old[0].isdecimal():
        return date_words.han(number)
    # Behind a year of two digits a day has two as well, or it would be taken for the year.
    tight = meaning != name == "year" or model.reading.form in ("compact", "yymmdd", "mmdd")
    padded = (tight and len(old) > 1) or _pads(name, [old], models)
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


def _meaning(model: Marker, name: str, models: Iterable[Marker]) -> str:
    """Return what field ``name`` of ``model`` means: ``year``, ``month``, ``day`` or ``name``.

    In numbers that could be read several ways the nearest marker that tells decides, else the
    month comes first.
    """
    if not any(field == "first" for field, _, _ in fields(model)):
        return name
    order: Order = "month"
    for other in (model, *models):
        found = other.reading.orders(other.date)
        if len(found) == 1:
            order = found[0]
            break
    return _MEANINGS[order].get(name, name)
