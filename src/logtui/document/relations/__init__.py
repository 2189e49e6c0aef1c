"""How the entries of a log belong together: links they share, dates they name."""
