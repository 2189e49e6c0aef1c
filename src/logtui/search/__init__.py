"""Finding an entry again: known-item fuzzy search over the entries of a document.

``index`` takes all entries of a document into a ``corpus``: their words (``words``) and where each
one is; while the document changes, only new entries are added. ``rank.search_index`` answers a
query in this order:

1. ``query.parse_query`` reads it: terms to rank by, filters, and alternatives of them, which
   ``brackets`` hold together; the saved filters that it names are read in their place.
2. ``conditions.filter_mask`` finds the entries that pass each filter.
3. ``scoring.score_term`` scores each term: ``similarity`` finds the words of the log that are like
   it, ``shapes`` the texts that it stands for as a whole and the links that were pasted; neighbours
   are scored as one word, too.
4. ``scoring.score_parts`` gives what the parts of the query are worth: of alternatives it is what
   the best of them is.
5. ``rank`` keeps the entries that have all terms, orders them by the mean of their scores, and the
   best ones by how the terms stand in the title.

If nothing is found, the terms are scored once more with more typos allowed, and then ``some_words``
finds the entries that have the most telling ones. Scores and sets of
slots are cached in the index, so that a longer query costs only its new term.

``likeness`` finds the entries that are about the same as one, by the rare words that they share.
``periods`` reads what names days. ``highlight`` marks in one entry what the terms were found by,
``completion`` offers values for an operator, and ``relaxation`` tells which words to drop where
nothing has all of them. Texts are folded (``words.fold``) to the same
length, so that offsets agree; words are spelled (``words.spell``), and ``words.letter_offsets``
leads from their letters back to the text.

Nothing here knows of a file, a screen or a thread, except that the corpus has a lock. Imports only
from the document package, ``errors`` and rapidfuzz.
"""
