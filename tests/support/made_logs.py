"""Logs of any size, of invented papers, for benchmarks and tests of scale."""

from __future__ import annotations

import datetime
import random

_LEGEND = "Legend:\n- 📜: papers\n- 📰: blog posts\n- 🧪: code, experiments\n"
_SYMBOLS = ("📜", "📰", "🧪")
_FIRST = ("Sparse", "Causal", "Latent", "Robust", "Scalable", "Implicit", "Bayesian", "Recurrent")
_SECOND = ("attention", "retrieval", "diffusion", "planning", "inference", "sampling", "routing")
_THIRD = (
    "for long documents",
    "without labels",
    "at scale",
    "in the wild",
    "under shift",
    "revisited",
)
_NOTES = (
    "compares against a tuned baseline",
    "the ablation says that the second term does all the work",
    "code is there, the data is not",
    "worth a second look when the appendix is out",
)


def made_log(entries: int, seed: int = 1) -> str:
    """Return a log of ``entries`` entries, newest first, three or so a day, most with notes."""
    r = random.Random(seed)  # noqa: S311 - no secret
    day = datetime.date(2024, 9, 25)
    lines = [_LEGEND]
    left = entries
    while left:
        count = min(left, r.randint(1, 5))
        lines.append(f"\n{day:%m/%d/%Y}\n")
        lines += (_entry(r) for _ in range(count))
        left -= count
        day -= datetime.timedelta(days=r.choice((1, 1, 2)) if entries < 20_000 else 0)
        if entries >= 20_000 and r.random() < 0.1:  # a hundred years of days would not be enough
            day -= datetime.timedelta(days=1)
    return "".join(lines)


def _entry(r: random.Random) -> str:
    title = f"{r.choice(_FIRST)} {r.choice(_SECOND)} {r.choice(_THIRD)} {r.randrange(10_000)}"
    month = f"{r.randint(15, 24)}{r.randint(1, 12):02}"
    link = f"https://arxiv.org/abs/{month}.{r.randrange(100_000):05}"
    notes = "".join(f"    - {note}\n" for note in r.sample(_NOTES, r.randrange(3)))
    return f"- {r.choice(_SYMBOLS)}[{title}]({link})\n{notes}"
