"""Options that several commands have, and what they choose.

    date_options     the entries between two dates
    entry_selection  the entries that a query, dates, a kind and lines name, without private ones
    named_entries   the entries that a line, a query or standard input names
    query_argument   the entries that a query finds
    typed_day        a single day

Each module adds its options to a parser, and reads what was typed when the log is there. What is
typed wrongly is a ``LogtuiError`` with what would be right.

Nothing here prints anything, and nothing imports a command.
"""
