"""Cleaning titles and names: one line, no control characters, no name of the site."""

from __future__ import annotations

import re
from unicodedata import category

from logtui.document.text.lazy_pattern import lazy_pattern

LONGEST_TITLE = 300
"""Characters of a title; the rest is cut with ``…``."""

LONGEST_NAME = 100
"""Characters of an author's name."""

_READ_FACTOR = 10
"""How many times its limit a text may be long before white space is joined."""

_JOINERS = "\u200c\u200d"
"""Characters inside words of Persian and Hindi, and inside emoji."""

_BOT_CHECKS = frozenset(
    {
        *("just a moment", "one moment, please", "please wait", "attention required"),
        *("access denied", "access to this page has been denied", "request rejected"),
        *("are you a robot", "are you human", "are you a human", "robot check", "bot verification"),
        *("verify you are human", "verify that you are human", "verify you are a human"),
        *("verifying you are human", "please verify you are a human", "human verification"),
        *("ddos-guard", "client challenge", "checking your browser", "vercel security checkpoint"),
        *("pardon our interruption", "un momento", "nur einen moment", "un instant"),
        *("security check", "security verification", "captcha challenge", "request blocked"),
        *("403 forbidden", "429 too many requests", "forbidden", "captcha", "recaptcha"),
        *("enable javascript and cookies to continue", "sorry, you have been blocked"),
        *("making sure you're not a bot",),
    }
)
"""Titles of pages by which a server wants to make sure of a human."""

_BOT_CHECK_STARTS = ("checking your browser", "verify you are human", "verifying you are human")
"""How longer titles of that kind begin."""

_AMBIGUOUS_BOT_CHECKS = frozenset({"captcha", "recaptcha", "forbidden"})
"""Those that have to be the whole title: a paper may be about them."""

_SEPARATORS = lazy_pattern(r"\s[-–—·]\s|\|")


def clean_line(text: str, limit: int = LONGEST_TITLE) -> str:
    """Return ``text`` as one line of at most ``limit`` characters; maybe empty.

    White space becomes single spaces; controls, bidi controls, lone surrogates and other invisible
    characters are removed.
    """
    text = text.lstrip()[: limit * _READ_FACTOR]
    visible = "".join(
        char
        for char in text
        if char.isspace() or char in _JOINERS or category(char) not in ("Cc", "Cf", "Cs")
    )
    line = " ".join(visible.split())
    if len(line) <= limit:
        return line
    head = line[: limit - 1]
    return (head.rpartition(" ")[0] or head) + "…"


def strip_site_name(title: str, site: str) -> str:
    """Return ``title`` without the name of its site before or after it.

    Args:
        title: A title in one line.
        site: The name that the page gives its site; empty without one.
    """
    if not site:
        return title
    name = re.escape(site)
    shorter = re.sub(rf"\s*(?:\s[-–—|·•:»«]|[|:]{{1,2}})\s*{name}$", "", title, flags=re.IGNORECASE)
    shorter = re.sub(
        rf"^{name}\s*(?:[-–—|·•»«]\s|[|:]{{1,2}})\s*", "", shorter, flags=re.IGNORECASE
    )
    return shorter.strip() or title


def is_bot_check(title: str) -> bool:
    """Tell whether ``title`` is that of a page that is shown to a suspected bot."""
    whole = _comparable_title(title)
    parts = {_comparable_title(part) for part in _SEPARATORS.split(title)} - _AMBIGUOUS_BOT_CHECKS
    return whole.startswith(_BOT_CHECK_STARTS) or not _BOT_CHECKS.isdisjoint({whole, *parts})


def first_name_first(name: str) -> str:
    """Return ``Last, First`` as ``First Last``; any other name as it is."""
    last, comma, first = name.partition(",")
    if not comma or "," in first or not first.strip() or not last.strip():
        return name
    return f"{first.strip()} {last.strip()}"


def _comparable_title(title: str) -> str:
    return title.casefold().replace("’", "'").strip(" .…!?\"'")
