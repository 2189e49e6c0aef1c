"""The words of a command that the user wrote, for starting it without a shell."""

from __future__ import annotations

import os
import shlex


def command_words(command: str) -> list[str]:
    """Return the words of ``command`` with ``~`` for home folders expanded, as a shell does.

    An ``&`` at the end is left out: whoever starts the words decides whether to wait for them.

    Raises:
        ValueError: Its quotes do not match.
    """
    line = command.rstrip()
    if line.endswith("&") and not line.endswith("\\&"):
        line = line.rstrip("&")
    # Not by `Path`, which would take the second slash out of an address.
    return [os.path.expanduser(word) for word in shlex.split(line)]  # noqa: PTH111 - see above
