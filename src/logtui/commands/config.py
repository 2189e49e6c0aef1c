"""Show the settings in force, where each comes from, and what is wrong with the file.

The settings are printed as TOML, each followed by its origin; the keys only where they differ from
the defaults. What cannot be used of the file is named on standard error, with its line and what is
allowed; logtui starts with the rest.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from logtui.commands.common import print_lines, print_warnings, report_lines
from logtui.commands.manual import EXIT_STATUSES, Command, ManualPage
from logtui.config.filters import filter_problems
from logtui.config.key_names import spell_key
from logtui.config.loading import config_path, load_config
from logtui.config.settings import CHECKS_TABLE, FILTERS_TABLE, KEYS_TABLE, SETTINGS
from logtui.config.starter import toml_string, write_starter

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from logtui.config.settings import Config


class ConfigCommand(Command):
    """The command ``logtui config``."""

    page = ManualPage(
        examples=(
            ("logtui config --init", "write a file in which every setting and key is explained"),
            ("logtui config", "see what is in force, and check the file"),
            ('$EDITOR "$(logtui config --path)"', "edit the file"),
        ),
        variables=("XDG_CONFIG_HOME",),
        status=(
            EXIT_STATUSES[0],
            ("1", "something of the file cannot be used, or it cannot be made"),
            EXIT_STATUSES[2],
        ),
    )

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Name the options of ``logtui config``."""
        group = parser.add_mutually_exclusive_group()
        group.add_argument(
            "--path", action="store_true", help="print where the file is or would be"
        )
        group.add_argument(
            "--init", action="store_true", help="write a commented file; an existing one is refused"
        )

    def run(self, args: argparse.Namespace) -> int:
        """Show the settings, or do what the options ask for; return 1 where there are problems."""
        path = config_path()
        if args.path:
            print_lines([str(path)])
            return 0
        if args.init:
            write_starter(path)
            report_lines([f"{path}: every setting is in it, none is set; edit it to your liking"])
            return 0
        config = load_config(path)
        print_lines(_setting_lines(config))
        problems = [*config.problems, *filter_problems(config)]
        print_warnings(map(str, sorted(problems, key=lambda problem: problem.line or 0)))
        return 1 if problems else 0


COMMAND = ConfigCommand()


def _setting_lines(config: Config) -> Iterator[str]:
    there = "" if os.path.lexists(config.path) else ", which does not exist"
    yield f"# {config.path}{there}"
    table_above = ""
    for name in SETTINGS:
        table, _, last = name.rpartition(".")
        if table != table_above:
            yield f"\n[{table}]"
            table_above = table
        value: object = config
        for part in name.split("."):
            value = getattr(value, part)
        origin = _origin(config, name)
        if name == "log" and (variable := os.environ.get("LOGTUI_LOG")):
            value, origin = variable, "$LOGTUI_LOG"
        yield _setting_line(last, value, origin)
    for table, named in ((CHECKS_TABLE, config.checks), (FILTERS_TABLE, config.filters)):
        if named:
            yield f"\n[{table}]"
        for name, value in named.items():
            yield _setting_line(name, value, _origin(config, f"{table}.{name}"))
    if config.keys:
        yield f"\n[{KEYS_TABLE}]"
    for name, keys in config.keys.items():
        spelled_keys = ", ".join(map(spell_key, keys.split(",")))
        yield _setting_line(
            toml_string(name), spelled_keys, _origin(config, f"{KEYS_TABLE}.{name}")
        )


def _origin(config: Config, name: str) -> str:
    line = config.lines.get(name)
    return f"line {line}" if line else "default"


def _setting_line(name: str, value: object, origin: str) -> str:
    if value is None:
        return f"# {name} is not set"
    if isinstance(value, bool):
        return f"{name} = {str(value).lower()}  # {origin}"
    return f"{name} = {value if isinstance(value, int) else toml_string(str(value))}  # {origin}"
