"""What the program leaves behind for the shell that called it; `docs/commands.md` has the table."""

from __future__ import annotations

FAILED = 1
"""Nothing was done, or what was looked for is not as it must be; standard error says why."""

PARTLY = 3
"""Some of it failed and was named, and the rest was done. (2 is click's own: not understood.)"""

INTERRUPTED = 130
"""128 and the signal of Ctrl-C, as shells have it."""


def code_of(*, done: int, failed: int) -> int:
    """How many were done and how many failed, as a code."""
    return 0 if not failed else PARTLY if done else FAILED
