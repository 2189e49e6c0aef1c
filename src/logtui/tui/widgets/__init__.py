"""Widgets that more than one part of the screens uses."""
