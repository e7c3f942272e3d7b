"""Choices that commands offer, kept apart from what implements them so that `--help` loads quickly."""

from __future__ import annotations

DECISIONS = ("accept", "reject", "correct", "grade", "same", "different", "relation", "undo")
"""The actions of a review."""

REVIEW_ORDERS = ("conflicting", "least-sure", "in-order")
"""Orders in which decisions are asked for, the first where nobody says which."""

MOST_JOBS = 1_024
"""Processes that are started at once: more than any machine has cores for."""

LONGEST_EVERY = 525_600
"""Minutes between two polls of one feed at most: a year."""

POLL_MINUTES = 15
"""Minutes between two polls of one feed."""

RELATIONS = (
    "conflict",
    "denial",
    "label",
    "retracted_in_use",
    "stale",
    "scope",
    "measure_drift",
    "relay_error",
    "modifier_loss",
    "digit_slip",
    "update",
)
"""The kinds of contradictions, as `records.Relation` has them, the worst first."""
