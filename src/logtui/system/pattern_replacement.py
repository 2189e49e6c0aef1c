"""Regular expressions that are replaced in many texts, in a time that has an end."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from logtui.document.bulk.changes import Replacement, ReplacementError

MOST_SECONDS = 2.0
"""What a pattern may take for all texts together; a thousand times what most take."""

_PROCESS = Path(__file__).with_name("pattern_process.py")


@dataclass(frozen=True)
class PatternReplacement(Replacement):
    r"""Other text wherever a regular expression matches; in notes ``^`` and ``$`` do at each line.

    Attributes:
        old: The regular expression.
        new: What stands there then; ``\1`` is what its first group matched.
        part: Where it is looked for.
    """

    def of_texts(self, texts: Sequence[str]) -> list[str]:
        """Return ``texts`` with the replacement made in each."""
        return replace_pattern(self.old, self.new, texts)


def replace_pattern(pattern: str, new: str, texts: Sequence[str]) -> list[str]:
    """Return ``texts`` with ``new`` wherever the regular expression ``pattern`` matches.

    Raises:
        ReplacementError: The pattern cannot be read, or takes too long.
    """
    question = json.dumps([pattern, new, list(texts)]).encode()
    command = [sys.executable, "-I", "-S", str(_PROCESS)]
    try:
        done = subprocess.run(  # noqa: S603 - Python itself, and a file of ours
            command, input=question, capture_output=True, timeout=MOST_SECONDS, check=True
        )
        answer: list[str] | str = json.loads(done.stdout)
    except subprocess.TimeoutExpired as error:
        raise ReplacementError(
            "this regular expression takes too long; write it so that its parts cannot match the"
            " same text in many ways"
        ) from error
    except (OSError, subprocess.CalledProcessError, ValueError) as error:
        raise ReplacementError("this regular expression cannot be tried here") from error
    if isinstance(answer, str):
        raise ReplacementError(answer)
    return answer
