"""Mentions: actors, places, times and amounts in parsed text, each resolved to a value."""
