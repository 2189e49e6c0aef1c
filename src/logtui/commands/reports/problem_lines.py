"""A problem of a log on one line: for an editor, or for GitHub Actions."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from logtui.document.text.safe import safe_text


class ProblemLine(NamedTuple):
    """What is wrong in one line of a log.

    Attributes:
        file: The log.
        line: The line, 1-based.
        name: What kind of problem it is.
        sentence: What is wrong, safe to print.
    """

    file: Path
    line: int
    name: str
    sentence: str

    def text(self) -> str:
        """Return it as compilers write what is wrong, with a line end."""
        return f"{safe_text(str(self.file))}:{self.line}: [{self.name}] {self.sentence}\n"

    def github_command(self, level: str) -> str:
        """Return it as a command of GitHub Actions, ``level`` being ``warning`` or ``notice``."""
        file = safe_text(str(self.file)).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
        sentence = self.sentence.replace("%", "%25")
        return f"::{level} file={file},line={self.line},title={self.name}::{sentence}\n"
