"""The bundled sample log, as a copy that may be changed and is thrown away."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SAMPLE = Path(__file__).parent / "demo" / "research-log.md"
"""The sample as it was installed."""


@contextmanager
def demo_log() -> Iterator[Path]:
    """Give the path of a fresh copy of the sample; it is deleted at the end."""
    with tempfile.TemporaryDirectory(prefix="logtui-demo-") as folder:
        copy = Path(folder) / SAMPLE.name
        shutil.copyfile(SAMPLE, copy)
        yield copy
