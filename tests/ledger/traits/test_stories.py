"""Which words tell stories apart."""

from __future__ import annotations

from reportedly.ledger.traits import stories


def test_where_acts_are_done_tells_stories_apart_and_the_acts_do_not() -> None:
    """A phrase like "pull from the rubble" makes no word for a place ordinary, however many have one."""
    assert {"kill", "truck", "bomb"} <= stories.ordinary_stems()
    assert {"capital", "river", "stadium", "boulevard"}.isdisjoint(stories.ordinary_stems())
