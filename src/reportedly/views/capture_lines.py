"""The captures of a document and their differences, as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from ..console import escaped
from ..contract import to_json
from ..ledger.asking.alignment import AlignedPiece
from ..ledger.asking.captures import Difference, FieldChange, FigureChange, Snapshot, differences_of
from ..ledger.wording import on_one_line, say_count
from ..records import Extent, Figure

CHANGES = 40
"""Figures, and passages, that are shown of one difference: two screens; JSON has all."""

AROUND = 60
"""Characters of what is the same that are shown on either side: about ten words."""

LONGEST = 500
"""Characters that are shown of one passage that went or came: a paragraph."""


def captures_text(snapshots: Sequence[Snapshot]) -> Iterator[str]:
    """A line per capture, then what changed from each to the next: figures, fields, words."""
    document = snapshots[-1].reading.document
    yield escaped(f"{document.id}  {on_one_line(document.title or document.url or '')}".rstrip()) + "\n"
    for each in snapshots:
        yield from (escaped(f"  {line}") + "\n" for line in _capture(each))
    for change in differences_of(snapshots):
        yield f"\n  from {change.before.id} to {change.after.id}\n"
        yield from (escaped(f"    {line}") + "\n" for line in _changes(change))


def captures_json(snapshots: Sequence[Snapshot]) -> Iterator[str]:
    """The same as one JSON object on one line, with every passage, in parts: one difference at a time."""
    told = {
        "document": snapshots[-1].reading.document.id,
        "captures": [_snapshot_json(each) for each in snapshots],
    }
    yield json.dumps(told, ensure_ascii=False)[:-1] + ', "differences": ['
    before = ""
    for change in differences_of(snapshots):
        yield before + json.dumps(_difference_json(change), ensure_ascii=False)
        before = ", "
    yield "]}\n"


def _capture(each: Snapshot) -> Iterator[str]:
    at = f"fetched {each.fetched_at}" if each.fetched_at else f"filed {each.filed_at}"
    current = ", current" if each.current else ""
    yield f"{at}  {each.id}  {each.size:,} bytes, {each.media_type}{current}"
    yield f"  sha256:{each.digest}  {each.url or 'no address'}"


def _changes(change: Difference) -> Iterator[str]:
    if not change.same_reader:
        readers = " and ".join(
            each.program or "a version that is not known" for each in (change.before, change.after)
        )
        yield f"read by {readers}: some of this may be the program's doing"
    yield from map(say_figure_change, change.figures[:CHANGES])
    if (more := len(change.figures) - CHANGES) > 0:
        yield f"and {more:,} more figures; --json has all"
    yield from map(_field_change, change.fields)
    if change.same_text:
        yield "the text is the same" if change.fields else "only bytes differ that are not read"
        return
    passages = [number for number, piece in enumerate(change.pieces) if not piece.same]
    for number in passages[:CHANGES]:
        yield _passage(change.pieces, number)
    if (more := len(passages) - CHANGES) > 0:
        yield f"and {more:,} more passages; --json has all"


def say_figure_change(change: FigureChange) -> str:
    """Such as `killed 12 -> 15 (police officers)`."""
    figure = change.after or change.before
    group = f" ({on_one_line(figure.group)})" if figure and figure.group else ""
    return f"{change.measure} {_count(change.before)} -> {_count(change.after)}{group}"


def _count(figure: Figure | None) -> str:
    if figure is None:
        return "nothing said"
    denied = " (denied)" if figure.certainty == "denied" else ""
    return f"{say_count(figure)}{denied}"


def _field_change(change: FieldChange) -> str:
    before, after = (
        f"“{on_one_line(told)}”" if told else "nothing said" for told in (change.before, change.after)
    )
    return f"{change.field} {before} -> {after}"


def _passage(pieces: Sequence[AlignedPiece], number: int) -> str:
    """Such as `… said that [-12-]{+15+} people were …`; on either side stands what is the same."""
    piece = pieces[number]
    before = pieces[number - 1].after if number else None
    after = pieces[number + 1].after if number + 1 < len(pieces) else None
    told = [f"[-{_shortened(piece.before)}-]" if piece.before else ""]
    told += [f"{{+{_shortened(piece.after)}+}}" if piece.after else ""]
    return f"{_ending(before)}{''.join(told)}{_beginning(after)}"


def _ending(same: Extent | None) -> str:
    if same is None:
        return ""
    words = on_one_line(same.quote)
    return f"{words} " if len(words) <= AROUND else f"… {words[-AROUND:].partition(' ')[2]} "


def _beginning(same: Extent | None) -> str:
    if same is None:
        return ""
    words = on_one_line(same.quote)
    return f" {words}" if len(words) <= AROUND else f" {words[:AROUND].rpartition(' ')[0]} …"


def _shortened(news: Extent) -> str:
    words = on_one_line(news.quote)
    left = len(words) - LONGEST
    return words if left <= 0 else f"{words[:LONGEST]}… ({left:,} more characters)"


def _snapshot_json(each: Snapshot) -> dict[str, Any]:
    told = {"id": each.id, "digest": each.digest}
    names = ("size", "media_type", "url", "fetched_at", "filed_at", "program", "current")
    return told | {name: getattr(each, name) for name in names}


def _difference_json(change: Difference) -> dict[str, Any]:
    return {
        "before": change.before.id,
        "after": change.after.id,
        "same_text": change.same_text,
        "same_reader": change.same_reader,
        "figures": [
            {
                "measure": each.measure,
                "before": to_json(each.before) if each.before else None,
                "after": to_json(each.after) if each.after else None,
            }
            for each in change.figures
        ],
        "fields": [asdict(each) for each in change.fields],
        "pieces": [asdict(each) for each in change.pieces],
    }
