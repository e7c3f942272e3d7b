"""What commands let a person choose; apart from what does it, so that `--help` need not load that."""

from __future__ import annotations

DECISIONS = ("accept", "reject", "correct", "grade", "same", "different", "relation", "undo")
"""What can be decided of a record."""

POLL_MINUTES = 15
"""Between two polls of one feed."""
