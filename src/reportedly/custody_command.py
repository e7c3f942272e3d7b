"""The commands of whoever keeps a ledger: `captures`, `check`, `verify`, `backup`, `restore`."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .exit_codes import FAILED

if TYPE_CHECKING:
    from .ledger.chain import Proof
    from .ledger.checking import Checked


@click.command()
@click.argument("ledger", type=click.Path(path_type=Path))
@click.argument("documents", nargs=-1, metavar="[DOCUMENT]...")
@click.option("--json", "as_json", is_flag=True, help="A JSON object a document, with both texts in pieces.")
def captures(ledger: Path, documents: tuple[str, ...], as_json: bool) -> None:
    """What was captured of a DOCUMENT, when, and what changed from each capture to the next.

    One page that was fetched twice with different bytes has two captures; both are kept. Figures that changed
    stand first (killed 12 -> 15), then title, outlet and date, then the words: [-went-]{+came+}. Without a
    DOCUMENT all that were captured more than once are shown. The start of an id is enough.

    \b
    reportedly captures my.ledger
    reportedly captures my.ledger document-3fa91c --json
    """
    from .ledger.captures import captured_again, snapshots_of
    from .ledger.store import open_ledger
    from .views.capture_lines import captures_json, captures_text

    told = captures_json if as_json else captures_text
    with open_ledger(ledger, read_only=True, create=False) as opened:
        named = [opened.record(each).id for each in documents] or captured_again(opened)
        for name in named:
            click.echo(told(snapshots_of(opened, name)))
    if not named:
        click.echo("no document has more than one capture", err=True)


@click.command()
@click.argument("ledger", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def check(ledger: Path, as_json: bool) -> None:
    """Is a ledger whole? Names what is wrong; exit code 0 whole, 1 not.

    Looks at all of it and changes nothing: the file as SQLite sees it, references between records, the index
    of words, every quotation against the text that it stands in, every capture's bytes against their
    SHA-256, and the chain of custody.

    \b
    reportedly check my.ledger && reportedly backup my.ledger /media/stick/my.ledger
    """
    from .ledger.checking import check_ledger
    from .ledger.store import open_ledger

    with open_ledger(ledger, read_only=True, create=False) as opened:
        checked = check_ledger(opened)
    if as_json:
        click.echo(json.dumps(asdict(checked), ensure_ascii=False))
    else:
        _tell_faults(ledger, checked)
    if checked.faults:
        raise SystemExit(FAILED)


@click.command()
@click.argument("ledger", type=click.Path(path_type=Path))
@click.option("--noted", metavar="HEAD", help="A head that was noted elsewhere, such as 120:3fa91c77.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def verify(ledger: Path, noted: str | None, as_json: bool) -> None:
    """Prove that no capture and no judgement changed since it was filed; name the first link that broke.

    Each capture (bytes, headers, address, time) and each judgement bears a link, a SHA-256 that hangs on all
    links before it. The last one is the head: note it where nobody who can write the ledger can change it,
    on paper or with a colleague. Who can write the file could make the whole chain anew; a noted head shows
    it. Exit code 0: nothing changed; 1: something did.

    \b
    reportedly verify my.ledger
    reportedly verify my.ledger --noted 120:3fa91c77
    """
    from .ledger.chain import follow_chain
    from .ledger.store import open_ledger

    if noted is not None and not _is_head(noted):
        raise click.BadParameter(
            f"{noted!r} is no head such as 120:3fa91c77 (a number, a colon, eight or more of its digits)",
            param_hint="--noted",
        )
    with open_ledger(ledger, read_only=True, create=False) as opened:
        proof = follow_chain(opened, noted)
    if as_json:
        click.echo(json.dumps({**asdict(proof), "holds": proof.holds}, ensure_ascii=False))
    else:
        _tell_proof(ledger, proof, noted)
    if not proof.holds:
        raise SystemExit(FAILED)


@click.command()
@click.argument("ledger", type=click.Path(path_type=Path))
@click.argument("to", type=click.Path(path_type=Path))
def backup(ledger: Path, to: Path) -> None:
    """Copy a ledger to the file TO while others read and write it, and prove the copy.

    The copy is one file, checked from end to end before it bears its name. Nothing is ever written over: TO
    must not be there. A ledger that is not whole is not copied.

    \b
    reportedly backup my.ledger "backup/my-$(date +%F).ledger"
    """
    from .ledger.copying import back_up

    _tell_faults(to, back_up(ledger, to))


@click.command()
@click.argument("backup", type=click.Path(path_type=Path))
@click.argument("ledger", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="A ledger that stands there is put aside, under a new name.")
def restore(backup: Path, ledger: Path, replace: bool) -> None:
    """Put a BACKUP in the place of a LEDGER, after it was checked from end to end.

    Where a file stands in that place nothing happens, unless --replace is given: then that file gets another
    name and is kept. Close whatever has it open before.

    \b
    reportedly restore backup/my-2022-01-07.ledger my.ledger --replace
    """
    from .ledger.copying import restore as put_back

    checked, aside = put_back(backup, ledger, replace=replace)
    if aside is not None:
        click.echo(f"what stood there is now {aside}", err=True)
    _tell_faults(ledger, checked)


def _is_head(noted: str) -> bool:
    number, colon, digits = noted.strip().partition(":")
    is_number = number.isascii() and number.isdecimal()
    return bool(colon) and is_number and len(digits) >= 8 and set(digits.lower()) <= set("0123456789abcdef")


def _tell_faults(path: Path, checked: Checked) -> None:
    from .ledger.wording import several

    for fault in checked.faults:
        click.echo(f"{path}: {fault}")
    for left_out in checked.left_out:
        click.echo(f"reportedly: {left_out}", err=True)
    held = ("document", checked.documents), ("quotation", checked.spans), ("capture", checked.captures)
    counts = ", ".join(several(count, name) for name, count in (*held, ("link", checked.links)))
    click.echo(f"{path}: {several(len(checked.faults), 'fault') if checked.faults else 'whole'}; {counts}")


def _tell_proof(path: Path, proof: Proof, noted: str | None) -> None:
    from .ledger.wording import several

    if proof.broken:
        click.echo(f"{path}: broken at {proof.broken}")
        return
    if proof.noted is False:
        click.echo(f"{path}: the chain holds, but has no link {noted}: it was made anew since that was noted")
        return
    links = f"{several(proof.links, 'link')} hold{'s' if proof.links == 1 else ''}"
    click.echo(f"{path}: {links}; nothing changed since {proof.began_at}")
    if proof.before:
        click.echo(
            f"the chain began with {several(proof.before, 'record')} that stood there already; of what "
            "befell them before it says nothing"
        )
    if proof.noted:
        click.echo(f"the noted link {noted} is one of them")
    click.echo(f"head: {proof.head}")
