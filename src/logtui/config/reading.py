"""From the bytes of a configuration file to settings and problems."""

from __future__ import annotations

import re
import tomllib
from codecs import BOM_UTF8
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from logtui.config.settings import (
    KEYS_TABLE,
    SETTINGS,
    TABLES,
    UNREADABLE,
    Config,
    ConfigProblem,
    FetchSettings,
    PaneSettings,
)

_TOML_POSITION = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")

_TOML_TOKEN = re.compile(
    r"""
    \"{3} (?: \\. | [^\\] )*? \"{3,5} | '{3} .*? '{3,5}
    | " (?: \\. | [^\\"] )* " | ' [^']* '
    | \# [^\n]*
    | [][{}\n]
    """,
    re.DOTALL | re.VERBOSE,
)
"""What decides where a statement ends: strings and comments, brackets, and line ends."""


def parse_config(path: Path, data: bytes) -> Config:
    """Return the settings in ``data``, the content of the file ``path``."""
    try:
        text = data.removeprefix(BOM_UTF8).decode().replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"this is not UTF-8; {UNREADABLE}"
        return Config(path, problems=(ConfigProblem(path, line, message),))
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Config(path, problems=(_toml_problem(path, text, error),))
    return _ConfigReader(path, read_statements(text, SETTINGS)).config()


def _toml_problem(path: Path, text: str, error: ValueError) -> ConfigProblem:
    message = str(error)
    position = _TOML_POSITION.search(message)
    reason = message[: position.start()] if position else message
    line, column = text.rstrip("\n").count("\n") + 1, ""
    if position and position[1]:
        line, column = int(position[1]), f" in column {position[2]}"
    reason = reason[:1].lower() + reason[1:]
    return ConfigProblem(path, line, f"this is no TOML: {reason}{column}; {UNREADABLE}")


class _ConfigReader:
    """Takes one statement after the other."""

    def __init__(self, path: Path, statements: Iterable[Statement]) -> None:
        self._path = path
        self._values: dict[str, Any] = {}
        self._keys: dict[str, str] = {}
        self._lines: dict[str, int] = {}
        self._problems: list[ConfigProblem] = []
        for statement in statements:
            self._take(statement)

    def config(self) -> Config:
        """Return everything that was taken, without the keys that clash."""
        if self._keys:
            self._drop_clashing_keys()
        values = {name: value for name, value in self._values.items() if "." not in name}
        log = values.pop("log", None)
        return Config(
            self._path,
            log=Path(log).expanduser() if log else None,
            panes=PaneSettings(**self._table("panes")),
            fetch=FetchSettings(**self._table("fetch")),
            keys=self._keys,
            lines=self._lines,
            problems=tuple(sorted(self._problems, key=lambda problem: problem.line or 0)),
            **values,
        )

    def _table(self, table: str) -> dict[str, Any]:
        prefix = f"{table}."
        return {
            name.removeprefix(prefix): value
            for name, value in self._values.items()
            if name.startswith(prefix)
        }

    def _drop_clashing_keys(self) -> None:
        from logtui.config.key_names import without_clashes

        self._keys, clashes = without_clashes(self._keys)
        for binding, message in clashes.items():
            name = f"{KEYS_TABLE}.{binding}"
            line = self._lines.pop(name)
            self._problems.append(ConfigProblem(self._path, line, message, name))

    def _take(self, statement: Statement) -> None:
        """Take what ``statement`` sets, or note what is wrong with it."""
        try:
            self._set_value(statement)
        except ValueError as error:
            problem = ConfigProblem(self._path, statement.line, str(error), statement.name)
            self._problems.append(problem)
        else:
            self._lines[statement.name] = statement.line

    def _set_value(self, statement: Statement) -> None:
        """Take what ``statement`` sets.

        Raises:
            ValueError: It cannot be used; the text says why.
        """
        name, value, _ = statement
        table, _, inner = name.partition(".")
        if name in self._lines:
            raise ValueError(f"{name} is set in line {self._lines[name]} already")
        if name in SETTINGS:
            self._values[name] = _checked_value(name, value)
        elif table == KEYS_TABLE and inner:
            self._keys[inner] = _checked_keys(inner, value)
        elif name in TABLES:
            raise ValueError(f"{name} must be a table: a line [{name}] and its settings below")
        else:
            raise ValueError(f"there is no setting {name}; {_setting_hint(name)}")


def _checked_value(name: str, value: object) -> object:
    """Return ``value`` if the setting ``name`` can have it.

    Raises:
        ValueError: It cannot.
    """
    setting = SETTINGS[name]
    if setting.accepts(value):
        return value
    suggestion = _closest_match(str(value), setting.choices)
    question = f' (did you mean "{suggestion}"?)' if suggestion else ""
    raise ValueError(f"{name} must be {setting.allowed}, not {_quoted_value(value)}{question}")


def _checked_keys(binding: str, value: object) -> str:
    """Return the keys in ``value`` as Textual takes them, if ``binding`` can have them.

    Raises:
        ValueError: It cannot.
    """
    from logtui.config.key_names import parse_keys
    from logtui.keys import KEYS_BY_ID

    if binding not in KEYS_BY_ID:
        raise ValueError(f"there is no setting {KEYS_TABLE}.{binding}; {_key_hint(binding)}")
    try:
        return parse_keys(value, KEYS_BY_ID[binding])
    except ValueError as error:
        raise ValueError(f'keys of "{binding}": {error}') from error


def _setting_hint(name: str) -> str:
    """Return what to say to somebody who wrote the unknown ``name``."""
    last = name.rpartition(".")[2]
    if last in SETTINGS:
        return f"{last} has to stand above the first [table]"
    inside = (setting for setting in SETTINGS if setting.endswith(f".{last}"))
    if suggestion := next(inside, "") or _closest_match(name, SETTINGS):
        return f"did you mean {suggestion}?"
    return f"there are {', '.join(SETTINGS)} and the table [{KEYS_TABLE}]"


def _key_hint(binding: str) -> str:
    """Return what to say to somebody who wrote the unknown ``binding`` among the keys."""
    from logtui.keys import KEYS_BY_ID

    if binding in SETTINGS:
        return f"{binding} has to stand above the first [table]"
    if suggestion := _closest_match(binding, KEYS_BY_ID):
        return f'did you mean "{suggestion}"?'
    return "`logtui config --init` writes a file that names all keys"


def _closest_match(word: str, words: Iterable[str]) -> str:
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, list(words), 1)), "")


def _quoted_value(value: object) -> str:
    """Return ``value`` as the file would say it, cut where it is long."""
    quoted = f'"{value}"' if isinstance(value, str) else str(value)
    if isinstance(value, bool):
        quoted = quoted.lower()
    longest = 40
    return quoted if len(quoted) <= longest else quoted[: longest - 1] + "…"


class Statement(NamedTuple):
    """One value that a text sets.

    Attributes:
        name: The path of its key, joined by dots; quotes around parts make no difference.
        value: What tomllib reads.
        line: The line where its statement begins, 1-based.
    """

    name: str
    value: Any
    line: int


def read_statements(text: str, names: Collection[str]) -> Iterator[Statement]:
    """Yield what ``text`` sets, in its order.

    Args:
        text: Valid TOML with line feeds as line ends.
        names: Settings whose value is taken as it is, even a table.
    """
    table: tuple[str, ...] = ()
    line = 1
    for statement in _statement_texts(text):
        content = tomllib.loads(statement)
        if statement.lstrip().startswith("["):
            table = _table_path(content)
        else:
            for path, value in _leaf_values(content, table, names):
                yield Statement(".".join(path), value, line)
        line += statement.count("\n")


def _statement_texts(text: str) -> Iterator[str]:
    """Yield the parts of ``text`` that each are TOML by themselves, down to single lines."""
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


def _table_path(content: dict[str, Any]) -> tuple[str, ...]:
    """Return the path of the table whose header was read as ``content``."""
    path: tuple[str, ...] = ()
    table: Any = content
    while table:
        ((name, inner),) = table.items()
        path += (name,)
        table = inner[0] if isinstance(inner, list) else inner
    return path


def _leaf_values(
    content: dict[str, Any], table: tuple[str, ...], names: Collection[str]
) -> Iterator[tuple[tuple[str, ...], Any]]:
    for name, value in content.items():
        path = (*table, name)
        if isinstance(value, dict) and value and ".".join(path) not in names:
            yield from _leaf_values(value, path, names)
        else:
            yield path, value
