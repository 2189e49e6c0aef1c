"""The headless commands: what ``logtui add``, ``logtui list`` and the like do.

Each command is a module of its own name with one object, ``COMMAND``, which ``logtui.cli`` imports
when the command is called, and no other; some are in ``changing`` or ``exchange``. The way of one
call:

``manual`` makes the parser: the docstring of the module and ``Command.page`` are the manual page
that ``--help`` prints, ``Command.configure`` adds the options.
``log_argument`` finds the log: the word FILE, a stream, or the log of the settings.
``Command.run`` opens it with ``common.open_to_write``, or ``console.progress`` where it is only
read, asks ``logtui.document`` for an edit or ``logtui.search`` for entries, and has ``Session``
write it.
``common`` has what several commands share: options, the kind that a word names, and what is printed
of a write. ``console`` is the terminal or pipe that all of it goes to; every text from the log is
made safe for a terminal there or in ``common``. ``options`` has what several commands choose
entries by, and ``reports`` the commands that look at a log as a whole.

Errors are raised as ``LogtuiError`` and printed in one line by ``logtui.cli``. Results go to
standard output, everything else to standard error. A command asks a question only in a terminal,
and never imports Textual or ``logtui.tui``.
"""
