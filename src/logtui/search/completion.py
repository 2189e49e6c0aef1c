"""What may follow an operator: values that this log has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.document.dates import names
from logtui.search.query import OPERATORS
from logtui.search.scoring import NO_VALUES
from logtui.search.words import fold, runs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from logtui.search.index import Index


def completions(text: str, index: Index) -> list[str]:
    """Return the queries that ``text`` may become when its last word's value is completed.

    Empty unless ``text`` ends in an operator with its colon; the likeliest comes first.
    """
    name, colon, value = text[_last_word_start(text) :].removeprefix("!").partition(":")
    name = fold(name)
    if not colon or name not in OPERATORS:
        return []
    typed = text[: len(text) - len(value)]
    wanted = fold(value)
    return [typed + known for known in _values(name, index) if known.startswith(wanted)]


def _last_word_start(text: str) -> int:
    return max((at + 1 for at, character in enumerate(text) if character.isspace()), default=0)


def _values(name: str, index: Index) -> Iterable[str]:
    if name == "kind":
        return dict.fromkeys(_first_word(kind) for kind in index.corpus.kinds)
    if name == "host":
        return sorted(index.corpus.hosts, key=lambda host: -len(index.corpus.hosts[host]))
    if name == "in":
        return _period_values(index)
    return NO_VALUES


def _first_word(kind: str) -> str:
    return next((word.text for word in runs(kind)), kind)


def _period_values(index: Index) -> list[str]:
    """Return the years of the log, then its months, the latest first, then their names."""
    days = sorted((date.iso() or "" for date in index.dated), reverse=True)
    spans = [day[:length] for length in (4, 7) for day in days if len(day) >= length]
    months = sorted({date.month for date in index.dated if date.month})
    english = names.MONTHS["en"].casefold().split()
    return [*dict.fromkeys(spans), *(english[month - 1] for month in months)]
