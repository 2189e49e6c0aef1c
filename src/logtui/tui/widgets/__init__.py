"""Widgets that more than one part of the screens uses.

    text_view    a pane of text of any length, laid out in parts
    text_box     such texts in a dialog, as high as they are
    safe_fields  fields that draw pictures of what a terminal would act on

The detail and the help are text views; dialogs show texts in a box. Forms, the search bar and the
palette have safe fields, the only ones in the program: what they hold is what was typed or read,
what they draw is safe.

A widget here knows neither the log nor the screen that it is part of, and imports neither panes nor
dialogs. What it needs of the log's text is in ``logtui.document.text``.
"""
