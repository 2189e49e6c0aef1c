"""The kind that a word on the command line names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from logtui.document import anatomy
from logtui.document.encoding import repaired
from logtui.document.errors import LogtuiError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from logtui.document.legend import Kind
    from logtui.document.model import Document


class UnknownKindError(LogtuiError):
    """A word names no kind of the log; the text names those that there are."""


_ALIKE = 65
_MOST_NAMED = 12
_BULLET = "- "


def known_kind(document: Document, word: str) -> Kind:
    """Return the kind of ``document`` that has ``word`` for its symbol or among its names.

    A log without a legend names its kinds in the entries themselves.

    Raises:
        UnknownKindError: There is none.
    """
    kind = document.legend.named(word)
    if kind is not None:
        return kind
    kinds = dict.fromkeys((*document.legend.kinds, *_in_entries(document)))
    wanted = word.strip().casefold()
    for kind in kinds:
        said = (kind.symbol, repaired(kind.symbol), kind.name, _shown(kind))
        if wanted and wanted in map(str.casefold, said):
            return kind
    raise UnknownKindError(_unknown(word, kinds))


def kind_to_write(document: Document, word: str | None) -> Kind | str | None:
    """Return what ``word`` puts in front of a title: a kind, or a mark that is no word.

    A text that reads back as a kind where it stands, like ``**Talk:**``, is one.

    Raises:
        UnknownKindError: It is a word that names no kind of ``document``, and would only become
            the beginning of the title.
    """
    text = word.strip() if word else ""
    if not any(char.isalnum() for char in text):
        return document.legend.named(text) or text or None
    read = anatomy.symbol(f"{_BULLET}{text} x", len(_BULLET), document.legend)
    if read and read[1].end == len(_BULLET) + len(text):
        return text
    return known_kind(document, text)


def _in_entries(document: Document) -> Iterable[Kind]:
    """Return the kinds that entries name themselves, in their order."""
    return dict.fromkeys(kind for entry in document.entries if (kind := document.kind(entry)))


def _shown(kind: Kind) -> str:
    """Return the symbol and the name of ``kind``."""
    return " ".join(filter(None, map(repaired, kind)))


def _unknown(word: str, kinds: Iterable[Kind]) -> str:
    """Return why ``word`` names none of ``kinds``, with what would."""
    shown = list(map(_shown, kinds))
    if not shown:
        return f"no kind of this log is called {word!r}; it has none"
    more = "; …" if len(shown) > _MOST_NAMED else ""
    near = _nearest(word, shown)
    meant = f", did you mean {near!r}?" if near else ";"
    begin = "It" if near else "it"
    return (
        f"no kind of this log is called {word!r}{meant}"
        f" {begin} has: {'; '.join(shown[:_MOST_NAMED])}{more}"
    )


def _nearest(word: str, shown: Iterable[str]) -> str | None:
    """Return the word of the kinds ``shown`` that ``word`` is probably a slip for."""
    from rapidfuzz import fuzz, process

    words = [known for text in shown for known in re.findall(r"[^\W\d_]{3,}", text)]
    found = process.extractOne(
        word.casefold(), words, scorer=fuzz.ratio, processor=str.casefold, score_cutoff=_ALIKE
    )
    return found[0] if found else None
