"""From the bytes of a configuration file to settings and problems."""

from __future__ import annotations

import re
import tomllib
from codecs import BOM_UTF8
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

from logtui.config.settings import (
    CHECK_LEVELS,
    CHECKS_TABLE,
    FILTERS_TABLE,
    KEYS_TABLE,
    SETTINGS,
    TABLES,
    UNREADABLE,
    Config,
    ConfigProblem,
    ExportSettings,
    FetchSettings,
    PaneSettings,
    QueueSettings,
    StartSettings,
    TagSettings,
    is_filter_name,
)

_LONGEST_QUOTE = 40
"""Characters of a value that a problem quotes."""

_TOML_POSITION = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")

# What decides where a statement ends: strings and comments, brackets, and line ends.
_TOML_TOKEN = re.compile(
    r"""
    \"{3} (?: \\. | [^\\] )*? \"{3,5} | '{3} .*? '{3,5}
    | " (?: \\. | [^\\"] )* " | ' [^']* '
    | \# [^\n]*
    | [][{}\n]
    """,
    re.DOTALL | re.VERBOSE,
)


def parse_config(path: Path, data: bytes) -> Config:
    """Return the settings in ``data``, the content of the file ``path``."""
    try:
        text = data.removeprefix(BOM_UTF8).decode().replace("\r\n", "\n")
        tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"this is not UTF-8; {UNREADABLE}"
        return Config(path, problems=(ConfigProblem(path, line, message),))
    except tomllib.TOMLDecodeError as error:
        message, column = str(error), ""
        line = text.rstrip("\n").count("\n") + 1
        if position := _TOML_POSITION.search(message):
            message = message[: position.start()]
            if position[1]:
                line, column = int(position[1]), f" in column {position[2]}"
        message = f"this is not TOML: {message[:1].lower()}{message[1:]}{column}; {UNREADABLE}"
        return Config(path, problems=(ConfigProblem(path, line, message),))
    return _checked_config(path, read_statements(text, SETTINGS))


def _checked_config(path: Path, statements: Iterable[tuple[str, Any, int]]) -> Config:
    """Return what can be used of ``statements``, and what is wrong with the rest."""
    values: dict[str, Any] = {}
    lines: dict[str, int] = {}
    problems: list[ConfigProblem] = []
    for name, value, line in statements:
        if name in lines:
            message = f"{name} is set in line {lines[name]} already"
            problems.append(ConfigProblem(path, line, message, name))
            continue
        try:
            values[name] = _checked_value(name, value)
        except ValueError as error:
            problems.append(ConfigProblem(path, line, str(error), name))
        else:
            lines[name] = line
    keys = _table(values, KEYS_TABLE)
    if keys:
        from logtui.config.key_names import without_clashes

        keys, clashes = without_clashes(keys)
        for binding, message in clashes.items():
            name = f"{KEYS_TABLE}.{binding}"
            problems.append(ConfigProblem(path, lines.pop(name), message, name))
    top_level = {name: value for name, value in values.items() if "." not in name}
    log, inbox = (top_level.pop(name, None) for name in ("log", "inbox"))
    return Config(
        path,
        log=Path(log).expanduser() if log else None,
        inbox=Path(inbox).expanduser() if inbox else None,
        panes=PaneSettings(**_table(values, "panes")),
        fetch=FetchSettings(**_table(values, "fetch")),
        export=ExportSettings(**_table(values, "export")),
        queue=QueueSettings(**_table(values, "queue")),
        tags=TagSettings(**_table(values, "tags")),
        start=StartSettings(**_table(values, "start")),
        keys=keys,
        checks=_table(values, CHECKS_TABLE),
        filters=_table(values, FILTERS_TABLE),
        lines=lines,
        problems=tuple(sorted(problems, key=lambda problem: problem.line or 0)),
        **top_level,
    )


def _table(values: dict[str, Any], table: str) -> dict[str, Any]:
    prefix = f"{table}."
    return {
        name.removeprefix(prefix): value
        for name, value in values.items()
        if name.startswith(prefix)
    }


def _checked_value(name: str, value: object) -> object:
    """Return ``value`` as ``Config`` holds it, if the setting or binding ``name`` can have it.

    Raises:
        ValueError: It cannot, or there is no such setting; the text says what is allowed.
    """
    table, _, binding = name.partition(".")
    if name in SETTINGS:
        setting = SETTINGS[name]
        if setting.accepts(value):
            return value
        suggestion = _closest_match(str(value), setting.choices)
        question = f' (did you mean "{suggestion}"?)' if suggestion else ""
        quoted = f'"{value}"' if isinstance(value, str) else str(value)
        if isinstance(value, bool):
            quoted = quoted.lower()
        if len(quoted) > _LONGEST_QUOTE:
            quoted = quoted[: _LONGEST_QUOTE - 1] + "…"
        raise ValueError(f"{name} must be {setting.allowed}, not {quoted}{question}")
    if binding and table in _TABLES_OF_NAMES:
        return _TABLES_OF_NAMES[table](binding, value)
    if name in TABLES:
        raise ValueError(f"{name} must be a table: a line [{name}] and its settings below")
    last = name.rpartition(".")[2]
    inside = (setting for setting in SETTINGS if setting.endswith(f".{last}"))
    tables = f"[{CHECKS_TABLE}], [{FILTERS_TABLE}] and [{KEYS_TABLE}]"
    hint = f"there are {', '.join(SETTINGS)} and the tables {tables}"
    if last in SETTINGS:
        hint = f"{last} has to stand above the first [table]"
    elif suggestion := next(inside, "") or _closest_match(name, SETTINGS):
        hint = f"did you mean {suggestion}?"
    raise ValueError(f"there is no setting {name}; {hint}")


def _checked_keys(binding: str, value: object) -> str:
    from logtui.config.key_names import parse_keys
    from logtui.key_table import KEYS_BY_ID

    if binding in KEYS_BY_ID:
        try:
            return parse_keys(value, KEYS_BY_ID[binding])
        except ValueError as error:
            raise ValueError(f'keys of "{binding}": {error}') from error
    hint = "`logtui config --init` writes a file that names all keys"
    if binding in SETTINGS:
        hint = f"{binding} has to stand above the first [table]"
    elif suggestion := _closest_match(binding, KEYS_BY_ID):
        hint = f'did you mean "{suggestion}"?'
    raise ValueError(f"there is no setting {KEYS_TABLE}.{binding}; {hint}")


def _checked_filter(name: str, value: object) -> str:
    if not is_filter_name(name):
        raise ValueError(f'"{name[:_LONGEST_QUOTE]}" cannot name a filter; use only a-z, 0-9 and -')
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f'filter {name} must be a query in quotes, like "kind:paper in:2024"')
    return value


def _checked_level(name: str, value: object) -> str:
    if not isinstance(value, str) or value not in CHECK_LEVELS:
        raise ValueError(f'check {name[:_LONGEST_QUOTE]} must be "off", "info" or "warn"')
    return value


_TABLES_OF_NAMES = {
    CHECKS_TABLE: _checked_level,
    FILTERS_TABLE: _checked_filter,
    KEYS_TABLE: _checked_keys,
}
"""What checks a value of each table whose names are not those of settings."""


def _closest_match(word: str, words: Iterable[str]) -> str:
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, list(words), 1)), "")


def read_statements(text: str, names: Collection[str]) -> Iterator[tuple[str, Any, int]]:
    """Yield what ``text`` sets, in its order: name, value and 1-based line.

    A name is the path of a key joined by dots; quotes around parts make no difference.

    Args:
        text: Valid TOML with line feeds as line ends.
        names: Settings whose value is taken as it is, even a table.
    """
    table: tuple[str, ...] = ()
    line = 1
    for statement in statement_texts(text):
        content = tomllib.loads(statement)
        if statement.lstrip().startswith("["):
            table = ()
            inner: Any = content
            while inner:
                ((name, inner),) = inner.items()
                table += (name,)
                inner = inner[0] if isinstance(inner, list) else inner
        else:
            for path, value in _leaf_values(content, table, names):
                yield ".".join(path), value, line
        line += statement.count("\n")


def statement_texts(text: str) -> Iterator[str]:
    """Yield the parts of ``text`` that are TOML by themselves; none has two statements."""
    start = depth = 0
    for token in _TOML_TOKEN.finditer(text):
        if token[0] in {"[", "{"}:
            depth += 1
        elif token[0] in {"]", "}"}:
            depth -= 1
        elif token[0] == "\n" and not depth:
            yield text[start : token.end()]
            start = token.end()
    yield text[start:]


def _leaf_values(
    content: dict[str, Any], table: tuple[str, ...], names: Collection[str]
) -> Iterator[tuple[tuple[str, ...], Any]]:
    for name, value in content.items():
        path = (*table, name)
        if isinstance(value, dict) and value and ".".join(path) not in names:
            yield from _leaf_values(value, path, names)
        else:
            yield path, value
