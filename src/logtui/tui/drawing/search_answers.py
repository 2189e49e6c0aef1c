"""What is looked for, what was found, and what is said where that is nothing or not all."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from logtui.tui.drawing.labels import display_text

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Sequence

    from logtui.document.model import Document
    from logtui.search.rank import SearchResult
    from logtui.search.relaxation import Relaxation

    KeyDisplay = Callable[[str], str]
    """Gives what the key of a binding is called."""


class SearchQuestion(NamedTuple):
    """What is looked for.

    Attributes:
        document: The log to look in.
        query: The query as typed.
        scope: Indices of the entries that may be found; None for all.
    """

    document: Document
    query: str
    scope: Container[int] | None


class SearchAnswer(NamedTuple):
    """What was found.

    Attributes:
        question: What was asked.
        result: The entries, best first, or what is wrong with the query.
        is_complete: Whether everything was searched; else the index is still growing, and the
            question is answered again when it is complete.
        completions: What the query may become, the likeliest first.
        relaxation: Which words to drop, where nothing was found and that helps.
    """

    question: SearchQuestion
    result: SearchResult
    is_complete: bool
    completions: Sequence[str]
    relaxation: Relaxation | None = None


def no_match_hint(answer: SearchAnswer, dates: str, key_display: KeyDisplay) -> str:
    """Return what to do where ``answer`` lists nothing; maybe several lines.

    Args:
        answer: What was found.
        dates: What the dates are called that alone were searched; empty for all.
        key_display: Names keys.
    """
    clear, relaxation = key_display("search.leave"), answer.relaxation
    has, advice = "Nothing matches", f"Try it without one of these; {clear} clears."
    if any(True for _ in answer.result.query.all_terms):
        advice = f"Try fewer letters or another spelling; {clear} clears."
    if relaxation is not None:
        has, drops = _relaxed(relaxation, key_display)
        advice = drops or advice
    lines = [f"{display_text(has)}.", advice]
    if dates:
        back_key = key_display("screen.back")
        lines.append(f"Only {dates} is searched; {back_key} leads back to all dates.")
    return "\n".join(lines)


def partial_note(relaxation: Relaxation | None, key_display: KeyDisplay) -> str:
    """Return what stands above entries that have only some of the words."""
    if not relaxation or not relaxation.match_count:
        return "no entry has all of these words"
    has, advice = _relaxed(relaxation, key_display)
    return f"{display_text(has)}. {advice}"


def _relaxed(relaxation: Relaxation, key_display: KeyDisplay) -> tuple[str, str]:
    """Return which words nothing has, and how to drop them; empty where that does not help."""
    words = " or ".join(f'"{word}"' for word in relaxation.words)
    has = f"No entry has {words}" if relaxation.are_unknown else "No entry has all of that"
    if not relaxation.match_count:
        return has, ""
    them = "it" if len(relaxation.words) == 1 else "them"
    has += f"; without {them if relaxation.are_unknown else words} {relaxation.match_count}"
    clear = key_display("search.leave")
    return has, f"{key_display('screen.drop_words')} drops {them}, {clear} clears."
