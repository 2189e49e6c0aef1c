"""A web server for each test that wants one, and neither a proxy nor a clock between."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from support.clocks import Clock
from support.web_servers import WebServer, serving


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "*")


@pytest_asyncio.fixture
async def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Have no limit of time reached but by the doing of the test."""
    loop = asyncio.get_running_loop()
    clock = Clock(loop.time())
    monkeypatch.setattr(loop, "time", clock)
    return clock


@pytest_asyncio.fixture
async def web(clock: Clock) -> AsyncIterator[WebServer]:  # noqa: ARG001 - it goes first
    async with serving() as server:
        yield server
