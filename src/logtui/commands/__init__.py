"""The headless commands: what ``logtui add``, ``logtui list`` and the like do.

Each command is a module of its own name with one object, ``COMMAND``, which ``logtui.cli`` imports
when the command is called, and no other. The way of one call:

``manual.command_parser`` makes the parser: the docstring of the module and ``Command.page`` are the
manual page that ``--help`` prints, ``Command.configure`` adds the options.
``Command.run`` opens the log with ``progress.open_session`` (or ``common.open_to_write``, which
heeds ``--in-place``), asks ``logtui.document`` for an edit or ``logtui.search`` for entries, and
has ``Session`` write it.
``output`` prints entries as a table, JSON or lines between tabs; ``common`` prints what was
written, and finds the kind that a word names. Both make every text from the log safe for a
terminal. Errors are raised as ``LogtuiError`` and printed in one line by ``logtui.cli``.
``options`` has what several commands choose entries by.
``shell_completion`` answers a shell that asks what may come next.

Results go to standard output, everything else to standard error. A command never asks a question
and never imports Textual or ``logtui.tui``.
"""
