"""Conditions: which entries meet what a query asks for besides words to rank by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import TYPE_CHECKING

from logtui.document.properties.states import uses_states
from logtui.errors import LogtuiError
from logtui.search.corpus import Vocabulary
from logtui.search.periods import EveryYear, period_in_log, range_in_log, yearly_period
from logtui.search.query import states_called
from logtui.search.scoring import slots_of_sign
from logtui.search.similarity import similar_words, typo_tier
from logtui.search.words import exact_text, fold, host_words, is_pictograph, runs

if TYPE_CHECKING:
    from logtui.document.model import Document
    from logtui.search.index import Index
    from logtui.search.query import Filter, Group, Query

NO_VALUES = ("note", "link", "state", "tag")
"""The values of ``no:``, also in the plural or only their beginning."""

_NEGATION = bytes([1]) + bytes(255)


class FilterError(LogtuiError):
    """An operator's value means nothing in this log; the message says which ones do."""


class AbsentValueError(FilterError):
    """An operator's value names something that this log has not got, such as a tag."""


class QueryError(FilterError):
    """A query is written wrongly, whatever the log is; the message says what and where."""

    is_wrong_usage = True


def check_query(index: Index, query: Query) -> None:
    """Refuse a query that is written wrongly.

    Raises:
        QueryError: It is, or it names a saved filter that there is not; a name that stands in the
            log may be text that was pasted.
    """
    if query.problem:
        raise QueryError(query.problem)
    for name in query.unknown_names:
        texts = (index.corpus.title_texts, index.corpus.note_texts)
        if not any(True for text in texts for _ in text.find(f"@{name}")):
            names = [name for name, _ in index.saved_filters]
            meant = get_close_matches(name, names, 1)
            hint = f"there is {', '.join(f'@{name}' for name in names) or 'none'}"
            raise QueryError(
                f"no filter is called @{name}; " + (f"did you mean @{meant[0]}?" if meant else hint)
            )


def refuse_absent_values(index: Index, query: Query) -> None:
    """Refuse ``query`` where the log has not got one of its values, also in an alternative.

    Raises:
        FilterError: It has not.
    """
    masks = Masks(index)
    masks.of_query(query)
    for absence in masks.absences.values():
        raise absence


class Masks:
    """Which slots of an index meet the conditions of queries; each condition is looked up once.

    A mask is a number with a byte for each slot, 1 where the entry meets them, else 0.

    Attributes:
        slot_count: How many slots there are.
        absences: What is said of the conditions whose values the log has not got.
    """

    def __init__(self, index: Index) -> None:
        self._index = index
        self._by_filter: dict[Filter, int] = {}
        self.absences: dict[Filter, AbsentValueError] = {}
        self.slot_count = len(index.corpus.titles)
        self._all_slots = int.from_bytes(b"\1" * self.slot_count, "little")

    def of_query(self, query: Query) -> int:
        """Return the slots that meet all conditions of ``query``, its words aside.

        Raises:
            FilterError: A value means nothing, whatever the log has.
        """
        mask = self._all_slots
        for condition in query.filters:
            mask &= self.of_filter(condition)
        for part in query.groups:
            mask &= self.of_group(part)
        return mask

    def of_group(self, group: Group) -> int:
        """Return the slots that meet the conditions of one of the branches of ``group``."""
        mask = 0
        for branch in group.branches:
            mask |= self.of_query(branch)
        return mask ^ self._all_slots if group.is_negated else mask

    def of_filter(self, condition: Filter) -> int:
        """Return the slots that meet ``condition``; none has what the log has not got."""
        if condition not in self._by_filter:
            try:
                mask = int.from_bytes(filter_mask(self._index, condition), "little")
            except AbsentValueError as absence:
                self.absences[condition] = absence
                mask = self._all_slots if condition.is_negated else 0
            self._by_filter[condition] = mask
        return self._by_filter[condition]

    def absence_in(self, query: Query) -> AbsentValueError | None:
        """Return what the log has not got of ``query``; None where an alternative does without."""
        for condition in query.filters:
            if condition in self.absences:
                return self.absences[condition]
        for group in query.groups:
            absences = list(map(self.absence_in, group.branches))
            if all(absences):
                return absences[0]
        return None

    def bytes_of(self, mask: int) -> bytes:
        """Return ``mask`` with a byte for each slot."""
        return mask.to_bytes(self.slot_count, "little")


def filter_mask(index: Index, condition: Filter) -> bytes:
    """Return for each slot 1 where the entry meets ``condition``, else 0.

    Raises:
        FilterError: This log has no kind, time, host or part that the value names.
    """
    mask = bytearray(len(index.corpus.titles))
    try:
        for slot in _SLOTS_BY_OPERATOR[condition.name](index, condition.value):
            mask[slot] = 1
    except FilterError as error:
        if not condition.saved_in:
            raise
        raise type(error)(f"in the filter @{condition.saved_in}: {error}") from error
    return bytes(mask.translate(_NEGATION) if condition.is_negated else mask)


def slots_containing(index: Index, value: str) -> Iterator[int]:
    """Yield the slots with exactly ``value`` in title, notes or link, or as the kind's sign."""
    corpus = index.corpus
    if is_pictograph(value):
        yield from slots_of_sign(index, value)
    yield from corpus.urls.find(value)
    yield from corpus.title_texts.find(value)
    yield from (corpus.note_slots[number] for number in corpus.note_texts.find(value))


def slots_of_kind(index: Index, value: str) -> Iterator[int]:
    """Yield the slots of the kinds that ``value`` means.

    Raises:
        FilterError: It means nothing in this log.
    """
    kinds = [kind for kind in index.corpus.kinds if is_kind_called(value, kind)]
    if not kinds:
        known = "; ".join(sorted(index.corpus.kinds)) or "none"
        raise AbsentValueError(f"no kind of this log is called “{value}”; there is: {known}")
    for kind in kinds:
        yield from index.corpus.kinds[kind]


def is_kind_called(value: str, kind: str) -> bool:
    """Tell whether ``value`` means the kind whose symbol and name are ``kind``."""
    typed_words = [word.text for word in runs(value)]
    if not typed_words:
        return value in fold(kind)
    return all(any(word.text.startswith(typed) for word in runs(kind)) for typed in typed_words)


def slots_in_period(index: Index, value: str) -> Iterator[int]:
    """Yield the slots in the period, or the range of two, that ``value`` names.

    Raises:
        FilterError: It means nothing in this log.
    """
    period = range_in_log(value, index.document)
    if period is None:
        raise FilterError(
            f"“in:{value}” is not a time; write in:2024, in:2024-06, in:2024-06-21, in:june, "
            "in:21-june, in:today, in:last-month, in:-14d.. or in:2024-06-01..2024-07-15"
        )
    yield from index.in_period(period)


def slots_on_day(index: Index, value: str) -> Iterator[int]:
    """Yield the slots of the day that ``value`` names, in any year.

    Raises:
        FilterError: It means nothing in this log.
    """
    period = day_of_years(value, index.document)
    if period is None:
        raise FilterError(
            f"“on:{value}” is not a day of the year; write on:06-21, on:21-june or on:today"
        )
    yield from index.in_period(period)


def day_of_years(value: str, document: Document) -> EveryYear | None:
    """Return the day of every year, or the month, that the value of ``on:`` names."""
    period = period_in_log(value, document)
    return None if period is None else yearly_period(period)


def slots_on_host(index: Index, value: str) -> Iterator[int]:
    """Yield the slots with a link to a host that ``value`` means.

    Raises:
        FilterError: It means nothing in this log.
    """
    hosts = hosts_called(value, index.corpus.hosts)
    if not hosts:
        raise AbsentValueError(f"no link of this log goes to “{value}”")
    for host in hosts:
        yield from index.corpus.hosts[host]


def hosts_called(value: str, hosts: Iterable[str]) -> list[str]:
    """Return the ``hosts`` with ``value`` in them; where there are none, those it is a slip for."""
    hosts = list(hosts)
    if named := [host for host in hosts if value in host]:
        return named
    vocabulary = Vocabulary()
    for host in hosts:
        for word in host_words(host):
            vocabulary.add(word)
    typed = "".join(word.text for word in runs(value))
    meant = similar_words(vocabulary, typed, (typo_tier,)).keys()
    return [host for host in hosts if not meant.isdisjoint(host_words(host))]


def slots_in_state(index: Index, value: str) -> Iterator[int]:
    """Yield the slots in the states that begin with ``value``.

    Raises:
        FilterError: It means nothing in this log.
    """
    if not uses_states(index.document):
        raise AbsentValueError(
            "no entry of this log says that it is open, reading, done or dropped"
        )
    for state in states_called(value):
        yield from index.searchable(index.slots_by_state.get(state, ()))


def slots_with_tag(index: Index, value: str) -> Iterator[int]:
    """Yield the slots with the tag ``value`` or one below it, else those with one it begins.

    Raises:
        FilterError: It means nothing in this log.
    """
    value = exact_text(value.lstrip("#")).replace(" ", "-")
    tags = index.slots_by_tag
    named = [tag for tag in tags if tag == value or tag.startswith(f"{value}/")]
    named = named or [tag for tag in tags if tag.startswith(value)]
    if not named:
        close = get_close_matches(value, tags, 1)
        hint = f"did you mean tag:{close[0]}?" if close else "`logtui tags` lists what it has"
        problem = f"no entry of this log has the tag “{value}”; {hint}"
        raise AbsentValueError(problem if tags else "this log has no tags")
    for tag in named:
        yield from index.searchable(tags[tag])


def slots_without(index: Index, value: str) -> Iterable[int]:
    """Return the slots without the part that ``value`` names.

    Raises:
        FilterError: It means nothing in this log.
    """
    corpus = index.corpus
    match next((part for part in NO_VALUES if f"{part}s".startswith(value)), None):
        case "link":
            return (slot for slot in range(len(corpus.titles)) if not corpus.urls.line(slot))
        case "note":
            return (slot for slot, has_notes in enumerate(corpus.has_notes) if not has_notes)
        case "state":
            return _slots_outside(index, index.slots_by_state.values())
        case "tag":
            return _slots_outside(index, index.slots_by_tag.values())
    raise QueryError(f"“no:{value}” is unknown; write no:note, no:link, no:state or no:tag")


def _slots_outside(index: Index, slots: Iterable[Iterable[int]]) -> Iterable[int]:
    return set(range(len(index.corpus.titles))).difference(*slots)


_SLOTS_BY_OPERATOR = {
    "exact": slots_containing,
    "kind": slots_of_kind,
    "in": slots_in_period,
    "on": slots_on_day,
    "host": slots_on_host,
    "is": slots_in_state,
    "tag": slots_with_tag,
    "no": slots_without,
}
