"""Saving one more filter in the configuration file."""

from __future__ import annotations

import errno
import os
import tomllib
from codecs import BOM_UTF8
from typing import TYPE_CHECKING, Any

from logtui.config.filters import query_problems, saved_filters
from logtui.config.loading import load_config
from logtui.config.reading import statement_texts
from logtui.config.settings import FILTERS_TABLE, ConfigError, is_filter_name
from logtui.config.starter import toml_string
from logtui.errors import InPlaceOnlyError, StorageError, WrittenMeanwhileError, error_reason
from logtui.search.query import parse_query
from logtui.storage import files
from logtui.storage.replacement import replace_file

if TYPE_CHECKING:
    from pathlib import Path

    from logtui.config.settings import Config

_HEADER = f"[{FILTERS_TABLE}]"


def save_filter(path: Path, name: str, query: str) -> None:
    """Write the filter ``name`` into the configuration file; all else in it stays as it is.

    Raises:
        ConfigError: The name cannot be one or is taken, the query makes no sense, or the file
            cannot be read or written; it is as it was.
    """
    config, query = load_config(path), query.strip()
    _refuse_filter(config, name, query)
    try:
        obstacle = _obstacle(path, config) or _write_filter(path, name, query)
    except WrittenMeanwhileError as error:
        message = f"{path} was changed at this moment; save the filter once more"
        raise ConfigError(message) from error
    except StorageError as error:
        raise ConfigError(str(error)) from error
    except OSError as error:
        raise ConfigError(f"{path} cannot be written: {error_reason(error)}") from error
    if obstacle:
        line = f"{name} = {toml_string(query)}"
        raise ConfigError(f"{obstacle}; write `{line}` below {_HEADER} yourself")


def _refuse_filter(config: Config, name: str, query: str) -> None:
    if not is_filter_name(name):
        raise ConfigError(f'"{name}" cannot name a filter; use only a-z, 0-9 and -')
    if name in config.filters:
        raise ConfigError(f"there is a filter {name} already: {config.filters[name]}")
    if parse_query(query).is_empty:
        raise ConfigError("there is nothing to save: nothing is looked for")
    known = (*saved_filters(config), (name, query))
    for message in query_problems(f"filter {name}", f"@{name} ", known):
        raise ConfigError(f"this cannot be saved: {message}")


def _obstacle(path: Path, config: Config) -> str:
    """Return why no line can be added to the configuration file; empty where one can."""
    if path.is_symlink():
        return f"{path} is a symbolic link, which is not replaced"
    if path.exists() and path.stat().st_nlink > 1:
        return f"{path} has a second name (a hard link), which would keep the old text"
    return next((str(problem) for problem in config.problems if not problem.setting), "")


def _write_filter(path: Path, name: str, query: str) -> str:
    """Write the filter; return why the file cannot take its line, empty where it has."""
    line = f"{name} = {toml_string(query)}"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        files.write_new_file(path, f"{_HEADER}\n{line}\n".encode(), mode=0o666)
        return ""
    if not files.may_write(path, path.stat().st_mode):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    old = files.read_file(path)
    new = _with_line(old, line)
    before, after = _toml(old), _toml(new)
    filters = before.setdefault(FILTERS_TABLE, {})
    if not isinstance(filters, dict) or after != before | {FILTERS_TABLE: filters | {name: query}}:
        return f"{path} has its filters in another form than this"
    try:
        replace_file(path, old, new)
    except InPlaceOnlyError as error:
        return error.why
    return ""


def _toml(data: bytes) -> dict[str, Any]:
    """Return what ``data`` sets; nothing where it is not TOML."""
    try:
        return tomllib.loads(data.removeprefix(BOM_UTF8).decode())
    except tomllib.TOMLDecodeError:
        return {}


def _with_line(data: bytes, line: str) -> bytes:
    """Return the configuration file ``data`` with ``line`` below the filters that it has."""
    text = data.decode()
    line_end = "\r\n" if "\r\n" in text else "\n"
    place: int | None = None
    indent = ""
    is_in_table = False
    end = 0
    for statement in statement_texts(text):
        end += len(statement)
        code = statement.strip(" \t\r\n\ufeff")
        if code.startswith("["):
            is_in_table = "".join(code.partition("#")[0].split()) == _HEADER
        if is_in_table and code and not code.startswith("#"):
            place = end
            indent = statement[: len(statement) - len(statement.lstrip(" \t"))]
    head, tail = text[:place], "" if place is None else text[place:]
    head += "" if not head or head.endswith("\n") else line_end
    if place is None:
        head += f"{line_end if head else ''}{_HEADER}{line_end}"
    return f"{head}{indent}{line}{line_end}{tail}".encode()
