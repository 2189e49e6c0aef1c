"""The screens, the one part of the program that knows Textual.

``cli`` calls ``app.browse``. The way of a key: ``app`` puts it into ``type_ahead``, which hands it
on when the one before has had its effect; ``bindings``, made from ``logtui.keys``, name its action;
``main_screen`` has the panes and the actions, and hands on what is not about the panes:

    shown_log    which log, dates, entries, and which entry of them; puts it into the panes
    actions      writing, links, going to other entries: made at the first key that needs them
    background   threads that read, search, relate and follow the log
    selection, marked_entries, key_uses
                 which entries are selected and marked after a change
    host         what actions may ask of the screen; ``ShownLog`` is it

Actions open ``forms`` and ``dialogs``. All of these show text by ``drawing``, in ``panes`` and
``widgets``. ``view`` and ``log_relations`` are the values that go between them. ``terminal`` says
what every line goes through before it is written, and how the terminal is left and entered again.
``terminal_driver`` reads and writes it, and puts text of disputed width in its place.

Up to the first frame nothing is loaded but ``app``, ``main_screen``, ``shown_log``, the panes and
what they draw with: everything else is imported where it is first used.
"""
