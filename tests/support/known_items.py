"""Queries made from the entries of a log, each with the entry that it has to find.

Every class is one way of half-remembering an entry. What is drawn depends on the log and the seed
alone.
"""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING, NamedTuple

from logtui.document.text import urls
from logtui.search.words import STOP_WORDS, runs, skeleton, stem, title_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from logtui.document.model import Document, Entry

    Maker = Callable[["Memory", random.Random], str | None]

MONTHS = "january february march april may june july august september october november december"
SHORTEST_REMEMBERED = 3
LONG_WORD = 7
CONSONANTS, VOWELS = "bcdfghklmnprstvz", "aeiou"


_TYPED_TITLES, _TYPED_WORDS = 60, 3


class Query(NamedTuple):
    """A query of one class, and the numbers of the entries that are right; none where none is."""

    kind: str
    text: str
    right: frozenset[int]


class Memory(NamedTuple):
    """What someone may remember of one entry; all words are folded.

    ``neighbours`` are pairs of words of the notes without the space between them.
    """

    title: list[str]
    notes: list[str]
    neighbours: list[str]
    url: str
    month: str
    day: str
    kind: str


def typed(document: Document) -> list[str]:
    """Return the states of typing some words of some titles, in order."""
    r = random.Random(1)  # noqa: S311 - no secret
    states = []
    for entry in r.sample(document.entries, min(_TYPED_TITLES, len(document.entries))):
        words = [word.text for word in title_words(document.title(entry))]
        text = " ".join(r.sample(words, min(_TYPED_WORDS, len(words))))
        states += [text[:end] for end in range(1, len(text) + 1)]
    return states


def queries(document: Document, seed: int) -> list[Query]:
    """Return queries for every entry of ``document``, and as many that nothing should answer."""
    alike: dict[str, set[int]] = {}
    for number, entry in enumerate(document.entries):
        for name in {document.title(entry).casefold(), document.url(entry) or ""} - {""}:
            alike.setdefault(name, set()).add(number)
    made = []
    for number, entry in enumerate(document.entries):
        memory = _memory(document, entry)
        names = {document.title(entry).casefold(), document.url(entry) or ""} - {""}
        right = frozenset({number}.union(*(alike[name] for name in names)))
        for kind, maker in MAKERS.items():
            text = maker(memory, random.Random(f"{seed} {kind} {number}"))  # noqa: S311 - no secret
            if text:
                made.append(Query(kind, text, right))
    return made + _absent(document, random.Random(seed))  # noqa: S311 - no secret


def _memory(document: Document, entry: Entry) -> Memory:
    title = [word.text for word in title_words(document.title(entry))]
    notes = re.sub(r"https?://\S+", " ", document.notes(entry) or "")
    date, kind = document.date(entry), document.kind(entry)
    month = MONTHS.split()[date.month - 1] if date and date.month else ""
    return Memory(
        title=[w for w in title if w not in STOP_WORDS and len(w) >= SHORTEST_REMEMBERED],
        notes=[w.text for w in runs(notes) if len(w.text) >= LONG_WORD and w.text not in title],
        neighbours=["".join(pair) for pair in re.findall(r"([a-z]{4,}) ([a-z]{4,})", notes)],
        url=document.url(entry) or "",
        month=month,
        day=f"{date.month}/{date.day}" if date and date.month and date.day else "",
        kind=next((word.text for word in runs(kind.name)), "") if kind else "",
    )


def _window(memory: Memory, r: random.Random, count: int) -> list[str]:
    if len(memory.title) < count:
        return []
    start = r.randrange(len(memory.title) - count + 1)
    return memory.title[start : start + count]


def _long(memory: Memory, r: random.Random) -> str | None:
    long = [word for word in memory.title if len(word) >= LONG_WORD and word.isalpha()]
    return r.choice(long) if long else None


def _mistyped(word: str, r: random.Random, first: int = 1) -> str:
    at = r.randrange(first, len(word) - 1)
    return r.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + r.choice(CONSONANTS) + word[at + 1 :],
        )
    )


def _words(count: int) -> Maker:
    return lambda memory, r: " ".join(_window(memory, r, count)) or None


def _any_order(memory: Memory, r: random.Random) -> str:
    return " ".join(reversed(_window(memory, r, 3)))


def _beginnings(memory: Memory, r: random.Random) -> str:
    return " ".join(word[: r.choice((3, 4, 5))] for word in _window(memory, r, 2))


def _typo(memory: Memory, r: random.Random) -> str | None:
    word = _long(memory, r)
    return word and _mistyped(word, r)


def _two_typos(memory: Memory, r: random.Random) -> str | None:
    words = [word for word in _window(memory, r, 2) if len(word) > SHORTEST_REMEMBERED]
    return " ".join(_mistyped(word, r) for word in words) if len(words) > 1 else None


def _unfinished_typo(memory: Memory, r: random.Random) -> str | None:
    word = _long(memory, r)
    return word and _mistyped(word[: len(word) - 2], r, 2)


def _other_form(memory: Memory, r: random.Random) -> str | None:
    word = _long(memory, r)
    return stem(word) + r.choice(("ing", "ed", "s")) if word and stem(word) != word else None


def _piece(memory: Memory, r: random.Random) -> str | None:
    word = _long(memory, r)
    return word and word[r.choice((2, 3)) :]


def _initials(memory: Memory, r: random.Random) -> str:
    return "".join(word[0] for word in _window(memory, r, r.choice((3, 4))))


def _one_go(memory: Memory, r: random.Random) -> str:
    return "".join(word[: r.choice((2, 3, 4))] for word in _window(memory, r, 2))


def _two_parts(memory: Memory, r: random.Random) -> str | None:
    word = _long(memory, r)
    at = r.randrange(2, len(word) - 1) if word else 0
    return f"{word[:at]} {word[at:]}" if word else None


def _notes_in_one_go(memory: Memory, r: random.Random) -> str | None:
    return r.choice(memory.neighbours) if memory.neighbours else None


def _consonants(memory: Memory, r: random.Random) -> str | None:
    word = _long(memory, r)
    return skeleton(word)[: r.choice((4, 5))] if word else None


def _notes(memory: Memory, r: random.Random) -> str | None:
    return " ".join(r.sample(memory.notes, 2)) if len(memory.notes) > 1 else None


def _with(part: Callable[[Memory], str]) -> Maker:
    def make(memory: Memory, r: random.Random) -> str | None:
        other, words = part(memory), _window(memory, r, 1)
        return f"{other} {words[0]}" if other and words else None

    return make


def _number_of_link(memory: Memory, r: random.Random) -> str | None:
    numbers = re.findall(r"\d{4}\.\d{4,5}", memory.url)
    return r.choice((numbers[0], numbers[0][:7], numbers[0][5:])) if numbers else None


MAKERS: dict[str, Maker] = {
    "a word": _words(1),
    "two words": _words(2),
    "any order": _any_order,
    "beginnings": _beginnings,
    "one word, a typo": _typo,
    "one word unfinished, a typo": _unfinished_typo,
    "two words, two typos": _two_typos,
    "one word in another form": _other_form,
    "the rest of a word": _piece,
    "initials": _initials,
    "beginnings in one go": _one_go,
    "one word as two": _two_parts,
    "consonants": _consonants,
    "words of the notes": _notes,
    "words of the notes in one go": _notes_in_one_go,
    "number of the link": _number_of_link,
    "host and a word": _with(lambda memory: urls.host_of(memory.url).rpartition(".")[0]),
    "month and a word": _with(lambda memory: memory.month),
    "day and a word": _with(lambda memory: memory.day),
    "kind and a word": _with(lambda memory: memory.kind),
}


def _absent(document: Document, r: random.Random) -> list[Query]:
    """Return coined words that could be of some language, and gibberish."""
    text = document.text.casefold()
    coined = [
        "".join(r.choice(CONSONANTS) + r.choice(VOWELS) for _ in range(4)) for _ in range(200)
    ]
    gibberish = ["".join(r.choices(CONSONANTS + VOWELS, k=r.randrange(5, 10))) for _ in range(200)]
    named = {"a word that is not there": coined, "gibberish": gibberish}
    return [
        Query(kind, word, frozenset())
        for kind, words in named.items()
        for word in words
        if word not in text
    ]
