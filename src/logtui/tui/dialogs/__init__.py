"""Screens that ask for something and close with the answer.

``dialog.Dialog`` is the frame of all of them, and of the forms. Whoever asks awaits
``Host.ask(dialog)`` in a worker:

- ``confirm`` asks before something is lost, or before the file itself is written into;
- ``conflict`` asks which of two versions of the same lines stays;
- ``drafts`` offers texts of an earlier run;
- ``choice`` lets one of several rows be taken: what to copy, which link to open;
- ``filter_menu`` shows the saved filters, ``line`` asks for a line of text;
- ``tag_menu`` shows the tags of a log;
- ``activity`` is the map of a log, which leads to the entries of a day or a month;
- ``show_text`` and ``help`` only show something.

A dialog changes nothing but what it keeps of the text typed in it. Nothing here imports
``logtui.tui.forms``, ``logtui.tui.actions`` or the screens below.
"""
