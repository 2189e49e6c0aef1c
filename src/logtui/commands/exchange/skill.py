"""Print what an agent has to know to use logtui, as a file for its skills.

Save it as SKILL.md in a folder of its own where the agent looks for skills.
"""

from __future__ import annotations

import sys
from importlib.resources import files
from typing import TYPE_CHECKING

from logtui.commands.manual import Command, ManualPage
from logtui.system.process import results_to_output

if TYPE_CHECKING:
    import argparse


class SkillCommand(Command):
    """The command ``logtui skill``."""

    page = ManualPage(
        notes="It holds no path and no name of yours. `logtui mcp` serves a log to agents that"
        " cannot run commands.",
        examples=(("logtui skill > ~/.claude/skills/research-log/SKILL.md", "for Claude Code"),),
    )

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Name no options."""

    def run(self, args: argparse.Namespace) -> int:  # noqa: ARG002 - there is nothing to ask for
        """Print the text."""
        text = files("logtui.agents").joinpath("skill.md").read_text(encoding="utf-8")
        with results_to_output():
            sys.stdout.write(text)
        return 0


COMMAND = SkillCommand()
