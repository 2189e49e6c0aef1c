"""The title and authors of a link, asked of the network when the user wants them."""
