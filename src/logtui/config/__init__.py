"""The user's settings, read from ``config.toml`` in the platform's configuration directory.

Without that file nothing but this module is imported.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from logtui.config.settings import Config

__all__ = ["config_path", "default_log", "load_config", "load_existing_config"]


def config_path() -> Path:
    """Return where the configuration file is or would be."""
    chosen = Path(os.environ.get("XDG_CONFIG_HOME", ""))
    if chosen.is_absolute():
        return chosen / "logtui" / "config.toml"
    from platformdirs import user_config_path

    return user_config_path("logtui", appauthor=False) / "config.toml"


def load_existing_config() -> Config | None:
    """Return the settings in force; None where the user has no configuration file."""
    path = config_path()
    return load_config(path) if os.path.lexists(path) else None


def load_config(path: Path | None = None) -> Config:
    """Return the settings in force.

    What cannot be used of the file is left out and told in ``Config.problems``; nothing is raised.

    Args:
        path: The file; left out, the user's.
    """
    from logtui.config.settings import Config, ConfigProblem
    from logtui.storage.errors import error_reason
    from logtui.storage.files import read_regular_file

    path = path or config_path()
    try:
        data = read_regular_file(Path(os.path.realpath(path)))
    except (FileNotFoundError, NotADirectoryError):
        return Config(path)
    except OSError as error:
        why = f"cannot be read: {error_reason(error)}; all settings stay as delivered"
        return Config(path, problems=(ConfigProblem(path, None, why),))
    if data is None:
        why = "is no regular file; all settings stay as delivered"
        return Config(path, problems=(ConfigProblem(path, None, why),))
    from logtui.config.reading import parse_config

    return parse_config(path, data)


def default_log(config: Config | None = None) -> Path | None:
    """Return the log to open when none is named: ``$LOGTUI_LOG``, else ``log`` of the settings.

    Args:
        config: The settings, where they are loaded already.

    Raises:
        ConfigError: The settings might name a log, but that cannot be read.
    """
    if named := os.environ.get("LOGTUI_LOG"):
        try:
            return Path(named).expanduser()
        except RuntimeError:  # there is no such user: `~nobody` is a name like any other then
            return Path(named)
    config = config or load_config()
    if config.log is None:
        for problem in config.problems:
            if problem.setting in {"log", ""}:
                from logtui.config.settings import ConfigError

                raise ConfigError(str(problem))
    return config.log
