"""The commented configuration file that a user begins with."""

from __future__ import annotations

import textwrap
from pathlib import Path

from logtui.config.key_names import spell_key
from logtui.config.settings import CHECKS_TABLE, FILTERS_TABLE, KEYS_TABLE, SETTINGS, ConfigError
from logtui.errors import error_reason
from logtui.key_table import KEYS
from logtui.keys import GROUPS
from logtui.storage.files import write_new_file

_FILE_HEAD = """\
# Settings of logtui. Take the # off a line to change what it says; the values here are the
# defaults, or examples. `logtui config` shows what is in force and what is wrong.
"""

_CHECKS_HEAD = """\
# Checks: off, info (only where --only asks for it) or warn (unasked); `logtui check --list`.
#link-http = "warn"
#date-twice = "off"
"""

_FILTERS_HEAD = """\
# Saved filters: a name of a-z, 0-9 and -, and a query, in which @name stands for another one.
# `@papers-2024 attention` looks in what the filter finds; F lists them, `logtui search --filters`.
#papers-2024 = "kind:paper in:2024"
#lately = "in:-14d.. !kind:talk"
"""

_KEYS_HEAD = """\
# Keys: the name of what they do, and the keys, separated by commas: f, G, /, f5, pagedown, ctrl+f.
# They replace the defaults, which are shown here.
"""


def starter_text() -> str:
    """Return a configuration file in which every setting is explained and none is set."""
    comments = [_FILE_HEAD]
    table_above = ""
    for setting in SETTINGS.values():
        table, _, name = setting.name.rpartition(".")
        if table != table_above:
            comments.append(f"[{table}]\n")
            table_above = table
        description = setting.description.splitlines()
        if setting.choices:
            description += textwrap.wrap(f"One of {', '.join(setting.choices)}.", 90)
        comments += (f"# {line}" for line in description)
        comments.append(f"#{name} = {setting.example}\n")
    for table, head in (
        (CHECKS_TABLE, _CHECKS_HEAD),
        (FILTERS_TABLE, _FILTERS_HEAD),
        (KEYS_TABLE, _KEYS_HEAD),
    ):
        comments += (f"[{table}]\n", head)
    for group in GROUPS:
        comments.append(f"# {group}")
        for key in KEYS:
            if key.group == group:
                keys = ", ".join(map(spell_key, key.keys.split(",")))
                comments.append(f'#"{key.id}" = {toml_string(keys)}  # {key.description}')
        comments.append("")
    return "\n".join(comments) + "\n"


def toml_string(text: str) -> str:
    """Return ``text`` as a TOML string on one line."""
    plain = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08X}" for c in plain) + '"'


def write_starter(path: Path) -> None:
    """Write the file to ``path``, with the folders above it.

    Raises:
        ConfigError: There is something at ``path`` already, or it cannot be made.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_new_file(path, starter_text().encode(), mode=0o666)
    except FileExistsError as error:
        raise ConfigError(f"{path} exists already; edit it, or move it away first") from error
    except OSError as error:
        raise ConfigError(f"{path} cannot be made: {error_reason(error)}") from error
