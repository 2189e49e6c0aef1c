"""Forms that stay open until what is typed is in the file."""
