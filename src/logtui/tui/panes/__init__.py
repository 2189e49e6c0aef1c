"""The parts of the screen with the log: what stands where, drawn line by line.

    bars          the file, its dates and its state; the query and how much it finds; the keys
    query_input   the field of the query, which comes with the first search
    date_pane     the frame of the dates
    date_tree     the tree in it, which comes after the first frame
    filter_lines  the saved filters above it
    rows          which line of the list shows what
    entry_list    the entries of the dates or the matches of the query
    entry_detail  the selected entry in full
    note_blocks   its notes as Markdown, which come after the first frame
    relation_lines  what it has to do with other entries

The main screen composes them. ``ShownLog`` puts into each what it shows; a pane tells of what the
user does in it by a message, which the main screen takes. No pane knows another one, apart from the
two that are frames of another.

Nothing here imports the screen, its actions, threads, forms or dialogs, reads or writes a file, or
measures more of a log than the lines that are drawn.
"""
