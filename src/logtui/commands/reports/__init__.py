"""Commands that look at a log as a whole, or bring parts of it back to mind.

    stats    figures, counts and a map; ``overview_text`` prints them
    check    what is broken or odd, and mending it; ``link_report`` is its way to the network
    today    what was read on this day of earlier years
    random   an entry by chance
    queue    what is still to be read, the oldest first
    review   entries one after the other, the oldest first
    related  the entries that are about the same as one
    tags     what tags there are; ``tag_list`` also renames and removes them

Each is a module with one object, ``COMMAND``, as those of ``logtui.commands`` are, and follows the
same rules. What they say comes from ``logtui.statistics``, ``logtui.checks`` and
``logtui.search``; here it is only asked for and printed.
"""
