"""From text of the log to styled lines of cells, without any widget.

    labels         what days, kinds, links and entries are called
    marks          what the search found, marked in pieces of a text
    word_diff      what differs between two texts
    styles         names of styles, and lines of a width in the colours of the theme
    theme_colours  the colours of a theme, as far from each other as reading asks for
    status         what the status line says of what was done
    search_answers what was looked for and what was found, and what is said where that is nothing

A pane asks ``labels`` and ``marks`` for text, has it wrapped, and draws each line by
``styles.strip_of``. Styles go by the names in ``styles.STYLES`` until then, and whatever comes from
the log goes through ``labels.display_text``: what is shown is safe for the terminal.

Nothing here imports a pane, a screen or a thread.
"""
