"""Whether standard output gets colours, and which."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

WHEN = ("auto", "always", "never")
"""What ``--color`` may be."""


def add_color_option(parser: argparse.ArgumentParser) -> None:
    """Give ``parser`` the option that says when there are colours."""
    parser.add_argument(
        "--color",
        choices=WHEN,
        default="auto",
        help="colours: always, never, or on a terminal unless $NO_COLOR is set (default: auto)",
    )


def wanted(when: str) -> bool:
    """Tell whether to colour standard output.

    The option comes first, then ``$NO_COLOR`` (https://no-color.org), then ``$FORCE_COLOR``
    (https://force-color.org), each where it is set and not empty, then whether a terminal is
    there that knows colours.

    Args:
        when: One of ``WHEN``.
    """
    if when != "auto":
        return when == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


class Paint(NamedTuple):
    """Puts texts into colours, or leaves them as they are.

    Attributes:
        on: Whether there are colours.
    """

    on: bool

    def dim(self, text: str) -> str:
        """Return ``text`` for what matters less."""
        return self._in("2", text)

    def date(self, text: str) -> str:
        """Return ``text`` for a date."""
        return self._in("36", text)

    def marked(self, text: str, ranges: Iterable[tuple[int, int]]) -> str:
        """Return ``text`` with the characters of ``ranges``, which ascend, made bold."""
        parts, at = [], 0
        for start, end in ranges:
            parts += [text[at:start], self._in("1;33", text[start:end])]
            at = max(at, end)
        return "".join([*parts, text[at:]])

    def _in(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.on and text.strip() else text
