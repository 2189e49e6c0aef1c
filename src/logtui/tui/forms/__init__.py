"""Forms that stay open until what is typed is in the file.

``form.Form`` is what all have in common: it keeps what is typed with every change, shows the lines
that will be written, and saves. ``entry_form.EntryForm`` has the fields of an entry; ``AddForm``
makes a new one of them and ``EditForm`` changes one. ``raw_form.RawForm`` has its lines instead.
``change_form.ChangeForm`` changes many entries alike.

The way of a save: ``action_save`` starts a worker of the app, ``save`` asks the subclass for its
``operation``, checks it on the log shown, and awaits ``EntryWriter.save``. Then the form closes, or
shows why nothing is written. An ``EntryWriter`` is all that a form knows of whoever opened it.

``kind_picker``, ``tag_input`` and ``title_fetch`` are lines of the forms; ``preview`` draws what an
edit does.

Nothing here imports ``logtui.tui.actions``, ``logtui.session`` or the screens below.
"""
