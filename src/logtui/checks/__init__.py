"""What is broken, odd or left over in a log: named checks that read it and report problems.

``checked_log.CheckedLog`` is what a check looks at: the document, its links, the folder next to it
and today. Each check is a function that yields a ``Problem`` for each place: ``date_checks`` has
those of days, ``link_checks`` those of links and their targets, ``entry_checks`` those of titles,
kinds and references, and ``text_checks`` those of the text as a whole. ``check_list`` names them
all, says how much each matters and why, and runs them. ``fixing.FixProblems`` writes what a
problem offers as its fix, where that cannot change what the log means, as one operation;
``link_fixing.FixLinks`` does so with what asking for the links has told.

A check says nothing where it could be wrong: what most of a log does is taken for its custom, and
only what stands out from it is reported.

Nothing here asks the network or prints; imports only from ``document`` and ``export``.
"""
