"""The world outside: clipboard, desktop, editor, git, the interpreter itself."""
