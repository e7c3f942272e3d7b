"""The commands that show a ledger in the browser: `serve`, and `demo`, which first fills one."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from .inputs import Count, existing, filed, join_filed, outcomes_of, readings_of, settings_of
from .messages import say_unjoined
from .outputs import write_text


@click.command(short_help="Show a ledger as a local website.")
@click.argument("ledger", type=click.Path(path_type=Path))
@click.option("--open", "opening", is_flag=True, help="Open the pages in the browser.")
@click.option("--read-only", is_flag=True, help="Take no decisions on the pages.")
@click.option("--port", type=click.IntRange(0, 65535), help="The port; 0 picks a free one. Default: 8571.")
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="The address to listen on; any but this machine's own requires a token, which the printed address "
    "contains.",
)
@click.option(
    "--with-token",
    is_flag=True,
    help="Require a token here too: other accounts of this machine reach its own address as well.",
)
@click.option(
    "--reviewer",
    metavar="NAME",
    help="The name that decisions on the pages are signed with. Default: your account name.",
)
@click.option(
    "--basemap",
    type=click.Path(path_type=Path),
    metavar="FILE.pmtiles",
    help="A street map for the places: a PMTiles file, vector (Protomaps) or raster.",
)
def serve(ledger: Path, **options: Any) -> None:
    """Show a ledger as a local website: overview, figures, contradictions, documents, review.

    The pages load nothing from other machines. The address is printed when the site is ready; Ctrl-C ends it.
    """
    _serve(ledger, **options)


@click.command(short_help="Read the bundled example into a ledger and show it.")
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("demo"),
    show_default=True,
    help="The folder for the ledger and the brief.",
)
@click.option("--no-brief", is_flag=True, help="Do not print the brief.")
@click.option(
    "--serve/--no-serve",
    "serving",
    default=None,
    help="Whether to serve the ledger as a local website afterwards. Default: only on a terminal.",
)
def demo(folder: Path, no_brief: bool, serving: bool | None) -> None:
    """Read the bundled example (Kazakhstan, January 2022) into a ledger, print its brief and serve it."""
    from ..examples import example_documents
    from ..ledger.asking.queries import Filter
    from ..ledger.asking.selection import select_content
    from ..ledger.export import make_folder
    from ..ledger.store import open_ledger
    from ..privacy import pseudonyms_of
    from ..views.brief import make_brief
    from ..views.writing import WRITERS

    ledger_path = folder / "kazakhstan-2022.ledger"
    make_folder(folder)
    settings = settings_of({})
    counted = Count()
    source = example_documents("kazakhstan-2022")
    with existing(ledger_path) as ledger:
        outcomes = outcomes_of((str(source),), {"quiet": False}, settings, ledger)
        for _ in readings_of(filed(outcomes, ledger_path, settings, ledger), counted, quiet=False):
            pass
        join_filed(ledger_path, ledger, quiet=False)
    with open_ledger(ledger_path, read_only=True) as shown:
        readings, collection = select_content(shown, Filter())
    told = make_brief(readings, pseudonyms_of(readings), "Kazakhstan, January 2022", collection)
    page = folder / "kazakhstan-2022.html"
    write_text(WRITERS["html"](told), page)
    if not no_brief:
        click.echo(WRITERS["text"](told))
    click.echo(f"ledger: {ledger_path}\nbrief as a page: {page}")
    counted.leave(quiet=True)
    if sys.stdin.isatty() if serving is None else serving:
        _serve(ledger_path)
    else:
        click.echo(f"as a website: reportedly serve {ledger_path}")


def _serve(
    path: Path,
    *,
    opening: bool = False,
    read_only: bool = False,
    port: int | None = None,
    host: str = "127.0.0.1",
    with_token: bool = False,
    reviewer: str | None = None,
    basemap: Path | None = None,
) -> None:
    """Runs the website until it is interrupted; prints its address to standard output."""
    import getpass
    import webbrowser

    from ..ledger.store import open_ledger
    from ..views.serving import serve as serve_pages

    def ready(address: str) -> None:
        click.echo(address)
        sys.stdout.flush()
        if opening:
            webbrowser.open(address)

    with open_ledger(path, read_only=True, create=False) as shown:
        say_unjoined(shown)
    if reviewer is None:
        try:
            reviewer = getpass.getuser()
        except (KeyError, OSError):  # an account without a name
            reviewer = "reviewer"
    serve_pages(
        path,
        host=host,
        port=port,
        read_only=read_only,
        with_token=with_token,
        reviewer=reviewer,
        basemap=basemap,
        ready=ready,
    )
