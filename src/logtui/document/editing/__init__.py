"""From what a person types to the edit that writes it."""
