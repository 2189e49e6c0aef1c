"""What differs between two texts, word by word: notes are single very long lines.

Everything given back is safe to show and styled by name (see ``styles``).
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from textual.content import Content

from logtui.tui.drawing.labels import display_text
from logtui.tui.drawing.styles import styled

if TYPE_CHECKING:
    from collections.abc import Iterator

_CONTEXT_CHARACTERS = 12
"""Characters of an equal run that stay on each side of ``…``."""

_MAX_EQUAL_LINES = 3
"""Equal lines in a row that are shown; of more the first and the last."""

_WORD = re.compile(r"\w+|\s+|[^\w\s]")

_MAX_WORDS = 4000
"""Words up to which two lines are compared word by word; beyond that it would take too long."""


def lines_without_ends(text: str) -> list[str]:
    """Return the lines of ``text`` without their ends; a form feed or the like ends none."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def diff_lines(old: list[str], new: list[str], *, signs: bool = False) -> Iterator[Content]:
    """Yield what becomes of the lines ``old``: removed (``-``), added (``+``) or changed (``~``).

    A line of which only some words change is shown once, with what goes struck out, what comes
    marked, and long equal runs left out.

    Args:
        old: The lines before.
        new: The lines after.
        signs: Whether signs stand around words that go or come, for where there are no colours.
    """
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        removed, added = old[old_start:old_end], new[new_start:new_end]
        if tag == "equal":
            equal_lines = removed
            if len(removed) > _MAX_EQUAL_LINES:
                equal_lines = [removed[0], "…", removed[-1]]
            yield from (styled(f"  {display_text(line)}", "dim") for line in equal_lines)
        elif tag == "replace" and len(removed) == len(added):
            for before, after in zip(removed, added, strict=True):
                yield _diff_words(before, after, signs=signs)
        else:
            yield from (styled(f"- {display_text(line)}", "error") for line in removed)
            yield from (styled(f"+ {display_text(line)}", "good") for line in added)


def mark_differences(
    lines: list[str], other_lines: list[str], *, signs: bool = False
) -> Iterator[Content]:
    """Yield ``lines`` in full, with the words marked that ``other_lines`` lack in that place.

    ``signs`` as for ``diff_lines``.
    """
    matcher = SequenceMatcher(None, other_lines, lines, autojunk=False)
    for tag, other_start, other_end, start, end in matcher.get_opcodes():
        if tag == "equal":
            yield from (styled(display_text(line), "dim") for line in lines[start:end])
        elif tag != "delete":
            replaced = other_lines[other_start:other_end][: end - start]
            for line, other in zip_longest(lines[start:end], replaced, fillvalue=""):
                yield _mark_own_words(line, other, signs=signs)


def _diff_words(before: str, after: str, *, signs: bool) -> Content:
    """Return one line that shows which words of ``before`` become which of ``after``."""
    runs = _word_runs(before, after)
    if runs is None:
        return Content.assemble(
            styled(f"- {display_text(before)}", "error"),
            "\n",
            styled(f"+ {display_text(after)}", "good"),
        )
    parts = [styled("~ ", "busy")]
    for equal, removed, added in runs:
        if equal:
            parts.append(styled(_elide(display_text(equal)), "dim"))
        parts += _replacement(display_text(removed), display_text(added), signs=signs)
    return Content.assemble(*parts)


def _mark_own_words(line: str, other: str, *, signs: bool) -> Content:
    """Return ``line`` with the words marked that ``other`` lacks, long equal runs left out."""
    runs = _word_runs(other, line)
    if runs is None:
        return styled(display_text(line), "added")
    parts = [
        [styled(_elide(display_text(equal)), "dim")]
        if equal
        else _replacement("", display_text(added), signs=signs)
        for equal, _, added in runs
    ]
    return Content.assemble(*chain.from_iterable(parts))


def _replacement(removed: str, added: str, *, signs: bool) -> list[Content]:
    """Return words that go and those that come for them, told apart by more than colour."""
    if signs:
        removed, added = removed and f"[-{removed}-]", added and f"{{+{added}+}}"
    parts = [styled(removed, "removed")] if removed else []
    if removed and added:
        parts.append(styled("→", "dim"))
    return [*parts, styled(added, "added")] if added else parts


def _word_runs(before: str, after: str) -> list[tuple[str, str, str]] | None:
    """Return the runs of words: equal, removed and added, the ones that are not empty strings.

    None where the lines are too long to be compared.
    """
    old, new = _WORD.findall(before), _WORD.findall(after)
    if len(old) + len(new) > _MAX_WORDS:
        return None
    runs = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        removed, added = "".join(old[old_start:old_end]), "".join(new[new_start:new_end])
        runs.append((removed, "", "") if tag == "equal" else ("", removed, added))
    return runs


def _elide(text: str) -> str:
    if len(text) <= 2 * _CONTEXT_CHARACTERS + 3:
        return text
    return f"{text[:_CONTEXT_CHARACTERS]} … {text[-_CONTEXT_CHARACTERS:]}"
