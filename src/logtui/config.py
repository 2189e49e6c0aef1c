"""The user's settings, read from ``config.toml`` in the platform's configuration directory."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

from logtui.document.errors import LogtuiError


class ConfigError(LogtuiError):
    """The configuration file cannot be used; the text says where and why."""


def config_path() -> Path:
    """Return where the configuration file is or would be."""
    from platformdirs import user_config_path

    return user_config_path("logtui") / "config.toml"


def default_log() -> Path | None:
    """Return the log to open when none is named: ``$LOGTUI_LOG``, else ``log`` of the settings.

    Raises:
        ConfigError: The configuration file cannot be read, is no TOML, or ``log`` is no text.
    """
    if named := os.environ.get("LOGTUI_LOG"):
        return Path(named).expanduser()
    path = config_path()
    try:
        settings = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path} cannot be read: {error}") from error
    log = settings.get("log")
    if log is None:
        return None
    if not isinstance(log, str):
        raise ConfigError(f'{path}: log must be a path in quotes, like log = "~/research-log.md"')
    return Path(log).expanduser()
