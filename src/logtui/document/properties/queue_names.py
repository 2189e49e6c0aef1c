"""What people call things that are still to be read."""

from __future__ import annotations

import re
from functools import lru_cache

from logtui.document.text.lazy_pattern import lazy_pattern

_TO_READ = (
    # English
    *("to read", "toread", "to be read", "tbr", "to read later", "to read next", "to read list"),
    *("read later", "readlater", "read it later", "read next", "want to read", "unread"),
    *("to watch", "watch later", "to listen", "listen later"),
    # French, German, Dutch
    *("à lire", "a lire", "à lire plus tard", "lire plus tard", "non lu", "à regarder"),
    *("zu lesen", "noch lesen", "noch zu lesen", "später lesen", "ungelesen", "will ich lesen"),
    *("te lezen", "nog lezen", "nog te lezen", "later lezen", "ongelezen"),
    # Spanish, Portuguese, Italian, Catalan
    *("por leer", "para leer", "leer más tarde", "leer después", "sin leer"),
    *("para ler", "por ler", "ler depois", "ler mais tarde", "não lido"),
    *("da leggere", "leggere dopo", "non letto", "per llegir"),
    # Swedish, Danish, Norwegian, Finnish
    *("att läsa", "läsa senare", "läs senare", "oläst", "at læse", "læs senere", "ulæst"),
    *("å lese", "skal leses", "les senere", "ulest", "lue myöhemmin", "luettavaa", "lukematta"),
    # Polish, Czech, Russian, Ukrainian, Turkish, Hungarian, Greek
    *("do przeczytania", "do czytania", "k přečtení", "ke čtení", "přečíst"),
    *("прочитать", "к прочтению", "почитать", "читать позже", "прочитати", "до прочитання"),
    *("okunacak", "okunacaklar", "olvasnivaló", "olvasni", "για διάβασμα"),
    # Chinese, Japanese, Korean
    *("待读", "待讀", "待阅读", "待閱讀", "想读", "想讀", "稍后阅读", "稍後閱讀", "未读", "未讀"),
    *("読みたい", "積読", "後で読む", "あとで読む", "未読", "これから読む"),
    *("읽을 것", "읽을거리", "읽을 책", "나중에 읽기", "읽고 싶은", "안 읽음"),
)
"""What says it in itself."""

_QUEUES = (
    *("queue", "reading queue", "backlog", "reading backlog", "later", "for later"),
    *("file de lecture", "lesestapel", "warteschlange"),
)
"""What is the name of a queue, and may be a word of a sentence elsewhere."""

_READING_LISTS = (
    *("reading list", "liste de lecture", "leseliste", "leeslijst", "lista de lectura"),
    *("lista de leitura", "lista di lettura", "läslista", "læseliste", "lukulista"),
    *("lista lektur", "список для чтения", "okuma listesi", "阅读清单", "閱讀清單"),
    *("リーディングリスト", "독서 목록"),
)
"""What may be the name of a whole log, too."""

_TO_DO = ("todo", "to do", "todos", "todo list", "to do list", "à faire", "zu erledigen", "待办")

_EDGES = lazy_pattern(r"^[\W\d_]*(?:(?:my|our|the)\b[\W_]+)?|[\W\d_]+$")
_BLANKS = lazy_pattern(r"[\W_]+")
_PHRASE_ENDS = lazy_pattern(r"[,;/&|()\[\]]|\b(?:and|or|und|et)\b", re.IGNORECASE)
_MOST_BLANKS = 3
_QUESTIONS = ("how ", "what ", "where ", "when ", "why ", "ways ", "easy ", "hard ")
_TAG_NAMES = frozenset(
    f"{first}{sign}{second}"
    for first, second in (("to", "read"), ("read", "later"), ("read", "next"))
    for sign in ("", "-", "_")
) | {"unread", "tbr", "queue"}


def is_to_read(name: str) -> bool:
    """Tell whether ``name``, the label of an entry, says that it is still to be read."""
    return _folded(name) in _TO_READ


@lru_cache(maxsize=32)
def is_queue(name: str) -> bool:
    """Tell whether ``name``, that of a kind or of a heading, is of things still to be read.

    So is ``papers to read``, and one of several names that commas and the like set apart.
    """
    return is_reading_list(name) or any(
        part in _TO_READ or part in _QUEUES or _says_to_read(part)
        for part in map(_folded, _PHRASE_ENDS.split(name))
    )


def is_reading_list(name: str) -> bool:
    """Tell whether ``name`` is that of a list to read from, which may be a whole log."""
    return _folded(name) in _READING_LISTS


def is_to_do(name: str) -> bool:
    """Tell whether ``name`` is that of a list of tasks."""
    return _folded(name) in _TO_DO


QUEUE_TAG = lazy_pattern(rf"(?<!\w)(?:{'|'.join(sorted(_TAG_NAMES))})(?!\w)", re.IGNORECASE)
"""The name of a tag that says so, wherever it stands."""


def is_queue_tag(name: str) -> bool:
    """Tell whether ``name``, that of a tag without its sign, says so: ``toread``, ``unread``."""
    return name.casefold() in _TAG_NAMES


def _says_to_read(phrase: str) -> bool:
    """Tell whether a few words are like ``papers to read``, not ``how to read this``."""
    return (
        phrase.endswith(" to read")
        and phrase.count(" ") <= _MOST_BLANKS
        and not phrase.startswith(_QUESTIONS)
    )


def _folded(name: str) -> str:
    """Return the words of ``name`` without signs around them, a blank between two."""
    return _BLANKS.sub(" ", _EDGES.sub("", name.casefold()))
