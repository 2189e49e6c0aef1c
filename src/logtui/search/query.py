"""Parsing a query: words to rank by, and filters that an entry has to pass."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeVar

from logtui.search.periods import names_period
from logtui.search.words import exact_text, is_pictograph, join_parts, runs

Item = TypeVar("Item")

OPERATORS = ("kind", "in", "host", "no")
"""The words that make a filter when a colon follows them."""

LONGEST_QUERY = 1000
"""Characters of a query that count."""

MAX_TERMS = 16
"""Different terms of a query that count: a whole note may be pasted."""

_PUNCTUATION = "!?.,;:'\"()[]{}"
_PUNCTUATION_AROUND = _PUNCTUATION.replace(".", "")
_WORDS_OF_PERIODS = (3, 2)
"""How many words make up a period, the most first: ``june 21 2024``, ``last month``."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a query.

    Attributes:
        text: What was typed, folded, without the punctuation around it.
        parts: Its runs of letters and digits: ``self-correct`` has two.
        signed: It with the signs around it, as in ``c++`` and ``.net``; empty without any.
        is_unfinished: Whether it may still be being typed, as nothing follows it.
    """

    text: str
    parts: tuple[str, ...]
    signed: str = ""
    is_unfinished: bool = False

    @property
    def letters(self) -> str:
        """All letters and digits of the term."""
        return "".join(self.parts)

    @property
    def word(self) -> str:
        """The one word that is looked for."""
        return join_parts(self.text, self.parts)

    def part_terms(self) -> list[Term]:
        """Return each part as a term of its own."""
        return [Term(part, (part,)) for part in self.parts]


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition on entries.

    Attributes:
        name: One of ``OPERATORS``, or ``exact``.
        value: What follows the colon or the quote, folded; never empty in a query.
        is_negated: Whether entries that meet the condition are left out.
    """

    name: str
    value: str
    is_negated: bool

    @classmethod
    def of_token(cls, token: str) -> Filter | None:
        """Return the condition that a folded word of a query is; None where it is none."""
        rest = token.removeprefix("!")
        is_negated = rest != token
        name, colon, value = rest.partition(":")
        if colon and name in OPERATORS:
            return cls(name, value, is_negated)
        if is_negated or rest.startswith("'"):
            return cls("exact", rest.removeprefix("'"), is_negated)
        return None


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query; with neither terms nor filters it matches nothing.

    Attributes:
        terms: The words to rank by.
        filters: The conditions that an entry has to meet.
        is_only_begun: Whether it consists of operators whose values are still to be typed, so that
            no entry is left out yet.
    """

    terms: tuple[Term, ...]
    filters: tuple[Filter, ...]
    is_only_begun: bool = False


@lru_cache(maxsize=64)
def parse_query(text: str) -> Query:
    """Return the query ``text``; any text is one.

    ``'word`` asks for exactly these characters, ``!word`` for entries without them, and ``kind:``,
    ``in:``, ``host:`` and ``no:``, each also after ``!``, for the named property. An operator
    without a value is still being typed and leaves no entry out.
    """
    terms: list[Term] = []
    filters: list[Filter] = []
    text = text[:LONGEST_QUERY]
    tokens = exact_text(text).split()
    is_only_begun = bool(tokens)
    for token in tokens:
        condition = Filter.of_token(token)
        is_only_begun = is_only_begun and condition is not None and not condition.value
        if condition is not None:
            # `!?` asks for nothing yet and must not let everything pass.
            ignored = _PUNCTUATION if condition.name == "exact" else ""
            filters += [condition] if condition.value.strip(ignored or None) else []
        elif any(runs(token)):
            terms.append(_word_term(token))
        elif is_pictograph(token):
            terms.append(Term(token, (), signed=token))
    terms = _join_dates(terms)
    if terms and not text[-1].isspace():
        terms[-1] = replace(terms[-1], is_unfinished=True)
    return Query(_first_distinct(terms), _first_distinct(filters), is_only_begun)


def _word_term(token: str) -> Term:
    words = list(runs(token))
    text = token[words[0].start : words[-1].end]
    signed = token.strip(_PUNCTUATION_AROUND).rstrip(".")
    parts = tuple(word.text for word in words[:MAX_TERMS])
    return Term(text, parts, "" if signed == text else signed)


def _first_distinct(items: Iterable[Item]) -> tuple[Item, ...]:
    return tuple(dict.fromkeys(items))[:MAX_TERMS]


def _join_dates(terms: list[Term]) -> list[Term]:
    """Return ``terms`` with several that name one period together as one term."""
    joined: list[Term] = []
    start = 0
    while start < len(terms):
        for count in _WORDS_OF_PERIODS:
            group = terms[start : start + count]
            text = " ".join(term.text for term in group)
            if len(group) > 1 and names_period(text):
                joined.append(Term(text, tuple(part for term in group for part in term.parts)))
                start += len(group)
                break
        else:
            joined.append(terms[start])
            start += 1
    return joined
