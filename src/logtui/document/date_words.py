"""Names of months and weekdays, ordinals and numerals, written the way a log writes its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.document import names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_HAN = "〇一二三四五六七八九"
_MAY = 3
_TEENS = range(11, 14)


def month_like(word: str, number: int, others: Iterable[str] = ()) -> str | None:
    """Return the name of month ``number`` in the language, length and case of ``word``.

    ``others`` are further names from the same log, which settle what ``Mar`` or ``May`` leave open.
    None where ``word`` is in no known language.
    """
    return _like(word, number - 1, names.MONTHS, others)


def weekday_like(word: str, number: int) -> str | None:
    """Return the weekday ``number`` (0 is Monday) in the language, length and case of ``word``."""
    return _like(word, number, names.WEEKDAYS, ())


def ordinal_like(suffix: str, day: int) -> str:
    """Return the ending that ``day`` takes where another day has ``suffix``.

    That is one of ``st``, ``nd``, ``rd`` and ``th``, or the French ``er``.
    """
    if suffix.lower() == "er":
        return suffix if day == 1 else ""
    last = 0 if day in _TEENS else day % 10
    ending = {1: "st", 2: "nd", 3: "rd"}.get(last, "th")
    return ending.upper() if suffix.isupper() else ending


def han(number: int) -> str:
    """Return ``number`` (1-99) in Han numerals."""
    tens, ones = divmod(number, 10)
    return (_HAN[tens] if tens > 1 else "") + ("十" if tens else "") + (_HAN[ones] if ones else "")


def _like(word: str, index: int, languages: Mapping[str, str], others: Iterable[str]) -> str | None:
    """Return the name at ``index`` in the first language that has ``word`` and most ``others``."""
    seen = [names.folded(word), *map(names.folded, others)]
    tables = [table for names_ in languages.values() if _fits(table := names_.split(), word)]
    if not tables:
        return None
    best = max(tables, key=lambda table: sum(_fits(table, other) for other in (word, *others)))
    full = [names.folded(name) for name in best]
    told = [other for other in seen if len(other) > _MAY or other not in full] or seen
    name = best[index]
    if told[0] not in full:
        name = name[: min(len(told[0]), 3) if told[0].isascii() else len(told[0])]
    return _in_case(name, word)


def _fits(table: list[str], word: str) -> int:
    """Return 3 where ``word`` is one of the names in ``table``, 1 where it begins one, else 0.

    2 where only capitals differ; accents left out tell no more than the beginning of a name.
    """
    if word in table:
        return 3
    if word.casefold() in (name.casefold() for name in table):
        return 2
    bare = names.folded(word)
    return int(len(word) > 1 and any(names.folded(name).startswith(bare) for name in table))


def _in_case(name: str, word: str) -> str:
    """Return ``name`` with capitals where ``word`` has them."""
    if word.isupper() and len(word) > 1:
        return name.upper()
    return name[:1].upper() + name[1:] if word[:1].isupper() else name.lower()
