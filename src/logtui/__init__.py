"""Browse, search and extend a research log kept in one Markdown file."""

__version__ = "0.1.0"
