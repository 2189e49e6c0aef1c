"""What lies beside a log."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def neighbours(log: Path) -> list[str]:
    """Return the names of what is in the folder of ``log``, its own among them."""
    return sorted(path.name for path in log.parent.iterdir())
