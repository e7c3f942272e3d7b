"""The commands of the program, one subject per module.

A command turns its arguments into calls of the rooms below and prints the results. It imports those rooms
only when it runs, so that `--help` stays fast. `inputs`, `outputs`, `messages` and `exit_codes`
hold what several commands share; `cli` gathers all commands under one name.
"""
