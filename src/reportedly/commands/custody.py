"""The commands for keeping a ledger: `captures`, `check`, `verify`, `backup`, `restore`."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .exit_codes import FAILED

if TYPE_CHECKING:
    from ..ledger.custody.checking import Checked
    from ..ledger.file.chain import Proof


@click.command(short_help="Show the captures of documents and what changed between them.")
@click.argument("ledger", type=click.Path(path_type=Path))
@click.argument("documents", nargs=-1, metavar="[DOCUMENT]...")
@click.option(
    "--json", "as_json", is_flag=True, help="One JSON object per document, with both texts in pieces."
)
def captures(ledger: Path, documents: tuple[str, ...], as_json: bool) -> None:
    """Show the captures of a DOCUMENT and what changed from each to the next.

    A page that was fetched twice with different bytes has two captures, and both are kept. Changed figures
    come first (killed 12 -> 15), then title, outlet and date, then changed words: [-went-]{+came+}. Without a
    DOCUMENT, all documents with more than one capture are shown. DOCUMENT is an id, the start of one, or an
    address.

    \b
    reportedly captures my.ledger
    reportedly captures my.ledger document-3fa91c --json
    reportedly captures my.ledger https://news.example/toll.html
    """
    from ..ledger.asking.captures import captured_again, document_named, snapshots_of
    from ..ledger.store import open_ledger
    from ..views.capture_lines import captures_json, captures_text

    told = captures_json if as_json else captures_text
    with open_ledger(ledger, read_only=True, create=False) as opened:
        named = [document_named(opened, each) for each in documents] or captured_again(opened)
        for name in named:
            for part in told(snapshots_of(opened, name)):
                click.echo(part, nl=False)
    if not named:
        click.echo("no document has more than one capture", err=True)


@click.command(short_help="Check the integrity of a ledger and name every fault.")
@click.argument("ledger", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def check(ledger: Path, as_json: bool) -> None:
    """Check the integrity of a ledger and name every fault. Exit code 0: intact; 1: not.

    Nothing is changed. What is checked: the file itself (by SQLite), references between records, the search
    index, every quotation against its text, the bytes of every capture against their SHA-256, and the chain
    of custody.

    \b
    reportedly check my.ledger && reportedly backup my.ledger /media/stick/my.ledger
    """
    from ..ledger.custody.checking import check_ledger
    from ..ledger.store import open_ledger

    with open_ledger(ledger, read_only=True, create=False) as opened:
        checked = check_ledger(opened)
    if as_json:
        click.echo(json.dumps(asdict(checked), ensure_ascii=False))
    else:
        _tell_faults(ledger, checked)
    if checked.faults:
        raise SystemExit(FAILED)


@click.command(short_help="Prove that no capture and no decision has changed since it was filed.")
@click.argument("ledger", type=click.Path(path_type=Path))
@click.option("--noted", metavar="HEAD", help="A head that you noted elsewhere, such as 120:3fa91c77.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def verify(ledger: Path, noted: str | None, as_json: bool) -> None:
    """Prove that no capture and no judgement has changed since it was filed, or name the first that has.

    Each capture (bytes, headers, address, time) and each judgement has a link in a chain: a SHA-256 that
    depends on all earlier links. The last link is the head. Note it on paper or give it to a colleague:
    anybody with write access to the file could rebuild the whole chain, and only a head noted elsewhere
    reveals that. Exit code 0: nothing changed; 1: something did.

    \b
    reportedly verify my.ledger
    reportedly verify my.ledger --noted 120:3fa91c77
    """
    from ..ledger.file.chain import follow_chain
    from ..ledger.store import open_ledger

    if noted is not None and not _is_head(noted):
        raise click.BadParameter(
            f"{noted!r} is not a head such as 120:3fa91c77 (a number, a colon, eight or more hex digits)",
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


@click.command(short_help="Copy a ledger while others use it, and check the copy.")
@click.argument("ledger", type=click.Path(path_type=Path))
@click.argument("to", type=click.Path(path_type=Path))
def backup(ledger: Path, to: Path) -> None:
    """Copy a ledger to the file TO while others read and write it, and check the copy.

    The copy is one file; it is checked completely before it appears as TO. No file is ever overwritten: TO
    must not exist yet. A damaged ledger is not copied.

    \b
    reportedly backup my.ledger "backup/my-$(date +%F).ledger"
    """
    from ..ledger.custody.copying import back_up

    _tell_faults(to, back_up(ledger, to))


@click.command(short_help="Replace a ledger with a backup, after checking it.")
@click.argument("backup", type=click.Path(path_type=Path))
@click.argument("ledger", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Rename and keep the file that is already there.")
def restore(backup: Path, ledger: Path, replace: bool) -> None:
    """Copy a BACKUP to LEDGER, after checking it completely.

    If there is already a file LEDGER, nothing happens, unless --replace is given: then the old file is
    renamed and kept. First close every program that has it open.

    \b
    reportedly restore backup/my-2022-01-07.ledger my.ledger --replace
    """
    from ..ledger.custody.copying import restore as put_back

    checked, aside = put_back(backup, ledger, replace=replace)
    if aside is not None:
        click.echo(f"the file that was there is now {aside}", err=True)
    _tell_faults(ledger, checked)


def _is_head(noted: str) -> bool:
    number, colon, digits = noted.strip().partition(":")
    is_number = number.isascii() and number.isdecimal()
    return bool(colon) and is_number and len(digits) >= 8 and set(digits.lower()) <= set("0123456789abcdef")


def _tell_faults(path: Path, checked: Checked) -> None:
    from ..ledger.wording import several

    for fault in checked.faults:
        click.echo(f"{path}: {fault}")
    for left_out in checked.left_out:
        click.echo(f"reportedly: {left_out}", err=True)
    held = ("document", checked.documents), ("quotation", checked.spans), ("capture", checked.captures)
    counts = ", ".join(several(count, name) for name, count in (*held, ("link", checked.links)))
    click.echo(f"{path}: {several(len(checked.faults), 'fault') if checked.faults else 'intact'}; {counts}")


def _tell_proof(path: Path, proof: Proof, noted: str | None) -> None:
    from ..ledger.wording import several

    if proof.broken:
        click.echo(f"{path}: broken at {proof.broken}")
        return
    if proof.noted is False:
        click.echo(
            f"{path}: the chain holds, but has no link {noted}: it was rebuilt after that link was noted"
        )
        return
    links = f"{several(proof.links, 'link')} hold{'s' if proof.links == 1 else ''}"
    click.echo(f"{path}: {links}; nothing changed since {proof.began_at}")
    if proof.before:
        click.echo(
            f"{several(proof.before, 'record')} stood in the ledger before the chain began; "
            "the chain says nothing about earlier changes to them"
        )
    if proof.noted:
        click.echo(f"the noted link {noted} is one of them")
    click.echo(f"head: {proof.head}")
