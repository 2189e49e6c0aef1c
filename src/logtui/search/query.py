"""Parsing a query: words to rank by, conditions that an entry has to meet, and alternatives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from operator import methodcaller
from typing import TypeAlias

from logtui.document.properties.states import STATES, State
from logtui.document.text.lazy_pattern import lazy_pattern
from logtui.search.brackets import BAR, MAX_DEPTH, nest_words
from logtui.search.periods import names_period
from logtui.search.words import exact_text, is_pictograph, join_parts, runs

SavedFilters: TypeAlias = tuple[tuple[str, str], ...]
"""The user's saved filters: the name and the query of each."""

OPERATORS = ("kind", "in", "host", "no", "is", "tag", "on")
"""The words that make a filter when a colon follows them."""

LONGEST_QUERY = 1000
"""Characters of a query that count."""

MAX_TERMS = 16
"""Different terms of a query that count: a whole note may be pasted."""

MAX_SAVED_FILTERS = 50
"""How many saved filters a query may name, those that they name themselves included."""

_PUNCTUATION = "!?.,;:'\"()[]{}"
_PUNCTUATION_AROUND = _PUNCTUATION.replace(".", "")
_WORDS_OF_PERIODS = (3, 2)
"""How many words make up a period, the most first: ``june 21 2024``, ``last month``."""

_SAVED_FILTER = lazy_pattern(r"(!?)@([a-z0-9-]+)")


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
        saved_in: The saved filter that it stands in; empty where it was typed.
    """

    name: str
    value: str
    is_negated: bool
    saved_in: str = field(default="", compare=False)

    @classmethod
    def of_token(cls, token: str, saved_in: str = "") -> Filter | None:
        """Return the condition that a folded word of a query is; None where it is none."""
        rest = token.removeprefix("!")
        is_negated = rest != token
        name, colon, value = rest.partition(":")
        if colon and name in OPERATORS:
            return cls(name, value, is_negated, saved_in)
        if is_negated or rest.startswith("'"):
            return cls("exact", rest.removeprefix("'"), is_negated, saved_in)
        return None


@dataclass(frozen=True, slots=True)
class Group:
    """Alternatives, of which an entry has to meet one.

    Attributes:
        branches: The alternatives; none of them is empty.
        is_negated: Whether an entry has to meet none of them instead. Their words are conditions
            then, as after every ``!``.
    """

    branches: tuple[Query, ...]
    is_negated: bool

    @property
    def all_terms(self) -> Iterator[Term]:
        """The words of all branches, in their order."""
        for branch in self.branches:
            yield from branch.all_terms

    @property
    def all_filters(self) -> Iterator[Filter]:
        """The conditions by which an entry may be found."""
        for branch in () if self.is_negated else self.branches:
            yield from branch.all_filters


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query; an empty one matches nothing.

    Attributes:
        parts: The words and the alternatives, in their order.
        filters: The conditions that an entry has to meet.
        is_only_begun: Whether it consists of operators whose values are still to be typed, so that
            no entry is left out yet.
        unknown_names: What stands after an ``@`` and names no saved filter, so that it may be text.
        problem: What is wrong with the query, whatever the log is; empty where nothing is.
    """

    parts: tuple[Term | Group, ...]
    filters: tuple[Filter, ...]
    is_only_begun: bool = False
    unknown_names: tuple[str, ...] = ()
    problem: str = ""

    @property
    def terms(self) -> tuple[Term, ...]:
        """The words that every entry has to have."""
        return tuple(part for part in self.parts if isinstance(part, Term))

    @property
    def groups(self) -> tuple[Group, ...]:
        """The alternatives."""
        return tuple(part for part in self.parts if isinstance(part, Group))

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for."""
        return not self.parts and not self.filters

    @property
    def all_terms(self) -> Iterator[Term]:
        """The words to rank by, also those of the alternatives, in their order."""
        for part in self.parts:
            if isinstance(part, Term):
                yield part
            else:
                yield from part.all_terms

    @property
    def all_filters(self) -> Iterator[Filter]:
        """The conditions by which an entry may be found, also those of the alternatives."""
        yield from (condition for condition in self.filters if not condition.is_negated)
        for group in self.groups:
            yield from group.all_filters


@lru_cache(maxsize=64)
def parse_query(text: str, saved_filters: SavedFilters = ()) -> Query:
    """Return the query ``text``; any text is one.

    ``'word`` asks for exactly these characters, ``!word`` for entries without them, and each of
    ``OPERATORS`` with a colon, also after ``!``, for the named property. An operator without a
    value is still being typed and leaves no entry out. ``|`` stands between alternatives, brackets
    hold a part together, also after ``!``, and ``@name`` stands for a saved filter.
    """
    text = text[:LONGEST_QUERY]
    words = _split(text)
    is_unfinished = bool(words) and not text[-1].isspace()
    parser = _Parser(dict(saved_filters), words[-1] if is_unfinished else "")
    outermost = _Level(0)
    outermost.add(parser.parse(words, _Level(0)))
    if is_unfinished:
        outermost.mark_unfinished()
    query = outermost.branches[0].query(parser)
    asked = [word for word in words if word != BAR]
    is_only_begun = bool(asked) and all(map(parser.is_begun, asked))
    unknown_names = tuple(dict.fromkeys(parser.unknown_names))
    return Query(query.parts, query.filters, is_only_begun, unknown_names, parser.problem)


def _split(text: str) -> list[str]:
    """Return the folded words of a query; a Markdown link that was pasted has text and address."""
    words: list[str] = []
    for word in exact_text(text).split():
        words += [word] if word.startswith(("!", "'")) else word.replace("](", "] (").split()
    return words


class _Level:
    """What stands inside of one pair of brackets, or outside of all, while it is read.

    Attributes:
        depth: How many levels are around it.
        is_negated: Whether a ``!`` stands before it.
        are_exact: Whether its words are conditions, as they are after a ``!``.
        branches: Its alternatives.
    """

    def __init__(self, depth: int, *, is_negated: bool = False, are_exact: bool = False) -> None:
        self.depth = depth
        self.is_negated = is_negated
        self.are_exact = are_exact
        self.branches: list[_Branch] = [_Branch()]

    def inner(self, *, is_negated: bool) -> _Level:
        """Return a level inside of this one."""
        are_exact = self.are_exact or is_negated
        return _Level(self.depth + 1, is_negated=is_negated, are_exact=are_exact)

    def add(self, level: _Level) -> None:
        """Add the inner ``level``; where it has no alternatives, the brackets change nothing."""
        level.branches = [branch for branch in level.branches if branch.parts or branch.filters]
        if len(level.branches) == 1 and not level.is_negated:
            self.branches[-1].parts += level.branches[0].parts
            self.branches[-1].filters += level.branches[0].filters
        elif level.branches:
            self.branches[-1].parts.append(level)

    def mark_unfinished(self) -> bool:
        """Mark the last term as one that may still be being typed; tell whether there is one."""
        for branch in reversed(self.branches):
            for number, part in reversed([*enumerate(branch.parts)]):
                if isinstance(part, Term):
                    branch.parts[number] = replace(part, is_unfinished=True)
                    return True
                if part.mark_unfinished():
                    return True
        return False


class _Branch:
    """One alternative of a level, while it is read."""

    def __init__(self) -> None:
        self.parts: list[Term | _Level] = []
        self.filters: list[Filter] = []

    def query(self, parser: _Parser) -> Query:
        """Return the query that it is, with as many terms as ``parser`` has left."""
        parts: list[Term | Group] = []
        for part in dict.fromkeys(_join_dates(self.parts)):
            if isinstance(part, _Level):
                branches = dict.fromkeys(branch.query(parser) for branch in part.branches)
                parts.append(Group(tuple(branches), part.is_negated))
            elif parser.terms_left:
                parser.terms_left -= 1
                parts.append(part)
        return Query(tuple(parts), tuple(dict.fromkeys(self.filters))[:MAX_TERMS])


class _Parser:
    """Reads the words of a query, and of the saved filters that it names.

    Attributes:
        terms_left: How many more terms count.
        unknown_names: What stands after an ``@`` and names no saved filter.
        problem: What is wrong; empty where nothing is.
    """

    def __init__(self, saved_filters: Mapping[str, str], unfinished_word: str) -> None:
        self._saved_filters = saved_filters
        self._unfinished_word = unfinished_word
        self._open_names: list[str] = []
        self._named_count = 0
        self.terms_left = MAX_TERMS
        self.unknown_names: list[str] = []
        self.problem = ""

    def parse(self, words: Sequence[str], level: _Level) -> _Level:
        """Add ``words`` to ``level`` and return it."""
        levels = [level]
        for openings, word, closings in nest_words(words, MAX_DEPTH - level.depth):
            for sign in openings:
                levels.append(levels[-1].inner(is_negated=sign.startswith("!")))
            if word == BAR:
                levels[-1].branches.append(_Branch())
            elif not self._is_begun_name(word) and not self._add_saved_filter(word, levels[-1]):
                self._add_word(word, levels[-1])
            for _ in range(closings):
                closed = levels.pop()
                levels[-1].add(closed)
        return level

    def is_begun(self, word: str) -> bool:
        """Tell whether ``word`` is an operator that has no value yet."""
        condition = Filter.of_token(word)
        return self._is_begun_name(word) or (condition is not None and not condition.value)

    def _is_begun_name(self, word: str) -> bool:
        """Tell whether ``word`` is the last one and may become the name of a saved filter."""
        names = self._saved_filters
        if not names or word != self._unfinished_word:
            return False
        match = _SAVED_FILTER.fullmatch(word)
        name = match[2] if match else ""
        is_begun = any(map(methodcaller("startswith", name), names))
        return bool(name) and name not in names and is_begun

    def _add_saved_filter(self, word: str, level: _Level) -> bool:
        """Add to ``level`` the saved filter that ``word`` names; tell whether it names one."""
        match = _SAVED_FILTER.fullmatch(word) if "@" in word else None
        if match is None:
            return False
        negation, name = match.groups()
        if name not in self._saved_filters:
            self.unknown_names.append(name)
            return False
        self._named_count += 1
        if name in self._open_names:
            self.problem = self.problem or f"filter {name} names itself"
        elif self._named_count > MAX_SAVED_FILTERS or level.depth >= MAX_DEPTH:
            self.problem = self.problem or f"filter {name} is one too many in this query"
        else:
            self._open_names.append(name)
            words = _split(self._saved_filters[name][:LONGEST_QUERY])
            level.add(self.parse(words, level.inner(is_negated=bool(negation))))
            self._open_names.pop()
        return True

    def _add_word(self, word: str, level: _Level) -> None:
        branch = level.branches[-1]
        saved_in = self._open_names[-1] if self._open_names else ""
        condition = Filter.of_token(word, saved_in)
        if condition is not None:
            # `!?` asks for nothing yet and must not let everything pass.
            ignored = _PUNCTUATION if condition.name == "exact" else ""
            says_nothing = not condition.value.strip(ignored or None)
            if condition.name == "exact" and condition.is_negated:
                says_nothing = not any(runs(condition.value)) and not is_pictograph(condition.value)
            branch.filters += [] if says_nothing else [condition]
            if condition.name == "is" and not states_called(condition.value):
                place = f"in the filter @{saved_in}: " if saved_in else ""
                problem = f"{place}“is:{condition.value}”: is: knows {', '.join(STATES)}"
                self.problem = self.problem or problem
            return
        term = None
        if any(runs(word)):
            term = _word_term(word)
        elif is_pictograph(word):
            term = Term(word, (), signed=word)
        if term and level.are_exact:
            exact = Filter("exact", term.signed or term.text, is_negated=False, saved_in=saved_in)
            branch.filters.append(exact)
        elif term:
            branch.parts.append(term)


def states_called(value: str) -> list[State]:
    """Return the states that begin with the value of ``is:``."""
    return [state for state in STATES if state.startswith(value)]


def _word_term(token: str) -> Term:
    words = list(runs(token))
    text = token[words[0].start : words[-1].end]
    signed = token.strip(_PUNCTUATION_AROUND).rstrip(".")
    parts = tuple(word.text for word in words[:MAX_TERMS])
    return Term(text, parts, "" if signed == text else signed)


def _join_dates(parts: Sequence[Term | _Level]) -> list[Term | _Level]:
    """Return ``parts`` with several terms that name one period together as one term."""
    joined: list[Term | _Level] = []
    start = 0
    while start < len(parts):
        for count in _WORDS_OF_PERIODS:
            group = [part for part in parts[start : start + count] if isinstance(part, Term)]
            text = " ".join(term.text for term in group)
            if len(group) == count and names_period(text):
                words = tuple(part for term in group for part in term.parts)
                joined.append(Term(text, words, is_unfinished=group[-1].is_unfinished))
                start += count
                break
        else:
            joined.append(parts[start])
            start += 1
    return joined
