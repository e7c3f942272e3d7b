"""The exit codes of the program; `docs/commands.md` lists them for users."""

from __future__ import annotations

FAILED = 1
"""Nothing was done, or a check failed; standard error says why."""

PARTLY = 3
"""Some inputs failed and were reported; the rest was done. (2 is click's own, for usage errors.)"""

INTERRUPTED = 130
"""128 plus the number of SIGINT, as shells do."""


CLOSED_PIPE = 141
"""128 plus the number of SIGPIPE: whoever read the output, such as `head`, has had enough."""


def code_of(*, done: int, failed: int) -> int:
    """The exit code for that many successes and failures."""
    return 0 if not failed else PARTLY if done else FAILED
