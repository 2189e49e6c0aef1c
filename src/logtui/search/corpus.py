"""The corpus: words of entries, and in which entries and fields each of them stands.

An entry has a slot here: a number that stays the same however often the log changes around it.
Slots and words are only ever added, so whoever still searches an older state of the log may go on.
"""

from __future__ import annotations

from array import array
from enum import Enum
from sys import intern
from threading import Lock
from typing import TYPE_CHECKING

from logtui.document import links
from logtui.search.fold import fold
from logtui.search.haystack import Haystack
from logtui.search.vocabulary import Vocabulary
from logtui.search.words import form_texts, link_words, title_words

if TYPE_CHECKING:
    from collections.abc import Iterable

# Words that hold a title together and that nobody remembers it by.
STOP_WORDS = frozenset(
    (
        *("a", "an", "the", "and", "or", "but", "i", "we", "you", "it", "our", "your", "its"),
        *("of", "in", "on", "at", "to", "for", "from", "by", "with", "as", "via"),
        *("is", "are", "be", "can", "do", "does", "not", "use", "using"),
        *("this", "that", "how", "what"),
    )
)


class Field(Enum):
    """Where a word stands in an entry."""

    TITLE = "title"
    NOTES = "notes"
    URL = "url"
    KIND = "kind"


class Corpus:
    """What is searched.

    Attributes:
        vocabulary: All words of all fields.
        postings: For each field and word the slots that have it there, ascending.
        titles: For each slot the words of its title, in order.
        initials: For each slot the first letters of the title's words, then, after a space,
            those without the stop words.
        urls: For each slot its folded link; empty without one.
        kinds: For each kind of entries, as "symbol name", the slots of that kind.
        hosts: For each host that links go to the slots with such a link.
        noted: For each slot 1 where the entry has notes, else 0.
        lock: Held by whoever adds and by whoever searches, one at a time.
        size: How often something was added; as long as it is the same, so is everything else.
    """

    def __init__(self) -> None:
        self.vocabulary = Vocabulary()
        self.postings: dict[Field, dict[str, array[int]]] = {field: {} for field in Field}
        self.titles: list[tuple[str, ...]] = []
        self.initials = Haystack()
        self.urls = Haystack()
        self.kinds: dict[str, array[int]] = {}
        self.hosts: dict[str, array[int]] = {}
        self.noted = bytearray()
        self.lock = Lock()
        self.size = 0

    def add_entry(self, title: str, url: str, kind: str) -> int:
        """Take up the short fields of an entry and return its new slot.

        Args:
            title: As it is shown.
            url: The link; empty without one.
            kind: Symbol and name of the kind; empty without one.
        """
        slot = len(self.titles)
        words = tuple(intern(word.text) for word in title_words(title))
        self.titles.append(words)
        content = (word for word in words if word not in STOP_WORDS)
        self.initials.add(" ".join("".join(word[0] for word in some) for some in (words, content)))
        self.urls.add(fold(url))
        self.noted.append(0)
        if kind:
            self.kinds.setdefault(kind, array("I")).append(slot)
        if host := links.host(url):
            self.hosts.setdefault(host, array("I")).append(slot)
        self._add_words(slot, Field.TITLE, form_texts(title))
        self._add_words(slot, Field.URL, {word.text for word in link_words(url)})
        self._add_words(slot, Field.KIND, form_texts(kind))
        self.size += 1
        return slot

    def add_notes(self, slot: int, notes: str) -> None:
        """Take up the notes, as they are shown, of the entry in ``slot``."""
        self.noted[slot] = 1
        self.size += 1
        self._add_words(slot, Field.NOTES, form_texts(notes))

    def _add_words(self, slot: int, field: Field, words: Iterable[str]) -> None:
        postings = self.postings[field]
        for word in words:
            slots = postings.get(word)
            if slots is None:
                slots = postings[intern(word)] = array("I")
                self.vocabulary.add(intern(word))
            slots.append(slot)
