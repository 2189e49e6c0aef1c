"""From the bytes of a configuration file to settings and problems."""

from __future__ import annotations

import re
import tomllib
from codecs import BOM_UTF8
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from logtui.config.settings import (
    KEYS_TABLE,
    SETTINGS,
    TABLES,
    Config,
    ConfigProblem,
    FetchSettings,
    PaneSettings,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator


_TOML_POSITION = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_ALL_STAY = "all settings stay as delivered"


def parse_config(path: Path, data: bytes) -> Config:
    """Return the settings in ``data``, the content of the file ``path``."""
    try:
        text = data.removeprefix(BOM_UTF8).decode().replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Config(
            path, problems=(ConfigProblem(path, line, f"this is not UTF-8; {_ALL_STAY}"),)
        )
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Config(path, problems=(_toml_problem(path, text, error),))
    return _ConfigReader(path, read_statements(text, SETTINGS)).config()


def _toml_problem(path: Path, text: str, error: ValueError) -> ConfigProblem:
    said = str(error)
    place = _TOML_POSITION.search(said)
    what = said[: place.start()] if place else said
    line, column = text.rstrip("\n").count("\n") + 1, ""
    if place and place[1]:
        line, column = int(place[1]), f" in column {place[2]}"
    what = what[:1].lower() + what[1:]
    return ConfigProblem(path, line, f"this is no TOML: {what}{column}; {_ALL_STAY}")


class _ConfigReader:
    """Takes one statement after the other."""

    def __init__(self, path: Path, found: Iterable[Statement]) -> None:
        self.path = path
        self.values: dict[str, Any] = {}
        self.keys: dict[str, str] = {}
        self.lines: dict[str, int] = {}
        self.problems: list[ConfigProblem] = []
        for statement in found:
            self.take(statement)

    def config(self) -> Config:
        """Return everything that was taken, without the keys that clash."""
        keys = self._keys_without_clashes() if self.keys else {}
        panes = {name: self._pop(f"panes.{name}") for name in PaneSettings._fields}
        fetch = {name: self._pop(f"fetch.{name}") for name in FetchSettings._fields}
        log = self.values.pop("log", None)
        return Config(
            self.path,
            log=Path(log).expanduser() if log else None,
            panes=PaneSettings(
                **{name: value for name, value in panes.items() if value is not None}
            ),
            fetch=FetchSettings(
                **{name: value for name, value in fetch.items() if value is not None}
            ),
            keys=keys,
            lines=self.lines,
            problems=tuple(sorted(self.problems, key=lambda problem: problem.line or 0)),
            **self.values,
        )

    def _keys_without_clashes(self) -> dict[str, str]:
        from logtui.config.key_names import without_clashes

        keys, clashes = without_clashes(self.keys)
        for name, message in clashes.items():
            setting = f"{KEYS_TABLE}.{name}"
            self.problems.append(
                ConfigProblem(self.path, self.lines.pop(setting), message, setting)
            )
        return keys

    def _pop(self, name: str) -> Any:  # noqa: ANN401 - a value of TOML
        return self.values.pop(name, None)

    def take(self, statement: Statement) -> None:
        """Take what ``statement`` sets, or note what is wrong with it."""
        name = statement.name
        table, _, inner = name.partition(".")
        if name in self.lines:
            self._add_problem(statement, f"{name} is set in line {self.lines[name]} already")
        elif name in SETTINGS:
            self._take_setting(statement)
        elif table == KEYS_TABLE and inner:
            self._take_keys(statement, inner)
        elif name in TABLES:
            self._add_problem(
                statement, f"{name} must be a table: a line [{name}] and its settings below"
            )
        else:
            self._add_problem(statement, f"there is no setting {name}; {_setting_hint(name)}")

    def _take_setting(self, statement: Statement) -> None:
        setting = SETTINGS[statement.name]
        if setting.accepts(statement.value):
            self.values[setting.name] = statement.value
            self.lines[setting.name] = statement.line
            return
        meant = _closest_match(str(statement.value), setting.choices)
        question = f' (did you mean "{meant}"?)' if meant else ""
        said = _quoted_value(statement.value)
        self._add_problem(
            statement, f"{setting.name} must be {setting.allowed}, not {said}{question}"
        )

    def _take_keys(self, statement: Statement, binding: str) -> None:
        from logtui.config.key_names import parse_keys
        from logtui.keys import KEYS_BY_ID

        if binding not in KEYS_BY_ID:
            self._add_problem(
                statement, f"there is no setting {statement.name}; {_key_hint(binding)}"
            )
            return
        try:
            self.keys[binding] = parse_keys(statement.value, KEYS_BY_ID[binding])
        except ValueError as error:
            self._add_problem(statement, f'keys of "{binding}": {error}')
            return
        self.lines[statement.name] = statement.line

    def _add_problem(self, statement: Statement, message: str) -> None:
        self.problems.append(ConfigProblem(self.path, statement.line, message, statement.name))


def _setting_hint(name: str) -> str:
    """Return what to say to somebody who wrote the unknown ``name``."""
    last = name.rpartition(".")[2]
    if last in SETTINGS:
        return f"{last} has to stand above the first [table]"
    inside = (known for known in SETTINGS if known.endswith(f".{last}"))
    meant = next(inside, "") or _closest_match(name, SETTINGS)
    if meant:
        return f"did you mean {meant}?"
    return f"there are {', '.join(SETTINGS)} and the table [{KEYS_TABLE}]"


def _key_hint(binding: str) -> str:
    """Return what to say to somebody who wrote the unknown ``binding`` among the keys."""
    from logtui.keys import KEYS_BY_ID

    if binding in SETTINGS:
        return f"{binding} has to stand above the first [table]"
    if meant := _closest_match(binding, KEYS_BY_ID):
        return f'did you mean "{meant}"?'
    return "`logtui config --init` writes a file that names all keys"


def _closest_match(word: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, list(known), 1)), "")


def _quoted_value(value: object) -> str:
    """Return ``value`` as the file would say it, cut where it is long."""
    said = f'"{value}"' if isinstance(value, str) else str(value)
    if isinstance(value, bool):
        said = said.lower()
    longest = 40
    return said if len(said) <= longest else said[: longest - 1] + "…"


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

    A statement ends with its line unless a bracket or a long string is open, and then the lines
    up to there are no TOML by themselves. So each is the shortest run of lines that tomllib reads.

    Args:
        text: Valid TOML with line feeds as line ends.
        names: Settings whose value is taken as it is, even a table.
    """
    table: tuple[str, ...] = ()
    first, run = 1, ""
    for number, line in enumerate(text.split("\n"), 1):
        if not run:
            first = number
            if line.lstrip().startswith("#") or not line.strip():
                continue
        run += line + "\n"
        try:
            content = tomllib.loads(run)
        except tomllib.TOMLDecodeError:
            continue
        if run.lstrip().startswith("["):
            table = _table_path(content)
            run = ""
            continue
        run = ""
        for path, value in _leaf_values(content, table, names):
            yield Statement(".".join(path), value, first)


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
    content: dict[str, Any], above: tuple[str, ...], names: Collection[str]
) -> Iterator[tuple[tuple[str, ...], Any]]:
    for name, value in content.items():
        path = (*above, name)
        if isinstance(value, dict) and value and ".".join(path) not in names:
            yield from _leaf_values(value, path, names)
        else:
            yield path, value
