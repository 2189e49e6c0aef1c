"""What a log is: bytes and text in, days and entries out.

``text`` knows lines, links, marks and encodings, and nothing of logs. ``dates`` reads a date in
any of the forms that people use. ``reading.parser.parse`` makes a ``model.Document`` of a file's
bytes: the text of the log as it is, and spans of it for days and entries; ``legend`` holds the
kinds that the log declares, ``tables`` knows rows and columns, and ``entry_parts`` takes the first
paragraph of an entry apart when it is asked for.

On a document work
  ``properties``  what an entry says about itself besides: states and tags;
  ``order``       where a date belongs in the log;
  ``extents``     where days and entries end for a reader, and the space between them;
  ``entry_links`` the links of an entry;
  ``relations``   entries that name the same link, or that a text refers to by date;
  ``merging``     two logs to one, against an earlier state that both come from;
  ``editing``     one change as a replaced range of the text, checked by reading the result again;
  ``bulk``        one change of many entries, each as it would be changed alone.

A document is frozen: a change makes an ``Edit``, and the edited text is parsed again. Nothing here
reads or writes a file, knows a screen or a setting, or imports anything but the standard library
and ``logtui.errors``. Imports go from the bottom of this list to the top, never back.
"""
