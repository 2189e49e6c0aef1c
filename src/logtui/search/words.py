"""Words: what a text or a query is cut into, folded, and the stem and skeleton of a word."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from logtui.document.text.lazy_pattern import lazy_pattern

# Combining marks, the soft hyphen and the joiners stand inside a word without being letters.
_SILENT_CLASS = "\u00ad\u0300-\u036f\u200c\u200d\ufe0e\ufe0f"
_RUN = rf"[^\W_](?:[^\W_]|[{_SILENT_CLASS}])*+"
_RUNS = re.compile(_RUN)
# Also matches a run alone: to look inside of it again and again would be slow in very long ones.
_LINKED_RUNS = re.compile(rf"{_RUN}([-'./&]{_RUN})*+")
# The same for text in small letters that is ASCII, in half of the time.
_PLAIN_RUNS = re.compile(r"[a-z0-9]+")
_PLAIN_LINKED_RUNS = re.compile(r"([a-z0-9]++(?:([-'./&])[a-z0-9]++)*+)")
_SILENT_CHARACTERS = re.compile(f"[{_SILENT_CLASS}]+")
_MIXED_CASE = re.compile(r"(?<![^\W_])(?:[^\W_]*[a-z0-9][A-Z]|[A-Z]{2,}[a-z])[^\W_]*")
_CAMEL = re.compile(r"[^\W\d_][a-z]+|[A-Z]+(?![a-z])")

# Scripts in which a run of letters may hold several words, as there are no spaces between them.
_UNSPACED = lazy_pattern(
    "[\u0e00-\u0eff\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]"
)

# What stands around the part of a link that someone may remember.
_LINK_PATTERN = re.compile(r"(?:[a-z][a-z0-9+.-]*://)?(?:www\.)?(?P<rest>[^?#]*)")
_COMMON_LINK_WORDS = frozenset(("com", "org", "net", "html", "htm", "pdf", "index"))
_LONGEST_LINK_WORD = 30
_LONGEST_LINK_NUMBER = 5
_LONGEST_LINK_MIXTURE = 8

_LONGEST_COMPOUND = 30
_SHORTEST_CAMEL_WORD = 6
_SHORTEST_CAMEL_PART = 3
_LONGEST_APOSTROPHE_SUFFIX = 2

SHORTEST_ABBREVIATION = 3
"""Letters that may stand for a word as the beginning of its skeleton."""

STOP_WORDS = frozenset(
    (
        *("a", "an", "the", "and", "or", "but", "i", "we", "you", "it", "our", "your", "its"),
        *("of", "in", "on", "at", "to", "for", "from", "by", "with", "as", "via"),
        *("is", "are", "be", "can", "do", "does", "not", "use", "using"),
        *("this", "that", "how", "what"),
    )
)
"""Words that hold a title together and by which nobody remembers it."""

_SIGNS = ("So", "Sm", "Sc")
_WITHOUT_MARKS = str.maketrans("", "", "-'./&")
_WITHOUT_VOWELS = str.maketrans("", "", "aeiou")
_ENDINGS = (
    *("ations", "ation", "ings", "ing", "ions", "ion"),
    *("ers", "er", "es", "ed", "ly", "s", "e"),
)
_SHORTEST_STEM = 4


class Word(NamedTuple):
    """A folded word and the characters ``start`` to ``end`` of the text that it comes from."""

    text: str
    start: int
    end: int


def runs(shown: str, start: int = 0, end: int = sys.maxsize) -> Iterator[Word]:
    """Yield the runs of letters and digits in ``shown[start:end]``, in order."""
    for run in _RUNS.finditer(fold(shown), start, end):
        yield Word(spell(shown[run.start() : run.end()]), run.start(), run.end())


def compounds(shown: str, start: int = 0, end: int = sys.maxsize) -> Iterator[Word]:
    """Yield the further forms under which parts of ``shown[start:end]`` are looked for.

    These are linked runs as one word (``self-correct`` as ``selfcorrect``, ``1.2`` as it is) and
    the parts of words in mixed case (``PlanBench`` as ``plan`` and ``bench``).
    """
    for linked in _LINKED_RUNS.finditer(fold(shown), start, end):
        if linked[1] and len(linked[0]) <= _LONGEST_COMPOUND:
            text = spell(shown[linked.start() : linked.end()])
            yield Word(join_parts(text, _RUNS.findall(text)), linked.start(), linked.end())
    yield from _camel_parts(shown, start, end)


def _camel_parts(shown: str, start: int = 0, end: int = sys.maxsize) -> Iterator[Word]:
    for run in _MIXED_CASE.finditer(shown, start, end):
        for part in _CAMEL.finditer(run[0]) if len(run[0]) >= _SHORTEST_CAMEL_WORD else ():
            if _SHORTEST_CAMEL_PART <= len(part[0]) < len(run[0]):
                start = run.start() + part.start()
                yield Word(spell(part[0]), start, start + len(part[0]))


def exact_text(shown: str) -> str:
    """Return ``shown`` as it is spelled, in one line, to look for signs in."""
    return " ".join(spell(shown).split())


def is_pictograph(text: str) -> bool:
    """Tell whether ``text`` has an emoji or another sign that nobody writes as punctuation."""
    return any(not char.isascii() and unicodedata.category(char) in _SIGNS for char in text)


def word_forms(shown: str, start: int = 0, end: int = sys.maxsize) -> Iterator[Word]:
    """Yield all by which a part of ``shown[start:end]`` is found: its runs and its compounds.

    No form reaches over a blank, so those of a text are those of its pieces between blanks.
    """
    yield from runs(shown, start, end)
    yield from compounds(shown, start, end)


def word_form_texts(shown: str) -> set[str]:
    """Return the texts of ``word_forms(shown)``; quicker where no offsets are needed."""
    if not shown.isascii():
        return {word.text for word in word_forms(shown)}
    spelled = shown.lower()
    if spelled.isalnum():
        texts = {spelled}
    else:
        texts = set(_PLAIN_RUNS.findall(spelled))
        for linked, mark in _PLAIN_LINKED_RUNS.findall(spelled):
            if mark and len(linked) <= _LONGEST_COMPOUND:
                # In small letters is what has any letter; a number keeps its marks.
                texts.add(linked.translate(_WITHOUT_MARKS) if linked.islower() else linked)
    if spelled != shown:
        texts.update([word.text for word in _camel_parts(shown)])
    return texts


def link_words(url: str) -> Iterator[Word]:
    """Yield the words of a link that one may remember: no scheme, query or hash."""
    words = word_forms(url, *_lasting_part(url))
    return (word for word in words if is_remembered(word.text))


def link_word_forms(url: str) -> set[str]:
    """Return the texts of the words of a link, also of those that nobody remembers."""
    start, end = _lasting_part(url)
    return word_form_texts(url[start:end])


def _lasting_part(url: str) -> tuple[int, int]:
    rest = _LINK_PATTERN.match(fold(url))
    return rest.span("rest") if rest else (0, 0)


def is_remembered(link_word: str) -> bool:
    """Tell whether a word of a link may be remembered: no ending of files, no long number."""
    if link_word.isalpha():
        return len(link_word) <= _LONGEST_LINK_WORD and link_word not in _COMMON_LINK_WORDS
    longest = _LONGEST_LINK_NUMBER if is_number(link_word) else _LONGEST_LINK_MIXTURE
    return len(link_word) <= longest


@lru_cache(maxsize=512)
def host_words(host: str) -> frozenset[str]:
    """Return the words by which ``host`` is remembered."""
    return frozenset(filter(is_remembered, link_word_forms(host)))


def join_parts(text: str, parts: Iterable[str]) -> str:
    """Return ``text`` as one word, its ``parts`` joined; a number keeps its marks."""
    return text if is_number(text) else "".join(parts)


def title_words(title: str) -> Iterator[Word]:
    """Yield the runs of a title that count as words; the ``t`` of ``can't`` does not."""
    folded = fold(title)
    for word in runs(title):
        after_apostrophe = word.start > 0 and folded[word.start - 1] == "'"
        if not (after_apostrophe and len(word.text) <= _LONGEST_APOSTROPHE_SUFFIX):
            yield word


def title_word_texts(title: str) -> list[str]:
    """Return the texts of ``title_words(title)``; quicker where no offsets are needed."""
    if title.isascii() and "'" not in title:
        return _PLAIN_RUNS.findall(title.lower())
    return [word.text for word in title_words(title)]


def stem(word: str) -> str:
    """Return ``word`` without its English ending; at least four letters stay.

    It is crude, but the same for the words of a query and those of the log.
    """
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def skeleton(word: str) -> str:
    """Return the first letter and the consonants of ``word``, as people abbreviate it."""
    return word[:1] + word[1:].translate(_WITHOUT_VOWELS)


def is_number(text: str) -> bool:
    """Tell whether ``text`` has no letters; then it is not mistyped or abbreviated."""
    return text.isdigit() or not (text.isalpha() or any(map(str.isalpha, text)))


def is_unspaced(text: str) -> bool:
    """Tell whether ``text`` has characters of a script written without spaces."""
    return not text.isascii() and _UNSPACED.search(text) is not None


def is_abbreviation(typed: str, word: str) -> bool:
    """Tell whether ``typed`` is a beginning of the skeleton of ``word``."""
    return len(typed) >= SHORTEST_ABBREVIATION and skeleton(word).startswith(typed)


def letter_offsets(shown: str, word: Word) -> Sequence[int]:
    """Return the offset of each letter of ``word`` in ``shown``, the text it comes from.

    The letters of a ligature have one offset.
    """
    plain = range(word.start, word.end)
    if shown.isascii() and len(plain) == len(word.text):
        return plain
    offsets = [offset for offset in plain for letter in spell(shown[offset]) if letter.isalnum()]
    # A number keeps its marks.
    return offsets if len(offsets) == len(word.text) else plain


_PLAIN_CHARACTERS = {
    **dict(zip("øłđðħŧı", "olddhti", strict=True)),
    **dict.fromkeys("‘’‚‛′´", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
}


class _Folding(dict[int, str]):
    """A table for ``str.translate`` that learns each character when it first meets it."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        parts = unicodedata.normalize("NFKD", character)
        # Accents alone are taken off; other characters stand for several letters.
        base = parts[0] if all(map(unicodedata.combining, parts[1:])) else character
        folded = base.casefold()
        folded = _PLAIN_CHARACTERS.get(folded, folded)
        # A few letters fold to two (ß to ss); the first alone keeps the length.
        self[code] = folded = folded[0]
        return folded


_FOLDING = _Folding()


def fold(text: str) -> str:
    """Return ``text`` in lower case, with plain quotes and dashes and without accents.

    The result has as many characters as ``text``, so an offset into one is an offset into the
    other. Of what would fold to several letters (``ß`` to ``ss``) the first stands for all.
    """
    return text.lower() if text.isascii() else text.translate(_FOLDING)


_LIGATURES = {"æ": "ae", "œ": "oe", "þ": "th"}
"""Letters that Unicode does not take apart, as they are typed without them."""


class _Spelling(dict[int, str]):
    """A table for ``str.translate`` that learns each character when it first meets it."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if _SILENT_CHARACTERS.fullmatch(character):
            letters = ""
        else:
            plain = fold(character)
            letters = unicodedata.normalize("NFKC", character).casefold()
            letters = _LIGATURES.get(fold(letters[:1]), letters)
            # An accent may be a character of its own here; `½` and `™` are more than letters.
            if len(letters) == 1 or not (character.isalpha() and letters.isalpha()):
                letters = plain
        self[code] = letters
        return letters


_SPELLING = _Spelling()


def spell(text: str) -> str:
    """Return ``text`` folded, its ligatures as letters (``ß`` as ``ss``), without what is unseen.

    It may be longer or shorter than ``text``; ``letter_offsets`` leads back.
    """
    return text.lower() if text.isascii() else text.translate(_SPELLING)
