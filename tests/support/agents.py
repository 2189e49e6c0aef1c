"""A server of one log as its clients start it: a process, spoken to by standard input."""

from __future__ import annotations

import os
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from mcp import Client, StdioServerParameters

from support.terminals import LOGTUI

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

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


@asynccontextmanager
async def served(log: Path, *options: str) -> AsyncIterator[Client]:
    """Give a client of the server of ``log``, which ends with the block."""
    command, *words = LOGTUI
    parameters = StdioServerParameters(
        command=command, args=[*words, "mcp", str(log), *options], env=dict(os.environ)
    )
    async with Client(parameters) as client:
        yield client


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
