"""Finding an entry again: known-item fuzzy search over the entries of a document."""
