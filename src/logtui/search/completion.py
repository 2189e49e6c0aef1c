"""Completing a query: what its last word may become in this log."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from logtui.document.dates import names
from logtui.document.properties.states import STATES
from logtui.search.conditions import NO_VALUES
from logtui.search.periods import RELATIVE_PERIODS, period_in_log
from logtui.search.query import OPERATORS
from logtui.search.words import fold, runs

if TYPE_CHECKING:
    from logtui.search.index import Index

SHORTEST_OPERATOR = 2
"""Letters from which on the name of an operator is completed."""


def completions(text: str, index: Index) -> list[str]:
    """Return what the query ``text`` may become, the likeliest first.

    Empty unless its last word is an operator, with its colon and maybe the beginning of a value or
    without, or begins the name of a saved filter.
    """
    word_start = max((i + 1 for i, character in enumerate(text) if character.isspace()), default=0)
    word = text[word_start:].lstrip("!(")
    name, colon, value = word.partition(":")
    name = fold(name)
    if not colon:
        names_begun = [f"@{name}" for name, _ in index.saved_filters]
        if len(word) >= SHORTEST_OPERATOR:
            names_begun += [f"{operator}:" for operator in OPERATORS]
        beginning = fold(word)
        return [
            text + begun[len(word) :]
            for begun in names_begun
            if word and begun.startswith(beginning)
        ]
    if name not in OPERATORS:
        return []
    before_value = text[: len(text) - len(value)]
    beginning = fold(value)
    with index.corpus.lock:
        values = list(_values(name, index))
    return [before_value + value for value in values if value.startswith(beginning)]


def _values(name: str, index: Index) -> Iterable[str]:
    match name:
        case "kind":
            first_words = (next((word.text for word in runs(k)), k) for k in index.corpus.kinds)
            return dict.fromkeys(first_words)
        case "host":
            return sorted(index.corpus.hosts, key=lambda host: -len(index.corpus.hosts[host]))
        case "no":
            unused = {"state": not index.slots_by_state, "tag": not index.slots_by_tag}
            return [part for part in NO_VALUES if not unused.get(part)]
        case "is":
            return [state for state in STATES if state in index.slots_by_state]
        case "tag":
            return sorted(index.slots_by_tag, key=lambda tag: -len(index.slots_by_tag[tag]))
        case _:
            return ["today", "yesterday"] if name == "on" else _periods(index)


def _periods(index: Index) -> list[str]:
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
