"""Screens that ask for something and come back with it."""
