"""What is said of a configuration file of which something could not be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.tui.labels import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from logtui.config.model import Problem

_TOLD = 2
"""Problems that are told; of the others only the number."""


_LONGEST = 160
"""Characters of a problem that are told."""


def told(problems: Sequence[Problem]) -> str:
    """Return what to say of ``problems``, safe to show, one a line."""
    lines = [shown(_in_words(problem), _LONGEST) for problem in problems[:_TOLD]]
    more = len(problems) - _TOLD
    if more > 0:
        lines.append(f"and {more} more; logtui config lists them all")
    elif any(len(line) == _LONGEST for line in lines):
        lines.append("logtui config says it in full")
    return "\n".join(lines)


def _in_words(problem: Problem) -> str:
    line = f":{problem.line}" if problem.line else ""
    return f"{problem.path.name}{line}: {problem.message}"
