"""Every setting: what it is called, what it may be and what it does, in one table.

The configuration file is checked against it, and the commented file is written from it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

from logtui.errors import LogtuiError

if TYPE_CHECKING:
    from logtui.document.editing.draft import WayToFinish

DateFormat = Literal["iso", "log", "short"]
Density = Literal["comfortable", "compact"]
CheckLevel = Literal["off", "info", "warn"]

DATE_FORMATS: tuple[DateFormat, ...] = ("iso", "log", "short")
"""How dates are shown: ``2024-09-25``, as the log writes them, or ``25 Sep 2024``."""

DENSITIES: tuple[Density, ...] = ("comfortable", "compact")
"""How many rows an entry takes: as fits the width, or always one."""

WAYS_TO_FINISH: tuple[WayToFinish, ...] = ("move", "tick")
"""What becomes of an entry that is done: it goes to today's day, or gets a tick."""


UNREADABLE = "all settings keep their defaults"
"""What is said where nothing of the file can be used."""


class ConfigError(LogtuiError):
    """The configuration file cannot be used or made; the text says where and why."""


class ConfigProblem(NamedTuple):
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


class PaneSettings(NamedTuple):
    """The panes as they stand at the start.

    Attributes:
        tree: Whether the date tree is shown where there is room for it.
        detail: Per cent of the width next to the tree that the detail takes; None: what suits
            the terminal.
        filters: Whether the saved filters stand above the dates.
    """

    tree: bool = True
    detail: int | None = None
    filters: bool = True


class FetchSettings(NamedTuple):
    """What may be asked of the network.

    Attributes:
        automatic: Whether the title of a pasted link is fetched without a key.
    """

    automatic: bool = False


class ExportSettings(NamedTuple):
    """What leaves the log.

    Attributes:
        exclude: A query for the entries that no export has; None for none.
    """

    exclude: str | None = None


class QueueSettings(NamedTuple):
    """What becomes of what was to be read.

    Attributes:
        done: Whether an entry that is done goes to the day on which it was, or gets a tick; None
            does what the log does.
        read_on_open: Whether an entry is done when its link is opened.
    """

    done: WayToFinish | None = None
    read_on_open: bool = False


class TagSettings(NamedTuple):
    """What is a tag.

    Attributes:
        people: Whether ``@name`` is one.
    """

    people: bool = False


class StartSettings(NamedTuple):
    """What is said at the start.

    Attributes:
        on_this_day: Whether it is what was read on this day in earlier years.
    """

    on_this_day: bool = False


class Config(NamedTuple):
    """The settings in force.

    Attributes:
        path: The configuration file; it need not exist.
        log: The log to open when none is named; None where the file names none.
        inbox: The file of links that go into the log; None where the file names none.
        theme: The name of a Textual theme, or ``AUTO_THEME``.
        dates: How dates are shown, one of ``DATE_FORMATS``.
        density: How rows are set, one of ``DENSITIES``.
        editor: The command of the user's editor with its arguments, before ``$VISUAL`` and
            ``$EDITOR``; None where the file names none.
        panes: How the panes stand at the start.
        fetch: What may be asked of the network.
        export: What leaves the log.
        queue: What becomes of what was to be read.
        checks: The levels of the checks that have another one than the default, by their names.
        tags: What is a tag.
        start: What is said at the start.
        filters: The saved filters: the name and the query of each, in the order of the file.
        keys: The keys that differ from the default: id of a binding to keys in Textual's
            spelling, separated by commas, as ``App.set_keymap`` takes them. They do not clash.
        lines: The settings that come from the file, by their dotted names, and the line of each,
            1-based.
        problems: What of the file could not be used, in its order.
    """

    path: Path
    log: Path | None = None
    inbox: Path | None = None
    theme: str = "tokyo-night"
    dates: DateFormat = "iso"
    density: Density = "comfortable"
    editor: str | None = None
    panes: PaneSettings = PaneSettings()
    fetch: FetchSettings = FetchSettings()
    export: ExportSettings = ExportSettings()
    queue: QueueSettings = QueueSettings()
    checks: Mapping[str, CheckLevel] = MappingProxyType({})
    tags: TagSettings = TagSettings()
    start: StartSettings = StartSettings()
    filters: Mapping[str, str] = MappingProxyType({})
    keys: Mapping[str, str] = MappingProxyType({})
    lines: Mapping[str, int] = MappingProxyType({})
    problems: tuple[ConfigProblem, ...] = ()


CHECKED_THEMES = (
    "tokyo-night",
    "nord",
    "gruvbox",
    "catppuccin-latte",
    "solarized-light",
    "textual-dark",
)
"""The themes that are checked by picture; the first is the default."""

THEMES = (
    *CHECKED_THEMES,
    "textual-light",
    "catppuccin-mocha",
    "catppuccin-frappe",
    "catppuccin-macchiato",
    "dracula",
    "monokai",
    "flexoki",
    "solarized-dark",
    "rose-pine",
    "rose-pine-moon",
    "rose-pine-dawn",
    "atom-one-dark",
    "atom-one-light",
    "ansi-dark",
    "ansi-light",
)
"""The themes there are."""

AUTO_THEME = "auto"
"""Instead of a theme: a light or a dark one, as the terminal has it."""

LIGHT_THEME = "catppuccin-latte"
"""The theme for a terminal with a light background."""

MIN_DETAIL, MAX_DETAIL = 20, 80
"""Bounds of ``panes.detail``, in per cent."""


class Setting(NamedTuple):
    """A setting.

    Attributes:
        name: Its dotted name; what stands before the dot is its table.
        example: A value as TOML: the default, where there is one.
        allowed: What it may be, to stand after "must be".
        accepts: Tells whether a value, as tomllib gives it, can be used.
        description: What it does, one sentence; it may have several lines.
        choices: The words it may be, where they are few enough to name.
    """

    name: str
    example: str
    allowed: str
    accepts: Callable[[object], bool]
    description: str
    choices: Sequence[str] = ()


def _is_path(value: object) -> bool:
    if not isinstance(value, str) or not value or "\0" in value:
        return False
    # Another one would name a file in whatever folder logtui is started in.
    return os.path.isabs(os.path.expanduser(value))  # noqa: PTH111, PTH117 - `~nobody` stays as it is


def _is_command(value: object) -> bool:
    if not isinstance(value, str):
        return False
    import shlex

    try:
        return bool(shlex.split(value))
    except ValueError:
        return False


def is_filter_name(name: str) -> bool:
    """Tell whether ``name`` can be the name of a saved filter."""
    return bool(name) and not name.strip("abcdefghijklmnopqrstuvwxyz0123456789-")


def _is_switch(value: object) -> bool:
    return isinstance(value, bool)


def _choice_setting(name: str, choices: Sequence[str], description: str) -> Setting:
    *most, last = (f'"{choice}"' for choice in choices)
    allowed = f"{', '.join(most)} or {last}"
    return Setting(
        name, f'"{choices[0]}"', allowed, lambda value: value in choices, description, choices
    )


SETTINGS = {
    setting.name: setting
    for setting in (
        Setting(
            "log",
            '"~/research-log.md"',
            'a path in quotes that begins with / or ~, like "~/research-log.md"',
            _is_path,
            "The log where none is named; $LOGTUI_LOG comes before it.",
        ),
        Setting(
            "inbox",
            '"~/inbox.txt"',
            'a path in quotes that begins with / or ~, like "~/inbox.txt"',
            _is_path,
            "A file of links, one a line, that `logtui add --inbox` takes into the log.",
        ),
        _choice_setting(
            "theme",
            (THEMES[0], AUTO_THEME, *THEMES[1:]),
            "The colours; auto takes light or dark ones as the terminal has them. Without it what\n"
            "was chosen last in the palette.",
        ),
        _choice_setting(
            "dates",
            DATE_FORMATS,
            "How dates are shown: 2024-09-25, as the log writes them, or 25 Sep 2024.",
        ),
        _choice_setting(
            "density",
            DENSITIES,
            "How many rows an entry takes in the list: as fits the width, or always one.",
        ),
        Setting(
            "editor",
            '"vim"',
            'a command in quotes, like "code --wait"',
            _is_command,
            "The editor that `E` and `logtui edit` use; without it $VISUAL, then $EDITOR.",
        ),
        Setting(
            "panes.tree",
            "true",
            "true or false",
            _is_switch,
            "Whether the date tree is shown at the start, where there is room for it.",
        ),
        Setting(
            "panes.detail",
            "50",
            f"a whole number from {MIN_DETAIL} to {MAX_DETAIL}",
            lambda value: type(value) is int and MIN_DETAIL <= value <= MAX_DETAIL,
            "How much of the width next to the tree the detail takes, in per cent;\n"
            "without it what suits the terminal.",
        ),
        Setting(
            "panes.filters",
            "true",
            "true or false",
            _is_switch,
            "Whether the first saved filters stand above the dates.",
        ),
        Setting(
            "fetch.automatic",
            "false",
            "true or false",
            _is_switch,
            "Whether the title of a pasted link is fetched from the network by itself.",
        ),
        Setting(
            "export.exclude",
            '"kind:diary"',
            'a query in quotes, like "kind:diary"',
            lambda value: isinstance(value, str) and bool(value.strip()),
            "What is private: a query for the entries that no export has.",
        ),
        _choice_setting(
            "queue.done",
            WAYS_TO_FINISH,
            "Whether an entry that was to be read and is done goes to today, or gets a tick;\n"
            "without it a checkbox is ticked, and what is marked otherwise goes to today.",
        ),
        Setting(
            "queue.read_on_open",
            "false",
            "true or false",
            _is_switch,
            "Whether opening the link of an entry that is to be read makes it done.",
        ),
        Setting(
            "tags.people",
            "false",
            "true or false",
            _is_switch,
            "Whether @name is a tag, besides #name and the like.",
        ),
        Setting(
            "start.on_this_day",
            "false",
            "true or false",
            _is_switch,
            "Whether the first line says at the start what was read on this day before.",
        ),
    )
}
"""All settings except the keys, by name, in the order in which they are shown."""

KEYS_TABLE = "keys"
"""The table of keys: each id of ``logtui.key_table`` with the keys that replace its default."""

CHECK_LEVELS: tuple[CheckLevel, ...] = ("off", "info", "warn")
"""When a check runs: never, where it is asked for, or unasked."""

CHECKS_TABLE = "check"
"""The table of checks: the level of each by its name."""

FILTERS_TABLE = "filters"
"""The table of saved filters: each name with its query."""

TABLES = (
    *dict.fromkeys(name.partition(".")[0] for name in SETTINGS if "." in name),
    CHECKS_TABLE,
    FILTERS_TABLE,
    KEYS_TABLE,
)
"""The tables of the file."""
