"""Commands that take entries from other programs, and hand a log to agents.

    import_  bookmarks and references of other programs
    mcp      a server for agents
    skill    what an agent has to know that runs commands

Each is a module with one object, ``COMMAND``, as those of ``logtui.commands`` are, and follows the
same rules. What they do is in ``logtui.importing`` and ``logtui.agents``; here it is only asked for
and printed.
"""
