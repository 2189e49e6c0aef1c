"""What an entry says about itself besides its kind, title and link.

People mark entries in ways of their own: a checkbox, a label, a tag, a heading. Each module here
reads one property of an entry by whichever of these ways a log has, and says whether it has any;
nothing is read into a log that does not use them.

``queue_names``  what people call things that are still to be read, in many languages;
``states``       whether an entry is still to be read, being read, done or dropped;
``tag_marks``    where tags stand in a paragraph, and what only looks like one;
``tags``         the tags of an entry, and how many there are of each;
``tag_edits``    what gives an entry tags, and takes some from it;
``similar_tags`` pairs of tags that are probably meant to be one.

Writing goes through ``editing``: what an entry is to have stands in its ``Draft``.
"""
