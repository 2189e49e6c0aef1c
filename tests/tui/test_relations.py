"""Finding what belongs together, beside the screen."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from logtui.document.reading.parser import parse
from logtui.tui.background.relation_finder import RelationFinder
from logtui.tui.idle import KeyActivity
from support.made_logs import made_log

if TYPE_CHECKING:
    from logtui.tui.log_relations import Relations


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
