"""Notes as HTML in which nothing runs and nothing is loaded."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from logtui.document.text.urls import split_url
from logtui.export.characters import clean_lines

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererHTML
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict

_SAFE_SCHEMES = frozenset({"", "http", "https", "mailto"})
_TASK = re.compile(r"\[([ xX])\]\s")
_NESTING = 40
_LONGEST_MARKDOWN = 50_000
"""Characters of notes beyond which reading them as Markdown could take minutes."""


def notes_html(notes: str, base_url: str = "") -> str:
    """Return ``notes``, which are Markdown, as HTML; HTML in them is shown as it is typed.

    Very long notes are shown as they are typed, too.

    Args:
        notes: The notes of an entry.
        base_url: What relative links start from; empty to leave them as they are.
    """
    text = clean_lines(notes)
    if len(text) > _LONGEST_MARKDOWN:
        return f"<pre>{escape(text)}</pre>\n"
    html: str = _reader().render(text, {"base_url": base_url, "heading_tag": "h4"})
    return html


def markdown_page(text: str, language: str) -> str:
    """Return ``text``, Markdown that begins with its title, as a page for a mail."""
    title = escape(text.partition("\n")[0].lstrip("# "))
    return (
        f'<!doctype html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{title}</title>\n</head>\n<body>\n{_reader().render(text, {})}</body>\n</html>\n"
    )


def is_safe_link(target: str) -> bool:
    """Tell whether a page may link to ``target``: to the web, to a mail address, to a file near."""
    cleaned = re.sub(r"[\x00-\x20]", "", target)
    return split_url(cleaned).scheme in _SAFE_SCHEMES


def link_html(target: str, label: str, base_url: str = "") -> str:
    """Return a link to ``target``, or just its ``label`` where a page may not link there."""
    if not target or not is_safe_link(target):
        return escape(label)
    address = escape(page_address(target, base_url))
    return f'<a href="{address}" rel="noreferrer">{escape(label)}</a>'


def page_address(target: str, base_url: str) -> str:
    """Return the address of ``target`` in a page: its scheme in small letters, absolute.

    Where ``base_url`` is empty, what is relative stays so.
    """
    scheme = split_url(target).scheme
    if scheme and target[: len(scheme)].lower() == scheme:
        target = scheme + target[len(scheme) :]
    return urljoin(base_url, target) if base_url else target


@cache
def _reader() -> MarkdownIt:
    from markdown_it import MarkdownIt

    reader = MarkdownIt(
        "commonmark", {"html": False, "linkify": True, "maxNesting": _NESTING}
    ).enable(["table", "strikethrough", "linkify"])
    if reader.linkify is not None:
        reader.linkify.set({"fuzzy_link": False, "fuzzy_email": False})
    setattr(reader, "validateLink", is_safe_link)  # noqa: B010 - its types do not know its own way
    reader.core.ruler.push("logtui", adapt_tokens)
    reader.add_render_rule("image", picture_link)
    return reader


def adapt_tokens(state: StateCore) -> None:
    """Make boxes of tasks, take links for what they are, and headings for less than a title."""
    base_url, heading_tag = state.env.get("base_url", ""), state.env.get("heading_tag")
    for index, token in enumerate(state.tokens):
        if heading_tag and token.type in ("heading_open", "heading_close"):
            token.tag = heading_tag
        elif token.type == "inline" and token.children:
            if index > 1 and state.tokens[index - 2].type == "list_item_open":
                make_task_box(token.children)
            for child in token.children:
                if child.type == "link_open":
                    href = str(child.attrGet("href") or "")
                    child.attrSet("href", page_address(href, base_url))
                    child.attrSet("rel", "noreferrer")


def make_task_box(children: list[Token]) -> None:
    """Make of ``[ ]`` or ``[x]`` at the beginning of an item a box that only shows it."""
    from markdown_it.token import Token

    first = children[0]
    match = _TASK.match(first.content) if first.type == "text" else None
    if match:
        first.content = first.content[match.end() :]
        is_done = match[1] != " "
        mark, name = (" checked", "done") if is_done else ("", "to do")
        content = f'<input type="checkbox" disabled aria-label="{name}"{mark}> '
        children.insert(0, Token("html_inline", "", 0, content=content))


def picture_link(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    """Return a link to a picture: to show it, the page would have to ask another server."""
    token = tokens[index]
    label = renderer.renderInlineAsText(token.children or [], options, env) or "picture"
    return link_html(str(token.attrGet("src") or ""), label, str(env.get("base_url", "")))
