"""What differs between two texts, word by word: notes are single very long lines.

Everything given back is safe to show and styled by name (see ``strips``).
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from textual.content import Content

from logtui.tui.drawing.labels import shown
from logtui.tui.drawing.styles import named

if TYPE_CHECKING:
    from collections.abc import Iterator

_KEPT = 12
"""Characters of an equal run that stay on each side of ``…``."""

_SAME = 3
"""Equal lines in a row that are shown; of more the first and the last."""

_WORD = re.compile(r"\w+|\s+|[^\w\s]")

_MOST_WORDS = 4000
"""Words up to which two lines are compared word by word; beyond that it would take too long."""


def split_lines(text: str) -> list[str]:
    """Return the lines of ``text`` without their ends; a form feed or the like ends none."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def changed_lines(old: list[str], new: list[str], *, signs: bool = False) -> Iterator[Content]:
    """Yield what becomes of the lines ``old``: gone (``-``), come (``+``) or changed (``~``).

    A line of which only some words change is shown once, with what goes struck out, what comes
    marked, and long equal runs left out.

    Args:
        old: The lines before.
        new: The lines after.
        signs: Whether signs stand around words that go or come, for where there are no colours.
    """
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        gone, come = old[old_start:old_end], new[new_start:new_end]
        if tag == "equal":
            same = gone if len(gone) <= _SAME else [gone[0], "…", gone[-1]]
            yield from (named(f"  {shown(line)}", "dim") for line in same)
        elif tag == "replace" and len(gone) == len(come):
            for before, after in zip(gone, come, strict=True):
                yield _changed_words(before, after, signs=signs)
        else:
            yield from (named(f"- {shown(line)}", "error") for line in gone)
            yield from (named(f"+ {shown(line)}", "good") for line in come)


def only_here(lines: list[str], other: list[str], *, signs: bool = False) -> Iterator[Content]:
    """Yield ``lines`` in full, with the words marked that ``other`` does not have in that place.

    ``signs`` as for ``changed_lines``.
    """
    matcher = SequenceMatcher(None, other, lines, autojunk=False)
    for tag, other_start, other_end, start, end in matcher.get_opcodes():
        if tag == "equal":
            yield from (named(shown(line), "dim") for line in lines[start:end])
        elif tag != "delete":
            beside = other[other_start:other_end]
            for mine, theirs in zip_longest(lines[start:end], beside[: end - start], fillvalue=""):
                yield _own_words(mine, theirs, signs=signs)


def _changed_words(before: str, after: str, *, signs: bool) -> Content:
    """Return one line that shows which words of ``before`` become which of ``after``."""
    runs = _runs(before, after)
    if runs is None:
        return Content.assemble(
            named(f"- {shown(before)}", "error"), "\n", named(f"+ {shown(after)}", "good")
        )
    parts = [named("~ ", "busy")]
    for same, gone, come in runs:
        if same:
            parts.append(named(_elided(shown(same)), "dim"))
        parts += _replaced(shown(gone), shown(come), signs=signs)
    return Content.assemble(*parts)


def _own_words(line: str, other: str, *, signs: bool) -> Content:
    """Return ``line`` with the words marked that ``other`` lacks, long equal runs left out."""
    runs = _runs(other, line)
    if runs is None:
        return named(shown(line), "come")
    parts = [
        [named(_elided(shown(same)), "dim")] if same else _replaced("", shown(come), signs=signs)
        for same, _, come in runs
    ]
    return Content.assemble(*chain.from_iterable(parts))


def _replaced(gone: str, come: str, *, signs: bool) -> list[Content]:
    """Return words that go and those that come for them, told apart by more than colour."""
    if signs:
        gone, come = gone and f"[-{gone}-]", come and f"{{+{come}+}}"
    parts = [named(gone, "gone")] if gone else []
    if gone and come:
        parts.append(named("→", "dim"))
    return [*parts, named(come, "come")] if come else parts


def _runs(before: str, after: str) -> list[tuple[str, str, str]] | None:
    """Return the runs of words: equal, gone and come, the ones that are not empty strings.

    None where the lines are too long to be compared.
    """
    old, new = _WORD.findall(before), _WORD.findall(after)
    if len(old) + len(new) > _MOST_WORDS:
        return None
    runs = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        gone, come = "".join(old[old_start:old_end]), "".join(new[new_start:new_end])
        runs.append((gone, "", "") if tag == "equal" else ("", gone, come))
    return runs


def _elided(text: str) -> str:
    if len(text) <= 2 * _KEPT + 3:
        return text
    return f"{text[:_KEPT]} … {text[-_KEPT:]}"
