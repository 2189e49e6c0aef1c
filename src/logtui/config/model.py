"""The settings as the program uses them, and what may be wrong with the file they come from."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

from logtui.document.errors import LogtuiError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Dates = Literal["iso", "log", "short"]
Density = Literal["comfortable", "compact"]

DATES: tuple[Dates, ...] = ("iso", "log", "short")
"""How dates are shown: ``2024-09-25``, as the log writes them, or ``25 Sep 2024``."""

DENSITIES: tuple[Density, ...] = ("comfortable", "compact")
"""How many rows an entry takes: as fits the width, or always one."""


class ConfigError(LogtuiError):
    """The configuration file cannot be used or made; the text says where and why."""


class Problem(NamedTuple):
    """Something in the configuration file that could not be used.

    Attributes:
        path: The file.
        line: The line, 1-based; None where it is about the file as a whole.
        message: What is wrong and what is allowed, one sentence. It may quote the file.
        setting: The dotted name of what it is about, such as ``panes.tree``; empty where nothing
            of the file could be used.
    """

    path: Path
    line: int | None
    message: str
    setting: str = ""

    def __str__(self) -> str:
        """Say where and what."""
        place = f"{self.path}:{self.line}" if self.line else str(self.path)
        return f"{place}: {self.message}"


class Panes(NamedTuple):
    """The panes as they stand at the start.

    Attributes:
        tree: Whether the date tree is shown where there is room for it.
        detail: Per cent of the width beside the tree that the detail takes; None: what suits the
            terminal.
    """

    tree: bool = True
    detail: int | None = None


class Fetch(NamedTuple):
    """What may be asked of the network.

    Attributes:
        automatic: Whether the title of a pasted link is fetched without a key.
    """

    automatic: bool = False


class Config(NamedTuple):
    """The settings in force.

    Attributes:
        path: The configuration file; it need not exist.
        log: The log to open when none is named; None where the file names none.
        theme: The name of a Textual theme.
        dates: How dates are shown, one of ``DATES``.
        density: How rows are set, one of ``DENSITIES``.
        editor: The command of the user's editor with its arguments, before ``$VISUAL`` and
            ``$EDITOR``; None where the file names none.
        panes: How the panes stand at the start.
        fetch: What may be asked of the network.
        keys: The keys that differ from those delivered: id of a binding to keys in Textual's
            spelling, separated by commas, as ``App.set_keymap`` takes them. They do not clash.
        lines: The settings that come from the file, by their dotted names, and the line of each,
            1-based.
        problems: What of the file could not be used, in its order.
    """

    path: Path
    log: Path | None = None
    theme: str = "tokyo-night"
    dates: Dates = "iso"
    density: Density = "comfortable"
    editor: str | None = None
    panes: Panes = Panes()
    fetch: Fetch = Fetch()
    keys: Mapping[str, str] = MappingProxyType({})
    lines: Mapping[str, int] = MappingProxyType({})
    problems: tuple[Problem, ...] = ()
