"""Citation keys: short names of works that never change once they are given.

A key follows from the work alone: its authors, year and title as its record has them, or its
address. Where two works would have the same, the one that was read first keeps it, so that entries
that are added later change no key.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from hashlib import blake2b
from typing import TYPE_CHECKING, Literal, get_args

from logtui.document.text.urls import split_url
from logtui.export.characters import key_letters, to_ascii

if TYPE_CHECKING:
    from logtui.export.citing.works import Work

KeyStyle = Literal["auth-year-word", "zotero", "bbt", "arxiv", "id"]

KEY_STYLES: tuple[KeyStyle, ...] = get_args(KeyStyle)
"""Ways to make a key; the first is the default."""

_STOP_WORDS = frozenset(
    (
        *("a", "an", "the", "on", "of", "for", "to", "in", "with", "and", "der", "die", "das"),
        *("le", "la", "un", "une", "el"),
    )
)
_PARTICLES = frozenset(
    (
        *("von", "van", "de", "der", "den", "del", "della", "di", "da", "do", "dos", "du", "la"),
        *("le", "ter", "ten", "zu", "zum", "af", "al", "el", "bin", "ibn"),
    )
)
_SITES_OF_MANY = frozenset(
    (
        *("github.io", "gitlab.io", "substack.com", "medium.com", "blogspot.com", "wordpress.com"),
        *("readthedocs.io", "tumblr.com", "netlify.app", "vercel.app", "pages.dev", "ghost.io"),
        *("bearblog.dev", "notion.site", "herokuapp.com", "neocities.org"),
    )
)
"""Domains whose sites have names of their own in front."""

_SECOND_LEVELS = frozenset({"co", "com", "ac", "org", "gov", "edu", "net"})
_YEAR_IN_PATH = re.compile(r"/((?:19|20)\d\d)(?=[/-])")
_ENDING = re.compile(r"\.(?:html?|pdf|php|aspx?|md)$", re.IGNORECASE)
_EMPTY_SLUGS = frozenset({"index", "home", "default", "main"})
_SHORT_TITLE_WORDS, _LONG_TITLE_WORDS = 3, 4
_LONGEST_CODE = 8
"""Letters of a word with digits that may still be a name: ``swebench2``."""

_HASH_BYTES = 5


def assign_keys(
    works: list[Work],
    style: KeyStyle = "auth-year-word",
    known_keys: Mapping[str, str] | None = None,
    taken: Container[str] = (),
) -> list[Work]:
    """Return ``works`` with their citation keys.

    Args:
        works: All works of a log, the one that was read first before the others.
        style: How keys are made.
        known_keys: Keys that works have elsewhere, by identity; those that the log names go before.
        taken: Further keys, in lower case, that no other work may have.
    """
    keys: dict[str, str] = {}
    used: set[str] = set()
    claims = [(work.claim, work.identity) for work in works if work.claim]
    claims.sort(key=lambda pair: pair[0].strength)
    given = [(identity, claim.key) for claim, identity in claims]
    for identity, key in (*given, *(known_keys or {}).items()):
        # BibTeX takes keys that differ in case alone for the same one.
        if identity not in keys and key.lower() not in used:
            keys[identity] = key
            used.add(key.lower())
    numbers: dict[str, int] = {}
    for work in works:
        if work.identity not in keys:
            base = key = computed_key(work, style)
            while key.lower() in used or key.lower() in taken:
                numbers[base] = numbers.get(base, 0) + 1
                key = base + suffix_letters(numbers[base])
            keys[work.identity] = key
            used.add(key.lower())
    return [work._replace(key=keys[work.identity]) for work in works]


def computed_key(work: Work, style: KeyStyle = "auth-year-word") -> str:
    """Return the key that ``work`` has where it is the only one to have it."""
    record = work.record
    surname = surname_letters(record.authors[0].surname) if record and record.authors else ""
    if style == "id":
        data = work.identity.encode("utf-8", "surrogatepass")
        return f"e{blake2b(data, digest_size=_HASH_BYTES).hexdigest()}"
    if surname and re.search("[a-z]", surname):
        year = str(work.issued[0]) if work.issued else ""
        return author_key(style, surname, year, _title_words(work.title))
    if work.arxiv:
        return f"arxiv{key_letters(work.arxiv)}"
    if work.doi:
        return f"doi{key_letters(work.doi.partition('/')[2])}"
    return site_key(work) or "work"


def author_key(style: KeyStyle, surname: str, year: str, words: list[str]) -> str:
    """Return the key in this ``style`` of a work whose author and title are known."""
    if style == "zotero":
        return "_".join(filter(None, (surname, *words[:1], year)))
    if style == "bbt":
        return surname + "".join(map(str.capitalize, words[:_SHORT_TITLE_WORDS])) + year
    return surname + year + "".join(words[: _LONG_TITLE_WORDS if style == "arxiv" else 1])


def suffix_letters(number: int) -> str:
    """Return what follows a key that ``number`` other works have: b, c, … z, then ba, bb, …."""
    letters = ""
    while number:
        number, rest = divmod(number, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def surname_letters(name: str) -> str:
    """Return the letters of the surname ``name`` without the particles in front."""
    words = name.split()
    while len(words) > 1 and words[0].casefold() in _PARTICLES:
        words = words[1:]
    return key_letters("".join(words))


def _title_words(title: str) -> list[str]:
    """Return the words of ``title`` in letters that keys have, without those that say little."""
    plain = to_ascii(title).lower().replace("'", "")
    words = re.findall(r"[a-z0-9]+", plain)
    return [word for word in words if word not in _STOP_WORDS] or words


def site_key(work: Work) -> str:
    """Return the key of a page: its site with a year and a word, or with the end of its address."""
    url = split_url(work.url)
    site = site_label(url.host)
    year = _YEAR_IN_PATH.search(url.path)
    if year:
        return site + year[1] + next(iter(_title_words(work.title)), "")
    slug = _ENDING.sub("", url.path.rstrip("/").rpartition("/")[2])
    words = [] if url.query or site == "youtu" else _title_words(slug)
    is_code = any(len(word) > _LONGEST_CODE and not word.isalpha() for word in words)
    if slug in _EMPTY_SLUGS or is_code or not any(map(str.isalpha, words)):
        words = _title_words(work.title)
    return site + "".join(words[:_SHORT_TITLE_WORDS])


def site_label(host: str) -> str:
    """Return the part of ``host`` by which people call the site."""
    labels = host.split(".")
    if ".".join(labels[-2:]) in _SITES_OF_MANY:
        return key_letters(labels[-3] if len(labels) > 2 else labels[0])  # noqa: PLR2004 - a name before the two
    has_two_endings = len(labels) > 2 and labels[-2] in _SECOND_LEVELS  # noqa: PLR2004 - the same
    position = 3 if has_two_endings else 2
    return key_letters(labels[-position] if len(labels) >= position else labels[0])
