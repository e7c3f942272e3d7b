"""The commands of the program, one subject per module.

`cli` gathers them under one name. A command turns what was typed into calls of the rooms below and prints
what comes back; it loads those rooms when it runs, so that `--help` needs none of them. `inputs`, `outputs`
and `exit_codes` hold what several commands share.
"""
