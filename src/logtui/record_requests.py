"""Asking arXiv and doi.org about papers, politely, and keeping what they tell."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from logtui.fetch.http import FetchError, tls_settings
from logtui.fetch.paper_items import BATCH, DEFAULT_POLICY, fetch_arxiv_items, fetch_doi_item

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from logtui.export.citing.works import Work
    from logtui.fetch.paper_items import RequestPolicy
    from logtui.records import RecordStore

_GIVE_UP_AFTER = 3
"""Questions to doi.org that fail one after the other until no more are asked."""


async def fetch_records(
    store: RecordStore,
    works: Sequence[Work],
    today: datetime.date,
    policy: RequestPolicy = DEFAULT_POLICY,
) -> list[str]:
    """Ask arXiv and doi.org about ``works``, keep what they tell, and return what went wrong.

    What could not be reached or read is not kept, so that the next time it is asked for again.

    Raises:
        CacheError: The cache directory takes nothing.
        FetchError: Nobody can be asked, since httpx is not installed.
    """
    await asyncio.to_thread(tls_settings)
    papers = [work for work in works if work.arxiv]
    problems = []
    for start in range(0, len(papers), BATCH):
        batch = papers[start : start + BATCH]
        if start:
            await asyncio.sleep(policy.arxiv_pause)
        try:
            items = await fetch_arxiv_items([work.arxiv for work in batch], policy)
        except FetchError as error:
            problems.append(str(error))
            break
        for work in batch:
            store.keep(work, items.get(work.arxiv), policy.sources.arxiv_api, today)
    problems += await fetch_citations(store, [work for work in works if work.doi], today, policy)
    return problems


async def fetch_citations(
    store: RecordStore, works: Sequence[Work], today: datetime.date, policy: RequestPolicy
) -> list[str]:
    """Ask doi.org about ``works``, keep what it tells, and return what went wrong.

    Raises:
        CacheError: The cache directory takes nothing.
    """
    problems: list[str] = []
    failures = 0
    for number, work in enumerate(works):
        if number:
            await asyncio.sleep(policy.doi_pause)
        try:
            item = await fetch_doi_item(work.doi, policy)
        except FetchError as error:
            problems.append(f"{work.doi}: {error}")
            failures += 1
            if failures >= _GIVE_UP_AFTER:
                problems.append("doi.org is asked no more for now")
                break
        else:
            failures = 0
            store.keep(work, item, policy.sources.doi, today)
    return problems
