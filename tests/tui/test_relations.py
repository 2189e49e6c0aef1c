"""Finding what belongs together, beside the screen."""

from __future__ import annotations

import subprocess
import sys
import threading
from typing import TYPE_CHECKING

from logtui.document.reading.parser import parse
from logtui.tui.background.relater import RelationFinder
from logtui.tui.idle import KeyActivity
from support.made_logs import made_log

if TYPE_CHECKING:
    from logtui.tui.background.relater import Relations


async def test_the_newest_log_is_the_one_that_counts() -> None:
    told: list[Relations] = []
    done = threading.Event()

    def tell(relations: Relations) -> None:
        told.append(relations)
        if relations.document is newer:
            done.set()

    older, newer = (parse(made_log(2_000, seed).encode()) for seed in (1, 2))
    relater = RelationFinder(tell, KeyActivity())
    try:
        relater.use(older)
        relater.use(newer)
        done.wait()
        assert [relations.document for relations in told] == [newer]
        assert relater._before is not None  # noqa: SLF001 - what makes the next time quick
    finally:
        relater.stop()


def test_the_first_frame_does_without_all_this() -> None:
    later = ("tui.relations", "tui.walking", "document.threads", "document.papers", "fetch")
    code = (
        "import sys, logtui.tui.app; "
        f"print([name for name in {later} if 'logtui.' + name in sys.modules])"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "[]"
