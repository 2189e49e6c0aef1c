"""Tags of one log that are probably meant to be the same."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Literal

from logtui.document.legend import singulars
from logtui.document.properties.tags import entry_tags, tag_key, uses_tags

if TYPE_CHECKING:
    from logtui.document.model import Document

Likeness = Literal["case", "hyphen", "plural", "one letter"]
"""What two tags differ in."""

_FEWEST_LETTERS = 5
"""Letters of a tag from which on another one may be a slip of it by a letter."""


@dataclass(frozen=True, slots=True)
class SimilarTags:
    """Two tags that are alike.

    Attributes:
        name: The more frequent one.
        count: How many entries have it.
        other: The other one.
        other_count: How many have that.
        likeness: What they differ in.
    """

    name: str
    count: int
    other: str
    other_count: int
    likeness: Likeness


def similar_tags(document: Document) -> list[SimilarTags]:
    """Return the pairs of tags that are alike, the most frequent ones first."""
    counts = Counter(
        name
        for entry in (document.entries if uses_tags(document) else ())
        for name in entry_tags(document, entry)
    )
    alike: dict[tuple[str, str], Likeness] = {}
    for likeness, shapes_of in _SHAPES.items():
        names: defaultdict[str, list[str]] = defaultdict(list)
        for name in counts:
            for shape in shapes_of(name):
                names[shape].append(name)
        for same in names.values():
            for pair in combinations(sorted(same, key=lambda name: (-counts[name], name)), 2):
                if likeness != "one letter" or _is_slip(*map(tag_key, pair)):
                    alike.setdefault(pair, likeness)
    pairs = [
        SimilarTags(name, counts[name], other, counts[other], likeness)
        for (name, other), likeness in alike.items()
    ]
    return sorted(pairs, key=lambda pair: (-pair.count, pair.name, pair.other))


def _folded(name: str) -> set[str]:
    return {tag_key(name)}


def _without_hyphens(name: str) -> set[str]:
    return {tag_key(name).translate(str.maketrans("", "", "-_ "))}


def _singular(name: str) -> set[str]:
    return {singular for word in _without_hyphens(name) for singular in singulars(word)}


def _without_a_letter(name: str) -> set[str]:
    word = tag_key(name)
    if len(word) < _FEWEST_LETTERS or any(map(str.isdigit, word)):
        return set()
    return {word, *(word[:index] + word[index + 1 :] for index in range(len(word)))}


_SHAPES: dict[Likeness, Callable[[str], set[str]]] = {
    "case": _folded,
    "hyphen": _without_hyphens,
    "plural": _singular,
    "one letter": _without_a_letter,
}
"""What two tags that differ in something have in common; the clearest first."""


def _is_slip(first: str, second: str) -> bool:
    """Tell whether one letter more, less or other makes ``first`` of ``second``."""
    if len(first) != len(second):
        return True
    return sum(one != other for one, other in zip(first, second, strict=True)) == 1
