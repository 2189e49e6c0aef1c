"""The user's settings, read from ``config.toml`` in the platform's configuration directory.

The way through it:

``loading`` finds the file and gives the settings in force. Without a file nothing else is imported,
so that a start without settings costs nothing. With one it calls
``reading``, which splits the bytes into statements, checks each, and notes what cannot be used:
an unknown name or a wrong value is a problem with its line, never an error, so that the program
starts with the rest. It asks
``settings`` for what there is: one table of every setting with its values and its description;
and ``key_names`` for how keys are spelled and which of them clash.
``starter`` writes the commented file that a user begins with from the same table, and
``filters`` knows what the saved filters mean, to which ``filter_saving`` adds one in the file.

A setting that is added to the table is thereby read, checked, explained and printed; what it does
is up to those who ask for it.

It imports ``keys``, ``errors``, how files are read and replaced safely from ``storage``, and
for the saved filters ``search``; never the screens, and never Textual.
"""
