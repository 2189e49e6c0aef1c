"""What stands between a command and the terminal or pipe that it talks to.

``progress`` shows a line while something takes long, and opens the log meanwhile, from a stream,
too. ``output`` prints entries as JSON, as lines or as a table, coloured where the terminal shows
colours. ``output_file`` replaces the file that an export goes to. ``shell_completion`` gives bash,
zsh and fish the words that may follow. The standard streams themselves are the business of
``logtui.system.process``.

Nothing here changes a log, and nothing imports a command, a screen or Textual.
"""
