"""The process that replaces a regular expression; it is run as a file, and imports nothing of ours.

A pattern can take for ever, and nothing in Python stops it but the end of its process.
"""

from __future__ import annotations

import json
import re
import sys


def replaced(pattern: str, new: str, texts: list[str]) -> list[str] | str:
    """Return ``texts`` with ``new`` wherever ``pattern`` matches; what is wrong with the pattern.

    ``^`` and ``$`` match at each line.
    """
    try:
        compiled = re.compile(pattern, re.MULTILINE)
    except re.error as error:
        place = "" if error.pos is None else f", character {error.pos + 1}"
        return f"the regular expression cannot be read: {error.msg}{place}"
    except (OverflowError, RecursionError, MemoryError):
        return "the regular expression is too large"
    try:
        return [compiled.sub(new, text) for text in texts]
    except (re.error, IndexError) as error:
        return f"what is to stand there cannot be read: {error}"
    except MemoryError:
        return "the regular expression makes too much text"


if __name__ == "__main__":
    json.dump(replaced(*json.load(sys.stdin)), sys.stdout)
