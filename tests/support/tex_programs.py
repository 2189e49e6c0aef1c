"""The programs of TeX that read bibliographies, as somebody who writes with TeX runs them."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


def run_bibtex(folder: Path, bibliography: str, style: str = "plain") -> str:
    """Have ``bibtex`` make a list of all of ``bibliography`` and return the list.

    It fails where ``bibtex`` reports an error; warnings are no errors.
    """
    require("bibtex")
    (folder / "refs.bib").write_text(bibliography, encoding="utf-8")
    aux = f"\\relax\n\\citation{{*}}\n\\bibstyle{{{style}}}\n\\bibdata{{refs}}\n"
    (folder / "paper.aux").write_text(aux, encoding="utf-8")
    done = subprocess.run(
        ["bibtex", "paper"], cwd=folder, capture_output=True, encoding="utf-8", check=False
    )
    assert "error message" not in done.stdout, done.stdout
    assert done.returncode == 0, done.stdout
    return (folder / "paper.bbl").read_text(encoding="utf-8", errors="surrogateescape")


def run_biber(folder: Path, bibliography: str) -> str:
    """Have ``biber`` read ``bibliography`` as a database and return it as it understands it."""
    require("biber")
    (folder / "refs.bib").write_text(bibliography, encoding="utf-8")
    done = subprocess.run(
        ["biber", "--tool", "--output-file", "out.bib", "refs.bib"],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    problems = re.findall(r"^(?:ERROR|WARN) - .*", done.stdout, re.MULTILINE)
    assert (done.returncode, problems) == (0, []), done.stdout
    return (folder / "out.bib").read_text(encoding="utf-8")


def require(program: str) -> None:
    """Skip the test where ``program`` is not installed."""
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
