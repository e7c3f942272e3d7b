"""The command line: thin commands over the functions of the other rooms."""

from __future__ import annotations

from collections.abc import Iterator

import click

from .records import Document


@click.group()
@click.version_option(package_name="reportedly")
def main() -> None:
    """Read news of a crisis into a ledger of who says what happened."""


@main.command()
@click.argument("inputs", nargs=-1, required=True)
@click.option("--format", "format_", default="jsonl")
def read(inputs: tuple[str, ...], format_: str) -> None:
    """Read documents and write what they say."""
    from .contract import records_of, to_line
    from .errors import InputError
    from .language.parse import load_parser
    from .lexicon import load_lexicon
    from .page.documents import document_of
    from .page.fetch import find_pages
    from .reading import read_all

    def documents() -> Iterator[Document]:
        for page in find_pages(inputs):
            try:
                if isinstance(page, InputError):
                    raise page
                yield document_of(page)
            except InputError as error:
                click.echo(str(error), err=True)

    for reading in read_all(documents(), load_lexicon(), load_parser()):
        for record in records_of(reading):
            click.echo(to_line(record))


@main.group()
def lexicon() -> None:
    """Look after the lexicons: the words that people write, with examples."""


@lexicon.command("check")
@click.argument("kinds", nargs=-1)
def check_lexicons(kinds: tuple[str, ...]) -> None:
    """Prove every entry both ways: examples are found exactly, near misses stay silent.

    KINDS are names of lexicons, such as `cues`; without any, all are proved.
    """
    from .language.parse import load_parser
    from .lexicon import load_lexicon, read_entries
    from .lexicon import KINDS
    from .proving import prove_lexicons

    faults = prove_lexicons(load_lexicon(), load_parser(), kinds or None)
    for fault in faults:
        click.echo(str(fault))
    click.echo(f"{sum(len(read_entries(kind)) for kind in kinds or KINDS)} entries, {len(faults)} faults")
    if faults:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
