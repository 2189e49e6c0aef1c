"""The parse of a query of words and conditions alone, to compare the parse of any query with."""

from __future__ import annotations

from dataclasses import replace

from logtui.search.periods import names_period
from logtui.search.query import LONGEST_QUERY, MAX_TERMS, Filter, Term
from logtui.search.words import exact_text, is_pictograph, runs

_OPERATORS = ("kind", "in", "host", "no")
_PUNCTUATION = "!?.,;:'\"()[]{}"


def parse_plain_query(text: str) -> tuple[tuple[Term, ...], tuple[Filter, ...], bool]:
    """Return the terms and the conditions of ``text``, and whether it is only begun."""
    terms: list[Term] = []
    filters: list[Filter] = []
    text = text[:LONGEST_QUERY]
    tokens = exact_text(text).split()
    is_only_begun = bool(tokens)
    for token in tokens:
        condition = _condition(token)
        is_only_begun = is_only_begun and condition is not None and not condition.value
        if condition is not None:
            ignored = _PUNCTUATION if condition.name == "exact" else ""
            filters += [condition] if condition.value.strip(ignored or None) else []
        elif any(runs(token)):
            terms.append(_term(token))
        elif is_pictograph(token):
            terms.append(Term(token, (), signed=token))
    terms = _join_dates(terms)
    if terms and not text[-1].isspace():
        terms[-1] = replace(terms[-1], is_unfinished=True)
    distinct_terms = tuple(dict.fromkeys(terms))[:MAX_TERMS]
    return distinct_terms, tuple(dict.fromkeys(filters))[:MAX_TERMS], is_only_begun


def _condition(token: str) -> Filter | None:
    rest = token.removeprefix("!")
    name, colon, value = rest.partition(":")
    if colon and name in _OPERATORS:
        return Filter(name, value, rest != token)
    if rest != token or rest.startswith("'"):
        return Filter("exact", rest.removeprefix("'"), rest != token)
    return None


def _term(token: str) -> Term:
    words = list(runs(token))
    text = token[words[0].start : words[-1].end]
    signed = token.strip(_PUNCTUATION.replace(".", "")).rstrip(".")
    parts = tuple(word.text for word in words[:MAX_TERMS])
    return Term(text, parts, "" if signed == text else signed)


def _join_dates(terms: list[Term]) -> list[Term]:
    joined: list[Term] = []
    start = 0
    while start < len(terms):
        for count in (3, 2):
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
