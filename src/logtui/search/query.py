"""What a query says: words to rank by, and filters that an entry has to pass."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from logtui.search.fold import fold
from logtui.search.periods import month_number
from logtui.search.words import joined, runs

if TYPE_CHECKING:
    from collections.abc import Iterable

Item = TypeVar("Item")

OPERATORS = ("kind", "in", "host", "no")
"""The words that make a filter when a colon follows them."""

LONGEST_QUERY = 1000
"""Characters of a query that count."""

MOST_TERMS = 16
"""Different terms of a query that count: nobody remembers more, but a whole note may be pasted."""

_DAY_OR_YEAR_DIGITS = (1, 2, 4)


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a query.

    Attributes:
        text: As it was typed, folded, without the punctuation around it.
        parts: Its runs of letters and digits: ``self-correct`` has two.
        unfinished: Whether more of it may still come, as nothing follows it in the query.
    """

    text: str
    parts: tuple[str, ...]
    unfinished: bool = False

    @property
    def letters(self) -> str:
        """All letters and digits of the term."""
        return "".join(self.parts)

    @property
    def word(self) -> str:
        """The term as the one word that it is looked for as."""
        return joined(self.text, self.parts)

    def part_terms(self) -> list[Term]:
        """Return each part as a term of its own."""
        return [Term(part, (part,)) for part in self.parts]


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition on entries.

    Attributes:
        name: One of ``OPERATORS``, or ``exact``.
        value: What follows the colon or the quote, folded; never empty in a query.
        negated: Whether the entries that meet the condition are the ones left out.
    """

    name: str
    value: str
    negated: bool


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query; with neither terms nor filters it matches nothing.

    Attributes:
        terms: The words to rank by.
        filters: The conditions that an entry has to meet.
        begun: Whether it is nothing but operators whose values are still to be typed; whoever is
            typing has left no entry out yet.
    """

    terms: tuple[Term, ...]
    filters: tuple[Filter, ...]
    begun: bool = False


@lru_cache(maxsize=64)
def parse_query(text: str) -> Query:
    """Return what ``text`` says. Whatever is typed says something; nothing is an error here.

    ``'word`` asks for exactly these characters, ``!word`` for entries without them, and
    ``kind:``, ``in:``, ``host:`` and ``no:``, each also behind ``!``, for the named property. An
    operator without a value is still being typed and leaves no entry out.
    """
    terms: list[Term] = []
    filters: list[Filter] = []
    text = text[:LONGEST_QUERY]
    tokens = fold(text).split()
    begun = bool(tokens)
    for token in tokens:
        found = _filter(token)
        begun = begun and found is not None and not found.value
        if found is not None:
            filters += [found] if _says_something(found) else []
        elif term := _term(token):
            terms.append(term)
    terms = _dates_joined(terms)
    if terms and not text[-1].isspace():
        terms[-1] = replace(terms[-1], unfinished=True)
    return Query(_distinct(terms), _distinct(filters), begun)


def _distinct(items: Iterable[Item]) -> tuple[Item, ...]:
    return tuple(dict.fromkeys(items))[:MOST_TERMS]


def _filter(token: str) -> Filter | None:
    rest = token.removeprefix("!")
    negated = rest != token
    name, colon, value = rest.partition(":")
    if colon and name in OPERATORS:
        return Filter(name, value, negated)
    if negated or rest.startswith("'"):
        return Filter("exact", rest.removeprefix("'"), negated)
    return None


def _says_something(condition: Filter) -> bool:
    """Tell whether a filter is typed far enough; ``!?`` must not let everything pass."""
    if condition.name == "exact":
        return any(True for _ in runs(condition.value))
    return bool(condition.value)


def _term(token: str) -> Term | None:
    words = list(runs(token))
    if not words:
        return None
    return Term(token[words[0].start : words[-1].end], tuple(w.text for w in words[:MOST_TERMS]))


def _dates_joined(terms: list[Term]) -> list[Term]:
    """Return ``terms`` with ``june 5`` and ``june 2024`` as one term each."""
    result: list[Term] = []
    for term in terms:
        if result and _is_number(term) and month_number(result[-1].text):
            month = result.pop()
            result.append(Term(f"{month.text} {term.text}", month.parts + term.parts))
        else:
            result.append(term)
    return result


def _is_number(term: Term) -> bool:
    return term.text.isdecimal() and len(term.text) in _DAY_OR_YEAR_DIGITS
