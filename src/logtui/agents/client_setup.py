"""What the usual clients have to be told to use the server of a log."""

from __future__ import annotations

import json
import shlex
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def setup_text(program: str, log: Path, *, may_write: bool) -> str:
    """Return the lines for the usual clients.

    Args:
        program: The whole path of logtui: programs of a desktop know no search path of a shell.
        log: The whole path of the log.
        may_write: Whether the agent may write to it.
    """
    words = ["mcp", str(log), *(["--write"] if may_write else [])]
    server = {"command": program, "args": words}
    servers = json.dumps({"mcpServers": {"logtui": server}}, ensure_ascii=False, indent=2)
    code = json.dumps(
        {"servers": {"logtui": {"type": "stdio", **server}}}, ensure_ascii=False, indent=2
    )
    return f"""\
Claude Code:

claude mcp add --transport stdio logtui -- {shlex.join([program, *words])}

without an installation of logtui:

claude mcp add --transport stdio logtui -- uvx --from 'logtui[mcp]' logtui {shlex.join(words)}

Claude Desktop (claude_desktop_config.json), Cursor (.cursor/mcp.json):

{servers}

VS Code (.vscode/mcp.json):

{code}
"""
