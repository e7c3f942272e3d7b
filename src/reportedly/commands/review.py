"""The command `review`: records people's decisions about a ledger, one at a time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..choices import DECISIONS, REVIEW_ORDERS
from .renewing import join_waiting

if TYPE_CHECKING:
    from ..ledger.store import Ledger


@click.command(short_help="Review records: accept, reject, correct, undo and more.")
@click.argument("ledger", type=click.Path(path_type=Path))
@click.argument("action", type=click.Choice(DECISIONS), required=False, metavar="[ACTION]")
@click.argument("names", nargs=-1, metavar="[ID]...")
@click.option("--by", metavar="NAME", help="Who decides.")
@click.option("--why", metavar="WORDS", help="The reason; it is stored with the decision.")
@click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="FIELD=VALUE",
    help="For correct: a field and its new value, or null.",
)
@click.option("--next", "show_next", is_flag=True, help="Show one record that nobody has reviewed yet.")
@click.option(
    "--order",
    type=click.Choice(REVIEW_ORDERS),
    default=REVIEW_ORDERS[0],
    show_default=True,
    help="For --next: the order.",
)
@click.option("--skip", multiple=True, metavar="ID", help="For --next: skip this record.")
@click.option("--log", is_flag=True, help="Show all decisions of people, in order.")
@click.option("--join", "joining", is_flag=True, help="Join the documents again, following the decisions.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON objects.")
def review(
    ledger: Path,
    action: str | None,
    names: tuple[str, ...],
    by: str | None,
    why: str | None,
    settings: tuple[str, ...],
    show_next: bool,
    order: str,
    skip: tuple[str, ...],
    log: bool,
    joining: bool,
    as_json: bool,
) -> None:
    """Review records. The actions are accept, reject, correct, grade, same, different, relation and undo.

    Each decision is stored with its author and its reason. Nothing is ever erased: undo is a decision too.
    Joins follow the decisions when --join is given, or when the next documents are filed. Without an action,
    the next record to review is shown.

    \b
    reportedly review my.ledger --next
    reportedly review my.ledger accept figure-1f --by "A. Editor" --why "stands there"
    reportedly review my.ledger correct figure-1f --set low=8 --set bound=at_least --by A --why "“at least”"
    reportedly review my.ledger grade figure-1f B2 --by A --why "its own count, well kept before"
    reportedly review my.ledger same "Interior Ministry" MVD --by A --why "its Russian name"
    reportedly review my.ledger different event-1 event-2 --by A --why "two towns"
    reportedly review my.ledger relation contradiction-3 update --by A --why "a day later"
    reportedly review my.ledger undo judgement-9 --by A --why "misread"
    """
    from ..ledger.store import open_ledger

    if action is None and (names or settings):
        raise click.UsageError("ids and --set need an action, such as: reportedly review LEDGER accept ID")
    if action is not None and not (by and why):
        raise click.UsageError(f"{action} needs --by NAME and --why WORDS: who decides, and the reason")
    writing = action is not None or joining
    with open_ledger(ledger, create=False, read_only=not writing) as opened:
        if action is not None:
            click.echo(_decided(opened, action, names, settings, by or "", why or "", as_json=as_json))
        if joining:
            join_waiting(opened, quiet=False)
        elif action is not None and not as_json:
            _say_unfollowed(opened)
        if log:
            _show_log(opened, as_json=as_json)
        if show_next or not (writing or log):
            click.echo(_next(opened, order, skip, as_json=as_json))


def _decided(
    opened: Ledger,
    action: str,
    names: tuple[str, ...],
    settings: tuple[str, ...],
    by: str,
    why: str,
    *,
    as_json: bool,
) -> str:
    from ..ledger.people.decisions import decide
    from ..views.decision_lines import judgement_text

    return judgement_text(decide(opened, action, names, settings, by=by, why=why), as_json=as_json)


def _say_unfollowed(opened: Ledger) -> None:
    """Standard error says how many decisions occurrences and accounts do not follow yet, and how they do."""
    from ..ledger.neighbourhoods.neighbourhood_state import count_unfollowed
    from ..ledger.wording import several

    if count := count_unfollowed(opened):
        told = f"{several(count, 'decision')} not joined yet: occurrences, accounts and contradictions"
        click.echo(f"reportedly: {told} follow with `reportedly review {opened.path} --join`", err=True)


def _show_log(opened: Ledger, *, as_json: bool) -> None:
    from ..ledger.people.review import PERSON
    from ..records import Judgement
    from ..views.decision_lines import log_lines

    for line in log_lines(opened.records(Judgement), PERSON, as_json=as_json):
        click.echo(line)


def _next(opened: Ledger, order: str, skip: tuple[str, ...], *, as_json: bool) -> str:
    from ..views.decision_lines import next_json, next_text
    from ..views.decisions_page import decisions_of
    from ..views.findings import make_review_page

    page = make_review_page(opened, decisions_of(opened), order, skip)
    return next_json(page, opened) if as_json else next_text(page, opened)
