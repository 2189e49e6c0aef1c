"""All checks by name: what each looks for, how much it matters, and why."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from logtui.checks import date_checks, entry_checks, link_checks, text_checks
from logtui.config.loading import load_existing_config
from logtui.config.settings import ConfigError

if TYPE_CHECKING:
    from logtui.checks.checked_log import CheckedLog, Problem
    from logtui.config.settings import CheckLevel


class Check(NamedTuple):
    """A check.

    Attributes:
        name: What it is called.
        level: Whether it runs unasked where the settings do not say so.
        summary: What it reports, in a few words.
        reason: Why that matters, and when it says nothing.
        problems: What finds the problems.
    """

    name: str
    level: CheckLevel
    summary: str
    reason: str
    problems: Callable[[CheckedLog], Iterator[Problem]]


_CUSTOM = "Nothing is said where more than one day in twenty does so: then it is the log's custom."

CHECKS: tuple[Check, ...] = (
    Check(
        "date-order",
        "warn",
        "a day that stands out of the order of all others",
        f"Often its year or month is mistyped. {_CUSTOM}",
        date_checks.check_order,
    ),
    Check(
        "date-future",
        "warn",
        "a day that is still to come",
        "Often its year is mistyped.",
        date_checks.check_future,
    ),
    Check(
        "date-odd",
        "warn",
        "a date that is written in another way than nearly all others",
        f"Searches outside of logtui miss it, and it may be read wrongly. {_CUSTOM}",
        date_checks.check_style,
    ),
    Check(
        "date-twice",
        "warn",
        "two days with the same date",
        f"What belongs together stands in two places. {_CUSTOM}",
        date_checks.check_repeated,
    ),
    Check(
        "day-empty",
        "warn",
        "a day with nothing under it",
        f"An entry may have been lost. {_CUSTOM}",
        date_checks.check_empty,
    ),
    Check(
        "link-twice",
        "warn",
        "a link that another entry of the same day has",
        "The same thing was noted twice. Spellings of one address count as one.",
        link_checks.check_same_day,
    ),
    Check(
        "link-thread",
        "info",
        "a link that entries of several days have",
        "Coming back to a thing is fine; `,` and `.` in the log walk along.",
        link_checks.check_other_day,
    ),
    Check(
        "link-broken",
        "warn",
        "what looks like a link and is none",
        "A bracket or a parenthesis is missing, so that nothing can be opened.",
        link_checks.check_broken,
    ),
    Check(
        "link-relative",
        "warn",
        "a relative link to a file that is not there",
        "The file was moved or deleted, or https:// is missing.",
        link_checks.check_files,
    ),
    Check(
        "link-http",
        "info",
        "a link to a page that is not encrypted",
        "Nearly all pages are there by https as well.",
        link_checks.check_http,
    ),
    Check(
        "link-tracking",
        "warn",
        "a link that tells where you came from",
        "Parameters such as utm_source are there for whoever counts. --fix takes them out.",
        link_checks.check_tracking,
    ),
    Check(
        "link-shortener",
        "warn",
        "a link through a service for short addresses",
        "It does not say where it leads, and ends with the service.",
        link_checks.check_shortened,
    ),
    Check(
        "arxiv-odd",
        "warn",
        "an arXiv number that there cannot be",
        "Numbers have four digits after the point up to 2014 and five since 2015.",
        link_checks.check_arxiv_ids,
    ),
    Check(
        "arxiv-pdf",
        "warn",
        "a link to a PDF of arXiv where nearly all others lead to abstracts",
        "The abstract names all versions. --fix makes it the abstract of the same version.",
        link_checks.check_arxiv_pages,
    ),
    Check(
        "title-missing",
        "warn",
        "an entry with a link and no title",
        "Nobody finds it again by its words.",
        entry_checks.check_titles,
    ),
    Check(
        "title-is-url",
        "warn",
        "an entry whose title is only an address",
        "Nobody finds it again by its words. Ctrl+T in the form fetches a title.",
        entry_checks.check_addresses,
    ),
    Check(
        "kind-unknown",
        "warn",
        "a symbol that the legend does not have",
        "Mistyped, or missing in the legend. Only in a log where most entries have a kind.",
        entry_checks.check_unknown_kinds,
    ),
    Check(
        "kind-unused",
        "info",
        "a kind of the legend that no entry has",
        "The legend may be shorter.",
        entry_checks.check_unused_kinds,
    ),
    Check(
        "tag-similar",
        "warn",
        "a tag that differs from another in case, a hyphen, a plural or one letter",
        "Who looks for one misses the other. `logtui tags --rename OLD NEW` makes them one.",
        entry_checks.check_similar_tags,
    ),
    Check(
        "key-twice",
        "warn",
        "a citation key that two works have",
        "Of two works with one key in a bibliography, one is not found.",
        entry_checks.check_keys,
    ),
    Check(
        "ref-dangling",
        "warn",
        "a reference to a day that has no entry",
        "Mistyped, or the entry has gone.",
        entry_checks.check_references,
    ),
    Check(
        "mojibake",
        "warn",
        "characters that were misread and saved so",
        "Other programs show them broken. `logtui repair` mends them.",
        text_checks.check_mojibake,
    ),
    Check(
        "conflict-marks",
        "warn",
        "a conflict between git's markers",
        "Both versions are in the log. `c` in the log settles it.",
        text_checks.check_conflicts,
    ),
)
"""All checks, in the order in which they are listed."""

CHECKS_BY_NAME = {check.name: check for check in CHECKS}
"""The same, by name."""

FIXABLE = ("link-tracking", "arxiv-pdf")
"""The checks whose problems can be mended without changing what the log means."""


def check_levels() -> dict[str, CheckLevel]:
    """Return the level of each check: the user's, else its own.

    Raises:
        ConfigError: The settings name a check that there is not.
    """
    config = load_existing_config()
    chosen = config.checks if config else {}
    if unknown := sorted(chosen.keys() - CHECKS_BY_NAME.keys()):
        raise ConfigError(f"{config.path if config else ''}: there is no check {unknown[0]}")
    return {check.name: chosen.get(check.name, check.level) for check in CHECKS}


def find_problems(
    log: CheckedLog, levels: Mapping[str, CheckLevel], names: Collection[str] = ()
) -> list[Problem]:
    """Return what the checks called ``names`` report, in the order of the log.

    Without names these are all whose level lets them run unasked; none is one that is off.
    """
    wanted = {name for name, level in levels.items() if level == "warn"}
    if names:
        wanted = {name for name in names if levels[name] != "off"}
    problems = [
        problem for check in CHECKS if check.name in wanted for problem in check.problems(log)
    ]
    return sorted(problems, key=lambda problem: problem.offset)
