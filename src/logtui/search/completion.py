"""Completing a query: the values of this log that may follow an operator."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from logtui.document.dates import names
from logtui.search.periods import RELATIVE_PERIODS, period_in_log
from logtui.search.query import OPERATORS
from logtui.search.scoring import NO_VALUES
from logtui.search.words import fold, runs

if TYPE_CHECKING:
    from logtui.search.index import Index


def completions(text: str, index: Index) -> list[str]:
    """Return what the query ``text`` may become, the likeliest first.

    Empty unless its last word is an operator with its colon and maybe the beginning of a value.
    """
    word_start = max((i + 1 for i, character in enumerate(text) if character.isspace()), default=0)
    name, colon, value = text[word_start:].removeprefix("!").partition(":")
    name = fold(name)
    if not colon or name not in OPERATORS:
        return []
    before_value = text[: len(text) - len(value)]
    beginning = fold(value)
    with index.corpus.lock:
        values = list(_values(name, index))
    return [before_value + value for value in values if value.startswith(beginning)]


def _values(name: str, index: Index) -> Iterable[str]:
    if name == "kind":
        first_words = (next((word.text for word in runs(k)), k) for k in index.corpus.kinds)
        return dict.fromkeys(first_words)
    if name == "host":
        return sorted(index.corpus.hosts, key=lambda host: -len(index.corpus.hosts[host]))
    if name == "no":
        return NO_VALUES
    # The years of the log, then its months, the latest first, then names of periods.
    dates = index.slots_by_date
    isos = sorted((date.iso() or "" for date in dates), reverse=True)
    periods = [iso[:length] for length in (4, 7) for iso in isos if len(iso) >= length]
    months = sorted({date.month for date in dates if date.month})
    english = names.MONTHS["en"].casefold().split()
    return [
        *dict.fromkeys(periods),
        *(english[month - 1] for month in months),
        *(
            name
            for name in RELATIVE_PERIODS
            if (period := period_in_log(name, index.document))
            and any(True for _ in index.in_period(period))
        ),
    ]
