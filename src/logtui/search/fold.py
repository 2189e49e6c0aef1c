"""Folding: one form for letters that a reader takes for the same, without changing any offset."""

from __future__ import annotations

import unicodedata

_PUNCTUATION = {
    **dict.fromkeys("‘’‚‛′´", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
}


class _Folding(dict[int, str]):
    """A table for ``str.translate`` that learns each character when it first meets it."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = _PUNCTUATION.get(character) or _base_letter(character).casefold()
        # A few letters fold to two (ß to ss); the first alone keeps the length.
        self[code] = folded = folded[0]
        return folded


def _base_letter(character: str) -> str:
    """Return ``character`` without its accents; itself where it is not one letter with accents."""
    parts = unicodedata.normalize("NFKD", character)
    return parts[0] if all(map(unicodedata.combining, parts[1:])) else character


_FOLDING = _Folding()


def fold(text: str) -> str:
    """Return ``text`` in lower case, with plain quotes and dashes and without accents.

    The result has as many characters as ``text``, so an offset into one is an offset into the
    other. Of what would fold to several letters (``ß`` to ``ss``) the first stands for all.
    """
    return text.lower() if text.isascii() else text.translate(_FOLDING)
