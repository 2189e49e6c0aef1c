"""`logtui check --links`: which links of a log still lead where they did."""

from __future__ import annotations

import asyncio
import sys
import time
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from logtui.checks.checked_log import CheckedLog, quoted
from logtui.checks.link_fixing import FixLinks
from logtui.commands.console.output import prepare_output
from logtui.commands.console.progress import read_document
from logtui.commands.options.query_argument import entries_of_query
from logtui.commands.reports.problem_lines import ProblemLine
from logtui.document.relations.same_link import link_identity
from logtui.document.text import urls
from logtui.document.text.safe import safe_text
from logtui.document.text.wording import counted_noun
from logtui.errors import LogtuiError
from logtui.export.json_entries import json_text
from logtui.fetch.link_states import NO_SUCH_HOST, LinkClass, LinkProber
from logtui.search.periods import users_today
from logtui.storage.link_results import LinkResult, store_link_results, stored_link_results
from logtui.system.process import print_message, results_to_output

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from logtui.document.model import Document

ARCHIVE = "https://archive.org/wayback/available"
"""Where it is asked for a copy of a page."""

_REPORTED = (LinkClass.GONE, LinkClass.MAYBE_GONE, LinkClass.MOVED, LinkClass.UNSURE)
"""The classes that are reported link by link, in this order; of the others only the number."""

_RESULTS_PER_STORING = 20


class CheckedLink(NamedTuple):
    """A link of a log.

    Attributes:
        url: The address, as the log has it.
        line: The first line that has it.
        day: The day of its entry as ``20240925``; empty where that is unknown.
    """

    url: str
    line: int
    day: str


def check_links(args: argparse.Namespace) -> int:
    """Ask for the links of the log, print what is not well, and return how many that are."""
    document = read_document(args.file)
    links = _links_to_check(args, document)
    results = stored_link_results()
    stale = {
        link.url: identity
        for identity, link in links.items()
        if args.recheck or identity not in results or not results[identity].is_fresh(time.time())
    }
    if not links:
        print_message("there are no links to ask for")
        return 0
    keeper = _ResultKeeper(stale, results)
    try:
        asyncio.run(_ask(args, links, keeper))
    except KeyboardInterrupt:
        print_message(f"stopped: {keeper.count} of {len(stale)} links were asked; that is kept")
        raise
    finally:
        store_link_results(results)
    known = {identity: results[identity] for identity in links if identity in results}
    _print_report(args, links, known)
    return sum(result.link_class in _REPORTED[:3] for result in known.values())


def known_fixes(names: Sequence[str]) -> FixLinks:
    """Return what the results that are kept let write: ``moved`` links, ``archived`` copies."""
    results = stored_link_results()
    moved = {key: result.target for key, result in results.items() if result.link_class == "moved"}
    archived = {key: result.archived for key, result in results.items() if result.archived}
    encrypted = {result.encrypted for result in results.values() if result.encrypted}
    return FixLinks(
        moved if "moved" in names else {},
        archived if "archived" in names else {},
        encrypted if "link-http" in names else (),
    )


def _links_to_check(args: argparse.Namespace, document: Document) -> dict[str, CheckedLink]:
    """Return the links to pages in the entries of the query, by their identity."""
    log = CheckedLog(document, None, users_today())
    wanted = {entry.span.start for entry in entries_of_query(document, args.links)}
    excluded = {host.casefold().removeprefix("www.") for host in args.exclude}
    links: dict[str, CheckedLink] = {}
    for link in log.links:
        target, line = log.target(link), document.line_at(link.span.start)
        url, entry = urls.split_url(target), document.entry_at_line(line)
        is_page = url.scheme in urls.DEFAULT_PORTS and url.host not in excluded
        if entry is None or entry.span.start not in wanted or not is_page:
            continue
        date = document.date(entry)
        day = date.exact_day() if date else None
        checked = CheckedLink(target, line, f"{day:%Y%m%d}" if day else "")
        links.setdefault(link_identity(target), checked)
    return links


async def _ask(
    args: argparse.Namespace, links: dict[str, CheckedLink], keeper: _ResultKeeper
) -> None:
    """Ask for the links that ``keeper`` wants to know of, and for copies of lost pages."""
    stale, results = keeper.stale, keeper.results
    async with LinkProber() as prober:
        earlier = dict(results)
        try:
            async with asyncio.TaskGroup() as group:
                for url in stale:
                    group.create_task(keeper.ask(prober, url))
        except ExceptionGroup as errors:
            raise errors.exceptions[0] from errors
        if len(stale) > 1 and all(results[key].reason == NO_SUCH_HOST for key in stale.values()):
            results.clear()
            results.update(earlier)
            raise LogtuiError("none of the hosts is known; is there a way to the network?")
        if args.archive:
            for identity, link in links.items():
                result = results.get(identity)
                if result and result.link_class in _REPORTED[:2] and not result.archived:
                    copy = await _archived_copy(prober, link)
                    results[identity] = result._replace(archived=copy)


class _ResultKeeper:
    """Takes results as they come, says how many there are, and stores them now and then.

    Attributes:
        stale: The identity of each link to ask for.
        results: What is known of all links, by identity.
        count: How many links were asked.
    """

    def __init__(self, stale: dict[str, str], results: dict[str, LinkResult]) -> None:
        self.stale = stale
        self.results = results
        self.count = 0

    async def ask(self, prober: LinkProber, link: str) -> None:
        """Have ``prober`` find out what ``link`` is, and keep that."""
        state, identity = await prober.probe(link), self.stale[link]
        result = LinkResult(
            state.link_class,
            state.reason,
            state.target,
            time.time(),
            encrypted=state.encrypted,
        )
        self.results[identity] = result.after(self.results.get(identity))
        self.count += 1
        if self.count % _RESULTS_PER_STORING == 0:
            store_link_results(self.results)
            print_message(f"{self.count} of {len(self.stale)} links are asked")


async def _archived_copy(prober: LinkProber, link: CheckedLink) -> str:
    """Return the address of the copy nearest to the day of reading; empty where there is none."""
    query = f"url={quote(link.url, safe='')}&timestamp={link.day}"
    answer = await prober.read_json(f"{ARCHIVE}?{query}")
    try:
        closest = answer["archived_snapshots"]["closest"]  # type: ignore[index]  # tried right here
        return str(closest["url"]) if closest["available"] else ""
    except (KeyError, TypeError):
        return ""


def _print_report(
    args: argparse.Namespace, links: dict[str, CheckedLink], known: dict[str, LinkResult]
) -> None:
    order: Sequence[str] = [*_REPORTED, LinkClass.REFUSED, LinkClass.ALIVE]
    by_class = sorted(
        known, key=lambda identity: (order.index(known[identity].link_class), links[identity].line)
    )
    with results_to_output():
        prepare_output()
        if args.format == "json":
            records = [
                {
                    "line": links[identity].line,
                    "url": links[identity].url,
                    "class": known[identity].link_class,
                    "reason": known[identity].reason,
                    "target": known[identity].target or None,
                    "archived": known[identity].archived or None,
                }
                for identity in by_class
            ]
            sys.stdout.write(f"{json_text(records)}\n")
        for identity in by_class if args.format != "json" else ():
            link, result = links[identity], known[identity]
            if result.link_class in _REPORTED:
                name = f"link-{result.link_class.rstrip('?')}"
                line = ProblemLine(args.file, link.line, name, result_sentence(link, result))
                is_github = args.format == "github"
                sys.stdout.write(line.github_command("warning") if is_github else line.text())
    counts = {name: sum(result.link_class == name for result in known.values()) for name in order}
    told = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
    print_message(f"{counted_noun(len(known), 'link')}: {told}")


def result_sentence(link: CheckedLink, result: LinkResult) -> str:
    """Return what was found of ``link``, safe to print."""
    sentence = f"{quoted(link.url)}: {result.reason}"
    if result.target:
        sentence = f"{quoted(link.url)} is {safe_text(result.target)} by now"
    if result.archived:
        sentence += f"; a copy is at {safe_text(result.archived)}"
    if result.link_class == LinkClass.MAYBE_GONE:
        sentence += "; it is asked again another day"
    return sentence
