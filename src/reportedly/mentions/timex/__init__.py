"""Times word by word: pieces of text, rules over them, and the calendar that they are resolved by."""
