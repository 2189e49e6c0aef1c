"""Regular expressions that are compiled at their first use.

Compiling all of them while modules are imported would cost a good part of the time until the first
frame; a run needs few of them.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


class _LazyPattern:
    """Stands for a pattern, and takes over its methods when the first one is asked for."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a pattern has
        value = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, value)
        return value


def lazy_pattern(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return the pattern ``source``, compiled at its first use."""
    return cast("re.Pattern[AnyStr]", _LazyPattern(source, flags))
