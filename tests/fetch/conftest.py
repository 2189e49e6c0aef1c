"""A web server for each test that wants one, and no proxy between."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from support.web_servers import WebServer, serving


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "*")


@pytest_asyncio.fixture
async def web() -> AsyncIterator[WebServer]:
    async with serving() as server:
        yield server
