"""The three-way merge of logs, by days and entries rather than by lines.

``three_way.merge_logs`` is the way in. It gives base, ours and theirs one encoding and one line
end, and passes on what only one side changed. Everything else goes through these steps:

1. ``outline`` cuts each log into sections (days) and blocks (entries, markers, other lines).
2. ``matching`` finds which sections and blocks of two logs are the same ones (``pairing``).
3. ``three_logs`` gives those that are the same one number in all three logs, and merges orders.
4. ``day_merge`` makes the pieces of each section, ``entry_merge`` those of each block: settled
   text, or a conflict where both sides changed the same part differently.
5. ``assembly`` puts the pieces together, with the space that the logs have between them.

``conflicts`` holds what comes of it (``Merge``, ``Conflict``) and finds the conflicts that stand
between markers in a text. ``resolution`` checks the lines that a person puts in the place of one.
``ancestor`` finds or makes a base where nobody has noted it down.

Nothing here reads or writes files, and nothing imports from ``document.editing`` or from outside
of ``document``.
"""
