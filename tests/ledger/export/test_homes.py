"""The street where a private person lives is left out of what is passed on from a ledger."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from reportedly.ledger.export.content import pseudonyms_in
from reportedly.ledger.store import open_ledger
from reportedly.records import Reading


def test_a_street_where_somebody_lives_has_no_name(read_text: Callable[..., Reading], tmp_path: Path) -> None:
    lead = "The water rose. " * 20
    home = read_text(f"{lead}Ola Brenn, who lives at 14 Mango Street, said nine people died.")
    fire = read_text(f"{lead}A fire on Cedar Street killed nine people.")
    with open_ledger(tmp_path / "x.ledger", create=True) as ledger:
        ledger.file([home, fire])
        hide = pseudonyms_in(ledger).hide
    assert (hide("Mango Street"), hide("Cedar Street")) == ("[address]", "Cedar Street")
