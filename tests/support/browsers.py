"""A real browser without a window, which shows a page and tells what came of it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from typing import TYPE_CHECKING, NamedTuple

import pytest

from support.html_pages import PageReader

if TYPE_CHECKING:
    from pathlib import Path

_OWN_ADDRESSES = re.compile(
    r"https?://(?:[\w.-]+\.)?(?:google|googleapis|gstatic|chrome|gvt1)\.com\b"
)
"""What the browser itself asks for, whatever it shows."""


class ShownPage(NamedTuple):
    """What a browser made of a page.

    Attributes:
        page: The page after its script has run.
        console: What it said meanwhile, errors among it.
        requests: The addresses on the web that were asked for.
    """

    page: PageReader
    console: str
    requests: set[str]

    @property
    def shown_entries(self) -> list[str]:
        """The ids of the entries that can be seen."""
        return [
            str(attributes["id"])
            for tag, attributes in self.page.tags
            if tag == "article" and "hidden" not in attributes
        ]

    def text_of(self, name: str) -> str:
        """Return the text right after the tag with the id ``name``."""
        return self.page.texts_by_id.get(name, "")


def show(file: Path, fragment: str = "", width: int = 1200) -> ShownPage:
    """Have Chromium show ``file`` at ``fragment``; without Chromium the test is skipped."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("chromium is not installed")
    log = file.with_suffix(".netlog")
    done = subprocess.run(
        [
            chromium,
            *("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"),
            *("--enable-logging=stderr", "--dump-dom", "--virtual-time-budget=4000"),
            f"--user-data-dir={file.with_suffix('.profile')}",
            f"--window-size={width},900",
            f"--log-net-log={log}",
            f"{file.as_uri()}{fragment}",
        ],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    console = "\n".join(line for line in done.stderr.splitlines() if "CONSOLE" in line)
    return ShownPage(PageReader(done.stdout), console, _requested(log))


def _requested(log: Path) -> set[str]:
    """Return the addresses on the web in the browser's record of what it did on the network."""
    text = log.read_text(encoding="utf-8").rstrip().rstrip(",")
    if not text.endswith("}"):
        text += "]}"
    events = json.loads(text)["events"]
    urls = {str(event.get("params", {}).get("url", "")) for event in events}
    return {url for url in urls if url.startswith("http") and not _OWN_ADDRESSES.match(url)}
