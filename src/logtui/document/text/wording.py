"""How a number is said of things."""

from __future__ import annotations


def counted_noun(number: int, one: str, several: str = "") -> str:
    """Return ``number`` and the words that go with it: ``1 entry``, ``1,234 entries``.

    Args:
        number: How many there are.
        one: The words for one.
        several: Those for any other number; by default the plural of the noun ``one``.
    """
    plural = several or (f"{one[:-1]}ies" if one.endswith("ry") else f"{one}s")
    return f"{number:,} {one if number == 1 else plural}"
