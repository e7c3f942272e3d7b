"""The command `lexicon`: checks the words that the program knows against their examples."""

from __future__ import annotations

import click

from .exit_codes import FAILED


@click.group(short_help="Check the lexicons against their examples.")
def lexicon() -> None:
    """The lexicons: the words that the program knows, each with examples."""


@lexicon.command("check")
@click.argument("kinds", nargs=-1)
def check_lexicons(kinds: tuple[str, ...]) -> None:
    """Check every entry: its examples must be found by it, exactly, and its near misses must not.

    KINDS are names of lexicons, such as `cues`; by default all are checked.
    """
    from ..language.parse import load_parser
    from ..ledger.wording import several
    from ..lexicon import KINDS, load_lexicon, read_entries
    from ..proving import prove_lexicons

    if unknown := set(kinds) - set(KINDS):
        raise click.BadParameter(f"{min(unknown)!r} is not one of {', '.join(KINDS)}")
    faults = prove_lexicons(load_lexicon(), load_parser(), kinds or None)
    for fault in faults:
        click.echo(str(fault))
    entries = sum(len(read_entries(kind)) for kind in kinds or KINDS)
    click.echo(f"{entries:,} entries, {several(len(faults), 'fault')}")
    if faults:
        raise SystemExit(FAILED)
