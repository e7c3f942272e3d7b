"""The commands that query a ledger: `show`, `search`, `stats`, `figures`, `contradictions`."""

from __future__ import annotations

from pathlib import Path

import click

from ..choices import RELATIONS
from ..console import wants_colour
from .messages import say_unjoined

FIGURE_RULES = ("ucdp", "acled", "iraq-body-count", "largest-official")


@click.command(short_help="Show one record of a ledger in its context.")
@click.argument("ledger", type=click.Path(path_type=Path))
@click.argument("id_", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="The record as one JSON object.")
def show(ledger: Path, id_: str, as_json: bool) -> None:
    """Show one record of a ledger, with its words in their context. The start of an ID is enough.

    \b
    reportedly show my.ledger figure-3fa9
    """
    from ..ledger.store import open_ledger
    from ..views.explain import record_json, show_record

    with open_ledger(ledger, read_only=True, create=False) as opened:
        record = opened.record(id_)
        if as_json:
            click.echo(record_json(record, opened))
        else:
            click.echo(show_record(record, opened))


@click.command(short_help="Search documents and claims for words.")
@click.argument("ledger", type=click.Path(path_type=Path))
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--limit",
    type=click.IntRange(1, 1_000_000),
    default=20,
    show_default=True,
    help="The maximum number of hits of each kind.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object per hit.")
def search(ledger: Path, words: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Search documents and claims for all of these WORDS. Words in double quotes are searched as a phrase.

    \b
    reportedly search my.ledger interior ministry
    reportedly search my.ledger '"city hall" shots'
    """
    from ..ledger.store import as_query, open_ledger
    from ..views.summary import hit_text, names_of

    if not as_query(" ".join(words)):
        raise click.BadParameter(f"{' '.join(words)!r} holds no word to search for", param_hint="WORDS")
    with open_ledger(ledger, read_only=True, create=False) as opened:
        hits = opened.search(" ".join(words), limit)
        names = names_of(opened, {hit.document for hit in hits})
        for hit in hits:
            click.echo(hit_text(hit, names.get(hit.document), as_json=as_json, colour=wants_colour()))
    if not hits:
        click.echo("nothing found", err=True)


@click.command(short_help="Count the records of a ledger, and list the runs that filled it.")
@click.argument("ledger", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def stats(ledger: Path, as_json: bool) -> None:
    """Count the records of each kind in a ledger, and list the runs that filled it.

    \b
    reportedly stats my.ledger
    reportedly stats my.ledger --json
    """
    import json

    from ..ledger.store import open_ledger

    with open_ledger(ledger, read_only=True, create=False) as opened:
        say_unjoined(opened)
        counts, runs = opened.stats(), opened.runs()
        people = sum(1 for _ in opened.decisions())
    if as_json:
        click.echo(json.dumps(counts))
        return
    for name, count in counts.items():
        about = f"  by people {people:,}, by rules {count - people:,}" if name == "judgements" else ""
        click.echo(f"{name:<20} {count:>9,}{about}")
    for run in runs:
        told = ", ".join(filter(None, (run.program, run.model)))
        click.echo(f"run {run.id}: {told}, {run.started_at} to {run.finished_at or 'interrupted'}")


@click.command(short_help="Reduce conflicting figures to one number, by a named rule.")
@click.argument("ledger", type=click.Path(path_type=Path))
@click.option(
    "--rule",
    type=click.Choice(FIGURE_RULES),
    help="Apply only this rule; docs/views-of-figures.md describes them all.",
)
@click.option("--occurrence", metavar="ID", help="Only for this occurrence; the start of an ID is enough.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object per line.")
def figures(ledger: Path, rule: str | None, occurrence: str | None, as_json: bool) -> None:
    """Reduce the figures of each occurrence to one number, by named rules.

    Nothing is stored, and what each claimant says stays in the ledger; `brief` shows it.

    \b
    reportedly figures my.ledger
    reportedly figures my.ledger --rule ucdp --json
    """
    from ..ledger.accounts.estimates import estimates_of, find_countings
    from ..ledger.export import pseudonyms_in
    from ..ledger.store import open_ledger
    from ..views.estimate_lines import estimate_lines

    with open_ledger(ledger, read_only=True, create=False) as opened, opened.snapshot():
        say_unjoined(opened)
        names = pseudonyms_in(opened)
        only = opened.record(occurrence).id if occurrence else None
        rules = (rule,) if rule else FIGURE_RULES
        for found, counted in find_countings(opened):
            if only in (None, found.id):
                for line in estimate_lines(found, estimates_of(counted, rules), names, as_json=as_json):
                    click.echo(line)


@click.command(short_help="List what does not go together, and in which way.")
@click.argument("ledger", type=click.Path(path_type=Path))
@click.option(
    "--relation",
    type=click.Choice(RELATIONS),
    help="Only of this kind; docs/contradictions.md describes them all.",
)
@click.option("--occurrence", metavar="ID", help="Only in this occurrence; the start of an ID is enough.")
@click.option(
    "--all",
    "asides",
    is_flag=True,
    help="Steps of a growing count, parts beside their whole, and what others tell better, too.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object per line.")
def contradictions(
    ledger: Path, relation: str | None, occurrence: str | None, asides: bool, as_json: bool
) -> None:
    """List the contradictions of a ledger, true disagreements first, then what only looks like one.

    Each has its kind and what it is about, both sides in their words, and the ID by which `show` and
    `review` know it.

    \b
    reportedly contradictions my.ledger
    reportedly contradictions my.ledger --relation denial
    """
    from ..ledger.asking.queries import Filter
    from ..ledger.export import pseudonyms_in
    from ..ledger.store import open_ledger
    from ..views.contradiction_lines import contradiction_lines

    with open_ledger(ledger, read_only=True, create=False) as opened, opened.snapshot():
        say_unjoined(opened)
        only = opened.record(occurrence).id if occurrence else ""
        wanted = Filter(relation=relation or "", occurrence=only)
        names = pseudonyms_in(opened)
        told = 0
        for line in contradiction_lines(opened, wanted, names, asides=asides, as_json=as_json):
            click.echo(line)
            told += 1
    if not told:
        click.echo("no contradictions found", err=True)
