"""Pages as a program reads them that knows HTML but runs nothing."""

from __future__ import annotations

from html.parser import HTMLParser


class PageReader(HTMLParser):
    """Notes the tags of a page.

    Attributes:
        tags: Each tag with its attributes, in order.
        texts: The text between the tags.
        texts_by_id: The text right after each tag with an id.
        problems: What is closed that is not open.
    """

    VOID = frozenset({"meta", "link", "input", "br", "hr", "img"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.texts_by_id: dict[str, str] = {}
        self.problems: list[str] = []
        self._open: list[str] = []
        self.feed(page)
        self.close()
        self.problems += self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1] != tag:
            self.problems.append(f"</{tag}>")
        else:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self.texts.append(data)
        name = self.tags[-1][1].get("id") if self.tags else None
        if name:
            self.texts_by_id.setdefault(name, data)

    def attributes(self, name: str) -> list[str]:
        """Return all values of the attribute ``name``."""
        return [str(attributes[name]) for _, attributes in self.tags if name in attributes]
