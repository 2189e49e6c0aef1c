# ruff: noqa: T201 - standard output carries the figures
"""The lowest contrast of text per theme and state, measured from the cells that are drawn.

Run by hand: ``python tests/benchmarks/contrast.py [THEME ...] [--states list,found] [--least 3]``.
Text needs 4.5, bold text 3 (WCAG, level AA). The themes ``ansi-dark`` and ``ansi-light`` are
measured in the colours of a usual palette; ``grey`` is the default theme under ``$NO_COLOR``.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from logtui.config.settings import THEMES
from logtui.demo import SAMPLE
from support.contrast import ReadText, drawn_texts
from support.pilots import browsing, configure
from support.screen_states import STATES, enter_state, leave_state


async def measure(theme: str, states: list[str]) -> dict[str, list[ReadText]]:
    """Return the texts of each of ``states`` in ``theme``, the faintest first."""
    os.environ.pop("NO_COLOR", None)
    if theme == "grey":
        os.environ["NO_COLOR"] = "1"
    configure("" if theme == "grey" else f'theme = "{theme}"\n')
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder, "research-log.md")
        log.write_bytes(SAMPLE.read_bytes())
        texts = {}
        async with browsing(log) as pilot:
            for name in states:
                await enter_state(pilot, STATES[name])
                texts[name] = sorted(drawn_texts(pilot.app))
                await leave_state(pilot)
        return texts


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("themes", nargs="*", default=[*THEMES, "grey"])
    parser.add_argument("--states", default=",".join(STATES), help="separated by commas")
    parser.add_argument("--least", type=float, default=0, help="print texts fainter than this")
    args = parser.parse_args()
    states = args.states.split(",")
    with tempfile.TemporaryDirectory() as home:
        for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME"):
            os.environ[name] = home
        rows = {theme: asyncio.run(measure(theme, states)) for theme in args.themes}
    for theme, texts in rows.items():
        for state in states:
            for text in texts[state]:
                if text.contrast < args.least:
                    print(f"{theme}, {state}: {text}")
    width = max(map(len, states))
    print(" " * width, *(theme[:7].rjust(7) for theme in args.themes))
    for state in states:
        figures = (f"{rows[theme][state][0].contrast:7.2f}" for theme in args.themes)
        print(state.ljust(width), *figures)


if __name__ == "__main__":
    main()
