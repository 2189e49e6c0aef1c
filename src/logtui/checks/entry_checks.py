"""Checks of entries: their titles, their kinds, and the entries that their notes refer to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from logtui.checks.checked_log import CheckedLog, Problem, quoted
from logtui.document.legend import is_word_symbol
from logtui.document.properties.similar_tags import similar_tags
from logtui.document.properties.tags import log_tags
from logtui.document.relations.entry_ids import entry_identity
from logtui.document.relations.references import find_candidates
from logtui.export.citing.works import key_claim

if TYPE_CHECKING:
    from logtui.document.model import Entry

_ENTRY_NOUNS = frozenset({"entry", "entries", "log", "logs", "note", "notes", "post", ""})
"""Nouns that mean something of the log itself; a paper or a video may have a date of its own."""

_FEWEST_OF_RIGHT_TAG = 5
"""Entries with a tag from which on one that differs in a letter, of a single entry, is a slip."""

_SHARE_WITH_KINDS = 0.5
"""The share of entries with a kind of the legend from which an entry needs one."""


def check_titles(log: CheckedLog) -> Iterator[Problem]:
    """Yield the entries with a link whose title is empty or the address itself."""
    document = log.document
    for entry in document.entries:
        url = document.url(entry)
        if url is None:
            continue
        title = document.title(entry).strip()
        if not title:
            yield Problem("title-missing", entry.span.start, f"{quoted(url)} has no title")


def check_addresses(log: CheckedLog) -> Iterator[Problem]:
    """Yield the entries whose title is the address itself."""
    document = log.document
    for entry in document.entries:
        url = document.url(entry)
        title = document.title(entry).strip()
        is_address = title.startswith(("http://", "https://", "www.")) and len(title.split()) == 1
        if url is not None and (title == url or is_address):
            sentence = f"the title of {quoted(url)} is only its address"
            yield Problem("title-is-url", entry.span.start, sentence)


def check_unknown_kinds(log: CheckedLog) -> Iterator[Problem]:
    """Yield the entries with a symbol that the legend does not have."""
    document = log.document
    known = set(document.legend.kinds)
    kinds = [(entry, document.kind(entry)) for entry in document.entries]
    with_kind = sum(1 for _, kind in kinds if kind in known)
    if not known or with_kind < _SHARE_WITH_KINDS * len(kinds):
        return
    for entry, kind in kinds:
        if kind and kind not in known and not is_word_symbol(kind.symbol):
            sentence = f"the legend does not have {quoted(kind.symbol)}"
            yield Problem("kind-unknown", entry.span.start, sentence)


def check_unused_kinds(log: CheckedLog) -> Iterator[Problem]:
    """Yield the kinds of the legend that no entry has."""
    document = log.document
    used = Counter(document.kind(entry) for entry in document.entries)
    if document.legend.span is None or not used:
        return
    for kind in document.legend.kinds:
        if kind not in used:
            offset = document.text.find(kind.symbol, *document.legend.span)
            sentence = f"no entry is of the kind {quoted(' '.join(filter(None, kind)))}"
            yield Problem("kind-unused", max(offset, document.legend.span.start), sentence)


def check_keys(log: CheckedLog) -> Iterator[Problem]:
    """Yield the entries with a line ``cite: key`` whose key is that of another work."""
    document = log.document
    first_entries: dict[str, Entry] = {}
    for entry in document.entries:
        claim = key_claim(document, entry)
        if claim is None or claim.strength > 0:
            continue
        first = first_entries.setdefault(claim.key.casefold(), entry)
        if entry_identity(document, first) != entry_identity(document, entry):
            line = document.line_at(first.span.start)
            sentence = f"the key {quoted(claim.key)} is that of the entry in line {line} already"
            yield Problem("key-twice", entry.span.start, sentence)


def check_references(log: CheckedLog) -> Iterator[Problem]:
    """Yield the references to a day that has no entry.

    A day before the log begins, or after the entry itself, may be of anything else.
    """
    document = log.document
    all_dates = filter(None, map(document.date, document.entries))
    first = min((day for date in all_dates if (day := date.exact_day())), default=log.today)
    for entry in document.entries:
        date = document.date(entry)
        own_day = date.exact_day() if date else None
        if own_day is None:
            continue
        for candidate in find_candidates(document, entry.span):
            if candidate.noun not in _ENTRY_NOUNS:
                continue
            dates = log.day_index.dates_meant(candidate.reading, candidate.date_text, date)
            days = [day for meant in dates if (day := meant.exact_day())]
            if any(first <= day < own_day for day in days) and not any(
                True for meant in dates for _ in log.day_index.entries_on(meant)
            ):
                words = document.text[candidate.start : candidate.end]
                sentence = f"{quoted(words)} names a day that has no entry"
                yield Problem("ref-dangling", candidate.start, sentence)


def check_similar_tags(log: CheckedLog) -> Iterator[Problem]:
    """Yield the rarer ones of tags that are probably meant to be one."""
    document, tags = log.document, log_tags(log.document)
    marks = [mark for entry in document.entries for mark in tags.marks_of(entry)]
    for pair in similar_tags(document):
        is_rare = pair.other_count == 1 and pair.count >= _FEWEST_OF_RIGHT_TAG
        if pair.likeness == "one letter" and not is_rare:
            continue
        first = next(mark for mark in marks if mark.name.of(document.text) == pair.other)
        sentence = f"the tag {quoted(pair.other)} is much like {quoted(pair.name)}"
        yield Problem("tag-similar", first.whole.start, sentence)
