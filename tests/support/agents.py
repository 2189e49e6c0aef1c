"""A server of one log: a process that clients start, or one in the process of the test."""

from __future__ import annotations

import os
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from mcp import Client, StdioServerParameters

from logtui.agents.log_server import log_server
from logtui.session import Session
from support.terminals import LOGTUI

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from mcp.server import MCPServer

AGENT_LOG = """\
Legend:
- 📜: papers
- 📺: videos

09/25/2024
- 📜[One paper](https://arxiv.org/abs/1706.03762)
    - a note on attention
- 📺[Two](https://example.org/2)

08/20/2024
- 📜[One again](https://arxiv.org/pdf/1706.03762)
- no link, no kind
"""


def server_process(log: Path, options: tuple[str, ...]) -> StdioServerParameters:
    """Return how a client starts the server of ``log``."""
    command, *words = LOGTUI
    words += ["mcp", str(log), *options]
    return StdioServerParameters(command=command, args=words, env=dict(os.environ))


def server_here(log: Path, options: tuple[str, ...]) -> MCPServer[None]:
    """Return the same server in the process of the test."""
    return log_server(Session.open(log), may_write="--write" in options)


class Served:
    """Gives clients of the server of a log, which end with their blocks."""

    server_of: Callable[[Path, tuple[str, ...]], StdioServerParameters | MCPServer[None]] = (
        staticmethod(server_process)
    )

    @asynccontextmanager
    async def __call__(self, log: Path, *options: str) -> AsyncIterator[Client]:
        """Give a client of the server of ``log``."""
        async with Client(self.server_of(log, options)) as client:
            yield client


served = Served()


async def answer(client: Client, tool: str, **arguments: object) -> dict[str, Any]:
    """Call ``tool`` and return what it answers."""
    result = await client.call_tool(tool, arguments)
    assert not result.is_error, result
    content = result.structured_content
    assert isinstance(content, dict)
    return content


async def refusal(client: Client, tool: str, **arguments: object) -> str:
    """Call ``tool`` and return why it does not do it."""
    result = await client.call_tool(tool, arguments)
    assert result.is_error, result
    return "".join(getattr(block, "text", "") for block in result.content)
