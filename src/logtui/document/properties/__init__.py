"""What an entry says about itself besides its kind, title and link.

``tags`` gives the tags of an entry and counts those of a log. ``tag_marks`` knows a paragraph: where
tags stand in it, and what only looks like one.

Everything is read in whatever way the log writes it, and what it does not write at all it does not
have. Each answer is worked out once for a document, when it is first asked for.
"""
