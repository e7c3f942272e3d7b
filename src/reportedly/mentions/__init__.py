"""sentences -> mentions of actors, places, times and amounts, each resolved to a value."""
