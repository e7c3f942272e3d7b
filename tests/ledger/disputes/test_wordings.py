"""Words as statements are met by them: which forms are one."""

from __future__ import annotations

import pytest

from reportedly.ledger.disputes.wordings import root_of


@pytest.mark.parametrize(
    "forms",
    [
        ("stop", "stops", "stopped", "stopping"),
        ("move", "moves", "moved"),
        ("deny", "denies", "denied"),
        ("die", "died", "dies"),  # so short that "ed" is no ending of it
    ],
)
def test_forms_of_one_root(forms: tuple[str, ...]) -> None:
    assert len(set(map(root_of, forms))) == 1
