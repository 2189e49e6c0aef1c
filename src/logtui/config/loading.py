"""Where the configuration file is, and the settings in force.

Without that file nothing but this module is imported.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from logtui.config.settings import Config


def config_path() -> Path:
    """Return where the configuration file is or would be."""
    config_home = Path(os.environ.get("XDG_CONFIG_HOME", ""))
    if config_home.is_absolute():
        return config_home / "logtui" / "config.toml"
    from platformdirs import user_config_path

    return user_config_path("logtui", appauthor=False) / "config.toml"


def load_existing_config() -> Config | None:
    """Return the settings in force; None where the user has no configuration file."""
    path = config_path()
    return load_config(path) if os.path.lexists(path) else None


def load_config(path: Path | None = None) -> Config:
    """Return the settings in force; what cannot be used of the file is in ``Config.problems``.

    Args:
        path: The file; left out, the user's.
    """
    from logtui.config.settings import UNREADABLE, Config, ConfigProblem
    from logtui.errors import error_reason
    from logtui.storage.files import read_regular_file

    path = path or config_path()
    reason = "is not a regular file"
    try:
        data = read_regular_file(Path(os.path.realpath(path)))
    except (FileNotFoundError, NotADirectoryError):
        return Config(path)
    except OSError as error:
        data, reason = None, f"cannot be read: {error_reason(error)}"
    if data is None:
        problem = ConfigProblem(path, None, f"{reason}; {UNREADABLE}")
        return Config(path, problems=(problem,))
    from logtui.config.reading import parse_config

    return parse_config(path, data)


def default_log() -> Path | None:
    """Return the log to open when none is named: ``$LOGTUI_LOG``, else ``log`` of the settings.

    Raises:
        ConfigError: The settings might name a log, but that cannot be read.
    """
    if named := os.environ.get("LOGTUI_LOG"):
        try:
            return Path(named).expanduser()
        except RuntimeError:  # there is no such user: `~nobody` is a name like any other then
            return Path(named)
    config = load_config()
    if config.log is None:
        for problem in config.problems:
            if problem.setting in {"log", ""}:
                from logtui.config.settings import ConfigError

                raise ConfigError(str(problem))
    return config.log
